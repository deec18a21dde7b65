"""Broken files as people make them."""
