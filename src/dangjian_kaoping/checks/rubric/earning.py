"""Whether what a clause gives can change its item at all: tried on the settling of items that scores are settled by.

All of an item with the numbers of one class of branches.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from dangjian_kaoping.diagnostics import Faults, codes
from dangjian_kaoping.engine import names
from dangjian_kaoping.engine.score.attainable import most_of, once
from dangjian_kaoping.engine.score.circumstances import ANYWHERE
from dangjian_kaoping.engine.score.clause import ClauseScore, scope_of
from dangjian_kaoping.engine.score.price import price_of
from dangjian_kaoping.engine.score.settlement import settle_item
from dangjian_kaoping.engine.step import given
from dangjian_kaoping.exact import ONE, ZERO, Exact, plain
from dangjian_kaoping.facts.quantity import Quantity
from dangjian_kaoping.model.by_class import decided
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.rubric import Item
from dangjian_kaoping.model.rule import EachRule, LevelsRule, TableRule, WithinRule

_LITTLE = Decimal("0.01")
"""What can be taken where as little as one likes can be."""
_MUCH = Decimal(1000)
"""What is given where nothing limits it."""


class _Situation(NamedTuple):
    """By clause what it takes or gives (分), and the clause that empties its scope."""

    points: Mapping[str, Exact]
    emptying: str = ""


def check_earning(item: Item, faults: Faults) -> None:
    """Clauses that earn or give back, and whose points never change what the item comes to."""
    for clause in item.clauses:
        if clause.effect not in ("earn", "give_back"):
            continue
        most = most_of(item, clause)
        if most == ZERO or any(
            _changes(item, clause, _MUCH if most is None else most, each) for each in _situations(item)
        ):
            continue
        place = clause.key_of(clause.effect)
        group = item.groups.get(clause.group) if clause.group else None
        scope, points = "本项目", item.points
        if group is not None and group.points is not None:
            scope, points = "本组", group.points
        if clause.effect == "give_back":
            faults.add(codes.KP253(scope=scope), place)
        elif points is not None:
            faults.add(codes.KP252(scope=scope, full=plain(decided(points))), place)


def _changes(item: Item, clause: Clause, points: Exact, taken: _Situation) -> bool:
    """Whether the item comes to something else with what the clause gives, where others take so much."""
    given_too = taken._replace(points={**taken.points, clause.id: points})
    return _settled(item, taken) != _settled(item, given_too)


def _settled(item: Item, situation: _Situation) -> Exact:
    return settle_item(item, [_score(item, each, situation) for each in item.clauses], ANYWHERE).value


def _score(item: Item, clause: Clause, situation: _Situation) -> ClauseScore:
    points = situation.points.get(clause.id, ZERO)
    emptied = clause.id == situation.emptying
    step = given(names.TAKEN, points, clause)
    empties = scope_of(item, clause) if emptied else None
    return ClauseScore(clause, clause.effect, points, empties, False, bool(points) or emptied, step, ())


def _situations(item: Item) -> Iterator[_Situation]:
    """What may have been taken: nothing, of each clause as little and as much as it can take, of all of them."""
    taking = [each for each in item.clauses if each.effect == "deduct"]
    little = {each.id: _least(each) for each in taking if each.rule is not None}
    most = {each.id: once(item, each) for each in taking if each.rule is not None}
    yield _Situation({})
    for several in (little, most):
        yield from (_Situation({key: points}) for key, points in several.items())
        yield _Situation(several)
    yield from (_Situation({}, each.id) for each in item.clauses if each.empties is not None)


def _least(clause: Clause) -> Exact:
    """The least that a clause can take, if it takes anything."""
    found: list[Exact] = []
    rule, fact = clause.rule, clause.fact
    match rule:
        case EachRule() if fact.is_whole and rule.line is None:
            found.append(price_of(clause, ("", clause.id), ANYWHERE).of_quantity(Quantity(ONE)))
        case TableRule() if all(row.each is None and row.to_points is None for row in rule.table):
            found += [decided(row.points) for row in rule.table]
        case LevelsRule() if fact.most_weight == ONE:
            found += map(decided, rule.prices())
        case WithinRule() if not isinstance(rule.within, str):
            found.append(decided(rule.within[0]))
    return min((each for each in found if each > 0), default=_LITTLE)
