"""交接: what somebody has to know who takes over the work on a day."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from dangjian_kaoping.engine.course.state import Course
from dangjian_kaoping.engine.follow.ledger import Entry
from dangjian_kaoping.engine.follow.status import RoundStatus
from dangjian_kaoping.model.reward import RewardPolicy
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.model.workspace import Settings
from dangjian_kaoping.periods import Quarter


class Handover(NamedTuple):
    """How the work stands on a day: by which rules, each round, what of which is missing, and the open problems.

    `progress` is there of each round whose records are still gathered.
    """

    day: date
    settings: Settings
    roster: Roster
    rubric: Rubric | None
    policy: RewardPolicy | None
    courses: tuple[Course, ...]
    progress: Mapping[Quarter, RoundStatus]
    problems: tuple[Entry, ...]

    @property
    def unpaid(self) -> tuple[Quarter, ...]:
        """The rounds whose result is final and whose money is not registered as paid, the oldest first."""
        return tuple(each.quarter for each in self.courses if each.standing.unpaid)
