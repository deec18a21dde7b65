"""得分率: what part of an area's applicable points was reached, and the means over the branches that took part."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from dangjian_kaoping.engine.score.branch import BranchScore
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.engine.score.table import AreaPoints, area_points
from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.exact import Exact, divided, rounded, total
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
    return compared(result.areas, shares)


def compared(
    areas: Iterable[Area], shares: Mapping[str, Mapping[str, Exact | None]]
) -> Mapping[str, tuple[Reached, ...]]:
    """By branch its shares beside their means; `shares` are by area and branch."""
    found: dict[str, list[Reached]] = {}
    for area in areas:
        known = {branch: share for branch, share in shares[area.id].items() if share is not None}
        if known:
            mean = divided(total(known.values()), Decimal(len(known)))
            for branch, share in known.items():
                found.setdefault(branch, []).append(Reached(area, share, mean))
    return {branch: tuple(each) for branch, each in found.items()}


def mean(figures: Iterable[Step | None], rounding: Rounding) -> Decimal | None:
    """The mean of figures, rounded as the composite is; None of none."""
    values = [each.value for each in figures if each is not None]
    return rounded(divided(total(values), Decimal(len(values))), rounding.places, rounding.mode) if values else None
