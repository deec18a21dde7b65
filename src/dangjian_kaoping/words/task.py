"""The Chinese of 任务清单: title, period, whom a task is asked of."""

from collections.abc import Mapping, Sequence
from datetime import date

from dangjian_kaoping.engine.follow.ledger import Entry
from dangjian_kaoping.engine.follow.tasks import Duty, Task, TaskList
from dangjian_kaoping.periods import Month, Period, quarters_of

_LAST_DAY = "期限是当月、当季的最后一天；"
_NAMED_DAY = "期限是细则写明的日子，没有写明的是当月、当季的最后一天；"
EVERY: Mapping[int, str] = {1: "每月", 3: "每季"}
"""What comes every so many months."""
_POINTS = "分值是一个季度的满分，按月的项目三个月合在一起考评。"


def note_of(listed: TaskList) -> str:
    """What holds of a list: what its deadlines and its points are."""
    named = any(task.due != task.period.last_day for task in listed.tasks)
    return (_NAMED_DAY if named else _LAST_DAY) + _POINTS


def filings_in_words(listed: TaskList) -> str:
    """The self-assessments that are to be handed in, and by when; empty where no day is named."""
    told = [f"{each.period.chinese}的 {each.due.isoformat()} 前" for each in listed.filings]
    return f"报送自评：{'，'.join(told)}（含当日）。" if told else ""


def title_of(listed: TaskList) -> str:
    """2021年2月任务清单（发电部党支部）."""
    return f"{listed.period.chinese}任务清单" + (f"（{listed.branch.name}）" if listed.branch is not None else "")


def rubrics_in_words(listed: TaskList) -> str:
    """The versions that the tasks come from: 2019 版、2020 版."""
    return "、".join(f"{each} 版" for each in dict.fromkeys(task.rubric.version for task in listed.tasks))


def asked_of_in_words(task: Task) -> str:
    """Whom it is asked of: 各党支部, or 除机关后勤类以外的党支部."""
    return f"除{'、'.join(task.spared)}类以外的党支部" if task.spared else "各党支部"


def how_often(task: Task) -> str:
    """What kind of period it is done in."""
    return "每月" if isinstance(task.period, Month) else "本季"


def by_when_in_words(duty: Duty, listed: Period) -> str:
    """By when a duty is to be done: 每月10日, 每月底, 3月15日、12月15日; with its months where these are not all."""
    days = [each.due for each in duty.tasks]
    ends = [quarter.last_day for quarter in quarters_of(listed)]
    if days == ends and len(days) > 1:
        return "每季末"
    if len(days) == 1 or not isinstance(duty.one.period, Month):
        return "、".join(f"{each.month}月{each.day}日" for each in days)
    day = duty.one.item.due_day
    every = "每月底" if day is None else f"每月{day}日"
    whole = len(days) == len([month for quarter in quarters_of(listed) for month in quarter.months])
    return every if whole else f"{days[0].month}—{days[-1].month}月，{every}"


def name_and_id(task: Task) -> str:
    """`组织生活会（单项工作）（DJ-04）`."""
    return task.item.title + ("（单项工作）" if task.item.task else "") + f"（{task.item.id}）"


def ticks_in_words(duty: Duty) -> str:
    """A box for each time that a duty comes, where it comes several times: the months of a quarter on a line."""
    if len(duty.tasks) == 1:
        return ""
    boxes = [f"□{each.due.month}月" for each in duty.tasks]
    most = 3 if len(boxes) % 3 == 0 else 2
    return "\n".join(" ".join(boxes[start : start + most]) for start in range(0, len(boxes), most))


def name_of(task: Task) -> str:
    """`DJ-04 组织生活会（单项工作）`."""
    return f"{task.item.id} {task.item.title}" + ("（单项工作）" if task.item.task else "")


def later_in_words(listed: TaskList) -> str:
    """What is under way and due only after the period; empty where there is none."""
    return "；".join(f"另有 {count} 项到 {day.isoformat()} 为止" for day, count in sorted(listed.later.items()))


def open_in_words(entries: Sequence[Entry], as_of: date) -> str:
    """The title of what is still open in the ledger."""
    return f"台账上还没有销号的问题（截至 {as_of.isoformat()}），{len(entries)} 个"
