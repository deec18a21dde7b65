"""Widths by what stands in the columns: room goes where it makes rows lower, on a page that is as wide as before."""

from collections.abc import Sequence
from math import ceil
from typing import TypeVar

from dangjian_kaoping.write.xlsx.cells import Cell, Text, shown
from dangjian_kaoping.write.xlsx.layout import display_width, half_widths, longest_word
from dangjian_kaoping.write.xlsx.looks import LOOKS, font_size

_MOST = 150
"""Rows that are looked at."""
_STEPS = 60
_KEPT = 0.6
"""A column keeps so much of its width."""
_FEW = 3
"""Of so many lines one more or less is seen; of more, each part of a line brings the next width nearer."""
_SPARED = 1.0
"""Half widths that may stay empty at the end of a line."""


Row = TypeVar("Row")


def sampled(rows: Sequence[Row]) -> Sequence[Row]:
    """Some of the rows, where they are many."""
    return rows[:: ceil(len(rows) / _MOST)] if rows else rows


def balanced(rows: Sequence[Sequence[Cell]], widths: Sequence[float]) -> list[float]:
    """The widths of columns with such rows: unit by unit from the column that misses it least to the one that gains
    most, as long as that makes the rows lower. Columns that do not fold keep theirs.
    """
    columns = [_Column([row[index] for row in rows], width) for index, width in enumerate(widths)]
    folding = [each for each in columns if each.folds]
    for _ in range(_STEPS):
        heights = [each.heights(each.width) for each in columns]
        lowest = sum(map(max, zip(*heights, strict=True)))
        best = None
        for wider in folding:
            for narrower in folding:
                if wider is not narrower and narrower.width - 1 >= narrower.least:
                    tried = [
                        each.heights(each.width + (each is wider) - (each is narrower))
                        if each is wider or each is narrower
                        else known
                        for each, known in zip(columns, heights, strict=True)
                    ]
                    low = sum(map(max, zip(*tried, strict=True)))
                    if low < lowest:
                        lowest, best = low, (wider, narrower)
        if best is None:
            break
        best[0].width += 1
        best[1].width -= 1
    return [each.width for each in columns]


class _Column:
    """A column of the sample: its width, and how high its cells are at a width."""

    def __init__(self, cells: Sequence[Cell], width: float) -> None:
        texts = [each for each in cells if isinstance(each, Text)]
        self.folds = len(texts) == len(cells) > 0 and all(LOOKS[each.look].get("text_wrap") for each in texts)
        self.width = width
        self._parts = [
            ([display_width(part) for part in shown(each).split("\n")], font_size(each.look))
            if isinstance(each, Text)
            else ([], 0.0)
            for each in cells
        ]
        words = ((longest_word(shown(each)), font_size(each.look)) for each in texts)
        self.least = max((word / half_widths(1, size) for word, size in words), default=0.0)
        # its head, and what none of the rows that were looked at has
        self.least = max(self.least, width * _KEPT)
        self._known: dict[float, list[float]] = {}

    def heights(self, width: float) -> list[float]:
        """The heights of the cells, in points of letters."""
        if width not in self._known:
            self._known[width] = [_height(parts, width, size) for parts, size in self._parts]
        return self._known[width]


def _height(parts: Sequence[float], width: float, size: float) -> float:
    if not parts:
        return 0.0
    room = max(half_widths(width, size) - _SPARED, 2.0)
    return size * sum(max(1.0, each / room if each > _FEW * room else ceil(each / room)) for each in parts)
