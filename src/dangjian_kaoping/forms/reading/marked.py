"""打分: the rows of a clause and a branch, which add up to one finding."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from dangjian_kaoping.characters import in_one_line
from dangjian_kaoping.diagnostics import Fault, codes
from dangjian_kaoping.facts.boxes import Box, Entered
from dangjian_kaoping.facts.marks import WHO, Unmarked, mark_boxes, unmarked
from dangjian_kaoping.facts.scorers import ScorersFact
from dangjian_kaoping.forms.asking import Asking
from dangjian_kaoping.forms.columns import MOST_MARKS, heading
from dangjian_kaoping.forms.entry import entered, is_nothing, shown, worded
from dangjian_kaoping.forms.grid import BLANK, Leaf, Ref, Tree
from dangjian_kaoping.forms.reading.findings import Found, as_tree, finding_tree, read
from dangjian_kaoping.forms.reading.known import Known
from dangjian_kaoping.forms.reading.notes import Notes
from dangjian_kaoping.forms.reading.table import Line, is_as_it_came, words

_FIXED = frozenset({"branch", "clause", WHO})


class Marked(NamedTuple):
    """The rows of a clause and a branch in which something stands."""

    branch: str
    asking: Asking
    lines: Sequence[Line]


def marked_rows(lines: Sequence[Line], known: Known, notes: Notes) -> list[Marked]:
    """The rows of the sheet by branch and clause, in the order of their first."""
    groups: dict[tuple[str, str, str], tuple[Asking, list[Line]]] = {}
    for line in lines:
        if not line.cells.keys() - _FIXED:
            continue
        branch, asking = known.branch(line), known.full_clause(line)
        if branch is not None and asking is not None and _is_as_it_came(line, branch.id, asking, notes):
            key = branch.id, asking.item.id, asking.clause.id
            groups.setdefault(key, (asking, []))[1].append(line)
    return [Marked(branch, asking, rows) for (branch, _, _), (asking, rows) in groups.items()]


def _is_as_it_came(line: Line, branch_id: str, asking: Asking, notes: Notes) -> bool:
    fact, who = asking.clause.fact, words(line.cells.get(WHO, BLANK))
    assert isinstance(fact, ScorersFact)
    found = "/".join((branch_id, asking.item.id, asking.clause.id, *([who] if who in fact.weights else ())))
    numbered = line.key.startswith(f"{in_one_line(found)}/")
    return is_as_it_came(line, "clause", line.key if numbered else found, notes)


def marked_finding(marked: Marked, notes: Notes) -> Found | None:
    """The finding that they are together; None where it is noted what is wrong."""
    branch, asking, lines = marked
    fact = asking.clause.fact
    assert isinstance(fact, ScorersFact)
    before = len(notes.faults)
    asked = {each.column: each for each in mark_boxes(fact, fact.marks or MOST_MARKS)}
    rows = [_entered(asking, line, asked, notes) for line in lines]
    reasons = [each for line in lines if (each := read(line, "reason", worded, notes)) is not None]
    if len(notes.faults) > before:
        return None
    stated = unmarked(fact, rows)
    if isinstance(stated, Unmarked):
        box = asked[stated.column]
        fault = codes.KP706(
            clause=asking.clause.id, problem=stated.problem, column=heading(stated.column), asks=box.asks
        )
        notes.at(lines[stated.row].ref(stated.column), fault)
        return None
    said = {key: as_tree(value, _among(lines, rows)) for key, value in stated.items()}
    text = "；".join(dict.fromkeys(each.text for each in reasons))
    beside: dict[str, Tree] = {"reason": Leaf(text, reasons[0].cell)} if reasons else {}
    return Found(branch, asking.item, asking, finding_tree(asking, said, beside, lines[0]), lines[0])


def _entered(asking: Asking, line: Line, asked: Mapping[str, Box], notes: Notes) -> dict[str, Entered]:
    row: dict[str, Entered] = {}
    for column, cell in line.cells.items():
        if column in asked:
            got = entered(asked[column], cell)
            if isinstance(got, Fault):
                notes.at(line.ref(column), got)
            elif got is not None:
                row[column] = got
        elif column not in (*_FIXED, "reason") and not is_nothing(cell):
            notes.at(
                line.ref(column), codes.KP707(clause=asking.clause.id, column=line.headings[column], found=shown(cell))
            )
    return row


def _among(lines: Sequence[Line], rows: Sequence[Mapping[str, Entered]]) -> Callable[[Entered], Ref]:
    """Where each part was read of what rows state together; a sum of several, where the first of them stands."""

    def at(one: Entered) -> Ref:
        holders = [line for line, row in zip(lines, rows, strict=True) if one.column in row]
        own = [line for line, row in zip(lines, rows, strict=True) if row.get(one.column) is one]
        return (own or holders)[0].ref(one.column)

    return at
