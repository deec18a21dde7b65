"""The record by which a clause takes or gives its most, as its rule says it: what is tried first, and mostly settles.

Only a first guess: whatever is told of it is what the engine gives for it.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from dangjian_kaoping.engine.score.interval import Stretch, written
from dangjian_kaoping.engine.score.price import most_in_row, stretches
from dangjian_kaoping.exact import ONE, ZERO, Exact
from dangjian_kaoping.facts.asked import Stating
from dangjian_kaoping.facts.event import EventFact
from dangjian_kaoping.model.by_class import decided
from dangjian_kaoping.model.clause import Clause, Trigger
from dangjian_kaoping.model.rubric import Item
from dangjian_kaoping.model.rule import EachRule, LevelsRule, ShareRule, TableRule, WithinRule
from dangjian_kaoping.periods import MONTHS_OF_A_QUARTER
from dangjian_kaoping.proof.bench import NOTHING, Bench, Situation, takes

FAR = Decimal(10_000)
"""So many stand for as many as one likes; no price of a rubric that has full marks is used up only behind it."""
_CASES = 40
"""So many cases that are judged one by one are recorded at most."""
_LITTLE = Decimal("0.01")


def heaviest(bench: Bench, clause: Clause, far: Decimal = FAR) -> Situation:
    """What is recorded for a clause to take or give its most; nothing, where no record says so."""
    record = bench.item.by_clause[clause.recorded_under]
    for stating in _statings(bench.item, clause, far):
        facts = tuple(bench.fact(record, each) for each in stating)
        if facts and all(map(bench.accepts, facts)):
            return Situation(facts)
    return NOTHING


def _statings(item: Item, clause: Clause, far: Decimal) -> Iterator[tuple[Stating, ...]]:
    fact, rule = clause.fact, clause.rule
    match rule:
        case LevelsRule():
            yield from _of_level(clause, rule, far)
            return
        case EachRule() if fact.IS_CASE:
            yield from (({**each, "count": int(far)},) for each in fact.stating_apart())
            return
        case WithinRule():
            top = (item.points or ZERO) if isinstance(rule.within, str) else rule.within[1]
            many = min(_CASES, int(far)) if rule.per == "case" and not clause.highest_only else 1
            one: Stating = {"judged": decided(top)}
            yield (one,) * many
            return
    if isinstance(rule, ShareRule):
        yield from parts(clause)[:: 1 if takes(clause) else -1]
    for number in _numbers(item, clause, far):
        stating = fact.stating(number, MONTHS_OF_A_QUARTER)
        if stating is not None:
            yield stating
    if clause.empties is not None or clause.veto is not None:
        yield from _of_triggers(clause)
    yield from ((each,) for each in fact.stating_apart())


def parts(clause: Clause) -> tuple[tuple[Stating, ...], ...]:
    """None and all of what each record itself says is required: which part that is, no number of it tells."""
    if getattr(clause.fact, "required", None) != "recorded":
        return ()
    return ({"required": ONE, "done": ZERO},), ({"required": ONE, "done": ONE},)


def _of_level(clause: Clause, rule: LevelsRule, far: Decimal) -> Iterator[tuple[Stating, ...]]:
    several: Mapping[str, object] = {"count": int(far)} if isinstance(clause.fact, EventFact) else {}
    if clause.highest_only:
        several = {}

    def price(stating: Stating) -> Decimal:
        level, role = stating.get("level"), stating.get("role")
        return decided(rule.price(str(level), None if role is None else str(role)))

    for each in sorted(clause.fact.stating_apart(), key=price, reverse=True):
        yield ({**each, **several},)


def _of_triggers(clause: Clause) -> Iterator[tuple[Stating, ...]]:
    for trigger in filter(None, (clause.empties, clause.veto)):
        for each in clause.fact.stating_apart():
            if not trigger.levels or each.get("level") in trigger.levels:
                yield (each,)


def _numbers(item: Item, clause: Clause, far: Decimal) -> Iterator[Exact]:
    """Numbers from the most promising on, as far as they lie within reach."""
    low, _, high = clause.fact.reach
    top = far if high is None else high
    free = ZERO if clause.free is None else decided(clause.free)
    match clause.rule:
        case EachRule() as rule:
            yield from (low, top) if rule.below is not None else (top, low)
        case TableRule() as table:
            best = sorted(zip(table.table, stretches(table), strict=True), key=lambda each: -most_in_row(each[0]))
            for row, stretch in best:
                ends = (far,) if row.each is not None else ()
                yield from (each + free for each in (*ends, *_inside(stretch)) if low <= each + free <= top)
        case ShareRule() as share:
            wanted_low = share.of is None and (clause.fact.worse != "more") == takes(clause)
            yield from (low, top) if wanted_low else (top, low)
        case _:
            for trigger in filter(None, (clause.empties, clause.veto)):
                yield from _within(trigger)
            yield from (Decimal(1), top)


def _within(trigger: Trigger) -> Iterator[Exact]:
    yield from _inside(written(trigger))


def _inside(stretch: Stretch) -> Iterator[Exact]:
    """Numbers of a stretch: at its ends, or just inside them."""
    ends = [each for each in (stretch.low, stretch.high) if each is not None]
    tried = [each + step for each in ends for step in (ZERO, Decimal(1), Decimal(-1), _LITTLE, -_LITTLE)]
    yield from (each for each in tried if stretch.holds(each))
