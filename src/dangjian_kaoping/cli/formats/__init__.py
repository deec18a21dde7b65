"""格式: what can be written as what. `writable.py` says how it works, the other modules hold the things by subject."""
