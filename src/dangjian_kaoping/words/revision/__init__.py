"""What a revision changes, and would have changed, in words."""
