"""计分规则 to points: what a quantity, a level or a judged number costs or earns (steps 1 and 2 of an item)."""

from decimal import Decimal
from typing import NamedTuple

from dangjian_kaoping.diagnostics import Diagnostic, codes
from dangjian_kaoping.engine.score.circumstances import Circumstances, ClauseKey, Earlier, Refusal
from dangjian_kaoping.engine.score.interval import Stretch, completed, written
from dangjian_kaoping.engine.step import held
from dangjian_kaoping.exact import (
    ONE,
    ZERO,
    Exact,
    divided,
    minus,
    most,
    plain,
    plus,
    started_steps,
    times,
    whole_steps,
)
from dangjian_kaoping.facts.quantity import Quantity
from dangjian_kaoping.model.clause import Clause, Repeat
from dangjian_kaoping.model.rule import EachRule, LevelsRule, Row, ShareRule, TableRule, drawn
from dangjian_kaoping.model.values import ByClass, PerHead, chosen

NEVER = Earlier(0)


class Price(NamedTuple):
    """Points of one clause's rule in given circumstances.

    `entry` is what `repeat` sets for one occurrence of this round (分, or how many times its own price where
    `multiplies`), `adds` whether it comes on top; `earlier` are the rounds that it looked back at.
    """

    clause: Clause
    terms: Circumstances
    entry: Exact | None
    adds: bool
    factor: Exact
    multiplies: bool = False
    earlier: Earlier = NEVER

    def one(self, base: Exact) -> Exact:
        """The price of one occurrence: its own, or that of the repeat."""
        if self.entry is None or self.multiplies:
            return base
        return plus(base, self.entry) if self.adds else self.entry

    def of_quantity(self, quantity: Quantity) -> Exact:
        """Points of a quantity, after `free` and `times`."""
        clause = self.clause
        rule = clause.rule
        if rule is None:
            return ZERO
        value = quantity.value
        if clause.free is not None:
            free = chosen(clause.free, self.terms.branch_class)
            value = most(minus(value, free), ZERO)
            quantity = quantity._replace(lacking=most(minus(quantity.lacking, free), ZERO))
        match rule:
            case EachRule():
                points = times(self.one(chosen(rule.each, self.terms.branch_class)), self.steps(rule, value))
            case TableRule():
                points = self.row(rule, value, quantity.value)
            case ShareRule():
                part = self.part(quantity) if rule.of is None else self.part_of(drawn(rule.of), value)
                points = times(chosen(rule.share, self.terms.branch_class), part)
            case _:
                points = value
        never = clause.fact.never_price
        if quantity.never and never is not None:
            price = self.one(chosen(never, self.terms.branch_class))
            points = plus(points, times(price, Decimal(quantity.never)))
        return times(points, self.factor)

    def steps(self, rule: EachRule, value: Exact) -> Exact:
        """How many steps a value lies beyond the line, or has in it."""
        branch_class = self.terms.branch_class
        if rule.below is not None:
            value = minus(chosen(drawn(rule.below), branch_class), value)
        elif rule.above is not None:
            value = minus(value, chosen(drawn(rule.above), branch_class))
        value = most(value, ZERO)
        step = chosen(rule.step, branch_class)
        if step != ONE:
            value = divided(value, step)
        match rule.steps:
            case "exact":
                return value
            case "whole":
                return whole_steps(value)
            case "started":
                return started_steps(value)

    def row(self, rule: TableRule, value: Exact, recorded: Exact) -> Exact:
        """Points of the row in which a value lies; `recorded` is it before `free`. Raises Refusal where it lies in
        none, and does not empty the scope either.
        """
        found = [
            points_in_row(row, stretch, value, self.terms.branch_class)
            for row, stretch in zip(rule.table, stretches(rule), strict=True)
            if stretch.holds(value)
        ]
        if not found:
            # nothing happened, and the table begins where something did
            if not value and self.clause.fact.counts_occurrences:
                return ZERO
            if self._empties_at(recorded):
                return ZERO
            raise Refusal(Diagnostic(codes.KP314(value=plain(value), clause=self.clause.id), self.clause.at))
        if rule.overlap == "first":
            return found[0]
        return min(found) if rule.overlap == "lighter" else max(found)

    def _empties_at(self, recorded: Exact) -> bool:
        """Whether a quantity empties by itself: then the table need say nothing of it."""
        empties = self.clause.empties
        if empties is None or empties.levels:
            return False
        stretch = written(empties)
        return (stretch.low is not None or stretch.high is not None) and stretch.holds(recorded)

    def part(self, quantity: Quantity) -> Exact:
        """The part of the whole that counts, from 0 to 1: where points are taken what is lacking, else the rest."""
        lacking = held(divided(quantity.lacking, quantity.whole), ZERO, ONE) if quantity.whole else ZERO
        return lacking if self.clause.effect in ("deduct", "penalty") else minus(ONE, lacking)

    def part_of(self, number: Decimal | ByClass | PerHead, value: Exact) -> Exact:
        """The part that a value is of another number, from 0 to 1; of nothing it is none."""
        whole = chosen(number, self.terms.branch_class)
        return held(divided(value, whole), ZERO, ONE) if whole > 0 else ZERO

    def of_level(self, level: str | None, role: str | None = None) -> Exact:
        """Points of a level, if they differ by role in a role; where there is one price for all, of one occurrence."""
        rule = self.clause.rule
        if isinstance(rule, LevelsRule):
            base = self.one(chosen(rule.price(level or "", role), self.terms.branch_class))
        else:
            base = self.one(chosen(rule.each, self.terms.branch_class)) if isinstance(rule, EachRule) else ZERO
        return times(base, self.factor)

    def of_points(self, points: Exact) -> Exact:
        """Points that somebody judged."""
        return times(self.one(points), self.factor)


