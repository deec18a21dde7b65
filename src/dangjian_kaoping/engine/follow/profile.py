"""一个支部各方面的得分: area by area over several rounds, and the mean of all branches beside it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dangjian_kaoping.engine.follow.reach import share_of
from dangjian_kaoping.engine.score.among import spread
from dangjian_kaoping.engine.score.round import Placing, RoundResult
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


class Profiles:
    """Branches over rounds in order; the means are those of the last `over` of them.

    What all branches come to is the same whichever is asked for, and reckoned once.
    """

    def __init__(self, rounds: Sequence[RoundResult], over: int) -> None:
        self._rounds = tuple(rounds)
        self._over = over
        self._shown = [{area.id: area for area in result.areas} for result in rounds]
        self._placings = [{each.score.branch.id: each for each in result.placings} for result in rounds]
        self._every = _composite([placing for result in rounds[-over:] for placing in result.placings])
        self._areas = [(area, self._of_all(area)) for area in rounds[-1].areas]

    def of(self, branch_id: str) -> Profile:
        """A branch beside all."""
        placings = tuple(known.get(branch_id) for known in self._placings)
        areas = tuple(self._area(area, every, placings) for area, every in self._areas)
        return Profile(self._rounds, placings, _composite(placings[-self._over :]), self._every, areas)

    def _area(self, area: Area, every: AreaFigure | None, placings: Sequence[Placing | None]) -> AreaProfile:
        own = [_figure(shown.get(area.id), each) for shown, each in zip(self._shown, placings, strict=True)]
        return AreaProfile(area, tuple(own), _mean_figure(area, own[-self._over :]), every)

    def _of_all(self, area: Area) -> AreaFigure | None:
        rounds = list(zip(self._shown, self._rounds, strict=True))[-self._over :]
        return _mean_figure(area, [_figure(shown.get(area.id), each) for shown, one in rounds for each in one.placings])


def _composite(placings: Sequence[Placing | None]) -> Exact | None:
    found = spread(each.score.composite for each in placings if each is not None)
    return None if found is None else found.mean


def _figure(area: Area | None, placing: Placing | None) -> AreaFigure | None:
    """Of an area as a round has it."""
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
