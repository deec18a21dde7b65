"""Whether the text of a clause, which is printed, and its rule, which computes, say the same."""
