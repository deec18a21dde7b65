"""What one sentence of a rubric says, or that it is not known: `reading.read`."""
