"""What became of problems, and what was paid."""

from collections.abc import Iterator

from dangjian_kaoping.database.table import Cell, Column, Reference, Table
from dangjian_kaoping.engine.export import Export
from dangjian_kaoping.engine.follow.ledger import Entry
from dangjian_kaoping.engine.money.reward import Payout, RewardResult
from dangjian_kaoping.views.database.cells import BRANCH, ITEM, QUARTER, exactly, figure
from dangjian_kaoping.views.database.results import OF_BRANCH
from dangjian_kaoping.words.ledger import STATE, followed_in_words
from dangjian_kaoping.words.rubric.reward import remarks


def problems_table(export: Export) -> Table:
    """整改台账 of the rounds that are exported, as of the last of them."""
    return Table(
        "problems",
        "整改台账里这些轮次发现的问题，一个问题一行；截至哪天见 about",
        (
            Column("problem", "text", "编号，如 2020Q4-07"),
            Column("quarter", "text", "哪一轮发现的"),
            Column("branch", "text", "现在由哪个支部整改（编号）：合并了的是并入的支部"),
            Column("branch_name", "text", "这个支部的名称"),
            Column("formerly", "text", "在哪个支部发现的，就是本支部的是空的", optional=True),
            Column("department", "text", "责任部室"),
            Column("area", "text", "专业方面"),
            ITEM,
            Column("clause", "text", "条款编号"),
            Column("reason", "text", "问题", optional=True),
            Column("standard", "text", "整改标准", optional=True),
            Column("found_on", "day", "发现的日期"),
            Column("rectify_by", "day", "整改期限", optional=True),
            Column("state", "text", f"状态：{'、'.join(STATE.values())}"),
            Column("open", "truth", "是不是还没有销号：1 是，0 不是"),
            Column("closed_on", "day", "销号日期，没有销号的是空的", optional=True),
            Column("rounds_open", "integer", "历经几轮没有销号，发现的一轮在内"),
            Column("repeats", "text", "此前同样的问题的编号，几个的用顿号隔开；没有的是空的", optional=True),
            Column("visits", "integer", "复查过几次"),
            Column("follow_ups", "text", "各次复查的情况；没有复查的是空的", optional=True),
        ),
        ("problem",),
        [Reference(("quarter",), "rounds", ("quarter",))],
        [_problem(each) for each in export.entries],
    )


def payouts_table(export: Export) -> Table:
    """绩效奖励 of the rounds for which there is any."""
    return Table(
        "payouts",
        "绩效奖励，一个支部一轮一行；没有施行奖励办法的、还不能兑现的轮次没有",
        (
            QUARTER,
            BRANCH,
            Column("policy", "text", "按哪一版奖励办法"),
            *figure("score", "计奖得分（分）"),
            Column("rank", "integer", "名次"),
            *figure("coefficient", "系数，办法里没有的是空的", optional=True),
            *figure("reward", "核定奖励（元）"),
            *figure("penalty", "考核扣减（元），是正数"),
            *figure("net", "实发（元）"),
            Column("barred", "truth", "是不是不得奖励：1 是，0 不是"),
            Column("remarks", "text", "备注", optional=True),
        ),
        ("quarter", "branch"),
        [OF_BRANCH],
        [row for each in export.rounds if each.reward is not None for row in _payouts(each.reward)],
    )


def _problem(entry: Entry) -> tuple[Cell, ...]:
    finding = entry.finding
    return (
        *(entry.id, str(entry.quarter), entry.branch_id, entry.branch, entry.formerly, entry.department, entry.area),
        *(finding.item, finding.clause, finding.reason, entry.standard, entry.found, finding.rectify_by),
        *(STATE[entry.state], entry.open, entry.closed_on, entry.rounds_open, "、".join(entry.repeats) or None),
        *(len(entry.follow_ups), followed_in_words(entry) or None),
    )


def _payouts(result: RewardResult) -> Iterator[tuple[Cell, ...]]:
    for each in result.payouts:
        yield (*_claim(result, each), *_amounts(each), each.no_reward, remarks(each) or None)


def _claim(result: RewardResult, payout: Payout) -> tuple[Cell, ...]:
    claim = payout.claim
    score = exactly(claim.score.value)
    return (str(result.quarter), claim.branch.id, result.policy.version, *score, claim.rank)


def _amounts(payout: Payout) -> tuple[Cell, ...]:
    coefficient = None if payout.coefficient is None else payout.coefficient.value
    amounts = (payout.reward.value, payout.penalty.value, payout.net.value)
    return (*exactly(coefficient), *(cell for each in amounts for cell in exactly(each)))
