"""The impact of a revision as Markdown, for the note that goes with a draft."""

from dangjian_kaoping.compare.impact.impact import Impact, RoundImpact
from dangjian_kaoping.words.revision.impact import (
    ESTIMATE,
    EXACT,
    LEGEND,
    REASON,
    columns_in_words,
    last_places,
    missing_facts,
    reworded_in_words,
    undecided_in_words,
    versions_in_words,
    where_in_words,
)
from dangjian_kaoping.write.markdown.markdown import cell, table


def impact_markdown(impact: Impact) -> str:
    """The whole impact."""
    lines = [f"## 修订的影响：{cell(impact.old.version)} → {cell(impact.new.version)}", ""]
    lines += [f"- {heading}：{cell(words)}" for heading, words in versions_in_words(impact)]
    for one in impact.rounds:
        lines += _round(one)
    missing = missing_facts(impact)
    lines += ["", "### 不能重算的", "", ESTIMATE + LEGEND if missing else EXACT, ""]
    rows = [
        [
            cell(f"{each.item} {each.title}" if each.clause is None else f"{each.item}/{each.clause}"),
            REASON[each.reason],
            cell(where_in_words(each, len(impact.rounds))),
        ]
        for each in missing
    ]
    lines += table(("项目、条款", "为什么", "哪几轮、哪些支部"), rows) if rows else []
    if impact.reworded:
        lines += ["", cell(reworded_in_words(["/".join(each) for each in impact.reworded]))]
    return "\n".join(lines) + "\n"


def _round(one: RoundImpact) -> list[str]:
    columns = columns_in_words(one)
    headings = list(columns)
    rows = zip(*(map(cell, cells) for cells in columns.values()), strict=True)
    lines = ["", f"### {one.before.quarter.chinese}", "", *table(headings, map(list, rows), headings[1:]), ""]
    lines += [undecided, ""] if (undecided := undecided_in_words(one)) else []
    lines += [f"- {words}：{cell('、'.join(names))}" for words, names in last_places(one) or [("末位", ["没有变化"])]]
    return lines
