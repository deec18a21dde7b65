"""Generated rubrics and records, by subject."""
