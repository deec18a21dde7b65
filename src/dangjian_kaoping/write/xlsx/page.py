"""A sheet that is filled row by row from the top, and its print set-up: A4, at a size that can be read."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.model.edition import Edition
from dangjian_kaoping.words.marked import Marked, Only
from dangjian_kaoping.words.names import draft_mark
from dangjian_kaoping.write.about import About
from dangjian_kaoping.write.xlsx.cells import Cell, Day, Figure, Text, shown, writable
from dangjian_kaoping.write.xlsx.formula import formula_of
from dangjian_kaoping.write.xlsx.layout import pixels, row_height, taking
from dangjian_kaoping.write.xlsx.looks import BODY, Look, font_size
from dangjian_kaoping.write.xlsx.paper import Paper, Span, printed
from dangjian_kaoping.write.xlsx.row_text import Laid, RowText
from dangjian_kaoping.write.xlsx.whereabouts import Address, Whereabouts

_A4 = 9
_SIDE, _TOP, _BOTTOM = 0.45, 0.5, 0.5
"""Margins (英寸)."""
_BUTTON = 2.75
"""Width of a filter button, in units of a column's width."""
_TALLEST = 400.0
"""The height of a chart's row at most."""
_BENEATH = 6.0
"""Room beneath a chart."""
_BESIDE_THE_PAGE = {"margin": 0.3, "scale_with_doc": False}
"""Headers and footers keep the size of their letters."""
_MOST_LINKS = 65_000
"""A sheet may have a few more."""
_HEADER_PART = 60
"""Characters of a part of a page header; all of it may have 255."""


class Bound(Protocol):
    """What a sheet asks of the workbook that it is in."""

    edition: Edition
    about: About
    print_all: bool
    large: bool

    def format(self, look: Look, number_format: str = "") -> Any:
        """XlsxWriter's format of a look."""

    def style(self, look: Look, number_format: str) -> int:
        """The number of the format of a look in a large workbook."""

    def chart(self, options: dict[str, str]) -> Any:
        """XlsxWriter's chart of a kind."""


