"""分得开, of what is rare: records of nothing and of nobody, several branches in one round, events of two items."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import islice, product

from dangjian_kaoping.facts.asked import Stating
from dangjian_kaoping.facts.missing import MissingFact
from dangjian_kaoping.facts.rank import RankFact
from dangjian_kaoping.facts.scorers import ScorersFact
from dangjian_kaoping.model.cases import Case, CaseFact, Expected, RoundBranch
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.rubric import Item
from dangjian_kaoping.periods import MONTHS_OF_A_QUARTER
from dangjian_kaoping.proof.bench import Situation
from dangjian_kaoping.proof.coverage.attempts import case_of_try
from dangjian_kaoping.proof.subject import ItemSubject
from dangjian_kaoping.proof.tried import Tries
from dangjian_kaoping.proof.witness import quarter_of_item

_NOTHING = Decimal(0)
_EVENT = "甲"
_FEW = 6
_MOST_ROUNDS = 24


def rare_cases(subject: ItemSubject, clause: Clause) -> Iterator[Case]:
    """What is recorded seldom under a clause: that nothing was to be done, a shared place, a class without scorers."""
    for tries in subject.tries:
        read = tries.item.by_clause[clause.recorded_under]
        for stating in _rare(read):
            situation = Situation((tries.bench.fact(read, stating),))
            others = tuple(each for each in tries.quiet.facts if each.clause != read.id)
            yield case_of_try(subject.item, tries, Situation((*others, *situation.facts)))


def _rare(clause: Clause) -> Iterator[Stating]:
    fact = clause.fact
    if isinstance(fact, MissingFact) and fact.if_none is not None:
        yield {"done": _NOTHING, "required": _NOTHING}
    elif isinstance(fact, RankFact):
        yield {"rank": 2, "tied": 2}
    elif isinstance(fact, ScorersFact):
        best = max(fact.levels.values(), default=fact.full)
        for stating in fact.stating(best, MONTHS_OF_A_QUARTER) or () if len(fact.weights) > 1 else ():
            scores = stating["scores"]
            assert isinstance(scores, dict), "several classes score one by one"
            for left in fact.weights:
                yield {"scores": {name: marks for name, marks in scores.items() if name != left}}


def cases_of_branches(subject: ItemSubject, clauses: Sequence[Clause]) -> Iterator[Case]:
    """Rounds of three branches with this item alone, of which no two record the same: for lines drawn from all."""
    for tries in subject.tries[:1]:
        for clause in clauses:
            ways = tuple(each.situation for each in tries.of(clause))
            some = (*ways[:_FEW], *ways[-_FEW:])
            for three in islice(product(some, ways[-1:], ways[:1]), _MOST_ROUNDS):
                yield _round(subject, [_whole(tries, each) for each in three], tries)


def _whole(tries: Tries, situation: Situation) -> tuple[CaseFact, ...]:
    recorded = {each.clause for each in situation.facts}
    return (*(each for each in tries.quiet.facts if each.clause not in recorded), *situation.facts)


def _round(subject: ItemSubject, branches: Sequence[tuple[CaseFact, ...]], tries: Tries) -> Case:
    bench = tries.bench
    written: Mapping[str, RoundBranch] = {
        f"支部{index}": RoundBranch.model_construct(
            branch_class=bench.branch_class or None, head_count=bench.head_count, facts=facts
        )
        for index, facts in enumerate(branches, 1)
    }
    quarter = quarter_of_item(subject.item)
    return Case.model_construct(
        name="", item=subject.item.id, round=dict(written), quarter=quarter, expect=Expected.model_construct()
    )


def cases_of_events(subject: ItemSubject, clause: Clause, others: Sequence[ItemSubject]) -> Iterator[Case]:
    """One event under this clause and under one of another item, where of both only the heaviest counts."""
    for tries, other in product(subject.tries[:1], others):
        for there in other.tries[:1]:
            for one in (each for each in there.item.clauses if each.highest_per_event):
                for mine, theirs in product(tries.of(clause)[:_FEW], there.of(one)[:_FEW]):
                    facts = (*mine.situation.facts, *theirs.situation.facts)
                    same = tuple(each.model_copy(update={"event": _EVENT}) for each in facts)
                    yield case_of_try(subject.item, tries, Situation(same))


def meeting_items(subject: ItemSubject, others: Sequence[ItemSubject]) -> list[ItemSubject]:
    """The other items of which an event may be one of this item too."""
    if not any(each.highest_per_event for each in subject.item.clauses):
        return []
    return [each for each in others if each is not subject and _compares(each.item)]


def _compares(item: Item) -> bool:
    return any(each.highest_per_event for each in item.clauses)
