"""计分: from a workspace to step trees, ranking and flags (DESIGN.md, section 5). Pure: no I/O and no clock."""
