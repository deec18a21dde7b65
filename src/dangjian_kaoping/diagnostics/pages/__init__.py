"""The pages of all codes, by subject (how a page is written, `diagnostics/catalogue.py` says)."""
