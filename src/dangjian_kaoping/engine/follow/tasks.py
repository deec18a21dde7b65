"""任务清单: what the rubric in force asks of the branches, and by when.

A monthly item is a task of each month and is due on the month's last day; a quarterly one, or one of certain quarters
only, is due on the quarter's last day. What only adds to or takes from the total (bonus, penalties, vetoes) is
nothing to do by a day, and no task.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from dangjian_kaoping.engine.follow.ledger import Entry
from dangjian_kaoping.model.number import chosen
from dangjian_kaoping.model.roster import Branch, Roster
from dangjian_kaoping.model.rubric import Area, Item, Rubric
from dangjian_kaoping.periods import Month, Period, Quarter, quarter_of_day, quarters_of


class Task(NamedTuple):
    """One item of the rubric, to be done in one month or quarter.

    `departments` check it, by their names of that quarter; `branches` are those it is asked of, `spared` the classes
    of the others that take part in the quarter.
    """

    area: Area
    item: Item
    period: Month | Quarter
    rubric: Rubric
    departments: tuple[str, ...]
    branches: tuple[Branch, ...]
    spared: tuple[str, ...]

    @property
    def start(self) -> date:
        """The first day of its month or quarter."""
        return self.period.first_day

    @property
    def due(self) -> date:
        """The day by which it is to be done: as the rubric says, or the last of its month or quarter."""
        return self.item.deadline(self.period) or self.period.last_day

    @property
    def points(self) -> Mapping[str, Decimal]:
        """Full marks of a quarter (分) by the class of the branches that it is asked of; empty where it has none."""
        points = self.item.points
        if points is None:
            return {}
        return {branch.branch_class: chosen(points, branch.branch_class) for branch in self.branches}


class Duty(NamedTuple):
    """A task that comes period after period: the same item, by the same rubric, checked and done by the same."""

    tasks: tuple[Task, ...]

    @property
    def one(self) -> Task:
        """Its first task; what is told of it holds of each."""
        return self.tasks[0]


class Filing(NamedTuple):
    """A self-assessment to be handed in, of a month or a quarter, by a day; by the rubric that names the day."""

    period: Month | Quarter
    due: date
    rubric: Rubric
    branches: tuple[Branch, ...]


class TaskList(NamedTuple):
    """The tasks of a period in the order of their days, then of the rubric; for one branch, or for all.

    `filings` are the self-assessments that are due in the period, where the measure names a day. `later` counts the
    tasks that are under way in the period and due only after it. `entries` is what is still open in the ledger as of a
    day, where that was asked for.
    """

    period: Period
    branch: Branch | None
    tasks: tuple[Task, ...]
    later: Mapping[date, int]
    filings: tuple[Filing, ...] = ()
    as_of: date | None = None
    entries: tuple[Entry, ...] = ()


def duties(tasks: Sequence[Task]) -> tuple[Duty, ...]:
    """The tasks as duties: those of every month first, by their days, then the others by their first."""
    found: dict[object, list[Task]] = {}
    for task in tasks:
        key = task.item.id, task.rubric.version, task.departments, tuple(each.id for each in task.branches), task.spared
        found.setdefault(key, []).append(task)
    several = [Duty(tuple(sorted(each, key=lambda task: task.due))) for each in found.values()]
    # stable: else in the order of the list
    return tuple(sorted(several, key=lambda each: (isinstance(each.one.period, Quarter), each.one.due)))


def task_list(
    period: Period, rubrics: Mapping[Quarter, Rubric], roster: Roster, branch_id: str | None = None
) -> TaskList:
    """The tasks that are due in a period, by the rubrics in force in its quarters; those without one have none."""
    tasks: list[Task] = []
    filings: list[Filing] = []
    branch: Branch | None = None
    for quarter in quarters_of(period):
        branches = [each for each in roster.taking_part(quarter) if branch_id in (None, each.id)]
        if quarter in rubrics and branches:
            branch = branches[0]
            tasks += _of_quarter(quarter, rubrics[quarter], roster, branches)
            filings += _filings(quarter, rubrics[quarter], branches)
    later: dict[date, int] = {}
    for task in tasks:
        if task.start <= period.last_day < task.due:
            later[task.due] = later.get(task.due, 0) + 1
    due = [each for each in tasks if period.first_day <= each.due <= period.last_day]
    # stable: within a day monthly tasks first, then in the order of the rubric
    due.sort(key=lambda each: (each.due, isinstance(each.period, Quarter)))
    handed_in = tuple(each for each in filings if period.first_day <= each.due <= period.last_day)
    return TaskList(period, branch if branch_id is not None else None, tuple(due), later, handed_in)


def with_open(listed: TaskList, entries: Sequence[Entry], as_of: date) -> TaskList:
    """The list with what is still open in the ledger as of a day, of the list's branch or of all, by deadline."""
    wanted = None if listed.branch is None else listed.branch.id
    mine = [each for each in entries if each.open and wanted in (None, each.branch_id)]
    mine.sort(key=lambda each: each.finding.rectify_by or date.max)
    return listed._replace(as_of=as_of, entries=tuple(mine))


def _of_quarter(quarter: Quarter, rubric: Rubric, roster: Roster, branches: Sequence[Branch]) -> Iterator[Task]:
    called = roster.departments_in_force(quarter)
    for area in rubric.areas:
        for item in area.items:
            asked = tuple(each for each in branches if each.branch_class not in item.not_applicable_to)
            if not (asked and item.due_in(quarter.number) and _is_to_do(item)):
                continue
            names = tuple(
                roster.department_name(called[each], quarter) if each in called else each for each in item.department
            )
            spared = tuple(dict.fromkeys(each.branch_class for each in branches if each not in asked))
            for period in quarter.months if item.due == "monthly" else (quarter,):
                yield Task(area, item, period, rubric, names, asked, spared)


def _filings(quarter: Quarter, rubric: Rubric, branches: Sequence[Branch]) -> Iterator[Filing]:
    """The self-assessments that are due on a day of a quarter: those of the month, or of the quarter, before."""
    measure = rubric.measure
    periods = [*measure.assessed_in(quarter.earlier(1)), *measure.assessed_in(quarter)]
    for period in periods:
        due = measure.hand_in_by(period)
        if due is not None and quarter_of_day(due) == quarter:
            yield Filing(period, due, rubric, tuple(branches))


def _is_to_do(item: Item) -> bool:
    """Whether an item asks for something, and is no factor, nor does it only add to or take from the total."""
    if item.factor:
        return False
    return item.task or any(clause.effect in ("deduct", "earn", "give_back") for clause in item.clauses)
