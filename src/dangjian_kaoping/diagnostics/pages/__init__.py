"""The pages of all codes, by subject (how a page is written, `catalogue.py` says)."""
