"""The rows of a table below its head: which are of items, and what each other is."""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Literal, NamedTuple, TypeAlias

from dangjian_kaoping.outline.around import is_grades
from dangjian_kaoping.outline.building import Building
from dangjian_kaoping.outline.columns import Column, Head, is_head, same_head
from dangjian_kaoping.outline.document import Cell, Table, filled
from dangjian_kaoping.outline.numbering import numbered
from dangjian_kaoping.outline.points import has_points, number_of
from dangjian_kaoping.outline.remarks import is_continued, is_note, is_part_sum, is_signature, sum_in, sum_stated
from dangjian_kaoping.outline.sentences import scored
from dangjian_kaoping.outline.titles import bare
from dangjian_kaoping.outline.uses import Use

Kind: TypeAlias = Literal["item", "heading", "sum", "beside", "nothing"]
_HEADING_NUMBERS = ("han", "part", "(han)")
_LONGEST_HEADING = 60
_HAN = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[）)]?[、.]?")
_TELLING: Sequence[Use] = ("name", "requirement", "points", "clauses", "price", "level", "departments")


class Row(NamedTuple):
    """A row: its cells in their places, those of them that have text, each once, and what it is."""

    cells: Sequence[Cell]
    filled: Sequence[Cell]
    kind: Kind

    def named(self, head: Head) -> Cell:
        """The first cell that names something; else the first that has text."""
        columns = head.of("name", "requirement")
        named = (self.cells[each.place] for each in columns if self.cells[each.place].text.strip())
        return next(named, self.first)

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

    def names(self, column: Column) -> list[Cell]:
        """The cells of a column without those that say the same again."""
        return list({cell.text.strip(): cell for cell in reversed(self.cells(column))}.values())[::-1]


def cells_of(head: Head, rows: Sequence[Sequence[Cell]], column: Column) -> list[Cell]:
    """The cells of a column in some rows that have text, each once."""
    found = filled(row[column.place] for row in rows)
    return [cell for cell in found if cell.columns == 1 or head.owner(cell) == column.place]


def rows_of(table: Table, head: Head) -> list[Row]:
    """The rows below a head."""
    heads = table.rows[head.first] if head.last else []
    rows = [Row(cells, filled(cells), "item") for cells in table.rows[head.last :]]
    found = [row._replace(kind=_kind(head, row, heads)) for row in rows]
    pointed = [row.kind == "item" and _is_bare(head, row) for row in found]
    over = [pointed[index] and _heads_those_below(head, found, pointed, index) for index in range(len(found))]
    return [row._replace(kind="heading") if whole else row for row, whole in zip(found, over, strict=True)]


def _is_bare(head: Head, row: Row) -> bool:
    """Whether a row has a name and points, and nothing else: neither asked for nor scored."""
    of = {use: [row.cells[each.place] for each in head.columns if each.use == use] for use in _TELLING}
    names = {id(cell) for use in ("name", "requirement") for cell in of[use] if cell.text.strip()}
    worth = [cell for cell in of["points"] if number_of(cell.text)[0] is not None]
    others = [cell for use in ("clauses", "price", "level", "departments") for cell in of[use] if cell.text.strip()]
    scored_at_all = bool(head.of("clauses", "price", "level"))
    return scored_at_all and len(names) == 1 and len(worth) == 1 and not others and row.filled[-1].rows == 1


def _is_name(head: Head, row: Row) -> bool:
    """Whether a row has a name and nothing else but its number."""
    cells = [row.cells[each.place] for each in head.of("name", "requirement", "ordinal")]
    named = {id(cell) for cell in cells if cell.text.strip()}
    return len(named) == 2 and all(id(cell) in named for cell in row.filled) and row.filled[-1].rows == 1


def _han_number(head: Head, row: Row) -> bool:
    return any(_HAN.fullmatch(row.cells[each.place].text.strip()) for each in head.of("ordinal"))


def _heads_those_below(head: Head, rows: Sequence[Row], pointed: Sequence[bool], index: int) -> bool:
    """Whether the points of a bare row are those of the rows below it, up to the next or to a sum."""
    below: dict[int, Decimal] = {}
    for row, other in zip(rows[index + 1 :], pointed[index + 1 :], strict=True):
        if other or row.kind in ("sum", "heading"):
            break
        for column in head.of("points") if row.kind == "item" else ():
            value = number_of(row.cells[column.place].text)[0]
            if value is not None:
                below[id(row.cells[column.place])] = value
    return bool(below) and sum(below.values(), Decimal(0)) == points_of(head, rows[index])


