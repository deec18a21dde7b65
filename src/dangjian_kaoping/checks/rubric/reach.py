"""Whether an item's points can be used up, and no more than them: what real rubrics get wrong most often.

All of an item with the numbers of one class of branches.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from dangjian_kaoping.checks.rubric.scenarios import open_clauses
from dangjian_kaoping.diagnostics import Faults, codes
from dangjian_kaoping.engine.score.attainable import most_of, once
from dangjian_kaoping.engine.score.circumstances import ANYWHERE
from dangjian_kaoping.engine.score.clause import scope_of
from dangjian_kaoping.engine.score.price import price_of
from dangjian_kaoping.engine.score.settlement import ceiling_of
from dangjian_kaoping.exact import ONE, ZERO, Exact, least, minus, most, plain, times, total
from dangjian_kaoping.facts.quantity import Quantity
from dangjian_kaoping.model.by_class import decided
from dangjian_kaoping.model.clause import Clause, Group
from dangjian_kaoping.model.rubric import Item
from dangjian_kaoping.model.rule import EachRule

_OVERSHOT = Decimal("0.05")
"""Overshooting by less than this part of the item is a slip of rounding, more is 扣完为止."""
_VERB = {"deduct": "扣", "earn": "得"}


class _Scope(NamedTuple):
    """What a clause's points come out of: an item, or a group with points; its name, and what else is in it."""

    name: str
    points: Decimal
    start: str
    clauses: Sequence[Clause]
    ceiling: Exact | None

    @property
    def exceeds(self) -> bool:
        """Whether what is earned may go beyond the points."""
        return self.ceiling is None or self.ceiling > self.points


def check_reach(item: Item, faults: Faults) -> None:
    """Single deductions above the full marks, points out of reach, quotas that just miss the points."""
    if item.points is None or any(
        clause.group is not None and clause.group not in item.groups for clause in item.clauses
    ):
        return  # what such a clause can come to is not known (KP205)
    full = decided(item.points)
    for clause in item.clauses:
        if clause.effect in ("deduct", "earn"):
            scope = _scope_of(item, clause, full)
            _check_single(item, clause, scope, faults)
            _check_quota(clause, scope, faults)
    if item.start == "full" and any(_empties(item, clause, "item") for clause in item.clauses):
        return
    effect = "earn" if item.start == "zero" else "deduct"
    if effect == "deduct" and item.exceeds and not any(clause.effect == "deduct" for clause in item.clauses):
        return  # full marks are there for everybody, and something is earned beyond them
    if effect == "deduct" and all(clause.effect == "earn" for clause in item.clauses):
        return  # earnings that do nothing are told by themselves (KP252)
    reachable = _reachable(item, effect)
    if effect == "deduct" and reachable is not None and reachable >= full - item.floor:
        return  # the floor says so itself: 最多扣6分，最低24分
    if reachable is not None and reachable < full:
        scope_name = f"“{item.title}”"
        faults.add(
            codes.KP212(scope=scope_name, full=plain(full), verb=_VERB[effect], most=plain(reachable)),
            item.place_of("points"),
        )


def _scope_of(item: Item, clause: Clause, full: Decimal) -> _Scope:
    group = item.groups.get(clause.group) if clause.group else None
    if group is None or group.points is None:
        return _Scope("本项目", full, item.start, item.clauses, ceiling_of(item, ""))
    mine = [each for each in item.clauses if each.group == clause.group]
    return _Scope("本组", decided(group.points), group.start or item.start, mine, ceiling_of(group, ""))


def _empties(item: Item, clause: Clause, scope: str) -> bool:
    return clause.empties is not None and scope_of(item, clause) == scope


def _check_single(item: Item, clause: Clause, scope: _Scope, faults: Faults) -> None:
    if scope.ceiling is None:
        return
    # a group that has points of its own stays at 0: only what goes on from there reaches the item's floor
    below = clause.effect == "deduct" and (clause.below_zero or scope.name == "本项目")
    limit = minus(scope.ceiling, min(item.floor, ZERO)) if below else scope.ceiling
    points = once(item, clause)
    if points > limit:
        verb = _VERB[clause.effect]
        faults.add(
            codes.KP210(verb=verb, points=plain(points), scope=scope.name, full=plain(limit)),
            clause.place_of(clause.effect, *(() if clause.rule is None else (type(clause.rule).TAG,))),
        )


