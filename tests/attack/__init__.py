"""What was tried against kaoping, kind by kind, and is tried again with every run."""
