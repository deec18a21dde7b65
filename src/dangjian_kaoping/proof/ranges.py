"""The least and the most that an item can give at branches of one class and head count, each with the record for it.

What an item has is between its floor and its ceiling, and mostly the first record that is tried is at the end. Where
it is not, what is recorded is taken apart into components that have nothing to do with each other: records that the
same clauses read, or look at as conditions. Of each component all is tried, and of what came of it only the ends are
kept; for an item rises with all that its clauses give and falls with all that they take (docs/设计.md, 不知道的事实).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import product
from typing import NamedTuple

from dangjian_kaoping.engine.score.attainable import most_of
from dangjian_kaoping.engine.score.circumstances import Refusal
from dangjian_kaoping.engine.score.clause import GIVES, ClauseScore
from dangjian_kaoping.engine.score.highest import as_if_all_counted
from dangjian_kaoping.engine.score.item import ItemScore
from dangjian_kaoping.engine.score.settlement import ceiling_of
from dangjian_kaoping.exact import ZERO, Exact, negative
from dangjian_kaoping.facts.asked import Stating
from dangjian_kaoping.model.clause import Clause, Effect
from dangjian_kaoping.model.rubric import Item, Rubric
from dangjian_kaoping.model.rule import Row, TableRule
from dangjian_kaoping.proof.bench import NOTHING, Bench, Given, Situation
from dangjian_kaoping.proof.heaviest import FAR, heaviest, parts
from dangjian_kaoping.proof.tried import Tries

_MOST_TOGETHER = 600
"""So many situations of one component are tried."""
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


class _Outcome(NamedTuple):
    """What came of one component: by clause what it gave (taken -), the scopes that it emptied, what was recorded."""

    points: Mapping[str, Exact]
    emptied: frozenset[tuple[str, bool]]
    situation: Situation


class _Component(NamedTuple):
    """Records that hang together, the clauses that act by them, all that came of them, and whether that is all."""

    clauses: tuple[Clause, ...]
    outcomes: tuple[_Outcome, ...]
    whole: bool


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
        for situation in (self.tries.quiet, self._all_taken):
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
        if ceiling is not None and self._figure(self._all_given, _points) == ceiling:
            return End(ceiling, ceiling, self._all_given)
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
        found = sorted(
            ((each.points[clause.id], index) for index, each in enumerate(component.outcomes)),
            reverse=clause.effect not in GIVES,
        )
        if not found or clause.drawn_by is not None:
            return Span(End(ZERO, None), End(most_of(self.item, clause), None))
        (low, at_least), (high, at_most) = found[0], found[-1]
        low, high = max(low, negative(low)), max(high, negative(high))
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
        found = [self._alone(clause, heaviest(self.tries.bench, clause, far)) for far in (FAR, FAR * 10)]
        return found[0] is None or found[1] is None or found[1] > found[0]

    def _alone(self, clause: Clause, situation: Situation) -> Exact | None:
        try:
            score = self.tries.bench.score(self._beside_quiet(situation))
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
                    situation = self._beside_quiet(heaviest(self.tries.bench, clause))
                    return End(None, self._figure(situation, figure), situation)
        return self._searched(frozenset({effect}), figure, None, best=True, gives=effect in GIVES)

    def _figure(self, situation: Situation, figure: Figure) -> Exact | None:
        given = self.tries.bench.gives(situation)
        return None if given is None else figure(given)

    def _beside_quiet(self, situation: Situation) -> Situation:
        own = {each.clause for each in situation.facts}
        others = tuple(each for each in self.tries.quiet.facts if each.clause not in own)
        return Situation((*others, *situation.facts), situation.earlier)

    @cached_property
    def _all_taken(self) -> Situation:
        """All that takes at its heaviest, as far as no condition shuts it off."""
        return self._all(lambda each: each.effect == "deduct")

    @cached_property
    def _all_given(self) -> Situation:
        return self._all(lambda each: each.effect == "earn")

    def _all(self, wanted: Callable[[Clause], bool]) -> Situation:
        found = NOTHING
        for clause in self.item.clauses:
            if wanted(clause) and not clause.when and clause.recorded_under == clause.id:
                found += heaviest(self.tries.bench, clause)
        return self._beside_quiet(found)

    # ── where the first that was tried is no end ───────────────────────────────────────────────────────────────

    def _searched(
        self, effects: frozenset[Effect], figure: Figure, limit: Exact | None, *, best: bool, gives: bool = True
    ) -> End:
        """The best or the worst of all meetings of what the components can come to; `limit` holds anyway. What does not
        give rises with what is taken.
        """
        fronts = [self._front(each, effects, best=best == gives) for each in self._components]
        whole = all(each.whole for each in self._components) and not self._loose
        meetings, all_of_them = _meetings([each for each in fronts if each])
        choose = max if best else min
        found = [
            (value, index)
            for index, situation in enumerate(meetings)
            if (value := self._figure(situation, figure)) is not None
        ]
        if not found:
            return End(limit, None)
        value, index = choose(found, key=lambda each: each[0])
        endless = best and limit is None and self._grows(effects)
        proven = whole and all_of_them and not endless
        return End(value if proven else limit, value, meetings[index])

    def _grows(self, effects: frozenset[Effect]) -> bool:
        giving = [each for each in self.item.clauses if each.effect in effects and each.effect != "deduct"]
        return any(self.endless(each) for each in giving) and self.item.at_most is None

    def _front(self, component: _Component, effects: frozenset[Effect], *, best: bool) -> list[_Outcome]:
        """Of what came of a component, what no other is better than for the end: of each set of scopes emptied."""
        ids = [each.id for each in component.clauses if each.effect in effects]
        kept: list[_Outcome] = []
        for each in component.outcomes:
            if any(_outdoes(one, each, ids, best=best) for one in kept):
                continue
            kept = [one for one in kept if not _outdoes(each, one, ids, best=best)]
            kept.append(each)
        return kept

    @cached_property
    def _components(self) -> tuple[_Component, ...]:
        return tuple(self._component(records) for records in _linked(self.item))

    def _component(self, records: Sequence[Clause]) -> _Component:
        ids = {each.id for each in records}
        clauses = tuple(each for each in self.item.clauses if each.recorded_under in ids)
        choices = [self._choices(each) for each in records]
        number, whole = 1, all(map(self._is_whole, clauses)) and not self.item.draws
        for several in choices:
            number *= len(several)
        if number > _MOST_TOGETHER:
            whole = False
            choices = [_thinned(several, len(records)) for several in choices]
        others = tuple(each for each in self.tries.quiet.facts if each.clause not in ids)
        outcomes = []
        for chosen in product(*choices):
            own = sum(chosen, NOTHING)
            score = self._score(Situation((*others, *own.facts), own.earlier))
            if score is not None:
                outcomes.append(_outcome(clauses, score, own))
        return _Component(clauses, tuple(outcomes), whole)

    def _score(self, situation: Situation) -> ItemScore | None:
        try:
            score = self.tries.bench.score(situation)
        except Refusal:
            return None
        return None if score.value is None else score

    def _is_whole(self, clause: Clause) -> bool:
        """Whether the records that are tried show all that can come of a clause."""
        if clause.drawn_by is not None or clause.combine != "worst":
            return False
        if clause.highest_per_event and clause.empties is not None:
            return False
        others = self.item.also_reading(clause)
        return not others or all(fact == clause.fact for fact, _ in others)

    def _choices(self, record: Clause) -> list[Situation]:
        """All that is tried of one record clause: nothing, each thing by itself, the heaviest, after earlier rounds."""
        bench = self.tries.bench
        found = [NOTHING, *(each.situation for each in self.tries.of(record))]
        readers = self.item.readers.get(record.id, (record,))
        found += [one for each in readers if (one := heaviest(bench, each)).facts]
        found += [one for facts in parts(record) if (one := _accepted(bench, record, facts)).facts]
        for each in readers:
            if each.repeat is not None:
                entries = len(each.repeat.prices or each.repeat.times)
                window = each.repeat.window or self.rubric.measure.repeat_window
                found += [
                    one._replace(earlier={each.id: rounds})
                    for rounds in range(1, min(entries - 1, window) + 1)
                    for one in found
                    if one.facts and not one.earlier
                ]
        return found


def _accepted(bench: Bench, record: Clause, stating: Sequence[Stating]) -> Situation:
    facts = tuple(bench.fact(record, each) for each in stating)
    return Situation(facts) if all(map(bench.accepts, facts)) else NOTHING


def _points(given: Given) -> Exact | None:
    return given.points


def _outcome(clauses: Iterable[Clause], score: ItemScore, own: Situation) -> _Outcome:
    known = {each.clause.id: each for each in as_if_all_counted(score.clauses)}
    points = {each.id: _signed(known.get(each.id)) for each in clauses}
    emptied = {_scope(known[each.id]) for each in clauses if each.id in known and known[each.id].empties is not None}
    return _Outcome(points, frozenset(emptied), own)


def _signed(score: ClauseScore | None) -> Exact:
    if score is None:
        return ZERO
    return score.points if score.effect in GIVES else negative(score.points)


def _scope(score: ClauseScore) -> tuple[str, bool]:
    lasts = score.clause.empties is not None and score.clause.empties.lasts == "year"
    return (score.clause.group or "" if score.empties == "group" else "", lasts)


def _outdoes(one: _Outcome, other: _Outcome, ids: Sequence[str], *, best: bool) -> bool:
    """Whether an outcome is at least as near to the end as another that empties the same."""
    if one.emptied != other.emptied:
        return False
    if best:
        return all(one.points[each] >= other.points[each] for each in ids)
    return all(one.points[each] <= other.points[each] for each in ids)


def _meetings(fronts: Sequence[Sequence[_Outcome]]) -> tuple[list[Situation], bool]:
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


def _thinned(several: list[Situation], records: int) -> list[Situation]:
    """As many of what is tried as there is room for: its ends, and what lies evenly between."""
    room = max(2, int(_MOST_TOGETHER ** (1 / records)))
    if len(several) <= room:
        return several
    step = (len(several) - 1) / (room - 1)
    return [several[round(index * step)] for index in range(room)]


def _linked(item: Item) -> Iterator[tuple[Clause, ...]]:
    """The record clauses of an item, in sets that no other clause reads across."""
    sets: list[set[str]] = []
    for clause in item.clauses:
        together = {clause.recorded_under, *(item.by_clause[each].recorded_under for each in clause.looks_at)}
        touching = [each for each in sets if each & together]
        sets = [each for each in sets if not each & together]
        sets.append(together.union(*touching))
    for each in sets:
        yield tuple(clause for clause in item.clauses if clause.id in each)


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
