"""How wide texts are: the columns of a table, which fills a line and breaks no number, and the lines of a title."""

import re
from collections.abc import Sequence
from itertools import combinations, pairwise
from math import ceil

from dangjian_kaoping.words.notice.letter import Column, Table

_HEAD = 5
"""A head is broken into even lines of so many characters at most."""
_BESIDE = 0.8
"""Room beside the text of a cell (characters)."""
_MM_A_POINT = 25.4 / 72
_PIECE = re.compile("[!-~]+ ?|.", re.DOTALL)
_SPARED = 0.92
"""Of a line so much is shared out: figures want the rest, the smaller the letters are beside a cell's margins."""
_LINES = 3
"""A title has so many lines at most."""


def characters(text: str) -> float:
    """The width of a line in characters: a digit or a Latin letter takes half of one."""
    return sum(0.5 if char.isascii() else 1.0 for char in text)


def column_widths(table: Table) -> list[float]:
    """What each column takes to show its text (characters of the table)."""
    return [_width(column, [row[index] for row in table.rows]) for index, column in enumerate(table.columns)]


def _width(column: Column, texts: Sequence[str]) -> float:
    lines = [line for text in texts for line in text.split("\n")]
    text = min(max(map(characters, lines), default=0), column.most)
    head = max(map(characters, broken(column.head).split("\n")))
    return max(text, head, column.least) + _BESIDE


def head_within(head: str, width: float) -> str:
    """A head in a column so wide: broken only where it has to be."""
    return head if "\n" not in head and characters(head) + _BESIDE <= width else broken(head)


def broken(head: str) -> str:
    """A head in even lines that a column need not be wide for."""
    return "\n".join(part for line in head.split("\n") for part in _evenly(line))


def _evenly(line: str) -> list[str]:
    if characters(line) <= _HEAD:
        return [line]
    size = ceil(len(line) / ceil(characters(line) / _HEAD))
    return [line[start : start + size] for start in range(0, len(line), size)]


def letter_size(table: Table, width: float, sizes: Sequence[float]) -> float:
    """The largest size (磅) at which the table goes on a line of so many 毫米; the smallest where none does."""
    needed = sum(column_widths(table)) * _MM_A_POINT
    return next((size for size in sizes if needed * size <= width), sizes[-1])


def widened(table: Table, width: float, size: float) -> Table:
    """The table with what a line of so many 毫米 has left at a size given to its columns of broken words."""
    cut = [
        (max((characters(row[index]) for row in table.rows), default=0) - column.most) * column.left
        for index, column in enumerate(table.columns)
    ]
    left = width * _SPARED / (_MM_A_POINT * size) - sum(column_widths(table))
    every = sum(each for each in cut if each > 0)
    if left <= 0 or every <= 0:
        return table
    share = min(left / every, 1)
    columns = (
        column._replace(most=column.most + max(each, 0) * share)
        for column, each in zip(table.columns, cut, strict=True)
    )
    return table._replace(columns=tuple(columns))


def title_lines(parts: Sequence[str], width: float) -> list[str] | None:
    """The title on as few lines as hold it, as even as they can be, broken only between its parts (回行时词意完整);
    inside the longest of them where there is no other way. None where three lines do not hold it.
    """
    longest = max(range(len(parts)), key=lambda index: len(parts[index]))
    pieces = _PIECE.findall(parts[longest])
    return _broken(parts, width) or _broken([*parts[:longest], *pieces, *parts[longest + 1 :]], width)


def _broken(parts: Sequence[str], width: float) -> list[str] | None:
    for count in range(1, _LINES + 1):
        ways = (_cut(parts, ends) for ends in combinations(range(1, len(parts)), count - 1))
        fitting = [lines for lines in ways if max(map(characters, lines)) <= width]
        if fitting:
            return min(fitting, key=lambda lines: max(map(characters, lines)))
    return None


def title_set(parts: Sequence[str], width: float, sizes: Sequence[float]) -> tuple[list[str], float]:
    """The lines of a title, and the largest of the sizes (磅) at which it has three at most; at the first of them
    `width` characters go on a line. One that none holds is one line, broken where it is full.
    """
    for size in sizes:
        lines = title_lines(parts, width * sizes[0] / size)
        if lines is not None:
            return lines, size
    return ["".join(parts)], sizes[-1]


def _cut(parts: Sequence[str], ends: Sequence[int]) -> list[str]:
    bounds = [0, *ends, len(parts)]
    return ["".join(parts[first:last]) for first, last in pairwise(bounds)]
