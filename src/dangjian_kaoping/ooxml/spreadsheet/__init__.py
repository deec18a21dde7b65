"""A workbook that others hand in, read as Office shows it (ISO/IEC 29500-1, 18)."""
