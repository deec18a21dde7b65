"""An .xlsx by openpyxl: values and formulas, formats, hidden rows and sheets, merges.

It is read whole: reading in part trusts the size that a sheet says it has, and WPS writes A1:A1. What a formula last
came to is not read: where a fact is wanted no formula is taken, whatever it came to.
"""

import re
import warnings
import zipfile
from codecs import BOM_UTF8
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import IO, TYPE_CHECKING, Any

from dangjian_kaoping.forms.grid import BLANK, Area, Cell, Grid
from dangjian_kaoping.tables.refusal import RefusedTableError, damaged
from dangjian_kaoping.tables.sheet import MOST_CELLS, Room, plain_cell, rows_of

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_CELL = re.compile(rb"<(?:\w+:)?c[ />]")
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
"""What of a number format is printed as it stands, is no character or orders about: a % there is none."""
_PIECE = 1 << 20
_LONGEST_TAG = 64
_MOST_NAMED = 5


def sheets_of(content: bytes) -> tuple[list[Grid], list[str]]:
    """The sheets of an .xlsx, and what is to be said of it. Raises RefusedTableError where it is too large.

    Raises whatever openpyxl does where it cannot read it.
    """
    _look_before(content)
    from openpyxl import load_workbook  # noqa: PLC0415  it takes its time to load, and most commands read no table
    from openpyxl.utils.datetime import CALENDAR_MAC_1904  # noqa: PLC0415

    with warnings.catch_warnings():
        # what it drops (validations, formats it does not know) is of no matter here; dates out of range become errors
        warnings.simplefilter("ignore")
        book = load_workbook(BytesIO(content), keep_links=False)
    room = Room()
    since_1904 = book.epoch == CALENDAR_MAC_1904
    grids = [_grid(each, room, since_1904=since_1904) for each in book.worksheets]
    return grids, [*_remarks(content), *_commented(book.worksheets)]


def _look_before(content: bytes) -> None:
    """Refuse what would take too much to read, and what would unfold while it is read."""
    cells = 0
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.lower().endswith((".xml", ".rels")):
                with archive.open(name) as part:
                    found = sum(len(_CELL.findall(text)) for text in _tags(part))
                cells += found if "/worksheets/" in name else 0
    if cells > MOST_CELLS:
        raise RefusedTableError(
            f"文件超过 {MOST_CELLS} 格", "填的表没有这么大；请删去表格右边、下边设过格式的空行空列，再交。"
        )


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


def _grid(sheet: "Worksheet", room: Room, *, since_1904: bool) -> Grid:
    cells = {(each.row, each.column): _cell(each, since_1904=since_1904) for each in _cells(sheet)}
    return Grid(
        sheet.title,
        rows_of(cells, sheet.title, room),
        sheet.sheet_state != "visible",
        frozenset(row for row, each in sheet.row_dimensions.items() if each.hidden),
        [Area(each.min_row, each.min_col, each.max_row, each.max_col) for each in sheet.merged_cells.ranges],
    )


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
        from openpyxl.utils.escape import unescape  # noqa: PLC0415

        # what XML cannot hold is written as _x000D_, and openpyxl leaves it so
        return Cell(unescape(value))
    percent = "%" in _LITERAL.sub("", cell.number_format or "")
    return plain_cell(value, percent=percent, since_1904=since_1904)


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
