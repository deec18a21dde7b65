"""Areas of a sheet: as a file names them, and as people do."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from dangjian_kaoping.ooxml.refusal import RefusedPackageError

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
"""What a sheet has (since Excel 2007)."""
Place = tuple[int, int]
"""Row and column of a cell, from 1."""

_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_NAMED = 12
"""More areas than these nobody reads one by one."""


@lru_cache(maxsize=1 << 10)
def column_letters(column: int) -> str:
    """A, B, … Z, AA: the letters of a column counted from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


class Area(NamedTuple):
    """Cells from the first to the last row and column, from 1."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def name(self) -> str:
        """A1:B2, or A1."""
        first, last = f"{column_letters(self.left - 1)}{self.top}", f"{column_letters(self.right - 1)}{self.bottom}"
        return first if first == last else f"{first}:{last}"


def place_of(name: str) -> Place:
    """A cell by its name. Raises RefusedPackageError where a sheet has no such cell."""
    match = _CELL.fullmatch(name)
    if match is None:
        raise RefusedPackageError("damaged", f"没有 {name[:20]!a} 这个格")
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    row = int(match[2])
    if not (1 <= row <= LAST_ROW and column <= LAST_COLUMN):
        raise RefusedPackageError("damaged", f"没有 {name} 这个格，工作表最多 {LAST_ROW} 行、{LAST_COLUMN} 列")
    return row, column


def area_of(name: str) -> Area:
    """An area by its name. Raises RefusedPackageError."""
    first, _, last = name.partition(":")
    one, other = place_of(first), place_of(last or first)
    (top, bottom), (left, right) = (sorted(each) for each in zip(one, other, strict=True))
    return Area(top, left, bottom, right)


def areas_in_words(places: Iterable[Place]) -> str:
    """Cells as the areas that they make up: D5:D12、F7; of many the first."""
    return some_of([each.name for each in _runs(places)])


def some_of(names: list[str]) -> str:
    """Names in a row; of many the first, and how many there are."""
    return "、".join(names[:_NAMED]) + (f" 等 {len(names)} 处" if len(names) > _NAMED else "")


def _runs(places: Iterable[Place]) -> Iterator[Area]:
    """Cells below each other as one."""
    area: Area | None = None
    for column, row in sorted((column, row) for row, column in places):
        if area is not None and (area.left, area.bottom + 1) == (column, row):
            area = area._replace(bottom=row)
            continue
        if area is not None:
            yield area
        area = Area(row, column, row, column)
    if area is not None:
        yield area
