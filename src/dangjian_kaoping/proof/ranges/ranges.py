"""The least and the most that an item can give at branches of one class and head count, each with the record for it.

What an item has is between its floor and its ceiling, and mostly the first record that is tried is at the end. Where
it is not, what is recorded is taken apart into components that have nothing to do with each other: records that the
same clauses read, or look at as conditions. Of each component all is tried, and of what came of it only the ends are
kept; for an item rises with all that its clauses give and falls with all that they take (docs/设计.md, 不知道的事实).
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import product
from typing import NamedTuple

from dangjian_kaoping.engine import names
from dangjian_kaoping.engine.score.attainable import most_of
from dangjian_kaoping.engine.score.circumstances import Refusal
from dangjian_kaoping.engine.score.clause import GIVES
from dangjian_kaoping.engine.score.settlement import ceiling_of
from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.exact import ZERO, Exact, most, negative
from dangjian_kaoping.model.clause import Clause, Effect, Group
from dangjian_kaoping.model.rubric import Item, Rubric
from dangjian_kaoping.model.rule import Row, TableRule
from dangjian_kaoping.proof.bench import NOTHING, Given, Situation
from dangjian_kaoping.proof.ranges.components import Component, Outcome, components_of, scored
from dangjian_kaoping.proof.ranges.heaviest import FAR, heaviest
from dangjian_kaoping.proof.tried import Tries

_A_FEW = Decimal(20)
"""So many of each mostly use up an item, and are easier to read than very many."""
_MOST_MEETING = 400
"""So many meetings of the components' ends are tried."""

_IN_ITEM: frozenset[Effect] = frozenset({"deduct", "earn", "give_back"})


class End(NamedTuple):
    """One end of what a thing can give (分): nothing passes `limit` (None: nothing is known to stop it); what is
    recorded in the situation gives `reached`, which is nearest to it (None: nothing could be tried).
    """

    limit: Exact | None
    reached: Exact | None
    situation: Situation = NOTHING

    @property
    def proven(self) -> bool:
        """Whether the end itself is reached."""
        return self.reached is not None and self.reached == self.limit

    @property
    def endless(self) -> bool:
        """Whether nothing stops it."""
        return self.limit is None


class Span(NamedTuple):
    """The least and the most."""

    least: End
    most: End


Figure = Callable[[Given], Exact | None]


