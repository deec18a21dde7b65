"""The documents that a case stands for: a roster of its branches, and what one round records of them."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Literal, NamedTuple

from dangjian_kaoping.model.cases import Case, CaseFact, RoundBranch
from dangjian_kaoping.model.measure import Measure
from dangjian_kaoping.model.records import BranchInspection, BranchSelf, Inspection, SelfAssessment
from dangjian_kaoping.model.roster import BranchRow, DepartmentRow, Roster
from dangjian_kaoping.model.round import RoundSettings
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.model.values import Placed
from dangjian_kaoping.model.workspace import Round
from dangjian_kaoping.periods import Month, Quarter

ANY_CLASS = "其余"
"""The class of a branch that names none: enough where no number differs by class."""
ONLY = "支部"
"""What the branch of a case of one item is called."""
_ANY_YEAR = 2021
"""The year of a case about what is in force from no quarter on."""
_SAID = "试"
"""The reason and the 整改标准 of a fact that states none: a case need not."""


class Stage(NamedTuple):
    """A roster, and a round of its branches."""

    roster: Roster
    this: Round


def quarter_of(case: Case, rubric: Rubric) -> Quarter:
    """The first such quarter in which the rubric is in force."""
    since = rubric.effective_from
    found = Quarter(since.year if since.year > 1 else _ANY_YEAR, int(case.quarter[1]))
    return found if found >= since else Quarter(found.year + 1, found.number)


def branches_of(case: Case) -> Mapping[str, RoundBranch]:
    """The branches of a case by name; one of a single item has one, of whom nothing but its facts is said."""
    if case.round:
        return case.round
    aside = {} if case.not_applicable is None or case.item is None else {case.item: case.not_applicable}
    alone = RoundBranch.model_construct(
        branch_class=case.branch_class, head_count=case.head_count, facts=case.facts, not_applicable=aside, own={}
    ).standing_as(case)
    return {ONLY: alone}


class Stages:
    """The stages of the cases of a rubric. `classes` are those of the roster that it belongs to, where there is one."""

    def __init__(self, rubric: Rubric, classes: Collection[str] = ()) -> None:
        self._rubric = rubric
        self._classes = classes
        names = dict.fromkeys(name for item in rubric.items() for name in item.department)
        self._departments = {name: (DepartmentRow.model_construct(since=date.min, name=name),) for name in names}

    def of(self, case: Case) -> Stage:
        """The documents of a case."""
        rubric = self._rubric
        quarter = quarter_of(case, rubric)
        branches = branches_of(case)
        inspections: dict[str, dict[str, BranchInspection]] = {}
        for name, branch in branches.items():
            for department, record in _inspected(case, branch, rubric, tuple(self._departments), quarter.last_day):
                inspections.setdefault(department, {})[name] = record
        this = Round(
            quarter,
            [_inspection(case, department, records, quarter) for department, records in inspections.items()],
            list(_self_assessments(case, branches, quarter, rubric.measure)),
            settings=_settings(case, quarter) if case.absent else None,
        )
        return Stage(self._roster(branches), this)

    def _roster(self, branches: Mapping[str, RoundBranch]) -> Roster:
        named = {name: branch.branch_class or ANY_CLASS for name, branch in branches.items()}
        unnamed = {ANY_CLASS} & set(named.values())
        return Roster.model_construct(
            kind="roster",
            version="1",
            classes=tuple(dict.fromkeys((*(self._classes or named.values()), *unnamed))),
            departments=self._departments,
            branches={
                name: (
                    BranchRow.model_construct(
                        since=date.min, name=name, branch_class=named[name], head_count=branch.head_count
                    ).standing_as(branch),
                )
                for name, branch in branches.items()
            },
        )


def _inspected(
    case: Case, branch: RoundBranch, rubric: Rubric, departments: tuple[str, ...], day: date
) -> Iterator[tuple[str, BranchInspection]]:
    """What each department that inspected a branch recorded of it."""
    there = branch.departments
    if there is None:
        there = tuple(name for name in departments if name not in case.absent)
    facts: dict[str, list[CaseFact]] = {name: [] for name in there}
    aside: dict[str, dict[str, str]] = {}
    for fact in branch.facts:
        whole = _whole(fact, case)
        facts.setdefault(fact.department or _recorder(whole.item, rubric, there, fact.clause), []).append(whole)
    for item, reason in branch.not_applicable.items():
        aside.setdefault(_recorder(item, rubric, there), {})[item] = reason
    for department in dict.fromkeys((*facts, *aside)):
        if not (case.round or facts.get(department) or department in aside):
            continue  # an item alone waits for nobody: who else came and recorded nothing makes no difference
        record = BranchInspection.model_construct(
            date=day, not_applicable=aside.get(department, {}), findings=tuple(facts.get(department, ()))
        )
        yield department, record.standing_as(branch)


def _recorder(item_id: str, rubric: Rubric, there: tuple[str, ...], clause_id: str = "") -> str:
    """The first department of an item, or of a clause of it, that was there; of an unknown item, anybody."""
    item = rubric.by_item.get(item_id)
    clause = None if item is None else item.by_clause.get(clause_id)
    owners = there if item is None else item.department if clause is None else item.recorded_by(clause)
    return next((name for name in owners if name in there), owners[0] if owners else ONLY)


def _whole(fact: CaseFact, case: Case) -> CaseFact:
    """A fact with all that a record of it says."""
    said = {"item": fact.item or case.item or "", "reason": fact.reason or _SAID, "standard": fact.standard or _SAID}
    return fact.model_copy(update=said)


def _settings(case: Case, quarter: Quarter) -> RoundSettings:
    settings = RoundSettings.model_construct(kind="round", version="1", quarter=quarter, absent=case.absent)
    return settings.standing_as(case)


def _inspection(case: Case, department: str, records: Mapping[str, BranchInspection], quarter: Quarter) -> Inspection:
    document = Inspection.model_construct(
        kind="inspection", version="1", quarter=quarter, department=department, branches=dict(records)
    )
    return document.standing_as(case)


def _self_assessments(
    case: Case, branches: Mapping[str, RoundBranch], quarter: Quarter, measure: Measure
) -> Iterator[SelfAssessment]:
    """What the branches declared; of a quarter as a whole under the first key, where the measure asks for that."""
    asked = measure.self_assessment
    periods: tuple[Month | Quarter, ...] = (quarter,) if asked == "quarterly" else quarter.months
    for key, period in zip(_MONTHS, periods, strict=False):
        filed = {
            name: _own(() if branch.own is None else branch.own[key], case, branch)
            for name, branch in branches.items()
            if (branch.own is None and asked != "none") or (branch.own is not None and key in branch.own)
        }
        if filed:
            when = {"quarter": period} if isinstance(period, Quarter) else {"month": period}
            document = SelfAssessment.model_construct(kind="self", version="1", branches=filed, **when)
            yield document.standing_as(case)


_MONTHS: tuple[Literal["1", "2", "3"], ...] = ("1", "2", "3")


def _own(facts: Iterable[CaseFact], case: Case, branch: Placed) -> BranchSelf:
    return BranchSelf.model_construct(findings=tuple(_whole(each, case) for each in facts)).standing_as(branch)
