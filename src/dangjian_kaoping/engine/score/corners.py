"""Corners: the numbers of a fact at which what its clauses make of it may turn, and those just beside them.

Between two corners what a clause gives runs straight, or rises by equal steps: what holds at all corners and beside
them holds everywhere between. Of clauses with the numbers of one class and head count.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from dangjian_kaoping.engine.score.circumstances import ANYWHERE, Refusal
from dangjian_kaoping.engine.score.interval import written
from dangjian_kaoping.engine.score.price import price_of, stretches
from dangjian_kaoping.exact import ZERO, Exact, divided, plus, whole_steps
from dangjian_kaoping.facts.quantity import Quantity
from dangjian_kaoping.model.by_class import decided
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.rubric import Item
from dangjian_kaoping.model.rule import EachRule, TableRule, WithinRule, drawn
from dangjian_kaoping.periods import MONTHS_OF_A_QUARTER

_A_LITTLE = Decimal("0.01")
_STEPS = (1, 2, 3)


def corners(item: Item, clause: Clause) -> list[Exact]:
    """The numbers of the fact that is recorded under a clause, in order: at, just below and just above all that its own
    clause and those which read it ask of it, at both ends of its reach, and far out where it has no end.
    """
    fact = clause.fact
    low, _, high = fact.reach
    few = fact.few_numbers(MONTHS_OF_A_QUARTER)
    found: set[Exact] = {ZERO, low, *fact.turns}
    if high is not None:
        found.add(high)
    for each in item.readers.get(clause.id, (clause,)):
        found |= set(_asked(item, each))
    for reader in item.clauses:
        for when in reader.when:
            if when.clause == clause.id:
                found |= set(_ends(when))
    if few:
        return [each for each in few if each in _near(few, found)]
    beside = Decimal(1) if fact.is_whole else _A_LITTLE
    found |= {plus(each, step) for each in found for step in (beside, -beside)}
    kept = (each for each in found if low <= each and (high is None or each <= high))
    return sorted(each for each in kept if not fact.is_whole or each == int(each))


def _near(few: tuple[Exact, ...], wanted: Iterable[Exact]) -> set[Exact]:
    """Of few numbers those on, next below and next above what is wanted, and their ends."""
    found = {few[0], few[-1]}
    for number in wanted:
        below = [each for each in few if each <= number][-2:]
        above = [each for each in few if each >= number][:2]
        found.update(below, above)
    return found


def _asked(item: Item, clause: Clause) -> Iterator[Exact]:
    """What one clause asks of a number, before `free`."""
    free = ZERO if clause.free is None else decided(clause.free)
    if free:
        yield free
    for trigger in (clause.empties, clause.veto):
        if trigger is not None:
            yield from _ends(trigger)
    rule = clause.rule
    if isinstance(rule, TableRule):
        for row in rule.table:
            yield from (end + free for end in _ends(row))
        yield from _in_rows(item, clause, rule, free)
    elif isinstance(rule, EachRule):
        yield from _of_each(item, clause, rule, free)
    elif isinstance(rule, WithinRule):
        ends = (ZERO, item.points or ZERO) if isinstance(rule.within, str) else rule.within
        yield from (decided(each) for each in ends)


def reaching(clause: Clause, limits: Iterable[Decimal]) -> Iterator[Exact]:
    """The numbers at which a clause with a price for each step has taken or given as much as some limits (分) allow,
    and those one step beyond.
    """
    rule = clause.rule
    if isinstance(rule, EachRule) and clause.drawn_by is None and decided(rule.step) > 0:
        free = ZERO if clause.free is None else decided(clause.free)
        line = ZERO if rule.line is None else decided(drawn(rule.line))
        step = decided(rule.step) * (-1 if rule.below is not None else 1)
        yield from _exhausting(clause, line + free, step, limits)


def _of_each(item: Item, clause: Clause, rule: EachRule, free: Decimal) -> Iterator[Exact]:
    step = decided(rule.step)
    if clause.drawn_by is not None or step <= 0:
        return
    line = None if rule.line is None else decided(drawn(rule.line))
    start = ZERO if line is None else line
    direction = -1 if rule.below is not None else 1
    yield start + free
    yield from (start + free + direction * step * many for many in _STEPS)
    yield from _exhausting(clause, start + free, direction * step, _limits(item, clause))


def _limits(item: Item, clause: Clause) -> list[Decimal]:
    """The points at which a clause's cap begins to bind, and more than it can take or give."""
    caps = [] if clause.at_most is None else [decided(clause.at_most)]
    return [*caps, 2 * (decided(item.points or ZERO) + abs(item.floor)) + 10]


def _in_rows(item: Item, clause: Clause, rule: TableRule, free: Decimal) -> Iterator[Exact]:
    """Where a row that rises by so much a unit has come to some limits, if it runs so far."""
    for row, stretch in zip(rule.table, stretches(rule), strict=True):
        rise = ZERO if row.each is None else decided(row.each)
        if rise <= 0 or stretch.low is None:
            continue
        for limit in _limits(item, clause):
            many = whole_steps(divided(limit, rise))
            found = (stretch.low + many + more for more in (0, 1))
            yield from (each + free for each in found if stretch.holds(each))


def _exhausting(clause: Clause, start: Decimal, step: Decimal, limits: Iterable[Decimal]) -> Iterator[Exact]:
    price = price_of(clause, ("", clause.id), ANYWHERE)
    try:
        one = price.of_quantity(Quantity(start + step))
    except (Refusal, LookupError):
        return
    for limit in limits:
        if one > 0:
            many = int(whole_steps(divided(limit, one)))
            yield from (start + step * (many + more) for more in (0, 1))


def _ends(ends: object) -> list[Decimal]:
    stretch = written(ends)  # type: ignore[arg-type]
    return [each for each in (stretch.low, stretch.high) if each is not None]
