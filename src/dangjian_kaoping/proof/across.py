"""Rounds of a few branches for what only several show together: a line that all of them draw, a mean of the others."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from dangjian_kaoping.checks.rubric.rubric import OTHERS
from dangjian_kaoping.model.cases import Case, CaseFact, Expected, RoundBranch
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.proof.bench import Bench
from dangjian_kaoping.proof.subject import ItemSubject
from dangjian_kaoping.proof.tried import Tries
from dangjian_kaoping.proof.witness import quarter_of_item

_NAMES = ("甲支部", "乙支部", "丙支部")
_ASIDE = "试"
_PARTS = (Decimal("0.25"), Decimal("0.5"), Decimal("0.75"))
_NUMBERS = (Decimal(1), Decimal(2), Decimal(3))


def cases_across(subject: ItemSubject) -> Iterator[Case]:
    """An item at branches that differ, and at such as are alike; where it gives a mean, one to which it does not apply
    stands beside them.
    """
    drawn = [clause for clause in subject.item.clauses if clause.drawn_by is not None and clause.fact.same is None]
    if not (drawn or subject.item.gives_mean):
        return
    for tries in subject.tries:
        several = [_numbers(tries, tries.item.by_clause[clause.id]) for clause in drawn]
        beside = tuple(fact for fact in tries.quiet.facts if fact.clause not in {clause.id for clause in drawn})
        for chosen in ((0, 1, 2), (1, 1, 1)):
            facts = [(*beside, *(fact for own in several for fact in own[place % len(own)])) for place in chosen]
            yield _round(subject, tries.bench, facts)


def _numbers(tries: Tries, clause: Clause) -> Sequence[tuple[CaseFact, ...]]:
    """Records under a clause that come to three numbers, in order; nothing where it has none."""
    high = clause.fact.reach.high
    numbers = _NUMBERS if high is None or clause.fact.is_whole else [high * part for part in _PARTS]
    found = [tried.situation.facts for number in numbers for tried in tries.stated(clause, number)]
    return found or [()]


def _round(subject: ItemSubject, bench: Bench, facts: Sequence[tuple[CaseFact, ...]]) -> Case:
    branches = {name: _branch(bench, own, {}) for name, own in zip(_NAMES, facts, strict=True)}
    if subject.item.gives_mean:
        branches[_NAMES[-1]] = _branch(bench, (), {subject.item.id: _ASIDE})
    return Case.model_construct(
        name="",
        item=subject.item.id,
        quarter=quarter_of_item(subject.item),
        round=branches,
        expect=Expected.model_construct(),
    )


def _branch(bench: Bench, facts: tuple[CaseFact, ...], aside: dict[str, str]) -> RoundBranch:
    branch_class = None if bench.branch_class == OTHERS else bench.branch_class
    return RoundBranch.model_construct(
        branch_class=branch_class, head_count=bench.head_count, facts=facts, not_applicable=aside
    )
