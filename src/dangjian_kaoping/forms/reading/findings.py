"""Rows of the one set of columns as findings: what they record, by the keys of a record, each with its cell."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from dangjian_kaoping.diagnostics import Fault, codes
from dangjian_kaoping.facts.boxes import NUMBERS, Entered, Filled
from dangjian_kaoping.forms.asking import Asking
from dangjian_kaoping.forms.columns import HANDLING, NOT_APPLICABLE
from dangjian_kaoping.forms.entry import chosen, dated, is_nothing, named, shown, worded
from dangjian_kaoping.forms.grid import Cell, Leaf, Ref, Tree, plain_tree
from dangjian_kaoping.forms.reading.known import Meant
from dangjian_kaoping.forms.reading.notes import Notes
from dangjian_kaoping.forms.reading.table import Line
from dangjian_kaoping.forms.recorded import BETWEEN_IDS
from dangjian_kaoping.forms.stating import is_nothing_stated, stated
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.marks import RefusedError
from dangjian_kaoping.model.records import Finding
from dangjian_kaoping.model.rubric import Item

FIXED = frozenset({"branch", "item", "clause"})
"""What says of whom and under what a row speaks; else it says nothing."""
_OF_FACTS = frozenset({"required", "way", "role", "event"})
_TEXTS = ("carried_out", "process", "result", "inspector", "note")
_OF_PROBLEMS = ("handling", "rectify_by", "standard", "concerns", "id")
"""What a department says of a problem, and no branch of its own."""


class Found(NamedTuple):
    """A finding that was read: of which branch, under what, and in which row; `tree` are its keys.

    Without an `asking` it says that the item does not apply, and `tree` is why.
    """

    branch: str
    item: Item
    asking: Asking | None
    tree: Mapping[str, Tree] | Leaf
    line: Line


class FindingRows:
    """Reads rows of one sheet. `months` are as in `Asked`; None is a branch's own of a month, `own` any of its own."""

    def __init__(self, notes: Notes, months: int | None, *, own: bool) -> None:
        self._notes = notes
        self._months = months
        self._own = own

    def found(self, line: Line, branch: str, meant: Meant) -> Found | None:
        """What a row records; None where it says nothing, or where it is noted what is wrong with it."""
        if meant.asking is None:
            return self._not_applicable(line, branch, meant.item)
        before, clause = len(self._notes.faults), meant.asking.clause
        cells = {column: cell for column, cell in line.cells.items() if is_of_fact(column)}
        others = (cell for column, cell in line.cells.items() if column not in cells and column not in FIXED)
        came = "/" in line.key
        if came and self._own and is_nothing_stated(clause, cells, self._months) and all(map(is_nothing, others)):
            return None
        filled = stated(clause, cells, self._months, own=self._own)
        if not isinstance(filled, Mapping):
            for each in filled:
                self._notes.at(line.ref(each.column), each.fault)
        beside = self._beside(line, clause)
        if not isinstance(filled, Mapping) or len(self._notes.faults) > before:
            return None
        said = {key: as_tree(value, in_row(line)) for key, value in filled.items()}
        return Found(branch, meant.item, meant.asking, finding_tree(meant.asking, said, beside, line), line)

    def _not_applicable(self, line: Line, branch: str, item: Item) -> Found | None:
        before = len(self._notes.faults)
        for column, cell in line.cells.items():
            if column not in FIXED and column != "reason" and not is_nothing(cell):
                self._refuse_unasked(line, column, NOT_APPLICABLE)
        reason = self._read(line, "reason", worded)
        if reason is None and "reason" not in line.cells:
            self._notes.at(line.ref("reason"), codes.KP726(item=item.id))
        if reason is None or len(self._notes.faults) > before:
            return None
        return Found(branch, item, None, reason, line)

    def _refuse_unasked(self, line: Line, column: str, clause: str) -> None:
        found = shown(line.cells[column])
        self._notes.at(line.ref(column), codes.KP707(clause=clause, column=line.headings[column], found=found))

    def _beside(self, line: Line, clause: Clause) -> dict[str, Tree]:
        """What stands beside the fact: words, what is to become of it."""
        found: dict[str, Tree] = {}
        self._put(found, "reason", self._read(line, "reason", worded))
        if self._own:
            for column in _OF_PROBLEMS:
                if column in line.cells and not is_nothing(line.cells[column]):
                    self._refuse_unasked(line, column, clause.id)
        else:
            self._of_problem(line, found)
        for column in _TEXTS:
            self._put(found, column, self._read(line, column, named if column == "inspector" else worded))
        return found

    def _of_problem(self, line: Line, found: dict[str, Tree]) -> None:
        self._put(found, "standard", self._read(line, "standard", worded))
        self._put(found, "id", self._read(line, "id", named))
        self._handling(line, found)
        concerns = self._read(line, "concerns", named)
        if concerns is not None:
            found["concerns"] = [Leaf(each, concerns.cell) for each in _several(concerns.text)]

    def _handling(self, line: Line, found: dict[str, Tree]) -> None:
        handling = self._read(line, "handling", lambda column, cell: chosen(column, cell, HANDLING))
        until = self._read(line, "rectify_by", dated)
        said = "" if handling is None else handling.text
        if said == HANDLING.rectify and "rectify_by" not in line.cells:
            self._at_odds(line, "rectify_by", f"选了{said}，没有写整改期限", "请写改好的期限。")
        if said != HANDLING.rectify and until is not None:
            problem = f"写了整改期限，处理{f'选的是{said}' if said else '没有选'}"
            self._at_odds(line, "rectify_by", problem, f"要进整改台账的，处理选{HANDLING.rectify}；不用的，删去期限。")
        if "id" in found and "handling" not in line.cells:
            mend = f"编号是给{HANDLING.rectify}的问题的；不是的，删去编号。"
            self._at_odds(line, "id", "写了编号，处理没有选", mend)
        self._put(found, "rectify_by", until)
        if said == HANDLING.on_site and handling is not None:
            found["settled"] = Leaf("on_site", handling.cell)

    def _at_odds(self, line: Line, column: str, problem: str, mend: str) -> None:
        self._notes.at(line.ref(column), codes.KP731(problem=problem, mend=mend))

    def _read(self, line: Line, column: str, how: Callable[[str, Cell], str | Fault | None]) -> Leaf | None:
        return read(line, column, how, self._notes)

    @staticmethod
    def _put(found: dict[str, Tree], key: str, leaf: Leaf | None) -> None:
        if leaf is not None:
            found[key] = leaf


