"""条件 `when`: whether a clause acts at a branch, by what is recorded under other clauses of its item.

Read is the record clause itself, as it counts (`as`) and before `free`, without what a review withdrew. It never
depends on which finding of an event stands for others: a clause that takes part in that is not read.
"""

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from dangjian_kaoping.diagnostics import Diagnostic, Fault, codes, problems
from dangjian_kaoping.engine.score.circumstances import Circumstances, Recorded, Refusal
from dangjian_kaoping.engine.score.clause import GIVES, is_borrowed
from dangjian_kaoping.engine.score.event import Records
from dangjian_kaoping.engine.score.interval import written
from dangjian_kaoping.engine.score.price import price_of
from dangjian_kaoping.exact import ZERO
from dangjian_kaoping.facts.asked import Condition
from dangjian_kaoping.facts.families import Measured, least_favourable
from dangjian_kaoping.model.clause import Clause, When
from dangjian_kaoping.model.rubric import Item, Rubric


class Reading(NamedTuple):
    """One condition of a clause at a branch: the clause that is read, the records that stand there, whether it holds.

    `unknown` says that there is no record of a state: then it does not hold, and whoever takes or gives the item's
    points by it cannot be scored.
    """

    when: When
    clause: Clause
    recorded: tuple[Recorded, ...]
    holds: bool
    unknown: bool = False


class Conditions:
    """The conditions of an item's clauses, with the numbers of the branch's class; each is read once.

    `recorded` are the records by clause; `lent` are those that a self-assessment takes from the inspection.
    """

    def __init__(
        self,
        item: Item,
        recorded: Mapping[str, Sequence[Recorded]],
        terms: Circumstances,
        lent: Mapping[str, Sequence[Recorded]] | None = None,
    ) -> None:
        self._item = item
        self._recorded = recorded
        self._terms = terms
        self._lent = {} if lent is None else lent
        self._read: dict[str, tuple[Reading, ...]] = {}

    def of(self, clause: Clause) -> tuple[Reading, ...]:
        """What became of each condition of a clause. Raises Refusal where records of a state do not agree."""
        if not clause.when:
            return ()
        if clause.id not in self._read:
            self._read[clause.id] = tuple(map(self._reading, clause.when))
        return self._read[clause.id]

    def hold(self, clause: Clause) -> bool:
        """Whether a clause acts: all its conditions hold."""
        return all(each.holds for each in self.of(clause))

    def open(self, clause: Clause, recorded: Sequence[Recorded]) -> bool:
        """Whether a clause acts. Raises Refusal where it does not and something is recorded under it all the same; in
        a self-assessment that counts for nothing.
        """
        if self.hold(clause):
            return True
        own = [each for each in recorded if not each.withdrawn] if clause.fact.same is None else []
        if own and not self._terms.declared:
            place = own[0].finding.place_of("clause")
            raise Refusal(Diagnostic(self._refused(clause), place, place.width))
        return False

    def failing(self, clause: Clause) -> Clause:
        """The clause by whose record a clause does not act: the first, if several are not as it asks."""
        return next(each.clause for each in self.of(clause) if not each.holds)

    def _refused(self, clause: Clause) -> Fault:
        read = self.failing(clause)
        revised = any(each.revisions for each in self._recorded.get(read.id, ()))
        if revised:
            return codes.KP347(item=self._item.id, clause=clause.id, read=read.id, again=problems.reviewed(read.id))
        return codes.KP347(item=self._item.id, clause=clause.id, read=read.id)

    def lacking(self, apart: Collection[str]) -> list[Clause]:
        """States that a clause reads which takes or gives the item's points, and of which there is no record; without
        the clauses `apart`, whose points are known otherwise.
        """
        found: dict[str, Clause] = {}
        for clause in self._item.clauses:
            if clause.id not in apart and clause.decides:
                found |= {each.clause.id: each.clause for each in self.of(clause) if each.unknown}
        return list(found.values())

    def _reading(self, when: When) -> Reading:
        clause = self._item.by_clause[when.clause]
        if not self.hold(clause):
            return Reading(when, clause, (), self._holds_of_nothing(when, clause))
        standing = tuple(self._standing(clause))
        if not standing:
            state = not (clause.fact.COUNTS or clause.fact.IS_CASE)
            return Reading(when, clause, (), self._holds_of_nothing(when, clause), unknown=state)
        return Reading(when, clause, standing, clause.fact.meets(_condition(when), standing, self._terms))

    def _holds_of_nothing(self, when: When, clause: Clause) -> bool:
        """Nothing recorded of what is counted is none of it; of a state nothing can be said."""
        holds = _condition(when).holds
        return holds is not None and (clause.fact.COUNTS or clause.fact.IS_CASE) and holds(ZERO)

    def _standing(self, clause: Clause) -> Sequence[Recorded]:
        """The records that a condition reads: all of what adds up, of a state the one that stands."""
        found = self._lent.get(clause.id) or self._recorded.get(clause.id, ())
        found = [each for each in found if not each.withdrawn]
        if len(found) < 2 or not clause.fact.STANDS:
            return found
        if clause.rule is None:
            return [self._agreed(clause, found)]
        if clause.drawn_by is not None and isinstance(clause.fact, Measured):
            # the line may not be drawn yet: it decides how much, and not which is the least favourable
            values = [clause.fact.measured(each.finding).value for each in found]
            return [found[values.index((max if highest_stands(clause) else min)(values))]]
        price = price_of(clause, (self._item.id, clause.id), self._terms)
        points = [clause.fact.alone(price, each) for each in found]
        return [found[least_favourable(points, gives=clause.effect in GIVES)]]

    def _agreed(self, clause: Clause, found: Sequence[Recorded]) -> Recorded:
        """Of a state without points the lowest level; other states must agree, or the last month's stands."""
        levels = clause.fact.known_levels
        if levels:
            return max(found, key=lambda each: levels.index(each.finding.level or levels[0]))
        first = found[0].finding
        differ = any(
            getattr(first, key) != getattr(each.finding, key) for each in found for key in clause.fact.RECORDED
        )
        if differ and not self._terms.declared:
            fault = codes.KP315(item=self._item.id, clause=clause.id, problem=problems.several_states())
            raise Refusal(Diagnostic(fault, found[-1].finding.at))
        return found[-1]


