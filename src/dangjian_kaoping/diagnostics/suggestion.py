"""Near misses: the known word that looks most like the one that was written."""

import difflib
from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like this one; None where none is alike."""
    several = list(known)
    same = [each for each in several if each.lower() == word.lower()]
    if same:
        return same[0]
    # Chinese words are short: one character in two is already alike; but 不好 is not 好
    long_enough = [each for each in several if min(len(each), len(word)) > 1]
    found = difflib.get_close_matches(word, long_enough, n=1, cutoff=0.65 if word.isascii() else 0.5)
    return found[0] if found else None


def perhaps(word: str, known: Iterable[str]) -> str:
    """`是不是“…”？`, or nothing."""
    near = nearest(word, known)
    return f"是不是“{near}”？" if near else ""
