"""考点和覆盖: what of a rubric is to be tried, what has been, and the cases that are missing."""