def highest_stands(clause: Clause) -> bool:
    """Of several records of a state under a clause whose line all branches draw: whether the highest stands, or else
    the lowest, whatever line will be drawn.
    """
    takes = clause.effect in ("deduct", "penalty")
    return takes == (clause.drawn_by is not None and clause.drawn_by[0] == "above")


def lent(item: Item, inspected: Records) -> Mapping[str, Sequence[Recorded]]:
    """The records of an inspection that a self-assessment's conditions read: of what others score."""
    if not item.conditional:
        return {}
    recorded = inspected.get(item.id, {})
    return {each.id: recorded[each.id] for each in item.clauses if each.id in recorded and is_borrowed(each)}


def acting(
    rubric: Rubric, records: Records, terms: Circumstances, inspected: Records = MappingProxyType({})
) -> Records:
    """Records without those under clauses that do not act, of which a self-assessment takes no notice. Where the rubric
    has no conditions they are the very same. `inspected` are those of the inspection.
    """
    found = {}
    for item_id, recorded in records.items():
        item = rubric.by_item[item_id]
        if item.conditional:
            item = item.of_class(terms.branch_class)
            conditions = Conditions(item, recorded, terms, lent(item, inspected))
            shut = {each.id for each in item.clauses if not conditions.hold(each)}
            found[item_id] = {key: several for key, several in recorded.items() if key not in shut}
    return {**records, **found} if found else records


def _condition(when: When) -> Condition:
    stretch = written(when)
    bounded = stretch.low is not None or stretch.high is not None
    return Condition(stretch.holds if bounded else None, when.levels)
