"""Which lines of a text go on in the next one because the page was not wider."""

from collections.abc import Sequence
from itertools import pairwise

from dangjian_kaoping.documents.lines import ENDED, begins, cut_between, width

_NARROWEST = 30
"""Columns of a page."""
_PLAY = 4
"""Columns by which lines of a page differ that are full: a wide letter, and a mark that must not begin a line."""
_LONG = 60
"""Columns of a line that is full where no other one tells how wide the page is."""


class Wrapping:
    """How wide the page is for which a text was broken into lines, as far as its lines tell.

    `sure`: many lines are full, and most of these end within a sentence.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        texts = [each.rstrip() for each in lines]
        widths = sorted((wide for wide in map(width, texts) if wide >= _NARROWEST), reverse=True)
        self._page = next((wide for wide, narrower in pairwise(widths) if wide - narrower <= _PLAY), 0)
        full = [each for each in texts if self._is_full(each)]
        cut = [each for each in full if not each.endswith((*ENDED, "分"))]
        self.sure = len(full) >= 3 and len(cut) * 2 > len(full)

    def goes_on(self, line: str, following: str, *, first: str, blank: bool) -> bool:
        """Whether a line goes on in the one that follows it, perhaps after `blank` lines where a page ends; `first` is
        the line with which the paragraph begins.
        """
        line, indent, following = line.rstrip(), _indent(following), following.strip()
        if cut_between(line, following):
            return True
        hanging = begins(first.strip()) and _indent(first) < indent <= _indent(first) + 8
        if begins(following) or (indent > _indent(line) and not hanging):
            return False
        if line.endswith(ENDED):
            return self._is_full(line) and not blank
        if self._is_full(line):
            return self.sure or not (blank or line.endswith("分"))
        sentence = any(each in line for each in "，。；、")
        return not self._page and width(line) >= _LONG and sentence and not blank

    def _is_full(self, line: str) -> bool:
        return bool(self._page) and width(line.rstrip()) >= self._page - _PLAY


def _indent(line: str) -> int:
    return width(line) - width(line.lstrip())
