"""得分率: what part of an area's applicable points was reached, and the means over the branches that took part."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from dangjian_kaoping.engine.score.among import spread
from dangjian_kaoping.engine.score.branch import BranchScore
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.engine.score.table import AreaPoints, area_points
from dangjian_kaoping.engine.score.year import areas_of_year
from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.exact import Exact, divided, mean, rounded
from dangjian_kaoping.model.measure import Rounding
from dangjian_kaoping.model.rubric import Area


def reach(score: BranchScore, area: Area) -> Exact | None:
    """What part of the points that apply to a branch it has in an area: 1 is all; None where nothing applies."""
    return share_of(area_points(score.inspected, area))


def share_of(had: AreaPoints | None) -> Exact | None:
    """The same of points and full points, of one round or added up over several."""
    return None if had is None else divided(had.points, had.full)


class Reached(NamedTuple):
    """An area with the part that a branch reached of it, and the mean of all branches."""

    area: Area
    share: Exact
    mean: Exact


def reached_by(result: RoundResult) -> Mapping[str, tuple[Reached, ...]]:
    """By the branch's id what it reached of each area that every table shows and that applies to it."""
    scores = [each.score for each in result.placings]
    shares = {area.id: {each.branch.id: reach(each, area) for each in scores} for area in result.areas}
    return _compared(result.areas, shares)


def reached_in_year(rounds: Sequence[RoundResult]) -> Mapping[str, tuple[Reached, ...]]:
    """The same of the points and the full points of a year's rounds together; areas are as the newest has them."""
    had = areas_of_year(rounds)
    areas: dict[str, Area] = {}
    for result in reversed(rounds):
        for area in result.areas:
            areas.setdefault(area.id, area)
    shares = {
        key: {branch: share_of(points) for branch, own in had.items() for area, points in own if area.id == key}
        for key in areas
    }
    return _compared(areas.values(), shares)


def _compared(
    areas: Iterable[Area], shares: Mapping[str, Mapping[str, Exact | None]]
) -> Mapping[str, tuple[Reached, ...]]:
    """By branch its shares beside their means; `shares` are by area and branch."""
    found: dict[str, list[Reached]] = {}
    for area in areas:
        known = {branch: share for branch, share in shares[area.id].items() if share is not None}
        every = mean(known.values())
        for branch, share in known.items():
            assert every is not None
            found.setdefault(branch, []).append(Reached(area, share, every))
    return {branch: tuple(each) for branch, each in found.items()}


def rounded_mean(figures: Iterable[Step | None], rounding: Rounding) -> Decimal | None:
    """The mean of figures, rounded as the composite is; None of none."""
    found = spread(figures)
    return None if found is None else rounded(found.mean, rounding.places, rounding.mode)
