"""整改台账: a sheet of the ledger's entries, for the report or as a workbook of its own."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from dangjian_kaoping.engine.follow.ledger import AsOf, Entry, most_urgent
from dangjian_kaoping.model.edition import Edition
from dangjian_kaoping.periods import quarter_of_day
from dangjian_kaoping.views.ledger import CLOSED, NAME, ledger
from dangjian_kaoping.views.table import Column, Table
from dangjian_kaoping.words.ledger import NOT_FOR, counts_in_words, owners_in_words
from dangjian_kaoping.words.names import drafted
from dangjian_kaoping.words.notice.phrases import day_in_words
from dangjian_kaoping.write.about import About
from dangjian_kaoping.write.xlsx.book import Book
from dangjian_kaoping.write.xlsx.cells import Text
from dangjian_kaoping.write.xlsx.heading import write_title
from dangjian_kaoping.write.xlsx.page import Page
from dangjian_kaoping.write.xlsx.paper import Paper
from dangjian_kaoping.write.xlsx.signing import sign
from dangjian_kaoping.write.xlsx.table import balanced_widths, cell_of, write_heads
from dangjian_kaoping.write.xlsx.whereabouts import Address

_UNPRINTED = 2
"""Columns at the right that are for the screen: the rounds that a problem was open, and what it repeats."""
FORMAT = "kaoping.ledger/1"
"""What a workbook of the ledger alone says that it is."""


def ledger_workbook(
    entries: Sequence[Entry], as_of: AsOf, edition: Edition, whom: str = "", *, print_all: bool = False
) -> bytes:
    """The ledger by itself, of `whom` it was asked for (empty: of all). The same input gives the same bytes."""
    title = f"{edition.unit}{whom}{NAME}"
    why = drafted("本表", edition.departure, use=NOT_FOR)
    about = About(FORMAT, as_of.quarter or quarter_of_day(as_of.day), NAME, provisional=why)
    book = Book(title, edition, about, print_all=print_all)
    write_open(book, entries, as_of, whom)
    if not all(each.open for each in entries):
        write_closed(book, entries, as_of, whom, on_demand=True)
    return book.to_bytes()


Links = Mapping[str, Address]
"""Where ids lead."""
_NOWHERE: Links = MappingProxyType({})


def write_ledger(book: Book, entries: Sequence[Entry], as_of: AsOf, links: Links = _NOWHERE) -> Mapping[str, Address]:
    """What is open, and beside it what is closed, which is printed only where all is. Gives where each id stands."""
    found = write_open(book, entries, as_of, links=links)
    return found | write_closed(book, entries, as_of, on_demand=True, links=links)


def write_open(
    book: Book, entries: Sequence[Entry], as_of: AsOf, whom: str = "", name: str = NAME, *, links: Links = _NOWHERE
) -> dict[str, Address]:
    """The sheet of what is still to be closed, the most urgent first, under the counts of all entries."""
    still = most_urgent(entries)
    page, columns = _page(book, name, ledger(still, day=as_of.day), Paper(unprinted=_UNPRINTED))
    write_title(
        page,
        f"{book.edition.unit}{whom}{name}",
        f"截至{day_in_words(as_of.day)}　{counts_in_words(entries, as_of.day)}",
    )
    if still and not whom:
        page.across(Text(f"没有销号的：{owners_in_words(still)}。", "plain"))
    nothing = "没有未销号的问题。" if entries else "没有问题。"
    found = _write(page, columns, ledger(still, day=as_of.day), nothing, links)
    sign(page)
    return found


def write_closed(
    book: Book,
    entries: Sequence[Entry],
    as_of: AsOf,
    whom: str = "",
    *,
    on_demand: bool = False,
    links: Links = _NOWHERE,
) -> dict[str, Address]:
    """The sheet of what was closed, or withdrawn by a review, in the order of the entries."""
    table = ledger([each for each in entries if not each.open])
    page, columns = _page(book, CLOSED, table, Paper(unprinted=_UNPRINTED, on_demand=on_demand))
    write_title(page, f"{book.edition.unit}{whom}{CLOSED}", f"截至{day_in_words(as_of.day)}　{len(table.rows)} 个")
    return _write(page, columns, table, "没有已销号的问题。", links)


def _page(book: Book, name: str, table: Table[Entry], paper: Paper) -> tuple[Page, list[Column[Entry]]]:
    columns = table.on("sheet")
    return book.page(name, balanced_widths(columns, table.rows, _UNPRINTED), paper), columns


def _write(
    page: Page, columns: Sequence[Column[Entry]], table: Table[Entry], nothing: str, links: Links
) -> dict[str, Address]:
    write_heads(page, table, columns, 30, 1)
    number = [column.key for column in columns].index("id")
    found = {}
    for entry in table.rows:
        cells = [cell_of(column, entry) for column in columns]
        if entry.id in links:
            cells[number] = Text(entry.id, "link_small", links[entry.id])
        found[entry.id] = page.address(page.row(cells, 26), number)
    if table.rows:
        page.filter_rows()
    else:
        page.across(Text(nothing, "center"), 26)
    return found
