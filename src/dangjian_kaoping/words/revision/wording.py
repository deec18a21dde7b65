"""What changed within a sentence, word by word: what was taken out, what was put in, and what stayed."""

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from dangjian_kaoping.words.marked import Marked, Only, Piece

_NUMERAL = "[〇零一二三四五六七八九十百千万两]+"
_WORD = re.compile(rf"\d+(?:[.,/．]\d+)*[%％‰]?|{_NUMERAL}(?:分之{_NUMERAL})?|[A-Za-z]+|.", re.DOTALL)
"""What is changed as a whole: a number, in digits or in characters, a Latin word; else a character."""
_MARKS = frozenset("，。、；：！？（）“”《》,.;:!?() \n")
_KEPT = 1 / 4
"""Texts that have less than this in common are two texts: what they share by chance is not looked for."""


def wording(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces of both texts in one row, as they follow each other: what is taken out before what is put in."""
    one, other = (_WORD.findall(each) for each in (before, after))
    found = list(_settled(SequenceMatcher(None, one, other, autojunk=False).get_opcodes(), one, other))
    kept = sum(len(each.text) for each in found if each.only is None)
    if kept < _KEPT * max(len(before), len(after)):
        found = [Piece(before, "before"), Piece(after, "after")]
    return tuple(each for each in found if each.text)


def side(pieces: Iterable[Piece], only: Only) -> Marked:
    """One of the two texts, with what the other does not have marked."""
    return Marked(each for each in pieces if each.only in (None, only))


class _Step(NamedTuple):
    """A stretch of both texts: the same in both, or one in the place of the other."""

    same: bool
    before: str
    after: str


def _settled(opcodes: Iterable[tuple[str, int, int, int, int]], one: list[str], other: list[str]) -> Iterator[Piece]:
    """Pieces of which none that stayed stands between changes that are longer than it: words that two sentences
    share by chance.
    """
    steps = [_Step(tag == "equal", "".join(one[a:b]), "".join(other[c:d])) for tag, a, b, c, d in opcodes]
    while (chance := next((index for index in range(1, len(steps) - 1) if _by_chance(steps, index)), None)) is not None:
        around = steps[chance - 1 : chance + 2]
        both = ("".join(each.before for each in around), "".join(each.after for each in around))
        steps[chance - 1 : chance + 2] = [_Step(False, *both)]
    for same, before, after in steps:
        yield from [Piece(before)] if same else [Piece(before, "before"), Piece(after, "after")]


def _by_chance(steps: list[_Step], index: int) -> bool:
    around = (steps[index - 1], steps[index + 1])
    return steps[index].same and all(
        len(steps[index].before) <= max(len(each.before), len(each.after)) for each in around
    )
