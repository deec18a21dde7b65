"""打分: a mark a cell, a row a clause, branch and class of scorers; of votes a column a label."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from dangjian_kaoping.facts.boxes import Box
from dangjian_kaoping.facts.marks import WHO, labels_of, mark_boxes, marked
from dangjian_kaoping.facts.scorers import ScorersFact
from dangjian_kaoping.forms.asking import Asking, message_of
from dangjian_kaoping.forms.columns import MARKS, MOST_MARKS, Column, mark_columns
from dangjian_kaoping.forms.form import Row, Sheet, Slot, Value
from dangjian_kaoping.forms.labels import branch_label, full_label
from dangjian_kaoping.forms.recorded import value_of
from dangjian_kaoping.model.records import Finding
from dangjian_kaoping.model.roster import Branch

_ADVICE = "一格一个分；分档投票的，写各档几票。一行写不下的，写在同一支部、同一条款、同一类别的下一行。"
_SHEETS_OF_MARKS = 10
"""Rows for scorers who give several marks each: one row is one of them."""
_ROWS_OF_MARKS = 3
"""Rows for those who give one mark each, of whom a row holds MOST_MARKS."""


def is_marked(asked: Asking) -> bool:
    """Whether a clause is filled in there."""
    return isinstance(asked.clause.fact, ScorersFact)


def marks_sheet(
    title: str,
    asked: Sequence[Asking],
    branches: Sequence[Branch],
    findings: Callable[[Branch], Sequence[Finding]],
    applies: Callable[[Asking, Branch], bool],
) -> Sheet | None:
    """The sheet, with the findings that are recorded already; None where nobody is marked."""
    mine = [each for each in asked if is_marked(each)]
    if not mine:
        return None
    rows = [
        row
        for branch in branches
        for each in mine
        if applies(each, branch)
        for row in _rows(each, branch, findings(branch))
    ]
    return Sheet(MARKS, title, (), _columns(mine), rows, frozenset({"row"}), advice=_ADVICE)


def _columns(mine: Sequence[Asking]) -> tuple[Column, ...]:
    """Marks where some clause has them, labels where some clause counts votes."""
    labels = dict.fromkeys(label for each in mine for label in labels_of(_fact(each)))
    return mark_columns(tuple(labels), marks=any(not labels_of(_fact(each)) for each in mine))


def _fact(asked: Asking) -> ScorersFact:
    fact = asked.clause.fact
    assert isinstance(fact, ScorersFact)
    return fact


def _rows(asked: Asking, branch: Branch, findings: Sequence[Finding]) -> Iterator[Row]:
    fact = _fact(asked)
    key = asked.item.id, asked.clause.id
    found = [each for each in findings if (each.item, each.clause) == key]
    recorded = [row for each in found for row in marked(fact, each, MOST_MARKS)]
    reasons = [each.reason for each in found if each.reason is not None]
    count = _row_count(fact)
    boxes = {each.column: each for each in mark_boxes(fact, fact.marks or MOST_MARKS)}
    # how many ballots were handed out may be recorded of all classes together
    together = any(WHO not in each for each in recorded)
    classes = (*fact.weights, *(("",) if together or not fact.weights else ()))
    for who in classes:
        mine: list[Mapping[str, str]] = [each for each in recorded if each.get(WHO, "") == who]
        for number in range(1, max(count, len(mine)) + 1):
            values = mine[number - 1] if number <= len(mine) else {}
            slots = {
                column: Slot(_value(box, values.get(column)), None, message_of(box))
                for column, box in boxes.items()
                if column != WHO
            }
            if (who, number) == (classes[0], 1):
                slots["reason"] = Slot("；".join(reasons) or None, None, "扣了分的写原因，写一次就够")
            fixed: dict[str, Value] = {
                "branch": branch_label(branch),
                "clause": full_label(asked.item, asked.clause),
                "who": who,
            }
            yield Row(f"{branch.id}/{asked.item.id}/{asked.clause.id}/{who}/{number}", slots, dict(fixed))


def _value(box: Box, text: str | None) -> Value:
    return None if text is None else value_of(box, text)


def _row_count(fact: ScorersFact) -> int:
    """Rows of a branch and a class of scorers; votes are counted in one."""
    if fact.marks is not None:
        return _SHEETS_OF_MARKS
    return 1 if labels_of(fact) else _ROWS_OF_MARKS
