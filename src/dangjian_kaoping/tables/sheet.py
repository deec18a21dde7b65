"""A sheet's rows from what stands in single cells, and how many cells a file may have."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from dangjian_kaoping.forms.grid import BLANK, Cell
from dangjian_kaoping.tables.refusal import RefusedTableError

MOST_CELLS = 200_000
"""Cells of a file, with those that lie empty before others; a form of 5,000 branches has fewer."""


class Room:
    """How many cells of a file may still be read."""

    def __init__(self) -> None:
        self._left = MOST_CELLS

    def take(self, cells: int, sheet: str) -> None:
        """So many cells of a sheet. Raises RefusedTableError where the file has more than it may."""
        self._left -= cells
        if self._left < 0:
            raise RefusedTableError(
                f"工作表“{sheet}”太大：一个文件最多 {MOST_CELLS} 格",
                "请删去表格右边、下边多余的行列（远处的一个字也会把表撑大）。",
            )


def rows_of(cells: Mapping[tuple[int, int], Cell], sheet: str, room: Room) -> list[list[Cell]]:
    """The rows of a sheet as far as something stands there, each as far as something stands in it; from row 1."""
    width: dict[int, int] = {}
    for (row, column), cell in cells.items():
        if cell != BLANK:
            width[row] = max(width.get(row, 0), column)
    room.take(max(width, default=0) + sum(width.values()), sheet)
    return [
        [cells.get((row, column), BLANK) for column in range(1, width.get(row, 0) + 1)]
        for row in range(1, max(width, default=0) + 1)
    ]


def plain_cell(value: object, *, percent: bool = False, since_1904: bool = False, shown_by: str = "") -> Cell:
    """A cell that holds what a library made of it. A time of the day is left to its day, a length of time is words."""
    if value is None or value == "":
        return BLANK
    if isinstance(value, bool | str):
        return Cell(value)
    if isinstance(value, int | float | Decimal):
        number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
        if not number.is_finite():
            return Cell(error="#NUM!")
        whole = number == number.to_integral_value() and number.adjusted() < 18
        number = number.quantize(Decimal(1)) if whole else number
        return Cell(number, percent=percent, since_1904=since_1904, shown_by=shown_by)
    if isinstance(value, datetime):
        return Cell(value.date(), shown_by=shown_by)
    return Cell(value, shown_by=shown_by) if isinstance(value, date) else Cell(str(value))
