"""绩效奖励兑现表 for a terminal: of a quarter and of a year."""

from dangjian_kaoping.engine.money.reward import RewardResult
from dangjian_kaoping.engine.money.year import RewardYear
from dangjian_kaoping.views.reward import reward, reward_year
from dangjian_kaoping.words.names import PROVISIONAL, titled_version_in_words
from dangjian_kaoping.words.rubric.reward import (
    FIGURE,
    PROVISIONAL_QUARTER,
    PROVISIONAL_YEAR,
    funds_in_words,
    remarks,
    year_in_words,
)
from dangjian_kaoping.write.layout import Page
from dangjian_kaoping.write.text.table import lines_of


def reward_table(result: RewardResult, width: int = 100) -> str:
    """The payouts in the order of the ranking, their sums, and what came of the funds."""
    page = Page(width)
    page.line(f"{result.quarter.chinese}绩效奖励兑现表  按{titled_version_in_words(result.policy)}")
    if not result.complete:
        page.line(f"{PROVISIONAL}：{PROVISIONAL_QUARTER}。")
    page.blank()
    page.as_it_is(lines_of(reward(result), page.width))
    page.blank()
    for payout in result.payouts:
        if remarks(payout):
            page.line(remarks(payout), 1, f"{payout.claim.branch.name}：")
    page.line(f"得分是{FIGURE[result.policy.score]}；金额单位是元。")
    for line in funds_in_words(result):
        page.line(line)
    page.line(f"每个支部的钱是怎么算的：kaoping explain 党支部 --quarter {result.quarter}")
    return page.text


def year_table(year: RewardYear, width: int = 100) -> str:
    """What each branch was paid quarter by quarter (实发), and the sums of the year."""
    page = Page(width)
    page.line(f"{year.year} 年绩效奖励兑现（{len(year.quarters)} 个季度）")
    if not all(each.complete for each in year.quarters):
        page.line(f"{PROVISIONAL}：{PROVISIONAL_YEAR}。")
    page.blank()
    page.as_it_is(lines_of(reward_year(year), page.width))
    page.blank()
    page.line("各季度的数是实发，单位是元。")
    page.line(year_in_words(year))
    return page.text
