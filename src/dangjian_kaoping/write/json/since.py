"""`kaoping explain --since` as JSON, `kaoping.since/1`: the difference of two composites, cause by cause."""

from typing import Final, Literal

from dangjian_kaoping.compare.impact.carrying import Reason
from dangjian_kaoping.compare.since.joined import Joined
from dangjian_kaoping.compare.since.since import Cause, Line, Since
from dangjian_kaoping.compare.since.stage import End, ItemMove, Mark
from dangjian_kaoping.engine.score.round import Placing, RoundResult
from dangjian_kaoping.exact import plain
from dangjian_kaoping.words.figures import published_or_none
from dangjian_kaoping.words.revision.impact import REASON
from dangjian_kaoping.write.json.document import ExactNumber, Number, Object, QuarterName
from dangjian_kaoping.write.json_text import as_json

FORMAT: Final = "kaoping.since/1"
"""The version of the contract: what it promises may grow, and not change."""


class StandingData(Object):
    """一轮的结果"""

    quarter: QuarterName
    """哪一轮"""
    rubric: str
    """按哪一版细则"""
    branch: str
    """支部当时的名称"""
    composite: Number | None
    """公布的综合得分"""
    rank: int | None
    """名次"""


class JoinedData(Object):
    """一个项目；改名、拆分、合并的，几个算一个"""

    before: list[str]
    """在原来一版里的项目编号；新的项目为空"""
    after: list[str]
    """在这一轮的细则里的项目编号；删去的为空"""


class ItemMoveData(JoinedData):
    """一个项目使综合得分变了多少（分），都已乘权重"""

    inspection: ExactNumber
    """检查得分"""
    self_assessment: ExactNumber
    """自评得分"""
    bonus: ExactNumber
    """加分"""
    penalty: ExactNumber
    """扣减；多扣的是负数"""
    points: ExactNumber
    """合计"""
    marks: list[Mark]
    """原来（这）一季不考评 not_due_before（not_due_after）；当年前几轮已清零 emptied_before、emptied_after；
    原来没有查、照这一轮的得分 entered
    """
    end: End | None
    """复核调整、屡查屡犯：是原来那一轮 before 的，还是这一轮 after 的；别的为 null"""


class CauseData(Object):
    """一样缘由"""

    cause: Cause
    """缘由：复核调整、屡查屡犯、细则和事实分不开、细则修订、名册和不涉及、事实、修约"""
    points: ExactNumber
    """使综合得分变了多少（分）"""
    items: list[ItemMoveData]
    """各项目；没有变的不列"""
    months: ExactNumber
    """自评交的月数不同，变了多少（分）"""
    rest: ExactNumber
    """不属于哪个项目的（分）：折算、系数、总封顶、否决"""


class ReasonData(Object):
    """原来的记录为什么不能照这一轮的细则重算"""

    item: str
    """项目编号"""
    clause: str | None
    """条款编号；说整个项目的为 null"""
    reason: Reason
    """为什么"""
    message: str
    """一句话"""


class InseparableData(Object):
    """细则和事实分不开的项目"""

    whole: bool
    """是不是全部项目都分不开"""
    items: list[JoinedData]
    """各项目"""
    points_before: ExactNumber
    """它们的满分原来共几分"""
    points_after: ExactNumber
    """它们的满分现在共几分"""
    reasons: list[ReasonData]
    """为什么"""


class SinceDocument(Object):
    """得分为什么变了（explain --since）"""

    format: Literal["kaoping.since/1"]
    """格式和它的版本"""
    id: str
    """支部编号"""
    before: StandingData
    """原来那一轮"""
    after: StandingData
    """这一轮"""
    item: str | None
    """只看哪一个项目；没有写的为 null"""
    difference: ExactNumber
    """综合得分高几分，低的是负数；只看一个项目的，是它使综合得分变了多少"""
    causes: list[CauseData]
    """各样缘由，相加就是 difference"""
    inseparable: InseparableData
    """细则和事实分不开的项目"""
    adjustments_kept: list[QuarterName]
    """哪几轮的复核调整没有单列，因为没有调整的记录没有分可给"""


def since_json(since: Since) -> str:
    """Why a composite moved as JSON text; every figure exact."""
    then, now = zip((since.before, since.after), since.placings, strict=True)
    document: SinceDocument = {
        "format": FORMAT,
        "id": since.placings[1].score.branch.id,
        "before": _standing(*then),
        "after": _standing(*now),
        "item": since.item,
        "difference": plain(since.difference),
        "causes": [_cause(each) for each in since.lines],
        "inseparable": {
            "whole": since.whole,
            "items": [_joined(each) for each in since.inseparable],
            "points_before": plain(since.marks[0]),
            "points_after": plain(since.marks[1]),
            "reasons": [
                {
                    "item": each.item.id,
                    "clause": None if each.clause is None else each.clause.id,
                    "reason": each.reason,
                    "message": REASON[each.reason],
                }
                for each in since.gaps
            ],
        },
        "adjustments_kept": list(map(str, since.adjusted)),
    }
    return as_json(document)


def _standing(result: RoundResult, placing: Placing) -> StandingData:
    return {
        "quarter": str(result.quarter),
        "rubric": result.rubric.version,
        "branch": placing.score.branch.name,
        "composite": published_or_none(placing.score.composite),
        "rank": placing.rank,
    }


def _joined(items: Joined) -> JoinedData:
    return {"before": [each.id for each in items.old], "after": [each.id for each in items.new]}


def _cause(line: Line) -> CauseData:
    return {
        "cause": line.cause,
        "points": plain(line.move.value),
        "items": [_item(each) for each in line.move.items],
        "months": plain(line.move.months),
        "rest": plain(line.move.rest),
    }


def _item(move: ItemMove) -> ItemMoveData:
    part = move.part
    return {
        **_joined(move.items),
        "inspection": plain(part.inspection),
        "self_assessment": plain(part.self_assessment),
        "bonus": plain(part.bonus),
        "penalty": plain(part.penalty),
        "points": plain(part.whole),
        "marks": list(move.marks),
        "end": move.end,
    }
