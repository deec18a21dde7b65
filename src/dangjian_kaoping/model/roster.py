"""名册: branches and departments, with dated rows, so that old rounds keep their names and classes."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import Annotated, Literal, NamedTuple, TypeVar

from dangjian_kaoping.model.marks import AtLeast, Field
from dangjian_kaoping.model.unsealed import UNSEALED
from dangjian_kaoping.model.values import Count, Date, Name, Names, Placed, Text, YesNo
from dangjian_kaoping.periods import Quarter


class BranchRow(Placed):
    """What a branch is from a day on: its name, class and head count (人); `ends: true` closes it, and may say `into`
    which branch it was merged.
    """

    since: Date = Field(alias="from", description="从哪天起")
    name: Name | None = Field(default=None, description="支部名称")
    branch_class: Name | None = Field(default=None, alias="class", description="支部类别")
    head_count: Count | None = Field(default=None, description="人数")
    ends: YesNo = Field(default=False, description="true 表示从这天起撤销")
    into: Name | None = Field(default=None, description="撤销的并入哪个支部，没有销号的问题由它接着整改")


class DepartmentRow(Placed):
    """What a department is called from a day on."""

    since: Date = Field(alias="from", description="从哪天起")
    name: Name | None = Field(default=None, description="部室名称")
    ends: YesNo = Field(default=False, description="true 表示从这天起撤销")


_Row = TypeVar("_Row")
_Rows = Annotated[tuple[_Row, ...], AtLeast(1)]
"""What something is from each of some days on. Without any it would be nothing, and yet be named."""


class Branch(NamedTuple):
    """党支部 as it is in one quarter: id, name, class and head count (人) of the quarter's first day."""

    id: str
    name: str
    branch_class: str
    head_count: int | None


class Roster(Placed):
    """名册 as a document."""

    kind: Literal["roster"]
    version: Name
    note: Text | None = Field(default=None, description="说明")
    classes: tuple[Name, ...] = Field(min_length=1, description="支部类别")
    departments: dict[Name, _Rows[DepartmentRow]] = Field(min_length=1, description="部室：编号到各时期的名称")
    teams: Annotated[Names, UNSEALED] = Field(
        default=(), description="检查组，如 [甲组, 乙组]；检查记录里的 team 只能写其中的"
    )
    branches: dict[Name, _Rows[BranchRow]] = Field(min_length=1, description="党支部：编号到各时期的情况")

    def branch_at(self, branch_id: str, day: date) -> Branch | None:
        """The branch as it is on a day; None where it is not in force.

        A row says only what changed: a new class keeps the name.
        """
        name = branch_class = head_count = None
        ended = True
        for row in sorted(self.branches[branch_id], key=lambda row: row.since):
            if row.since > day:
                break
            name = row.name or name
            branch_class = row.branch_class or branch_class
            head_count = head_count if row.head_count is None else row.head_count
            ended = row.ends
        if ended or name is None or branch_class is None:
            return None
        return Branch(branch_id, name, branch_class, head_count)

    def merged(self, branch_id: str, day: date) -> tuple[date, str] | None:
        """Since when a branch that is closed on a day has been one with another, and with which (by its id)."""
        rows = [row for row in self.branches[branch_id] if row.since <= day]
        last = max(rows, key=lambda row: row.since, default=None)
        if last is None or not last.ends or last.into is None:
            return None
        called = self.called_from(last.since)
        return (last.since, called[last.into]) if last.into in called else None

    def heirs(self, branch_id: str, day: date) -> Iterator[tuple[date, str]]:
        """The branches that took over from a branch by a day, one after another, each with the day on which it did."""
        seen = {branch_id}
        while (step := self.merged(branch_id, day)) is not None and step[1] not in seen:
            yield step
            branch_id = step[1]
            seen.add(branch_id)

    def called_from(self, day: date) -> dict[str, str]:
        """Names (and ids) of the branches in the quarters of a day and of the next, to their ids."""
        following = day if day == date.max else day + timedelta(days=1)
        return {**self.in_force(_quarter_of(day)), **self.in_force(_quarter_of(following))}

    def latest_name(self, branch_id: str, day: date) -> str:
        """What a branch was called last by a day."""
        rows = sorted(self.branches[branch_id], key=lambda row: row.since)
        return next((row.name for row in reversed(rows) if row.name and row.since <= day), branch_id)

    def taking_part(self, quarter: Quarter) -> tuple[Branch, ...]:
        """The branches in force on the quarter's first and last day, as they are on its first."""
        if quarter not in self._taking_part:
            found = ((self.branch_at(each, quarter.first_day), each) for each in self.branches)
            self._taking_part[quarter] = tuple(
                branch
                for branch, branch_id in found
                if branch is not None and self.branch_at(branch_id, quarter.last_day) is not None
            )
        return self._taking_part[quarter]

    def in_force(self, quarter: Quarter) -> dict[str, str]:
        """Names (and ids) by which records of a quarter may call a branch, to its id.

        Every name that a branch bears on any day of the quarter counts, whether or not it takes part.
        """
        if quarter not in self._branches_called:
            self._branches_called[quarter] = _called(self.branches, quarter)
        return self._branches_called[quarter]

    def departments_in_force(self, quarter: Quarter) -> dict[str, str]:
        """Names (and ids) of the departments in a quarter, to their ids."""
        if quarter not in self._departments_called:
            self._departments_called[quarter] = _called(self.departments, quarter)
        return self._departments_called[quarter]

    @cached_property
    def _taking_part(self) -> dict[Quarter, tuple[Branch, ...]]:
        return {}

    @cached_property
    def _branches_called(self) -> dict[Quarter, dict[str, str]]:
        """What was answered before: whoever asks for each of 5,000 branches has it reckoned once."""
        return {}

    @cached_property
    def _department_names(self) -> dict[tuple[str, Quarter], str]:
        return {}

    @cached_property
    def _departments_called(self) -> dict[Quarter, dict[str, str]]:
        return {}

    def department_name(self, department_id: str, quarter: Quarter) -> str:
        """What a department is called in a quarter."""
        key = department_id, quarter
        if key not in self._department_names:
            last = quarter.last_day
            named = [
                row.name
                for row in sorted(self.departments[department_id], key=lambda row: row.since)
                if row.name and row.since <= last
            ]
            self._department_names[key] = named[-1] if named else department_id
        return self._department_names[key]


def _quarter_of(day: date) -> Quarter:
    return Quarter(day.year, (day.month + 2) // 3)


def _called(
    entries: Mapping[str, tuple[BranchRow, ...]] | Mapping[str, tuple[DepartmentRow, ...]], quarter: Quarter
) -> dict[str, str]:
    names: dict[str, str] = {}
    first, last = quarter.first_day, quarter.last_day
    for key, rows in entries.items():
        ordered: list[BranchRow | DepartmentRow] = sorted(rows, key=lambda row: row.since)
        name: str | None = None
        for index, row in enumerate(ordered):
            name = row.name or name
            until = ordered[index + 1].since if index + 1 < len(ordered) else date.max
            if row.since <= last and until > first and not row.ends:
                names[key] = key
                if name:
                    names[name] = key
    return names
