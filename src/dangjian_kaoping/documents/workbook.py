"""A workbook as tables: what is seen of its sheets, with numbers as they are shown."""

import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Context, Decimal
from io import BytesIO

from dangjian_kaoping.documents.converting import as_xlsx
from dangjian_kaoping.documents.laying import MOST_CELLS, Placed, laid, too_large
from dangjian_kaoping.documents.lines import length, printed
from dangjian_kaoping.documents.notes import COVERED, HIDDEN_ROWS, STRUCK, Notes
from dangjian_kaoping.documents.refusal import LEAST, only_pictures, refused
from dangjian_kaoping.exact import plain
from dangjian_kaoping.forms.grid import BLANK, Cell, Grid, Returned
from dangjian_kaoping.ooxml.markup import local, parsed
from dangjian_kaoping.ooxml.refusal import RefusedPackageError
from dangjian_kaoping.ooxml.spreadsheet.number_format import GENERAL, displayed, figure_in
from dangjian_kaoping.outline.document import Block, Table
from dangjian_kaoping.place import column_name
from dangjian_kaoping.tables.reading import workbook_of

_PRECISION = Context(prec=15)
"""As many digits as Excel shows of a number."""
_NOT_DONE = "公式没有算出的结果，当作空的（请打开、存盘一次再导入）"
_DATES = "有日期格式的格，不当作分数（写 1-2 会变成日期，请照原件改）"
_ROUNDED = "显示的数与格里的数不一样，按显示的读，请核对"
_PICTURE_FORMULA = "DISPIMG"
"""How WPS puts a picture into a cell."""


def blocks_of(content: bytes, file: str, notes: Notes, *, seen: bool) -> list[Block]:
    """The sheets of a workbook, of which all can be `seen` or not, as tables in their order; empty ones are none.

    Raises RefusedDocumentError, and RefusedTableError where it is no workbook that can be read.
    """
    book = workbook_of(content, file, seen=seen, as_printed=True)
    more = None if seen else as_xlsx(content)
    if more is not None:
        # what else lies in it is seen only so
        content, seen = more, True
        book = workbook_of(content, file, seen=True, as_printed=True)
        notes.add("旧格式的工作簿，由 LibreOffice 转换以后读的")
    for remark in book.remarks:
        notes.add(remark)
    drawn = list(_drawn(content)) if seen else []
    for text in drawn:
        notes.add("图形、文本框里的字没有读", text=text)
    found: list[Block] = []
    for grid in book.sheets:
        if not grid.hidden:
            table = _table(grid, notes)
            found += [] if table is None else [table]
        elif any(cell != BLANK for row in grid.rows for cell in row):
            notes.add("隐藏的工作表没有读", f"“{grid.name}”")
    if _has_pictures(content, book) and _seen(found) < LEAST:
        raise only_pictures()
    if not found:
        raise refused("里面没有字，也没有表", "请检查是不是拿错了文件；内容在隐藏的工作表里的，先取消隐藏。")
    return found


def _table(grid: Grid, notes: Notes) -> Table | None:
    where = f"工作表“{grid.name}”"
    spans = {(each.first_row, each.first_column): each for each in grid.merged}
    covered = {
        (row, column): each
        for each in grid.merged
        if grid.cell(each.first_row, each.first_column) != BLANK
        for row in range(each.first_row, min(each.last_row, len(grid.rows)) + 1)
        for column in range(each.first_column, each.last_column + 1)
    }
    cells: list[Placed] = []
    blanks: list[Placed] = []
    most = max(map(len, grid.rows), default=0)
    if most * len(grid.rows) > MOST_CELLS:
        raise too_large(where)
    for row in range(1, len(grid.rows) + 1):
        for column in range(1, most + 1):
            told, cell = f"{where}{column_name(column)}{row}", grid.cell(row, column)
            if cell == BLANK:
                blanks.append(Placed("", row - 1, column - 1, where=told))
                continue
            if cell.struck:
                notes.add(STRUCK, told, cell.struck)
            if cell._replace(struck="") == BLANK:
                blanks.append(Placed("", row - 1, column - 1, where=told))
                continue
            text = _shown(cell, told, notes)
            span = spans.get((row, column))
            if (row, column) in covered and span is None:
                notes.add(COVERED, told, text)
                continue
            rows = 1 if span is None else span.last_row - span.first_row + 1
            columns = 1 if span is None else span.last_column - span.first_column + 1
            formula = "" if cell.formula is None else cell.formula
            cells.append(Placed(text, row - 1, column - 1, rows, columns, formula, told))
    _tell_hidden(grid, cells, where, notes)
    return laid(
        [*cells, *blanks],
        where,
        grid.name,
        hidden_rows={row - 1 for row in grid.hidden_rows},
        hidden_columns={column - 1 for column in grid.hidden_columns},
        sheet=True,
    )


