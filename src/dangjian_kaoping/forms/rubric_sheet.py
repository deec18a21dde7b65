"""细则: what the rubric says of the items of a form, to read."""

from collections.abc import Sequence

from dangjian_kaoping.exact import plain
from dangjian_kaoping.forms.asking import Asking
from dangjian_kaoping.forms.columns import RUBRIC, Column
from dangjian_kaoping.forms.form import Row, Sheet
from dangjian_kaoping.model.number import ByClass
from dangjian_kaoping.model.rubric import Item, Rubric

_COLUMNS = (
    Column("item", "考评项目", 22),
    Column("points", "满分", 8),
    Column("requirement", "考评内容", 40),
    Column("clauses", "评分标准", 64),
    Column("standard", "整改标准", 40),
)


def rubric_sheet(rubric: Rubric, asked: Sequence[Asking]) -> Sheet:
    """The items in the rubric's order, all of their clauses."""
    items = list({each.item.id: each.item for each in asked}.values())
    rows = [
        Row(
            item.id,
            {},
            {
                "item": f"{item.id} {item.title}",
                "points": _points(item),
                "requirement": item.requirement,
                "clauses": "\n".join(f"{each.id}：{each.text}" for each in item.clauses),
                "standard": item.standard,
            },
        )
        for item in items
    ]
    return Sheet(RUBRIC, rubric.title, (), _COLUMNS, rows, to_read=True)


def _points(item: Item) -> str | None:
    if item.points is None:
        return None
    if isinstance(item.points, ByClass):
        return "分类别"
    return plain(item.points)
