"""年度兑现 for a terminal: the quarters of each branch, and their sums."""

from dangjian_kaoping.engine.money.year import RewardYear
from dangjian_kaoping.views.reward import reward_year
from dangjian_kaoping.words.names import PROVISIONAL
from dangjian_kaoping.words.rubric.reward import PROVISIONAL_YEAR, year_in_words
from dangjian_kaoping.write.layout import Page
from dangjian_kaoping.write.text.table import lines_of


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
