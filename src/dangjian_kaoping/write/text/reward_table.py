"""绩效奖励兑现表 for a terminal."""

from collections.abc import Sequence

from dangjian_kaoping.engine.money.reward import Payout, RewardResult
from dangjian_kaoping.words.figures import MISSING, published, shown
from dangjian_kaoping.words.rubric.reward import FIGURE, funds_in_words, money, remarks
from dangjian_kaoping.write.layout import Page
from dangjian_kaoping.write.text.grid import Column, fitting


def reward_table(result: RewardResult, width: int = 100) -> str:
    """The payouts in the order of the ranking, their sums, and what came of the funds."""
    page = Page(width)
    page.line(f"{result.quarter.chinese}绩效奖励兑现表  按《{result.policy.title}》{result.policy.version} 版")
    if not result.complete:
        page.line("暂定：有党支部还没有综合得分，不在表内；补齐之前不能兑现。")
    page.blank()
    page.as_it_is(fitting(_columns(result), page.width))
    page.blank()
    for payout in result.payouts:
        if remarks(payout):
            page.line(remarks(payout), 1, f"{payout.claim.branch.name}：")
    page.line(f"得分是{FIGURE[result.policy.score]}；金额单位是元。")
    for line in funds_in_words(result):
        page.line(line)
    page.line(f"每个支部的钱是怎么算的：kaoping explain 党支部 --quarter {result.quarter}")
    return page.text


def _columns(result: RewardResult) -> list[Column]:
    payouts = result.payouts
    columns = [
        Column("名次", [*(str(each.claim.rank) for each in payouts), ""]),
        Column("党支部", [*(each.claim.branch.name for each in payouts), "合计"], figures=False),
        Column("得分", [*(published(each.claim.score) for each in payouts), ""]),
    ]
    if result.policy.coefficient is not None:
        columns.append(Column("系数", [*map(_coefficient, payouts), ""]))
    if len(result.policy.rewards) > 1:
        columns += [_part(name, payouts) for name in result.policy.rewards]
    return [
        *columns,
        Column("奖励金额", [*(money(each.reward.value) for each in payouts), money(result.reward)]),
        Column("考核扣减", [*(money(each.penalty.value) for each in payouts), money(result.penalty)]),
        Column("实发", [*(money(each.net.value) for each in payouts), money(result.net)]),
    ]


def _coefficient(payout: Payout) -> str:
    return MISSING if payout.coefficient is None else shown(payout.coefficient.value)


def _part(name: str, payouts: Sequence[Payout]) -> Column:
    cells = [money(each.rewards[name].value) if name in each.rewards else MISSING for each in payouts]
    return Column(name, [*cells, ""])
