"""一轮的进程: in which state a round is, what may be done with it, and what is objected to in it."""
