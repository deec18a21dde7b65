"""The circumstances in which a clause is scored, and what is recorded under it."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from dangjian_kaoping.diagnostics import Diagnostic
from dangjian_kaoping.engine.score.adjustment import Revision, is_withdrawn
from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.exact import Exact, divided, total
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.records import Finding
from dangjian_kaoping.periods import Month, Quarter

ClauseKey = tuple[str, str]
"""Item id and clause id."""


class Recorded(NamedTuple):
    """A finding with the day, and with the department that it comes from, or the month or quarter of self-assessment.

    `department` is the name of that quarter, `order` its place in the roster: findings stand in order of
    day, department and place in the file. `finding` is as it counts: `revisions` say what a review made of
    the one that was recorded.
    """

    finding: Finding
    day: date
    order: int = 0
    department: str | None = None
    filed: Month | Quarter | None = None
    revisions: tuple[Revision, ...] = ()
    listed: bool = False
    """Whether a list says it, as of the quarter's last day: nobody inspected anything on that day."""

    @property
    def inspected_on(self) -> date | None:
        """The day of the inspection that found it; None of a self-assessment, and of a list."""
        return None if self.listed or self.filed is not None else self.day

    @property
    def month(self) -> Month | None:
        """The month of which it speaks; None where it speaks of a whole quarter, as an inspection does."""
        return self.filed if isinstance(self.filed, Month) else None

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


class Drawn(NamedTuple):
    """A number that a round draws from the facts of its branches: the `figures` of those that have one, by name, and
    the names of those that have none yet, for which whoever needs the number waits.
    """

    kind: Literal["mean", "highest"]
    figures: tuple[tuple[str, Exact], ...]
    missing: tuple[str, ...]

    @property
    def value(self) -> Exact:
        """The mean of all, or the highest. Raises ZeroDivisionError where there is none."""
        found = [figure for _, figure in self.figures]
        return max(found) if self.kind == "highest" else divided(total(found), Decimal(len(found)))

    @property
    def whose(self) -> tuple[str, ...]:
        """Whose figure the highest is."""
        return tuple(name for name, figure in self.figures if figure == self.value)


class Across(NamedTuple):
    """What a round lays down over all its branches: `lines` by clause and pool, the mean share (0 to 1) that an item
    gave those to which it applied, and the names of those who have none yet of what an item awaits.
    """

    lines: Mapping[ClauseKey, Mapping[str, Drawn]] = {}
    means: Mapping[str, Step] = {}
    waiting: Mapping[str, tuple[str, ...]] = {}

    def line(self, key: ClauseKey, branch_class: str) -> Drawn | None:
        """The line of a clause for a class of branches; None where there is none."""
        pools = self.lines.get(key, {})
        return pools.get("") or pools.get(branch_class)


ALONE = Across()

Scoped = tuple[str, str | None]
"""What is emptied: an item, or one of its groups."""


class Emptied(NamedTuple):
    """全年不得分: the round (None: this one), the clause and the record that emptied something to the year's end."""

    quarter: Quarter | None
    clause: Clause
    finding: Finding


class Circumstances(NamedTuple):
    """What a clause's points depend on beside its facts.

    `months` is how often a `per: month` number counts: 3 in an inspection, the months filed in a
    self-assessment. `earlier` tells, by clause, of the earlier rounds of the measure's window that had an
    occurrence at this branch. `suppressed` are findings that a heavier one of the same event stands for. `declared`
    says that it is a self-assessment. `across` is what the round lays down over all branches. `emptied` is
    what was emptied for the rest of the year.
    """

    branch_class: str
    months: int = 3
    earlier: Mapping[ClauseKey, Earlier] = {}
    suppressed: Mapping[int, Finding] = {}
    declared: bool = False
    across: Across = ALONE
    emptied: Mapping[Scoped, Emptied] = {}


#: A branch of no class, of which nothing else is known: for what holds in any branch.
ANYWHERE = Circumstances("")


class Refusal(Exception):  # noqa: N818 - it is an answer of the rubric, not an error of the program
    """The rubric has no points for what was recorded (a hole in a table): refused, never guessed."""

    def __init__(self, fault: Diagnostic) -> None:
        super().__init__(fault.message)
        self.fault = fault
