"""The circumstances in which a clause is scored, and what is recorded under it."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from dangjian_kaoping.diagnostics import Diagnostic
from dangjian_kaoping.engine.score.adjustment import Revision, is_withdrawn
from dangjian_kaoping.model.records import Finding
from dangjian_kaoping.periods import Month, Quarter

ClauseKey = tuple[str, str]
"""Item id and clause id."""


class Recorded(NamedTuple):
    """A finding with the day, and with the department or the month of self-assessment that it comes from.

    `department` is the name of that quarter, `order` its place in the roster: findings stand in order of
    day, department and place in the file. `finding` is as it counts: `revisions` say what a review made of
    the one that was recorded.
    """

    finding: Finding
    day: date
    order: int = 0
    department: str | None = None
    month: Month | None = None
    revisions: tuple[Revision, ...] = ()

    @property
    def withdrawn(self) -> bool:
        """Whether a review withdrew it: it is shown, and counts for nothing."""
        return is_withdrawn(self.revisions)

    @property
    def unrevised(self) -> "Recorded":
        """As it was recorded, before any review."""
        return self._replace(finding=self.revisions[0].before, revisions=()) if self.revisions else self

    @property
    def rank(self) -> tuple[object, ...]:
        """What findings are sorted by; a file's name carries no meaning."""
        return self.day, self.order, self.finding.at[1:]


class Occurrence(NamedTuple):
    """A finding of an earlier round, under the clause or what it was called then."""

    quarter: Quarter
    finding: Finding


class Earlier(NamedTuple):
    """屡查屡犯: in how many earlier rounds of the window a clause had an occurrence, and which these were."""

    rounds: int
    occurrences: tuple[Occurrence, ...] = ()


class Circumstances(NamedTuple):
    """What a clause's points depend on beside its facts.

    `months` is how often a `per: month` number counts: 3 in an inspection, the months filed in a
    self-assessment. `earlier` tells, by clause, of the earlier rounds of the measure's window that had an
    occurrence at this branch. `suppressed` are findings that a heavier one of the same event stands for. `declared`
    says that it is a self-assessment.
    """

    branch_class: str
    months: int = 3
    earlier: Mapping[ClauseKey, Earlier] = {}
    suppressed: Mapping[int, Finding] = {}
    declared: bool = False


class Refusal(Exception):  # noqa: N818 - it is an answer of the rubric, not an error of the program
    """The rubric has no points for what was recorded (a hole in a table): refused, never guessed."""

    def __init__(self, fault: Diagnostic) -> None:
        super().__init__(fault.message)
        self.fault = fault
