"""Ranks and last places of branches whose figures are ranges: what holds however the unknown facts turn out.

What is unknown of one branch has nothing to do with what is unknown of another. So a branch ranks best where
it is at its best and all others are at their worst, and worst the other way round.
"""

from collections.abc import Sequence
from typing import NamedTuple

from dangjian_kaoping.compare.impact.bounds import ONLY_ZERO, Range
from dangjian_kaoping.compare.impact.branch_bounds import BranchBounds
from dangjian_kaoping.exact import ONE, ZERO, Exact, negative
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.measure import LastPlaces, Measure, TieBreaker

_End = tuple[int, Exact]
"""A number that may be without limit: -1 below all numbers, 1 above, 0 the number itself."""


class _Standing(NamedTuple):
    """Where a branch stands at its best and at its worst; the smaller stands higher."""

    best: tuple[_End, ...]
    worst: tuple[_End, ...]


class PlaceBounds(NamedTuple):
    """A branch's best and worst rank, and whether it is among the last places: yes, no, or perhaps (None).

    No ranks where it has no composite; nobody is among the last places while one branch has none.
    """

    best: int | None
    worst: int | None
    last: bool | None

    @property
    def certain(self) -> bool:
        """Whether the rank holds over the whole range."""
        return self.best is not None and self.best == self.worst


def place_bounds(branches: Sequence[BranchBounds], measure: Measure, *, complete: bool = True) -> list[PlaceBounds]:
    """The ranks and last places of a round; `complete` where these are all its branches."""
    standings = [_standing(each, measure) for each in branches]
    complete = complete and None not in standings
    found = []
    for branch, mine in zip(branches, standings, strict=True):
        if mine is None:
            found.append(PlaceBounds(None, None, False))
            continue
        others = [other for other in standings if other is not None and other is not mine]
        best = 1 + sum(other.worst < mine.best for other in others)
        worst = 1 + sum(other.best < mine.worst for other in others)
        last = _last(branch, mine, branches, standings, measure.last) if complete else False
        found.append(PlaceBounds(best, worst, last))
    return found


def _last(
    branch: BranchBounds,
    mine: _Standing,
    branches: Sequence[BranchBounds],
    standings: Sequence[_Standing | None],
    last: LastPlaces,
) -> bool | None:
    """Flagged where fewer than so many stand strictly below (`all`), or stand no higher, itself included (`none`)."""
    pool = [
        standing
        for each, standing in zip(branches, standings, strict=True)
        if standing is not None and (last.pool == "all" or each.branch.branch_class == branch.branch.branch_class)
    ]
    places = last.among(len(pool))
    others = [standing for standing in pool if standing is not mine]
    if last.edge == "all":
        most = sum(other.worst > mine.best for other in others)
        fewest = sum(other.best > mine.worst for other in others)
        surely, never = most < places, fewest >= places
    else:
        most = 1 + sum(other.worst >= mine.best for other in others)
        fewest = 1 + sum(other.best >= mine.worst for other in others)
        surely, never = most <= places, fewest > places
    return True if surely else False if never else None


def _standing(branch: BranchBounds, measure: Measure) -> _Standing | None:
    if branch.composite is None:
        return None
    ends = [_last_place(branch), _higher_first(branch.composite)]
    ends += [_tie_breaker(branch, each) for each in measure.tie_breakers]
    return _Standing(tuple(best for best, _ in ends), tuple(worst for _, worst in ends))


def _last_place(branch: BranchBounds) -> tuple[_End, _End]:
    surely, perhaps = _puts_last(branch.vetoes), _puts_last(branch.perhaps)
    return (0, _one(surely)), (0, _one(surely or perhaps))


def _one(yes: bool) -> Exact:
    return ONE if yes else ZERO


def _puts_last(clauses: Sequence[Clause]) -> bool:
    return any(each.veto is not None and each.veto.effect == "last_place" for each in clauses)


def _tie_breaker(branch: BranchBounds, name: TieBreaker) -> tuple[_End, _End]:
    figure: Range | None = getattr(branch, name)
    if figure is None:
        figure = ONLY_ZERO
    if name == "penalty":
        return _low(figure.low), _high(figure.high)
    return _higher_first(figure)


def _higher_first(figure: Range) -> tuple[_End, _End]:
    """More stands higher: the best is the least of what is compared."""
    best = (-1, ZERO) if figure.high is None else (0, negative(figure.high))
    worst = (1, ZERO) if figure.low is None else (0, negative(figure.low))
    return best, worst


def _low(end: Exact | None) -> _End:
    return (-1, ZERO) if end is None else (0, end)


def _high(end: Exact | None) -> _End:
    return (1, ZERO) if end is None else (0, end)
