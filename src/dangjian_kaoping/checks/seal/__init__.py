"""Checks of what was sealed, and of its history."""
