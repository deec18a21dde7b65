"""Checks of a round's records."""