def price_of(clause: Clause, key: ClauseKey, terms: Circumstances) -> Price:
    """The price of a clause at a branch in a round; step 2 looks at the earlier rounds."""
    factor: Exact = ONE if clause.times is None else chosen(clause.times, terms.branch_class)
    repeat = clause.repeat
    if repeat is None:
        return Price(clause, terms, None, False, factor)
    earlier = terms.earlier.get(key, NEVER)
    entry = entry_of(repeat, earlier.rounds, terms)
    if repeat.times:
        return Price(clause, terms, entry, False, times(factor, entry), True, earlier)
    return Price(clause, terms, entry, repeat.adds, factor, False, earlier)


def entry_of(repeat: Repeat, earlier: int, terms: Circumstances) -> Exact:
    """Entry 1 + the number of earlier rounds with an occurrence; past the end, the last."""
    entries = repeat.prices or repeat.times
    return chosen(entries[min(earlier, len(entries) - 1)], terms.branch_class)


def points_in_row(row: Row, stretch: Stretch, value: Exact, branch_class: str = "") -> Exact:
    """Points (分) of a row at a value that lies in its stretch: the same all over, rising from its lower end by so
    much a unit, or straight on to those of its upper end.
    """
    points: Exact = chosen(row.points, branch_class)
    if stretch.low is None:
        return points
    if row.each is not None:
        return plus(points, times(chosen(row.each, branch_class), minus(value, stretch.low)))
    if row.to_points is None or stretch.high is None or stretch.low == stretch.high:
        return points
    rise = times(minus(chosen(row.to_points, branch_class), points), minus(value, stretch.low))
    return plus(points, divided(rise, minus(stretch.high, stretch.low)))


def most_in_row(row: Row, branch_class: str = "") -> Exact:
    """The most points (分) that are written in a row, at either end; what `each` adds is not counted."""
    points: Exact = chosen(row.points, branch_class)
    return points if row.to_points is None else most(points, chosen(row.to_points, branch_class))


def stretches(rule: TableRule) -> tuple[Stretch, ...]:
    """The rows' intervals, each run on to its neighbours."""
    return tuple(completed(rule.table))
