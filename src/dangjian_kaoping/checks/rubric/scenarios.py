"""Which clauses of an item can act together: each thing that conditions read is tried at every level and between all
lines. Of an item with the numbers of one class of branches.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import product

from dangjian_kaoping.engine.score.interval import Stretch, probes, written
from dangjian_kaoping.model.clause import Clause, When
from dangjian_kaoping.model.rubric import Item

_Key = tuple[str, tuple[str, ...]]
"""What a condition reads: a clause, and of an event the levels that it counts."""
_MOST = 2_000
"""So many combinations are tried; of more, whatever is under a condition is taken to act at any time."""


def open_clauses(item: Item) -> Iterator[frozenset[str]]:
    """The ids of the clauses that act, in each of the situations that differ."""
    conditions: dict[_Key, list[When]] = {}
    for clause in item.clauses:
        for when in clause.when:
            conditions.setdefault(_key(item.by_clause[when.clause], when), []).append(when)
    values = {key: list(_values(item.by_clause[key[0]], several)) for key, several in conditions.items()}
    number = 1
    for several in values.values():
        number *= len(several)
    if number > _MOST:
        yield frozenset(each.id for each in item.clauses)
        return
    for chosen in product(*values.values()):
        found = dict(zip(values, chosen, strict=True))
        yield frozenset(each.id for each in item.clauses if _acts(item, each, found))


def can_meet(read: Clause, when: When) -> bool:
    """Whether there is a record of the clause that is read by which the condition holds."""
    return any(_holds(when, value) for value in _values(read, [when]))


def _key(read: Clause, when: When) -> _Key:
    return read.id, when.levels if read.fact.IS_CASE else ()


def _values(read: Clause, conditions: Sequence[When]) -> Iterator[str | Decimal]:
    """The levels of a clause that is read, or the numbers at, between and beyond the lines of conditions."""
    if not read.fact.HAS_NUMBER:
        yield from read.fact.known_levels
        return
    low, is_open, high = read.fact.reach
    domain = Stretch(low, is_open, high, False)
    none = read.fact.COUNTS or read.fact.IS_CASE
    numbers = probes((*map(written, conditions), domain), whole=read.fact.is_whole or read.fact.IS_CASE)
    yield from (each for each in {*numbers, Decimal(0)} if domain.holds(each) or (none and not each))


def _acts(item: Item, clause: Clause, values: Mapping[_Key, str | Decimal]) -> bool:
    return all(_holds(when, values[_key(item.by_clause[when.clause], when)]) for when in clause.when)


def _holds(when: When, value: str | Decimal) -> bool:
    if isinstance(value, str):
        return value in when.levels
    stretch = written(when)
    if stretch.low is None and stretch.high is None:
        return value > 0
    return stretch.holds(value)
