"""百分数 between 0 and 1: a spreadsheet's percent cell holds 0.885 for 88.5 %, and copied so it is a hundredth."""

from collections.abc import Iterator
from decimal import Decimal

from dangjian_kaoping.diagnostics import Faults, codes
from dangjian_kaoping.exact import ONE, ZERO, plain
from dangjian_kaoping.facts.kinds import Statement
from dangjian_kaoping.model.clause import Clause, Trigger
from dangjian_kaoping.model.number import ByClass
from dangjian_kaoping.model.rubric import Item
from dangjian_kaoping.model.rule import EachRule, Row, TableRule


def check_percentage(item: Item, clause: Clause, stated: Statement, branch_class: str | None, faults: Faults) -> None:
    """Ask about a percentage between 0 and 1, with both readings; 0 itself and all from 1 on are clear.

    Where the rubric itself draws a line between 0 and 1, such numbers are at home, and nothing is asked.
    """
    for each in clause.fact.hundredths(stated, branch_class):
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
