"""What was recorded, and what it did, in words."""