def _kind(head: Head, row: Row, heads: Sequence[Cell]) -> Kind:
    """What a row is by itself; `heads` is the row of the head."""
    cells, told, first = row.cells, row.filled, row.first
    sums = sum_in(cells) is not None
    reckoned = sums and any(cell.formula for cell in cells)
    again = not reckoned and (is_head(cells) or (bool(heads) and same_head(cells, heads)))
    if not told or again or (len(told) == 1 and is_continued(first.text)):
        return "nothing"
    if sums:
        return "sum"
    if all(is_signature(cell.text) for cell in told) or (is_note(first.text) and not _tells(head, cells, first)):
        return "beside"
    if _heads_with_points(head, cells, told):
        return "heading"
    if any(is_grades(cell.text) for cell in told) and not _tells_price(head, cells, told):
        return "beside"
    wide = first.columns == len(cells) or (first.columns * 2 > len(cells) and first.column <= 1)
    if len(told) == 1 and (wide or (first.column <= 1 and _is_heading(first))):
        return "heading" if len(first.text) <= _LONGEST_HEADING and not scored(bare(first.text)) else "beside"
    return "heading" if _han_number(head, row) and (_is_name(head, row) or _is_bare(head, row)) else "item"


def _tells(head: Head, cells: Sequence[Cell], first: Cell) -> bool:
    """Whether a row has points or sentences of its own, beside its first cell."""
    told = [cells[each.place] for each in head.of("points", "clauses", "price", "level")]
    return any(cell.text.strip() and cell is not first for cell in told)


def points_of(head: Head, row: Row) -> Decimal | None:
    """The points of a heading that stand in a column of their own."""
    cells = (row.cells[each.place] for each in head.of("points"))
    return next((found for cell in cells if cell is not row.first and (found := number_of(cell.text)[0])), None)


def take_sum(building: Building, head: Head, row: Row) -> None:
    """Hold a row of sums against what stands before it."""
    told = sum_in(row.cells) or row.first
    cells = [row.cells[each.place] for each in head.of("points")] or row.filled[-1:]
    stated = sum_stated(told.text, [cell for cell in cells if cell is not told])
    if stated is not None or any(cell.formula for cell in cells):
        building.summed(told.where, stated, part=is_part_sum(told.text))
    else:
        building.leave(told.text, told.where, "合计行，没有写分值")
    for cell in row.filled:
        number = any(cell is each for each in cells) and number_of(cell.text)[0] is not None
        if cell is not told and not number and not cell.formula:
            building.leave(cell.text, cell.where, "合计行里的话")


def _tells_price(head: Head, cells: Sequence[Cell], filled: Sequence[Cell]) -> bool:
    """Whether a row has points or a price, and is not only about the grades of the whole."""
    points = (cells[each.place] for each in head.of("points"))
    return any(number_of(cell.text)[0] is not None for cell in points) or any(scored(cell.text) for cell in filled)


def _heads_with_points(head: Head, cells: Sequence[Cell], filled: Sequence[Cell]) -> bool:
    """Whether a row is a heading whose points stand in their column: nothing is asked for, and nothing scored."""
    first = filled[0]
    points = [cells[each.place] for each in head.of("points")]
    if numbered(first.text).kind not in _HEADING_NUMBERS or scored(bare(first.text)) or first.rows > 1:
        return False
    return len(filled) > 1 and all(any(cell is each for each in points) for cell in filled[1:])


def _is_heading(cell: Cell) -> bool:
    numbers = numbered(cell.text).kind in _HEADING_NUMBERS
    return cell.rows == 1 and not scored(bare(cell.text)) and (numbers or has_points(cell.text))


def shared(groups: Sequence[Group], column: Column) -> bool:
    """Whether a cell of a column stands over several items, or says the same again for the next of the same area."""
    return any(_share(one, next_, column) for one, next_ in pairwise(groups))


def _share(one: Group, next_: Group, column: Column) -> bool:
    cells, others = one.cells(column), next_.cells(column)
    if any(cell is other for cell in cells for other in others):
        return True
    outer = [each for each in one.head.of("name") if each.place < column.place]
    apart = any(
        _texts(one, each) and _texts(next_, each) and _texts(one, each) != _texts(next_, each) for each in outer
    )
    return not apart and bool(_texts(one, column) & _texts(next_, column))


def _texts(group: Group, column: Column) -> set[str]:
    return {cell.text.strip() for cell in group.cells(column)}
