"""What is tried of one clause of an item, or of the whole: records of it in all that they can meet.

The usual case is settled by the first few; to say that something never matters, all are tried.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import product

from dangjian_kaoping.engine.score.circumstances import Circumstances, Refusal
from dangjian_kaoping.engine.score.clause import GIVES
from dangjian_kaoping.engine.score.condition import Conditions
from dangjian_kaoping.exact import ZERO, Exact
from dangjian_kaoping.facts.asked import Stating
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.rubric import Item
from dangjian_kaoping.periods import MONTHS_OF_A_QUARTER
from dangjian_kaoping.proof.bench import NOTHING, Situation, takes
from dangjian_kaoping.proof.tried import Tries
from dangjian_kaoping.proof.ways import as_one_event, from_the_ends, reckons_otherwise, some_of

_PLENTY = Decimal(60)
"""More of anything than uses up what an item can lose or gain: caps and points are reached before."""
_SEVERAL = 8
"""About so many ways to record a clause are tried beside so many of another."""
_MANY = 9
_LOOKED_AT = 3
"""At so many others may a clause look for all to be tried that is recorded of them."""


class Around:
    """The situations that are tried around the clauses of an item at branches of one class and head count."""

    def __init__(self, tries: Tries) -> None:
        self.tries = tries
        self._ways: dict[str, tuple[Situation, ...]] = {}
        self._open: dict[str, tuple[Situation, ...]] = {}
        self._ends: dict[str, tuple[Situation, Situation]] = {}

    @property
    def item(self) -> Item:
        """The item, with the numbers of the class and the head count."""
        return self.tries.item

    # ── of one record ──────────────────────────────────────────────────────────────────────────────────────────

    def ways(self, clause: Clause) -> tuple[Situation, ...]:
        """All that is tried of the record of a clause by itself: its ends first, then what lies between, several
        records of it, very much of it, and after earlier rounds.
        """
        key = clause.recorded_under
        if key not in self._ways:
            self._ways[key] = tuple(self._of_record(self.item.by_clause[key]))
        return self._ways[key]

    def alone(self, clause: Clause) -> Iterator[Situation]:
        """Each single record of a clause by itself, from the worse end on."""
        return map(self.with_quiet, self.from_the_ends(clause))

    def from_the_ends(self, clause: Clause) -> list[Situation]:
        """The same without what must be recorded beside it; by what the clause itself reads of the record."""
        read = self.item.by_clause[clause.recorded_under]
        otherwise = clause is not read and reckons_otherwise(clause, read)
        return from_the_ends(clause, self.tries.as_read_by(clause) if otherwise else self.tries.of(clause))

    def _of_record(self, clause: Clause) -> Iterator[Situation]:
        readers = self.item.readers[clause.id]
        tried = list(self.tries.of(clause))
        for each in readers:
            if each is not clause and reckons_otherwise(each, clause):
                tried += self.tries.as_read_by(each)
        single = from_the_ends(clause, tried)
        yield from single
        several = [*self._several(clause, single), *self._plenty(clause)]
        yield from several
        for each in readers:
            if each.repeat is not None:
                entries = len(each.repeat.prices or each.repeat.times)
                for rounds in range(1, entries + 1):
                    yield from (Situation(way.facts, {each.id: rounds}) for way in (*single, *several))

    def _several(self, clause: Clause, single: Sequence[Situation]) -> Iterator[Situation]:
        """Two records: each twice, and beside the first and the last, as one event and as two."""
        fact = clause.fact
        compared = any(each.highest_per_event for each in self.item.readers[clause.id])
        if not (fact.IS_CASE or fact.STANDS or compared) or not single:
            return
        ends = (single[0], single[min(1, len(single) - 1)])
        pairs = [(one, other) for one in single for other in (one, *ends)]
        if any(each.combine != "worst" for each in self.item.readers[clause.id]):
            # of many records each weighs little
            for one, other in (ends, ends[::-1]):
                yield Situation((*one.facts, *(each.model_copy() for each in other.facts * _MANY)))
        for one, other in pairs:
            # what two records hold alike are two facts all the same
            again = tuple(each.model_copy() for each in other.facts)
            yield Situation((*one.facts, *again))
            if compared:
                yield as_one_event(one + other)

    def _plenty(self, clause: Clause) -> Iterator[Situation]:
        """Very much of it."""
        fact = clause.fact
        if fact.IS_CASE:
            if fact.known_levels:
                facts = [
                    self.tries.bench.fact(clause, {**each, "count": int(_PLENTY)}) for each in fact.stating_apart()
                ]
                yield from (Situation((each,)) for each in facts if self.tries.bench.accepts(each))
            else:
                judged = [each.situation.facts[0] for each in self.tries.of(clause)][-1:]
                yield from (Situation(tuple(each.model_copy() for _ in range(int(_PLENTY)))) for each in judged)
            return
        if not fact.COUNTS:
            return
        for number in (_PLENTY * 10, _PLENTY, _PLENTY / 4):
            high = fact.reach.high
            stating = fact.stating(number, MONTHS_OF_A_QUARTER) if high is None or number <= high else None
            yield from self.stated(clause, stating)
        if fact.TAG == "late":
            yield from self.stated(clause, ({"late": _PLENTY},))
            yield from self.stated(clause, tuple({"never": True} for _ in range(int(_PLENTY))))

    def stated(self, clause: Clause, stating: Sequence[Stating] | None) -> Iterator[Situation]:
        """What is stated so of a clause, if an inspection may record it."""
        facts = tuple(self.tries.bench.fact(clause, each) for each in stating or ())
        if facts and all(map(self.tries.bench.accepts, facts)):
            yield Situation(facts)

    # ── with the others ────────────────────────────────────────────────────────────────────────────────────────

    def of(self, clause: Clause) -> Iterator[Situation]:
        """The record of a clause in all that it can meet: alone, where its conditions hold, beside each other record,
        beside all of them at their best and at their worst.
        """
        if not clause.when:
            yield from self.alone(clause)
        own = self.ways(clause)
        if not clause.when:
            yield from map(self.with_quiet, own)
        openings = tuple(self._opened(clause))
        yield from (self.with_quiet(opening + way) for opening in openings for way in own)
        others = [
            each
            for each in self.item.clauses
            if each.fact.same is None and each.id not in clause.looks_at | {clause.recorded_under}
        ]
        if clause.highest_per_event:
            compared = [each for each in others if each.highest_per_event]
            yield from (
                self.with_quiet(as_one_event(way + other))
                for each in compared
                for other in self._few(each)
                for way in own[:_SEVERAL]
            )
        taking = [each for each in others if takes(each)]
        giving = [each for each in others if each.effect in GIVES]
        ends = [self._extreme(others, worst=True), self._extreme(others, worst=False)]
        ends += [self._extreme(taking, worst=True), self._extreme(giving, worst=False)]
        single = [way for each in others for way in self._few(each)]
        few = self._few(clause)
        for index, opening in enumerate(openings or (NOTHING,)):
            for beside, ways in ((ends, few if index else own), (single, few)):
                yield from (self.with_quiet(opening + other + way) for other in beside for way in ways)

    def unopened(self, clause: Clause) -> Iterator[Situation]:
        """What its conditions look at, without anything under the clause itself."""
        yield from map(self.with_quiet, self._openings(clause))

    def shut(self, clause: Clause) -> Iterator[Situation]:
        """The record of a clause where its conditions do not hold."""
        read = self._read(clause)
        for one in read:
            others = (next(self._meeting(clause, each), NOTHING) for each in read if each is not one)
            beside: Situation = sum(others, NOTHING)
            for closing in self._meeting(clause, one, holds=False):
                yield from (self.with_quiet(beside + closing + way) for way in self._few(clause))

    def of_all(self, among: Sequence[Clause] = ()) -> Iterator[Situation]:
        """All records of an item (or of some of its clauses before the others): all at their worst and their best,
        what takes at its worst beside what gives at its best, each way of each alone, and of each two.
        """
        records = [each for each in self.item.clauses if each.fact.same is None]
        first = [each for each in records if any(one.recorded_under == each.id for one in among)] or records
        taking = [each for each in records if takes(each)]
        giving = [each for each in records if each.effect in GIVES]
        for several in (first, taking, records):
            yield self.with_quiet(self._extreme(several, worst=True))
        yield self.with_quiet(self._extreme(giving, worst=False))
        yield self.with_quiet(self._extreme(taking, worst=True) + self._extreme(giving, worst=False))
        yield self.tries.quiet
        for each in records:
            yield from (self.with_quiet(way) for way in self.ways(each))
        for index, one in enumerate(records):
            for other in records[:index]:
                yield from (self.with_quiet(a + b) for a in self.ways(one) for b in self._few(other))
        for each in records:
            rest = [one for one in giving if one is not each]
            beside = self._extreme(rest, worst=False)
            yield from (self.with_quiet(beside + way) for way in self.ways(each))

    def _openings(self, clause: Clause) -> Iterator[Situation]:
        """What may be recorded under the clauses at which its conditions look, where that is not its own record."""
        if clause.when:
            for several in product(*((*self._few(one), NOTHING) for one in self._read(clause))):
                yield sum(several, NOTHING)

    def many_openings(self, clause: Clause) -> bool:
        """Whether a clause looks at so many others that not all is tried that they can meet in."""
        return len(self._read(clause)) > _LOOKED_AT

    def _read(self, clause: Clause) -> list[Clause]:
        return [self.item.by_clause[key] for key in sorted(clause.looks_at) if key != clause.recorded_under]

    def _opened(self, clause: Clause) -> tuple[Situation, ...]:
        """What may be recorded there for the clause to act: of each clause that is read some of all that would do, from
        what leaves the most on: what takes all hides whatever is opened.
        """
        if clause.id not in self._open:
            self._open[clause.id] = ()  # a circle of conditions opens nothing
            found = []
            if clause.when and not self.many_openings(clause):
                meetings = (self._mildest_first(self._meeting(clause, one)) for one in self._read(clause))
                for several in product(*map(some_of, meetings)):
                    opening: Situation = sum(several, NOTHING)
                    if self._acts(clause, opening):
                        found.append(opening)
            self._open[clause.id] = self._mildest_first(found)
        return self._open[clause.id]

    def _mildest_first(self, several: Iterable[Situation]) -> tuple[Situation, ...]:
        def left(situation: Situation) -> Exact:
            given = self.tries.bench.gives(self.with_quiet(situation))
            return ZERO if given is None or given.points is None else given.total

        return tuple(sorted(several, key=left, reverse=True))

    def _meeting(self, clause: Clause, read: Clause, *, holds: bool = True) -> Iterator[Situation]:
        """The ways to record one clause by which the conditions hold that another sets it, or do not all hold."""
        before = some_of(self._opened(read)) or (NOTHING,)
        ways = [opening + way for opening in before for way in (*self.ways(read), NOTHING) if not way.earlier]
        bench = self.tries.bench
        for way in ways:
            conditions = Conditions(self.item, bench.recorded(way.facts), Circumstances(bench.branch_class))
            try:
                found = all(each.holds for each in conditions.of(clause) if each.when.clause == read.id)
            except Refusal:
                continue
            if found == holds:
                yield way

    def _acts(self, clause: Clause, opening: Situation) -> bool:
        """Whether a clause that does not look at its own record acts in a situation."""
        if clause.recorded_under in clause.looks_at:
            return True
        bench = self.tries.bench
        terms = Circumstances(bench.branch_class)
        try:
            return Conditions(self.item, bench.recorded(opening.facts), terms).hold(clause)
        except Refusal:
            return False

    def _few(self, clause: Clause) -> tuple[Situation, ...]:
        """Some of the ways to record a clause: both ends, some between, very much of it."""
        return some_of(self.ways(clause))

    def _extreme(self, clauses: Sequence[Clause], *, worst: bool) -> Situation:
        found = NOTHING
        for each in clauses:
            if not each.when:
                ends = self._ends_of(each)
                found += ends[0] if worst else ends[1]
        return found

    def _ends_of(self, clause: Clause) -> tuple[Situation, Situation]:
        if clause.id not in self._ends:
            known = []
            for way in self.ways(clause):
                given = None if way.earlier else self.tries.bench.gives(self.with_quiet(way))
                if given is not None and given.points is not None:
                    known.append(((-len(given.vetoes), -len(given.emptied), given.total), way))
            worst = min(known, key=lambda each: each[0])[1] if known else NOTHING
            best = max(known, key=lambda each: each[0])[1] if known else NOTHING
            self._ends[clause.id] = worst, best
        return self._ends[clause.id]

    def with_quiet(self, situation: Situation) -> Situation:
        """With what else must be recorded for the item to have points."""
        return self.tries.beside_quiet(situation)
