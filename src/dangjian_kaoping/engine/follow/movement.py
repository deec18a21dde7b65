"""升降: how the branches stand beside the round held before: by place, by points, and in which areas."""

from typing import NamedTuple

from dangjian_kaoping.engine.score.branch import BranchScore
from dangjian_kaoping.engine.score.round import Placing, RoundResult
from dangjian_kaoping.engine.score.table import area_figure
from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.exact import Exact, minus, negative
from dangjian_kaoping.model.rubric import Area


class AreaChange(NamedTuple):
    """By how many points (分) a branch has more in an area; less: negative."""

    area: Area
    points: Exact


class Movement(NamedTuple):
    """A branch beside the round before: its rank there, the places and points (分) that it went up (down: negative).

    None where one of the two rounds has none. `areas` are those that changed, the most first; of areas that have the
    same full marks in both rounds.
    """

    placing: Placing
    before: int | None
    places: int | None
    points: Exact | None
    areas: tuple[AreaChange, ...]


def movements(result: RoundResult, previous: RoundResult) -> tuple[Movement, ...]:
    """Those of all branches of a round, in its order."""
    known = {each.score.branch.id: each for each in previous.placings}
    kept = [area for area in result.areas if _full_marks(area) in map(_full_marks, previous.areas)]
    return tuple(_movement(each, known.get(each.score.branch.id), kept) for each in result.placings)


def _full_marks(area: Area) -> tuple[str, object]:
    return area.id, area.full_marks


def _movement(now: Placing, before: Placing | None, areas: list[Area]) -> Movement:
    if before is None:
        return Movement(now, None, None, None, ())
    places = None if now.rank is None or before.rank is None else before.rank - now.rank
    points = more(now.score.composite, before.score.composite)
    return Movement(now, before.rank, places, points, _changes(now.score, before.score, areas))


def more(now: Step | None, before: Step | None) -> Exact | None:
    """By how much a figure is more than it was; None where one of the two is not there."""
    return None if now is None or before is None else minus(now.value, before.value)


def _size(change: AreaChange) -> Exact:
    return change.points if change.points > 0 else negative(change.points)


def _changes(now: BranchScore, before: BranchScore, areas: list[Area]) -> tuple[AreaChange, ...]:
    changes = []
    for area in areas:
        points = more(area_figure(now.inspected, area), area_figure(before.inspected, area))
        if points:
            changes.append(AreaChange(area, points))
    return tuple(sorted(changes, key=_size, reverse=True))
