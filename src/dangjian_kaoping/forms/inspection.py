"""检查表: a department's form of a quarter, for all branches or some of them."""

from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import count

from dangjian_kaoping.facts.scorers import ScorersFact
from dangjian_kaoping.forms.asking import WHOLE_MONTHS, lists_of
from dangjian_kaoping.forms.basis import Basis
from dangjian_kaoping.forms.code import TITLES, Code, digests
from dangjian_kaoping.forms.columns import FINDINGS, GUIDE, NEEDED, NOT_APPLICABLE, RESULTS, VISITS, visit_columns
from dangjian_kaoping.forms.facts_rows import (
    GREYED_BY,
    Layout,
    asked_row,
    branches_list,
    free_row,
    layout,
    problems_list,
)
from dangjian_kaoping.forms.followup import followup_rows, followup_sheet, mine, outcomes_list
from dangjian_kaoping.forms.form import Form, Listing, Offer, Row, Sheet, Slot, Value
from dangjian_kaoping.forms.guide import inspection_guide
from dangjian_kaoping.forms.labels import branch_label, clause_label, item_label
from dangjian_kaoping.forms.marks import is_marked, marks_sheet
from dangjian_kaoping.forms.needed import Needed
from dangjian_kaoping.forms.preview.sheet import priced
from dangjian_kaoping.forms.recorded import finding_values
from dangjian_kaoping.forms.rubric_sheet import rubric_sheet
from dangjian_kaoping.forms.scope import asked_of_department
from dangjian_kaoping.model.records import BranchInspection, Finding, Inspection
from dangjian_kaoping.model.roster import Branch

_LEAST_ROWS = 40
_ROUNDS_BEFORE = 4
_RESULTS = "结果"
_TEAMS = "检查组"
_VISITED = "到过的支部填日期和结果；没有到的空着，或选“未检查”。"
_NEEDED = "每一行都要填，缺一行，那个支部就算不出分；没有得满、扣了分的写原因。灰的格子不用填。"
_REGISTER = "一行一个问题：依次选党支部、考评项目、条款，再照“条文和填法”填。只记事实，不写扣几分。灰的格子不用填。"


class _Department:
    """What one department's form is made from."""

    def __init__(self, basis: Basis, department_id: str, branches: Sequence[Branch], filled: bool) -> None:
        self.basis = basis
        self.id = department_id
        self.branches = branches
        self.name = basis.department(department_id)
        self.asked = asked_of_department(basis, department_id, branches)
        self.asking = {(each.item.id, each.clause.id): each for each in self.asked}
        self.inspections = [
            each for each in basis.this.inspections if filled and basis.called.get(each.department) == department_id
        ]
        self.records: dict[str, BranchInspection] = {
            basis.branches_called[name]: record for each in self.inspections for name, record in each.branches.items()
        }
        ids = {each.id for each in branches}
        self.problems = [
            each
            for each in basis.problems(basis.quarter.last_day)
            if each.open and each.branch_id in ids and mine(basis, each, department_id)
        ]

    def findings(self, branch: Branch) -> Sequence[Finding]:
        """What is recorded at a branch already."""
        record = self.records.get(branch.id)
        return () if record is None else record.findings


def inspection_form(
    basis: Basis, department_id: str, branches: Sequence[Branch], *, filled: bool = False, rows: int | None = None
) -> Form:
    """A department's form for some branches; all of them, or it is a part. With `filled` what is recorded stands in
    it. `rows` are those of 检查登记 at least. Raises Refusal where a number of a head count is not known.
    """
    department = _Department(basis, department_id, branches, filled)
    items = list({each.item.id: each.item for each in department.asked}.values())
    ids = [each.id for each in branches]
    sheet = layout(department.asked)
    placed: set[int] = set()
    needed = list(_needed_rows(department, sheet, placed))
    marks = marks_sheet(
        f"{basis.quarter.chinese}{department.name}打分",
        department.asked,
        branches,
        department.findings,
        lambda asked, branch: basis.asked(asked.item, branch),
    )
    keys = _Keys(department.inspections)
    findings = list(_finding_rows(department, sheet, placed, keys))
    reported = {branch_id for branch_id, _ in findings}
    elsewhere = {each.key.partition("/")[2] for each in needed}
    least = rows if rows is not None else _usual_rows(basis, department_id, elsewhere)
    free = [row for _, row in findings]
    blank = free_row(sheet, "")
    free += [blank._replace(key=keys.of(None)) for _ in range(len(free), least)]
    period, title = basis.quarter, TITLES["inspection"]
    digest, rest = digests(basis.rubric, items, ids)
    note = next((each.note for each in department.inspections if each.note is not None), None)
    register = Sheet(
        FINDINGS,
        f"{period.chinese}{department.name}检查登记",
        (),
        sheet.columns,
        free,
        sheet.hidden,
        advice=_REGISTER,
        greyed_by=GREYED_BY,
    )
    prices = priced(basis, department.asked, branches)
    sheets = [
        _visits(department, reported),
        *([prices.shown(_needed_sheet(department, sheet, needed), FINDINGS)] if needed else []),
        *([marks] if marks is not None else []),
        prices.shown(register, NEEDED if needed else None),
        followup_sheet(f"{period.chinese}{department.name}复查", _followup_rows(department)),
        rubric_sheet(basis.rubric, department.asked),
    ]
    guide = inspection_guide(f"{period.chinese}{title}", note, department.asked, {each.name for each in sheets})
    part = len(branches) < len(basis.branches)
    return Form(
        Code("inspection", str(period), department_id, tuple(ids), basis.rubric.version, digest, rest, part),
        f"{period.chinese}{department.name}{title}",
        basis.unit,
        period.last_day,
        [guide, *sheets],
        list(_lists(department)),
        GUIDE,
        prices.rows,
    )


