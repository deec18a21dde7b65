"""A workbook being written. The one place that imports XlsxWriter.

XlsxWriter takes no clock and orders its parts alike each time, so that the same result gives the same bytes;
text goes in by `write_string` only, which makes neither formulas nor links of it.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from io import BytesIO
from types import MappingProxyType
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.exceptions import FileCreateError  # type: ignore[import-untyped]
from xlsxwriter.url import Url  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from dangjian_kaoping.model.edition import Edition
from dangjian_kaoping.write import ownership
from dangjian_kaoping.write.about import About
from dangjian_kaoping.write.xlsx.cells import writable
from dangjian_kaoping.write.xlsx.looks import FONT, LOOKS, Look
from dangjian_kaoping.write.xlsx.page import Page
from dangjian_kaoping.write.xlsx.paper import ACROSS, Paper
from dangjian_kaoping.write.xlsx.watermark import stamp


class PlainSheet(Worksheet):  # type: ignore[misc]
    """XlsxWriter's sheet, which need not look in our formulas for functions that came after Excel 2010."""

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula


class LaidSheet(PlainSheet):
    """A sheet of a large workbook: most of its rows are laid down as text that somebody else has put together.

    XlsxWriter has no way to do that: it keeps the cells of a row in `table` until the next one is begun, and puts them
    down one by one with `_write_cell`. A test tells when a newer one does so no longer.
    """

    def lay(self, row: int, last: int, cells: str) -> None:
        """Lay down a row up to its last column; its height is set afterwards. Links in it are set before."""
        for column in (0, last):
            # what it says of its size
            self._check_dimensions(row, column)
        if row > self.previous_row:
            self._write_single_row(row)
        self.table[row] = {0: cells}

    def lead(self, row: int, column: int, link: str, text: str) -> None:
        """Set a link in a row that is laid down then, and so has its text."""
        url = Url(link)
        url.text = text
        self.hlink_count += 1
        self.hyperlinks[row][column] = url

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        if isinstance(cell, str):
            self.fh.write(cell)
        else:
            super()._write_cell(row, col, cell)


def empty_book(into: BytesIO, *, large: bool = False) -> Any:
    """XlsxWriter's workbook in our letters, without a sheet. A `large` one lays its rows down on the disk."""
    book = xlsxwriter.Workbook(
        into,
        {
            ("constant_memory" if large else "in_memory"): True,
            "default_format_properties": {**FONT, "font_size": 11},
            "default_column_width": 72,
        },
    )
    book.set_size(24000, 14000)
    return book


class Book:
    """The workbook of a round or a year: its properties, its looks, its sheets in order.

    Sheets that are named beforehand, some with a colour of their tab, may be filled in another order than they stand
    in. A `large` one lays its rows down on the disk as it goes; its texts are then not shared between cells, and charts
    are drawn when it is opened. Where `print_all` is asked for, sheets that are for looking things up are printed too.
    `without_self` says of itself that it lacks the sheets of the self-assessment.
    """

    def __init__(
        self,
        title: str,
        edition: Edition,
        about: About,
        sheets: Sequence[str] = (),
        tabs: Mapping[str, str] = MappingProxyType({}),
        *,
        large: bool = False,
        print_all: bool = False,
        without_self: bool = False,
    ) -> None:
        self.edition = edition
        self.about = about
        self.print_all = print_all
        self._bytes = BytesIO()
        self._book = empty_book(self._bytes, large=large)
        self._formats: dict[tuple[Look, str], Any] = {}
        # no clock: a workbook is as old as the period that it reports on
        created = datetime.combine(about.period.last_day, time())
        self._book.set_properties(
            {
                "title": writable(title),
                "subject": about.period.chinese,
                "author": writable(edition.unit),
                "company": writable(edition.unit),
                "comments": f"kaoping {edition.tool_version}  sha256 {edition.digest}",
                "created": created,
            }
        )
        told = ownership.properties_for(edition, about)
        told |= {ownership.PRINT: ownership.ALL} if print_all else {}
        told |= {ownership.SHEETS: ownership.WITHOUT_SELF} if without_self else {}
        for name, value in told.items():
            self._book.set_custom_property(name, value, "text")
        self.large = large
        self._kind = LaidSheet if large else PlainSheet
        self._sheets = {name: self._book.add_worksheet(name, self._kind) for name in sheets}
        for name, colour in tabs.items():
            if name in self._sheets:
                self._sheets[name].set_tab_color(colour)
        self.pages: list[Page] = []

    def page(self, name: str, widths: Sequence[float], paper: Paper = ACROSS) -> Page:
        """One of the sheets, with its columns, and how it is printed; its name is also in the page header."""
        if name not in self._sheets:
            self._sheets[name] = self._book.add_worksheet(name, self._kind)
        page = Page(self, name, self._sheets[name], widths, paper)
        self.pages.append(page)
        return page

    def format(self, look: Look, number_format: str = "") -> Any:
        """XlsxWriter's format of a look."""
        key = (look, number_format)
        found = self._formats.get(key)
        if found is None:
            extra = {"num_format": number_format} if number_format else {}
            found = self._formats[key] = self._book.add_format({**LOOKS[look], **extra})
            if self.large:
                # it has its number from now on, in whatever order rows are put down
                found._get_xf_index()
        return found

    def style(self, look: Look, number_format: str) -> int:
        """The number of the format of a look in a large workbook."""
        return int(self.format(look, number_format)._get_xf_index())

    def chart(self, options: dict[str, str]) -> Any:
        """XlsxWriter's chart of a kind."""
        return self._book.add_chart(options)

    def to_bytes(self) -> bytes:
        """The finished file. Raises OSError where there is no room for what a large one lays down on the disk."""
        for page in self.pages:
            page.set_up()
        if self.edition.draft:
            for page in self.pages:
                stamp(page)
        try:
            self._book.close()
        except FileCreateError as error:
            raise error.args[0] from error
        return self._bytes.getvalue()
