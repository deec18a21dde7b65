"""读表: what a form that came back records, or what is wrong with it, at its cells."""
