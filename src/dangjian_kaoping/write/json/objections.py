"""异议 as JSON: `kaoping.objections/1`."""

from typing import Final, Literal, cast

from dangjian_kaoping.engine.course.objections import Stand, StandingObjection
from dangjian_kaoping.engine.course.state import Course
from dangjian_kaoping.model.objections import Outcome
from dangjian_kaoping.views.objections import objections
from dangjian_kaoping.write.json.document import Day, Object, QuarterName, open_ended
from dangjian_kaoping.write.json.table import fields_of
from dangjian_kaoping.write.json_text import as_json

FORMAT: Final = "kaoping.objections/1"


@open_ended
class ObjectionData(Object):
    """一件异议；异议表以后添了别的列，也在这里"""

    id: str
    """编号"""
    branch: str
    """对谁的结果"""
    objector: str
    """由谁提出"""
    item: str | None
    """哪个项目；没有写的为 null"""
    clause: str | None
    """哪一条；没有写的为 null"""
    finding: str | None
    """哪个问题；没有写的为 null"""
    received: Day
    """哪天收到"""
    stand: Stand
    """怎样了：逾期未答复 overdue、未处理 open、已决定没有答复 unanswered、逾期提出没有受理 late、办结 decided"""
    due: Day | None
    """应在哪天以前答复；没有规定的为 null"""
    asks: str
    """提出的理由"""
    result: Outcome | None
    """结果：成立 upheld、部分成立 partly、不成立 rejected、撤回 withdrawn；没有决定的为 null"""
    decided: Day | None
    """哪天决定；没有决定的为 null"""
    answered: Day | None
    """哪天答复；没有答复的为 null"""


class ObjectionsDocument(Object):
    """一轮的异议（objections）"""

    format: Literal["kaoping.objections/1"]
    """格式和它的版本"""
    quarter: QuarterName
    """哪一轮"""
    as_of: Day
    """截至哪天"""
    open: int
    """没有处理的几件"""
    overdue: int
    """逾期没有答复的几件"""
    objections: list[ObjectionData]
    """各件异议，要办的在前"""


def objections_json(course: Course, found: tuple[StandingObjection, ...]) -> str:
    """The objections to a round's result, as of a day."""
    table = objections(found)
    document: ObjectionsDocument = {
        "format": FORMAT,
        "quarter": str(course.quarter),
        "as_of": course.day.isoformat(),
        "open": len(course.undecided),
        "overdue": len(course.overdue),
        "objections": [cast(ObjectionData, fields_of(table, each)) for each in table.rows],
    }
    return as_json(document)
