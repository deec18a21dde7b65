"""年度兑现 for a terminal: the quarters of each branch, and their sums."""

from collections.abc import Callable

from dangjian_kaoping.engine.money.year import BranchYear, RewardYear
from dangjian_kaoping.exact import Exact, total
from dangjian_kaoping.words.figures import MISSING
from dangjian_kaoping.words.rubric.reward import money, year_in_words
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
    page.line(year_in_words(year))
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
