"""A round's records against roster and rubric: names, entitlement, facts, reasons, entries of the ledger."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from dangjian_kaoping.checks.finding import check_fact
from dangjian_kaoping.checks.names import check_names_of_round
from dangjian_kaoping.checks.percentage import check_percentage
from dangjian_kaoping.checks.problem import FreeId, check_ids, check_problem, free_id
from dangjian_kaoping.checks.versions import known_elsewhere
from dangjian_kaoping.diagnostics import Faults, perhaps
from dangjian_kaoping.engine.clause import answerable
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.fact import SampleFact
from dangjian_kaoping.model.records import BranchInspection, BranchSelf, Finding, Inspection, SelfAssessment
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.rubric import Item, Rubric
from dangjian_kaoping.model.values import chosen
from dangjian_kaoping.model.workspace import Round
from dangjian_kaoping.numbers import plain
from dangjian_kaoping.periods import Quarter, quarters_in_words
from dangjian_kaoping.place import Place

_AFTERWARDS = timedelta(days=45)
"""An inspection of a quarter may be held soon after its end."""


class _Ground(NamedTuple):
    """What records are held against in one quarter."""

    rubric: Rubric
    versions: tuple[Rubric, ...]
    quarter: Quarter
    expected: tuple[date, date]
    free: FreeId
    branches: dict[str, str]
    classes: dict[str, str]
    departments: dict[str, str]
    owners: dict[str, frozenset[str]]


def check_records(rubric: Rubric, roster: Roster, this: Round, versions: Iterable[Rubric] = ()) -> Faults:
    """All faults of one round's records, each a line of a record.

    `versions` are all rubrics: what is unknown in this one may be known in another.
    """
    faults = Faults()
    ground = _ground(rubric, roster, this, versions)
    seen: dict[tuple[str, str], Place] = {}
    excused = _excused(this, ground)
    ids: dict[str, Place] = {}
    check_names_of_round(this, faults)
    for inspection in this.inspections:
        department = ground.departments.get(inspection.department)
        if department is None:
            hint = perhaps(inspection.department, ground.departments)
            faults.add("KP214", inspection.place_of("department"), hint=hint, department=inspection.department)
            continue
        for name, record in inspection.branches.items():
            branch = _branch(name, record, ground, faults)
            if branch is None:
                continue
            first = seen.setdefault((department, branch), record.at)
            if first is not record.at:
                faults.add("KP309", record.place_of(), department=inspection.department, branch=name, first=first)
                continue
            _check_inspection(inspection, department, branch, record, ground, excused, faults)
            check_ids(record, ids, ground.free, faults)
    for filed in this.self_assessments:
        for name, own in filed.branches.items():
            branch = _branch(name, own, ground, faults)
            if branch is None:
                continue
            first = seen.setdefault((str(filed.month), branch), own.at)
            if first is not own.at:
                faults.add("KP312", own.place_of(), branch=name, month=filed.month, first=first)
                continue
            _check_self(filed, branch, own, ground, faults)
    return faults


def _ground(rubric: Rubric, roster: Roster, this: Round, versions: Iterable[Rubric]) -> _Ground:
    departments = roster.departments_in_force(this.quarter)
    return _Ground(
        rubric,
        tuple(versions),
        this.quarter,
        (this.quarter.first_day, this.quarter.last_day + _AFTERWARDS),
        free_id(this),
        roster.in_force(this.quarter),
        {branch.id: branch.branch_class for branch in roster.taking_part(this.quarter)},
        departments,
        {
            item.id: frozenset(departments[name] for name in item.department if name in departments)
            for item in rubric.items()
        },
    )


def _branch(name: str, record: BranchInspection | BranchSelf, ground: _Ground, faults: Faults) -> str | None:
    branch = ground.branches.get(name)
    if branch is None:
        hint = perhaps(name, ground.branches)
        faults.add("KP303", record.place_of(), hint=hint, branch=name, quarter=ground.quarter)
    return branch


def _excused(this: Round, ground: _Ground) -> set[tuple[str, str]]:
    """(branch, item) pairs that a department which is entitled to it records as not applicable."""
    return {
        (ground.branches[name], item)
        for inspection in this.inspections
        for name, record in inspection.branches.items()
        if record.not_applicable and name in ground.branches
        for item in record.not_applicable
        if ground.departments.get(inspection.department) in ground.owners.get(item, ())
    }


def _check_inspection(
    inspection: Inspection,
    department: str,
    branch: str,
    record: BranchInspection,
    ground: _Ground,
    excused: set[tuple[str, str]],
    faults: Faults,
) -> None:
    if not ground.expected[0] <= record.date <= ground.expected[1]:
        faults.add("KP413", record.place_of("date"), quarter=ground.quarter, date=record.date)
    for item_id in record.not_applicable:
        item = ground.rubric.by_item.get(item_id)
        if item is None:
            _blame_item(item_id, record.key_of("not_applicable", item_id), ground, faults)
        elif department not in ground.owners[item_id]:
            place, owners = record.key_of("not_applicable", item_id), "、".join(item.department)
            faults.add("KP308", place, department=inspection.department, item=item_id, owners=owners)
        elif item.not_applicable is None:
            problem = f"细则没有规定 {item_id} 可以不涉及"
            place = record.key_of("not_applicable", item_id)
            faults.add("KP310", place, problem=problem, how="删去这一条，或在细则的项目里写 not_applicable")
    for finding in record.findings:
        found = _clause(finding, ground, faults)
        if found is None:
            continue
        item, clause = found
        if department not in ground.owners[item.id]:
            owners = "、".join(item.department)
            faults.add("KP308", finding.place_of("item"), department=inspection.department, item=item.id, owners=owners)
        elif _applies(item, branch, finding, ground, excused, faults):
            _check_facts(item, clause, finding, ground.classes.get(branch), faults)
        check_problem(item, clause, finding, record, ground.free, faults)


def _blame_item(item_id: str, place: Place, ground: _Ground, faults: Faults) -> None:
    hint = known_elsewhere(item_id, ground.rubric, ground.versions) or perhaps(item_id, ground.rubric.by_item)
    faults.add("KP304", place, hint=hint, item=item_id, rubric=ground.rubric.version)


def _clause(finding: Finding, ground: _Ground, faults: Faults) -> tuple[Item, Clause] | None:
    item = ground.rubric.by_item.get(finding.item)
    if item is None:
        _blame_item(finding.item, finding.place_of("item"), ground, faults)
        return None
    clause = item.by_clause.get(finding.clause)
    if clause is None:
        hint = perhaps(finding.clause, item.by_clause)
        known = "、".join(item.by_clause)
        faults.add("KP305", finding.place_of("clause"), hint=hint, item=item.id, clause=finding.clause, known=known)
        return None
    return item, clause


def _applies(
    item: Item, branch: str, finding: Finding, ground: _Ground, excused: set[tuple[str, str]], faults: Faults
) -> bool:
    branch_class = ground.classes.get(branch)
    if (branch, item.id) in excused:
        problem = f"{item.id} 已记为不涉及，又记了事实"
        faults.add("KP310", finding.place_of("item"), problem=problem, how="核对到底涉及不涉及，留一个、删一个")
    elif branch_class in item.not_applicable_to:
        problem = f"{item.id} 不涉及“{branch_class}”类支部，却记了事实"
        faults.add("KP310", finding.place_of("item"), problem=problem, how="删去这条发现，或改细则的 not_applicable_to")
    elif not item.due_in(ground.quarter.number):
        due = quarters_in_words(item.due)
        faults.add("KP311", finding.place_of("item"), item=item.id, due=due, quarter=ground.quarter)
    else:
        return True
    return False


def _check_facts(item: Item, clause: Clause, finding: Finding, branch_class: str | None, faults: Faults) -> None:
    if not check_fact(item, clause, finding, branch_class, faults):
        return
    check_percentage(item, clause, finding, branch_class, finding.at, faults)
    fact = clause.fact
    if isinstance(fact, SampleFact) and fact.size is not None and branch_class is not None:
        size = chosen(fact.size, branch_class)
        if Decimal(finding.sampled or 0) < size:
            faults.add(
                "KP318",
                finding.place_of("sampled"),
                item=item.id,
                clause=clause.id,
                size=plain(size),
                unit=fact.sample,
                sampled=finding.sampled,
            )


def _check_self(filed: SelfAssessment, branch: str, own: BranchSelf, ground: _Ground, faults: Faults) -> None:
    for finding in own.findings:
        found = _clause(finding, ground, faults)
        if found is None:
            continue
        item, clause = found
        if finding.id is not None or finding.rectify_by is not None:
            faults.add(
                "KP316",
                finding.key_of("id" if finding.id is not None else "rectify_by"),
                item=item.id,
                clause=clause.id,
                problem="自评不立台账，不写 id 和 rectify_by",
                how="删去这两个键",
            )
        if not answerable(clause):
            faults.add("KP319", finding.place_of("clause"), item=item.id, clause=clause.id)
        elif _applies(item, branch, finding, ground, set(), faults):
            branch_class = ground.classes.get(branch)
            if check_fact(item, clause, finding, branch_class, faults, months=None):
                check_percentage(item, clause, finding, branch_class, finding.at, faults)
