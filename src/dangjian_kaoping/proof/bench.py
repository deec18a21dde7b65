"""One item at branches of one class and head count, on which situations are tried: each is scored by the engine."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any, NamedTuple

from dangjian_kaoping.cases.run import part_of
from dangjian_kaoping.checks.round.finding import check_fact
from dangjian_kaoping.diagnostics import Faults
from dangjian_kaoping.engine.score.circumstances import Circumstances, Earlier, Recorded, Refusal
from dangjian_kaoping.engine.score.clause import GIVES
from dangjian_kaoping.engine.score.event import suppressed_findings
from dangjian_kaoping.engine.score.item import ItemScore, score_item
from dangjian_kaoping.engine.score.settlement import emptied_for_year
from dangjian_kaoping.exact import ZERO, Exact, minus, plus
from dangjian_kaoping.facts.asked import Stating
from dangjian_kaoping.model.cases import CaseFact
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.rubric import Item, Rubric
from dangjian_kaoping.periods import MONTHS_OF_A_QUARTER

_DAY = date(2021, 3, 31)
_BLANK = CaseFact.model_construct(item="", clause="")
"""Thousands are made up: to copy one is many times as quick as to make it."""


class Situation(NamedTuple):
    """What is recorded of one branch under one item, in order, and in how many earlier rounds each clause happened."""

    facts: tuple[CaseFact, ...] = ()
    earlier: Mapping[str, int] = MappingProxyType({})

    def __add__(self, other: "Situation") -> "Situation":  # type: ignore[override]
        """Both together."""
        return Situation((*self.facts, *other.facts), {**self.earlier, **other.earlier})


NOTHING = Situation()


class Given(NamedTuple):
    """What an item gives (分): its points (None: a fact that it needs is missing), what it adds to the total and takes
    from it, the clauses that veto, what is emptied for the year, whether a single task is undone.
    """

    points: Exact | None
    bonus: Exact = ZERO
    penalty: Exact = ZERO
    vetoes: frozenset[str] = frozenset()
    emptied: frozenset[str] = frozenset()
    undone: bool = False

    @property
    def total(self) -> Exact:
        """All that it moves the total by. Raises LookupError where it has no points."""
        if self.points is None:
            raise LookupError("points")
        return minus(plus(self.points, self.bonus), self.penalty)


class Bench:
    """An item with the numbers of one class and head count, and what it gives in situations. Each is scored once."""

    def __init__(self, rubric: Rubric, item: Item, branch_class: str, head_count: int | None = None) -> None:
        """`item` is the rubric's, or it with something changed; its numbers are chosen here."""
        self.branch_class = branch_class
        self.head_count = head_count
        self.item = item.for_heads(head_count).of_class(branch_class)
        self._rubric = rubric
        self._given: dict[tuple[tuple[int, ...], tuple[tuple[str, int], ...]], tuple[Given | None, Situation]] = {}

    def of(self, item: Item) -> "Bench":
        """The same branches before another item: this one with something changed."""
        return Bench(self._rubric, item, self.branch_class, self.head_count)

    @cached_property
    def _compares_events(self) -> bool:
        return any(clause.highest_per_event for clause in self.item.clauses)

    @cached_property
    def _alone(self) -> Rubric:
        return part_of(self._rubric, (self.item,))

    def fact(self, clause: Clause, stating: Stating) -> CaseFact:
        """A record under a clause."""
        keys: dict[str, Any] = {"item": self.item.id, "clause": clause.recorded_under, **stating}
        return _BLANK.model_copy(update=keys)

    def accepts(self, fact: CaseFact) -> bool:
        """Whether an inspection may record this."""
        return check_fact(self.item, self.item.by_clause[fact.clause], fact, self.branch_class, Faults())

    def score(self, situation: Situation) -> ItemScore:
        """The item in a situation. Raises Refusal where the rubric has no points for it."""
        recorded = self.recorded(situation.facts)
        earlier = {(self.item.id, key): Earlier(rounds) for key, rounds in situation.earlier.items()}
        terms = Circumstances(self.branch_class, MONTHS_OF_A_QUARTER, earlier)
        if recorded and self._compares_events:
            records = {self.item.id: recorded}
            terms = terms._replace(suppressed=suppressed_findings(self._alone, records, terms))
        return score_item(self.item, recorded, terms)

    def gives(self, situation: Situation) -> Given | None:
        """What the item gives in a situation; None where that is refused."""
        key = tuple(map(id, situation.facts)), tuple(situation.earlier.items())
        if key not in self._given:
            # the situation is kept with its answer: else another fact might come to have the identity of one of its
            self._given[key] = self._gives(situation), situation
        return self._given[key][0]

    def _gives(self, situation: Situation) -> Given | None:
        try:
            return given_by(self.score(situation))
        except Refusal:
            return None

    def recorded(self, facts: Sequence[CaseFact]) -> dict[str, list[Recorded]]:
        """Facts by the clause under which they are recorded."""
        found: dict[str, list[Recorded]] = {}
        for index, fact in enumerate(facts):
            found.setdefault(fact.clause, []).append(Recorded(fact, _DAY, index))
        return found


def given_by(score: ItemScore) -> Given:
    """What came of an item, as far as anybody feels it."""
    if score.value is None:
        return Given(None)
    vetoes = frozenset(each.clause.id for each in score.clauses if each.vetoes)
    emptied = frozenset(each.clause.id for each in score.clauses if emptied_for_year(each) is not None)
    return Given(score.value, score.bonus.value, score.penalty.value, vetoes, emptied, score.undone)


def takes(clause: Clause) -> bool:
    """Whether a clause takes points, or all of them."""
    return clause.effect not in GIVES and clause.effect != "record"


def needing(bench: Bench, score: ItemScore) -> Iterator[Clause]:
    """The clauses of which a record is missing, with the class's numbers."""
    yield from (bench.item.by_clause[each.id] for each in score.lacking)
