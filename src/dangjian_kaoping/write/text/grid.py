"""Tables as plain text: aligned by display width, without box characters, which no two consoles draw alike."""

from collections.abc import Sequence
from typing import NamedTuple

from dangjian_kaoping.write.layout import balanced, clean, to_left, to_right, width_of, wrapped

_WHOLE = 999
_TRIES = ((2, _WHOLE), (2, 6), (2, 4), (1, 6), (1, 4), (1, 2))
"""From roomy to tight: the gap between columns, and how wide the headings of figures may be (cells)."""
_BROKEN = ((2, 4, 14), (1, 4, 10), (1, 2, 10))
"""The same where nothing else helps, with how wide words may be."""


class Column(NamedTuple):
    """A column: its heading and cells. Figures stand to the right and are never broken; words to the left."""

    heading: str
    cells: Sequence[str]
    figures: bool = True

    @property
    def content(self) -> int:
        """The width of its widest cell."""
        return max(map(width_of, map(clean, self.cells)), default=0)


def grid(columns: Sequence[Column], width: int, *, breaking: bool = False) -> list[str] | None:
    """The table's lines, or None where it cannot be made to fit.

    What gives way, in this order: the headings are broken, the gaps narrow, and, if so wished, words are broken.
    """
    tries = [(*each, _WHOLE) for each in _TRIES] + list(_BROKEN if breaking else ())
    contents = [column.content for column in columns]
    for gap, heading, words in tries:
        sizes = [_size(*each, heading, words) for each in zip(columns, contents, strict=True)]
        if sum(sizes) + gap * (len(sizes) - 1) <= width:
            return _lines(columns, sizes, gap)
    return None


def fitting(columns: Sequence[Column], width: int) -> list[str]:
    """The table at the width; wider where nothing helps, since figures are never cut."""
    lines = grid(columns, width, breaking=True)
    while lines is None:
        width += 1
        lines = grid(columns, width, breaking=True)
    return lines


def _size(column: Column, content: int, heading: int, words: int) -> int:
    if not column.figures:
        return max(min(content, words), min(width_of(clean(column.heading)), 4))
    return max(content, *map(width_of, balanced(column.heading, max(heading, content))))


def _lines(columns: Sequence[Column], sizes: Sequence[int], gap: int) -> list[str]:
    headings = [balanced(column.heading, size) for column, size in zip(columns, sizes, strict=True)]
    height = max(map(len, headings))
    # headings stand on the rule
    padded = [[""] * (height - len(heading)) + heading for heading in headings]
    lines = [_row(columns, sizes, gap, [heading[index] for heading in padded]) for index in range(height)]
    lines.append((" " * gap).join("-" * size for size in sizes))
    for row in zip(*(column.cells for column in columns), strict=True):
        broken = [
            [clean(cell)] if column.figures else wrapped(clean(cell), size)
            for cell, column, size in zip(row, columns, sizes, strict=True)
        ]
        height = max(map(len, broken))
        full = [cell + [""] * (height - len(cell)) for cell in broken]
        lines += [_row(columns, sizes, gap, [cell[index] for cell in full]) for index in range(height)]
    return lines


def _row(columns: Sequence[Column], sizes: Sequence[int], gap: int, cells: Sequence[str]) -> str:
    placed = (
        to_right(cell, size) if column.figures else to_left(cell, size)
        for cell, column, size in zip(cells, columns, sizes, strict=True)
    )
    return (" " * gap).join(placed).rstrip()
