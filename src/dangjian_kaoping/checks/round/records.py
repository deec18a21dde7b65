"""A round's records against roster and rubric: names, entitlement, facts, reasons, entries of the ledger."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from dangjian_kaoping.checks.names import check_names_of_round
from dangjian_kaoping.checks.roster import all_branches_named, all_departments_named, called_otherwise
from dangjian_kaoping.checks.round.absent import check_absent
from dangjian_kaoping.checks.round.finding import check_fact
from dangjian_kaoping.checks.round.problem import FreeId, check_ids, check_problem, free_id
from dangjian_kaoping.checks.round.sieve import Sieve
from dangjian_kaoping.checks.round.team import check_team
from dangjian_kaoping.checks.round.versions import known_elsewhere
from dangjian_kaoping.checks.rubric.percentage import check_percentage
from dangjian_kaoping.checks.rubric.rubric import all_clauses_known, all_items_known
from dangjian_kaoping.diagnostics import Faults, codes, nearest, perhaps
from dangjian_kaoping.engine.score.absence import Absence, absences_of
from dangjian_kaoping.engine.score.clause import declarable
from dangjian_kaoping.engine.score.inspectors import recorders
from dangjian_kaoping.facts.kinds import FACT_KEYS, facts_stated
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.records import (
    BranchFacts,
    BranchInspection,
    BranchSelf,
    Facts,
    Finding,
    Inspection,
    SelfAssessment,
)
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.rubric import Item, Rubric
from dangjian_kaoping.model.workspace import Round
from dangjian_kaoping.periods import MONTHS_OF_A_QUARTER, Month, Quarter, quarters_in_words
from dangjian_kaoping.place import Place

_AFTERWARDS = timedelta(days=45)
"""An inspection of a quarter may be held soon after its end."""


_NO_SLIP = 2
"""Nobody makes the same slip in so many documents."""


class _Ground(NamedTuple):
    """What records are held against in one quarter; of a roster or rubric that could not be read nothing is known."""

    this: Round
    roster: Roster | None
    rubric: Rubric | None
    versions: tuple[Rubric, ...]
    unsound: frozenset[str]
    quarter: Quarter
    expected: tuple[date, date]
    free: FreeId
    branches: Mapping[str, str]
    all_branches: bool
    classes: Mapping[str, str]
    heads: Mapping[str, int | None]
    departments: Mapping[str, str]
    all_departments: bool
    months: int
    absent: Mapping[str, str]
    absences: Mapping[str, Absence]
    sound: set[object]
    """What was found to be sound already: at many branches the same is recorded, and at many plants of a group."""


def check_records(
    rubric: Rubric | None,
    roster: Roster | None,
    this: Round,
    versions: Iterable[Rubric] = (),
    *,
    unsound: frozenset[str] = frozenset(),
    sieve: Sieve | None = None,
    months: int = MONTHS_OF_A_QUARTER,
) -> Faults:
    """All faults of one round's records, each a line of a record; the records at fault go into the sieve.

    `versions` are all rubrics: what is unknown in this one may be known in another. `unsound` are the items at fault
    themselves, against which no fact is held; `months` are those of which an inspection speaks.
    """
    faults = Faults()
    ground = _ground(rubric, roster, this, versions, unsound, months)
    sieve = Sieve() if sieve is None else sieve
    seen: dict[tuple[str, str], Place] = {}
    excused = _excused(this, ground)
    ids: dict[str, Place] = {}
    check_names_of_round(this, faults)
    check_absent(rubric, this, ground.departments, ground.absences, faults, known=ground.all_departments)
    for inspection in this.inspections:
        department = _department(inspection, ground, faults)
        if department is None:
            sieve.reject(inspection, None)
        for name, record in inspection.branches.items():
            branch = _branch(name, record, ground, faults)
            if branch is None:
                sieve.reject(record, None)
            elif department is not None:
                first = seen.setdefault((department, branch), record.at)
                if first is not record.at:
                    faults.add(
                        codes.KP309(department=inspection.department, branch=name, first=first), record.place_of()
                    )
                    sieve.reject(record, branch)
                    continue
            _check_inspection(inspection, department, branch, record, ground, excused, sieve, faults)
            check_ids(record, ids, ground.free, faults)
    for facts in this.lists:
        department = _department(facts, ground, faults)
        if department is None:
            sieve.reject(facts, None)
        for name, listed in facts.branches.items():
            branch = _branch(name, listed, ground, faults)
            if branch is None:
                sieve.reject(listed, None)
            _check_told(facts, department, branch, listed, ground, excused, sieve, faults)
    for filed in this.self_assessments:
        asked_for = _is_asked_for(filed, ground, faults)
        for name, own in filed.branches.items():
            branch = _branch(name, own, ground, faults)
            if branch is None or not asked_for:
                sieve.reject(own, None)
            elif not filed.lacks("month", "quarter"):
                first = seen.setdefault((str(filed.period), branch), own.at)
                if first is not own.at:
                    faults.add(codes.KP312(branch=name, month=filed.period, first=first), own.place_of())
                    sieve.reject(own, branch)
                    continue
            _check_self(branch, own, filed.period, ground, sieve, faults)
    return faults


_ASKED = {"monthly": "要的是每月一份", "quarterly": "要的是每季一份（写 quarter，不写 month）", "none": "不要自评"}


def _is_asked_for(filed: SelfAssessment, ground: _Ground, faults: Faults) -> bool:
    """Whether a self-assessment is of a month or of a quarter as the measure asks for it."""
    if ground.rubric is None or filed.lacks("month", "quarter"):
        return True
    measure = ground.rubric.measure
    if any(map(filed.is_of, measure.assessed_in(ground.quarter))) or measure.lacks("self_assessment"):
        return True
    fault = codes.KP241(period=filed.period, asked=_ASKED[measure.self_assessment])
    faults.add(fault, filed.key_of(filed.key))
    return False


def _ground(
    rubric: Rubric | None,
    roster: Roster | None,
    this: Round,
    versions: Iterable[Rubric],
    unsound: frozenset[str],
    months: int,
) -> _Ground:
    departments = {} if roster is None else roster.departments_in_force(this.quarter)
    return _Ground(
        this,
        roster,
        rubric,
        tuple(versions),
        unsound,
        this.quarter,
        (this.quarter.first_day, this.quarter.last_day + _AFTERWARDS),
        free_id(this),
        {} if roster is None else roster.in_force(this.quarter),
        roster is not None and all_branches_named(roster),
        {} if roster is None else {each.id: each.branch_class for each in roster.taking_part(this.quarter)},
        {} if roster is None else {each.id: each.head_count for each in roster.taking_part(this.quarter)},
        departments,
        roster is not None and all_departments_named(roster),
        months,
        {departments[name]: name for name in this.absent if name in departments},
        {} if rubric is None or roster is None else absences_of(rubric, roster, this),
        # the rubric keeps the items that are told apart there by what they are
        set() if rubric is None else rubric.reckoned.setdefault(("recorded soundly", months), set()),
    )


def _department(inspection: Inspection | Facts, ground: _Ground, faults: Faults) -> str | None:
    department = ground.departments.get(inspection.department)
    if department is None and ground.all_departments and not inspection.lacks("department"):
        name, entries = inspection.department, {} if ground.roster is None else ground.roster.departments
        hint = called_otherwise(name, entries, ground.quarter, ground.departments) or perhaps(name, ground.departments)
        faults.add(codes.KP214(department=name), inspection.place_of("department"), hint=hint)
    return department


def _branch(
    name: str, record: BranchInspection | BranchSelf | BranchFacts, ground: _Ground, faults: Faults
) -> str | None:
    branch = ground.branches.get(name)
    if branch is None and ground.all_branches:
        faults.add(codes.KP303(branch=name, quarter=ground.quarter), record.place_of(), hint=_meant(name, ground))
    return branch


def _meant(name: str, ground: _Ground) -> str:
    """What an unknown name of a branch is likely to be: one of another time, or one of which only a letter differs.

    What several documents call a branch is no slip: then it is the roster in which a name was written over.
    """
    entries = {} if ground.roster is None else ground.roster.branches
    otherwise = called_otherwise(name, entries, ground.quarter, ground.branches)
    if otherwise:
        return otherwise
    this = ground.this
    documents: list[Inspection | SelfAssessment | Facts] = [*this.inspections, *this.self_assessments, *this.lists]
    near, used = nearest(name, ground.branches), sum(name in document.branches for document in documents)
    if near is None or used < _NO_SLIP:
        return perhaps(name, ground.branches)
    return f"不止一份记录写作“{name}”，不像是写错；名册里相近的是“{near}”，是不是在名册里直接改了名称？"


def _excused(this: Round, ground: _Ground) -> set[tuple[str, str]]:
    """(branch, item) pairs that a department which is entitled to it records as not applicable."""
    return {
        (ground.branches[name], item)
        for inspection in this.inspections
        for name, record in inspection.branches.items()
        if record.not_applicable and name in ground.branches
        for item in record.not_applicable
        if _inspects(ground.departments.get(inspection.department), item, ground)
    }


def _check_inspection(
    inspection: Inspection,
    department: str | None,
    branch: str | None,
    record: BranchInspection,
    ground: _Ground,
    excused: set[tuple[str, str]],
    sieve: Sieve,
    faults: Faults,
) -> None:
    if not ground.expected[0] <= record.date <= ground.expected[1] and not record.lacks("date"):
        faults.add(codes.KP413(quarter=ground.quarter, date=record.date), record.place_of("date"))
    check_team(record, ground.roster, faults)
    for item_id in record.not_applicable:
        _check_not_applicable(item_id, inspection, department, record, ground, faults)
    _check_told(inspection, department, branch, record, ground, excused, sieve, faults)


def _check_told(
    document: Inspection | Facts,
    department: str | None,
    branch: str | None,
    record: BranchInspection | BranchFacts,
    ground: _Ground,
    excused: set[tuple[str, str]],
    sieve: Sieve,
    faults: Faults,
) -> None:
    """What a department tells of a branch: whether it is its to tell, and sound."""
    for finding in record.findings:
        before = len(faults)
        item, clause = _named(finding, ground, faults)
        if item is not None and _trespasses(department, item, ground):
            owners = "、".join(item.department)
            place = finding.place_of("item")
            faults.add(codes.KP308(department=document.department, item=item.id, owners=owners), place)
        elif (
            item is not None
            and clause is not None
            and clause.department
            and not _records(department, item, clause, ground)
        ):
            said, owners = f"{item.id}/{clause.id}", "、".join(clause.department)
            place = finding.place_of("clause")
            faults.add(codes.KP308(department=document.department, item=said, owners=owners), place)
        elif item is not None and department in ground.absent:
            pass  # that it inspected at all is told already
        elif item is not None and item.id in ground.absences:
            problem = f"{item.id} 本轮没有检查（{'、'.join(ground.absences[item.id].departments)}），又记了事实"
            how = "删去这条发现；其实检查了的，改 round.yaml 的 absent"
            faults.add(codes.KP310(problem=problem, how=how), finding.place_of("item"))
        elif item is not None and _applies(item, branch, finding, ground, excused, faults) and clause is not None:
            _check_facts(item, clause, finding, ground, branch, faults)
        if isinstance(record, BranchInspection):
            check_problem(finding, record, ground.free, faults)
        else:
            _blame_entry(finding, "清单", faults)
        if faults.has_error_since(before) or clause is None or not finding.whole:
            sieve.reject_finding(finding, branch, clause)


def _check_not_applicable(
    item_id: str,
    inspection: Inspection,
    department: str | None,
    record: BranchInspection,
    ground: _Ground,
    faults: Faults,
) -> None:
    item = None if ground.rubric is None else ground.rubric.by_item.get(item_id)
    if item is None:
        _blame_item(item_id, record.key_of("not_applicable", item_id), ground, faults)
    elif _trespasses(department, item, ground):
        place, owners = record.key_of("not_applicable", item_id), "、".join(item.department)
        faults.add(codes.KP308(department=inspection.department, item=item_id, owners=owners), place)
    elif item.not_applicable is None and not item.lacks("not_applicable"):
        problem = f"细则没有规定 {item_id} 可以不涉及"
        place = record.key_of("not_applicable", item_id)
        faults.add(codes.KP310(problem=problem, how="删去这一条，或在细则的项目里写 not_applicable"), place)


def _trespasses(department: str | None, item: Item, ground: _Ground) -> bool:
    """Whether an item is none of a department's; of what is at fault itself, nobody says so."""
    known = ground.all_departments and item.id not in ground.unsound and not item.lacks("department")
    return known and department is not None and not _inspects(department, item.id, ground)


