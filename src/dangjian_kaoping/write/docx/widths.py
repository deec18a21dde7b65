"""How wide texts are: the columns of a table, which fills a line and breaks no number, and the lines of a title."""

import re
from collections.abc import Callable, Sequence
from itertools import combinations, pairwise
from math import ceil
from typing import NamedTuple

from dangjian_kaoping.words.notice.letter import Column, Table

_HEAD = 5
"""A head is broken into even lines of so many characters at most."""
MM_A_POINT = 25.4 / 72
_PIECE = re.compile("[!-~]+ ?|.", re.DOTALL)
_HAIR = 1e-9
_LINES = 3
"""A title has so many lines at most."""


def characters(text: str) -> float:
    """The width of a line in characters: a digit or a Latin letter takes half of one."""
    return sum(0.5 if char.isascii() else 1.0 for char in text)


def close_characters(text: str) -> float:
    """The width of a line that has no room to spare: digits as wide as those of a font that stands in for 仿宋, and
    what programs put between them and 汉字.
    """
    return _between(text) + sum(0.32 if char == "." else 0.64 if char.isascii() else 1.0 for char in text)


def spaced_characters(text: str) -> float:
    """The width of a line in a cell, with what programs put between digits and 汉字: 升1位 is not broken."""
    return characters(text) + _between(text)


def _between(text: str) -> float:
    return 0.25 * sum(one.isascii() != other.isascii() for one, other in pairwise(text))


class Spacing(NamedTuple):
    """How the width of a line is taken, and the room beside the text of a cell (characters)."""

    measure: Callable[[str], float] = spaced_characters
    beside: float = 0.8


WIDE, CLOSE = Spacing(), Spacing(close_characters, 0.4)


def column_widths(table: Table, spacing: Spacing = WIDE) -> list[float]:
    """What each column takes to show its text (characters of the table)."""
    return [_width(column, [row[index] for row in table.rows], spacing) for index, column in enumerate(table.columns)]


def widths_on_a_line(table: Table, line: float) -> list[float]:
    """The same where a line has so many characters: what is lacking is taken from columns of words, half of them at
    most; figures stay whole.
    """
    needed = column_widths(table)
    words = sum(each for each, column in zip(needed, table.columns, strict=True) if column.left)
    taken = min(max(sum(needed) - line, 0), words / 2)
    return [
        each - taken * each / words * column.left if words else each
        for each, column in zip(needed, table.columns, strict=True)
    ]


def _width(column: Column, texts: Sequence[str], spacing: Spacing) -> float:
    lines = [line for text in texts for line in text.split("\n")]
    text = min(max(map(spacing.measure, lines), default=0), column.most)
    head = max(map(spacing.measure, broken(column.head).split("\n")))
    return max(text, head, column.least) + spacing.beside


def lines_of(table: Table) -> list[int]:
    """How many lines each row of a close table takes."""
    rooms = [width - CLOSE.beside for width in column_widths(table, CLOSE)]
    return [max(_lines(text, room) for text, room in zip(row, rooms, strict=True)) for row in table.rows]


def _lines(text: str, room: float) -> int:
    return sum(max(1, ceil(close_characters(line) / room - _HAIR)) for line in text.split("\n"))


def head_within(head: str, width: float) -> str:
    """A head in a column so wide: broken only where it has to be."""
    return head if "\n" not in head and characters(head) + WIDE.beside <= width else broken(head)


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
    needed = sum(column_widths(table)) * MM_A_POINT
    return next((size for size in sizes if needed * size <= width), sizes[-1])


def widened(table: Table, width: float, size: float) -> Table:
    """A close table with what a line of so many 毫米 has left at a size given to its columns of broken words."""
    cut = [
        (max((close_characters(row[index]) for row in table.rows), default=0) - column.most) * column.left
        for index, column in enumerate(table.columns)
    ]
    left = width / (MM_A_POINT * size) - sum(column_widths(table, CLOSE))
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
