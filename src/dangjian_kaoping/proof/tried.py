"""What is tried of an item: of each clause what may be recorded under it, in what goes well beside it, and together."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from dangjian_kaoping.engine.score.circumstances import Refusal
from dangjian_kaoping.engine.score.corners import corners
from dangjian_kaoping.exact import Exact
from dangjian_kaoping.facts.asked import Stating
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.rubric import Item
from dangjian_kaoping.periods import MONTHS_OF_A_QUARTER
from dangjian_kaoping.proof.bench import NOTHING, Bench, Given, Situation, needing


class Tried(NamedTuple):
    """One way to record a clause: the number that it comes to (None: it is told apart by no number), and the facts."""

    clause: Clause
    number: Exact | None
    situation: Situation


class Tries:
    """What is tried of one item at branches of one class and head count."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self._of: dict[str, tuple[Tried, ...]] = {}

    @property
    def item(self) -> Item:
        """The item, with the numbers of the class and the head count."""
        return self.bench.item

    def of(self, clause: Clause) -> tuple[Tried, ...]:
        """All that is worth recording of the record under which a clause's fact is recorded, each by itself: by
        number in order, then what no number tells apart.
        """
        key = clause.recorded_under
        if key not in self._of:
            self._of[key] = tuple(self._tried(self.item.by_clause[key]))
        return self._of[key]

    def stated(self, clause: Clause, number: Exact) -> Iterator[Tried]:
        """A record that comes to a number, if any is accepted that does."""
        low, _, high = clause.fact.reach
        if low <= number and (high is None or number <= high) and (not clause.fact.is_whole or number == int(number)):
            stating = clause.fact.stating(number, MONTHS_OF_A_QUARTER)
            if stating is not None:
                yield from self._accepted(clause, number, stating)

    def _tried(self, clause: Clause) -> Iterator[Tried]:
        fact = clause.fact
        for number in corners(self.item, clause):
            stating = fact.stating(number, MONTHS_OF_A_QUARTER)
            if stating is not None:
                yield from self._accepted(clause, number, stating)
        for each in fact.stating_apart():
            yield from self._accepted(clause, None, (each,))

    def _accepted(self, clause: Clause, number: Exact | None, stating: Sequence[Stating]) -> Iterator[Tried]:
        facts = tuple(self.bench.fact(clause, each) for each in stating)
        if all(map(self.bench.accepts, facts)):
            yield Tried(clause, number, Situation(facts))

    def as_read_by(self, reader: Clause) -> tuple[Tried, ...]:
        """The same by what another clause reads of the record that it shares: by its numbers, which may be others."""
        if reader.id not in self._of:
            self._of[reader.id] = tuple(self._tried(reader))
        return self._of[reader.id]

    @cached_property
    def quiet(self) -> Situation:
        """What must be recorded for the item to have points, at its best: nothing else happened."""
        return self.completed(NOTHING)

    def completed(self, situation: Situation) -> Situation:
        """A situation with whatever else must be recorded for the item to have points, at its best."""
        for _ in self.item.clauses:
            try:
                lacking = list(needing(self.bench, self.bench.score(situation)))
            except Refusal:
                return situation
            if not lacking:
                return situation
            situation += self.best(lacking[0], situation)
        return situation

    def best(self, clause: Clause, beside: Situation) -> Situation:
        """What is best recorded under a clause beside other facts; nothing, where nothing can be recorded."""
        return self._extreme(clause, beside, best=True)

    def worst(self, clause: Clause, beside: Situation) -> Situation:
        """What is worst recorded under a clause beside other facts."""
        return self._extreme(clause, beside, best=False)

    def _extreme(self, clause: Clause, beside: Situation, *, best: bool) -> Situation:
        found: list[tuple[tuple[object, ...], Situation]] = []
        for tried in self.of(clause):
            given = self.bench.gives(beside + tried.situation)
            if given is not None:
                found.append((_rank(given), tried.situation))
        choose = max if best else min
        return choose(found, key=lambda each: each[0])[1] if found else NOTHING

    def with_quiet(self, tried: Tried) -> Situation:
        """One thing recorded, and beside it what must be for the item to have points."""
        return self.beside_quiet(tried.situation)

    def beside_quiet(self, situation: Situation) -> Situation:
        """A situation, and beside it what must be recorded for the item to have points."""
        recorded = {each.clause for each in situation.facts}
        others = tuple(each for each in self.quiet.facts if each.clause not in recorded)
        found = Situation((*others, *situation.facts), situation.earlier)
        if self.item.conditional:
            # what must be recorded may be refused beside this, and other things be missing
            given = self.bench.gives(found)
            if given is None or given.points is None:
                return self.completed(situation)
        return found


def _rank(given: Given) -> tuple[object, ...]:
    """How good an outcome is for the branch: without vetoes first, then by what it moves the total by."""
    known = given.points is not None
    return (-len(given.vetoes), -len(given.emptied), not given.undone, given.total if known else 0)
