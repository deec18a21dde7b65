"""Around a branch's score: the quarter, its rank and flags, and what the departments are called then."""

from collections.abc import Mapping
from typing import NamedTuple

from dangjian_kaoping.engine.circumstances import Recorded
from dangjian_kaoping.engine.round import Flag, Placing, RoundResult
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.rubric import Item
from dangjian_kaoping.periods import Quarter


class Occasion(NamedTuple):
    """What a reader wants to know beside the score itself; all of it may be unknown.

    `departments` are names by the source that a finding carries (see `department_names`).
    """

    quarter: Quarter | None = None
    rank: int | None = None
    flags: tuple[Flag, ...] = ()
    departments: Mapping[str, str] = {}


UNKNOWN = Occasion()
"""Nothing known but the score itself."""


def occasion_of(result: RoundResult, placing: Placing, roster: Roster | None = None) -> Occasion:
    """The occasion of one branch's score in a round."""
    names = {} if roster is None else department_names(roster, result.quarter)
    return Occasion(result.quarter, placing.rank, placing.flags, names)


def department_names(roster: Roster, quarter: Quarter) -> dict[str, str]:
    """What the departments were called in a quarter, by the source of an inspection's findings.

    The engine names the source by the department's place in the roster, so that findings sort.
    """
    return {
        f"{index:04d}": roster.department_name(department, quarter)
        for index, department in enumerate(roster.departments)
    }


def department_of(recorded: Recorded, item: Item, departments: Mapping[str, str]) -> str | None:
    """Which department recorded a finding; without a roster, the item's only one; None if unknown."""
    known = departments.get(recorded.source)
    if known is None and len(item.department) == 1:
        return item.department[0]
    return known
