"""网站: the pages of a plant's site, each written as all other pages are. Reads results, computes no number."""
