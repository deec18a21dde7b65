"""Around a branch's score: the quarter, its rank and flags."""

from typing import NamedTuple

from dangjian_kaoping.engine.round import Flag, Placing, RoundResult
from dangjian_kaoping.periods import Quarter


class Occasion(NamedTuple):
    """What a reader wants to know beside the score itself; all of it may be unknown."""

    quarter: Quarter | None = None
    rank: int | None = None
    flags: tuple[Flag, ...] = ()


UNKNOWN = Occasion()
"""Nothing known but the score itself."""


def occasion_of(result: RoundResult, placing: Placing) -> Occasion:
    """The occasion of one branch's score in a round."""
    return Occasion(result.quarter, placing.rank, placing.flags)
