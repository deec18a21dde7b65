"""任务清单 as JSON: `kaoping.tasks/1`."""

from typing import Annotated, Final, Literal, NotRequired, cast

from typing_extensions import TypedDict

from dangjian_kaoping.engine.follow.tasks import Task, TaskList
from dangjian_kaoping.model.marks import Keywords
from dangjian_kaoping.views.table import Table
from dangjian_kaoping.views.tasks import tasks
from dangjian_kaoping.write.json.document import Day, Number, Object, open_ended
from dangjian_kaoping.write.json.finding import source_of
from dangjian_kaoping.write.json.ledger import EntryData, entries_data
from dangjian_kaoping.write.json.table import fields_of
from dangjian_kaoping.write.json_text import as_json

FORMAT: Final = "kaoping.tasks/1"

_Start = TypedDict("_Start", {"from": Annotated[Day, Keywords(description="从哪天起")]})


class TaskRow(_Start, Object):
    """任务清单的一行，一列一个键"""

    item: str
    """项目编号"""
    title: str
    """标题"""
    area: str
    """专业方面"""
    rubric: str
    """按哪一版细则"""
    period: str
    """哪个月（2021-02）或哪个季度（2021Q1）"""
    due: Day
    """哪天以前做完"""
    points: dict[str, Number]
    """各类支部一个季度的满分；没有满分的是空的"""
    single_task: bool
    """是不是单项工作"""
    requirement: str | None
    """做什么"""
    standard: str | None
    """什么标准"""
    materials: list[str]
    """备查材料"""
    departments: list[str]
    """哪些部室来检查"""
    branches: list[str]
    """哪些支部做"""


@open_ended
class TaskData(TaskRow):
    """一项任务；任务清单以后添了别的列，也在这里"""

    source: str | None
    """写在细则的哪里，文件:行"""


class FilingData(Object):
    """要报送的一份自评"""

    period: str
    """哪个月（2021-02）或哪个季度（2021Q1）的"""
    due: Day
    """哪天以前报送"""
    rubric: str
    """按哪一版细则"""
    branches: list[str]
    """哪些支部"""


class TasksDocument(Object):
    """任务清单（tasks）"""

    format: Literal["kaoping.tasks/1"]
    """格式和它的版本"""
    period: str
    """哪年（2021）、哪个季度（2021Q1）或哪个月（2021-02）"""
    branch: str | None
    """哪个支部；各支部的为 null"""
    tasks: list[TaskData]
    """各项任务，照期限的先后"""
    self_assessments: NotRequired[list[FilingData]]
    """要报送的自评；考评办法没有写报送的日子的没有这个键"""
    as_of: NotRequired[Day]
    """台账截至哪天；不要台账的没有这个键"""
    open: NotRequired[list[EntryData]]
    """台账里还没有销号的问题；不要台账的没有这个键"""


def tasks_json(listed: TaskList) -> str:
    """The tasks for programs; numbers are text, points by the class of the branches that a task is asked of."""
    table = tasks(listed)
    document: TasksDocument = {
        "format": FORMAT,
        "period": str(listed.period),
        "branch": None if listed.branch is None else listed.branch.name,
        "tasks": [_task(table, each) for each in table.rows],
    }
    if listed.filings:
        document["self_assessments"] = [
            {
                "period": str(each.period),
                "due": each.due.isoformat(),
                "rubric": each.rubric.version,
                "branches": [branch.name for branch in each.branches],
            }
            for each in listed.filings
        ]
    if listed.as_of is not None:
        document["as_of"] = listed.as_of.isoformat()
        document["open"] = entries_data(listed.entries)
    return as_json(document)


def _task(table: Table[Task], task: Task) -> TaskData:
    return {**cast(TaskRow, fields_of(table, task)), "source": source_of(task.item.at)}
