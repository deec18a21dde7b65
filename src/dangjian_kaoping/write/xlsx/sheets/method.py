"""依据与口径 as a sheet; what it says is in `words.method`."""

from collections.abc import Iterable

from dangjian_kaoping.write.xlsx.book import Book
from dangjian_kaoping.write.xlsx.cells import Text
from dangjian_kaoping.write.xlsx.heading import write_heading
from dangjian_kaoping.write.xlsx.page import Page
from dangjian_kaoping.write.xlsx.paper import Paper

NAME = "依据与口径"
_WIDTHS = (18, 98)


def write_method(book: Book, entries: Iterable[tuple[str, str]]) -> None:
    """Write the sheet."""
    page = book.page(NAME, _WIDTHS, Paper(on_demand=True))
    write_heading(page, NAME)
    write_entries(page, entries)


def write_entries(page: Page, entries: Iterable[tuple[str, str]]) -> None:
    """Below a heading: what each thing is about, and what is said of it."""
    head = page.row([Text("事项", "head"), Text("内容", "head")], 20)
    page.heads(head, head, 0)
    for name, words in entries:
        page.row([Text(name, "label"), Text(words, "text")], 20)
