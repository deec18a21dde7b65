"""A branch's areas beside the mean of all: what is found out once for all branches is what each by itself comes to."""

from collections.abc import Sequence

import pytest

from dangjian_kaoping.engine.follow.profile import AreaFigure, Profiles
from dangjian_kaoping.engine.score.round import Placing, RoundResult
from dangjian_kaoping.engine.score.table import area_figure, area_points
from dangjian_kaoping.exact import ONE, ZERO, Exact, divided, mean, minus, most
from dangjian_kaoping.model.rubric import Area
from dangjian_kaoping.periods import Year
from dangjian_kaoping.session.session import Session
from effort import calls
from sample import SAMPLE

pytestmark = pytest.mark.whole


@pytest.fixture(scope="module")
def rounds() -> tuple[RoundResult, ...]:
    return tuple(Session(SAMPLE).rounds(Year(2020)))


def _plain(result: RoundResult, placing: Placing | None, area_id: str) -> AreaFigure | None:
    area = next((each for each in result.areas if each.id == area_id), None)
    if area is None or placing is None or (step := area_figure(placing.score.inspected, area)) is None:
        return None
    had = area_points(placing.score.inspected, area)
    lost = None if had is None else most(minus(ONE, divided(had.points, had.full)), ZERO)
    return AreaFigure(area, step.value, lost)


def _mean(area: Area, figures: Sequence[AreaFigure | None]) -> AreaFigure | None:
    known = [each for each in figures if each is not None]
    lost: list[Exact] = [each.lost for each in known if each.lost is not None]
    points = mean([each.points for each in known])
    return None if points is None else AreaFigure(area, points, mean(lost))


@pytest.mark.parametrize("over", [1, 2, 4])
def test_each_branch_and_all_of_them(rounds: tuple[RoundResult, ...], over: int) -> None:
    profiles, last = Profiles(rounds, over), rounds[-over:]
    branches = {each.score.branch.id for result in rounds for each in result.placings}
    for branch in sorted(branches):
        found = profiles.of(branch)
        assert found.placings == tuple(result.placing_of(branch) for result in rounds)
        for area in found.areas:
            name = area.area.id
            own = [_plain(result, each, name) for result, each in zip(rounds, found.placings, strict=True)]
            every = [_plain(result, each, name) for result in last for each in result.placings]
            assert area.rounds == tuple(own)
            assert area.own == _mean(area.area, own[-over:])
            assert area.every == _mean(area.area, every)


def test_a_branch_more_takes_no_round_more(rounds: tuple[RoundResult, ...]) -> None:
    """A branch asks for its own figures, not again for those of all."""
    branch = rounds[-1].placings[0].score.branch.id
    profiles = Profiles(rounds, 1)
    assert calls(lambda: profiles.of(branch)) * 3 < calls(lambda: Profiles(rounds, len(rounds)))
