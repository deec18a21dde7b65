"""The git command, the only program that is run, and only to read what a repository holds."""
