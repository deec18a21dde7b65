"""填写: where in a row a clause is filled in, and what a filled row states; of the clause, whatever its fact.

What the fact does not know of itself stands here: that of records of one event the heaviest counts (事件).
"""

from collections.abc import Mapping

from dangjian_kaoping.facts.boxes import Box, Entered, Filled, Unfilled
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
