"""Tables as plain text: aligned by display width, without box characters, which no two consoles draw alike."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dangjian_kaoping.write.layout import balanced, clean, width_of, wrapped
from dangjian_kaoping.write.toned import Tone, joined, toned

_WHOLE = 100_000
_LEAST = 4
"""No heading of words is narrower: two characters."""
_TRIES = ((2, _WHOLE), (2, 6), (2, 4), (1, 6), (1, 4), (1, 2))
"""From roomy to tight: the gap between columns, and how wide headings may be (cells)."""
_BROKEN = ((2, 4), (1, 4), (1, 2))
_ROOMY_WORDS, _LEAST_WORDS = 14, 10
"""The same where nothing else helps but to break words; these are never narrower."""


class Column(NamedTuple):
    """A column: its heading and cells. Figures stand to the right and are never broken; words to the left.

    `tones` are those of its cells, where any has one.
    """

    heading: str
    cells: Sequence[str]
    figures: bool = True
    tones: Sequence[Tone | None] = ()

    @property
    def content(self) -> int:
        """The width of its widest cell."""
        return max(map(width_of, map(clean, self.cells)), default=0)


def grid(columns: Sequence[Column], width: int, *, breaking: bool = False) -> list[str] | None:
    """The table's lines, or None where it cannot be made to fit.

    What gives way, in this order: the headings are broken, the gaps narrow, and, if so wished, words are broken.
    """
    contents = [column.content for column in columns]
    for gap, heading, words in _tries(columns, contents, breaking=breaking):
        sizes = [_size(*each, heading, words) for each in zip(columns, contents, strict=True)]
        if sum(sizes) + gap * (len(sizes) - 1) <= width:
            return _lines(columns, sizes, gap)
    return None


def _tries(columns: Sequence[Column], contents: Sequence[int], *, breaking: bool) -> Iterator[tuple[int, int, int]]:
    """The gap, how wide headings and how wide words may be, from roomy to tight; words as wide as there is room."""
    for gap, heading in _TRIES:
        yield gap, heading, _WHOLE
    for gap, heading in _BROKEN if breaking else ():
        least = _LEAST_WORDS if gap == 1 else _ROOMY_WORDS
        widest = max((each for column, each in zip(columns, contents, strict=True) if not column.figures), default=0)
        for words in range(min(widest, _WHOLE), least - 1, -1):
            yield gap, heading, words


def fitting(columns: Sequence[Column], width: int) -> list[str]:
    """The table at the width; wider where nothing helps, since figures are never cut."""
    lines = grid(columns, width, breaking=True)
    while lines is None:
        width += 1
        lines = grid(columns, width, breaking=True)
    return lines


def _size(column: Column, content: int, heading: int, words: int) -> int:
    kept = content if column.figures else min(content, words)
    return max(kept, *map(width_of, balanced(column.heading, max(heading, kept, 0 if column.figures else _LEAST))))


def _lines(columns: Sequence[Column], sizes: Sequence[int], gap: int) -> list[str]:
    headings = [balanced(column.heading, size) for column, size in zip(columns, sizes, strict=True)]
    height = max(map(len, headings))
    # headings stand on the rule
    padded = [[""] * (height - len(heading)) + heading for heading in headings]
    lines = [_row(columns, sizes, gap, [heading[index] for heading in padded]) for index in range(height)]
    lines.append((" " * gap).join("-" * size for size in sizes))
    for row in zip(*map(_toned_cells, columns), strict=True):
        broken = [
            [toned(line, tone) for line in ([clean(cell)] if column.figures else wrapped(clean(cell), size))]
            for (cell, tone), column, size in zip(row, columns, sizes, strict=True)
        ]
        height = max(map(len, broken))
        full = [cell + [""] * (height - len(cell)) for cell in broken]
        lines += [_row(columns, sizes, gap, [cell[index] for cell in full]) for index in range(height)]
    return lines


def _toned_cells(column: Column) -> Iterator[tuple[str, Tone | None]]:
    return zip(column.cells, column.tones or [None] * len(column.cells), strict=True)


def _row(columns: Sequence[Column], sizes: Sequence[int], gap: int, cells: Sequence[str]) -> str:
    """The cells beside each other, nothing behind the last that says something."""
    said = max((index for index, cell in enumerate(cells, 1) if cell), default=0)
    parts: list[str] = []
    for index, (cell, column, size) in enumerate(zip(cells[:said], columns, sizes, strict=False), 1):
        room = " " * (size - width_of(cell))
        parts += [room, cell] if column.figures else [cell, room if index < said else ""]
        parts.append(" " * gap if index < said else "")
    return joined(parts)
