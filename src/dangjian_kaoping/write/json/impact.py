"""The impact of a revision as JSON, `kaoping.rubric-impact/1`."""

from typing import Final, Literal

from dangjian_kaoping.compare.impact.carrying import Reason
from dangjian_kaoping.compare.impact.impact import BranchImpact, Impact, RoundImpact
from dangjian_kaoping.engine.score.eligibility import Flag
from dangjian_kaoping.engine.score.ranges import Range
from dangjian_kaoping.exact import Exact
from dangjian_kaoping.words.figures import money, published
from dangjian_kaoping.words.revision.impact import REASON, missing_facts
from dangjian_kaoping.write.json.document import FromTo, Number, Object, QuarterName
from dangjian_kaoping.write.json_text import as_json

FORMAT: Final = "kaoping.rubric-impact/1"
"""The version of the contract: what it promises may grow, and not change."""

Certainty = Literal["yes", "no", "perhaps"]
"""Whether something holds over the whole range."""
_CERTAINTY: dict[bool | None, Certainty] = {True: "yes", False: "no", None: "perhaps"}


class BeforeData(Object):
    """原来的结果"""

    composite: Number | None
    """综合得分"""
    rank: int | None
    """名次"""
    flags: list[Flag]
    """考核情形：末位 bottom_three、单项工作没有完成 task_not_done、否决 veto"""


class RangeData(Object, total=False):
    """从最少到最多；没有得分的是空的"""

    least: Number | None
    """最少；没有限度的为 null"""
    most: Number | None
    """最多；没有限度的为 null"""


class RankRangeData(Object):
    """名次从最高到最低"""

    best: int | None
    """最高的名次"""
    worst: int | None
    """最低的名次"""


class AfterData(Object):
    """按新的一版的结果"""

    composite: RangeData
    """综合得分"""
    rank: RankRangeData
    """名次"""
    certain: bool
    """不管缺的事实怎样，是不是都是这个数"""
    bottom_three: Certainty
    """是不是末位：是 yes、不是 no、要看缺的事实 perhaps"""
    task_not_done: Certainty
    """是不是有没有完成的单项工作"""
    veto: Certainty
    """是不是否决"""


class EstimateData(Object):
    """缺的记录都当作没有发现问题，会是怎样"""

    composite: Number | None
    """综合得分"""
    difference: Number | None
    """比原来多几分"""
    rank: int | None
    """名次"""
    gained: int | None
    """比原来升几位；降的是负数"""
    flags: list[Flag]
    """考核情形"""


class MoneyMovedData(Object):
    """实发的钱（元）"""

    before: Number | None
    """原来"""
    after: Number | None
    """按新的一版"""


class BranchImpactData(Object):
    """一个支部受的影响"""

    branch: str
    """党支部"""
    id: str
    """支部编号"""
    before: BeforeData
    """原来的结果"""
    after: AfterData | None
    """按新的一版的结果；算不出的为 null"""
    estimate: EstimateData | None
    """最可能的结果；算不出的为 null"""
    money: MoneyMovedData | None
    """钱；没有绩效奖励办法的、分不能定的为 null"""


class RoundImpactData(Object):
    """一轮"""

    quarter: QuarterName
    """哪一轮"""
    exact: bool
    """各支部是不是都只有一个数"""
    undecided: bool
    """是不是哪个支部都可能第一、都可能最后"""
    branches: list[BranchImpactData]
    """各支部"""


class NotReplayedData(Object):
    """以前的记录里没有的事实"""

    item: str
    """项目编号"""
    clause: str | None
    """条款编号；说整个项目的为 null"""
    reason: Reason
    """为什么重算不了"""
    message: str
    """一句话"""
    quarters: list[QuarterName]
    """哪几轮"""
    branches: list[str] | None
    """哪几个支部；各支部都是的为 null"""


class ImpactDocument(FromTo):
    """按新的一版重算以前各轮的结果（rubric impact）"""

    format: Literal["kaoping.rubric-impact/1"]
    """格式和它的版本"""
    tried: list[str]
    """试改的内容，一处一个“路径=值”；比较写好的两版时为空"""
    rounds: list[RoundImpactData]
    """各轮"""
    not_replayed: list[NotReplayedData]
    """重算不了的，和为什么"""
    reworded: list[str]
    """只改了字句的条款，项目/条款"""


def impact_json(impact: Impact) -> str:
    """The impact as JSON text: every figure from its least to its most, null where nothing limits it."""
    document: ImpactDocument = {
        "format": FORMAT,
        "from": impact.old.version,
        "to": impact.new.version,
        "tried": list(impact.tried),
        "rounds": [_round(each) for each in impact.rounds],
        "not_replayed": [
            {
                "item": each.item,
                "clause": each.clause,
                "reason": each.reason,
                "message": REASON[each.reason],
                "quarters": list(map(str, each.quarters)),
                "branches": list(each.branches) or None,
            }
            for each in missing_facts(impact)
        ],
        "reworded": ["/".join(each) for each in impact.reworded],
    }
    return as_json(document)


def _round(one: RoundImpact) -> RoundImpactData:
    return {
        "quarter": str(one.before.quarter),
        "exact": one.exact,
        "undecided": one.undecided,
        "branches": [_branch(each, one) for each in one.branches],
    }


def _branch(each: BranchImpact, one: RoundImpact) -> BranchImpactData:
    before, after = each.before, each.after
    branch = before.score.branch
    return {
        "branch": branch.name,
        "id": branch.id,
        "before": {
            "composite": None if before.score.composite is None else published(before.score.composite),
            "rank": before.rank,
            "flags": list(before.flags),
        },
        "after": None
        if after is None
        else {
            "composite": _range(after.composite),
            "rank": {"best": each.place.best, "worst": each.place.worst},
            "certain": each.place.certain,
            "bottom_three": _CERTAINTY[each.place.last],
            "task_not_done": _CERTAINTY[after.undone],
            "veto": _CERTAINTY[each.vetoed],
        },
        "estimate": _estimate(each),
        "money": _money(branch.id, one),
    }


def _estimate(each: BranchImpact) -> EstimateData | None:
    if each.estimate is None:
        return None
    composite = each.estimate.score.composite
    return {
        "composite": None if composite is None else published(composite),
        "difference": None if each.difference is None else format(each.difference, "f"),
        "rank": each.estimate.rank,
        "gained": each.gained,
        "flags": list(each.estimate.flags),
    }


def _range(figure: Range | None) -> RangeData:
    return {} if figure is None else {"least": _end(figure.low), "most": _end(figure.high)}


def _end(end: Exact | None) -> str | None:
    return None if end is None else format(end, "f")


def _money(branch_id: str, one: RoundImpact) -> MoneyMovedData | None:
    if one.money is None:
        return None
    paid = [side.payout_of(branch_id) for side in one.money]
    before, after = (None if payout is None else money(payout.net.value) for payout in paid)
    return {"before": before, "after": after}
