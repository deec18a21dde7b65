"""整改台账: a fold over all rounds, from problem found to problem closed."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from statistics import median
from typing import Literal, NamedTuple

from dangjian_kaoping.engine.follow.owner import owner_of
from dangjian_kaoping.engine.score.adjustment import Revision, adjusted_round, is_withdrawn
from dangjian_kaoping.engine.score.circumstances import ClauseKey
from dangjian_kaoping.engine.score.occurrence import ancestry
from dangjian_kaoping.model.records import Finding, FollowUp
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.model.workspace import Round
from dangjian_kaoping.periods import Quarter

State = Literal["waiting", "in_progress", "closed", "overdue", "repeated", "withdrawn"]


class AsOf(NamedTuple):
    """How far the ledger looks: a day, or the inspections of the rounds up to a quarter, whenever held."""

    day: date
    quarter: Quarter | None = None

    def sees_inspection(self, quarter: Quarter, day: date) -> bool:
        """Whether an inspection of a round, held on a day, is known by then; or what a review changed in it."""
        return quarter <= self.quarter if self.quarter is not None else day <= self.day

    @property
    def text(self) -> str:
        """As it was asked for: 2020Q4, or 2021-02-24."""
        return str(self.quarter) if self.quarter is not None else self.day.isoformat()


def as_of_quarter(quarter: Quarter) -> AsOf:
    """Inspections of the rounds up to a quarter; other visits and deadlines up to its last day."""
    return AsOf(quarter.last_day, quarter)


class Followed(NamedTuple):
    """One follow-up of an entry: when, by whom, with what outcome."""

    day: date
    department: str
    record: FollowUp


class Entry(NamedTuple):
    """One problem in the ledger, as it stands.

    `branch_id` is whose it is now: where its own branch was merged into another, that one's, and `formerly` is
    the name of the branch at which it was found.
    `repeats` are earlier entries of the same branch and clause in the measure's window; `rounds_open` is in
    how many rounds it was open, the one in which it was found included. `revisions` are what a review made of it
    by then: one that was withdrawn is listed, and is neither open nor counted among the problems.
    """

    finding: Finding
    quarter: Quarter
    branch_id: str
    branch: str
    department: str
    area: str
    standard: str | None
    found: date
    follow_ups: tuple[Followed, ...]
    state: State
    closed_on: date | None
    rounds_open: int
    repeats: tuple[str, ...]
    revisions: tuple[Revision, ...] = ()
    formerly: str | None = None

    @property
    def id(self) -> str:
        """Its id, 2020Q4-07."""
        return self.finding.id or ""

    @property
    def open(self) -> bool:
        """Whether it is still to be closed."""
        return self.state not in ("closed", "withdrawn")

    def days_left(self, day: date) -> int | None:
        """How many days (天) are left to its deadline, counted from a day; less than 0 once it is overdue."""
        until = self.finding.rectify_by
        return None if until is None or not self.open else (until - day).days

    def days_late(self, day: date) -> int:
        """By how many days (天) it was first closed after its deadline, or on a day is not yet; 0 if in time."""
        until = self.finding.rectify_by
        closed = next((each.day for each in self.follow_ups if each.record.outcome == "closed"), day)
        return 0 if until is None else max((closed - until).days, 0)


class Summary(NamedTuple):
    """The plant's headline. `days_to_close` is the median over the closed entries, in days.

    What a review withdrew was no problem: `withdrawn` counts it, and no other figure does.
    """

    rounds: int
    problems: int
    rectified: int
    open: int
    overdue: int
    days_to_close: Decimal | None
    by_area: Mapping[str, tuple[int, int]]
    by_kind: Mapping[str, tuple[int, int]]
    withdrawn: int = 0


class _Problem(NamedTuple):
    finding: Finding
    quarter: Quarter
    branch_id: str
    branch: str
    department: str
    found: date
    revisions: tuple[Revision, ...]

    @property
    def withdrawn_on(self) -> date | None:
        """The day on which a review withdrew it."""
        return self.revisions[-1].adjustment.date if is_withdrawn(self.revisions) else None


def ledger(
    rounds: Iterable[Round], roster: Roster, rubrics: Mapping[Quarter, Rubric], as_of: AsOf
) -> tuple[Entry, ...]:
    """All problems known by then, in the order of their rounds and ids, each with its state."""
    everything = list(rounds)
    held = sorted((each for each in everything if each.inspections), key=lambda each: each.quarter)
    problems = sorted(_problems(held, roster, as_of), key=lambda each: (each.quarter, _number(each.finding)))
    # a visit may be filed where nothing was inspected
    follow_ups = _follow_ups(everything, roster, as_of)
    seen_rounds = [each.quarter for each in held if _seen(each, as_of)]
    quarters = [each.quarter for each in held]
    entries: list[Entry] = []
    seen: dict[tuple[str, ClauseKey], list[_Problem]] = {}
    for problem in problems:
        key = problem.finding.item, problem.finding.clause
        rubric = rubrics.get(problem.quarter)
        window = 0 if rubric is None else rubric.measure.repeat_window
        names = {key} if rubric is None else ancestry(rubric, key)
        recent = quarters[max(quarters.index(problem.quarter) - window, 0) : quarters.index(problem.quarter)]
        before = [each for name in names for each in seen.get((problem.branch_id, name), [])]
        repeats = tuple(sorted(each.finding.id or "" for each in before if each.quarter in recent))
        if problem.withdrawn_on is None:
            seen.setdefault((problem.branch_id, key), []).append(problem)
        else:
            repeats = ()
        entries.append(
            _entry(problem, follow_ups.get(problem.finding.id or "", ()), repeats, rubrics, seen_rounds, as_of, roster)
        )
    return tuple(entries)


def _problems(rounds: Iterable[Round], roster: Roster, as_of: AsOf) -> Iterator[_Problem]:
    for this in rounds:
        branch_ids = roster.in_force(this.quarter)
        adjusted = adjusted_round(this, roster)
        for inspection in this.inspections:
            for name, record in inspection.branches.items():
                if name in branch_ids and as_of.sees_inspection(this.quarter, record.date):
                    for finding in record.findings:
                        if finding.rectify_by is not None and finding.id is not None:
                            revisions = tuple(
                                each
                                for each in adjusted.of(finding)
                                if as_of.sees_inspection(this.quarter, each.adjustment.date)
                            )
                            yield _Problem(
                                revisions[-1].after if revisions else finding,
                                this.quarter,
                                branch_ids[name],
                                name,
                                inspection.department,
                                record.date,
                                revisions,
                            )


def _follow_ups(rounds: Iterable[Round], roster: Roster, as_of: AsOf) -> dict[str, list[Followed]]:
    found: dict[str, list[Followed]] = {}
    for this in rounds:
        for inspection in this.inspections:
            for record in inspection.branches.values():
                if as_of.sees_inspection(this.quarter, record.date):
                    for problem_id, follow_up in record.followups.items():
                        one = Followed(record.date, inspection.department, follow_up)
                        found.setdefault(problem_id, []).append(one)
        for document in this.visits:
            for visit in document.followups:
                if visit.date <= as_of.day:
                    found.setdefault(visit.id, []).append(Followed(visit.date, visit.department, visit))
    order = _department_order(roster)
    for several in found.values():
        several.sort(key=lambda each: (each.day, order.get(each.department, len(order)), each.record.at[1:]))
    return found


def _department_order(roster: Roster) -> dict[str, int]:
    """The place of every name of a department in the roster: what decides between two of one day."""
    return {
        name: index
        for index, (key, rows) in enumerate(roster.departments.items())
        for name in (key, *(row.name for row in rows if row.name))
    }


def _number(finding: Finding) -> int:
    """The running number of a problem in its round."""
    number = (finding.id or "").rpartition("-")[2]
    return int(number) if number.isdecimal() and len(number) < 10 else 0


def _seen(this: Round, as_of: AsOf) -> bool:
    """Whether anything of a round's inspections is known by then."""
    return any(
        as_of.sees_inspection(this.quarter, record.date)
        for inspection in this.inspections
        for record in inspection.branches.values()
    )


