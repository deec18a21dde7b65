"""年度兑现表.xlsx: what each branch was paid quarter by quarter, over the quarters' own sheets."""

from dangjian_kaoping.engine.money.year import BranchYear, RewardYear
from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.model.edition import Edition, ProvisionalRoundError
from dangjian_kaoping.periods import Year
from dangjian_kaoping.views.reward import NAME, YEAR, reward_year
from dangjian_kaoping.views.table import Column
from dangjian_kaoping.words.names import drafted, renamed_in_words, titled_version_in_words
from dangjian_kaoping.words.rubric.reward import year_in_words
from dangjian_kaoping.write.about import About
from dangjian_kaoping.write.xlsx.book import Book
from dangjian_kaoping.write.xlsx.capitals import in_capitals
from dangjian_kaoping.write.xlsx.cells import Cell, Figure, Text
from dangjian_kaoping.write.xlsx.heading import write_title
from dangjian_kaoping.write.xlsx.page import Page
from dangjian_kaoping.write.xlsx.paper import Paper
from dangjian_kaoping.write.xlsx.sheets.reward import write_payouts, write_sums
from dangjian_kaoping.write.xlsx.signing import sign
from dangjian_kaoping.write.xlsx.table import cell_of, heading_of, widths_of
from dangjian_kaoping.write.xlsx.whereabouts import Whereabouts

FORMAT = "kaoping.reward-year/1"
"""What the workbook says that it is."""


def reward_year_workbook(year: RewardYear, edition: Edition) -> bytes:
    """The workbook of a year's money: the year, then each quarter. The same input gives the same bytes.

    Raises ProvisionalRoundError where a round is not complete and the edition is no draft.
    """
    if not all(each.complete for each in year.quarters) and not edition.draft:
        raise ProvisionalRoundError(f"{year.year}: the year is provisional and may be written as a draft only")
    title = f"{edition.unit}{year.year}年党支部绩效奖励"
    rules = "、".join(dict.fromkeys(titled_version_in_words(each.policy) for each in year.quarters))
    about = About(FORMAT, Year(year.year), rules, f"{rules}　单位：元", drafted("本表", edition.departure, use="兑现"))
    names = {each.quarter: each.quarter.of_year for each in year.quarters}
    book = Book(f"{title}{YEAR}", edition, about, (YEAR, *names.values()))
    where = {each.branch.id: Whereabouts() for each in year.branches}
    for each in year.quarters:
        write_payouts(
            book, each, f"{edition.unit}{each.quarter.chinese}党支部绩效奖励{NAME}", names[each.quarter], where
        )
    _write_year(book, year, f"{title}{YEAR}", where)
    return book.to_bytes()


def _write_year(book: Book, year: RewardYear, title: str, where: dict[str, Whereabouts]) -> None:
    table = reward_year(year)
    columns = table.on("sheet")
    page = book.page(YEAR, widths_of(columns, table.rows), Paper(fixed=1))
    write_title(page, title, book.about.subtitle)
    head = page.row([Text(heading_of(column), "head") for column in columns], 26)
    page.heads(head, head, 1)
    for branch in table.rows:
        page.row([_cell(page, columns, column, branch) for column in columns], 22, where=where[branch.branch.id])
    live = [heading_of(column) for column in columns if column.part == "quarters" or column.key == "net"]
    write_sums(page, YEAR, table, columns, in_capitals(year.net), live)
    renamed = renamed_in_words([each.claim.branch.name for each in one.payouts.values()] for one in year.branches)
    for line in filter(None, (year_in_words(year), renamed)):
        page.across(Text(line, "plain"))
    sign(page)


def _cell(page: Page, columns: list[Column[BranchYear]], column: Column[BranchYear], branch: BranchYear) -> Cell:
    """A cell; what is paid in the whole year is what its quarters add up to."""
    cell = cell_of(column, branch)
    quarters = [index for index, each in enumerate(columns) if each.part == "quarters"]
    if isinstance(cell, Figure) and column.key == "net" and not isinstance(cell.of, Step):
        first, last = (page.address(page.next_row, index) for index in (quarters[0], quarters[-1]))
        return cell._replace(formula=f"SUM({first.to(last, page.name)})")
    return cell
