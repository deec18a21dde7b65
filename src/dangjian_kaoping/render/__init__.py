"""What a person reads of a result: text, JSON and CSV. Formats figures and computes none; writes to no stream."""
