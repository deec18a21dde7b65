"""`kaoping explain --mend` as JSON: `kaoping.mend/1`."""

from typing import Final, Literal

from dangjian_kaoping.engine.otherwise.mending import BranchMending, ItemMending, Mending, Without
from dangjian_kaoping.engine.score.eligibility import Flag
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.words.figures import published_or_none, six
from dangjian_kaoping.write.json.document import Number, Object, QuarterName
from dangjian_kaoping.write.json.finding import FindingData, Written, fact_data, finding_data
from dangjian_kaoping.write.json_text import as_json

FORMAT: Final = "kaoping.mend/1"
"""The version of the contract: what it promises may grow, and not change."""


class StandData(Object):
    """一个支部的综合得分、名次、考核情形、等次"""

    composite: Number | None
    """综合得分"""
    rank: int | None
    """名次"""
    flags: list[Flag]
    """考核情形：末位 bottom_three、单项工作没有完成 task_not_done、否决 veto"""
    grade: str | None
    """等次；没有的为 null"""


class WithoutData(StandData):
    """本轮若是那样，重新计分的结果；已公布的分不因整改而变"""

    gain: Number
    """综合得分高几分；低的是负数"""


class MendingData(FindingData):
    """一条失分的发现"""

    instead: dict[str, Written] | None
    """不能没有记录的，算的是这样的记录（照记录里的键）；别的按没有这一条算，为 null"""
    without: WithoutData | None
    """本轮若没有这一条；那样算不出综合得分的为 null"""
    again: Number | None
    """下一轮再有同样的，综合得分少几分；屡查屡犯不多扣的为 null"""


class ItemMendingData(Object):
    """一个项目"""

    item: str
    """项目编号"""
    title: str
    """标题"""
    value: Number | None
    """得分"""
    points: Number
    """满分"""
    findings: list[MendingData]
    """失分的各条发现"""
    together: WithoutData | None
    """本项失分的各条都没有；只有一条的、算不出的为 null"""


class MendingDocument(StandData):
    """本轮若没有某一条，一个支部的综合得分（explain --mend）"""

    format: Literal["kaoping.mend/1"]
    """格式和它的版本"""
    quarter: QuarterName
    """哪一轮"""
    rubric: str
    """按哪一版细则"""
    branch: str
    """党支部"""
    id: str
    """支部编号"""
    items: list[ItemMendingData]
    """有失分的各项目；只问一个项目的只有它"""
    together: WithoutData | None
    """列出的各条都没有；一条也没有、算不出的为 null"""


def mending_json(result: RoundResult, mending: BranchMending) -> str:
    """As JSON text: published figures as they were rounded, points of items with six places."""
    placing = mending.placing
    document: MendingDocument = {
        "format": FORMAT,
        "quarter": str(result.quarter),
        "rubric": result.rubric.version,
        "branch": placing.score.branch.name,
        "id": placing.score.branch.id,
        "composite": published_or_none(placing.score.composite),
        "rank": placing.rank,
        "flags": list(placing.flags),
        "grade": placing.grade,
        "items": [_item(each) for each in mending.items],
        "together": _without(mending.together),
    }
    return as_json(document)


def _item(each: ItemMending) -> ItemMendingData:
    score = each.score
    return {
        "item": score.item.id,
        "title": score.item.title,
        "value": None if score.value is None else six(score.value),
        "points": six(score.points),
        "findings": [_mending(one) for one in each.findings],
        "together": _without(each.together),
    }


def _mending(one: Mending) -> MendingData:
    return {
        **finding_data(one.finding),
        "instead": None if one.instead is None else fact_data(one.instead),
        "without": _without(one.without),
        "again": None if one.again is None else six(one.again),
    }


def _without(without: Without | None) -> WithoutData | None:
    if without is None:
        return None
    placing = without.placing
    return {
        "gain": six(without.gain),
        "composite": published_or_none(placing.score.composite),
        "rank": placing.rank,
        "flags": list(placing.flags),
        "grade": placing.grade,
    }
