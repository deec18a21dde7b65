"""绩效奖励兑现表 for a terminal."""

from dangjian_kaoping.engine.money.reward import RewardResult
from dangjian_kaoping.views.reward import reward
from dangjian_kaoping.words.names import titled_version_in_words
from dangjian_kaoping.words.rubric.reward import FIGURE, funds_in_words, remarks
from dangjian_kaoping.write.layout import Page
from dangjian_kaoping.write.text.table import lines_of


def reward_table(result: RewardResult, width: int = 100) -> str:
    """The payouts in the order of the ranking, their sums, and what came of the funds."""
    page = Page(width)
    page.line(f"{result.quarter.chinese}绩效奖励兑现表  按{titled_version_in_words(result.policy)}")
    if not result.complete:
        page.line("暂定：有党支部还没有综合得分，不在表内；补齐之前不能兑现。")
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
