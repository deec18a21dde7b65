"""名册: every branch has a class that exists, and no name is borne by two at one time."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from dangjian_kaoping.characters import folded
from dangjian_kaoping.checks.names import blame_alike, check_alike
from dangjian_kaoping.diagnostics import Faults, perhaps
from dangjian_kaoping.model.roster import BranchRow, DepartmentRow, Roster
from dangjian_kaoping.place import Place

_Row = BranchRow | DepartmentRow


class _Borne(NamedTuple):
    """A name that something bears from a day until another."""

    key: str
    name: str
    since: date
    until: date
    at: Place


def check_roster(roster: Roster) -> Faults:
    """All faults of the roster. What a row leaves out it has from the row before."""
    faults = Faults()
    for branch_id, rows in roster.branches.items():
        ordered = sorted(rows, key=lambda row: row.since)
        first = ordered[0] if ordered else None
        if first is not None and not first.ends:
            for key, said in (("class", first.branch_class), ("name", first.name)):
                if said is None:
                    faults.add("KP323", first.at, branch=first.name or branch_id, key=key)
        for row in ordered:
            if row.branch_class is not None and row.branch_class not in roster.classes:
                hint = perhaps(row.branch_class, roster.classes)
                known = "、".join(roster.classes)
                faults.add("KP324", row.place_of("class"), hint=hint, branch_class=row.branch_class, known=known)
    check_alike(((name, roster.at) for name in roster.classes), faults)
    _check_names(roster.branches, faults)
    _check_names(roster.departments, faults)
    return faults


def _check_names(entries: Mapping[str, Sequence[_Row]], faults: Faults) -> None:
    """Whether no two bear one name, or names that look the same, at one time; their ids are names too, at any time."""
    borne: dict[str, list[_Borne]] = {}
    for key, rows in entries.items():
        for mine in _names(key, rows):
            same = borne.setdefault(folded(mine.name), [])
            for other in same:
                if other.key == key or mine.since >= other.until or other.since >= mine.until:
                    continue
                if other.name == mine.name:
                    faults.add("KP325", mine.at, name=mine.name, other=other.key)
                else:
                    blame_alike(mine.name, mine.at, other.name, other.at, faults)
            same.append(mine)


def _names(key: str, rows: Sequence[_Row]) -> Iterator[_Borne]:
    """The id of a branch or a department and its names, each with the days from which and until which it is borne."""
    ordered = sorted(rows, key=lambda row: row.since)
    if ordered:
        yield _Borne(key, key, date.min, date.max, rows[0].at)
    name: str | None = None
    for index, row in enumerate(ordered):
        name = row.name or name
        until = ordered[index + 1].since if index + 1 < len(ordered) else date.max
        if name is not None and not row.ends:
            yield _Borne(key, name, row.since, until, row.at)
