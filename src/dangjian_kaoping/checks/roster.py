"""名册: every branch has a class that exists, and no name is borne by two branches at one time."""

from collections.abc import Iterable, Iterator
from datetime import date

from dangjian_kaoping.diagnostics import Faults, perhaps
from dangjian_kaoping.model.roster import BranchRow, DepartmentRow, Roster


def check_roster(roster: Roster) -> Faults:
    """All faults of the roster. What a row leaves out it has from the row before."""
    faults = Faults()
    for branch_id, rows in roster.branches.items():
        ordered = sorted(rows, key=lambda row: row.since)
        first = ordered[0] if ordered else None
        if first is not None and not first.ends:
            for key, said in (("class", first.branch_class), ("name", first.name)):
                if said is None and not first.lacks(key):
                    faults.add("KP323", first.at, branch=first.name or branch_id, key=key)
        for row in ordered:
            known = row.branch_class is None or row.branch_class in roster.classes or roster.lacks("classes")
            if not known:
                hint = perhaps(row.branch_class or "", roster.classes)
                all_classes = "、".join(roster.classes)
                faults.add("KP324", row.place_of("class"), hint=hint, branch_class=row.branch_class, known=all_classes)
    _check_names(roster, faults)
    return faults


def all_branches_named(roster: Roster) -> bool:
    """Whether every name of a branch is known: else a name that is unknown may be one of theirs."""
    named = all(rows and min(rows, key=lambda row: row.since).name for rows in roster.branches.values())
    return named and not roster.lacks("branches") and _all_whole(roster.branches.values())


def all_departments_named(roster: Roster) -> bool:
    """The same of the departments."""
    return not roster.lacks("departments") and _all_whole(roster.departments.values())


def _all_whole(entries: Iterable[tuple[BranchRow, ...] | tuple[DepartmentRow, ...]]) -> bool:
    return all(row.whole for rows in entries for row in rows)


def _check_names(roster: Roster, faults: Faults) -> None:
    borne: dict[str, list[tuple[str, date, date]]] = {}
    for branch_id, rows in roster.branches.items():
        if not all(row.whole for row in rows):
            continue  # nobody knows from when to when it is called so
        for name, since, until, row in _names(rows):
            for other, begun, ended in borne.get(name, []):
                if other != branch_id and since < ended and begun < until:
                    faults.add("KP325", row.place_of("name"), name=name, other=other)
            borne.setdefault(name, []).append((branch_id, since, until))


def _names(rows: tuple[BranchRow, ...]) -> Iterator[tuple[str, date, date, BranchRow]]:
    """The names of a branch, each from a day until another, with the row that gives it."""
    ordered = sorted(rows, key=lambda row: row.since)
    name: str | None = None
    for index, row in enumerate(ordered):
        name = row.name or name
        until = ordered[index + 1].since if index + 1 < len(ordered) else date.max
        if name is not None and not row.ends:
            yield name, row.since, until, row
