"""复查: what was found of older problems, at an inspection or on a day of its own."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dangjian_kaoping.diagnostics import codes
from dangjian_kaoping.forms.basis import Basis
from dangjian_kaoping.forms.columns import OUTCOMES
from dangjian_kaoping.forms.entry import chosen, dated, is_nothing, named, worded
from dangjian_kaoping.forms.grid import Leaf, Tree
from dangjian_kaoping.forms.reading.findings import read
from dangjian_kaoping.forms.reading.known import Known
from dangjian_kaoping.forms.reading.notes import Notes
from dangjian_kaoping.forms.reading.table import Line, is_as_it_came
from dangjian_kaoping.forms.reading.visits import Visited
from dangjian_kaoping.periods import Quarter

_FREE = "+"
"""How the 行 of a row begins in which any problem may be written."""
_SAID = ("outcome", "date", "note")
_BY_WORD = {word: key for key, word in OUTCOMES.items()}


class Followed(NamedTuple):
    """What is recorded of one problem. `day` is None where it is the inspection's; `branch` is whose the problem is,
    where that is known; `quarter` is the round in which the problem was found.
    """

    id: Leaf
    said: Mapping[str, Tree]
    day: Leaf | None
    branch: str | None
    quarter: Quarter
    line: Line


def followed(lines: Sequence[Line], basis: Basis, known: Known, notes: Notes) -> list[Followed]:
    """The rows in which a follow-up is recorded; those that came filled in and were not touched record none."""
    found: list[Followed] = []
    problems = basis.known_problems
    rows: dict[tuple[str, str], Line] = {}
    for line in lines:
        if all(is_nothing(line.cells[each]) for each in _SAID if each in line.cells) and (
            (line.key and not line.key.startswith(_FREE)) or not line.cells.keys() - {*_SAID, "branch"}
        ):
            continue
        before = len(notes.faults)
        problem_id = read(line, "id", named, notes)
        outcome = read(line, "outcome", lambda column, cell: chosen(column, cell, tuple(_BY_WORD)), notes)
        day, note = read(line, "date", dated, notes), read(line, "note", worded, notes)
        if problem_id is None and "id" not in line.cells:
            notes.at(
                line.ref("id"),
                codes.KP733(problem="没有写是哪个问题的编号", mend="请写编号；kaoping ledger 列出全部问题。"),
            )
        if outcome is None and "outcome" not in line.cells:
            notes.at(
                line.ref("outcome"),
                codes.KP733(problem="没有选复查结果", mend="请选复查结果；没有复查的，这一行的日期和说明清空。"),
            )
        if problem_id is not None and line.key in problems and not is_as_it_came(line, "id", problem_id.text, notes):
            continue
        if problem_id is None or outcome is None or len(notes.faults) > before:
            continue
        first = rows.setdefault((problem_id.text, "" if day is None else day.text), line)
        if first is not line:
            notes.at(line.ref("id"), codes.KP729(row=line.row, others=first.row))
            continue
        entry = problems.get(problem_id.text)
        branch_id = entry.branch_id if entry is not None else None
        if entry is None and "branch" in line.cells:
            branch = known.branch(line)
            branch_id = None if branch is None else branch.id
        said: dict[str, Tree] = {"outcome": Leaf(_BY_WORD[outcome.text], outcome.cell)}
        if note is not None:
            said["note"] = note
        quarter = basis.quarter if entry is None else entry.quarter
        found.append(Followed(problem_id, said, day, branch_id, quarter, line))
    return found


def at_inspection(found: Sequence[Followed], visits: Mapping[str, Visited], notes: Notes) -> list[Followed]:
    """Those that were made when the problem's branch was inspected; one without a day must be."""
    mine: list[Followed] = []
    for each in found:
        visit = visits.get(each.branch or "")
        on = None if visit is None else visit.date
        if each.day is None and on is None:
            why = "这个支部没有检查日期" if each.branch else "不知道是哪个支部的问题"
            notes.at(each.line.ref("date"), codes.KP733(problem=f"{why}，复查日期又空着", mend="请写复查日期。"))
        elif on is not None and (each.day is None or each.day.text == on.text):
            mine.append(each)
    return mine


def visits_by_round(found: Sequence[Followed], department: str) -> dict[Quarter, list[Tree]]:
    """Visits on days of their own, as the records of the rounds have them in which the problems were found."""
    rounds: dict[Quarter, list[Tree]] = {}
    for each in found:
        if each.day is not None:
            visit = {"id": each.id, "date": each.day, "department": Leaf(department), **each.said}
            rounds.setdefault(each.quarter, []).append(visit)
    return dict(sorted(rounds.items()))
