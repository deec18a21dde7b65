"""What is exported to be asked: rounds, each as it stands, what they pay, and what became of their problems."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from dangjian_kaoping.engine.follow.ledger import AsOf, Entry
from dangjian_kaoping.engine.money.reward import RewardResult
from dangjian_kaoping.engine.score.round import RoundResult


class Held(NamedTuple):
    """A round with how it stands: `final` where nothing is against publishing it as it is, `sealed_on` the day of the
    seal in force, None where it was never sealed.

    `digest` says what it follows from, as its publications print it. `reward` is None where no policy is in force, or
    where it may not be paid yet, which `unpaid` tells.
    """

    result: RoundResult
    final: bool
    sealed_on: date | None
    digest: str
    reward: RewardResult | None = None
    unpaid: bool = False


class Export(NamedTuple):
    """Rounds in order, at least one, and the problems found in them, as they stood `as_of` a day or a round."""

    unit: str
    notes: Sequence[str]
    tool_version: str
    rounds: Sequence[Held]
    entries: Sequence[Entry]
    as_of: AsOf