class ItemRange:
    """What an item can give at branches of one class and head count."""

    def __init__(self, rubric: Rubric, tries: Tries) -> None:
        self.rubric = rubric
        self.tries = tries
        self.item: Item = tries.item
        self._loose = _turns_round(self.item)

    @cached_property
    def points(self) -> Span:
        """Of its own points."""
        return Span(self.least, self.most)

    @cached_property
    def least(self) -> End:
        """The least of its own points."""
        floor = self.item.floor
        if self.item.draws:
            return End(floor, None)
        if self._figure(self.tries.quiet, _points) == floor:
            return End(floor, floor, self.tries.quiet)
        for far in (_A_FEW, FAR):
            situation = self._all_taken(far)
            if self._figure(situation, _points) == floor:
                return End(floor, floor, situation)
        return self._searched(_IN_ITEM, _points, floor, best=False)

    @cached_property
    def most(self) -> End:
        """The most of its own points."""
        ceiling = ceiling_of(self.item, "")
        if self.item.draws:
            return End(ceiling, None)
        quiet = self._figure(self.tries.quiet, _points)
        if quiet is not None and quiet == ceiling:
            return End(ceiling, quiet, self.tries.quiet)
        for far in (_A_FEW, FAR) if ceiling is not None else ():
            situation = self._all_given(far)
            if self._figure(situation, _points) == ceiling:
                return End(ceiling, ceiling, situation)
        if not any(each.effect == "earn" for each in self.item.clauses) and self.item.points is None:
            return End(quiet, quiet, self.tries.quiet)
        return self._searched(_IN_ITEM, _points, ceiling, best=True)

    @cached_property
    def bonus(self) -> End:
        """The most that it adds to the total."""
        return self._on_total("bonus", lambda given: given.bonus)

    @cached_property
    def penalty(self) -> End:
        """The most that it takes from the total."""
        return self._on_total("penalty", lambda given: given.penalty)

    def of(self, clause: Clause) -> Span:
        """What a clause gives, or takes, under its own cap."""
        component = next(each for each in self._components if clause.id in {one.id for one in each.clauses})
        amounts = [(_size(each.points[clause.id]), index) for index, each in enumerate(component.outcomes)]
        if not amounts or clause.drawn_by is not None:
            return Span(End(ZERO, None), End(most_of(self.item, clause), None))
        low, at_least = min(amounts, key=_first)
        emptying = [bool(each.emptied) for each in component.outcomes]
        high, at_most = max(amounts, key=lambda each: (each[0], emptying[each[1]], -each[1]))
        whole = component.whole
        limit = None if self.endless(clause) else high if whole else most_of(self.item, clause)
        return Span(
            End(low if whole else ZERO, low, component.outcomes[at_least].situation),
            End(limit, high, component.outcomes[at_most].situation),
        )

    def endless(self, clause: Clause) -> bool:
        """Whether ever more is taken, or given, under a clause, the more is recorded."""
        if clause.at_most is not None or most_of(self.item, clause) is not None:
            return False
        heavy = heaviest(self.tries.bench, clause)
        tried = [heavy, *(each.situation for each in self.tries.of(clause))]
        much = [
            (points, index) for index, each in enumerate(tried) if (points := self._alone(clause, each)) is not None
        ]
        if not much:
            return True
        most, index = max(much, key=_first)
        more = (tried[index] + tried[index], heaviest(self.tries.bench, clause, FAR * 10))
        return any((found := self._alone(clause, each)) is not None and found > most for each in more)

    def _alone(self, clause: Clause, situation: Situation) -> Exact | None:
        try:
            score = self.tries.bench.score(self.tries.beside_quiet(situation))
        except Refusal:
            return None
        return next((each.points for each in score.clauses if each.clause.id == clause.id), None)

    def _on_total(self, effect: Effect, figure: Figure) -> End:
        own = [each for each in self.item.clauses if each.effect == effect]
        if not own:
            return End(ZERO, ZERO, self.tries.quiet)
        if self.item.at_most is None:
            for clause in own:
                group = self.item.groups.get(clause.group or "")
                if (group is None or group.at_most is None) and self.endless(clause):
                    situation = self.tries.beside_quiet(heaviest(self.tries.bench, clause))
                    return End(None, self._figure(situation, figure), situation)
        return self._searched(frozenset({effect}), figure, None, best=True, gives=effect in GIVES)

    def _figure(self, situation: Situation, figure: Figure) -> Exact | None:
        given = self.tries.bench.gives(situation)
        return None if given is None else figure(given)

    def _all_taken(self, far: Decimal) -> Situation:
        """All that takes at its heaviest, as far as no condition shuts it off."""
        return self._all(lambda each: each.effect == "deduct", far)

    def _all_given(self, far: Decimal) -> Situation:
        return self._all(lambda each: each.effect == "earn", far)

    def _all(self, wanted: Callable[[Clause], bool], far: Decimal) -> Situation:
        found = NOTHING
        for clause in self.item.clauses:
            if wanted(clause) and not clause.when and clause.recorded_under == clause.id:
                found += heaviest(self.tries.bench, clause, far)
        return self.tries.beside_quiet(found)

    # ── where the first that was tried is no end ───────────────────────────────────────────────────────────────

    def group(self, name: str) -> Span:
        """Of the points of one of its groups."""
        group = self.item.groups[name]
        ceiling = ceiling_of(group, "")

        def figure(situation: Situation) -> Exact | None:
            score = scored(self.tries.bench, situation)
            return None if score is None else _of_group(score.settled, group)

        quiet, taken = self.tries.quiet, self._all_taken(_A_FEW)
        if figure(taken) == ZERO:
            least = End(ZERO, ZERO, taken)
        else:
            least = self._found(frozenset(_IN_ITEM), figure, ZERO, best=False)
        if ceiling is not None and figure(quiet) == ceiling:
            most = End(ceiling, ceiling, quiet)
        else:
            most = self._found(frozenset(_IN_ITEM), figure, ceiling, best=True)
        return Span(self._shortest(least, figure), self._shortest(most, figure))

    @cached_property
    def points_shortly(self) -> Span:
        """Of its own points, with no record that is not needed for it."""
        ends = (self._shortest(end, lambda each: self._figure(each, _points)) for end in self.points)
        return Span(*ends)

    def _shortest(self, end: End, figure: Callable[[Situation], Exact | None]) -> End:
        """An end without the records that move nothing there."""
        situation = end.situation
        for clause in dict.fromkeys(each.clause for each in situation.facts):
            fewer = situation._replace(facts=tuple(each for each in situation.facts if each.clause != clause))
            known = self._figure(fewer, _points) is not None or self._figure(situation, _points) is None
            if known and figure(fewer) == end.reached:
                situation = fewer
        return end._replace(situation=situation)

    def _searched(
        self, effects: frozenset[Effect], figure: Figure, limit: Exact | None, *, best: bool, gives: bool = True
    ) -> End:
        """An end of what the item gives."""
        return self._found(effects, lambda each: self._figure(each, figure), limit, best=best, gives=gives)

    def _found(
        self,
        effects: frozenset[Effect],
        figure: Callable[[Situation], Exact | None],
        limit: Exact | None,
        *,
        best: bool,
        gives: bool = True,
    ) -> End:
        """The best or the worst of all meetings of what the components can come to; `limit` holds anyway. What does not
        give rises with what is taken.
        """
        fronts = [self._front(each, effects, best=best == gives) for each in self._components]
        whole = all(each.whole for each in self._components) and not self._loose
        meetings, all_of_them = _meetings([each for each in fronts if each])
        choose = max if best else min
        found = [(value, index) for index, situation in enumerate(meetings) if (value := figure(situation)) is not None]
        if not found:
            return End(limit, None)
        value, index = choose(found, key=lambda each: each[0])
        endless = best and limit is None and self._grows(effects)
        proven = whole and all_of_them and not endless
        return End(value if proven else limit, value, meetings[index])

    def _grows(self, effects: frozenset[Effect]) -> bool:
        giving = [each for each in self.item.clauses if each.effect in effects and each.effect != "deduct"]
        return any(self.endless(each) for each in giving) and self.item.at_most is None

    def _front(self, component: Component, effects: frozenset[Effect], *, best: bool) -> list[Outcome]:
        """Of what came of a component, what no other is better than for the end: of each set of scopes emptied."""
        ids = [each.id for each in component.clauses if each.effect in effects]
        kept: list[Outcome] = []
        for each in component.outcomes:
            if any(_outdoes(one, each, ids, best=best) for one in kept):
                continue
            kept = [one for one in kept if not _outdoes(each, one, ids, best=best)]
            kept.append(each)
        return kept

    @cached_property
    def _components(self) -> tuple[Component, ...]:
        return components_of(self.rubric, self.tries)


