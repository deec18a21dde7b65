"""Numbers that follow from head counts: does the roster say how many people a branch has, is what is counted whole."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from dangjian_kaoping.diagnostics import Faults, codes
from dangjian_kaoping.exact import plain
from dangjian_kaoping.facts.quantity import COUNTED_WHOLE, is_integral
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.number import PerHead
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.rubric import Rubric

_ANY = (10, 100)
"""Head counts that branches may well have, where no roster tells."""


def heads_tried(roster: Roster | None) -> Sequence[int]:
    """The smallest and the largest head count of the roster, which say what holds of all between."""
    return known_heads(roster) or _ANY


def known_heads(roster: Roster | None) -> Sequence[int]:
    """The same; none where no roster tells how many people any branch has."""
    rows = () if roster is None else (row for several in roster.branches.values() for row in several)
    known = [row.head_count for row in rows if row.head_count is not None]
    return (min(known), max(known)) if known else ()


def check_heads(rubric: Rubric, roster: Roster, faults: Faults) -> None:
    """Every branch has a head count of which a number follows, from the day on that the rubric is in force."""
    items = [item for item in rubric.items() if item.uses_heads]
    for branch_id, rows in roster.branches.items() if items else ():
        ordered = sorted(rows, key=lambda row: row.since)
        day = max(rubric.effective_from.first_day, ordered[0].since)
        branch = roster.branch_at(branch_id, day)
        if branch is None or branch.head_count is not None or any(row.lacks("head_count") for row in rows):
            continue
        if any(branch.branch_class not in item.not_applicable_to for item in items):
            row = [each for each in ordered if each.since <= day][-1]
            faults.add(codes.KP234(branch=branch.name, rubric=rubric.version), row.place_of("from"))


def check_rounding(clause: Clause, faults: Faults) -> None:
    """Of what has no half, a number that follows from a head count says how it is rounded."""
    if clause.fact.named_unit not in COUNTED_WHOLE:
        return
    for way, number in _counted(clause):
        if isinstance(number, PerHead) and "rounding" not in number.model_fields_set and not is_integral(number):
            each = plain(number.per_head) if isinstance(number.per_head, Decimal) else "每人的数"
            faults.add(codes.KP235(unit=clause.fact.named_unit, each=each), clause.key_of(*way, "per_head"))


def _counted(clause: Clause) -> Iterator[tuple[tuple[str, ...], object]]:
    """The numbers of a clause that are so many of its unit, with the keys that lead to them."""
    for name, info in type(clause.fact).model_fields.items():
        yield ("fact", info.alias or name), getattr(clause.fact, name)
    yield ("free",), clause.free
