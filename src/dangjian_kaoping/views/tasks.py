"""任务清单: a row a task where each has its day, or a row a duty, which may come month after month."""

from collections.abc import Iterator, Mapping, Sequence

from dangjian_kaoping.engine.follow.tasks import Duty, Task, TaskList, duties
from dangjian_kaoping.model.rubric import Item
from dangjian_kaoping.views.table import (
    FIELDS,
    PAPER,
    SCREEN,
    SHEET,
    Column,
    FiguresByClass,
    Marked,
    Several,
    Surface,
    Table,
    Value,
    Width,
)
from dangjian_kaoping.words.task import asked_of_in_words, by_when_in_words, how_often, name_of, ticks_in_words

NAME, STANDARDS = "任务清单", "整改标准和备查材料"
_ORDER: Mapping[Surface, Sequence[str]] = {"screen": ("", "checked", "proven", "asked")}


def tasks(listed: TaskList) -> Table[Task]:
    """The tasks in the order of their deadlines; whom one is asked of stands in it where it is not one branch's."""
    columns = [*_what(), *_demands()]
    if listed.branch is None:
        columns.append(Column("asked", "适用", _spared, part="asked", surfaces=SCREEN))
    return Table(tuple(columns), listed.tasks, _ORDER, heads=("name", "points", "often"))


def _what() -> Iterator[Column[Task]]:
    """The item, for which period, and what it is worth."""
    yield Column("item", "编号", lambda each: each.item.id, surfaces=FIELDS)
    yield Column("name", "任务", name_of, surfaces=SCREEN)
    yield Column("title", "任务", lambda each: each.item.title, surfaces=FIELDS)
    yield Column("area", "专业方面", lambda each: each.area.name, surfaces=FIELDS)
    yield Column("rubric", "细则", lambda each: each.rubric.version, surfaces=FIELDS)
    yield Column("period", "时期", lambda each: str(each.period), surfaces=FIELDS)
    yield Column("from", "开始", lambda each: each.start, "day", surfaces=FIELDS)
    yield Column("due", "期限", lambda each: each.due, "day", surfaces=FIELDS)
    yield Column("often", "频次", how_often, surfaces=SCREEN)
    yield Column("points", "分值", lambda each: FiguresByClass(each.points), "points", surfaces=SCREEN | FIELDS)
    yield Column("single_task", "单项工作", lambda each: each.item.task, surfaces=FIELDS)


def _demands() -> Iterator[Column[Task]]:
    """What is asked, by what standard, who checks it, and with which materials."""
    here = SCREEN | FIELDS
    yield Column("requirement", "要求", lambda each: each.item.requirement, blank=True, surfaces=here)
    yield Column("standard", "整改", lambda each: each.item.standard, blank=True, surfaces=here)
    yield Column("materials", "备查", lambda each: Several(each.item.materials), part="proven", surfaces=here)
    yield Column("departments", "检查", lambda each: Several(each.departments), part="checked", surfaces=here)
    yield Column("branches", "党支部", lambda each: Several(tuple(one.name for one in each.branches)), surfaces=FIELDS)


def _spared(task: Task) -> str | None:
    return asked_of_in_words(task) if task.spared else None


def duty_table(listed: TaskList) -> Table[Duty]:
    """The duties, to work down and to tick off."""
    columns = [*_duty(listed)]
    if listed.branch is None:
        columns.append(
            Column("asked", "适用", lambda each: asked_of_in_words(each.one), "note", part="asked", width=Width(12, 12))
        )
    columns.append(Column("done", "完成情况", ticks_in_words, "note", surfaces=SHEET, width=Width(17.5, 17.5)))
    return Table(tuple(columns), duties(listed.tasks))


def _duty(listed: TaskList) -> Iterator[Column[Duty]]:
    yield Column("item", "编号", lambda each: each.one.item.id, "note", surfaces=SHEET, width=Width(7, 7))
    yield Column("title", "任务", _title, "prose", surfaces=SHEET, width=Width(17, 17))
    yield Column("name", "任务", lambda each: name_of(each.one), surfaces=PAPER)
    yield Column("due", "期限", lambda each: by_when_in_words(each, listed.period), "note", width=Width(8.5, 8.5))
    yield Column(
        "points", "分值", lambda each: FiguresByClass(each.one.points), "points", mark=" 分", width=Width(5.5, 5.5)
    )
    wide = Width(40, 40) if listed.branch is None else Width(54, 54)
    yield Column("requirement", "要求", lambda each: each.one.item.requirement, "prose", blank=True, width=wide)
    yield Column("departments", "检查部室", lambda each: Several(each.one.departments), "note", width=Width(9, 9))


def _title(duty: Duty) -> Value:
    title = duty.one.item.title
    return Marked(f"{title}（单项工作）", "label_small") if duty.one.item.task else title


def standards(listed: TaskList) -> Table[Item]:
    """What is asked where something was not done, and what proves that it was: an item a row, where either is said."""
    found = {each.item.id: each.item for each in listed.tasks if each.item.standard or each.item.materials}
    columns: tuple[Column[Item], ...] = (
        Column("item", "编号", lambda each: each.id, "note", width=Width(7, 7)),
        Column("title", "任务", lambda each: each.title, "prose", width=Width(17, 17)),
        Column(
            "standard", "没有做到的，整改标准", lambda each: each.standard, "prose", blank=True, width=Width(42, 42)
        ),
        Column("materials", "备查材料", lambda each: Several(each.materials), "prose", width=Width(14, 14)),
    )
    return Table(columns, tuple(found.values()))
