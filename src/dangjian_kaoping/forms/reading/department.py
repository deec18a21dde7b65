"""检查表 and 复查表: what a department's form records."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dangjian_kaoping.checks.round.costing import costs_alone
from dangjian_kaoping.diagnostics import Fault, codes
from dangjian_kaoping.engine.score.inspectors import recorders
from dangjian_kaoping.facts.boxes import number
from dangjian_kaoping.facts.marks import labels_of, mark, votes
from dangjian_kaoping.facts.scorers import ScorersFact
from dangjian_kaoping.forms.asking import WHOLE_MONTHS, Asking
from dangjian_kaoping.forms.basis import Basis
from dangjian_kaoping.forms.code import Code
from dangjian_kaoping.forms.columns import (
    FINDINGS,
    FOLLOWUP_COLUMNS,
    FOLLOWUPS,
    GUIDE,
    MARKS,
    MONTHLY_WORKINGS,
    NEEDED,
    NOT_APPLICABLE,
    ROW,
    VISITS,
    WORKINGS,
    Column,
    columns,
    heading,
    mark_columns,
    visit_columns,
)
from dangjian_kaoping.forms.entry import worded
from dangjian_kaoping.forms.filing import Filed
from dangjian_kaoping.forms.grid import Leaf, Ref, Returned, Tree
from dangjian_kaoping.forms.guide import NOTE
from dangjian_kaoping.forms.marks import is_marked
from dangjian_kaoping.forms.needed import Needed
from dangjian_kaoping.forms.reading.beside import labelled
from dangjian_kaoping.forms.reading.findings import FIXED, FindingRows, Found, model_of
from dangjian_kaoping.forms.reading.followed import Followed, at_inspection, followed, visits_by_round
from dangjian_kaoping.forms.reading.known import Known
from dangjian_kaoping.forms.reading.marked import marked_finding, marked_rows
from dangjian_kaoping.forms.reading.notes import Notes, cells_in_words
from dangjian_kaoping.forms.reading.rows import filed, in_order, key_of
from dangjian_kaoping.forms.reading.table import Line, is_as_it_came, lines
from dangjian_kaoping.forms.reading.visits import Rows, Visited, check_visits, visited
from dangjian_kaoping.model.rubric import Item

_ALWAYS = ("branch", "item", "clause", "reason", "handling", "rectify_by", ROW.key)


class Tried(NamedTuple):
    """A row of a branch in which a fact stands, whether or not it could be read; without a clause, 不涉及."""

    branch: str
    item: str
    clause: str
    at: Ref


class Department:
    """Reads a form of a department."""

    def __init__(self, returned: Returned, code: Code, basis: Basis, asked: Sequence[Asking], notes: Notes) -> None:
        self._returned = returned
        self._code = code
        self._basis = basis
        self._asked = asked
        self._notes = notes
        # whoever inspects an item may say that it does not apply, though its clauses be recorded by others
        items = [each for each in basis.rubric.items() if self._inspects(each)]
        self._known = Known(basis, code.branches, asked, notes, items)
        self._tried: list[Tried] = []
        self._untouched: dict[str, Ref] = {}

    def inspection(self) -> tuple[Filed, ...]:
        """What 检查表 records: the inspection, and visits on days of their own by the rounds of the problems."""
        before = len(self._notes.faults)
        teams = self._basis.roster.teams
        rows = self._lines(VISITS, visit_columns(teams=bool(teams)), ("branch", "date", "result"))
        visits = visited(rows, self._known, teams, self._notes)
        found = [*self._needed(), *self._marked(), *self._findings()]
        self._refuse_twice(found)
        # a row that nobody can tell whose it is may be anybody's
        sure = not self._notes.faults.has_error_since(before)
        follow_ups = self._followed()
        there = at_inspection(follow_ups, visits, self._notes)
        check_visits(visits, self._rows(found, there), self._known, self._notes, sure=sure)
        if not visits_in(visits) and not follow_ups and not self._notes.refused:
            self._notes.whole(codes.KP734())
        if not self._notes.refused:
            self._list_lacking(visits)
        elsewhere = [each for each in follow_ups if each not in there]
        inspection = self._document(found, there, visits)
        return (*((inspection,) if visits_in(visits) else ()), *self._visits(elsewhere))

    def follow_ups(self) -> tuple[Filed, ...]:
        """What 复查表 records."""
        found = self._followed()
        at_inspection(found, {}, self._notes)
        if not found and not self._notes.refused:
            self._notes.whole(codes.KP734())
        return self._visits(found)

    def _inspects(self, item: Item) -> bool:
        return item.not_applicable is not None and any(
            self._basis.called.get(each) == self._code.department for each in item.department
        )

    # ── its sheets ─────────────────────────────────────────────────────────────────────────────────────────────

    def _lines(self, sheet: str, known: Sequence[Column], required: Sequence[str]) -> list[Line]:
        grid = self._returned.sheet(sheet)
        return [] if grid is None else lines(grid, known, required, self._notes)

    def _fact_lines(self, sheet: str) -> list[Line]:
        unmarked = [each for each in self._asked if not is_marked(each)]
        numbers = max([0, *(each.numbers for each in unmarked)])
        asked = dict.fromkeys(box.column for each in unmarked for box in each.boxes)
        return self._lines(sheet, (*columns(max(3, numbers)), *WORKINGS, *MONTHLY_WORKINGS), (*_ALWAYS, *asked))

    def _needed(self) -> list[Found]:
        rows = self._fact_lines(NEEDED)
        self._untouched |= {each.key: each.ref(number(1)) for each in rows if not each.cells.keys() - FIXED}
        return self._read([each for each in rows if each.cells.keys() - FIXED])

    def _findings(self) -> list[Found]:
        return self._read(self._fact_lines(FINDINGS))

    def _read(self, rows: Sequence[Line]) -> list[Found]:
        reader = FindingRows(self._notes, WHOLE_MONTHS, own=False)
        found: list[Found] = []
        for line in rows:
            branch, meant = self._known.branch(line), self._known.clause(line)
            if meant is None:
                continue
            asked = meant.asking
            if asked is not None and is_marked(asked):
                self._notes.at(line.ref("clause"), codes.KP735(clause=asked.clause.id, sheet=MARKS))
                continue
            if branch is None:
                # whoever mends the name learns of all else in the row as well
                reader.found(line, "", meant)
                continue
            if "/" in line.key and not is_as_it_came(line, "clause", key_of(meant, branch.id), self._notes):
                continue
            self._note_tried(branch.id, meant.item, asked, line)
            each = reader.found(line, branch.id, meant)
            if each is not None:
                found.append(each)
                self._check_numbered(each)
        return found

    def _check_numbered(self, found: Found) -> None:
        """Note a problem without a number in a row that somebody added: the number could not be kept by its 行."""
        tree = found.tree
        if not found.line.key and isinstance(tree, Mapping) and "rectify_by" in tree and "id" not in tree:
            mend = "请写编号，或把这一行的内容移到下面的空行里。"
            fault = codes.KP730(problem="这一行是自己插进来的，没有行号，给它的编号记不住", mend=mend)
            self._notes.at(found.line.ref("id"), fault)

    def _note_tried(self, branch: str, item: Item, asking: Asking | None, line: Line) -> None:
        clause = "" if asking is None else asking.clause.id
        self._tried.append(Tried(branch, item.id, clause, line.ref("clause")))

    def _marked(self) -> list[Found]:
        facts = [each.clause.fact for each in self._asked if is_marked(each)]
        labels = dict.fromkeys(label for each in facts if isinstance(each, ScorersFact) for label in labels_of(each))
        known = mark_columns(tuple(labels))
        rows = self._lines(MARKS, known, ("branch", "clause", ROW.key))
        for line in rows:
            # the 行 of several rows of a clause say more behind it
            marks = (column for column in line.columns if column.startswith((mark(1), votes(""))))
            self._untouched.setdefault(line.key.rsplit("/", 2)[0], line.ref(next(marks, "clause")))
        groups = marked_rows(rows, self._known, self._notes)
        for each in groups:
            self._note_tried(each.branch, each.asking.item, each.asking, each.lines[0])
        return [found for each in groups if (found := marked_finding(each, self._notes)) is not None]

    def _followed(self) -> list[Followed]:
        rows = self._lines(FOLLOWUPS, FOLLOWUP_COLUMNS, ("id", "branch", "outcome", "date", "note"))
        return followed(rows, self._basis, self._known, self._notes)

    # ── what agrees with what ──────────────────────────────────────────────────────────────────────────────────

    def _refuse_twice(self, found: Sequence[Found]) -> None:
        """Note an item that is said twice not to apply, or not to apply where there are findings of it."""
        first: dict[tuple[str, str], Found] = {}
        for each in found:
            if each.asking is None:
                other = first.setdefault((each.branch, each.item.id), each)
                if other is not each:
                    self._notes.at(each.line.ref("clause"), codes.KP729(row=each.line.row, others=other.line.row))
        for each in found:
            absent = first.get((each.branch, each.item.id))
            if each.asking is None or absent is None:
                continue
            cells = [one.line.ref("clause") for one in (absent, each)]
            told = [cells_in_words([cell]) for cell in cells]
            problem = f"{each.item.id} 选了{NOT_APPLICABLE}（{told[0]}），又记了事实（{told[1]}）"
            for cell in cells:
                self._notes.at(cell, codes.KP310(problem=problem, how="核对到底涉及不涉及，留一行、删一行"))

    def _rows(self, found: Sequence[Found], there: Sequence[Followed]) -> Mapping[str, Rows]:
        every: dict[str, list[Ref]] = {}
        findings: dict[str, list[Ref]] = {}
        costing: dict[str, list[Ref]] = {}
        for each in self._tried:
            every.setdefault(each.branch, []).append(each.at)
            if each.at.sheet == FINDINGS:
                findings.setdefault(each.branch, []).append(each.at)
        for one in found:
            if self._costs(one):
                costing.setdefault(one.branch, []).append(one.line.ref("clause"))
        for follow in there:
            every.setdefault(follow.branch or "", []).append(follow.line.ref("outcome"))
        return {key: Rows(refs, findings.get(key, ()), costing.get(key, ())) for key, refs in every.items()}

    def _costs(self, found: Found) -> bool:
        finding, branch = model_of(found), self._known.branches[found.branch]
        if found.asking is None or finding is None:
            return False
        return costs_alone(found.item, found.asking.clause, finding, branch, WHOLE_MONTHS)

    def _list_lacking(self, visits: Mapping[str, Visited]) -> None:
        """Remark what a branch that was visited still lacks; where several departments may record it, one will do."""
        stated = {(each.branch, each.item, each.clause) for each in self._tried}
        needed = Needed(self._basis)
        for branch_id, visit in visits.items():
            if visit.date is None:
                continue
            branch = self._known.branches[branch_id]
            for item, clause in needed.of(branch, self._code.department):
                several = len(recorders(item, clause, self._basis.called)) > 1
                if several or {(branch_id, item.id, clause.id), (branch_id, item.id, "")} & stated:
                    continue
                sheet = MARKS if isinstance(clause.fact, ScorersFact) else NEEDED
                fault = codes.KP737(branch=branch.name, item=item.id, clause=clause.id)
                at = self._untouched.get(f"{branch_id}/{item.id}/{clause.id}")
                if at is None:
                    self._notes.sheet(sheet, fault)
                else:
                    self._notes.at(at, fault)

    # ── what is recorded ───────────────────────────────────────────────────────────────────────────────────────

    def _document(self, found: Sequence[Found], there: Sequence[Followed], visits: Mapping[str, Visited]) -> Filed:
        branches: dict[str, Tree] = {}
        rows: dict[tuple[str, int], str] = {}
        for branch_id in self._known.branches:
            visit = visits.get(branch_id)
            if visit is None or visit.date is None:
                continue
            mine = in_order(self._basis, [each for each in found if each.branch == branch_id])
            record: dict[str, Tree] = {"date": visit.date}
            if visit.team is not None:
                record["team"] = visit.team
            if visit.note is not None:
                record["note"] = visit.note
            absent = {each.item.id: each.tree for each in mine if each.asking is None}
            if absent:
                record["not_applicable"] = absent
            findings = [each for each in mine if each.asking is not None]
            if findings:
                record["findings"] = [filed(each, self._returned.file) for each in findings]
                rows |= {(branch_id, index): each.line.key for index, each in enumerate(findings) if each.line.key}
            follow_ups = {each.id.text: each.said for each in there if each.branch == branch_id}
            if follow_ups:
                record["followups"] = follow_ups
            branches[branch_id] = record
        tree: dict[str, Tree] = {
            "kind": Leaf("inspection"),
            "quarter": Leaf(self._code.period),
            "department": Leaf(self._code.department),
        }
        note = self._note()
        if note is not None:
            tree["note"] = note
        return Filed({**tree, "branches": branches}, rows)

    def _note(self) -> Leaf | None:
        grid = self._returned.sheet(GUIDE)
        found = None if grid is None else labelled(grid, (NOTE,))
        text = None if found is None else worded(heading("note"), found.cell)
        if found is not None and isinstance(text, Fault):
            self._notes.at(found.ref, text)
        return Leaf(text, found.ref) if found is not None and isinstance(text, str) else None

    def _visits(self, found: Sequence[Followed]) -> tuple[Filed, ...]:
        return tuple(
            Filed({"kind": Leaf("followups"), "quarter": Leaf(str(quarter)), "followups": visits})
            for quarter, visits in visits_by_round(found, self._code.department).items()
        )


def visits_in(visits: Mapping[str, Visited]) -> bool:
    """Whether the department was anywhere."""
    return any(each.date is not None for each in visits.values())
