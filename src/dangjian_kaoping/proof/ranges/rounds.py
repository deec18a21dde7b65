"""The rounds of a rubric: what branches of each class can have in each quarter, and a round that shows it."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Literal

from dangjian_kaoping.cases.run import run_case
from dangjian_kaoping.checks.rubric.heads import heads_tried
from dangjian_kaoping.engine.score.branch import BranchScore
from dangjian_kaoping.engine.score.clause import declarable
from dangjian_kaoping.engine.score.item import full_marks
from dangjian_kaoping.engine.score.ranges import Range
from dangjian_kaoping.exact import ZERO, Exact, total
from dangjian_kaoping.model.cases import Case, CaseFact, Expected, RoundBranch
from dangjian_kaoping.periods import QUARTERS_OF_A_YEAR
from dangjian_kaoping.proof.ranges.figures import widest
from dangjian_kaoping.proof.ranges.ranges import ItemRange
from dangjian_kaoping.proof.ranges.spans import RoundSpan, round_span
from dangjian_kaoping.proof.subject import Subject
from dangjian_kaoping.proof.witness import QUARTERS

Own = dict[Literal["1", "2", "3"], tuple[CaseFact, ...]]
"""What a branch declares, month by month."""
_BRANCH = "支部"


class Rounds:
    """The rounds of a rubric that differ: of each class, in each quarter that asks other items than those before."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        self.rubric = subject.rubric
        named = subject.told_apart or ("",)
        self.classes = tuple(each for each in named if all(item.known_of(each) for item in subject.items))

    @cached_property
    def spans(self) -> tuple[RoundSpan, ...]:
        """What branches can have in each of them."""
        return tuple({id(each): each for each in self._by_quarter.values()}.values())

    @cached_property
    def _by_quarter(self) -> Mapping[tuple[str, int], RoundSpan]:
        """The same by class and quarter; one for all quarters that ask the same items."""
        known: dict[tuple[str, tuple[bool, ...]], RoundSpan] = {}
        found = {}
        for branch_class in self.classes:
            for quarter in range(1, QUARTERS_OF_A_YEAR + 1):
                asked = tuple(each.item.asked_of(branch_class, quarter) for each in self.subject.items)
                if (branch_class, asked) not in known:
                    known[branch_class, asked] = round_span(self.subject, branch_class, quarter)
                found[branch_class, quarter] = known[branch_class, asked]
        return found

    @cached_property
    def most_in_a_year(self) -> tuple[Exact | None, Exact | None]:
        """The most that the composites of a year come to together, and what the best of all four gives."""
        years: list[tuple[Exact, Exact]] = []
        for branch_class in self.classes:
            spans = [self._by_quarter[branch_class, number] for number in range(1, QUARTERS_OF_A_YEAR + 1)]
            best = [_composite(self.standing(each, best=True)) for each in spans]
            highs = [each.composite.high for each in spans]
            if None in highs or None in best:
                return None, None
            years.append((total(each for each in highs if each is not None), total(each for each in best if each)))
        return max(years, default=(None, None))

    @cached_property
    def composite(self) -> Range:
        """What a composite can be as it is published."""
        return widest([each.composite for each in self.spans])

    @cached_property
    def weighted(self) -> Range:
        """The same before `floor` and vetoes, not rounded."""
        return widest([each.weighted for each in self.spans])

    def standing(self, span: RoundSpan, *, best: bool) -> BranchScore | None:
        """A branch at the best, or the worst, that its items can give; None where such records are refused."""
        return standing(self.subject, span, best=best)

    def provided(self, *, most: bool) -> str:
        """Under what condition an end holds, in words: of what a department did not inspect the rest takes the place,
        and what goes beyond its full marks, or has less than some of them, then weighs more.
        """
        beyond = any(each.most.limit is None or each.most.limit > _full(each) for each in self._in_base())
        return "（各部室都来检查的一轮）" if beyond or not most else ""

    def _in_base(self) -> Iterator[ItemRange]:
        for each in self.subject.items:
            if each.item.in_base:
                yield from each.ranges

    @cached_property
    def best(self) -> Exact | None:
        """The composite of a branch of which the best is recorded of all items; None where it has none."""
        span = max(self.spans, key=lambda each: each.weighted.high or ZERO)
        return _composite(self.standing(span, best=True))

    @cached_property
    def worst(self) -> Exact | None:
        """The same of a branch of which the worst is recorded."""
        span = min(self.spans, key=lambda each: each.weighted.low or ZERO)
        return _composite(self.standing(span, best=False))


def _full(range_: ItemRange) -> Exact:
    return full_marks(range_.item, range_.tries.bench.branch_class)


def _composite(score: BranchScore | None) -> Exact | None:
    return None if score is None or score.composite is None else score.composite.value


def standing(subject: Subject, span: RoundSpan, *, best: bool) -> BranchScore | None:
    """The branch at the best, or the worst, that its items can give; of the self-assessment what goes with it."""
    facts: list[CaseFact] = []
    for each in subject.items:
        if each.item.asked_of(span.branch_class, span.quarter):
            range_ = each.range_of(span.branch_class)[0]
            ends = (range_.most, range_.bonus) if best else (range_.least, range_.penalty)
            under: set[str] = set()
            for end in ends:
                facts += [fact for fact in end.situation.facts if fact.clause not in under]
                under |= {fact.clause for fact in end.situation.facts}
    heads = heads_tried(subject.roster)[0] if subject.rubric.uses_heads else None
    own = _own_months(subject, facts, best=best)
    branch = RoundBranch.model_construct(
        branch_class=span.branch_class or None,
        head_count=heads,
        departments=None,
        not_applicable={},
        facts=tuple(facts),
        own=own,
    )
    case = Case.model_construct(
        name="试", round={_BRANCH: branch}, quarter=QUARTERS[span.quarter - 1], expect=Expected.model_construct()
    )
    result = run_case(case, subject.rubric, classes=subject.classes).actual.round
    placing = None if result is None else result.placing_of(_BRANCH)
    return None if placing is None else placing.score


def _own_months(subject: Subject, facts: Sequence[CaseFact], *, best: bool) -> Own | None:
    """The self-assessment: at the best what has to be recorded is declared in the first month, at the worst nothing is
    handed in.
    """
    asked = subject.rubric.measure.self_assessment
    if asked == "none":
        return None
    if not best:
        return {}
    by_item = subject.rubric.by_item
    own = tuple(each for each in facts if declarable(by_item[each.item], by_item[each.item].by_clause[each.clause]))
    return {"1": own} if asked == "quarterly" else {"1": own, "2": (), "3": ()}
