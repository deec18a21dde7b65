"""并入: what a year makes of branches that were merged into others: they stand apart, and their rounds count there."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.periods import Quarter


class Merger(NamedTuple):
    """The branches that took over from one, by id, and the name of the last of them."""

    heirs: frozenset[str]
    name: str


def mergers_by(day: date, branches: Iterable[str], roster: Roster | None) -> dict[str, Merger]:
    """By branch (id), what it was merged into by a day; whoever was not is not in it."""
    found: dict[str, Merger] = {}
    if roster is None:
        return found
    for branch_id in branches:
        heirs = [heir for _, heir in roster.heirs(branch_id, day)]
        if heirs:
            found[branch_id] = Merger(frozenset(heirs), roster.latest_name(heirs[-1], day))
    return found


def inherited(branch_id: str, mergers: Mapping[str, Merger], scored: Mapping[str, frozenset[Quarter]]) -> int:
    """How many rounds a branch has from those that were merged into it, and not of its own; `scored` are the rounds in
    which each branch had a composite.
    """
    before = (scored[key] for key, merger in mergers.items() if branch_id in merger.heirs)
    return len(frozenset[Quarter]().union(*before) - scored[branch_id])
