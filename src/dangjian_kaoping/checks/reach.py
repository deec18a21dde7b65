"""Whether an item's points can be used up, and no more than them: what real rubrics get wrong most often."""

from collections.abc import Iterator
from decimal import Decimal

from dangjian_kaoping.diagnostics import Faults
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.fact import EventFact, LateFact, LevelFact, MissingFact, ValueFact
from dangjian_kaoping.model.rubric import Item
from dangjian_kaoping.model.rule import EachRule, LevelsRule, ShareRule, TableRule, WithinRule
from dangjian_kaoping.model.values import chosen
from dangjian_kaoping.numbers import ZERO, Exact, divided, least, minus, most, plain, times, total

_OVERSHOT = Decimal("0.05")
"""Overshooting by less than this part of the item is a slip of rounding, more is 扣完为止."""


def check_reach(item: Item, branch_class: str, faults: Faults) -> None:
    """Single deductions above the full marks, points out of reach, quotas that just miss the points."""
    if item.points is None:
        return
    full = chosen(item.points, branch_class)
    for clause in item.clauses:
        if clause.effect in ("deduct", "earn"):
            _check_single(item, clause, branch_class, full, faults)
            _check_quota(clause, branch_class, full, faults)
    if item.start == "full" and any(clause.empties is not None for clause in item.clauses):
        return
    if any(clause.group is not None and clause.group not in item.groups for clause in item.clauses):
        return  # what such a clause can come to is not known (KP205)
    effect, verb = ("earn", "得") if item.start == "zero" else ("deduct", "扣")
    reachable = _reachable(item, effect, branch_class)
    if reachable is not None and reachable < full:
        faults.add(
            "KP212",
            item.place_of("points"),
            scope=f"“{item.title}”",
            full=plain(full),
            verb=verb,
            most=plain(reachable),
        )


def _check_single(item: Item, clause: Clause, branch_class: str, full: Decimal, faults: Faults) -> None:
    group = item.groups.get(clause.group) if clause.group else None
    scope, limit = "本项目", full
    if group is not None and group.points is not None:
        scope, limit = "本组", chosen(group.points, branch_class)
    if clause.below_zero:
        limit = limit - item.floor
    heaviest = max(_single(clause, branch_class), default=ZERO)
    if heaviest > limit:
        tag = "" if clause.rule is None else type(clause.rule).TAG
        place = clause.place_of(clause.effect, tag)
        faults.add("KP210", place, points=plain(heaviest), scope=scope, full=plain(limit))


def _single(clause: Clause, branch_class: str) -> Iterator[Exact]:
    """What one occurrence may cost."""
    rule = clause.rule
    match rule:
        case EachRule():
            yield chosen(rule.each, branch_class)
        case TableRule():
            yield from (chosen(row.points, branch_class) for row in rule.table)
        case LevelsRule():
            yield from (chosen(points, branch_class) for points in rule.levels.values())
        case ShareRule():
            yield chosen(rule.share, branch_class)
        case WithinRule() if not isinstance(rule.within, str):
            yield chosen(rule.within[1], branch_class)
    if isinstance(clause.fact, LateFact) and clause.fact.never is not None:
        yield chosen(clause.fact.never, branch_class)
    if clause.repeat is not None:
        yield from (chosen(price, branch_class) for price in clause.repeat.prices)


def _required(clause: Clause, branch_class: str) -> Exact | None:
    """The number required in a quarter, where the rubric says it and what is missing is counted."""
    fact = clause.fact
    if not isinstance(fact, MissingFact) or isinstance(fact.required, str) or fact.counts_as != "missing":
        return None
    return times(chosen(fact.required, branch_class), Decimal(3 if fact.per == "month" else 1))


def _check_quota(clause: Clause, branch_class: str, full: Decimal, faults: Faults) -> None:
    rule, required = clause.rule, _required(clause, branch_class)
    if required is None or not isinstance(rule, EachRule) or clause.at_most is not None or clause.free is not None:
        return
    each = chosen(rule.each, branch_class)
    whole = times(divided(required, chosen(rule.step, branch_class)), each)
    gap = most(minus(whole, full), minus(full, whole))
    if whole and full and gap > 0 and gap <= times(full, _OVERSHOT):
        faults.add(
            "KP219",
            clause.place_of(clause.effect, "each"),
            count=plain(required),
            each=plain(each),
            sum=plain(whole),
            full=plain(full),
            direction="扣不完" if whole < full else "早就扣完了",
        )


def _reachable(item: Item, effect: str, branch_class: str) -> Exact | None:
    """The most that the clauses of one effect can come to; None where nothing limits them."""
    parts: list[Exact] = []
    for name in (None, *item.groups):
        mine = [
            _most(clause, branch_class) for clause in item.clauses if clause.effect == effect and clause.group == name
        ]
        group = item.groups.get(name) if name is not None else None
        if group is not None and group.points is not None and (group.start or item.start) != item.start:
            # what starts the other way round is at stake as a whole
            parts.append(chosen(group.points, branch_class))
            continue
        caps = [group.at_most, group.points] if group is not None else []
        limit = min((chosen(cap, branch_class) for cap in caps if cap is not None), default=None)
        if None in mine:
            if limit is None:
                return _capped(item, None, branch_class)
            parts.append(limit)
        else:
            points = total(each for each in mine if each is not None)
            parts.append(points if limit is None else least(points, limit))
    return _capped(item, total(parts), branch_class)


def _capped(item: Item, points: Exact | None, branch_class: str) -> Exact | None:
    if item.at_most is None:
        return points
    most = chosen(item.at_most, branch_class)
    return most if points is None else least(points, most)


def _most(clause: Clause, branch_class: str) -> Exact | None:
    """The most that one clause can come to; None where nothing limits it."""
    if clause.at_most is not None:
        return chosen(clause.at_most, branch_class)
    rule, fact = clause.rule, clause.fact
    points: Exact | None = None
    match rule:
        case None:
            points = ZERO
        case TableRule() if all(row.each is None for row in rule.table):
            points = max(chosen(row.points, branch_class) for row in rule.table)
        case LevelsRule() if isinstance(fact, LevelFact):
            points = max(chosen(each, branch_class) for each in rule.levels.values())
        case ShareRule():
            points = chosen(rule.share, branch_class)
        case WithinRule() if rule.per == "item" and not isinstance(rule.within, str):
            points = chosen(rule.within[1], branch_class)
        case EachRule():
            reach = _required(clause, branch_class)
            if isinstance(fact, ValueFact):
                if rule.below is not None:
                    reach = minus(chosen(rule.below, branch_class), fact.at_least)
                elif (top := fact.highest) is not None:
                    reach = minus(top, chosen(rule.above, branch_class) if rule.above is not None else ZERO)
            if reach is not None:
                points = times(divided(reach, chosen(rule.step, branch_class)), chosen(rule.each, branch_class))
    if points is not None and clause.repeat is not None:
        return None
    if points is not None and clause.times is not None:
        points = times(points, chosen(clause.times, branch_class))
    return None if isinstance(fact, EventFact) else points
