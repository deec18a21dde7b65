"""集团: many workspaces asked the same, each where it lies (docs/设计.md, 集团)."""
