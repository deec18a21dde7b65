"""Near misses: the known word that looks most like the one that was written."""

import difflib
from collections.abc import Iterable, Iterator
from functools import lru_cache

MOST_COMPARED = 100
"""Among so many known words each is compared; among more only those that differ in one place are looked up."""
_LONGEST = 60
"""Characters of a word that is compared with others; what is longer was not mistyped but is something else."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like this one; None where none is alike."""
    return _vocabulary(tuple(known)).nearest(word) if len(word) <= _LONGEST else None


def perhaps(word: str, known: Iterable[str]) -> str:
    """`是不是“…”？`, or nothing."""
    near = nearest(word, known)
    return f"是不是“{near}”？" if near else ""


class _Vocabulary:
    """Known words, made ready once for all the words that are not among them."""

    def __init__(self, known: tuple[str, ...]) -> None:
        self._by_lower = {each.lower(): each for each in reversed(known)}
        # Chinese words are short: one character in two is already alike; but 不好 is not 好
        self._words = [each for each in known if 1 < len(each) <= _LONGEST]
        self._by_rest: dict[str, str] = {}
        if len(self._words) > MOST_COMPARED:
            for each in self._words:
                for rest in _rests(each.lower()):
                    self._by_rest.setdefault(rest, each)

    def nearest(self, word: str) -> str | None:
        lower = word.lower()
        if lower in self._by_lower:
            return self._by_lower[lower]
        if len(word) < 2:
            return None
        if self._by_rest:
            return next((self._by_rest[rest] for rest in _rests(lower) if rest in self._by_rest), None)
        found = difflib.get_close_matches(word, self._words, n=1, cutoff=0.65 if word.isascii() else 0.5)
        return found[0] if found else None


@lru_cache(maxsize=64)
def _vocabulary(known: tuple[str, ...]) -> _Vocabulary:
    return _Vocabulary(known)


def _rests(word: str) -> Iterator[str]:
    """A word, and what is left of it without one character: two words that share such a rest differ in one place."""
    yield word
    if len(word) > 2:
        yield from (word[:index] + word[index + 1 :] for index in range(len(word)))
