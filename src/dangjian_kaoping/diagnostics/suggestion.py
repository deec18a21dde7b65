"""Near misses: the known word that looks most like the one that was written."""

import difflib
from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like this one; None where none is alike."""
    # Chinese words are short: one character in two is already alike
    found = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6 if word.isascii() else 0.5)
    return found[0] if found else None


def perhaps(word: str, known: Iterable[str]) -> str:
    """`是不是“…”？`, or nothing."""
    near = nearest(word, known)
    return f"是不是“{near}”？" if near else ""
