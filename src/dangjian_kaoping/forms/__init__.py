"""表: what an office fills in instead of YAML: what stands in a form, and what a filled one means."""
