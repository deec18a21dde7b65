"""清单: a table from another system (a platform's scores, a questionnaire) as facts of branches.

Nothing is guessed: columns are those that the workspace names, branches those that the roster or the list's own
aliases know; everything else is refused at its cell.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from dangjian_kaoping.characters import folded, in_one_line
from dangjian_kaoping.diagnostics import Fault, codes, perhaps
from dangjian_kaoping.facts.boxes import Box, Entered
from dangjian_kaoping.facts.marks import WHO, Unmarked, unmarked
from dangjian_kaoping.facts.scorers import ScorersFact
from dangjian_kaoping.forms.asking import WHOLE_MONTHS, Asking, asking
from dangjian_kaoping.forms.basis import Basis
from dangjian_kaoping.forms.entry import entered, is_nothing, shown
from dangjian_kaoping.forms.filing import Filed, Filing
from dangjian_kaoping.forms.grid import BLANK, Grid, Leaf, Ref, Returned, Tree
from dangjian_kaoping.forms.lists.heading import heading_row, headings_near
from dangjian_kaoping.forms.lists.keys import ballot, boxes_of, key_of
from dangjian_kaoping.forms.reading.findings import as_tree, in_row, origin
from dangjian_kaoping.forms.reading.notes import Notes
from dangjian_kaoping.forms.reading.table import Line, is_blank
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.roster import Branch, Roster
from dangjian_kaoping.model.workspace import ListSource
from dangjian_kaoping.periods import Quarter

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_BRANCH = "\0branch"
"""The key of the column that names the branch; no key of a record is written so."""
_RE_SUBMITTED = "一行算一个人打的分；同一个人交了两次，这里看不出来"


def list_filing(returned: Returned, name: str, source: ListSource, quarter: Quarter, basis: Basis) -> Filing:
    """What a list of the workspace's `lists` records in a quarter, of which `basis` is; as facts of its department."""
    notes = Notes(returned.file)
    for each in returned.remarks:
        notes.remark(each)
    reader = _Reader(returned, source, basis, notes)
    branches = reader.branches()
    tree: dict[str, Tree] = {
        "kind": Leaf("facts"),
        "quarter": Leaf(str(quarter)),
        "department": Leaf(reader.department or source.department),
        "branches": branches,
    }
    if not branches and all(each.severity == "info" for each in notes.faults):
        notes.whole(codes.KP739(problem="清单里一个支部也没有", mend="请核对是不是拿错了文件。"))
    return Filing(returned.file, None, (Filed(tree),), notes.faults, name)


class _Read(NamedTuple):
    """A row of a branch: what was read there under each key, and the row."""

    branch: Branch
    cells: Mapping[str, Entered]
    line: Line


