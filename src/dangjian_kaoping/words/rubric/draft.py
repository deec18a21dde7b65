"""What became of a document as a rubric, in words: counts, what was taken, what is left for somebody to decide."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dangjian_kaoping.characters import in_one_line
from dangjian_kaoping.exact import plain
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.outline.draft import Draft, DraftClause, DraftItem, at_odds, why_left
from dangjian_kaoping.words.rubric.limit import scoring_in_words

_DIGIT = re.compile(r"\d")
_DATE = re.compile(r"\d{4} *年 *\d{1,2} *月(?: *\d{1,2} *日)?")
"""Of a signature or a decree: no number of a rubric."""
_LONGEST = 60
"""Characters of a text that is told in passing."""


class ToSettle(NamedTuple):
    """A sentence for which there is no rule: why, and what to do."""

    item: DraftItem
    clause: DraftClause
    why: str
    mend: str


def to_settle(draft: Draft) -> Sequence[ToSettle]:
    """The sentences that were not understood, in the order of the document."""
    return [
        ToSettle(item, clause, "；".join(why_left(clause, each) for each in clause.doubts), _mends(clause))
        for item, clause in draft.clauses()
        if clause.meaning is None
    ]


def _mends(clause: DraftClause) -> str:
    return "；".join(dict.fromkeys(each.mend for each in clause.doubts))


def counts_in_words(draft: Draft) -> str:
    """How much there is, and how much of it is left."""
    clauses = [clause for _, clause in draft.clauses()]
    left = sum(each.meaning is None for each in clauses)
    rest = f"，{left} 条没有认出" if left else ""
    return (
        f"{len(draft.areas)} 个方面、{sum(1 for _ in draft.items())} 个项目、{len(clauses)} 条评分标准："
        f"{len(clauses) - left} 条写成了规则{rest}"
    )


def contradictions(draft: Draft, remarks: Sequence[str]) -> Iterator[str]:
    """What is to be looked at in the document itself; `remarks` are those on its file."""
    yield from remarks
    yield from at_odds(draft.outline)
    for item in draft.items():
        yield from (f"{item.id} {item.item.title}：{each}" for each in item.remarks)
    for left in draft.outline.left:
        if _DIGIT.search(_DATE.sub("", left.said.text)):
            text = in_one_line(left.said.text)
            said = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}……"
            yield f"{left.said.where}有数而没有放进细则：{said}（{left.why}）"
    if without := [item.id for item in draft.items() if not item.item.departments]:
        yield f"没有写检查部室的项目：{'、'.join(without)}"
    if without := [item.id for item in draft.items() if item.item.points is None and not item.item.from_total]:
        yield f"没有写分值的项目：{'、'.join(without)}"


def heading_of(item: DraftItem) -> str:
    """The number and title of an item, and in brackets its points and departments."""
    points = [] if item.item.points is None else [f"{plain(item.item.points.value)}分"]
    beside = "，".join([*points, *item.item.departments])
    return f"{item.id} {item.item.title}" + (f"（{beside}）" if beside else "")


def chosen_in_words(clause: DraftClause) -> str:
    """What the sentence leaves open and how it was taken."""
    return "" if clause.meaning is None else "；".join(clause.meaning.defaults)


def scored_in_words(understood: Rubric | None, item: DraftItem, clause: DraftClause) -> str:
    """How a clause is scored that was understood; empty for another."""
    if understood is None or clause.meaning is None:
        return ""
    found = next(each for each in understood.items() if each.id == item.id)
    return scoring_in_words(found, found.by_clause[clause.id])
