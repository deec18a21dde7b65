"""Cells as a file has them, laid out as a table: what is hidden or blank left out, merges cut to what is
seen of them, and no row or column that nothing tells from the one before it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from dangjian_kaoping.documents.refusal import RefusedDocumentError, refused
from dangjian_kaoping.outline.document import Cell, Table

MOST_CELLS = 200_000
"""Places of a table, with those that are merged."""


class Placed(NamedTuple):
    """A cell where the file has it: its first row and column count from 0, with what is hidden. Without a `where` it is
    called by its place in the table.
    """

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    formula: str = ""
    where: str = ""


def laid(
    cells: Sequence[Placed],
    where: str,
    name: str = "",
    *,
    hidden_rows: Collection[int] = (),
    hidden_columns: Collection[int] = (),
    sheet: bool = False,
) -> Table | None:
    """The table of some cells; None where nothing of it is seen. Raises RefusedDocumentError where it is too large.

    Of cells that overlap the first has the place. A table has the columns that were drawn for it, a `sheet` has endless
    ones: there blank ones are left out as blank rows are.
    """
    if sum(each.rows * each.columns for each in cells) > MOST_CELLS:
        raise too_large(where)
    owner: dict[tuple[int, int], int] = {}
    for index, each in enumerate(cells):
        for row in range(each.row, each.row + each.rows):
            for column in range(each.column, each.column + each.columns):
                owner.setdefault((row, column), index)
    filled = {index for index, each in enumerate(cells) if each.text or each.formula}
    rows = _kept({row for row, _ in owner}, hidden_rows, _lines(owner, 0), filled, blanks=1)
    columns = sorted({column for _, column in owner} - set(hidden_columns))
    if sheet:
        columns = _kept(columns, (), _lines(owner, 1), filled, blanks=1)
    if not rows or not columns:
        return None
    if len(rows) * len(columns) > MOST_CELLS:
        raise too_large(where)
    grid = [[owner.get((row, column), -1) for column in columns] for row in rows]
    return _table(_distinct(grid), cells, where, name)


def too_large(where: str) -> RefusedDocumentError:
    """That a table has more places than are read."""
    return refused(
        f"{where}太大：一张表最多 {MOST_CELLS} 格", "请删去表格右边、下边多余的行列（远处的一个字也会把表撑大）。"
    )


def _lines(owner: Mapping[tuple[int, int], int], axis: int) -> dict[int, list[int]]:
    """The cells that stand in each row, or in each column."""
    found: dict[int, list[int]] = {}
    for place, index in owner.items():
        found.setdefault(place[axis], []).append(index)
    return found


def _kept(
    all_of_them: Iterable[int],
    hidden: Collection[int],
    standing: Mapping[int, Sequence[int]],
    filled: Collection[int],
    *,
    blanks: int,
) -> list[int]:
    """The rows, or columns, that are seen; of those in a series that are blank so many, and none at an end."""
    found: list[int] = []
    waiting: list[int] = []
    for each in sorted(set(all_of_them) - set(hidden)):
        if not any(index in filled for index in standing[each]):
            waiting.append(each)
            continue
        if found:
            found += waiting[:blanks]
        found.append(each)
        waiting = []
    return found


def _distinct(grid: Sequence[Sequence[int]]) -> list[list[int]]:
    """Without rows and columns that have the same cells as those before them."""
    for _ in range(2):
        kept = [line for number, line in enumerate(grid) if not number or _differ(line, grid[number - 1])]
        grid = [list(line) for line in zip(*kept, strict=True)]
    return [list(line) for line in grid]


def _differ(line: Sequence[int], before: Sequence[int]) -> bool:
    return any(each != other or each < 0 for each, other in zip(line, before, strict=True))


def _table(grid: Sequence[Sequence[int]], cells: Sequence[Placed], where: str, name: str) -> Table:
    made: dict[int, Cell] = {}
    places: dict[int, list[tuple[int, int]]] = {}
    for row, line in enumerate(grid):
        for column, index in enumerate(line):
            places.setdefault(index, []).append((row, column))
    for index, found in places.items():
        if index >= 0:
            made[index] = _cell(cells[index], found, where)
    rows = [
        [
            made[index] if index >= 0 else Cell("", _called(where, row, column), row, column)
            for column, index in enumerate(line)
        ]
        for row, line in enumerate(grid)
    ]
    return Table(rows, where, name)


def _cell(cell: Placed, places: Sequence[tuple[int, int]], where: str) -> Cell:
    (row, column), (last_row, last_column) = places[0], places[-1]
    told = cell.where or _called(where, row, column)
    return Cell(cell.text, told, row, column, last_row - row + 1, last_column - column + 1, cell.formula)


def _called(where: str, row: int, column: int) -> str:
    return f"{where}第{row + 1}行第{column + 1}列"
