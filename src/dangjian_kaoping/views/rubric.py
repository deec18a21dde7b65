"""考评细则: a row an item, as an office prints it, with the sentences that were adopted."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import count
from typing import NamedTuple

from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.rubric import Area, Item, Rubric
from dangjian_kaoping.views.table import Column, Several, Table, Value, Width, says_something
from dangjian_kaoping.words.rubric.item import aside_rule_in_words, due_in_words, focus_in_words
from dangjian_kaoping.words.rubric.rule import number_in_words

NAME = "考评细则"


class Numbered(NamedTuple):
    """An item, and its number in the whole rubric."""

    number: int
    item: Item


def items(rubric: Rubric) -> Iterator[tuple[Area, Table[Numbered]]]:
    """The areas, each with its table. All have the same columns: what no item says anything of has none."""
    numbers = count(1)
    areas = [(area, [Numbered(next(numbers), item) for item in area.items]) for area in rubric.areas]
    every = [row for _, rows in areas for row in rows]
    columns = tuple(each for each in _COLUMNS if any(says_something(each.value(row)) for row in every))
    for area, rows in areas:
        yield area, Table(columns, rows)


def _title(row: Numbered) -> str:
    return f"{row.item.id} {row.item.title}" + ("（单项工作）" if row.item.task else "")


def _points(row: Numbered) -> Value:
    points = row.item.points
    if points is None or isinstance(points, Decimal):
        return "无" if points is None else points
    return number_in_words(points, None, "").strip()


def sentences(item: Item) -> Sequence[str]:
    """What points are given and taken for, numbered; then how an item counts where it does not apply."""
    found = [f"{index}. {clause.text}{_recorders(clause)}" for index, clause in enumerate(item.clauses, start=1)]
    aside = aside_rule_in_words(item)
    return [*found, f"不涉及的{aside}"] if aside else found


def _recorders(clause: Clause) -> str:
    return f"（由{'、'.join(clause.department)}记）" if clause.department else ""


_COLUMNS: tuple[Column[Numbered], ...] = (
    Column("number", "序号", lambda row: row.number, "count", width=Width(4, 4, 2)),
    Column("item", "考评项目", _title, "name", width=Width(12, 12, 7)),
    Column("requirement", "考评内容", lambda row: row.item.requirement or "", "prose", width=Width(22, 22, 12)),
    Column("points", "分值", _points, "points", exact=True, width=Width(5, 5, 3)),
    Column("clauses", "评分标准", lambda row: "\n".join(sentences(row.item)), "prose", width=Width(56, 56, 22)),
    Column("standard", "整改标准", lambda row: row.item.standard or "", "prose", width=Width(20, 20, 11)),
    Column("materials", "备查材料", lambda row: Several(row.item.materials), "note", width=Width(7, 7, 5)),
    Column("due", "时间", lambda row: due_in_words(row.item), "note", width=Width(7, 7, 4)),
    Column("department", "部室", lambda row: Several(row.item.department), "note", width=Width(8, 8, 5)),
    Column("focus", "侧重", lambda row: focus_in_words(row.item), "note", width=Width(8, 8, 4)),
)