class _Reader:
    """Reads one list."""

    def __init__(self, returned: Returned, source: ListSource, basis: Basis, notes: Notes) -> None:
        self._returned = returned
        self._source = source
        self._basis = basis
        self._notes = notes
        self.department = basis.called.get(source.department)

    def branches(self) -> Mapping[str, Tree]:
        """The branches by their ids, in the roster's order, with what the list says of them."""
        asked = self._asked()
        boxes = None if asked is None else self._boxes(asked.clause)
        if asked is None or boxes is None:
            return {}
        found = self._table(boxes)
        rows = [] if found is None else self._rows(found, asked, boxes)
        if self._source.rows == "marks":
            self._notes.remark(_RE_SUBMITTED)
            findings = self._marks(rows, asked)
        else:
            findings = self._one_each(rows, asked)
        return {each.id: {"findings": [findings[each.id]]} for each in self._basis.branches if each.id in findings}

    # ── what is asked for ──────────────────────────────────────────────────────────────────────────────────────

    def _refuse(self, problem: str, mend: str | None = None) -> None:
        self._notes.whole(codes.KP739(problem=problem, mend=mend))

    def _asked(self) -> Asking | None:
        item_id, _, clause_id = self._source.clause.partition("/")
        item = self._basis.rubric.by_item.get(item_id)
        clause = None if item is None else item.by_clause.get(clause_id)
        if self.department is None:
            self._refuse(f"名册里没有部室“{self._source.department}”")
        elif item is None or clause is None:
            known = [f"{each.id}/{one.id}" for each in self._basis.rubric.items() for one in each.clauses]
            self._refuse(f"细则里没有条款“{self._source.clause}”", perhaps(self._source.clause, known) or None)
        elif clause not in self._basis.recorded_by(item, self.department):
            self._refuse(f"{self._source.clause} 不归{self._source.department}记")
        elif isinstance(clause.fact, ScorersFact) != (self._source.rows == "marks"):
            wanted = "marks" if isinstance(clause.fact, ScorersFact) else "one"
            self._refuse(f"{self._source.clause} 的清单要写 rows: {wanted}")
        else:
            return asking(item, clause, WHOLE_MONTHS)
        return None

    def _boxes(self, clause: Clause) -> Mapping[str, Box] | None:
        """How each of the list's keys is read; None, and noted, where one is none of the clause's."""
        known = boxes_of(clause)
        strange = next((each for each in self._source.facts if each not in known), None)
        if strange is not None:
            self._refuse(
                f"{self._source.clause} 的清单里没有 {strange} 这一项", f"facts 里可以写：{'、'.join(known)}。"
            )
            return None
        unknown = next((each for each in _PLACEHOLDER.findall(self._source.reason) if each not in known), None)
        if unknown is not None:
            self._refuse(f"reason 里写的 {{{unknown}}} 不是 facts 里的")
            return None
        return {key: known[key] for key in self._source.facts}

    # ── the table ──────────────────────────────────────────────────────────────────────────────────────────────

    def _table(self, boxes: Mapping[str, Box]) -> tuple[Grid, int, Mapping[str, int]] | None:
        """The sheet, the row of its headings and the columns by key: the first row that holds all of them."""
        wanted = {_BRANCH: self._source.branch, **{key: self._source.facts[key] for key in boxes}}
        found = [(grid, head) for grid in self._returned.sheets if (head := heading_row(grid, wanted)) is not None]
        if not found:
            self._refuse(f"没有一行同时有这些列名：{'、'.join(wanted.values())}{self._alike(wanted.values())}")
            return None
        if len(found) > 1:
            names = "、".join(f"“{grid.name}”" for grid, _ in found)
            self._refuse(f"几张工作表都有这些列名：{names}", "请只留要读的一张。")
            return None
        grid, (top, columns) = found[0]
        at: dict[str, int] = {}
        for key, several in columns.items():
            if len(several) > 1:
                fault = codes.KP739(problem=f"有两列都叫“{wanted[key]}”", mend="请改名，只留一列叫这个名称。")
                self._notes.at(Ref(grid.name, top, several[1]), fault)
            at[key] = several[0]
        return grid, top, at

    def _alike(self, wanted: Iterable[str]) -> str:
        known = headings_near(self._returned.sheets)
        folded_known = set(map(folded, known))
        near = next((each for each in wanted if folded(each) not in folded_known), None)
        found = perhaps(near, known) if near is not None else ""
        return f"；{found}" if found else ""

    def _rows(self, found: tuple[Grid, int, Mapping[str, int]], asked: Asking, boxes: Mapping[str, Box]) -> list[_Read]:
        grid, top, at = found
        headings = {_BRANCH: self._source.branch, **self._source.facts}
        rows: list[_Read] = []
        for number in range(top + 1, len(grid.rows) + 1):
            cells = {key: cell for key, column in at.items() if not is_blank(cell := grid.cell(number, column))}
            line = Line(grid.name, number, "", cells, at, headings)
            if not cells or self._is_skipped(grid, line):
                continue
            branch = self._branch(line)
            if branch is None:
                continue
            read = self._entered(line, boxes)
            if read is None:
                continue
            if any(key in read for key in boxes):
                rows.append(_Read(branch, read, line))
            else:
                mend = "请向出清单的要来，再导入一次；确实没有的，写进检查记录。"
                fault = codes.KP737(branch=branch.name, item=asked.item.id, clause=asked.clause.id, mend=mend)
                self._notes.at(line.ref(next(iter(boxes))), fault)
        return rows

    def _is_skipped(self, grid: Grid, line: Line) -> bool:
        """Whether a row is none of a branch's: where no branch stands, 合计 may stand in any other column."""
        cells = grid.rows[line.row - 1] if is_nothing(line.cells.get(_BRANCH, BLANK)) else [line.cells[_BRANCH]]
        skipped = set(map(folded, self._source.skip))
        return any(folded(shown(each)) in skipped for each in cells)

    def _branch(self, line: Line) -> Branch | None:
        cell = line.cells.get(_BRANCH, BLANK)
        if is_nothing(cell):
            key, there = next((key, each) for key, each in line.cells.items() if key != _BRANCH or each is cell)
            fault = codes.KP725(column=self._source.branch, other=line.headings[key], found=shown(there))
            self._notes.at(line.ref(_BRANCH), fault)
            return None
        name = in_one_line(shown(cell))
        called = self._called()
        branch_id = called.get(name)
        branch = next((each for each in self._basis.branches if each.id == branch_id), None)
        if branch is not None:
            return branch
        mend = "这个支部本季不参加考评；不要的行，名称写进 skip。" if branch_id is not None else None
        if mend is None:
            near = perhaps(name, called)
            mend = f"{near}是支部的，改正，或写进 aliases；不是支部的行，写进 skip。"
        self._notes.at(line.ref(_BRANCH), codes.KP728(column=self._source.branch, name=name, mend=mend))
        return None

    def _called(self) -> Mapping[str, str]:
        """What a branch may be called, to its id: what it is called now before what others were called before."""
        now = self._basis.branches_called
        aliases = {in_one_line(alias): now.get(name, name) for alias, name in self._source.aliases.items()}
        return {**_former_names(self._basis.roster), **now, **aliases}

    def _entered(self, line: Line, boxes: Mapping[str, Box]) -> dict[str, Entered] | None:
        before = len(self._notes.faults)
        found: dict[str, Entered] = {}
        for key, box in boxes.items():
            if key not in line.cells:
                continue
            read = entered(box, line.cells[key])
            if isinstance(read, Fault):
                # what the list calls the column is not what a form would
                self._notes.at(
                    line.ref(key), read._replace(particulars={**read.particulars, "column": line.headings[key]})
                )
            elif read is not None:
                found[key] = Entered(read.text, key)
        return found if len(self._notes.faults) == before else None

    # ── what is recorded ───────────────────────────────────────────────────────────────────────────────────────

    def _one_each(self, rows: Sequence[_Read], asked: Asking) -> dict[str, Tree]:
        first: dict[str, _Read] = {}
        for each in rows:
            other = first.setdefault(each.branch.id, each)
            if other is not each:
                problem = f"“{each.branch.name}”有两行：第 {other.line.row} 行和第 {each.line.row} 行"
                mend = "请留一行；一行是一个人打的分的，写 rows: marks。"
                self._notes.at(each.line.ref(_BRANCH), codes.KP739(problem=problem, mend=mend))
        found: dict[str, Tree] = {}
        for branch_id, each in first.items():
            lacking = [key for key in self._source.facts if key not in each.cells]
            if lacking:
                problem = f"“{each.branch.name}”这一行的“{self._source.facts[lacking[0]]}”空着"
                self._notes.at(each.line.ref(lacking[0]), codes.KP739(problem=problem, mend="请补上。"))
                continue
            said = {key: as_tree(value, in_row(each.line)) for key, value in each.cells.items()}
            found[branch_id] = self._finding(asked, said, each.line, {key: one.text for key, one in each.cells.items()})
        return found

    def _marks(self, rows: Sequence[_Read], asked: Asking) -> dict[str, Tree]:
        fact = asked.clause.fact
        assert isinstance(fact, ScorersFact)
        by_branch: dict[str, list[_Read]] = {}
        for each in rows:
            by_branch.setdefault(each.branch.id, []).append(each)
        found: dict[str, Tree] = {}
        for branch_id, several in by_branch.items():
            ballots = [ballot(fact, each.cells) for each in several]
            stated = unmarked(fact, ballots)
            if isinstance(stated, Unmarked):
                line = several[stated.row].line
                fault = codes.KP739(problem=stated.problem, mend=None)
                self._notes.at(line.ref(WHO if WHO in line.columns else _BRANCH), fault)
                continue
            places = {
                id(one): several[index].line.ref(key_of(one, several[index].cells))
                for index, row in enumerate(ballots)
                for one in row.values()
            }
            at = _among(places, several[0].line.ref(_BRANCH))
            said = {key: as_tree(value, at) for key, value in stated.items()}
            texts = {
                key: "、".join(each.cells[key].text for each in several if key in each.cells)
                for key in self._source.facts
            }
            found[branch_id] = self._finding(asked, said, several[0].line, texts)
        return found

    def _finding(self, asked: Asking, said: Mapping[str, Tree], line: Line, texts: Mapping[str, str]) -> Tree:
        reason = _PLACEHOLDER.sub(lambda found: texts.get(found[1], ""), self._source.reason)
        return {
            "item": Leaf(asked.item.id),
            "clause": Leaf(asked.clause.id),
            **said,
            "reason": Leaf(reason),
            "origin": origin(self._returned.file, line),
        }


def _former_names(roster: Roster) -> dict[str, str]:
    """The names that branches ever had; one that several had is nobody's."""
    holders: dict[str, set[str]] = {}
    for key, rows in roster.branches.items():
        for row in rows:
            if row.name:
                holders.setdefault(row.name, set()).add(key)
    return {name: min(ids) for name, ids in holders.items() if len(ids) == 1}


def _among(places: Mapping[int, Ref], otherwise: Ref) -> Callable[[Entered], Ref]:
    """Where each part was read of what rows together state; a sum of several is told of at the first."""
    return lambda one: places.get(id(one), otherwise)
