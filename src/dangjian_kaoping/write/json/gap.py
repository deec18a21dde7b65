"""自评对照 as JSON: `kaoping.gap/1` of one round, `kaoping.gap-trend/1` over the rounds."""

from collections.abc import Sequence
from typing import Final, Literal, cast

from dangjian_kaoping.engine.follow.gap import BranchGap, Change, GapCourse, ItemGap
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.views.gap import gap_courses, gaps, gaps_of_branch, item_gaps
from dangjian_kaoping.write.json.document import Number, Object, QuarterName, open_ended
from dangjian_kaoping.write.json.table import fields_of
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


@open_ended
class ItemGapData(Object):
    """一个项目的差距（分）；逐项对照以后添了别的列，也在这里"""

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


class BranchRow(FiguresData):
    """自评对照的一行，一列一个键"""

    branch: str
    """党支部"""
    id: str
    """支部编号"""
    months: int
    """自评了几个月"""


@open_ended
class BranchGapData(BranchRow):
    """一个支部的自评对照；自评对照以后添了别的列，也在这里"""

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


@open_ended
class RoundGapData(FiguresData):
    """一轮的差距；自评对照以后添了别的列，也在这里"""

    quarter: QuarterName
    """哪一轮"""


class GapCourseRow(Object):
    """各轮差距的一行，一列一个键"""

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


@open_ended
class GapCourseData(GapCourseRow):
    """一个支部各轮的差距；各轮差距以后添了别的列，也在这里"""

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


def gap_json(quarter: Quarter, rubric: str, compared: Sequence[BranchGap]) -> str:
    """The gaps of a round, item by item; numbers are text, a gap is self-assessment less inspection."""
    table = gaps(compared)
    document: GapDocument = {
        "format": FORMAT,
        "quarter": str(quarter),
        "rubric": rubric,
        "branches": [_branch(fields_of(table, each), each.items) for each in table.rows],
    }
    return as_json(document)


def _branch(row: object, items: Sequence[ItemGap]) -> BranchGapData:
    table = item_gaps(items)
    return {**cast(BranchRow, row), "items": [cast(ItemGapData, fields_of(table, each)) for each in items]}


def gap_trend_json(quarters: Sequence[Quarter], courses: Sequence[GapCourse]) -> str:
    """The gaps over the rounds, without items."""
    table = gap_courses(quarters, courses)
    document: GapTrendDocument = {
        "format": TREND_FORMAT,
        "quarters": [str(each) for each in quarters],
        "branches": [{**cast(GapCourseRow, fields_of(table, each)), "rounds": _rounds(each)} for each in table.rows],
    }
    return as_json(document)


def _rounds(course: GapCourse) -> list[RoundGapData]:
    table = gaps_of_branch(course.rounds)
    return [cast(RoundGapData, fields_of(table, each)) for each in table.rows]