def _inspects(department: str | None, item_id: str, ground: _Ground) -> bool:
    """Whether an item is one of a department's; of an item that is not known, nobody's."""
    item = None if ground.rubric is None else ground.rubric.by_item.get(item_id)
    if department is None or item is None:
        return False
    return any(ground.departments.get(name) == department for name in item.department)


def _records(department: str | None, item: Item, clause: Clause, ground: _Ground) -> bool:
    """Whether a clause is a department's to record, of an item that it inspects."""
    if department is None or item.id in ground.unsound or clause.lacks("department"):
        return True
    return department in recorders(item, clause, ground.departments)


def _blame_item(item_id: str, place: Place, ground: _Ground, faults: Faults) -> None:
    if ground.rubric is None or not all_items_known(ground.rubric):
        return  # it may stand in what could not be read
    hint = known_elsewhere(item_id, ground.rubric, ground.versions) or perhaps(item_id, ground.rubric.by_item)
    faults.add(codes.KP304(item=item_id, rubric=ground.rubric.version), place, hint=hint)


def _named(finding: Finding, ground: _Ground, faults: Faults) -> tuple[Item | None, Clause | None]:
    """The item and the clause that a finding names; None of what is not known, and then a fault says so."""
    item = None if ground.rubric is None else ground.rubric.by_item.get(finding.item)
    if item is None:
        if not finding.lacks("item"):
            _blame_item(finding.item, finding.place_of("item"), ground, faults)
        return None, None
    clause = item.by_clause.get(finding.clause)
    if clause is None and not finding.lacks("clause") and all_clauses_known(item):
        hint = perhaps(finding.clause, item.by_clause)
        known = "、".join(item.by_clause)
        faults.add(codes.KP305(item=item.id, clause=finding.clause, known=known), finding.place_of("clause"), hint=hint)
    return item, clause


