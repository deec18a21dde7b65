"""原件: what offices write their 细则 in, as `outline.document` has it."""
