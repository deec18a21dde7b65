"""进度: what of a round is in, what is missing, what is owed."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Literal, NamedTuple

from dangjian_kaoping.engine.follow.ledger import Entry
from dangjian_kaoping.engine.score.gathering import gathered
from dangjian_kaoping.model.roster import Branch, Roster
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.model.workspace import Round
from dangjian_kaoping.periods import Month, Quarter

NextStep = Literal["inspect", "assess", "follow_up", "publish"]


class BranchStatus(NamedTuple):
    """One branch: on which day each department inspected it, which self-assessments it handed in, what it owes."""

    branch: Branch
    inspected: Mapping[str, date | None]
    filed: Mapping[Month | Quarter, bool]
    owed: tuple[Entry, ...]


class Lacking(NamedTuple):
    """What some branches lack: a department's inspection, by its name, or the self-assessment of a period.

    `by` is the last day for it, where one was named.
    """

    what: str | Month | Quarter
    branches: tuple[Branch, ...]
    by: date | None

    def overdue(self, day: date) -> bool:
        """Whether its day is past."""
        return self.by is not None and self.by < day


class Counted(NamedTuple):
    """How many branches of how many have what is asked for: see `Lacking`."""

    what: str | Month | Quarter
    done: int
    of: int


class RoundStatus(NamedTuple):
    """A round's progress; `next_step` is the first thing that is still to be done.

    `asks_months` says whether self-assessments are to be handed in; where they decide about nothing, they are not
    asked for. `absent` are the departments that inspect nobody this time, by name, and why. `inspect_by` and
    `hand_in_by` are the last days that the office, or for a self-assessment the rubric, has named.
    """

    quarter: Quarter
    departments: tuple[str, ...]
    branches: tuple[BranchStatus, ...]
    next_step: NextStep
    asks_months: bool
    absent: Mapping[str, str] = MappingProxyType({})
    inspect_by: date | None = None
    hand_in_by: Mapping[Month | Quarter, date] = MappingProxyType({})

    def counted(self) -> Iterator[Counted]:
        """How many branches each department has inspected, and how many handed in each self-assessment asked for."""
        for name in self.departments:
            seen = [each for each in self.branches if each.inspected[name] is not None]
            yield Counted(name, len(seen), len(self.branches))
        for period in self.branches[0].filed if self.asks_months and self.branches else ():
            filed = [each for each in self.branches if each.filed[period]]
            yield Counted(period, len(filed), len(self.branches))

    def lacking(self, day: date) -> Iterator[Lacking]:
        """What is missing on a day; a self-assessment only when its period, or the time for it, is over."""
        for name in self.departments:
            unseen = tuple(each.branch for each in self.branches if each.inspected[name] is None)
            if unseen:
                yield Lacking(name, unseen, self.inspect_by)
        for period in self.branches[0].filed if self.asks_months and self.branches else ():
            silent = tuple(each.branch for each in self.branches if not each.filed[period])
            by = self.hand_in_by.get(period)
            if silent and day > min(by or period.last_day, period.last_day):
                yield Lacking(period, silent, by)


def round_status(
    rubric: Rubric, roster: Roster, this: Round, entries: Sequence[Entry], day: date = date.max
) -> RoundStatus:
    """The progress of a round as of a day; `entries` is the ledger as of that day.

    A follow-up is owed for whatever was found in an earlier round and is still open.
    """
    records = gathered(rubric, roster, this)
    called = roster.departments_in_force(this.quarter)
    needed = {
        called[name]
        for item in rubric.items()
        if item.due_in(this.quarter.number)
        for name in item.department
        if name in called
    }
    needed -= {called.get(name, name) for name in this.absent}
    departments = tuple(each for each in roster.departments if each in needed)
    names = {each: roster.department_name(each, this.quarter) for each in departments}
    filed = {
        (branch, str(filing.period))
        for filing in this.self_assessments
        for name in filing.branches
        for branch in [roster.in_force(this.quarter).get(name)]
    }
    branches = tuple(
        BranchStatus(
            branch,
            {names[each]: _by(day, records[branch.id].departments.get(each)) for each in departments},
            {period: (branch.id, str(period)) in filed for period in rubric.measure.assessed_in(this.quarter)},
            tuple(
                entry
                for entry in entries
                if entry.branch_id == branch.id and entry.open and entry.quarter < this.quarter
            ),
        )
        for branch in roster.taking_part(this.quarter)
    )
    asks_months = rubric.measure.asks_self_assessment
    next_step = _next(branches, asks_months=asks_months)
    absent = {roster.department_name(called.get(name, name), this.quarter): why for name, why in this.absent.items()}
    return RoundStatus(
        this.quarter,
        tuple(names.values()),
        branches,
        next_step,
        asks_months,
        absent,
        None if this.deadlines is None else this.deadlines.inspection,
        _hand_in_by(rubric, this),
    )


def _hand_in_by(rubric: Rubric, this: Round) -> dict[Month | Quarter, date]:
    """The last day for each self-assessment: as the round says, in order, else as the rubric does for all rounds."""
    written = () if this.deadlines is None else this.deadlines.self_assessment
    periods = rubric.measure.assessed_in(this.quarter)
    named = dict(zip(periods, written, strict=False))
    found = ((each, named.get(each) or rubric.measure.hand_in_by(each)) for each in periods)
    return {period: day for period, day in found if day is not None}


def _by(day: date, inspected: date | None) -> date | None:
    """The day of an inspection that was held by then."""
    return inspected if inspected is not None and inspected <= day else None


def _next(branches: Sequence[BranchStatus], *, asks_months: bool) -> NextStep:
    if any(day is None for branch in branches for day in branch.inspected.values()):
        return "inspect"
    if asks_months and not all(filed for branch in branches for filed in branch.filed.values()):
        return "assess"
    return "follow_up" if any(branch.owed for branch in branches) else "publish"
