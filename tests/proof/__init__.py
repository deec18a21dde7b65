"""What is proven of a rubric, and what its cases have tried."""
