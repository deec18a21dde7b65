"""Around a branch's score: the quarter, and its placing there."""

from typing import NamedTuple

from dangjian_kaoping.engine.score.round import Placing, RoundResult


class Occasion(NamedTuple):
    """What a reader wants to know beside the score itself: the round, and the branch's rank, flags and grade in it."""

    result: RoundResult
    placing: Placing
