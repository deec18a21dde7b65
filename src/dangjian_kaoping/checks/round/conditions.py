"""条件 `when` over a branch's records: what is recorded under clauses that do not act there."""

from collections.abc import Callable, Mapping, Sequence

from dangjian_kaoping.diagnostics import Faults, codes
from dangjian_kaoping.engine.score.circumstances import Circumstances, Recorded, Refusal
from dangjian_kaoping.engine.score.condition import Conditions
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.rubric import Item


class Acting:
    """Which clauses of an item act at a branch, by its records; `sure` says whether those of a clause are sound."""

    def __init__(
        self,
        item: Item,
        recorded: Mapping[str, Sequence[Recorded]],
        terms: Circumstances,
        lent: Mapping[str, Sequence[Recorded]],
        sure: Callable[[Item, Clause], bool],
    ) -> None:
        self._item = item
        self._terms = terms
        self._conditions = Conditions(item, recorded, terms, lent)
        self._sure = sure

    def acts(self, clause: Clause, recorded: Sequence[Recorded], faults: Faults) -> bool:
        """Whether a clause acts; what is recorded under it though it does not is told. Of one that reads what is at
        fault nobody knows.
        """
        if not all(self._sure(self._item, self._item.by_clause[each.clause]) for each in clause.when):
            return False
        try:
            self._conditions.open(clause, recorded)
        except Refusal as refusal:
            faults.extend([refusal.fault])
            return False
        if self._conditions.hold(clause):
            return True
        if clause.fact.same is None:
            read = self._conditions.failing(clause)
            for each in recorded:
                fault = codes.KP348(item=self._item.id, clause=clause.id, read=read.id)
                faults.add(fault, each.finding.place_of("clause"))
        return False
