"""负担: what a rubric costs the branches: materials to keep ready, sheets to hand in, inspections, records.

What is asked follows from the version in force; what was held and recorded, from the rounds.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from dangjian_kaoping.engine.follow.focus import FocusPoints, focus_of
from dangjian_kaoping.exact import Exact, divided, times
from dangjian_kaoping.model.records import BranchInspection
from dangjian_kaoping.model.roster import Branch, Roster
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.model.workspace import Round
from dangjian_kaoping.periods import MONTHS_OF_A_QUARTER, QUARTERS_OF_A_YEAR, Quarter

_HUNDRED = Decimal(100)


class VersionBurden(NamedTuple):
    """A version: its materials item by item (`entries`) and by different names (`names`), and by the class of the
    branches how its points go to traces (痕迹管理).
    """

    rubric: Rubric
    entries: int
    names: int
    points: Mapping[str, FocusPoints]

    @property
    def most_traces(self) -> Exact | None:
        """The largest share of traces in the points of a class (%); None where no class has any points."""
        shares = (trace_percent(each) for each in self.points.values())
        return max((each for each in shares if each is not None), default=None)


class BranchYear(NamedTuple):
    """A branch in a year: what is asked of it in the quarters in which it takes part, and what came of that.

    `materials` are to be kept ready, a monthly item's three times a quarter; `sheets` of self-assessment to be handed
    in; `planned` inspections are those of departments that check an item which is due. `held` were so many, with so
    many `findings` of departments, and `declared` of its own.
    """

    year: int
    branch: Branch
    quarters: tuple[Quarter, ...]
    materials: int
    sheets: int
    planned: int
    held: int
    findings: int
    declared: int


class Burden(NamedTuple):
    """Some versions, and the branches in the years in which these are in force, year by year, in the roster's order.

    `rounds` are the quarters of these years of which there is an inspection.
    """

    versions: tuple[VersionBurden, ...]
    years: tuple[BranchYear, ...]
    rounds: tuple[Quarter, ...]


class Alike(NamedTuple):
    """Branches of which the same is asked in a year, over as many `quarters`: all of these `classes`, and `others`;
    `everybody` where there are no more.
    """

    year: int
    classes: tuple[str, ...]
    others: tuple[Branch, ...]
    everybody: bool
    branches: int
    quarters: int
    materials: int
    sheets: int
    planned: int


def alike(years: Sequence[BranchYear]) -> tuple[Alike, ...]:
    """What is asked of the branches, year by year, the most first."""
    found: dict[tuple[int, int, int, int, int], list[Branch]] = {}
    for each in years:
        key = each.year, len(each.quarters), each.materials, each.sheets, each.planned
        found.setdefault(key, []).append(each.branch)
    of_class = Counter((each.year, each.branch.branch_class) for each in years)
    several = []
    for key, branches in found.items():
        here = Counter(each.branch_class for each in branches)
        classes = tuple(each for each in here if here[each] == of_class[key[0], each])
        others = tuple(each for each in branches if each.branch_class not in classes)
        everybody = len(branches) == sum(count for (year, _), count in of_class.items() if year == key[0])
        several.append(Alike(key[0], classes, others, everybody, len(branches), *key[1:]))
    return tuple(sorted(several, key=lambda each: (each.year, -each.quarters, -each.materials)))


class YearRecords(NamedTuple):
    """What was done in a year in which so many `rounds` were held: visits to branches, and what was written down."""

    year: int
    rounds: int
    branches: int
    held: int
    findings: int
    declared: int


def year_records(burden: Burden) -> tuple[YearRecords, ...]:
    """Year by year, those in which a round was held."""
    found = []
    for year, rounds in Counter(each.year for each in burden.rounds).items():
        mine = [each for each in burden.years if each.year == year]
        sums = (sum(getattr(each, name) for each in mine) for name in ("held", "findings", "declared"))
        found.append(YearRecords(year, rounds, len(mine), *sums))
    return tuple(found)


def version_burden(rubric: Rubric, classes: Iterable[str]) -> VersionBurden:
    """What a version asks for of the classes of branches."""
    every = [material for item in rubric.items() for material in item.materials]
    points = {each: focus_of(rubric, rubric.items(), each) for each in classes}
    return VersionBurden(rubric, len(every), len(set(every)), points)


def trace_percent(points: FocusPoints) -> Exact | None:
    """Which part of all points is for traces (%); None where there are none."""
    return divided(times(points.by_focus["trace"], _HUNDRED), points.total) if points.total else None


def burden_of(
    asked: Sequence[Rubric], in_force: Mapping[Quarter, Rubric], roster: Roster, rounds: Mapping[Quarter, Round]
) -> Burden:
    """The burden of some versions; `in_force` has every quarter that is to be told of, with its version."""
    versions = {each.version for each in asked}
    mine = {quarter: rubric for quarter, rubric in sorted(in_force.items()) if rubric.version in versions}
    years = dict.fromkeys(quarter.year for quarter in mine)
    by_year = {year: {each: rubric for each, rubric in mine.items() if each.year == year} for year in years}
    told = tuple(each for year, its in by_year.items() for each in _year(year, its, roster, rounds))
    held = tuple(quarter for quarter in mine if quarter in rounds and rounds[quarter].inspections)
    return Burden(tuple(version_burden(each, roster.classes) for each in asked), told, held)


def quarters_between(first: Quarter, last: Quarter) -> Iterator[Quarter]:
    """From the one to the end of the year of the other."""
    quarter = first
    while quarter <= Quarter(last.year, QUARTERS_OF_A_YEAR):
        yield quarter
        quarter = quarter.next


def _year(
    year: int, mine: Mapping[Quarter, Rubric], roster: Roster, rounds: Mapping[Quarter, Round]
) -> Iterator[BranchYear]:
    found: dict[str, BranchYear] = {}
    for quarter, rubric in mine.items():
        for each in _of_quarter(quarter, rubric, roster, rounds.get(quarter, Round(quarter))):
            before = found.get(each.branch.id)
            found[each.branch.id] = each if before is None else _together(before, each)
    return (found[each] for each in roster.branches if each in found)


def _together(one: BranchYear, other: BranchYear) -> BranchYear:
    """The sums; the branch as it was last."""
    return BranchYear(
        one.year,
        other.branch,
        one.quarters + other.quarters,
        one.materials + other.materials,
        one.sheets + other.sheets,
        one.planned + other.planned,
        one.held + other.held,
        one.findings + other.findings,
        one.declared + other.declared,
    )


class _Written(NamedTuple):
    """By branch: how often it was inspected, and how many findings departments and it itself wrote down."""

    held: Counter[str]
    findings: Counter[str]
    declared: Counter[str]


def _of_quarter(quarter: Quarter, rubric: Rubric, roster: Roster, this: Round) -> Iterator[BranchYear]:
    written = _written(this, roster.in_force(quarter))
    sheets = len(rubric.measure.assessed_in(quarter))
    asked = {each: _asked(each, quarter, rubric, roster) for each in roster.classes}
    for branch in roster.taking_part(quarter):
        materials, planned = asked[branch.branch_class]
        sums = (each[branch.id] for each in written)
        yield BranchYear(quarter.year, branch, (quarter,), materials, sheets, planned, *sums)


def _asked(branch_class: str, quarter: Quarter, rubric: Rubric, roster: Roster) -> tuple[int, int]:
    """How many materials are asked of a class of branches in a quarter, and by how many departments it is inspected."""
    called = roster.departments_in_force(quarter)
    items = [each for each in rubric.items() if each.asked_of(branch_class, quarter.number)]
    materials = sum(len(each.materials) * (MONTHS_OF_A_QUARTER if each.due == "monthly" else 1) for each in items)
    return materials, len({called[name] for each in items for name in each.department if name in called})


def _written(this: Round, called: Mapping[str, str]) -> _Written:
    held, findings, declared = Counter[str](), Counter[str](), Counter[str]()
    for told in this.told():
        branch = called.get(told.branch, "")
        held[branch] += isinstance(told.record, BranchInspection)
        findings[branch] += len(told.record.findings)
    for document in this.self_assessments:
        for name, record in document.branches.items():
            declared[called.get(name, "")] += len(record.findings)
    return _Written(held, findings, declared)
