"""名册: every branch has a class that exists, and no name is borne by two at one time."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from typing import NamedTuple

from dangjian_kaoping.characters import folded
from dangjian_kaoping.checks.names import blame_alike, check_alike
from dangjian_kaoping.diagnostics import Faults, codes, perhaps
from dangjian_kaoping.model.roster import BranchRow, DepartmentRow, Roster
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.place import Place

_Row = BranchRow | DepartmentRow


class _Borne(NamedTuple):
    """A name that something bears from a day until another, by its id or by a row."""

    key: str
    name: str
    since: date
    until: date
    row: _Row
    named: bool = True

    def place(self) -> Place:
        """Where the name is given."""
        return self.row.place_of("name") if self.named else self.row.at


def check_roster(roster: Roster) -> Faults:
    """All faults of the roster. What a row leaves out it has from the row before."""
    faults = Faults()
    for branch_id, rows in roster.branches.items():
        ordered = sorted(rows, key=lambda row: row.since)
        first = ordered[0] if ordered else None
        if first is not None and not first.ends:
            for key, said in (("class", first.branch_class), ("name", first.name)):
                if said is None and not first.lacks(key):
                    faults.add(codes.KP323(branch=first.name or branch_id, key=key), first.at)
        for row in ordered:
            known = row.branch_class is None or row.branch_class in roster.classes or roster.lacks("classes")
            if not known:
                hint = perhaps(row.branch_class or "", roster.classes)
                every = "、".join(roster.classes)
                faults.add(codes.KP324(branch_class=row.branch_class, known=every), row.place_of("class"), hint=hint)
    _check_merged(roster, faults)
    check_alike(
        ((name, partial(roster.place_of, "classes", index)) for index, name in enumerate(roster.classes)), faults
    )
    check_alike(((name, partial(roster.place_of, "teams", index)) for index, name in enumerate(roster.teams)), faults)
    _check_names(roster.branches, faults)
    _check_names(roster.departments, faults)
    return faults


def _check_merged(roster: Roster, faults: Faults) -> None:
    """Whoever is merged is closed, and into another branch that is there on the next day."""
    for branch_id, rows in roster.branches.items():
        for row in rows:
            if row.into is None or row.lacks("into", "ends", "from"):
                continue
            known = roster.called_from(row.since)
            heir, hint = known.get(row.into), ""
            following = row.since if row.since == date.max else row.since + timedelta(days=1)
            if not row.ends:
                problem = "写了 into（并入哪个支部），这一行却不是撤销"
            elif heir is None and all_branches_named(roster):
                problem = f"{row.since} 没有“{row.into}”这个支部"
                hint = called_otherwise(row.into, roster.branches, _quarter_of(row.since), known)
                hint = hint or perhaps(row.into, known)
            elif heir == branch_id:
                problem = "并入的是它自己"
            elif heir is not None and roster.branch_at(heir, following) is None:
                problem = f"“{row.into}”那时也撤销了，或者还没有成立"
            else:
                continue
            faults.add(codes.KP355(problem=problem), row.place_of("into"), hint=hint)


def _quarter_of(day: date) -> Quarter:
    return Quarter(day.year, (day.month + 2) // 3)


def called_otherwise(
    name: str, entries: Mapping[str, Sequence[_Row]], quarter: Quarter, called: Mapping[str, str]
) -> str:
    """That a name is one of another time, and what its bearer is called in the quarter; empty where it is none."""
    for key, rows in entries.items():
        times = [row.since for row in rows if row.name == name]
        if not times:
            continue
        now = next((each for each, bearer in called.items() if bearer == key and each != key), "")
        then = f"{quarter} 叫“{now}”" if now else f"{quarter} 没有它"
        if min(times) > quarter.last_day:
            return f"“{name}”是 {key} 从 {min(times)} 起的名称，{then}。"
        return f"“{name}”是 {key} 以前的名称，{then}。"
    return ""


def all_branches_named(roster: Roster) -> bool:
    """Whether every name of a branch is known: else a name that is unknown may be one of theirs."""
    named = all(rows and min(rows, key=lambda row: row.since).name for rows in roster.branches.values())
    return named and not roster.lacks("branches") and _all_whole(roster.branches.values())


def all_departments_named(roster: Roster) -> bool:
    """The same of the departments."""
    return not roster.lacks("departments") and _all_whole(roster.departments.values())


def _all_whole(entries: Iterable[Sequence[_Row]]) -> bool:
    return all(row.whole for rows in entries for row in rows)


def _check_names(entries: Mapping[str, Sequence[_Row]], faults: Faults) -> None:
    """Whether no two bear one name, or names that look the same, at one time; their ids are names too, at any time."""
    borne: dict[str, list[_Borne]] = {}
    for key, rows in entries.items():
        if not all(row.whole for row in rows):
            continue  # nobody knows from when to when it is called so
        for mine in _names(key, rows):
            same = borne.setdefault(folded(mine.name), [])
            for other in same:
                if other.key == key or mine.since >= other.until or other.since >= mine.until:
                    continue
                if other.name == mine.name:
                    faults.add(codes.KP325(name=mine.name, other=other.key), mine.place())
                else:
                    blame_alike(mine.name, mine.place(), other.name, other.place(), faults)
            same.append(mine)


def _names(key: str, rows: Sequence[_Row]) -> Iterator[_Borne]:
    """The id of a branch or a department and its names, each with the days from which and until which it is borne."""
    ordered = sorted(rows, key=lambda row: row.since)
    if ordered:
        yield _Borne(key, key, date.min, date.max, rows[0], named=False)
    name: str | None = None
    for index, row in enumerate(ordered):
        name = row.name or name
        until = ordered[index + 1].since if index + 1 < len(ordered) else date.max
        if name is not None and not row.ends:
            yield _Borne(key, name, row.since, until, row)
