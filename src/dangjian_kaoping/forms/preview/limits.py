"""How much one record takes or gives at most, and which numbers set something off."""

from decimal import Decimal
from typing import NamedTuple

from dangjian_kaoping.engine.score.circumstances import Circumstances
from dangjian_kaoping.engine.score.interval import written
from dangjian_kaoping.engine.score.settlement import ceiling_of, group_start, own_start
from dangjian_kaoping.exact import ZERO, Exact, minus, plus, total
from dangjian_kaoping.facts.event import EventFact
from dangjian_kaoping.forms.preview.segments import BEYOND, LOWEST
from dangjian_kaoping.model.clause import Clause, Group, Trigger
from dangjian_kaoping.model.number import chosen
from dangjian_kaoping.model.rubric import Item

HIGHEST = Decimal("1E15")
"""No end: no form holds a greater number."""


class Range(NamedTuple):
    """The numbers that set something off, both ends included; none at all by default."""

    low: Exact = HIGHEST
    high: Exact = LOWEST


def most_of(item: Item, clause: Clause, terms: Circumstances) -> Exact:
    """The most (分) of a clause: under the caps of itself, its group and item, and of what there is to take or room."""
    branch_class = terms.branch_class
    caps: list[Exact] = []
    if clause.at_most is not None:
        caps.append(chosen(clause.at_most, branch_class))
    group = None if clause.group is None else item.groups.get(clause.group)
    if clause.effect != "give_back":
        caps += [
            chosen(each.at_most, branch_class)
            for each in (group, item)
            if each is not None and each.at_most is not None
        ]
    for scope in (group, item):
        if scope is None or scope.points is None or clause.effect not in ("deduct", "earn"):
            continue
        full = ((scope.start if isinstance(scope, Group) else None) or item.start) == "full"
        if clause.effect == "deduct" and full:
            caps.append(minus(there_is(item, scope, branch_class), ZERO if isinstance(scope, Group) else item.floor))
        elif clause.effect == "earn" and not full and (ceiling := ceiling_of(scope, branch_class)) is not None:
            caps.append(minus(ceiling, there_is(item, scope, branch_class)))
    if clause.effect in ("deduct", "earn", "give_back") and not terms.emptied.keys().isdisjoint(
        {(item.id, None), (item.id, clause.group)}
    ):
        caps.append(ZERO)
    return min(caps, default=HIGHEST)


def there_is(item: Item, scope: Item | Group, branch_class: str) -> Exact:
    """What a scope starts from (分)."""
    if isinstance(scope, Group):
        return group_start(item, scope, branch_class)
    groups = total(group_start(item, each, branch_class) for each in item.groups.values())
    return plus(own_start(item, branch_class), groups)


def range_of(trigger: Trigger, clause: Clause, *, of_level: bool) -> Range:
    """Which numbers set something off; without an end any record does, of what adds up any that is something."""
    stretch = written(trigger)
    if of_level:
        return Range(LOWEST, HIGHEST)
    if stretch.low is None and stretch.high is None:
        adds_up = clause.fact.COUNTS or isinstance(clause.fact, EventFact)
        return Range(BEYOND if adds_up else LOWEST, HIGHEST)
    low: Exact = LOWEST if stretch.low is None else stretch.low
    high: Exact = HIGHEST if stretch.high is None else stretch.high
    return Range(plus(low, BEYOND) if stretch.low_open else low, minus(high, BEYOND) if stretch.high_open else high)
