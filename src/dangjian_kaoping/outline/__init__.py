"""来稿: an office's own 细则 as it was typed, and the areas, items and sentences that stand in it."""
