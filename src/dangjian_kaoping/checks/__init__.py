"""检查: what is wrong across several places of rubrics and records. Pure; each fault is a diagnostic with a code."""
