"""计分: from a workspace to step trees, ranking and flags (docs/细则语言.md, 计分的先后). Pure: no I/O and no clock."""
