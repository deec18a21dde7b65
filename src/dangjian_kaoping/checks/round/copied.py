"""上一轮留下来的: reasons that were copied with last quarter's folder, and months that are not the quarter's."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from dangjian_kaoping.checks.round.months import month_outside
from dangjian_kaoping.diagnostics import Faults, codes
from dangjian_kaoping.model.records import BranchInspection, Finding
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.model.workspace import Round
from dangjian_kaoping.periods import Month, Quarter

_SEVERAL = 2
"""One reason may well be the same again; that all of so many are is no chance."""


class _Held(NamedTuple):
    """The records of one department in one round, by the branches' ids, with the names as written."""

    quarter: Quarter
    records: Mapping[str, tuple[str, BranchInspection]]


def check_copied(this: Round, earlier: Iterable[Round], roster: Roster, rubric: Rubric) -> Faults:
    """What looks as if it were last quarter's still; `earlier` are rounds before it, as far as they were read.

    Nothing is asked of a sealed round: what is published is final.
    """
    faults = Faults()
    if this.seals is not None:
        return faults
    last = _last_held(earlier, roster)
    for department, held in _held(this, roster).items():
        before = last.get(department)
        for branch, (name, record) in held.records.items():
            then = None if before is None else before.records.get(branch)
            if before is not None and then is not None:
                _check_reasons(name, record, then[1], before.quarter, faults)
            months = {Month(day.year, day.month) for day in (record.date, *((then[1].date,) if then else ()))}
            for finding in () if record.lacks("date") else record.findings:
                _check_month(finding, this.quarter, months | _months_of(finding, this.quarter, rubric), faults)
    for filed in this.self_assessments:
        older = set() if filed.month is None else {filed.month.before}
        for own in filed.branches.values():
            for finding in own.findings:
                months = {*older, *_months_of(finding, this.quarter, rubric)}
                _check_month(finding, this.quarter, months, faults)
    return faults


def _held(this: Round, roster: Roster) -> dict[str, _Held]:
    """What each department recorded in a round, by its id; names that nobody bears are left out (KP214, KP303)."""
    departments, branches = roster.departments_in_force(this.quarter), roster.in_force(this.quarter)
    found: dict[str, dict[str, tuple[str, BranchInspection]]] = {}
    for inspection in this.inspections:
        department = departments.get(inspection.department)
        if department is not None:
            records = {branches[name]: (name, each) for name, each in inspection.branches.items() if name in branches}
            found.setdefault(department, {}).update(records)
    return {department: _Held(this.quarter, records) for department, records in found.items()}


def _last_held(earlier: Iterable[Round], roster: Roster) -> dict[str, _Held]:
    """By department what it recorded in the last round in which it inspected anybody."""
    found: dict[str, _Held] = {}
    for this in sorted(earlier, key=lambda each: each.quarter):
        found |= _held(this, roster)
    return found


def _check_reasons(
    name: str, record: BranchInspection, then: BranchInspection, before: Quarter, faults: Faults
) -> None:
    reasons = list(_reasons(record))
    if len(reasons) >= _SEVERAL and set(reasons) <= set(_reasons(then)):
        faults.add(codes.KP345(branch=name, count=len(reasons), before=before, place=then.at), record.place_of())


def _reasons(record: BranchInspection) -> Iterator[str]:
    """The reasons of a record word for word, however they are wrapped."""
    return ("".join(each.reason.split()) for each in record.findings if each.reason is not None)


def _months_of(finding: Finding, quarter: Quarter, rubric: Rubric) -> set[Month]:
    """The months of which a finding may speak: those since its item was due last; of most items, the quarter's."""
    item = rubric.by_item.get(finding.item)
    months = set(quarter.months)
    for back in range(1, 4):
        earlier = quarter.earlier(back)
        if item is None or item.due_in(earlier.number) or not item.due_in(quarter.number):
            break
        months |= set(earlier.months)
    return months


def _check_month(finding: Finding, quarter: Quarter, allowed: set[Month], faults: Faults) -> None:
    """Whether a finding speaks of the `allowed` months; what is about an older problem may name older ones."""
    for key in () if finding.concerns else ("reason", "carried_out", "process", "result"):
        text: str | None = getattr(finding, key)
        named = None if text is None else month_outside(text, quarter, allowed)
        if named is not None:
            place = finding.place_of(key)
            faults.add(codes.KP346(item=finding.item, clause=finding.clause, named=named, quarter=quarter), place)
            return
