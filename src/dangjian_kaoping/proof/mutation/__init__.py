"""变异: small changes of a rubric, and whether its cases tell them."""
