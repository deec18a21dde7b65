"""诊断 for the services that run checks on every push."""
