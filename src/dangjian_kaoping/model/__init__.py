"""The field's nouns: what a rubric, a roster and a record say. Each knows only what it knows alone."""