def _tell_hidden(grid: Grid, cells: list[Placed], where: str, notes: Notes) -> None:
    """Name the hidden rows and columns in which something stands; what is merged into what is seen is read."""
    rows: dict[int, list[str]] = {}
    columns: dict[int, list[str]] = {}
    for each in cells:
        if all(row + 1 in grid.hidden_rows for row in range(each.row, each.row + each.rows)):
            rows.setdefault(each.row, []).append(each.text)
        if all(column + 1 in grid.hidden_columns for column in range(each.column, each.column + each.columns)):
            columns.setdefault(each.column, []).append(each.text)
    for row, texts in rows.items():
        notes.add(HIDDEN_ROWS, f"{where}第{row + 1}行", " ".join(texts))
    for column, texts in columns.items():
        notes.add("隐藏的列没有读", f"{where}{column_name(column + 1)}列", " ".join(texts))


def _shown(cell: Cell, where: str, notes: Notes) -> str:
    """What is seen of a cell."""
    if cell.error is not None:
        notes.add("公式出错的格，当作空的", where, cell.error)
        return ""
    value = cell.value
    if value is None:
        drawing = cell.formula is not None and _PICTURE_FORMULA in cell.formula
        notes.add("单元格里的图片没有读" if drawing else _NOT_DONE, where)
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, date):
        shown = displayed(datetime.combine(value, time()), cell.shown_by) or ""
        notes.add(_DATES, where, shown)
        # in words, so that nobody takes it for points
        return f"{value.year}年{value.month}月{value.day}日（日期）"
    return _number(value, cell, where, notes) if isinstance(value, Decimal) else printed(value)


def _number(value: Decimal, cell: Cell, where: str, notes: Notes) -> str:
    value = value.normalize(_PRECISION)
    shown = displayed(value, cell.shown_by or GENERAL)
    if shown is None or not shown.strip():
        return plain(value)
    figure = figure_in(shown.strip())
    if figure is not None and figure != value and not cell.percent:
        notes.add(_ROUNDED, where, f"显示 {shown.strip()}，格里 {plain(value)}")
    # 8.0 is 8; what stands around the figure stays
    return plain(figure) if figure is not None else printed(shown)


def _seen(blocks: list[Block]) -> int:
    cells = {id(cell): cell.text for each in blocks if isinstance(each, Table) for row in each.rows for cell in row}
    return sum(map(length, cells.values()))


def _has_pictures(content: bytes, book: Returned) -> bool:
    in_cells = any(
        _PICTURE_FORMULA in (cell.formula or "") for grid in book.sheets for row in grid.rows for cell in row
    )
    return in_cells or any("media/" in name for name in _names(content))


def _names(content: bytes) -> list[str]:
    if not content.startswith(b"PK"):
        return []
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return [each.filename.lower() for each in archive.infolist()]


def _drawn(content: bytes) -> Iterator[str]:
    """The texts in what is drawn over the sheets."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for each in archive.infolist():
            if "drawings/drawing" in each.filename.lower() and each.filename.lower().endswith(".xml"):
                try:
                    root = parsed(archive.read(each), each.filename)
                except (RefusedPackageError, zipfile.BadZipFile, OSError, RuntimeError):
                    continue
                for body in root.iter("{*}txBody"):
                    text = "".join(part.text or "" for part in body.iter("{*}t") if local(part) == "t")
                    if text.strip():
                        yield text