class Page:
    """One sheet; `next_row` is where the next row goes, `widths` are those of its columns.

    `spans` are the columns of its printed pages, side by side where there are several.
    """

    def __init__(self, book: Bound, name: str, sheet: Any, widths: Sequence[float], paper: Paper) -> None:
        self.book = book
        self.name = name
        fitting = paper.fitting(widths)
        self.paper = paper
        self.spans: list[Span] = paper.spans(fitting)
        self.widths = paper.evened(fitting, self.spans)
        self.next_row = 0
        self.sheet = sheet
        self._heads = slice(0)
        self._heights: list[float] = []
        self._last_row = self._signed = 0
        self._may_end: list[int] = []
        self._links = 0
        self._laid = RowText(book.style, self.widths) if book.large else None
        for column, width in enumerate(self.widths):
            folds = {"level": 1} if column >= len(widths) - paper.unprinted else {}
            sheet.set_column(column, column, width, book.format("plain"), folds)
        # rows fold under the one above them, columns behind the one to their left
        sheet.outline_settings(True, False, False, False)
        if not paper.tall:
            sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.set_margins(left=_SIDE, right=_SIDE, top=_TOP, bottom=_BOTTOM)
        sheet.center_horizontally()
        sheet.hide_gridlines(2)
        self._head_and_foot()

    def _head_and_foot(self) -> None:
        edition, about = self.book.edition, self.book.about
        font = f'&10&"{BODY},Regular"'
        draft = f'&10&"{BODY},Bold"&KC00000{draft_mark(edition)}  &K000000' if edition.draft else ""
        self.sheet.set_header(
            f"&L{font}{_header(edition.unit)}&R{draft}{font}{about.period.chinese}  {_header(self.name)}",
            _BESIDE_THE_PAGE,
        )
        self.sheet.set_footer(
            f"&L{font}{_header(about.footer)}&C{font}第 &P 页，共 &N 页",
            _BESIDE_THE_PAGE,
        )

    def row(
        self,
        cells: Sequence[Cell],
        least: float = 18,
        *,
        buttons: bool = False,
        where: Whereabouts | None = None,
        level: int = 0,
    ) -> int:
        """Write the next row, a cell a column; its height follows its texts. Gives its index.

        Steps are noted in `where`, and live figures are written as formulas over what stands there. Filter
        buttons take room: LibreOffice breaks lines beside them. Rows of a `level` fold under the row above them.
        """
        row = self.next_row
        if where is not None:
            for column, cell in enumerate(cells):
                if isinstance(cell, Figure) and isinstance(cell.of, Step):
                    where.note(cell.of, Address(self.name, row, column))
        laid = None if buttons or self._laid is None else self._lay(self._laid, row, cells, where)
        if laid is not None:
            self._set_height(row, taking(laid.tallest, least), level)
        else:
            for column, cell in enumerate(cells):
                self._cell(row, column, cell, where)
            taken = _BUTTON if buttons else 0
            wide = [(cell, width - taken) for cell, width in zip(cells, self.widths, strict=True)]
            self._height(row, wide, least, level)
        self._last_row = row
        return row

    def spanning(self, spans: Sequence[tuple[int, int, Cell]], least: float = 18) -> int:
        """Write the next row of cells that each span columns (first, last). Gives its index."""
        row = self.next_row
        wide = []
        for first, last, cell in spans:
            if first < last:
                self.sheet.merge_range(row, first, row, last, "", self._format(cell))
            self._cell(row, first, cell)
            wide.append((cell, self._width_of(first, last)))
        self._height(row, wide, least)
        return row

    def across(self, cell: Cell, least: float = 18) -> int:
        """Write the next row as one cell over all columns of the first page."""
        return self.spanning([(*self.spans[0], cell)], least)

    def gap(self, height: float = 8) -> int:
        """Leave a row empty. Gives its index."""
        row = self.next_row
        if self._laid is not None:
            # XlsxWriter puts down no row of a large workbook that has no cell
            self.sheet.write_blank(row, 0, None, self.book.format("plain"))
        self._set_height(row, height)
        return row

    def heads(self, first: int, last: int, fixed_columns: int) -> None:
        """Rows that stay at the top, on the screen and on each printed page, and columns that stay at the left."""
        self.sheet.repeat_rows(first, last)
        if self.paper.fixed and len(self.spans) > 1:
            self.sheet.repeat_columns(0, self.paper.fixed - 1)
        self.sheet.freeze_panes(last + 1, fixed_columns)
        self._heads = slice(first, last + 1)

    def address(self, row: int, column: int) -> Address:
        """A cell of this sheet."""
        return Address(self.name, row, column)

    @property
    def titles(self) -> int:
        """The row of the columns' titles: the first of the heads, or the second, below the groups."""
        return min(int(self._heads.start or 0) + 1, self.first_row - 1)

    @property
    def first_row(self) -> int:
        """The first row below the heads."""
        return int(self._heads.stop)

    def filter_rows(self) -> None:
        """Filter buttons on the last of the heads, for all rows since. Formulas may differ from row to row there."""
        last = self.next_row - 1
        self.sheet.autofilter(self._heads.stop - 1, 0, last, len(self.widths) - 1)
        cells = f"A1:{self.address(last, len(self.widths) - 1).cell}"
        # parts lie in other columns from branch to branch, and a sum leaves out what stands apart: no green corners
        self.sheet.ignore_errors({"formula_differs": cells, "formula_range": cells, "number_stored_as_text": cells})

    def signed(self) -> None:
        """The next row is signed, and is not to stand on a page without any row of the table."""
        self._signed = self.next_row

    def may_end(self) -> None:
        """What follows is printed only where it takes no page more."""
        self._may_end.append(self.next_row)

    def below(self, chart: Any, height: float) -> None:
        """Put a chart of a height (磅) below what is written, in a row of its own: rows are not cut on paper."""
        self.gap()
        # it moves with the rows above it and keeps its size
        at = {"object_position": 2, "x_offset": 2, "y_offset": 2}
        self.sheet.insert_chart(self.next_row, self.spans[0][0], chart, at)
        self.gap(min(height + _BENEATH, _TALLEST))

    def set_up(self) -> None:
        """The print set-up, when all is written: what is printed, at which size, on how many pages side by side."""
        sheet, paper = self.sheet, self.paper
        if paper.on_demand and not self.book.print_all:
            # an area with nothing in it: programs print all of a sheet that has no area
            sheet.print_area(0, len(self.widths), 0, len(self.widths))
            return
        rows, percent, starts = self._printed_rows()
        if paper.unprinted or rows < self.next_row:
            sheet.print_area(0, 0, max(rows - 1, 0), self.spans[-1][1])
        if paper.whole:
            sheet.fit_to_pages(1, 1)
            return
        breaks = self._breaks(starts)
        if len(self.spans) == 1 and not breaks:
            drawn_in = percent < int(100 * paper.scale(self._width))
            sheet.fit_to_pages(1, len(starts) if drawn_in else 0)
            return
        # programs that fit a sheet to a number of pages break it where a page is full, whatever breaks are set
        sheet.set_print_scale(percent)
        sheet.set_v_pagebreaks([first for first, _ in self.spans[1:]])
        sheet.set_h_pagebreaks(breaks)

    def _breaks(self, starts: Sequence[int]) -> list[int]:
        """Where a page is to end early, so that what is signed has two rows of the table above it."""
        alone = any(self._last_row < start <= self._signed for start in starts)
        return [self._last_row - 1] if alone and self._last_row - 1 > self.first_row else []

    def _printed_rows(self) -> tuple[int, int, list[int]]:
        """How many rows are printed, at which percentage, and the first one of each page."""
        tries = []
        for rows in (*self._may_end, self.next_row):
            heights = self._heights[:rows]
            percent = self.paper.percent(self._width, heights, self._heads)
            tries.append((rows, percent, self.paper.starts(heights, self._heads, percent)))
        return [each for each in tries if len(each[2]) == len(tries[0][2])][-1]

    @property
    def _width(self) -> float:
        """Pixels of the widest printed page."""
        beside = printed(self.widths[: self.paper.fixed]) if len(self.spans) > 1 else 0.0
        return beside + max(printed(self.widths[first : last + 1]) for first, last in self.spans)

    @property
    def heights(self) -> Sequence[float]:
        """The heights of the rows so far (磅)."""
        return self._heights

    def _lay(self, rows: RowText, row: int, cells: Sequence[Cell], where: Whereabouts | None) -> Laid | None:
        """Write a row as one text, where it can be."""
        laid = rows.written(row, cells, lambda cell, column: self._formula(cell, row, column, where))
        if laid is None:
            return None
        for column in laid.leading:
            cell = cells[column]
            if not isinstance(cell, Day) and cell.to is not None:
                self._link(row, column, cell.to, None, shown(cell))
        self.sheet.lay(row, len(cells) - 1, laid.text)
        return laid

    def _formula(self, cell: Figure, row: int, column: int, where: Whereabouts | None) -> str:
        """The formula of a figure; empty where its value is written."""
        if cell.live and isinstance(cell.of, Step) and where is not None:
            return formula_of(cell.of, where, self.address(row, column)) or ""
        return cell.formula

    def _cell(self, row: int, column: int, cell: Cell, where: Whereabouts | None = None) -> None:
        form = self._format(cell)
        match cell:
            case Text():
                text = writable(cell.text)
                if text and cell.to is not None and self._link(row, column, cell.to, form, text):
                    pass
                elif (runs := self._runs(cell)) and len(text) == len(cell.text):
                    self.sheet.write_rich_string(row, column, *runs, form)
                elif text:
                    self.sheet.write_string(row, column, text, form)
                else:
                    self.sheet.write_blank(row, column, None, form)
            case Figure():
                if cell.to is not None:
                    self._link(row, column, cell.to, form, cell.shown)
                if formula := self._formula(cell, row, column, where):
                    self.sheet.write_formula(row, column, formula, form, float(cell.value))
                else:
                    self.sheet.write_number(row, column, float(cell.value), form)
            case Day():
                self.sheet.write_datetime(row, column, cell.day, form)

    def _link(self, row: int, column: int, to: Address, form: Any, text: str) -> bool:
        """Lead from a cell to another one, as long as a sheet may; without a form its row, laid down, has the text."""
        if self._links >= _MOST_LINKS:
            return False
        self._links += 1
        link = f"internal:'{to.sheet}'!{to.cell}"
        if form is None:
            self.sheet.lead(row, column, link, text)
        else:
            self.sheet.write_url(row, column, link, form, text)
        return True

    def _runs(self, cell: Text) -> list[Any]:
        """Formats and texts of what is struck out or underlined, and of what lies between; none where nothing is."""
        if not isinstance(cell.text, Marked) or not any(each.only for each in cell.text.pieces):
            return []
        pieces = cell.text.pieces
        if len(pieces) == 1:  # XlsxWriter wants two at least
            pieces = tuple(pieces[0]._replace(text=each) for each in (pieces[0].text[:1], pieces[0].text[1:]) if each)
        looks: Mapping[Only | None, Look] = {None: cell.look, "before": "struck", "after": "underlined"}
        found = [each for piece in pieces for each in (self.book.format(looks[piece.only]), writable(piece.text))]
        return found if len(pieces) > 1 else []

    def _format(self, cell: Cell) -> Any:
        return self.book.format(cell.look, cell.number_format if isinstance(cell, Figure) else "")

    def _width_of(self, first: int, last: int) -> float:
        """The width of merged columns, in units of one."""
        return (sum(pixels(width) for width in self.widths[first : last + 1]) - pixels(0)) / (pixels(1) - pixels(0))

    def _height(self, row: int, cells: Sequence[tuple[Cell, float]], least: float, level: int = 0) -> None:
        texts = [(shown(cell), width, font_size(cell.look)) for cell, width in cells if isinstance(cell, Text)]
        self._set_height(row, row_height(texts, least), level)

    def _set_height(self, row: int, height: float, level: int = 0) -> None:
        height = int(height * 4 / 3 + 0.5) * 0.75  # a file has whole pixels
        self.sheet.set_row(row, height, None, {"level": level} if level else {})
        self._heights.append(height)
        self.next_row = row + 1


def _header(text: str) -> str:
    """Text of a page header: on one line, short, and with its & doubled."""
    text = writable(text).replace("\n", " ")
    return (text if len(text) <= _HEADER_PART else text[: _HEADER_PART - 1] + "…").replace("&", "&&")
