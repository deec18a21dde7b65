"""到支部检查: on which day a department was where, and whether that agrees with what it recorded."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dangjian_kaoping.diagnostics import codes
from dangjian_kaoping.forms.columns import FINDINGS, RESULTS, VISITS
from dangjian_kaoping.forms.entry import chosen, dated, worded
from dangjian_kaoping.forms.grid import Leaf, Ref
from dangjian_kaoping.forms.reading.findings import read
from dangjian_kaoping.forms.reading.known import Known
from dangjian_kaoping.forms.reading.notes import Notes, cells_in_words
from dangjian_kaoping.forms.reading.table import Line, was_another

WITH, WITHOUT, NOT_VISITED = RESULTS


class Visited(NamedTuple):
    """A branch in 到支部检查: the day (None: it was not there), the team, the result, a note, and the row."""

    date: Leaf | None
    team: Leaf | None
    result: Leaf | None
    note: Leaf | None
    line: Line


class Rows(NamedTuple):
    """What a form records at a branch, by cells: all rows, those of 检查登记, and those of them that cost points."""

    every: Sequence[Ref] = ()
    findings: Sequence[Ref] = ()
    costing: Sequence[Ref] = ()


def visited(lines: Sequence[Line], known: Known, teams: Sequence[str], notes: Notes) -> dict[str, Visited]:
    """The rows by the ids of branches; one that stands twice is noted."""
    found: dict[str, Visited] = {}
    for line in lines:
        result = read(line, "result", lambda column, cell: chosen(column, cell, RESULTS), notes)
        if line.key in known.gone.values() and _says_nothing(line, result):
            continue
        branch = known.branch(line)
        if branch is None:
            continue
        was = known.branches.get(line.key, branch)
        if was is not branch:
            was_another(line, "branch", was.name, branch.name, notes)
            continue
        if branch.id in found:
            other = found[branch.id].line.row
            notes.at(line.ref("branch"), codes.KP729(row=line.row, others=other))
            continue
        team = read(line, "team", lambda column, cell: chosen(column, cell, teams), notes)
        date, note = read(line, "date", dated, notes), read(line, "note", worded, notes)
        found[branch.id] = Visited(date, team, result, note, line)
    return found


def _says_nothing(line: Line, result: Leaf | None) -> bool:
    """Whether a row says no more than that nobody was there."""
    return line.cells.keys() <= {"branch", "team", "result"} and (result is None or result.text == NOT_VISITED)


def check_visits(
    visits: Mapping[str, Visited], rows: Mapping[str, Rows], known: Known, notes: Notes, *, sure: bool
) -> None:
    """Note where result, day and rows of a branch do not agree; `sure`: these are all rows that there are."""
    for branch_id, branch in known.branches.items():
        visit, mine = visits.get(branch_id), rows.get(branch_id, Rows())
        if visit is not None:
            _check(visit, mine, notes, sure)
        elif sure and mine.every:
            problem = f"“{branch.name}”有记录（{_first(mine.every)}），{VISITS}里没有它这一行"
            notes.sheet(VISITS, codes.KP732(problem=problem, mend="请在那里补上支部、检查日期和结果。"))


def _check(visit: Visited, mine: Rows, notes: Notes, sure: bool) -> None:
    line, result = visit.line, "" if visit.result is None else visit.result.text
    if "result" in line.cells and visit.result is None:
        return  # it is noted already that it says nothing

    def at_odds(column: str, problem: str, mend: str = "请核对，改正一处。") -> None:
        notes.at(line.ref(column), codes.KP732(problem=problem, mend=mend))

    day = "date" in line.cells
    if result == NOT_VISITED:
        if day:
            at_odds("result", f"结果是{result}，却写了检查日期（{_first([line.ref('date')])}）")
        if visit.team is not None:
            at_odds("result", f"结果是{result}，却选了检查组（{_first([line.ref('team')])}）")
        if mine.every:
            at_odds("result", f"结果是{result}，却有它的记录（{_first(mine.every)}）")
    elif not day and (mine.every or result or visit.team is not None):
        because = f"结果是{result}" if result else f"选了检查组（{_first([line.ref('team')])}）"
        because = f"有它的记录（{_first(mine.every)}）" if mine.every else because
        at_odds("date", f"{because}，没有写检查日期", "请写检查日期。")
    elif day and not result:
        at_odds("result", f"写了检查日期（{_first([line.ref('date')])}），没有选结果", f"请选{WITH}、{WITHOUT}。")
    if sure and result == WITH and not mine.findings and not mine.costing:
        mend = f"请在{FINDINGS}里记上；没有问题的，改选{WITHOUT}。"
        at_odds("result", f"结果是{WITH}，{FINDINGS}里没有这个支部", mend)
    costing = [each for each in mine.costing if each.sheet == FINDINGS]
    if result == WITHOUT and costing:
        cells = cells_in_words(costing[:3])
        at_odds("result", f"结果是{WITHOUT}，却记了要扣分的（{cells}）", f"请核对；确有问题的，改选{WITH}。")
    if visit.note is not None and not day:
        notes.remark("没有检查的，备注没有地方记，没有导入", VISITS)


def _first(refs: Sequence[Ref]) -> str:
    return cells_in_words(refs[:1])