def _entry(
    problem: _Problem,
    follow_ups: Iterable[Followed],
    repeats: tuple[str, ...],
    rubrics: Mapping[Quarter, Rubric],
    quarters: list[Quarter],
    as_of: AsOf,
    roster: Roster,
) -> Entry:
    followed = tuple(follow_ups)
    last = followed[-1] if followed else None
    withdrawn_on = problem.withdrawn_on
    closed_on = last.day if last is not None and last.record.outcome == "closed" and withdrawn_on is None else None
    rubric = rubrics.get(problem.quarter)
    owner = owner_of(problem.branch_id, closed_on or withdrawn_on, roster, as_of.day)
    own = owner == problem.branch_id
    return Entry(
        problem.finding,
        problem.quarter,
        owner,
        problem.branch if own else roster.latest_name(owner, as_of.day),
        problem.department,
        _area(rubric, problem.finding.item),
        problem.finding.standard or _item_standard(rubric, problem.finding.item),
        problem.found,
        followed,
        "withdrawn" if withdrawn_on is not None else _state(problem.finding, last, repeats, as_of),
        closed_on,
        _rounds_open(problem.quarter, followed, [each for each in quarters if _reaches(each, withdrawn_on)]),
        repeats,
        problem.revisions,
        None if own else problem.branch,
    )


