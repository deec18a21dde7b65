"""Checks of how a round's result came to be final: approval, windows, objections, and that none of it was changed."""
