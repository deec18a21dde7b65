"""A workbook being written. The one place that knows XlsxWriter.

XlsxWriter takes no clock and orders its parts alike each time, so that the same result gives the same bytes;
text goes in by `write_string` only, which makes neither formulas nor links of it.
"""

from collections.abc import Sequence
from datetime import datetime, time
from io import BytesIO
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from dangjian_kaoping.excel.cells import Cell, Day, Figure, Text, shown, writable
from dangjian_kaoping.excel.layout import pixels, row_height
from dangjian_kaoping.excel.looks import BODY, FONT, LOOKS, Look, font_size
from dangjian_kaoping.excel.ownership import PROPERTY, REPORT
from dangjian_kaoping.excel.paper import pages_down
from dangjian_kaoping.model.edition import Edition
from dangjian_kaoping.periods import Period
from dangjian_kaoping.render.words import PROVISIONAL

_A4 = 9
_SIDE, _TOP, _BOTTOM = 0.45, 0.65, 0.65
"""Margins (英寸)."""
_BUTTON = 2.75
"""Width of a filter button, in units of a column's width."""
_HEADER_PART = 60
"""Characters of a part of a page header; all of it may have 255."""


class Book:
    """A workbook about a period: its properties, its looks, its pages in order."""

    def __init__(self, title: str, edition: Edition, period: Period, footer: str, form: str = REPORT) -> None:
        self.edition = edition
        self.period = period
        self.footer = footer
        self._bytes = BytesIO()
        self._book = xlsxwriter.Workbook(
            self._bytes,
            {"in_memory": True, "default_format_properties": {**FONT, "font_size": 11}, "default_column_width": 72},
        )
        self._book.set_size(24000, 14000)
        self._formats: dict[tuple[Look, str], Any] = {}
        # no clock: a workbook is as old as the period that it reports on
        created = datetime.combine(period.last_day, time())
        self._book.set_properties(
            {
                "title": writable(title),
                "subject": period.chinese,
                "author": writable(edition.unit),
                "company": writable(edition.unit),
                "comments": f"kaoping {edition.tool_version}  sha256 {edition.digest}",
                "created": created,
            }
        )
        self._book.set_custom_property(PROPERTY, form, "text")

    def page(self, name: str, title: str, widths: Sequence[float]) -> "Page":
        """Another sheet, with its columns; its title is also in the page header."""
        return Page(self, self._book.add_worksheet(name), title, widths)

    def format(self, look: Look, number_format: str = "") -> Any:
        """XlsxWriter's format of a look."""
        key = (look, number_format)
        if key not in self._formats:
            extra = {"num_format": number_format} if number_format else {}
            self._formats[key] = self._book.add_format({**LOOKS[look], **extra})
        return self._formats[key]

    def to_bytes(self) -> bytes:
        """The finished file."""
        self._book.close()
        return self._bytes.getvalue()


