"""兑现表.xlsx: what each branch is paid for a quarter, how each amount came about, and by which rules."""

from decimal import Decimal

from dangjian_kaoping.engine.money.reward import Payout, RewardResult
from dangjian_kaoping.exact import Exact
from dangjian_kaoping.model.edition import Edition, ProvisionalRoundError
from dangjian_kaoping.words.explain.money import money_rows
from dangjian_kaoping.words.figures import NONE
from dangjian_kaoping.words.method import money_method
from dangjian_kaoping.words.names import drafted
from dangjian_kaoping.words.rubric.reward import FIGURE, funds_in_words, remarks
from dangjian_kaoping.write.about import About
from dangjian_kaoping.write.layout import Page as TextPage
from dangjian_kaoping.write.xlsx.book import Book
from dangjian_kaoping.write.xlsx.cells import Cell, Figure, Text
from dangjian_kaoping.write.xlsx.heading import write_title
from dangjian_kaoping.write.xlsx.page import Page
from dangjian_kaoping.write.xlsx.sheets.method import write_entries
from dangjian_kaoping.write.xlsx.whereabouts import Address, Whereabouts

FORMAT = "kaoping.reward/1"
"""What the workbook says that it is."""
NAME, ACCOUNT, RULES = "兑现表", "计算过程", "口径说明"
_HEADS = ("党支部", "得分", "名次", "系数", "奖励金额", "考核扣减", "实发", "备注")
_WIDTHS = (24, 10, 7, 8, 14, 14, 14, 44)
_MONEY = "#,##0.00"
_LINE = 110
"""Half widths of a line in the sheet of the accounts."""


def reward_workbook(result: RewardResult, edition: Edition) -> bytes:
    """The workbook of a quarter's money. The same input gives the same bytes.

    Raises ProvisionalRoundError where the round is not complete and the edition is no draft.
    """
    if not result.complete and not edition.draft:
        raise ProvisionalRoundError(f"{result.quarter}: the round is provisional and may be written as a draft only")
    title = f"{edition.unit}{result.quarter.chinese}党支部绩效奖励{NAME}"
    rules = f"{result.policy.title}（{result.policy.version}版）"
    subtitle = f"{rules}　按{FIGURE[result.policy.score]}计奖　单位：元"
    about = About(FORMAT, result.quarter, rules, subtitle, drafted("本表", edition.departure, use="兑现"))
    book = Book(title, edition, about)
    _write_payouts(book, result, title)
    _write_accounts(book, result)
    _write_rules(book, result)
    return book.to_bytes()


def _write_payouts(book: Book, result: RewardResult, title: str) -> None:
    page = book.page(NAME, _WIDTHS)
    write_title(page, title, book.about.subtitle)
    head = page.row([Text(each, "head") for each in _HEADS], 26)
    page.heads(head, head, 1)
    for payout in result.payouts:
        page.row(_cells(payout), 22, where=Whereabouts())
    page.row(_sums(page, result), 22)
    page.gap()
    for line in funds_in_words(result):
        page.across(Text(line, "plain"), 18)
    page.gap(16)
    page.spanning(
        [(0, 1, Text("批准：", "plain")), (2, 4, Text("审核：", "plain")), (5, 7, Text("制表：", "plain"))], 22
    )
    page.draw_in()


def _cells(payout: Payout) -> list[Cell]:
    claim = payout.claim
    coefficient = payout.coefficient
    return [
        Text(claim.branch.name, "center"),
        Figure(claim.score, "figure", 2),
        Figure(Decimal(claim.rank), "figure"),
        Text(NONE, "center") if coefficient is None else Figure(coefficient, "figure"),
        Figure(payout.reward, "figure", 2, 2, form=_MONEY),
        Figure(payout.penalty, "figure", 2, 2, form=_MONEY),
        Figure(payout.net, "strong", 2, 2, live=True, form=_MONEY),
        Text(remarks(payout), "small"),
    ]


def _sums(page: Page, result: RewardResult) -> list[Cell]:
    """The last row: what is above it added up, in the sheet."""
    rows = (page.first_row, page.next_row - 1)

    def added(amount: Exact, column: int) -> Figure:
        first, last = (Address(NAME, row, column) for row in rows)
        formula = f"SUM({first.to(last, NAME)})" if result.payouts else ""
        return Figure(amount, "sum", 2, 2, formula=formula, form=_MONEY)

    blank = Text("", "sum")
    sums = [added(each, _HEADS.index(head)) for head, each in _totals(result)]
    return [Text("合计", "sum"), blank, blank, blank, *sums, blank]


def _totals(result: RewardResult) -> list[tuple[str, Exact]]:
    return [("奖励金额", result.reward), ("考核扣减", result.penalty), ("实发", result.net)]


def _write_accounts(book: Book, result: RewardResult) -> None:
    page = book.page(ACCOUNT, (24, 112))
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
    page.draw_in()


def _write_rules(book: Book, result: RewardResult) -> None:
    page = book.page(RULES, (24, 112))
    write_title(page, f"{book.about.footer}{RULES}", book.about.subtitle)
    write_entries(page, money_method(result, book.edition))
