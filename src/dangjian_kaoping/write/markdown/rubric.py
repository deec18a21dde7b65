"""The rules as an office would print them, in Markdown: a rubric with one table an area, and a reward policy."""

from collections.abc import Sequence

from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.reward import RewardPolicy
from dangjian_kaoping.model.rubric import Item, Rubric
from dangjian_kaoping.words.names import version_in_words
from dangjian_kaoping.words.rubric.full_marks import area_in_words, total_in_words
from dangjian_kaoping.words.rubric.item import aside_rule_in_words, due_in_words, focus_in_words
from dangjian_kaoping.words.rubric.measure import measure_in_words
from dangjian_kaoping.words.rubric.reward import policy_in_words
from dangjian_kaoping.words.rubric.rule import number_in_words
from dangjian_kaoping.write.markdown.markdown import cell, table

_HEADINGS = ("序号", "考评项目", "考评内容", "分值", "评分标准", "整改标准", "备查材料", "时间", "部室", "侧重")


def rubric_markdown(rubric: Rubric) -> str:
    """The whole rubric: measure first, then a table for each area, numbered through as printed."""
    lines = [f"# {cell(rubric.title)}", ""]
    lines += [
        f"{cell(version_in_words(rubric))}，{total_in_words(rubric)}。",
        "",
    ]
    if rubric.note:
        lines += [f"说明：{cell(rubric.note)}", ""]
    lines += ["## 考评办法", ""]
    rules = measure_in_words(rubric.measure, rubric)
    lines += [f"- {rule.title}：{rule.words}" for rule in rules if rule is not None]
    number = 1
    for area in rubric.areas:
        lines += ["", f"## {cell(area.name)}（{area_in_words(rubric, area)}）", "", *_table(area.items, number)]
        number += len(area.items)
    return "\n".join(lines) + "\n"


def _table(items: Sequence[Item], first: int) -> list[str]:
    return table(_HEADINGS, [_cells(item, first + index) for index, item in enumerate(items)], ("序号", "分值"))


def _cells(item: Item, number: int) -> tuple[str, ...]:
    title = f"{cell(item.id)} {cell(item.title)}" + ("（单项工作）" if item.task else "")
    return (
        str(number),
        title,
        cell(item.requirement or ""),
        "无" if item.points is None else number_in_words(item.points, None, "").strip(),
        "<br>".join(_clauses(item)),
        cell(item.standard or ""),
        "、".join(cell(each) for each in item.materials),
        due_in_words(item),
        "、".join(cell(each) for each in item.department),
        focus_in_words(item),
    )


def _clauses(item: Item) -> list[str]:
    sentences = [
        f"{index}. {cell(clause.text)}{_recorders(clause)}" for index, clause in enumerate(item.clauses, start=1)
    ]
    aside = aside_rule_in_words(item)
    return [*sentences, f"不涉及的{aside}"] if aside else sentences


def _recorders(clause: Clause) -> str:
    return f"（由{'、'.join(map(cell, clause.department))}记）" if clause.department else ""


def policy_markdown(policy: RewardPolicy) -> str:
    """The whole policy in words, as it is executed."""
    lines = [f"# {cell(policy.title)}", "", f"{cell(version_in_words(policy))}。", ""]
    if policy.note:
        lines += [f"说明：{cell(policy.note)}", ""]
    lines += [f"- {cell(subject)}：{cell(words)}" for subject, words in policy_in_words(policy)]
    return "\n".join(lines) + "\n"
