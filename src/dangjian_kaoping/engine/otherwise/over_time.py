"""What time says of the last places: counted over the rounds that were held, without any model.

A round is no sample of anything: its result is the whole result of its quarter. So nothing here is a probability
(docs/公平性.md). Branches are followed by id.
"""

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from dangjian_kaoping.engine.otherwise.differences import difference_at
from dangjian_kaoping.engine.otherwise.margins import is_last
from dangjian_kaoping.engine.score.round import Placing, RoundResult
from dangjian_kaoping.exact import Exact, divided, total
from dangjian_kaoping.periods import Quarter

ENOUGH = 4
"""Fewer rounds under one version say nothing."""


class Often(NamedTuple):
    """In how many of the rounds counted a branch was among the last places, of those in which it was ranked."""

    placing: Placing
    times: int
    rounds: int


class Changes(NamedTuple):
    """By how much (分) the difference of two branches changed from one round to the next: so many changes, of which a
    quarter are less than `low`, half less than `median`, three quarters less than `high`.
    """

    number: int
    low: Exact
    median: Exact
    high: Exact


class PoolOverTime(NamedTuple):
    """Those among whom last places are found: a class of branches, or (None) all.

    `last` are the last places of the round, the lowest first; `above` who stands next above, several of one rank.
    `margin` (分) is how far they stand apart, None where nobody does, or where not the score decides.
    """

    branch_class: str | None
    last: tuple[Often, ...]
    above: tuple[Often, ...]
    margin: Exact | None
    changes: Changes | None


class Stayed(NamedTuple):
    """How many of the last places were so in the round before too, on the average of so many pairs of neighbouring
    rounds; how many last places there are, and how many would stay by lot.
    """

    pairs: int
    places: Exact
    mean: Exact
    by_lot: Exact


class OverTime(NamedTuple):
    """A round beside those held before it under its version.

    `quarters` are those counted, itself the last; `left_out` those under its version that are not, for they are not
    final. Where there are fewer than `ENOUGH`, nothing is said: there are no pools. `stayed` is of the rounds under all
    versions, None where there are no two.
    """

    result: RoundResult
    quarters: tuple[Quarter, ...]
    left_out: tuple[Quarter, ...]
    pools: tuple[PoolOverTime, ...]
    stayed: Stayed | None


def over_time(results: Sequence[RoundResult], final: Collection[Quarter]) -> OverTime:
    """What the rounds say of the last of them; they are all that were held up to it, in order, and it is complete.

    `final` are the quarters whose result is settled; the last round is counted, settled or not.
    """
    result = results[-1]
    known = [each for each in results if each.complete and (each.quarter in final or each is result)]
    mine = [each for each in known if each.rubric.version == result.rubric.version]
    counted = {each.quarter for each in mine}
    under = (each.quarter for each in results if each.rubric.version == result.rubric.version)
    left_out = tuple(each for each in under if each not in counted)
    quarters = tuple(each.quarter for each in mine)
    if len(mine) < ENOUGH:
        return OverTime(result, quarters, left_out, (), None)
    pools = tuple(_pool(name, mine, _neighbours(results, mine)) for name in _pools(result))
    return OverTime(result, quarters, left_out, pools, _stayed(_neighbours(results, known)))


def pool_of(placing: Placing, result: RoundResult) -> str | None:
    """Among whom a branch may be last: its class, or (None) all."""
    return placing.score.branch.branch_class if result.rubric.measure.last.pool == "class" else None


_Pair = tuple[RoundResult, RoundResult]


def _neighbours(results: Sequence[RoundResult], known: Collection[RoundResult]) -> list[_Pair]:
    """The rounds that were held one after the other, and are both known."""
    quarters = {each.quarter for each in known}
    return [pair for pair in pairwise(results) if all(each.quarter in quarters for each in pair)]


def _pools(result: RoundResult) -> list[str | None]:
    return list(dict.fromkeys(pool_of(each, result) for each in reversed(result.placings) if is_last(each)))


def _in_pool(result: RoundResult, name: str | None) -> list[Placing]:
    return [each for each in result.placings if each.rank is not None and pool_of(each, result) == name]


def _pool(name: str | None, rounds: Sequence[RoundResult], neighbours: Sequence[_Pair]) -> PoolOverTime:
    mine = _in_pool(rounds[-1], name)
    last = [each for each in reversed(mine) if is_last(each)]
    others = [each for each in mine if not is_last(each)]
    above = [each for each in others if each.rank == others[-1].rank]
    margin: Exact | None = None
    if above and (apart := _composite(above[0]) - _composite(last[-1])) >= 0:
        margin = apart
    return PoolOverTime(name, _often(last, rounds), _often(above, rounds), margin, _changes(name, neighbours))


def _often(placings: Sequence[Placing], rounds: Sequence[RoundResult]) -> tuple[Often, ...]:
    found: list[Often] = []
    for placing in placings:
        mine = [there for each in rounds if (there := each.placing_of(placing.score.branch.id)) is not None]
        ranked = [each for each in mine if each.rank is not None]
        found.append(Often(placing, sum(map(is_last, ranked)), len(ranked)))
    return tuple(found)


def _changes(name: str | None, neighbours: Sequence[_Pair]) -> Changes | None:
    """Of each two branches of the pool in both rounds; of a difference only its size matters."""
    moved = [list(_moved(name, *pair)) for pair in neighbours]
    count = sum(len(each) * (len(each) - 1) // 2 for each in moved)
    if not count:
        return None
    return Changes(count, *(difference_at(moved, count * quarter // 4) for quarter in (1, 2, 3)))


def _moved(name: str | None, before: RoundResult, after: RoundResult) -> Iterator[Decimal]:
    """By how much each branch moved: the difference of two changed by that of what they moved."""
    then = {each.score.branch.id: _composite(each) for each in _in_pool(before, name)}
    for each in _in_pool(after, name):
        if each.score.branch.id in then:
            yield _composite(each) - then[each.score.branch.id]


def _stayed(neighbours: Sequence[_Pair]) -> Stayed | None:
    if not neighbours:
        return None
    stayed, lots, places = 0, [], 0
    for before, after in neighbours:
        then = {each.score.branch.id for each in before.placings if is_last(each)}
        for name in _pools(after):
            pool = _in_pool(after, name)
            last = sum(map(is_last, pool))
            again = [each for each in pool if each.score.branch.id in then]
            stayed += sum(map(is_last, again))
            places += last
            lots.append(divided(Decimal(len(again) * last), Decimal(len(pool))))
    pairs = Decimal(len(neighbours))
    return Stayed(
        len(neighbours), divided(Decimal(places), pairs), divided(Decimal(stayed), pairs), divided(total(lots), pairs)
    )


def _composite(placing: Placing) -> Decimal:
    """A published composite, which is rounded: it has so many places."""
    assert placing.score.composite is not None
    assert isinstance(placing.score.composite.value, Decimal)
    return placing.score.composite.value
