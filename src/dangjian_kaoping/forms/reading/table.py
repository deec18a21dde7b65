"""A sheet of a form as its rows: columns by their headings, wherever they were moved, rows by the hidden 行.

Whatever could be misread is refused with its cell: a column that nobody knows, one that is gone, merged cells, a row
that stands twice. What the form reckons itself (条文和填法, 预计, 提示) is not read.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from dangjian_kaoping.characters import folded, in_one_line, visible
from dangjian_kaoping.diagnostics import codes
from dangjian_kaoping.forms.columns import MONTHLY_WORKINGS, ROW, WORKINGS, Column
from dangjian_kaoping.forms.entry import shown
from dangjian_kaoping.forms.grid import BLANK, Area, Cell, Grid, Ref
from dangjian_kaoping.forms.reading.notes import Notes, cells_in_words

RECKONED = frozenset({"text", "preview", "hint", *(each.key for each in (*WORKINGS, *MONTHLY_WORKINGS))})
"""Columns that are there to be read by people, and those from which they are reckoned."""
_SPREAD = frozenset({"reason", "standard", "carried_out", "process", "result", "note"})
"""Columns in which cells that were merged hold for each of their rows: words, and no numbers."""
_HEADING = "#"
"""How the 行 of a row begins that is a heading."""


class Line(NamedTuple):
    """A row in which something stands: its number, its 行, the cells that are not blank, the columns and their
    headings, by key.
    """

    sheet: str
    row: int
    key: str
    cells: Mapping[str, Cell]
    columns: Mapping[str, int]
    headings: Mapping[str, str]

    def ref(self, column: str) -> Ref:
        """A cell of it; of a column that the sheet does not have, its first."""
        return Ref(self.sheet, self.row, self.columns.get(column, 1))

    def first(self, columns: Collection[str]) -> str | None:
        """The first of some columns in which something stands."""
        return next((each for each in self.columns if each in columns and each in self.cells), None)


def lines(grid: Grid, columns: Sequence[Column], required: Collection[str], notes: Notes) -> list[Line]:
    """The rows below the headings in which something stands beside the 行 and what the form reckons.

    What is wrong with the sheet is noted; then rows may be left out, and the form is refused anyway.
    """
    by_heading = {folded(each.heading): each.key for each in columns}
    names = {each.key: each.heading for each in columns}
    found = _headings(grid, by_heading, [each for each in names if each in required])
    if found is None:
        notes.sheet(grid.name, codes.KP724(problem=f"找不到列名（{'、'.join(names[each] for each in required)}）"))
        return []
    top, at = found
    for key in required:
        if key not in at:
            hidden = "（隐藏的列）" if key == ROW.key else ""
            notes.at(Ref(grid.name, top, 1), codes.KP724(problem=f"少了“{names[key]}”这一列{hidden}"))
    _refuse_strangers(grid, top, at, by_heading, notes)
    below = (_line(grid, number, at, names) for number in range(top + 1, len(grid.rows) + 1))
    rows = _spread(grid, top, [each for each in below if each is not None], notes)
    _name_hidden(grid, rows, notes)
    return list(_once(rows, notes))


def is_as_it_came(line: Line, column: str, found: str, notes: Notes) -> bool:
    """Whether a row is still about what its 行 says; else that is noted at a column: columns were sorted one by one, or
    something was pasted over them. A row that came without a 行 is about whatever it says.
    """
    if not line.key or line.key == in_one_line(found):
        return True
    was_another(line, column, line.key, found, notes)
    return False


def was_another(line: Line, column: str, came: str, found: str, notes: Notes) -> None:
    """Note at a column that a row came as one thing's and says now that it is another's."""
    problem = f"这一行原来是“{came}”的，现在写着“{found}”，多半只排了一部分列，或粘贴时盖住了几格"
    notes.at(line.ref(column), codes.KP730(problem=problem))


def is_blank(cell: Cell) -> bool:
    """Whether nothing stands in a cell, or nothing that is seen."""
    return cell == BLANK or (isinstance(cell.value, str) and not visible(cell.value))


def words(cell: Cell) -> str:
    """What stands in a cell, in one line."""
    return in_one_line(shown(cell))


def _headings(grid: Grid, by_heading: Mapping[str, str], required: Sequence[str]) -> tuple[int, dict[str, int]] | None:
    """The row that holds most of the headings, and the columns by key; None where none holds two of those required."""
    best: tuple[int, dict[str, int]] | None = None
    most = 1
    for row, cells in enumerate(grid.rows, 1):
        at: dict[str, int] = {}
        for column, cell in enumerate(cells, 1):
            key = by_heading.get(folded(shown(cell)))
            if key is not None:
                at.setdefault(key, column)
        count = sum(each in at for each in required)
        if count > most:
            best, most = (row, at), count
    return best


def _refuse_strangers(grid: Grid, top: int, at: Mapping[str, int], by_heading: Mapping[str, str], notes: Notes) -> None:
    """Note columns that are none of the form's, or stand there again, and hold something."""
    width = max(map(len, grid.rows), default=0)
    known = set(at.values())
    for column in range(1, width + 1):
        if column in known:
            continue
        filled = next((row for row in range(top + 1, len(grid.rows) + 1) if not is_blank(grid.cell(row, column))), None)
        if filled is None:
            continue
        heading = words(grid.cell(top, column))
        twice = folded(heading) in by_heading
        problem = f"有两列都叫“{heading}”" if twice else f"不认识“{heading}”这一列" if heading else "这一列没有列名"
        notes.at(
            Ref(grid.name, filled, column),
            codes.KP724(problem=f"{problem}，里面写了“{words(grid.cell(filled, column))}”"),
        )


