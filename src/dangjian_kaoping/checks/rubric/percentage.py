"""百分数 between 0 and 1: a spreadsheet's percent cell holds 0.885 for 88.5 %, and copied so it is a hundredth."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from dangjian_kaoping.diagnostics import Faults, codes
from dangjian_kaoping.engine.score.fulfilment import in_each
from dangjian_kaoping.exact import ONE, ZERO, Exact, plain, times
from dangjian_kaoping.model.clause import Clause, Trigger
from dangjian_kaoping.model.fact import (
    AmountFact,
    ImportedFact,
    JudgedFact,
    LateFact,
    MissingFact,
    ScorersFact,
    ValueFact,
)
from dangjian_kaoping.model.records import Statement
from dangjian_kaoping.model.rubric import Item
from dangjian_kaoping.model.rule import EachRule, Row, TableRule
from dangjian_kaoping.model.values import ByClass

_HUNDRED = Decimal(100)
_SIGNS = ("%", "％", "百分比", "百分率", "百分数")


class _Written(NamedTuple):
    """A number under a key of a record, what it says as it stands, and what it was likely meant to say and be."""

    key: str
    number: Decimal
    low: str
    high: str
    right: Exact


def check_percentage(item: Item, clause: Clause, stated: Statement, branch_class: str | None, faults: Faults) -> None:
    """Ask about a percentage between 0 and 1, with both readings; 0 itself and all from 1 on are clear.

    Where the rubric itself draws a line between 0 and 1, such numbers are at home, and nothing is asked.
    """
    for each in _written(clause, stated, branch_class):
        if ZERO < abs(each.number) < ONE and not any(ZERO < abs(line) < ONE for line in _lines(clause)):
            faults.add(
                codes.KP343(
                    item=item.id,
                    clause=clause.id,
                    key=each.key,
                    number=plain(each.number),
                    low=each.low,
                    high=each.high,
                    right=plain(each.right),
                ),
                stated.place_of(each.key),
            )
            return  # what was copied from one column is all of one kind


def _written(clause: Clause, stated: Statement, branch_class: str | None) -> Iterator[_Written]:
    """The percentages of a record, and the numbers out of which a percentage is made."""
    fact = clause.fact
    match fact:
        case ValueFact() if _is_percent(fact.value) and (fact.highest is None or fact.highest > ONE):
            yield from _plainly("value", stated.value)
        case AmountFact() if _is_percent(fact.amount):
            yield from _plainly("amount", stated.amount)
        case JudgedFact() if _is_percent(fact.judged):
            yield from _plainly("judged", stated.judged)
        case LateFact() if _is_percent(fact.late):
            yield from _plainly("late", stated.late)
        case ImportedFact() if _is_percent(fact.imported) and fact.full > ONE:
            yield from _plainly("score", stated.score)
        case ScorersFact() if _is_percent(fact.scorers) and fact.full > ONE:
            scores = stated.scores or ()
            for several in scores.values() if isinstance(scores, dict) else (scores,):
                for score in several:
                    yield from _plainly("scores", score)
        case MissingFact():
            required = stated.required if isinstance(fact.required, str) else fact.required
            if isinstance(required, ByClass):
                required = None if branch_class is None else required.of(branch_class)
            yield from _out_of(fact, stated, required)


def _is_percent(unit: str) -> bool:
    return any(sign in unit for sign in _SIGNS)


def _plainly(key: str, number: Decimal | None) -> Iterator[_Written]:
    if number is not None:
        right = times(number, _HUNDRED)
        yield _Written(key, number, f"{plain(number)}%", f"{plain(right)}%", right)


def _out_of(fact: MissingFact, stated: Statement, required: Decimal | tuple[Decimal, ...] | None) -> Iterator[_Written]:
    """What is done or missing out of what is required, where the percentage of it counts, or is recorded."""
    done = [("done", number, index) for index, number in enumerate(in_each(stated.done, 1))]
    missing = [] if stated.missing is None else [("missing", stated.missing, 0)]
    for key, number, month in (*done, *missing):
        whole = required[min(month, len(required) - 1)] if isinstance(required, tuple) else required
        if whole is not None and whole <= ONE:
            continue  # out of 1, 0.885 is 88.5 % either way
        if _is_percent(fact.missing):
            yield from _plainly(key, number)
        elif fact.counts_as in ("done_percent", "missing_percent") and whole is not None:
            part, unit = times(number, whole), fact.missing
            high = f"{plain(whole)} {unit}的 {plain(times(number, _HUNDRED))}%（{plain(part)} {unit}）"
            yield _Written(key, number, f"{plain(number)} {unit}", high, part)


def _lines(clause: Clause) -> Iterator[Decimal]:
    """The numbers at which the clause's points change."""
    rule = clause.rule
    numbers: list[object] = []
    if isinstance(rule, EachRule):
        numbers += [rule.below, rule.above]
    stretches: list[Trigger | Row] = [each for each in (clause.empties, clause.veto) if each is not None]
    stretches += rule.table if isinstance(rule, TableRule) else ()
    for each in stretches:
        numbers += [each.start, each.over, each.end, each.under]
    for number in numbers:
        if isinstance(number, ByClass):
            yield from number.by_class.values()
            yield from () if number.otherwise is None else (number.otherwise,)
        elif isinstance(number, Decimal):
            yield number
