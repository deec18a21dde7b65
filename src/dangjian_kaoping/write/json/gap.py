"""自评对照 as JSON: `kaoping.gap/1` of one round, `kaoping.gap-trend/1` over the rounds."""

from collections.abc import Sequence
from typing import Final, Literal

from dangjian_kaoping.engine.follow.gap import BranchGap, Change, GapCourse, ItemGap
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.words.figures import six
from dangjian_kaoping.write.json.document import Number, Object, QuarterName
from dangjian_kaoping.write.json_text import as_json

FORMAT: Final = "kaoping.gap/1"
TREND_FORMAT: Final = "kaoping.gap-trend/1"


class FiguresData(Object):
    """一个支部一轮的差距（分）：自评减检查"""

    compared: int
    """对照了几个项目"""
    net: Number | None
    """净差距；没有可比的为 null"""
    size: Number | None
    """差距合计，不论方向；没有可比的为 null"""
    mean: Number | None
    """平均每个项目的差距；没有可比的为 null"""
    found: int
    """检查失分的项目数"""
    seen: int
    """其中自评也失分的"""
    overlooked: list[str]
    """没有自查出的项目"""
    stricter: list[str]
    """自评更严的项目"""
    unanswered: list[str]
    """自评没有评的项目"""
    sees_its_faults: bool | None
    """看不看得见自己的问题；检查没有失分、没有可比的为 null"""


class ItemGapData(Object):
    """一个项目的差距（分）"""

    item: str
    """项目编号"""
    title: str
    """标题"""
    points: Number | None
    """满分；没有满分的为 null"""
    self_assessment: Number
    """自评得分"""
    inspection: Number
    """检查得分"""
    gap: Number
    """差距：自评减检查"""
    found: bool
    """检查是不是失了分"""
    seen: bool
    """自评是不是失了分"""


class _BranchData(FiguresData):
    branch: str
    """党支部"""
    id: str
    """支部编号"""
    months: int
    """自评了几个月"""


class BranchGapData(_BranchData):
    """一个支部的自评对照"""

    items: list[ItemGapData]
    """各项目"""


class GapDocument(Object):
    """自评对照（gap）"""

    format: Literal["kaoping.gap/1"]
    """格式和它的版本"""
    quarter: QuarterName
    """哪一轮"""
    rubric: str
    """按哪一版细则"""
    branches: list[BranchGapData]
    """各支部"""


class RoundGapData(FiguresData):
    """一轮的差距"""

    quarter: QuarterName
    """哪一轮"""


class GapCourseData(Object):
    """一个支部各轮的差距"""

    branch: str
    """党支部"""
    id: str
    """支部编号"""
    size_before: Number | None
    """再往前同样几轮的平均差距（分）；不到两轮的为 null"""
    size_of_late: Number | None
    """最近几轮的平均差距（分）；不到两轮的为 null"""
    change: Change | None
    """是不是越来越接近：接近了 closer、更远了 farther、一样 same；不到两轮的为 null"""
    found: int
    """各轮检查失分的项目数"""
    seen: int
    """其中自评也失分的"""
    sees_its_faults: bool | None
    """看不看得见自己的问题；检查没有失分的为 null"""
    rounds: list[RoundGapData]
    """各轮"""


class GapTrendDocument(Object):
    """各轮自评与检查的差距（trend --self）"""

    format: Literal["kaoping.gap-trend/1"]
    """格式和它的版本"""
    quarters: list[QuarterName]
    """哪几轮"""
    branches: list[GapCourseData]
    """各支部"""


def gap_json(quarter: Quarter, rubric: str, gaps: Sequence[BranchGap]) -> str:
    """The gaps of a round, item by item; numbers are text, a gap is self-assessment less inspection."""
    document: GapDocument = {
        "format": FORMAT,
        "quarter": str(quarter),
        "rubric": rubric,
        "branches": [{**_branch(gap), "items": [_item(each) for each in gap.items]} for gap in gaps],
    }
    return as_json(document)


def gap_trend_json(quarters: Sequence[Quarter], courses: Sequence[GapCourse]) -> str:
    """The gaps over the rounds, without items."""
    branches: list[GapCourseData] = [
        {
            "branch": each.branch.name,
            "id": each.branch.id,
            "size_before": None if each.sizes is None else six(each.sizes[0]),
            "size_of_late": None if each.sizes is None else six(each.sizes[1]),
            "change": each.change,
            "found": each.found,
            "seen": each.seen,
            "sees_its_faults": each.sees_its_faults,
            "rounds": [{"quarter": str(gap.quarter), **_figures(gap)} for gap in each.rounds],
        }
        for each in courses
    ]
    document: GapTrendDocument = {
        "format": TREND_FORMAT,
        "quarters": [str(each) for each in quarters],
        "branches": branches,
    }
    return as_json(document)


def _branch(gap: BranchGap) -> _BranchData:
    return {"branch": gap.branch.name, "id": gap.branch.id, "months": gap.months, **_figures(gap)}


def _figures(gap: BranchGap) -> FiguresData:
    return {
        "compared": len(gap.items),
        "net": six(gap.net.value) if gap.items else None,
        "size": six(gap.size) if gap.items else None,
        "mean": None if gap.mean is None else six(gap.mean),
        "found": len(gap.found),
        "seen": len(gap.seen),
        "overlooked": [each.item.id for each in gap.overlooked],
        "stricter": [each.item.id for each in gap.stricter],
        "unanswered": [item.id for item in gap.unanswered],
        "sees_its_faults": gap.sees_its_faults,
    }


def _item(gap: ItemGap) -> ItemGapData:
    return {
        "item": gap.item.id,
        "title": gap.item.title,
        "points": None if gap.item.points is None else six(gap.points),
        "self_assessment": six(gap.declared),
        "inspection": six(gap.inspected),
        "gap": six(gap.value),
        "found": gap.found,
        "seen": gap.seen,
    }
