"""最少和最多: what every part of a rubric can give, with the records for it."""