def _applies(
    item: Item, branch: str | None, finding: Finding, ground: _Ground, excused: set[tuple[str, str]], faults: Faults
) -> bool:
    branch_class = None if branch is None else ground.classes.get(branch)
    if branch is not None and (branch, item.id) in excused:
        problem = f"{item.id} 已记为不涉及，又记了事实"
        place = finding.place_of("item")
        faults.add(codes.KP310(problem=problem, how="核对到底涉及不涉及，留一个、删一个"), place)
    elif branch_class in item.not_applicable_to:
        problem = f"{item.id} 不涉及“{branch_class}”类支部，却记了事实"
        place = finding.place_of("item")
        faults.add(codes.KP310(problem=problem, how="删去这条发现，或改细则的 not_applicable_to"), place)
    elif not item.due_in(ground.quarter.number):
        due = quarters_in_words(item.due)
        faults.add(codes.KP311(item=item.id, due=due, quarter=ground.quarter), finding.place_of("item"))
    else:
        return True
    return False


def _check_facts(
    item: Item, clause: Clause, finding: Finding, ground: _Ground, branch: str | None, faults: Faults
) -> None:
    branch_class = None if branch is None else ground.classes.get(branch)
    item, clause = _of_branch(item, clause, branch, ground)
    if not _judged(item, clause, finding, ground):
        return
    facts = facts_stated(finding)
    known = None if facts is None else (id(item), clause.id, branch_class, facts)
    if known in ground.sound:
        return
    before = len(faults)
    if not check_fact(item, clause, finding, branch_class, faults, months=ground.months):
        return
    check_percentage(item, clause, finding, branch_class, faults)
    query = clause.fact.query(finding, item.asked(clause, branch_class, ground.months))
    if query is not None:
        fault, key = query
        faults.add(fault, finding.place_of(key))
    if known is not None and len(faults) == before:
        ground.sound.add(known)


