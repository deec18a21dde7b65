"""整改台账: a sheet of the ledger's entries, for the report or as a workbook of its own."""

from collections.abc import Sequence

from dangjian_kaoping.engine.follow.ledger import AsOf, Entry
from dangjian_kaoping.model.edition import Edition
from dangjian_kaoping.periods import quarter_of_day
from dangjian_kaoping.views.ledger import NAME, ledger
from dangjian_kaoping.words.ledger import NOT_FOR
from dangjian_kaoping.words.names import drafted
from dangjian_kaoping.write.about import About
from dangjian_kaoping.write.xlsx.book import Book
from dangjian_kaoping.write.xlsx.cells import Text
from dangjian_kaoping.write.xlsx.heading import write_title
from dangjian_kaoping.write.xlsx.table import cell_of, widths_of, write_heads

FORMAT = "kaoping.ledger/1"
"""What a workbook of the ledger alone says that it is."""


def ledger_workbook(entries: Sequence[Entry], as_of: AsOf, edition: Edition, whom: str = "") -> bytes:
    """The ledger by itself, of `whom` it was asked for (empty: of all). The same input gives the same bytes."""
    title = f"{edition.unit}{whom}{NAME}"
    why = drafted("本表", edition.departure, use=NOT_FOR)
    about = About(FORMAT, as_of.quarter or quarter_of_day(as_of.day), NAME, provisional=why)
    book = Book(title, edition, about)
    write_ledger(book, entries, as_of, whom)
    return book.to_bytes()


def write_ledger(book: Book, entries: Sequence[Entry], as_of: AsOf, whom: str = "", name: str = NAME) -> None:
    """Write the sheet, in the order of the entries; `whom` it is about stands in the title."""
    table = ledger(entries)
    columns = table.on("sheet")
    page = book.page(name, widths_of(columns, entries))
    still = sum(entry.open for entry in entries)
    withdrawn = sum(entry.state == "withdrawn" for entry in entries)
    about = f"截至 {as_of.text}　{len(entries) - withdrawn} 个问题，没有销号的 {still} 个"
    about += f"，另有 {withdrawn} 个经复核撤销" if withdrawn else ""
    write_title(page, f"{book.edition.unit}{whom}{name}", about)
    write_heads(page, table, columns, 30, 1)
    for entry in entries:
        page.row([cell_of(column, entry) for column in columns], 26)
    if entries:
        page.filter_rows()
    else:
        page.across(Text("没有问题。", "center"), 26)
