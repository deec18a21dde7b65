"""What stands above every table: the title, what it is about, and what a draft is marked with."""

from dangjian_kaoping.words.names import draft_mark
from dangjian_kaoping.write.xlsx.cells import Cell, Text
from dangjian_kaoping.write.xlsx.page import Page


def write_heading(page: Page, name: str) -> None:
    """The rows above a table, centred over all columns, or over the columns of each printed page."""
    about, edition = page.book.about, page.book.edition
    write_title(page, f"{edition.unit}{about.period.chinese}党支部量化考评{name}", about.subtitle)


def write_title(page: Page, title: str, subtitle: str) -> None:
    """The title, the line below it, and what a draft is marked with."""
    about, edition = page.book.about, page.book.edition
    if edition.draft:
        title += f"（{draft_mark(edition)}）"
    _over(page, Text(title, "title"), 30)
    _over(page, Text(subtitle, "subtitle"), 18)
    if edition.draft:
        _over(page, Text(f"{draft_mark(edition)}：{about.provisional}", "draft"), 22)


def _over(page: Page, cell: Cell, least: float) -> None:
    # what stands over the columns that every page repeats would be printed again on every page
    page.spanning([(first, last, cell) for first, last in page.spans], least)
