"""一个支部各方面的得分: area by area over several rounds, and the mean of all branches beside it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dangjian_kaoping.engine.follow.reach import share_of
from dangjian_kaoping.engine.score.among import spread
from dangjian_kaoping.engine.score.round import Placing, RoundResult, placings_of
from dangjian_kaoping.engine.score.table import AreaPoints, area_figure, area_points
from dangjian_kaoping.exact import ONE, ZERO, Exact, mean, minus, most
from dangjian_kaoping.model.rubric import Area


class AreaFigure(NamedTuple):
    """An area's points (分) as they are printed, and which part of what applies was lost; None where none does.

    `area` is as the round's rubric has it; of a mean it is that of the last round.
    """

    area: Area
    points: Exact
    lost: Exact | None


class AreaProfile(NamedTuple):
    """An area of the last round's rubric: the branch in each round, its mean over them, and the mean of all branches.

    A figure is None where the branch took no part, had no points yet, or the rubric had no such area.
    """

    area: Area
    rounds: tuple[AreaFigure | None, ...]
    own: AreaFigure | None
    every: AreaFigure | None


class Profile(NamedTuple):
    """A branch over some rounds: what it came to in each of them, None where it took no part, and its areas.

    `own` and `every` are the mean composites (分) of the branch and of all branches.
    """

    rounds: tuple[RoundResult, ...]
    placings: tuple[Placing | None, ...]
    own: Exact | None
    every: Exact | None
    areas: tuple[AreaProfile, ...]


def profile(rounds: Sequence[RoundResult], branch_id: str, over: int) -> Profile:
    """A branch over rounds in order; the means are those of the last `over` of them."""
    placings = placings_of(rounds, branch_id)
    areas = tuple(_area(area, rounds, placings, over) for area in rounds[-1].areas)
    every = [placing for result in rounds[-over:] for placing in result.placings]
    return Profile(tuple(rounds), tuple(placings), _composite(placings[-over:]), _composite(every), areas)


def _composite(placings: Sequence[Placing | None]) -> Exact | None:
    found = spread(each.score.composite for each in placings if each is not None)
    return None if found is None else found.mean


def _area(area: Area, rounds: Sequence[RoundResult], placings: Sequence[Placing | None], over: int) -> AreaProfile:
    own = [_figure(result, placing, area.id) for result, placing in zip(rounds, placings, strict=True)]
    every = [_figure(result, placing, area.id) for result in rounds[-over:] for placing in result.placings]
    return AreaProfile(area, tuple(own), _mean_figure(area, own[-over:]), _mean_figure(area, every))


def _figure(result: RoundResult, placing: Placing | None, area_id: str) -> AreaFigure | None:
    area = next((each for each in result.areas if each.id == area_id), None)
    if area is None or placing is None:
        return None
    table = placing.score.inspected
    step = area_figure(table, area)
    return None if step is None else AreaFigure(area, step.value, _lost(area_points(table, area)))


def _lost(had: AreaPoints | None) -> Exact | None:
    """Which part was lost; none where an area has more than its full marks."""
    share = share_of(had)
    return None if share is None else most(minus(ONE, share), ZERO)


def _mean_figure(area: Area, figures: Sequence[AreaFigure | None]) -> AreaFigure | None:
    known = list(_known(figures))
    points = mean([each.points for each in known])
    lost = [each.lost for each in known if each.lost is not None]
    return None if points is None else AreaFigure(area, points, mean(lost))


def _known(figures: Sequence[AreaFigure | None]) -> Iterator[AreaFigure]:
    return (each for each in figures if each is not None)
