"""Office's packages (ISO/IEC 29500-2) that others hand in: read as Office reads them, or refused.

A file that two programs would read differently, or that would make a reader work without end, is never read.
"""
