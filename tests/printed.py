"""How large a workbook's sheets are on paper: the size of the smallest letters, and whether anything is cut off.

It reads any .xlsx and knows nothing of the program that wrote it. Pixels of a column are those of LibreOffice where
DejaVu stands in for 宋体 11, the widest digits that there are: elsewhere letters are larger.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from math import ceil
from posixpath import join, normpath
from typing import Any, NamedTuple
from zipfile import ZipFile

from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils import column_index_from_string, range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

A4 = (595.3, 841.9)
DIGIT = 9.33
"""Pixels of a column's unit."""
_ROW, _COLUMN = 15.0, 9.0
_LETTERS = 10.0
"""Of a chart that names no size."""


class Printed(NamedTuple):
    """A sheet on A4: at what part of its size, the smallest letters (磅), pages side by side and about how many below
    one another; whether each page takes what is to stand on it. `letters` is 0 of a sheet that is not printed.
    """

    scale: float
    letters: float
    beside: int = 1
    below: int = 1
    fits: bool = True

    @property
    def prints(self) -> bool:
        """Whether there is anything to print."""
        return self.letters > 0


def printed(content: bytes) -> dict[str, Printed]:
    """The sheets of a workbook that are not hidden, by name."""
    book = load_workbook(BytesIO(content), rich_text=True)
    charts = _letters_of_charts(content)
    return {
        sheet.title: _printed(sheet, charts.get(index, []))
        for index, sheet in enumerate(book.worksheets, 1)
        if sheet.sheet_state == "visible"
    }


def smallest(content: bytes) -> float:
    """The smallest letters that a workbook prints."""
    return min(each.letters for each in printed(content).values() if each.prints)


def cut_off(content: bytes) -> list[str]:
    """The cells on paper whose text has not enough room in its row, or a word of which none in its column; what leads
    elsewhere is not folded. Also charts that stand in more than one row, which a page may end between.
    """
    book = load_workbook(BytesIO(content))
    found = [f"{each.title}!{cell}" for each in book.worksheets if each.sheet_state == "visible" for cell in _cut(each)]
    with ZipFile(BytesIO(content)) as archive:
        for name in archive.namelist():
            if re.fullmatch(r"xl/drawings/drawing\d+\.xml", name):
                rows = re.findall(r"<xdr:row>(\d+)</xdr:row>", archive.read(name).decode())
                found += [f"{name}: {one}" for one, other in zip(rows[::2], rows[1::2], strict=True) if one != other]
    return found


def _cut(sheet: Worksheet) -> Iterator[str]:
    left, top, right, bottom = (each or 0 for each in range_boundaries(_area(sheet)))
    widths = _widths(sheet)
    wide = {(each.min_row, each.min_col): sum(widths[each.min_col - 1 : each.max_col]) for each in sheet.merged_cells}
    for row in sheet.iter_rows(min_row=top, max_row=bottom, min_col=left, max_col=right):
        for cell in row:
            if not isinstance(cell.value, str) or cell.data_type == "f":
                continue
            size = float(cell.font.sz or 11)
            room = max(wide.get((cell.row, cell.column), widths[cell.column - 1]) / size, 1)  # 汉字
            words = re.findall("[!-~]+", cell.value)
            lines = sum(max(1, ceil(_letters(part) / room)) for part in cell.value.split("\n"))
            folds = cell.hyperlink is None and cell.alignment.wrap_text
            too_long = lines > 1 if cell.hyperlink else lines * size * 1.15 > _height(sheet, cell.row)
            if too_long or (folds and any(_letters(word) > room for word in words)):
                yield f"{cell.coordinate} {cell.value[:20]}"


def _letters(text: str) -> float:
    """How many 汉字 wide a text is."""
    return sum(0.5 if each.isascii() else 1 for each in text)


def _area(sheet: Worksheet) -> str:
    return str(sheet.print_area or sheet.dimensions).split("!")[-1].replace("$", "")