def _check_quota(clause: Clause, scope: _Scope, faults: Faults) -> None:
    """A number required whose price comes to nearly the full marks, and not to them."""
    rule, required = clause.rule, clause.fact.quota(clause.effect)
    limited = clause.at_most is not None or clause.free is not None or clause.empties is not None
    if required is None or not isinstance(rule, EachRule) or limited or clause.repeat is not None:
        return
    if rule.below is not None or rule.above is not None:
        return
    whole = price_of(clause, ("", clause.id), ANYWHERE).of_quantity(Quantity(required))
    gap = most(minus(whole, scope.points), minus(scope.points, whole))
    if not whole or not 0 < gap <= times(scope.points, _OVERSHOT):
        return
    if whole > scope.points and clause.effect == "earn" and scope.exceeds:
        return  # what is done beyond the quota is to count
    if whole < scope.points and sum(each.effect == clause.effect for each in scope.clauses) > 1:
        return  # the rest is for the other clauses
    takes = clause.effect == "deduct"
    done = "全部没有做" if takes else "全部做到"
    short, over = ("扣不完", "早就扣完了") if takes else ("得不满", "早就得满了")
    faults.add(
        codes.KP219(
            reckoning=_reckoning(clause, rule, required, whole),
            full=plain(scope.points),
            done=done,
            direction=short if whole < scope.points else over,
        ),
        clause.place_of(clause.effect, "each"),
    )


def _reckoning(clause: Clause, rule: EachRule, required: Exact, whole: Exact) -> str:
    """How the quota comes to its points: `30 ÷ 2 × 0.5 = 7.5`."""
    step, factor = decided(rule.step), ONE if clause.times is None else decided(clause.times)
    words = plain(required) + ("" if step == ONE else f" ÷ {plain(step)}") + f" × {plain(decided(rule.each))}"
    words += "" if factor == ONE else f" × {plain(factor)}"
    uneven = {"whole": "（不足一步的不计）", "started": "（不足一步的按一步计）", "exact": ""}[rule.steps]
    return f"{words}{'' if step == ONE else uneven} = {plain(whole)}"


def _reachable(item: Item, effect: str) -> Exact | None:
    """The most that the clauses of one effect can come to; None where nothing limits them.

    Clauses that shut each other off never come to anything together.
    """
    if not item.conditional:
        return _reached_by(item, effect, item.clauses)
    every = [[each for each in item.clauses if each.id in acting] for acting in open_clauses(item)]
    reached = [_reached_by(item, effect, several) for several in every]
    return None if None in reached else max((each for each in reached if each is not None), default=ZERO)


def _reached_by(item: Item, effect: str, clauses: Sequence[Clause]) -> Exact | None:
    parts: list[Exact] = []
    for name in (None, *item.groups):
        mine = [clause for clause in clauses if clause.group == name]
        group = item.groups.get(name) if name is not None else None
        if group is not None and group.points is not None:
            other_way = (group.start or item.start) != item.start
            emptied = effect == "deduct" and any(_empties(item, clause, "group") for clause in mine)
            if other_way or emptied:
                # what starts the other way round, or can be emptied, is at stake as a whole
                parts.append(decided(group.points))
                continue
        limit = None if group is None else _limit_of(group, effect)
        points = [most_of(item, clause) for clause in mine if clause.effect == effect]
        known = [each for each in points if each is not None]
        if len(known) < len(points):
            if limit is None:
                return _capped(item, None)
            parts.append(limit)
        else:
            whole = _together(known, highest=item.highest_only or (group is not None and group.highest_only))
            parts.append(whole if limit is None else least(whole, limit))
    return _capped(item, _together(parts, highest=item.highest_only))


def _together(points: Sequence[Exact], *, highest: bool) -> Exact:
    """What several come to, or the highest of them where only that counts."""
    return max(points, default=ZERO) if highest else total(points)


def _limit_of(group: Group, effect: str) -> Exact | None:
    """The most that the clauses of one effect can come to in a group; None where nothing limits it."""
    cap = None if group.at_most is None else decided(group.at_most)
    room = ceiling_of(group, "") if effect == "earn" or group.points is None else decided(group.points)
    known: list[Exact] = [each for each in (cap, room) if each is not None]
    return min(known, default=None)


def _capped(item: Item, points: Exact | None) -> Exact | None:
    if item.at_most is None:
        return points
    cap = decided(item.at_most)
    return cap if points is None else least(points, cap)
