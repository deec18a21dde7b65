"""The rules as an office would print them, in Markdown: a rubric with one table an area, and a reward policy."""

from dangjian_kaoping.model.reward import RewardPolicy
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.views.rubric import items
from dangjian_kaoping.words.names import version_in_words
from dangjian_kaoping.words.rubric.full_marks import area_in_words, total_in_words
from dangjian_kaoping.words.rubric.measure import measure_in_words
from dangjian_kaoping.words.rubric.reward import policy_in_words
from dangjian_kaoping.write.markdown.markdown import cell, lines_of


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
    for area, table in items(rubric):
        lines += ["", f"## {cell(area.name)}（{area_in_words(rubric, area)}）", "", *lines_of(table)]
    return "\n".join(lines) + "\n"


def policy_markdown(policy: RewardPolicy) -> str:
    """The whole policy in words, as it is executed."""
    lines = [f"# {cell(policy.title)}", "", f"{cell(version_in_words(policy))}。", ""]
    if policy.note:
        lines += [f"说明：{cell(policy.note)}", ""]
    lines += [f"- {cell(subject)}：{cell(words)}" for subject, words in policy_in_words(policy)]
    return "\n".join(lines) + "\n"
