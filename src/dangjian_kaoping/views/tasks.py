"""任务清单: a row a task, in the order of their deadlines."""

from collections.abc import Iterator, Mapping, Sequence

from dangjian_kaoping.engine.follow.tasks import Task, TaskList
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
from dangjian_kaoping.words.task import asked_of_in_words, how_often, name_of

NAME = "任务清单"
_ORDER: Mapping[Surface, Sequence[str]] = {
    "screen": ("", "checked", "proven", "asked"),
    "paper": ("due",),
    "sheet": ("due",),
}


def tasks(listed: TaskList) -> Table[Task]:
    """The table; whom a task is asked of stands in it where it is not one branch's."""
    columns = [*_what(), *_demands()]
    if listed.branch is None:
        columns += _asked()
    columns.append(Column("done", "完成情况", lambda _: "", "prose", surfaces=SHEET, width=Width(12, 12)))
    return Table(tuple(columns), listed.tasks, _ORDER, heads=("name", "points", "often"))


def _what() -> Iterator[Column[Task]]:
    """The item, for which period, and what it is worth."""
    yield Column("item", "编号", lambda each: each.item.id, "note", surfaces=SHEET | FIELDS, width=Width(8, 8))
    yield Column("name", "任务", name_of, surfaces=PAPER | SCREEN)
    yield Column("title", "任务", lambda each: each.item.title, surfaces=FIELDS)
    yield Column("title", "任务", _title, surfaces=SHEET, width=Width(16, 16))
    yield Column("area", "专业方面", lambda each: each.area.name, surfaces=FIELDS)
    yield Column("rubric", "细则", lambda each: each.rubric.version, surfaces=FIELDS)
    yield Column("period", "时期", lambda each: str(each.period), surfaces=FIELDS)
    yield Column("from", "开始", lambda each: each.start, "day", surfaces=FIELDS)
    yield Column(
        "due", "期限", lambda each: each.due, "day", "due", surfaces=PAPER | SHEET | FIELDS, width=Width(10, 10)
    )
    yield Column("often", "频次", how_often, "note", surfaces=SHEET | SCREEN, width=Width(6, 6))
    yield Column("points", "分值", lambda each: FiguresByClass(each.points), "points", mark=" 分", width=Width(8, 8))
    yield Column("single_task", "单项工作", lambda each: each.item.task, surfaces=FIELDS)


def _demands() -> Iterator[Column[Task]]:
    """What is asked, by what standard, who checks it, and with which materials."""
    yield Column("requirement", "要求", lambda each: each.item.requirement, "prose", blank=True, width=Width(32, 32))
    yield Column(
        "standard",
        "没有做到的，整改标准",
        lambda each: each.item.standard,
        "prose",
        headings={"paper": "整改标准", "screen": "整改"},
        blank=True,
        width=Width(32, 32),
    )
    yield Column(
        "materials",
        "备查材料",
        lambda each: Several(each.item.materials),
        "prose",
        "proven",
        headings={"screen": "备查"},
        width=Width(14, 14),
    )
    yield Column(
        "departments",
        "检查部室",
        lambda each: Several(each.departments),
        "note",
        "checked",
        headings={"screen": "检查"},
        width=Width(10, 10),
    )
    yield Column("branches", "党支部", lambda each: Several(tuple(one.name for one in each.branches)), surfaces=FIELDS)


def _asked() -> Iterator[Column[Task]]:
    """Whom it is asked of; in a terminal where it is not everybody."""
    yield Column("asked", "适用", asked_of_in_words, "note", surfaces=SHEET | PAPER, width=Width(12, 12))
    yield Column("asked", "适用", _spared, part="asked", surfaces=SCREEN)


def _title(task: Task) -> Value:
    return Marked(
        task.item.title + ("\n（单项工作）" if task.item.task else ""), "strong" if task.item.task else "text"
    )


def _spared(task: Task) -> str | None:
    return asked_of_in_words(task) if task.spared else None
