"""兑现表.xlsx: what each branch is paid for a quarter, how each amount came about, and by which rules."""

from collections.abc import Mapping, Sequence

from dangjian_kaoping.engine.money.reward import RewardResult
from dangjian_kaoping.model.edition import Edition, ProvisionalRoundError
from dangjian_kaoping.views.reward import NAME, reward
from dangjian_kaoping.views.table import Column, Row, Table
from dangjian_kaoping.words.explain.money import money_rows
from dangjian_kaoping.words.method import money_method
from dangjian_kaoping.words.names import drafted, titled_version_in_words
from dangjian_kaoping.words.rubric.reward import FIGURE, amounts_in_words, funds_in_words, recounted_in_words
from dangjian_kaoping.write.about import About
from dangjian_kaoping.write.layout import Page as TextPage
from dangjian_kaoping.write.xlsx.book import Book
from dangjian_kaoping.write.xlsx.capitals import in_capitals
from dangjian_kaoping.write.xlsx.cells import Cell, Figure, Text
from dangjian_kaoping.write.xlsx.heading import write_title
from dangjian_kaoping.write.xlsx.page import Page
from dangjian_kaoping.write.xlsx.paper import Paper
from dangjian_kaoping.write.xlsx.sheets.method import write_entries
from dangjian_kaoping.write.xlsx.signing import sign
from dangjian_kaoping.write.xlsx.table import alike, cell_of, cell_with, heading_of, widths_of
from dangjian_kaoping.write.xlsx.whereabouts import Address, Whereabouts

FORMAT = "kaoping.reward/1"
"""What the workbook says that it is."""
ACCOUNT, RULES = "计算过程", "口径说明"
CAPITALS = "实发合计（大写）"
_LIVE = frozenset({"weight", "net"})
"""The columns that are formulas."""
_LINE = 110
"""Half widths of a line in the sheet of the accounts."""


def reward_workbook(result: RewardResult, edition: Edition, *, print_all: bool = False) -> bytes:
    """The workbook of a quarter's money. The same input gives the same bytes.

    Raises ProvisionalRoundError where the round is not complete and the edition is no draft.
    """
    if not result.complete and not edition.draft:
        raise ProvisionalRoundError(f"{result.quarter}: the round is provisional and may be written as a draft only")
    title = f"{edition.unit}{result.quarter.chinese}党支部绩效奖励{NAME}"
    rules = titled_version_in_words(result.policy)
    subtitle = f"{rules}　按{FIGURE[result.policy.score]}计奖　单位：元"
    about = About(FORMAT, result.quarter, rules, subtitle, drafted("本表", edition.departure, use="兑现"))
    book = Book(title, edition, about, print_all=print_all)
    write_payouts(book, result, title)
    write_accounts(book, result)
    write_rules(book, result)
    return book.to_bytes()


def write_payouts(
    book: Book, result: RewardResult, title: str, name: str = NAME, where: Mapping[str, Whereabouts] | None = None
) -> None:
    """A quarter's table, its sums and what signs it; the steps are noted where other sheets look for them."""
    table = reward(result)
    columns = alike(table.on("sheet"), table.rows)
    page = book.page(name, widths_of(columns, table.rows), Paper(fixed=1))
    write_title(page, title, book.about.subtitle)
    head = page.row([Text(heading_of(column), "head") for column in columns], 26)
    page.heads(head, head, 1)
    for payout in table.rows:
        there = Whereabouts() if where is None else where[payout.claim.branch.id]
        page.row([cell_of(column, payout) for column in columns], 22, where=there)
    live = [heading_of(column) for column in columns if column.key in _LIVE]
    write_sums(page, name, table, columns, in_capitals(result.net), live)
    for line in (f"{amounts_in_words(result)}。", *funds_in_words(result)):
        page.across(Text(line, "plain"), 18)
    sign(page)


def write_sums(
    page: Page,
    name: str,
    table: Table[Row],
    columns: Sequence[Column[Row]],
    capitals: str,
    live: Sequence[str],
) -> None:
    """The last rows of a table of money: what is above added up, what is paid written out, and which columns recount
    themselves (`live`).
    """
    page.row([sum_of(page, name, table, column, index) for index, column in enumerate(columns)], 22)
    last = page.spans[0][1]
    page.spanning([(0, 1, Text(CAPITALS, "sum_text")), (2, last, Text(capitals, "sum"))], 22)
    page.across(Text(recounted_in_words(live), "plain"), 18)
    page.gap()


def sum_of(page: Page, name: str, table: Table[Row], column: Column[Row], index: int) -> Cell:
    """A cell of the last row: what is above it added up, in the sheet."""
    cell = cell_with(column, table.sums.get(column.key, ""))
    if not isinstance(cell, Figure) or not table.rows:
        return cell._replace(look="sum")
    first, last = (Address(name, row, index) for row in (page.first_row, page.next_row - 1))
    return cell._replace(look="sum", formula=f"SUM({first.to(last, name)})")


def write_accounts(book: Book, result: RewardResult) -> None:
    """How each branch's money came about."""
    page = book.page(ACCOUNT, (18, 92))
    write_title(page, f"{result.quarter.chinese}绩效奖励{ACCOUNT}", book.about.subtitle)
    head = page.row(
        [Text("党支部", "head"), Text("每一笔钱是怎么算的（约：只在这里取四位小数，计算时不取）", "head")], 22
    )
    page.heads(head, head, 1)
    for payout in result.payouts:
        text = TextPage(_LINE)
        for row in money_rows(result, payout):
            text.line(row.text, row.depth, row.label)
        page.row([Text(payout.claim.branch.name, "center"), Text(text.text.rstrip("\n"), "small")], 22)


def write_rules(book: Book, result: RewardResult) -> None:
    """By which rules."""
    page = book.page(RULES, (18, 92), Paper(on_demand=True))
    write_title(page, f"{book.about.footer}{RULES}", book.about.subtitle)
    write_entries(page, money_method(result, book.edition))
