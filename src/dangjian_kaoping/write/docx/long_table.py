"""A long table: as close as it has to be, on the page, upright or turned, that takes the fewest sheets."""

from math import ceil
from typing import NamedTuple

from dangjian_kaoping.words.notice.letter import MANY, Annex, Table
from dangjian_kaoping.write.docx.standard import ACROSS, LONG, PAGE, REMARK_SIZE, TABLE_SIZES
from dangjian_kaoping.write.docx.tables import Room
from dangjian_kaoping.write.docx.widths import (
    CLOSE,
    MM_A_POINT,
    broken,
    close_characters,
    column_widths,
    lines_of,
    widened,
)

SIZE, PITCH, ROOM = TABLE_SIZES[-1], 1.1, Room(0.4, 0)
"""Its letters (磅), how far apart its lines are (characters), and what its cells leave."""
REMARK_PITCH = 1.2
_RULE, _TITLE = 0.6, 70.0
"""What the line below a row takes, and what stands above the table on its first page (磅)."""
_SPARED, _MOST = 0.95, 16.0
"""Of what a page has left so much is given to its rows, so that they have so much at most (磅)."""
_HAIR = 1e-6


class Form(NamedTuple):
    """How many sheets a table takes, and lines; whether they are turned; between which margins it stands (毫米); and
    the least height of a row (磅).
    """

    sheets: int
    lines: int
    turned: bool
    width: float
    least: float


def is_long(table: Table) -> bool:
    """Whether a table has many rows."""
    return len(table.rows) > MANY


def form_of(annex: Annex) -> Form:
    """The fewest sheets, with the fewest lines; where its figures break on either page, it is turned."""
    turned = _form(annex, PAGE[1] - ACROSS.left - ACROSS.right, PAGE[0] - ACROSS.top - ACROSS.bottom, turned=True)
    upright = _form(annex, PAGE[0] - LONG.left - LONG.right, PAGE[1] - LONG.top - LONG.bottom, turned=False)
    if _breaks(annex.table, upright.width):
        return turned
    return min(upright, turned, key=lambda each: (each.sheets, each.lines))


def _breaks(table: Table, width: float) -> bool:
    return _needed(widened(table, width, SIZE)) > width + _HAIR


def _needed(table: Table) -> float:
    return sum(column_widths(table, CLOSE)) * SIZE * MM_A_POINT


def _form(annex: Annex, width: float, height: float, *, turned: bool) -> Form:
    table = widened(annex.table, width, SIZE)
    page, rows = height / MM_A_POINT, lines_of(table)
    head = _height(max(broken(column.head).count("\n") + 1 for column in table.columns))
    sheets, used = 1, _TITLE + head
    for row in map(_height, rows):
        if used + row > page:
            sheets, used = sheets + 1, head
        used += row
    a_line = width / MM_A_POINT / REMARK_SIZE
    used += (1 + sum(ceil(close_characters(words) / a_line) for words in annex.remarks)) * REMARK_SIZE * REMARK_PITCH
    if used > page:
        return Form(sheets + 1, sum(rows), turned, width, 0)
    free = (page - used) * _SPARED / len(rows) if sheets == 1 else 0
    return Form(sheets, sum(rows), turned, width, min(_height(1) + free, _MOST))


def _height(lines: int) -> float:
    return lines * round(SIZE * PITCH, 1) + _RULE