def _of_branch(item: Item, clause: Clause, branch: str | None, ground: _Ground) -> tuple[Item, Clause]:
    """An item and a clause of it with the numbers of a branch, as far as it is known how many people that has."""
    if not item.uses_heads:
        return item, clause
    mine = item.for_heads(ground.heads.get(branch or ""))
    return mine, mine.by_clause[clause.id]


def _judged(item: Item, clause: Clause, finding: Finding, ground: _Ground) -> bool:
    """Whether a fact can be held against its clause: neither is at fault itself."""
    return item.id not in ground.unsound and clause.whole and not finding.lacks(*FACT_KEYS)


def _check_self(
    branch: str | None, own: BranchSelf, period: Month | Quarter, ground: _Ground, sieve: Sieve, faults: Faults
) -> None:
    # one of a quarter speaks of all its months, as an inspection does
    months = MONTHS_OF_A_QUARTER if isinstance(period, Quarter) else None
    for finding in own.findings:
        before = len(faults)
        item, clause = _named(finding, ground, faults)
        _blame_entry(finding, "自评", faults)
        if item is not None and clause is not None:
            if not declarable(item, clause):
                faults.add(codes.KP319(item=item.id, clause=clause.id), finding.place_of("clause"))
            elif _applies(item, branch, finding, ground, set(), faults) and _judged(item, clause, finding, ground):
                branch_class = None if branch is None else ground.classes.get(branch)
                mine, its = _of_branch(item, clause, branch, ground)
                if check_fact(mine, its, finding, branch_class, faults, months=months):
                    check_percentage(item, clause, finding, branch_class, faults)
        if faults.has_error_since(before) or clause is None or not finding.whole:
            sieve.reject_finding(finding, branch, clause)


def _blame_entry(finding: Finding, where: str, faults: Faults) -> None:
    """Tell of an entry of the ledger where nothing enters it."""
    if finding.id is not None or finding.rectify_by is not None:
        fault = codes.KP316(
            item=finding.item,
            clause=finding.clause,
            problem=f"{where}不立台账，不写 id 和 rectify_by",
            how="删去这两个键",
        )
        faults.add(fault, finding.key_of("id" if finding.id is not None else "rectify_by"))
