"""反馈单 as a structure of words."""
