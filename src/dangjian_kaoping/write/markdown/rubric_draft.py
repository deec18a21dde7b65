"""导入报告: what became of a document as a rubric, item by item, in Markdown."""

from collections.abc import Sequence

from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.outline.draft import Draft, DraftClause, DraftItem
from dangjian_kaoping.words.rubric.draft import (
    chosen_in_words,
    contradictions,
    counts_in_words,
    heading_of,
    scored_in_words,
    to_settle,
)
from dangjian_kaoping.write.markdown.markdown import cell, table

FORMAT = "kaoping.rubric-import/1"
_TO_SETTLE = ("项目", "条款", "原文", "在原件哪里", "为什么", "怎样办")
_CLAUSES = ("条款", "原文", "计分", "原文没有写明，这样定", "在原件哪里")
_LEFT = ("文字", "在原件哪里", "缘由")


def draft_markdown(draft: Draft, understood: Rubric | None, remarks: Sequence[str]) -> str:
    """The report on a draft: what is left for somebody, what in the document is at odds, then all that was taken.

    `understood` is the rubric of the clauses that were; `remarks` are on the document's file.
    """
    lines = [f"<!-- {FORMAT} -->", "", f"# 导入报告：{cell(draft.file)}", "", f"{counts_in_words(draft)}。"]
    lines += ["", "草稿要人看过才能用：先把没有认出的补上规则，再逐条核对“计分”和“这样定”，最后运行 kaoping check。"]
    if left := to_settle(draft):
        rows = [
            (each.item.id, each.clause.id, each.clause.text, each.clause.sentence.where, each.why, each.mend)
            for each in left
        ]
        lines += ["", "## 没有认出的", "", *_table(_TO_SETTLE, rows)]
    if odd := list(contradictions(draft, remarks)):
        lines += ["", "## 原件里要核对的", "", *(f"- {cell(each)}" for each in odd)]
    lines += ["", "## 逐项"]
    for area in draft.areas:
        lines += ["", f"### {cell(area.id)} {cell(area.area.name)}".rstrip()]
        for item in area.items:
            lines += ["", *_item(item, understood)]
    outline = draft.outline
    if beside := [*((each.text, each.where, "对各项都适用的话") for each in outline.general)]:
        lines += ["", "## 写给全部项目的", "", *_table(_LEFT, beside)]
    if outline.left:
        lines += ["", "## 没有放进细则的", ""]
        lines += _table(_LEFT, [(each.said.text, each.said.where, each.why) for each in outline.left])
    return "\n".join(lines) + "\n"


def _item(item: DraftItem, understood: Rubric | None) -> list[str]:
    asked = [f"考评内容：{cell(item.item.requirement)}", ""] if item.item.requirement else []
    rows = [_row(item, clause, understood) for clause in item.clauses]
    return [f"**{cell(heading_of(item))}**　{cell(item.item.where)}", "", *asked, *_table(_CLAUSES, rows)]


def _row(item: DraftItem, clause: DraftClause, understood: Rubric | None) -> Sequence[str]:
    scored = "没有认出" if clause.meaning is None else scored_in_words(understood, item, clause)
    return (clause.id, clause.text, scored, chosen_in_words(clause), clause.sentence.where)


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    return table(headings, [[cell(each) for each in row] for row in rows])
