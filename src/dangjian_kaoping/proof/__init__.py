"""证明与覆盖: what a rubric can give, shown by records that the engine scores, and what its cases have tried. Pure."""
