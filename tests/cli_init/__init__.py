"""`kaoping init`, by the way that a command line goes."""