def _of_group(step: Step, group: Group) -> Exact | None:
    """The points of a group in the step of its item."""
    if step.name == names.GROUP and step.subject == group:
        return step.value
    return next((found for each in (*step.parts, *step.aside) if (found := _of_group(each, group)) is not None), None)


def _size(points: Exact) -> Exact:
    return most(points, negative(points))


def _first(found: tuple[Exact, int]) -> tuple[Exact, int]:
    return found


def _points(given: Given) -> Exact | None:
    return given.points


def _outdoes(one: Outcome, other: Outcome, ids: Sequence[str], *, best: bool) -> bool:
    """Whether an outcome is at least as near to the end as another that empties the same."""
    if one.emptied != other.emptied:
        return False
    if best:
        return all(one.points[each] >= other.points[each] for each in ids)
    return all(one.points[each] <= other.points[each] for each in ids)


def _meetings(fronts: Sequence[Sequence[Outcome]]) -> tuple[list[Situation], bool]:
    """What is recorded where the components meet, and whether that is all there is."""
    number = 1
    for each in fronts:
        number *= len(each)
    if number <= _MOST_MEETING:
        return [sum((each.situation for each in chosen), NOTHING) for chosen in product(*fronts)], True
    first = [each[0] for each in fronts]
    found = [sum((each.situation for each in first), NOTHING)]
    for index, front in enumerate(fronts):
        for other in front[1:]:
            together = (*first[:index], other, *first[index + 1 :])
            found += [sum((each.situation for each in together), NOTHING)]
    return found, False


def _turns_round(item: Item) -> bool:
    """Whether an item may rise by what is taken, or fall by what is given (docs/设计.md, 不知道的事实)."""
    if item.at_most is not None and any(group.points is not None for group in item.groups.values()):
        return True
    if any(_has_open_end(row) for clause in item.clauses for row in _rows(clause)):
        return True
    if not item.takes_highest:
        return False
    giving = {each.effect for each in item.clauses if each.effect in GIVES}
    taking = {each.effect for each in item.clauses if each.effect in ("deduct", "penalty")}
    return bool(item.groups) or len(giving) > 1 or len(taking) > 1


def _rows(clause: Clause) -> Sequence[Row]:
    return clause.rule.table if isinstance(clause.rule, TableRule) else ()


def _has_open_end(row: Row) -> bool:
    """Whether what a row gives comes near to what it gives nowhere."""
    slopes = row.each is not None or row.to_points is not None
    return slopes and (row.start is None or (row.to_points is not None and row.end is None))
