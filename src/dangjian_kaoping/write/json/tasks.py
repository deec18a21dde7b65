"""任务清单 as JSON: `kaoping.tasks/1`."""

from dangjian_kaoping.engine.follow.tasks import Task, TaskList
from dangjian_kaoping.exact import plain
from dangjian_kaoping.write.json.finding import Data, source_of
from dangjian_kaoping.write.json.ledger import entry_data
from dangjian_kaoping.write.json_text import as_json

FORMAT = "kaoping.tasks/1"


def tasks_json(listed: TaskList) -> str:
    """The tasks for programs; numbers are text, points by the class of the branches that a task is asked of."""
    data: Data = {
        "format": FORMAT,
        "period": str(listed.period),
        "branch": None if listed.branch is None else listed.branch.name,
        "tasks": [_task(each) for each in listed.tasks],
    }
    if listed.as_of is not None:
        data |= {"as_of": listed.as_of.isoformat(), "open": [entry_data(each) for each in listed.entries]}
    return as_json(data)


def _task(task: Task) -> Data:
    item = task.item
    return {
        "item": item.id,
        "title": item.title,
        "area": task.area.name,
        "rubric": task.rubric.version,
        "period": str(task.period),
        "from": task.start.isoformat(),
        "due": task.due.isoformat(),
        "points": {name: plain(points) for name, points in task.points.items()},
        "single_task": item.task,
        "requirement": item.requirement,
        "standard": item.standard,
        "materials": list(item.materials),
        "departments": list(task.departments),
        "branches": [branch.name for branch in task.branches],
        "source": source_of(item.at),
    }
