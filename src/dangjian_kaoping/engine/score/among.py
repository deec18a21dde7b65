"""How a branch stands among others: its rank in its class, and the mean, the highest and the lowest of all."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from dangjian_kaoping.engine.score.ranking import ranks
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.exact import Exact, mean


class Spread(NamedTuple):
    """The mean of some figures (not rounded), the highest and the lowest of them."""

    mean: Exact
    highest: Exact
    lowest: Exact


def spread(figures: Iterable[Step | None]) -> Spread | None:
    """Of the figures that there are; None where there is none."""
    values = [each.value for each in figures if each is not None]
    found = mean(values)
    return None if found is None else Spread(found, max(values), min(values))


def ranks_in_class(result: RoundResult) -> Mapping[str, int]:
    """By the branch's id its rank among the branches of its class, in the order of the ranking and with its ties."""
    found: dict[str, int] = {}
    classes = {each.score.branch.branch_class for each in result.placings}
    for each in classes:
        placings = [placing for placing in result.placings if placing.score.branch.branch_class == each]
        standings = [None if placing.rank is None else (Decimal(placing.rank),) for placing in placings]
        for placing, rank in zip(placings, ranks(standings, result.rubric.measure.ranking), strict=True):
            if rank is not None:
                found[placing.score.branch.id] = rank
    return found