def _lists(department: _Department) -> Iterator[Listing]:
    yield branches_list(map(branch_label, department.branches))
    unmarked = [each for each in department.asked if not is_marked(each)]
    yield from lists_of(unmarked, not_applicable=True)
    names = {each.id: branch_label(each) for each in department.branches}
    yield problems_list((names[each.branch_id], each.id) for each in department.problems)
    yield Listing(_RESULTS, [("", each) for each in RESULTS])
    if department.basis.roster.teams:
        yield Listing(_TEAMS, [("", each) for each in department.basis.roster.teams])
    yield outcomes_list()


def _usual_rows(basis: Basis, department_id: str, elsewhere: Set[str]) -> int:
    """Twice the most that the department recorded in one of the last rounds, but for clauses that have other rows."""
    last = sorted(basis.earlier, key=lambda each: each.quarter)[-_ROUNDS_BEFORE:]
    counts = [
        sum(
            f"{finding.item}/{finding.clause}" not in elsewhere
            for each in this.inspections
            if basis.roster.departments_in_force(this.quarter).get(each.department) == department_id
            for record in each.branches.values()
            for finding in record.findings
        )
        for this in last
    ]
    return max([_LEAST_ROWS, *(2 * each for each in counts)])


def _needed_rows(department: _Department, sheet: Layout, placed: set[int]) -> Iterator[Row]:
    needed = Needed(department.basis)
    for branch in department.branches:
        for item, clause in needed.of(branch, department.id):
            asked = department.asking.get((item.id, clause.id))
            if asked is None or is_marked(asked):
                continue
            values: dict[str, Value] = {}
            for finding in department.findings(branch):
                if (finding.item, finding.clause) == (item.id, clause.id) and id(finding) not in placed:
                    placed.add(id(finding))
                    values = finding_values(clause, finding, WHOLE_MONTHS)
                    break
            yield asked_row(sheet, f"{branch.id}/{item.id}/{clause.id}", asked, branch_label(branch), values)


def _needed_sheet(department: _Department, sheet: Layout, rows: Sequence[Row]) -> Sheet:
    title = f"{department.basis.quarter.chinese}{department.name}必填数据"
    return Sheet(NEEDED, title, (), sheet.columns, rows, sheet.hidden, advice=_NEEDED)


class _Keys:
    """The 行 of rows: that by which a problem got its number, and others that never gave one."""

    def __init__(self, inspections: Iterable[Inspection]) -> None:
        given = [
            (int(row), problem)
            for each in inspections
            if each.form is not None
            for row, problem in each.form.numbers.items()
            if row.isdecimal()
        ]
        self._by_problem = {problem: str(row) for row, problem in given}
        self._next = count(max((row for row, _ in given), default=0) + 1)
        self._used: set[str] = set()

    def of(self, problem: str | None) -> str:
        """The 行 of a row in which a problem stands, or (None) nothing that has a number."""
        key = self._by_problem.get(problem or "", "")
        if not key or key in self._used:
            key = str(next(self._next))
        self._used.add(key)
        return key


def _finding_rows(department: _Department, sheet: Layout, placed: set[int], keys: _Keys) -> Iterator[tuple[str, Row]]:
    """What is recorded and stands in no other sheet, as rows of 检查登记, each with its branch's id."""
    for branch in department.branches:
        record = department.records.get(branch.id)
        if record is None:
            continue
        rows: list[dict[str, Value]] = []
        for item_id, reason in record.not_applicable.items():
            item = department.basis.rubric.by_item.get(item_id)
            if item is not None:
                rows.append({"item": item_label(item), "clause": NOT_APPLICABLE, "reason": reason})
        for finding in record.findings:
            item = department.basis.rubric.by_item.get(finding.item)
            clause = None if item is None else item.by_clause.get(finding.clause)
            if id(finding) in placed or item is None or clause is None or isinstance(clause.fact, ScorersFact):
                continue
            of_fact = finding_values(clause, finding, WHOLE_MONTHS)
            rows.append({"item": item_label(item), "clause": clause_label(clause), **of_fact})
        for values in rows:
            problem = values.get("id")
            key = keys.of(None if problem is None else str(problem))
            yield branch.id, free_row(sheet, key, {"branch": branch_label(branch), **values})


def _visits(department: _Department, reported: Iterable[str]) -> Sheet:
    """到支部检查: a row a branch."""
    with_findings, teams = set(reported), department.basis.roster.teams
    rows = []
    for branch in department.branches:
        record = department.records.get(branch.id)
        result = None
        if record is not None:
            result = RESULTS[0] if branch.id in with_findings else RESULTS[1]
        elif department.inspections:
            result = RESULTS[2]
        team = None if record is None else record.team
        slots = {
            **({"team": Slot(team, Offer(_TEAMS), "哪个组去的，从下拉里选；不分组的不填")} if teams else {}),
            "date": Slot(None if record is None else record.date, None, "检查的日期，如 2021-03-22；没有检查的不填"),
            "result": Slot(
                result, Offer(_RESULTS), "有问题：在“检查登记”里至少记一行；无问题：一行扣分的也没有；未检查"
            ),
            "note": Slot(None if record is None else record.note),
        }
        rows.append(Row(branch.id, slots, {"branch": branch_label(branch)}))
    title = f"{department.basis.quarter.chinese}{department.name}到支部检查"
    columns = visit_columns(teams=bool(teams))
    return Sheet(VISITS, title, (), columns, rows, frozenset({"row"}), advice=_VISITED)


def _followup_rows(department: _Department) -> list[Row]:
    done = {
        key: (follow.outcome, None, follow.note)
        for record in department.records.values()
        for key, follow in record.followups.items()
    }
    return followup_rows(department.basis, department.problems, done)
