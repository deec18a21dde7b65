"""An .xlsx by openpyxl: values and formulas, formats, hidden rows and sheets, merges.

It is read whole: reading in part trusts the size that a sheet says it has, and WPS writes A1:A1. What a formula last
came to is read only where that is asked for: where a fact is wanted no formula is taken, whatever it came to.
"""

import re
import warnings
import zipfile
from codecs import BOM_UTF8
from collections.abc import Iterator, Sequence
from functools import partial
from io import BytesIO
from typing import IO, TYPE_CHECKING, Any

from dangjian_kaoping.forms.grid import BLANK, Area, Cell, Grid
from dangjian_kaoping.tables.refusal import RefusedTableError, damaged
from dangjian_kaoping.tables.sheet import MOST_CELLS, Room, plain_cell, rows_of

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_Seen = dict[tuple[int, int], Cell]
"""The cells of a sheet by row and column."""

_CELL = re.compile(rb"<(?:\w+:)?c[ />]")
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
"""What of a number format is printed as it stands, is no character or orders about: a % there is none."""
_USUAL = "General"
_MERGE = re.compile(rb"<(?:\w+:)?mergeCell [^>]*")
_MERGED = re.compile(rb"""\bref=(["'])([A-Z]{1,3})(\d{1,7})(?::([A-Z]{1,3})(\d{1,7}))?\1""")
_LAST_COLUMN = 1 << 14
"""XFD."""
_PIECE = 1 << 20
_LONGEST_TAG = 64
_MOST_NAMED = 5


def sheets_of(content: bytes, *, as_printed: bool = False) -> tuple[list[Grid], list[str]]:
    """The sheets of an .xlsx, and what is to be said of it. Raises RefusedTableError where it is too large.

    `as_printed` a cell with a formula has for its value what that last came to, and no value has what is struck out.
    Raises whatever openpyxl does where it cannot read it.
    """
    _look_before(content)
    from openpyxl.utils.datetime import CALENDAR_MAC_1904  # noqa: PLC0415

    book = _loaded(content, rich_text=as_printed)
    since_1904 = book.epoch == CALENDAR_MAC_1904
    cells_of = partial(_seen, since_1904=since_1904, as_printed=as_printed)
    seen = [cells_of(each) for each in book.worksheets]
    if as_printed and any(cell.formula is not None for cells in seen for cell in cells.values()):
        came_to = _loaded(content, rich_text=True, data_only=True)
        seen = [_with_results(*each) for each in zip(seen, map(cells_of, came_to.worksheets), strict=True)]
    room = Room()
    grids = [_grid(sheet, cells, room) for sheet, cells in zip(book.worksheets, seen, strict=True)]
    return grids, [*_remarks(content), *_commented(book.worksheets)]


def _loaded(content: bytes, *, rich_text: bool, data_only: bool = False) -> "Workbook":
    from openpyxl import load_workbook  # noqa: PLC0415  it takes its time to load, and most commands read no table

    with warnings.catch_warnings():
        # what it drops (validations, formats it does not know) is of no matter here; dates out of range become errors
        warnings.simplefilter("ignore")
        return load_workbook(BytesIO(content), keep_links=False, rich_text=rich_text, data_only=data_only)


def _look_before(content: bytes) -> None:
    """Refuse what would take too much to read, and what would unfold while it is read."""
    cells = merged = 0
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.lower().endswith((".xml", ".rels")):
                with archive.open(name) as part:
                    found = [_counted(text) for text in _tags(part)]
                if "/worksheets/" in name:
                    cells += sum(each[0] for each in found)
                    merged += sum(each[1] for each in found)
    if merged > MOST_CELLS:
        raise RefusedTableError(f"合并的单元格合起来超过 {MOST_CELLS} 格", "请取消整行、整列的合并。")
    if cells > MOST_CELLS:
        raise RefusedTableError(f"文件超过 {MOST_CELLS} 格", "请删去表格右边、下边设过格式的空行空列。")


def _counted(text: bytes) -> tuple[int, int]:
    """How many cells a text has, and how many its merges cover."""
    return len(_CELL.findall(text)), sum(map(_covered, _MERGE.findall(text)))


def _covered(tag: bytes) -> int:
    """How many cells a merge covers; all of them are made when it is read."""
    found = _MERGED.search(tag)
    if found is None:
        raise damaged()
    from openpyxl.utils import column_index_from_string  # noqa: PLC0415

    columns = [column_index_from_string(each.decode()) for each in (found[2], found[4] or found[2])]
    rows = [int(each) for each in (found[3], found[5] or found[3])]
    return (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1)


