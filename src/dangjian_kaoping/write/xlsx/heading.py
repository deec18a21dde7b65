"""What stands above every table: the title, what it is about, and what a draft is marked with."""

from collections.abc import Sequence

from dangjian_kaoping.words.names import draft_mark
from dangjian_kaoping.write.xlsx.cells import Cell, Text
from dangjian_kaoping.write.xlsx.page import Page

Span = tuple[int, int]
"""First and last of some columns."""


def write_heading(page: Page, name: str, spans: Sequence[Span] = ()) -> None:
    """The rows above a table, centred over all columns, or over the columns of each printed page."""
    about, edition = page.book.about, page.book.edition
    write_title(page, f"{edition.unit}{about.period.chinese}党支部量化考评{name}", about.subtitle, spans)


def write_title(page: Page, title: str, subtitle: str, spans: Sequence[Span] = ()) -> None:
    """The title, the line below it, and what a draft is marked with."""
    about, edition = page.book.about, page.book.edition
    where = list(spans) or [(0, len(page.widths) - 1)]
    if edition.draft:
        title += f"（{draft_mark(edition)}）"
    _over(page, where, Text(title, "title"), 30)
    _over(page, where, Text(subtitle, "subtitle"), 18)
    if edition.draft:
        _over(page, where, Text(f"{draft_mark(edition)}：{about.provisional}", "draft"), 22)


def _over(page: Page, spans: Sequence[Span], cell: Cell, least: float) -> None:
    page.spanning([(first, last, cell) for first, last in spans], least)