def _reaches(quarter: Quarter, withdrawn_on: date | None) -> bool:
    """Whether a round began before a problem was withdrawn."""
    return withdrawn_on is None or quarter.first_day <= withdrawn_on


def _state(finding: Finding, last: Followed | None, repeats: tuple[str, ...], as_of: AsOf) -> State:
    outcome = None if last is None else last.record.outcome
    if outcome == "closed":
        return "closed"
    if finding.rectify_by is not None and as_of.day > finding.rectify_by:
        return "overdue"
    if outcome == "reopened" or repeats:
        return "repeated"
    return "in_progress" if outcome == "in_progress" else "waiting"


def _rounds_open(found: Quarter, followed: tuple[Followed, ...], quarters: list[Quarter]) -> int:
    """In how many of the rounds known by then the problem was open, the one in which it was found included."""
    return sum(each == found or (each > found and _open_in(each, followed)) for each in quarters)


def _open_in(quarter: Quarter, followed: tuple[Followed, ...]) -> bool:
    """Whether it was open on the quarter's first day, or opened again in it."""
    before = [each for each in followed if each.day < quarter.first_day]
    if not before or before[-1].record.outcome != "closed":
        return True
    return any(
        each.record.outcome != "closed" for each in followed if quarter.first_day <= each.day <= quarter.last_day
    )


def _area(rubric: Rubric | None, item_id: str) -> str:
    areas = () if rubric is None else rubric.areas
    return next((area.name for area in areas if any(item.id == item_id for item in area.items)), "")


def _item_standard(rubric: Rubric | None, item_id: str) -> str | None:
    item = None if rubric is None else rubric.by_item.get(item_id)
    return None if item is None else item.standard


def most_urgent(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """What is still to be closed, the earliest deadline first: what is overdue stands before all else."""
    still = [each for each in entries if each.open]
    return tuple(sorted(still, key=lambda each: each.finding.rectify_by or date.max))


def summary(
    entries: Iterable[Entry], rounds: Iterable[Round], rubrics: Mapping[Quarter, Rubric], as_of: AsOf
) -> Summary:
    """Rounds held by then, problems found, rectified and open, by area and by kind (item)."""
    every = list(entries)
    listed = [each for each in every if each.state != "withdrawn"]
    closed = [each for each in listed if not each.open]
    days = [(each.closed_on - each.found).days for each in closed if each.closed_on is not None]
    held = sum(_seen(each, as_of) for each in rounds)
    return Summary(
        held,
        len(listed),
        len(closed),
        len(listed) - len(closed),
        sum(each.state == "overdue" for each in listed),
        median(map(Decimal, days)) if days else None,
        _counted((each.area, each) for each in listed),
        _counted((_kind(each, rubrics), each) for each in listed),
        len(every) - len(listed),
    )


def _kind(entry: Entry, rubrics: Mapping[Quarter, Rubric]) -> str:
    rubric = rubrics.get(entry.quarter)
    item = None if rubric is None else rubric.by_item.get(entry.finding.item)
    return entry.finding.item if item is None else item.title


def _counted(pairs: Iterable[tuple[str, Entry]]) -> dict[str, tuple[int, int]]:
    """Found and rectified by name, most found first."""
    counts: dict[str, tuple[int, int]] = {}
    for name, entry in pairs:
        found, rectified = counts.get(name, (0, 0))
        counts[name] = (found + 1, rectified + (not entry.open))
    return dict(sorted(counts.items(), key=lambda each: (-each[1][0], each[0])))


def problem_ids(rounds: Iterable[Round], roster: Roster) -> dict[str, tuple[str, date]]:
    """Every problem of the rounds by its id: its branch's id, and the day on which it was found."""
    return {
        finding.id: (roster.in_force(this.quarter).get(name, name), record.date)
        for this in rounds
        for inspection in this.inspections
        for name, record in inspection.branches.items()
        for finding in record.findings
        if finding.id is not None
    }