def _printed(sheet: Worksheet, charts: list[float]) -> Printed:
    left, top, right, bottom = (each or 0 for each in range_boundaries(_area(sheet)))
    letters = [
        size
        for row in sheet.iter_rows(min_row=top, max_row=bottom, min_col=left, max_col=right)
        for cell in row
        if cell.value not in (None, "")
        for size in _sizes(cell)
    ]
    if not letters:
        return Printed(1.0, 0.0)
    wide, high = A4 if sheet.page_setup.orientation != "landscape" else A4[::-1]
    margins = sheet.page_margins
    wide -= (margins.left + margins.right) * 72
    high -= (margins.top + margins.bottom) * 72
    widths = _widths(sheet)
    first, last = _repeated(sheet.print_title_cols)
    beside = sum(widths[first:last])
    height = sum(_height(sheet, row) for row in range(top, bottom + 1))
    heads = sum(_height(sheet, row) for row in range(*_rows(sheet.print_title_rows)))
    properties = sheet.sheet_properties.pageSetUpPr
    across = sum(widths[left - 1 : right])
    if properties is not None and properties.fitToPage:
        pages = int(sheet.page_setup.fitToWidth or 0) or 1
        scale = min(1.0, wide * pages / (across + (pages - 1) * beside))
        down = int(sheet.page_setup.fitToHeight if sheet.page_setup.fitToHeight is not None else 1)
        if down:
            scale = min(scale, high * down / (height + (down - 1) * heads))
        fits = True
    else:
        scale = (sheet.page_setup.scale or 100) / 100
        starts = [left - 1, *(each.id for each in sheet.col_breaks.brk), right]
        parts = [sum(widths[one:other]) + (beside if one >= last else 0) for one, other in pairwise(starts)]
        pages, fits = len(parts), all(part * scale <= wide + 1 for part in parts)
    below = max(1, round((height - heads) / (high / scale - heads) + 0.49))
    heading: Any = sheet.HeaderFooter
    marked = [float(each.left.size) for each in (heading.oddHeader, heading.oddFooter) if each.left.size]
    own = [each * (scale if heading.scaleWithDoc is not False else 1) for each in marked]
    return Printed(scale, min([min(letters + charts) * scale, *own]), pages, below, fits)


def _sizes(cell: Any) -> Iterator[float]:
    size = float(cell.font.sz or 11)
    value = cell.value
    if isinstance(value, CellRichText):
        for part in value:
            yield float(part.font.sz or size) if isinstance(part, TextBlock) else size
    else:
        yield size


def _widths(sheet: Worksheet) -> list[float]:
    """The columns' widths in points; hidden ones are nothing."""
    found = [(sheet.sheet_format.defaultColWidth or _COLUMN)] * max(sheet.max_column, 1)
    for letters, each in sheet.column_dimensions.items():
        first = each.min or column_index_from_string(letters)
        for index in range(first - 1, min(each.max or first, len(found))):
            found[index] = 0.0 if each.hidden else float(each.width or found[index])
    return [width * DIGIT * 0.75 for width in found]


def _height(sheet: Worksheet, row: int) -> float:
    each = sheet.row_dimensions[row]
    return 0.0 if each.hidden else float(each.height or sheet.sheet_format.defaultRowHeight or _ROW)


def _repeated(columns: str | None) -> tuple[int, int]:
    if not columns:
        return 0, 0
    first, last = columns.replace("$", "").split("!")[-1].split(":")
    return column_index_from_string(first) - 1, column_index_from_string(last)


def _rows(rows: str | None) -> tuple[int, int]:
    if not rows:
        return 0, 0
    first, last = rows.replace("$", "").split("!")[-1].split(":")
    return int(first), int(last) + 1


def _letters_of_charts(content: bytes) -> dict[int, list[float]]:
    """The sizes of the letters in the charts of each sheet, by its number."""
    found: dict[int, list[float]] = {}
    with ZipFile(BytesIO(content)) as archive:
        names = set(archive.namelist())
        for part in sorted(names):
            sheet = re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", part)
            for drawing in _related(archive, names, part, "drawing") if sheet else ():
                for chart in _related(archive, names, drawing, "chart"):
                    sizes = [int(each) / 100 for each in re.findall(r'\bsz="(\d+)"', archive.read(chart).decode())]
                    found.setdefault(int(sheet[1]) if sheet else 0, []).append(min(sizes, default=_LETTERS))
    return found


def _related(archive: ZipFile, names: set[str], part: str, kind: str) -> Iterator[str]:
    folder, _, name = part.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels"
    if relations in names:
        for each in re.findall(r"<Relationship [^>]*>", archive.read(relations).decode()):
            if re.search(rf'Type="[^"]*/{kind}"', each) and (target := re.search(r'Target="([^"]*)"', each)):
                yield target[1].lstrip("/") if target[1].startswith("/") else normpath(join(folder, target[1]))