def is_of_fact(column: str) -> bool:
    """Whether a column holds what a fact is stated by."""
    return column.startswith(NUMBERS) or column in _OF_FACTS


def read(line: Line, column: str, how: Callable[[str, Cell], str | Fault | None], notes: Notes) -> Leaf | None:
    """A cell of a row, read as one of `entry` reads; None where it is blank, or a fault, which is noted."""
    if column not in line.cells:
        return None
    found = how(line.headings[column], line.cells[column])
    if isinstance(found, Fault):
        notes.at(line.ref(column), found)
        return None
    return None if found is None else Leaf(found, line.ref(column))


def as_tree(filled: Filled, at: Callable[[Entered], Ref]) -> Tree:
    """The value of a key as it was read in cells; `at` says in which each part was."""
    if isinstance(filled, Entered):
        return Leaf(filled.text, at(filled))
    if isinstance(filled, Mapping):
        return {key: as_tree(each, at) for key, each in filled.items()}
    return [as_tree(each, at) for each in filled]


def in_row(line: Line) -> Callable[[Entered], Ref]:
    """Where each part was read of what one row states: in the cell of its column."""
    return lambda one: line.ref(one.column)


def finding_tree(
    asking: Asking, said: Mapping[str, Tree], beside: Mapping[str, Tree], line: Line, clause: str = "clause"
) -> dict[str, Tree]:
    """A finding by its keys, in the order in which they are written, and where it comes from."""
    item_at = line.ref("item" if "item" in line.columns else clause)
    return {
        "item": Leaf(asking.item.id, item_at, None if "reason" in beside else line.ref("reason")),
        "clause": Leaf(asking.clause.id, line.ref(clause)),
        **said,
        **beside,
    }


def origin(file: str, line: Line) -> dict[str, Tree]:
    """Where a finding comes from."""
    return {"file": Leaf(file), "sheet": Leaf(line.sheet), "row": Leaf(str(line.row))}


def model_of(found: Found) -> Finding | None:
    """A finding as the checks have it; None where it is none."""
    if found.asking is None:
        return None
    try:
        return Finding.model_validate(plain_tree(found.tree))
    except RefusedError:
        return None


def _several(text: str) -> list[str]:
    for separator in ("，", ",", "；", ";", " "):
        text = text.replace(separator, BETWEEN_IDS)
    return [each for each in text.split(BETWEEN_IDS) if each]
