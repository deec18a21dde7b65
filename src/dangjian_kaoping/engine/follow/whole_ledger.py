"""整改台账 as a whole: its entries with what they follow from, and the part of it that concerns somebody."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from dangjian_kaoping.engine.follow.ledger import AsOf, Entry, Summary, ledger, summary
from dangjian_kaoping.model.records import Inspection
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.model.workspace import Round
from dangjian_kaoping.periods import Quarter


class Ledger(NamedTuple):
    """The ledger as of a day or a round, in the order of rounds and ids."""

    entries: tuple[Entry, ...]
    as_of: AsOf
    rounds: tuple[Round, ...]
    rubrics: Mapping[Quarter, Rubric]
    roster: Roster

    def summary(self) -> Summary:
        """Its headline: of all problems, also where only some are listed."""
        return summary(self.entries, self.rounds, self.rubrics, self.as_of)

    def concerning(
        self, branches: Collection[str] | None = None, departments: Collection[str] | None = None
    ) -> "Ledger":
        """What concerns some branches (by id) and departments (by any name); None: all of them. Of the rounds only
        their inspections are left: a round in which nobody asked for took part was none of theirs.
        """
        entries = tuple(
            entry
            for entry in self.entries
            if (branches is None or entry.branch_id in branches)
            and (departments is None or entry.department in departments)
        )
        rounds = tuple(self._concerning(this, branches, departments) for this in self.rounds)
        return self._replace(entries=entries, rounds=rounds)

    def _concerning(self, this: Round, branches: Collection[str] | None, departments: Collection[str] | None) -> Round:
        ids = self.roster.in_force(this.quarter)

        def part(inspection: Inspection) -> Inspection:
            known = inspection.branches.items()
            mine = {name: record for name, record in known if branches is None or ids.get(name) in branches}
            return inspection.model_copy(update={"branches": mine})

        mine = (each for each in this.inspections if departments is None or each.department in departments)
        return replace(this, inspections=[part(each) for each in mine])


def whole_ledger(rounds: Iterable[Round], roster: Roster, rubrics: Mapping[Quarter, Rubric], as_of: AsOf) -> Ledger:
    """The ledger of some rounds."""
    every = tuple(rounds)
    return Ledger(ledger(every, roster, rubrics, as_of), as_of, every, rubrics, roster)
