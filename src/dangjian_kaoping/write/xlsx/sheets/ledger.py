"""整改台账: a sheet of the ledger's entries, for the report or as a workbook of its own."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from dangjian_kaoping.engine.follow.ledger import AsOf, Entry
from dangjian_kaoping.model.edition import Edition
from dangjian_kaoping.periods import quarter_of_day
from dangjian_kaoping.words.ledger import NOT_FOR, STATE, followed_in_words
from dangjian_kaoping.words.names import drafted
from dangjian_kaoping.write.about import About
from dangjian_kaoping.write.xlsx.book import Book
from dangjian_kaoping.write.xlsx.cells import Cell, Day, Figure, Text
from dangjian_kaoping.write.xlsx.heading import write_title

NAME = "整改台账"
FORMAT = "kaoping.ledger/1"
"""What a workbook of the ledger alone says that it is."""


class Column(NamedTuple):
    """A column: its head, its width, what stands in it."""

    head: str
    width: float
    cell: Callable[[Entry], Cell]


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
    page = book.page(name, [column.width for column in _COLUMNS])
    still = sum(entry.open for entry in entries)
    withdrawn = sum(entry.state == "withdrawn" for entry in entries)
    about = f"截至 {as_of.text}　{len(entries) - withdrawn} 个问题，没有销号的 {still} 个"
    about += f"，另有 {withdrawn} 个经复核撤销" if withdrawn else ""
    write_title(page, f"{book.edition.unit}{whom}{name}", about)
    head = page.row([Text(column.head, "head") for column in _COLUMNS], 30, buttons=True)
    page.heads(head, head, 1)
    for entry in entries:
        page.row([column.cell(entry) for column in _COLUMNS], 26)
    if entries:
        page.filter_rows()
    else:
        page.across(Text("没有问题。", "center"), 26)
    page.draw_in()


def _day(day: date | None) -> Cell:
    return Text("", "minor") if day is None else Day(day)


def _small(text: str | None) -> Cell:
    return Text(text or "", "small")


def _minor(text: str) -> Cell:
    return Text(text, "minor")


def _state(entry: Entry) -> Cell:
    return Text(STATE[entry.state], "strong" if entry.state in ("overdue", "repeated") else "center")


_COLUMNS = (
    Column("编号", 9.5, lambda entry: _minor(entry.id)),
    Column("发现日期", 9, lambda entry: Day(entry.found)),
    Column("党支部", 11, lambda entry: _minor(entry.branch)),
    Column(
        "专业方面\n项目/条款", 11, lambda entry: _small(f"{entry.area}\n{entry.finding.item}/{entry.finding.clause}")
    ),
    Column("问题", 24, lambda entry: _small(entry.finding.reason)),
    Column("整改标准", 24, lambda entry: _small(entry.standard)),
    Column("责任部室", 9, lambda entry: _minor(entry.department)),
    Column("整改期限", 9, lambda entry: _day(entry.finding.rectify_by)),
    Column("复查情况", 24, lambda entry: _small(followed_in_words(entry).replace("；", "；\n"))),
    Column("结论", 8, _state),
    Column("销号日期", 9, lambda entry: _day(entry.closed_on)),
    Column("历经轮次", 6, lambda entry: Figure(Decimal(entry.rounds_open))),
    Column("此前同样问题", 9.5, lambda entry: _minor("\n".join(entry.repeats))),
)
