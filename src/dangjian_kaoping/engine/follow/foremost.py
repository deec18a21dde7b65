"""前三名 and the means: what can be told of a round without telling who stands last."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from dangjian_kaoping.engine.follow.reach import rounded_mean
from dangjian_kaoping.engine.score.round import Placing, RoundResult
from dangjian_kaoping.engine.score.table import area_figure
from dangjian_kaoping.model.rubric import Area

_MOST = 3
"""Ranks that are told, at most."""
_FEWEST = 3
"""Over fewer branches a mean tells each of them the points of the other."""


class AreaMean(NamedTuple):
    """The mean of an area's points (分) over the branches that have any, rounded as the composite is."""

    area: Area
    value: Decimal


class Foremost(NamedTuple):
    """Who stands first, in the order of the ranking, and the areas' means."""

    first: tuple[Placing, ...]
    means: tuple[AreaMean, ...]


def foremost(result: RoundResult) -> Foremost:
    """Of a round the first three ranks, or fewer: so few that of the others at most every second one is last."""
    return Foremost(_first(result), tuple(_means(result)))


def _first(result: RoundResult) -> tuple[Placing, ...]:
    placings = result.placings
    flagged = [each for each in placings if "bottom_three" in each.flags]
    last = max(len(flagged), result.rubric.measure.last.among(len(placings)))
    for most in range(_MOST, 0, -1):
        first = tuple(each for each in placings if each.rank is not None and each.rank <= most)
        if len(placings) - len(first) >= 2 * last and not any(each in flagged for each in first):
            return first
    return ()


def _means(result: RoundResult) -> Iterator[AreaMean]:
    for area in result.areas:
        figures = [area_figure(each.score.inspected, area) for each in result.placings]
        value = rounded_mean(figures, result.rubric.measure.rounding)
        if value is not None and sum(each is not None for each in figures) >= _FEWEST:
            yield AreaMean(area, value)
