"""The versions of the rubric under which the exported rounds were held: areas, items, clauses."""

from collections.abc import Iterator, Mapping

from dangjian_kaoping.database.table import Cell, Column, Reference, Table
from dangjian_kaoping.engine.export import Export
from dangjian_kaoping.model.clause import Effect
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.views.database.cells import ITEM, RUBRIC

EFFECT: Mapping[Effect, str] = {
    "deduct": "扣分",
    "earn": "得分",
    "give_back": "还分",
    "bonus": "加分",
    "penalty": "扣减",
    "veto": "一票否决",
    "record": "只记录",
}
"""What a clause does."""


def rubric_tables(export: Export) -> Iterator[Table]:
    """A version is the same in whatever round it was in force, so that it is told once."""
    versions = {each.result.rubric.version: each.result.rubric for each in export.rounds}
    rubrics = list(versions.values())
    yield Table(
        "rubrics",
        "考评细则的各版：这些轮次用到的",
        (
            Column("rubric", "text", "版本，如 2020"),
            Column("title", "text", "名称"),
            Column("effective_from", "text", "从哪个季度起施行"),
        ),
        ("rubric",),
        rows=[(each.version, each.title, str(each.effective_from)) for each in rubrics],
    )
    yield Table(
        "areas",
        "专业方面",
        (
            RUBRIC,
            Column("area", "text", "方面编号，如 DJ"),
            Column("name", "text", "方面名称"),
            Column("position", "integer", "在细则里是第几个"),
        ),
        ("rubric", "area"),
        [Reference(("rubric",), "rubrics", ("rubric",))],
        [
            (each.version, area.id, area.name, place)
            for each in rubrics
            for place, area in enumerate(each.areas, start=1)
        ],
    )
    yield Table(
        "rubric_items",
        "考评项目",
        (
            RUBRIC,
            ITEM,
            Column("area", "text", "属于哪个方面"),
            Column("title", "text", "项目名称"),
            Column("departments", "text", "检查的部室，几个的用顿号隔开"),
            Column("requirement", "text", "考评内容", optional=True),
            Column("standard", "text", "整改标准", optional=True),
            Column("task", "truth", "是不是单项工作：1 是，0 不是"),
        ),
        ("rubric", "item"),
        [Reference(("rubric", "area"), "areas", ("rubric", "area"))],
        [row for each in rubrics for row in _items(each)],
    )
    yield Table(
        "clauses",
        "评分标准，一条一行",
        (
            RUBRIC,
            ITEM,
            Column("clause", "text", "条款编号，本项目里唯一"),
            Column("text", "text", "条款原文"),
            Column("effect", "text", f"怎样计分：{'、'.join(EFFECT.values())}"),
        ),
        ("rubric", "item", "clause"),
        [Reference(("rubric", "item"), "rubric_items", ("rubric", "item"))],
        [
            (each.version, item.id, clause.id, clause.text, EFFECT[clause.effect])
            for each in rubrics
            for item in each.items()
            for clause in item.clauses
        ],
    )


def _items(rubric: Rubric) -> Iterator[tuple[Cell, ...]]:
    for area in rubric.areas:
        for item in area.items:
            departments = "、".join(item.department)
            yield (
                *(rubric.version, item.id, area.id, item.title, departments, item.requirement, item.standard),
                item.task,
            )
