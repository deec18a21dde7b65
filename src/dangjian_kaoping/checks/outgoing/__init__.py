"""What may not go out: what is found in a text, one subject a file."""
