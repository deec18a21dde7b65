"""兑现差额表.xlsx: what each branch was paid, what it is to be paid after a correction, and how that came about."""

from collections.abc import Sequence

from dangjian_kaoping.engine.money.difference import BranchDifference, Difference
from dangjian_kaoping.model.edition import Edition
from dangjian_kaoping.views.difference import NAME, difference_table
from dangjian_kaoping.views.table import Column
from dangjian_kaoping.words.difference import rule_in_words, since_in_words, sums_in_words
from dangjian_kaoping.words.names import drafted, titled_version_in_words
from dangjian_kaoping.words.rubric.reward import recounted_in_words
from dangjian_kaoping.write.about import About
from dangjian_kaoping.write.xlsx.book import Book
from dangjian_kaoping.write.xlsx.cells import Cell, Figure, Text
from dangjian_kaoping.write.xlsx.heading import write_title
from dangjian_kaoping.write.xlsx.page import Page
from dangjian_kaoping.write.xlsx.sheets.reward import sum_of, write_accounts, write_rules
from dangjian_kaoping.write.xlsx.signing import sign
from dangjian_kaoping.write.xlsx.table import cell_of, heading_of, widths_of
from dangjian_kaoping.write.xlsx.whereabouts import Whereabouts

FORMAT = "kaoping.difference/1"
"""What the workbook says that it is."""


def difference_workbook(result: Difference, edition: Edition, *, print_all: bool = False) -> bytes:
    """The workbook of a difference. The same input gives the same bytes."""
    title = f"{edition.unit}{result.quarter.chinese}党支部绩效奖励{NAME}"
    rules = titled_version_in_words(result.policy)
    about = About(
        FORMAT, result.quarter, rules, f"{rules}　单位：元", drafted("本表", edition.departure, use="补发和扣回")
    )
    book = Book(title, edition, about, print_all=print_all)
    _write_differences(book, result, title)
    write_accounts(book, result.reward)
    write_rules(book, result.reward)
    return book.to_bytes()


def _write_differences(book: Book, result: Difference, title: str) -> None:
    table = difference_table(result)
    columns = table.on("sheet")
    page = book.page(NAME, widths_of(columns, table.rows))
    write_title(page, title, book.about.subtitle)
    head = page.row([Text(heading_of(column), "head") for column in columns], 26)
    page.heads(head, head, 1)
    for row in table.rows:
        page.row([_cell(page, columns, column, row, result) for column in columns], 22, where=Whereabouts())
    page.row([sum_of(page, NAME, table, column, index) for index, column in enumerate(columns)], 22)
    owed = next(heading_of(column) for column in columns if column.key == "difference")
    page.across(Text(recounted_in_words([owed], capitals=False), "plain"), 18)
    page.gap()
    for line in (*sums_in_words(result), f"{since_in_words(result)}；{rule_in_words(result)}。"):
        page.across(Text(line, "plain"), 18)
    sign(page)


def _cell(
    page: Page,
    columns: Sequence[Column[BranchDifference]],
    column: Column[BranchDifference],
    row: BranchDifference,
    result: Difference,
) -> Cell:
    """A cell; what is owed is reckoned from the two beside it."""
    cell = cell_of(column, row)
    if not isinstance(cell, Figure) or column.key != "difference":
        return cell
    paid, net = (
        page.address(page.next_row, index).cell for index, each in enumerate(columns) if each.key in ("paid", "net")
    )
    more = f"{net} - {paid}"
    return cell._replace(formula=more if result.policy.difference == "all" else f"MAX(0, {more})")
