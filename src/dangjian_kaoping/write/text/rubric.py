"""The rubrics for a terminal: a list of the versions, and one of them to be read from beginning to end."""

from collections.abc import Iterable

from dangjian_kaoping.compare.diff.shares import focus_points
from dangjian_kaoping.model.rubric import FOCUS_NAMES, Area, Item, Rubric
from dangjian_kaoping.words.names import version_in_words
from dangjian_kaoping.words.rubric.focus_points import points_in_words, share_in_words
from dangjian_kaoping.words.rubric.full_marks import area_in_words, total_in_words
from dangjian_kaoping.words.rubric.item import (
    counting_in_words,
    due_in_words,
    focus_in_words,
    not_asked_in_words,
)
from dangjian_kaoping.words.rubric.limit import effects_of, group_in_words, scoring_in_words
from dangjian_kaoping.words.rubric.measure import measure_in_words
from dangjian_kaoping.words.rubric.rule import number_in_words
from dangjian_kaoping.write.layout import Page
from dangjian_kaoping.write.text.grid import Column, fitting


def rubric_list(rubrics: Iterable[Rubric], width: int = 100) -> str:
    """One line a version, in the order of coming into force: points, and how they fall to the three focuses."""
    ordered = sorted(rubrics, key=lambda each: each.effective_from)
    sums = [focus_points(rubric) for rubric in ordered]
    columns = [
        Column("版本", [rubric.version for rubric in ordered], figures=False),
        Column("起施行", [str(rubric.effective_from) for rubric in ordered], figures=False),
        Column("项目", [str(len(rubric.by_item)) for rubric in ordered]),
        Column("满分", [points_in_words(each) for each in sums]),
        *(Column(name, [share_in_words(each, focus) for each in sums]) for focus, name in FOCUS_NAMES.items()),
        Column("名称", [rubric.title for rubric in ordered], figures=False),
    ]
    page = Page(width)
    page.as_it_is(fitting(columns, page.width) if ordered else ["还没有细则。"])
    return page.text


def rubric_show(rubric: Rubric, width: int = 100) -> str:
    """The whole rubric: the measure first, then area by area its items and clauses, in words and as executed."""
    page = Page(width)
    page.line(rubric.title)
    page.line(f"{version_in_words(rubric)}，{total_in_words(rubric)}")
    if rubric.note:
        page.line(rubric.note, 0, "说明：")
    page.blank()
    page.line("考评办法")
    for rule in filter(None, measure_in_words(rubric.measure, rubric)):
        page.line(rule.words, 1, f"{rule.title}：")
    for area in rubric.areas:
        _show_area(page, rubric, area)
    return page.text


def _show_area(page: Page, rubric: Rubric, area: Area) -> None:
    page.blank()
    page.line(f"{area.name}（{area.id}）  {area_in_words(rubric, area)}")
    for item in area.items:
        page.blank()
        show_item(page, 1, item)


def show_item(page: Page, depth: int, item: Item) -> None:
    """One item with its clauses, group by group."""
    points = "" if item.points is None else f" {number_in_words(item.points, None, '分')}"
    page.line(f"{item.id} {item.title}{points}{'  单项工作' if item.task else ''}", depth)
    rows = (
        ("侧重", focus_in_words(item)),
        ("部室", "、".join(item.department)),
        ("时间", due_in_words(item)),
        ("内容", item.requirement),
        ("整改标准", item.standard),
        ("备查材料", "、".join(item.materials)),
        ("计分办法", counting_in_words(item)),
        ("不涉及", not_asked_in_words(item)),
        ("原编号", "、".join(item.was)),
    )
    for label, text in rows:
        if text:
            page.line(text, depth + 1, f"{label}：")
    for name in (None, *item.groups):
        clauses = [clause for clause in item.clauses if clause.group == name]
        if name is not None and clauses:
            own = group_in_words(item.groups[name], effects_of(item, name))
            page.line(f"【{item.groups[name].title}】" + (f"（{own}）" if own else ""), depth + 1)
        for clause in clauses:
            page.line(clause.text, depth + 1 + (name is not None), f"· {clause.id}：")
            page.line(scoring_in_words(item, clause), depth + 2 + (name is not None), "计分：")
