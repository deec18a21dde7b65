"""填写: where in a row a clause is filled in, and what a filled row states; of the clause, whatever its fact.

What the fact does not know of itself stands here: that of records of one event the heaviest counts (事件).
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dangjian_kaoping.diagnostics import Fault, codes
from dangjian_kaoping.facts.boxes import Box, Entered, Filled, Unfilled
from dangjian_kaoping.forms.columns import heading
from dangjian_kaoping.forms.entry import entered, is_nothing, shown
from dangjian_kaoping.forms.grid import BLANK, Cell
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.records import Finding

EVENT = Box("event", "哪一件事；同一件事的几行写一样的", "name", optional=True)
"""Where the heaviest of one event only counts, a row may say which event it is about."""


def boxes(clause: Clause, months: int | None) -> tuple[Box, ...]:
    """The cells of a row in which a clause is filled in; `months` as in `Asked`."""
    return (*clause.fact.boxes(months), *((EVENT,) if clause.highest_per_event else ()))


def boxed(clause: Clause, finding: Finding, months: int | None) -> Mapping[str, str]:
    """What those cells hold of a record, by column."""
    event = {} if finding.event is None else {EVENT.column: finding.event}
    return {**clause.fact.boxed(finding, months), **event}


def unboxed(clause: Clause, cells: Mapping[str, Entered], months: int | None) -> Mapping[str, Filled] | Unfilled:
    """What a record states whose cells hold this, by its keys."""
    stated = clause.fact.unboxed(cells, months)
    event = cells.get(EVENT.column)
    return stated if event is None or isinstance(stated, Unfilled) else {**stated, "event": event}


class Misfilled(NamedTuple):
    """What is wrong in a row, and the column in which it stands or is missing."""

    column: str
    fault: Fault


def is_nothing_stated(clause: Clause, cells: Mapping[str, Cell], months: int | None) -> bool:
    """Whether a row says that nothing of a clause happened: blank, 无, / or — wherever it asks.

    A way that was chosen beforehand says nothing without what has to stand beside it.
    """
    asked = boxes(clause, months)
    beside = any(not each.optional and each.column != "way" for each in asked)
    told = [each.column for each in asked if not (beside and each.column == "way")]
    return all(is_nothing(cells.get(column, BLANK)) for column in told)


def stated(
    clause: Clause, cells: Mapping[str, Cell], months: int | None, *, own: bool = False
) -> Mapping[str, Filled] | Sequence[Misfilled]:
    """What a record states of a clause whose row holds these cells, by its keys; or all that is wrong there.

    `cells` are all that may hold facts, also those that this clause does not ask for: there nothing may stand. In a
    self-assessment (`own`) 无, / and — say as much as blank where blank is allowed.
    """
    asked = {each.column: each for each in boxes(clause, months)}
    faults, found = [], {}
    for column, cell in cells.items():
        box = asked.get(column)
        if box is not None:
            read = None if own and box.optional and is_nothing(cell) else entered(box, cell)
            if isinstance(read, Entered):
                found[column] = read
            elif read is not None:
                faults.append(Misfilled(column, read))
        elif not is_nothing(cell):
            strange = codes.KP707(clause=clause.id, column=heading(column), found=shown(cell))
            faults.append(Misfilled(column, strange))
    if faults:
        return faults
    filled = unboxed(clause, found, months)
    blank = next((each for each in asked.values() if not each.optional and each.column not in found), None)
    if not isinstance(filled, Unfilled) and blank is not None:
        filled = Unfilled(blank.column, f"“{heading(blank.column)}”空着")
    if not isinstance(filled, Unfilled):
        return filled
    box = asked[filled.column]
    lacking = codes.KP706(clause=clause.id, problem=filled.problem, column=heading(filled.column), asks=box.asks)
    return [Misfilled(filled.column, lacking)]