def _tags(part: IO[bytes]) -> Iterator[bytes]:
    """An XML part in stretches between two tags."""
    rest = b""
    while piece := part.read(_PIECE):
        if not rest and not piece.removeprefix(BOM_UTF8).startswith(b"<"):
            # in another encoding nothing of what follows would be found
            raise damaged()
        text, tag, rest = (rest + piece).rpartition(b"<")
        if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
            raise RefusedTableError("文件里有工作簿不该有的东西", "请检查文件的来历，不要打开它。")
        yield text
        # by its first characters it is known what it is; text without any tag may be long
        rest = (tag + rest)[:_LONGEST_TAG]
    yield rest


def _seen(sheet: "Worksheet", *, since_1904: bool, as_printed: bool) -> _Seen:
    look = _printed if as_printed else _cell
    return {(each.row, each.column): look(each, since_1904=since_1904) for each in _cells(sheet)}


def _printed(cell: Any, *, since_1904: bool) -> Cell:
    """A cell without what is struck out, all of it or a part."""
    gone = bool(cell.has_style and cell.font.strike)
    if not isinstance(cell.value, list):
        found = _cell(cell, since_1904=since_1904)
        return Cell(struck=str(cell.value)) if gone and found != BLANK else found
    # letters that look otherwise than the cell's come with their own font
    pieces = [(str(each), gone if isinstance(each, str) else bool(each.font.strike)) for each in cell.value]
    texts = ["".join(text for text, struck in pieces if struck is which) for which in (False, True)]
    return plain_cell(_unescaped(texts[0]))._replace(struck=_unescaped(texts[1]))


def _with_results(seen: _Seen, came_to: _Seen) -> _Seen:
    return {
        place: cell if cell.formula is None else came_to.get(place, BLANK)._replace(formula=cell.formula)
        for place, cell in seen.items()
    }


def _grid(sheet: "Worksheet", cells: _Seen, room: Room) -> Grid:
    return Grid(
        sheet.title,
        rows_of(cells, sheet.title, room),
        sheet.sheet_state != "visible",
        frozenset(row for row, each in sheet.row_dimensions.items() if each.hidden or each.height == 0),
        [Area(each.min_row, each.min_col, each.max_row, each.max_col) for each in sheet.merged_cells.ranges],
        frozenset(_hidden_columns(sheet)),
    )


def _hidden_columns(sheet: "Worksheet") -> Iterator[int]:
    for each in sheet.column_dimensions.values():
        if each.hidden or each.width == 0:
            # one of them stands for those up to the last that look alike, which may be said to lie anywhere
            yield from range(each.min or 0, min(each.max or 0, _LAST_COLUMN) + 1)


def _cells(sheet: "Worksheet") -> Iterator[Any]:
    """The cells that are there; to ask for rows would make those that are not."""
    yield from sheet._cells.values()


def _cell(cell: Any, *, since_1904: bool) -> Cell:
    value, kind = cell.value, cell.data_type
    if value is None or value == "":
        return BLANK
    if kind == "f":
        return Cell(formula=value if isinstance(value, str) else f"={getattr(value, 'text', None) or ''}")
    if kind == "e":
        return Cell(error=str(value))
    if isinstance(value, str):
        return Cell(_unescaped(value))
    code = cell.number_format or ""
    percent = "%" in _LITERAL.sub("", code)
    return plain_cell(value, percent=percent, since_1904=since_1904, shown_by="" if code == _USUAL else code)


def _unescaped(text: str) -> str:
    """What XML cannot hold is written as _x000D_, and openpyxl leaves it so."""
    from openpyxl.utils.escape import unescape  # noqa: PLC0415

    return unescape(text)


def _remarks(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        names = [each.lower() for each in archive.namelist()]
    if any("vbaproject" in each or "/macrosheets/" in each for each in names):
        yield "文件里有宏，没有运行，也不读"
    if any("/media/" in each for each in names):
        yield "文件里有图片，没有读"
    if any("/externallinks/" in each for each in names):
        yield "文件里有指到别的工作簿的链接，没有跟过去"


def _commented(sheets: Sequence["Worksheet"]) -> Iterator[str]:
    """The cells with remarks of Excel's own, which are no content."""
    for sheet in sheets:
        cells = [each.coordinate for each in _cells(sheet) if getattr(each, "comment", None) is not None]
        if cells:
            more = f" 等 {len(cells)} 格" if len(cells) > _MOST_NAMED else ""
            yield f"“{sheet.title}”的 {'、'.join(cells[:_MOST_NAMED])}{more}有批注，没有读"
