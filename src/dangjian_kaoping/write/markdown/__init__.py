"""For documentation and merge requests."""
