"""系数 with unknown facts: which way factors have to turn out for what they multiply to be at its least, or its most.

A product rises with both its parts as long as neither is below zero. Where what is multiplied may be, its factors are
tried both ways, each by itself; where a factor may be, or where there are too many to try, there are no ends.
"""

from collections.abc import Iterable, Iterator
from itertools import chain, combinations

from dangjian_kaoping.engine.score.circumstances import ClauseKey
from dangjian_kaoping.model.factor import Factor, FactorKey, Times
from dangjian_kaoping.model.rubric import Area, Item, Rubric

_MOST_FACTORS = 4
"""Of so many unknown factors all ways are tried."""

Ways = tuple[tuple[frozenset[str], ...], frozenset[str]]


def ways_of_factors(rubric: Rubric, unknown: Iterable[ClauseKey]) -> Ways:
    """The sets of items that turn out against the others, one for each way to be tried; and the items without ends.

    `unknown` are the clauses that are not known, by item.
    """
    if not rubric.weighed:
        return (frozenset(),), frozenset()
    items = {key[0] for key in unknown}
    sinking = {item.id for item in rubric.items() if item.floor < 0}
    if not sinking:
        return (frozenset(),), frozenset()
    behind = {key: frozenset(_items_behind(rubric, key)) for key in rubric.factors}
    negative = [key for key, mine in behind.items() if mine & sinking]
    loose = set(chain.from_iterable(_multiplied_by(rubric, key) for key in negative))
    turning = [mine & items for mine in behind.values() if mine & items]
    if len(turning) > _MOST_FACTORS:
        return (frozenset(),), frozenset(loose.union(*turning))
    chosen = chain.from_iterable(combinations(turning, count) for count in range(len(turning) + 1))
    return tuple(dict.fromkeys(frozenset().union(*each) for each in chosen)), frozenset(loose)


def _items_behind(rubric: Rubric, key: FactorKey) -> Iterator[str]:
    """The items that decide how high a factor is."""
    if key.kind == "item":
        yield key.id
        return
    for area in rubric.areas:
        if area.id == key.id:
            yield from (item.id for item in area.summed)
            yield from _through(rubric, area.times)


def _through(rubric: Rubric, by: Times | None) -> Iterator[str]:
    if isinstance(by, Factor):
        yield from _items_behind(rubric, by.key)


def _multiplied_by(rubric: Rubric, key: FactorKey) -> Iterator[str]:
    """The items whose points a factor multiplies, at once or through the part of an area."""
    everything: Iterable[Item] = rubric.items() if _is(rubric.measure.times, key) else ()
    yield from (item.id for item in everything)
    for area in rubric.areas:
        if _is(area.times, key):
            yield from (item.id for item in area.summed)
            yield from _users(rubric, area)


def _users(rubric: Rubric, area: Area) -> Iterator[str]:
    """The items that are multiplied in turn by the part of an area."""
    own = FactorKey("area", area.id)
    if own in rubric.factors:
        yield from _multiplied_by(rubric, own)


def _is(by: Times | None, key: FactorKey) -> bool:
    return isinstance(by, Factor) and by.key == key
