"""年度兑现 for a terminal and as CSV: the quarters of each branch, and their sums."""

import csv
import io
from collections.abc import Callable

from dangjian_kaoping.engine.money.year import BranchYear, RewardYear
from dangjian_kaoping.exact import Exact, total
from dangjian_kaoping.words.figures import MISSING
from dangjian_kaoping.words.rubric.reward import money
from dangjian_kaoping.write.csv.score import words
from dangjian_kaoping.write.layout import Page
from dangjian_kaoping.write.text.grid import Column, fitting


def year_table(year: RewardYear, width: int = 100) -> str:
    """What each branch was paid quarter by quarter (实发), and the sums of the year."""
    page = Page(width)
    page.line(f"{year.year} 年绩效奖励兑现（{len(year.quarters)} 个季度）")
    if not all(each.complete for each in year.quarters):
        page.line("暂定：有的季度还缺综合得分。")
    page.blank()
    page.as_it_is(fitting(_columns(year), page.width))
    page.blank()
    page.line("各季度的数是实发，单位是元。")
    words_of_rest = f"，没有发出去的 {money(year.retained)} 元" if year.retained else ""
    page.line(f"全年基金 {money(year.fund)} 元，奖励合计 {_sum(year, lambda each: each.reward)} 元{words_of_rest}。")
    return page.text


def _columns(year: RewardYear) -> list[Column]:
    branches = year.branches
    quarters = [
        Column(
            str(result.quarter),
            [
                *(
                    money(each.payouts[result.quarter].net.value) if result.quarter in each.payouts else MISSING
                    for each in branches
                ),
                money(result.net),
            ],
        )
        for result in year.quarters
    ]
    return [
        Column("党支部", [*(each.branch.name for each in branches), "合计"], figures=False),
        *quarters,
        Column("奖励合计", [*(money(each.reward) for each in branches), _sum(year, lambda each: each.reward)]),
        Column("扣减合计", [*(money(each.penalty) for each in branches), _sum(year, lambda each: each.penalty)]),
        Column("实发合计", [*(money(each.net) for each in branches), _sum(year, lambda each: each.net)]),
    ]


def _sum(year: RewardYear, figure: Callable[[BranchYear], Exact]) -> str:
    return money(total(map(figure, year.branches)))


def year_csv(year: RewardYear) -> str:
    """The same as rows, with `\\r\\n` line ends."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    quarters = [result.quarter for result in year.quarters]
    writer.writerow(["党支部", *(f"{quarter} 实发" for quarter in quarters), "奖励合计", "扣减合计", "实发合计"])
    for each in year.branches:
        nets = [money(each.payouts[quarter].net.value) if quarter in each.payouts else "" for quarter in quarters]
        writer.writerow([words(each.branch.name), *nets, money(each.reward), money(each.penalty), money(each.net)])
    return out.getvalue()
