"""The rows of a table below its head: which are of items, and what each other is."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple, TypeAlias

from dangjian_kaoping.outline.building import Building
from dangjian_kaoping.outline.columns import Column, Head, is_head, same_head
from dangjian_kaoping.outline.document import Cell, Table
from dangjian_kaoping.outline.numbering import numbered
from dangjian_kaoping.outline.points import has_points, number_of
from dangjian_kaoping.outline.remarks import is_continued, is_note, is_part_sum, is_signature, is_sum, sum_stated
from dangjian_kaoping.outline.sentences import scored

Kind: TypeAlias = Literal["item", "heading", "sum", "beside", "nothing"]
_HEADING_NUMBERS = ("han", "part", "(han)")
_LONGEST_HEADING = 60


class Row(NamedTuple):
    """A row: its cells in their places, those of them that have text, each once, and what it is."""

    cells: Sequence[Cell]
    filled: Sequence[Cell]
    kind: Kind

    @property
    def first(self) -> Cell:
        """The first cell that has text; the first at all where none has."""
        return self.filled[0] if self.filled else self.cells[0]


class Group(NamedTuple):
    """The rows of one item."""

    head: Head
    rows: Sequence[Sequence[Cell]]

    def cells(self, column: Column) -> list[Cell]:
        """The cells of a column that have text, each once; one over several columns is of the first that tells."""
        return cells_of(self.head, self.rows, column)


def cells_of(head: Head, rows: Sequence[Sequence[Cell]], column: Column) -> list[Cell]:
    """The cells of a column in some rows that have text, each once."""
    found = {id(row[column.place]): row[column.place] for row in rows if row[column.place].text.strip()}
    return [cell for cell in found.values() if cell.columns == 1 or head.owner(cell) == column.place]


def rows_of(table: Table, head: Head) -> Iterator[Row]:
    """The rows below a head."""
    heads = table.rows[head.first] if head.last else []
    for cells in table.rows[head.last :]:
        filled = list({id(cell): cell for cell in cells if cell.text.strip()}.values())
        again = bool(heads) and (same_head(cells, heads) or is_head(cells))
        sums = any(cell.formula for cell in cells) and any(is_sum(cell.text) for cell in filled[:3])
        yield Row(cells, filled, "nothing" if not filled or (again and not sums) else _kind(head, cells, filled))


def _kind(head: Head, cells: Sequence[Cell], filled: Sequence[Cell]) -> Kind:
    first = filled[0]
    alone = len(filled) == 1
    if any(is_sum(cell.text) for cell in filled[:3]):
        return "sum"
    if alone and is_continued(first.text):
        return "nothing"
    if all(is_signature(cell.text) for cell in filled) or is_note(first.text):
        return "beside"
    if _heads_with_points(head, cells, filled):
        return "heading"
    wide = first.columns == len(cells) or (first.columns * 2 > len(cells) and first.column <= 1)
    if alone and (wide or (first.column <= 1 and _is_heading(first))):
        return "heading" if len(first.text) <= _LONGEST_HEADING and not scored(first.text) else "beside"
    return "item"


def points_of(head: Head, row: Row) -> Decimal | None:
    """The points of a heading that stand in a column of their own."""
    cells = (row.cells[each.place] for each in head.of("points"))
    return next((found for cell in cells if cell is not row.first and (found := number_of(cell.text)[0])), None)


def take_sum(building: Building, head: Head, row: Row) -> None:
    """Hold a row of sums against what stands before it."""
    told = next(cell for cell in row.filled[:3] if is_sum(cell.text))
    cells = [row.cells[each.place] for each in head.of("points")]
    stated = sum_stated(told.text, [cell for cell in cells if cell is not told])
    if stated is not None or any(cell.formula for cell in cells):
        building.summed(told.where, stated, part=is_part_sum(told.text))
    else:
        building.leave(told.text, told.where, "合计行，没有写分值")
    for cell in row.filled:
        if cell is not told and not any(cell is each for each in cells) and not cell.formula:
            building.leave(cell.text, cell.where, "合计行里的话")


def _heads_with_points(head: Head, cells: Sequence[Cell], filled: Sequence[Cell]) -> bool:
    """Whether a row is a heading whose points stand in their column: nothing is asked for, and nothing scored."""
    first = filled[0]
    points = [cells[each.place] for each in head.of("points")]
    if numbered(first.text).kind not in _HEADING_NUMBERS or scored(first.text) or first.rows > 1:
        return False
    return len(filled) > 1 and all(any(cell is each for each in points) for cell in filled[1:])


def _is_heading(cell: Cell) -> bool:
    numbers = numbered(cell.text).kind in _HEADING_NUMBERS
    return cell.rows == 1 and not scored(cell.text) and (numbers or has_points(cell.text))