class Page:
    """A sheet that is filled row by row from the top, and its print set-up: A4 across, fitted to the width."""

    def __init__(self, book: Book, sheet: Any, title: str, widths: Sequence[float]) -> None:
        self.book = book
        self.widths = list(widths)
        self.next_row = 0
        self._heads = slice(0)
        self._heights: list[float] = []
        self._sheet = sheet
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width, book.format("plain"))
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.set_margins(left=_SIDE, right=_SIDE, top=_TOP, bottom=_BOTTOM)
        sheet.center_horizontally()
        sheet.hide_gridlines(2)
        sheet.fit_to_pages(1, 0)
        self._head_and_foot(title)

    def _head_and_foot(self, title: str) -> None:
        edition = self.book.edition
        font = f'&9&"{BODY},Regular"'
        draft = f'&9&"{BODY},Bold"&KC00000{PROVISIONAL}  &K000000' if edition.draft else ""
        self._sheet.set_header(
            f"&L{font}{_header(edition.unit)}&R{draft}{font}{self.book.period.chinese}  {_header(title)}",
            {"margin": 0.3},
        )
        self._sheet.set_footer(
            f"&L{font}{_header(self.book.footer)}&C{font}第 &P 页，共 &N 页&R{font}输入摘要 {edition.digest[:12]}",
            {"margin": 0.3},
        )

    def row(self, cells: Sequence[Cell], least: float = 18, *, buttons: bool = False) -> int:
        """Write the next row, a cell a column; its height follows its texts. Gives its index.

        Filter buttons take room: LibreOffice breaks lines beside them.
        """
        row = self.next_row
        for column, cell in enumerate(cells):
            self._cell(row, column, cell)
        taken = _BUTTON if buttons else 0
        self._height(row, [(cell, width - taken) for cell, width in zip(cells, self.widths, strict=True)], least)
        return row

    def spanning(self, spans: Sequence[tuple[int, int, Cell]], least: float = 18) -> int:
        """Write the next row of cells that each span columns (first, last). Gives its index."""
        row = self.next_row
        wide = []
        for first, last, cell in spans:
            if first < last:
                self._sheet.merge_range(row, first, row, last, "", self._format(cell))
            self._cell(row, first, cell)
            wide.append((cell, self._width_of(first, last)))
        self._height(row, wide, least)
        return row

    def across(self, cell: Cell, least: float = 18) -> int:
        """Write the next row as one cell over all columns."""
        return self.spanning([(0, len(self.widths) - 1, cell)], least)

    def gap(self, height: float = 8) -> None:
        """Leave a row empty."""
        self._set_height(self.next_row, height)

    def heads(self, first: int, last: int, fixed_columns: int) -> None:
        """Rows that stay at the top, on the screen and on each printed page, and columns that stay at the left."""
        self._sheet.repeat_rows(first, last)
        if fixed_columns:
            self._sheet.repeat_columns(0, fixed_columns - 1)
        self._sheet.freeze_panes(last + 1, fixed_columns)
        self._heads = slice(first, last + 1)

    def filter_rows(self) -> None:
        """Filter buttons on the last of the heads, for all rows since."""
        self._sheet.autofilter(self._heads.stop - 1, 0, self.next_row - 1, len(self.widths) - 1)

    def print_beside(self, pages: int) -> None:
        """Print on so many pages side by side."""
        self._sheet.fit_to_pages(pages, 0)

    def draw_in(self) -> None:
        """Print a little smaller where the last page would hold a few rows only."""
        width = sum(map(pixels, self.widths))
        self._sheet.fit_to_pages(1, pages_down(width, sum(self._heights), sum(self._heights[self._heads])))

    def _cell(self, row: int, column: int, cell: Cell) -> None:
        form = self._format(cell)
        match cell:
            case Text():
                text = writable(cell.text)
                if text:
                    self._sheet.write_string(row, column, text, form)
                else:
                    self._sheet.write_blank(row, column, None, form)
            case Figure():
                # whoever writes live formulas translates the step's operation here
                self._sheet.write_number(row, column, float(cell.value), form)
            case Day():
                self._sheet.write_datetime(row, column, cell.day, form)

    def _format(self, cell: Cell) -> Any:
        return self.book.format(cell.look, cell.number_format if isinstance(cell, Figure) else "")

    def _width_of(self, first: int, last: int) -> float:
        """The width of merged columns, in units of one."""
        return (sum(pixels(width) for width in self.widths[first : last + 1]) - pixels(0)) / (pixels(1) - pixels(0))

    def _height(self, row: int, cells: Sequence[tuple[Cell, float]], least: float) -> None:
        texts = [(shown(cell), width, font_size(cell.look)) for cell, width in cells if isinstance(cell, Text)]
        self._set_height(row, row_height(texts, least))

    def _set_height(self, row: int, height: float) -> None:
        self._sheet.set_row(row, height)
        self._heights.append(height)
        self.next_row = row + 1


def _header(text: str) -> str:
    """Text of a page header: on one line, short, and with its & doubled."""
    text = writable(text).replace("\n", " ")
    return (text if len(text) <= _HEADER_PART else text[: _HEADER_PART - 1] + "…").replace("&", "&&")