def _line(grid: Grid, row: int, at: Mapping[str, int], names: Mapping[str, str]) -> Line | None:
    cells = {
        key: cell for key, column in at.items() if key not in RECKONED and not is_blank(cell := grid.cell(row, column))
    }
    mark = cells.pop(ROW.key, BLANK)
    key = words(mark)
    if not cells or (key.startswith(_HEADING) and cells.keys() <= {"item"}):
        return None
    return Line(grid.name, row, key, cells, at, names)


def _spread(grid: Grid, top: int, rows: Sequence[Line], notes: Notes) -> list[Line]:
    """The rows with words that were merged over several of them; other merges are noted, and their rows left out."""
    names = {column: key for each in rows[:1] for key, column in each.columns.items()}
    more: dict[int, dict[str, Cell]] = {}
    unclear: set[int] = set()
    for area in grid.merged:
        first = max(area.first_row, top + 1)
        if area.last_row < first or not _holds(area, rows):
            continue
        key = names.get(area.first_column, "")
        if area.first_column != area.last_column or key not in _SPREAD or area.first_row <= top:
            start = Ref(grid.name, area.first_row, area.first_column)
            notes.at(start, codes.KP727(area=cells_in_words([start])))
            unclear.update(range(first, area.last_row + 1))
            continue
        cell = grid.cell(area.first_row, area.first_column)
        if not is_blank(cell):
            for row in range(area.first_row + 1, area.last_row + 1):
                more.setdefault(row, {})[key] = cell
    return [
        each._replace(cells={**each.cells, **more[each.row]}) if each.row in more else each
        for each in rows
        if each.row not in unclear
    ]


def _holds(area: Area, rows: Sequence[Line]) -> bool:
    """Whether an area touches a row in which something stands."""
    return any(area.first_row <= each.row <= area.last_row for each in rows)


def _name_hidden(grid: Grid, rows: Sequence[Line], notes: Notes) -> None:
    hidden = [str(each.row) for each in rows if each.row in grid.hidden_rows]
    if hidden:
        notes.remark(f"隐藏的（筛选掉的）第 {'、'.join(hidden)} 行也读了", grid.name)


def _once(rows: Sequence[Line], notes: Notes) -> Iterator[Line]:
    """The rows, each 行 once: of equal copies the first, of others none, which is noted."""
    by_key: dict[str, list[Line]] = {}
    for each in rows:
        if each.key:
            by_key.setdefault(each.key, []).append(each)
    for each in rows:
        copies = by_key.get(each.key, [each])
        first = copies[0]
        if all(other.cells == first.cells for other in copies):
            if each is first:
                yield each
            else:
                notes.remark(f"第 {each.row} 行与第 {first.row} 行完全一样，是复制的，只算一次", each.sheet)
        else:
            others = "、".join(str(other.row) for other in copies if other is not each)
            notes.at(each.ref(each.first(each.cells) or ""), codes.KP729(row=each.row, others=others))
