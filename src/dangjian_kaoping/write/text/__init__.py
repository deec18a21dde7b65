"""For a terminal: aligned by display width."""
