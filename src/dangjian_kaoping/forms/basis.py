"""What the forms of a quarter are made from: its rubric, its roster, its records as far as there are any."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property

from dangjian_kaoping.engine.follow.ledger import AsOf, Entry, as_of_quarter, ledger
from dangjian_kaoping.engine.score.circumstances import ClauseKey
from dangjian_kaoping.engine.score.inspectors import recorders
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.roster import Branch, Roster
from dangjian_kaoping.model.rubric import Item, Rubric
from dangjian_kaoping.model.workspace import Round
from dangjian_kaoping.periods import Quarter


class Basis:
    """One quarter. `earlier` are the rounds before it, `rubrics` those in force in each; `fed` are clauses that a list
    from elsewhere fills in.
    """

    def __init__(
        self,
        rubric: Rubric,
        roster: Roster,
        this: Round,
        earlier: Sequence[Round],
        rubrics: Mapping[Quarter, Rubric],
        unit: str,
        fed: frozenset[ClauseKey] = frozenset(),
    ) -> None:
        self.rubric = rubric
        self.roster = roster
        self.this = this
        self.earlier = earlier
        self.rubrics = rubrics
        self.unit = unit
        self.fed = fed

    @property
    def quarter(self) -> Quarter:
        """The quarter."""
        return self.this.quarter

    @cached_property
    def branches(self) -> tuple[Branch, ...]:
        """The branches that take part, in the roster's order."""
        return self.roster.taking_part(self.quarter)

    @cached_property
    def called(self) -> Mapping[str, str]:
        """Names and ids of the departments of the quarter, to their ids."""
        return self.roster.departments_in_force(self.quarter)

    @cached_property
    def branches_called(self) -> Mapping[str, str]:
        """Names and ids of the branches of the quarter, to their ids."""
        return self.roster.in_force(self.quarter)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The items that are due, and asked of somebody who takes part.

        That a department inspects nobody is often known only when the forms are out: it takes nothing from them.
        """
        return tuple(each for each in self.rubric.items() if any(self.asked(each, branch) for branch in self.branches))

    def asked(self, item: Item, branch: Branch) -> bool:
        """Whether an item is asked of a branch in the quarter."""
        return item.asked_of(branch.branch_class, self.quarter.number)

    def department(self, department_id: str) -> str:
        """What a department is called in the quarter."""
        return self.roster.department_name(department_id, self.quarter)

    def recorded_by(self, item: Item, department_id: str) -> tuple[Clause, ...]:
        """The clauses of an item under which a department records: none that reads the record of another."""
        return tuple(
            each
            for each in item.clauses
            if each.fact.same is None and department_id in recorders(item, each, self.called)
        )

    @cached_property
    def known_problems(self) -> Mapping[str, Entry]:
        """All problems found up to the round, by their ids, and whose they are on its last day."""
        found = ledger([*self.earlier, self.this], self.roster, self.rubrics, as_of_quarter(self.quarter))
        return {each.id: each for each in found}

    def problems(self, day: date, *, this: bool = False) -> tuple[Entry, ...]:
        """The problems of earlier rounds, or with `this` of the round too, as they stand on a day; what inspections of
        the round say of earlier ones counts only with it.
        """
        rounds = [*self.earlier, *([self.this] if this else [])]
        return ledger(rounds, self.roster, self.rubrics, AsOf(day))
