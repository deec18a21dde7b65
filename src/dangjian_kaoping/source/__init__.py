"""From bytes to plain data with positions."""
