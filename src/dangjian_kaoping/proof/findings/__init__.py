"""What is found of a rubric: each kind of finding in a file of its own, or with what it is made of."""
