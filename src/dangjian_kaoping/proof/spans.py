"""The least and the most of a round's figures at branches of one class: areas, base, bonus, penalties, composite.

Items have nothing to do with each other, so their ends add up; what is multiplied, weighed, capped and rounded keeps
its order. An end that is None is one that nothing is known to stop. Each is a bound that no record passes; whether it
is reached is shown by a round in which all items stand at their ends (`standing`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Literal, NamedTuple

from dangjian_kaoping.cases.run import run_case
from dangjian_kaoping.checks.rubric.heads import heads_tried
from dangjian_kaoping.engine.score.branch import BranchScore
from dangjian_kaoping.engine.score.clause import declarable
from dangjian_kaoping.engine.score.item import full_marks
from dangjian_kaoping.engine.score.ranges import Range
from dangjian_kaoping.exact import ZERO, Exact, divided, least, minus, most, plus, rounded, times, total
from dangjian_kaoping.model.cases import Case, CaseFact, Expected, RoundBranch
from dangjian_kaoping.model.factor import Factor, FactorKey, Times
from dangjian_kaoping.model.rubric import Area, Item
from dangjian_kaoping.periods import QUARTERS_OF_A_YEAR
from dangjian_kaoping.proof.ranges import End, ItemRange
from dangjian_kaoping.proof.subject import ItemSubject, Subject
from dangjian_kaoping.proof.witness import QUARTERS

Own = dict[Literal["1", "2", "3"], tuple[CaseFact, ...]]
"""What a branch declares, month by month."""
_BRANCH = "支部"
ANYTHING = Range(None, None)
"""A figure of which nothing is known."""
NOTHING_OF_IT = Range(ZERO, ZERO)


class RoundSpan(NamedTuple):
    """What branches of a class can have in a quarter (分).

    `weighted` is the composite before `floor` and vetoes, not rounded; `composite` is what is published.
    """

    branch_class: str
    quarter: int
    items: Mapping[str, Range]
    areas: Mapping[str, Range]
    base: Range
    bonus: Range
    penalty: Range
    inspection: Range
    self_assessment: Range
    weighted: Range
    composite: Range


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
        found: dict[tuple[str, tuple[bool, ...]], RoundSpan] = {}
        for branch_class in self.classes:
            for quarter in range(1, QUARTERS_OF_A_YEAR + 1):
                asked = tuple(each.item.asked_of(branch_class, quarter) for each in self.subject.items)
                if (branch_class, asked) not in found:
                    found[branch_class, asked] = _Round(self.subject, branch_class, quarter).span()
        return tuple(found.values())

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


def _composite(score: BranchScore | None) -> Exact | None:
    return None if score is None or score.composite is None else score.composite.value


class _Round:
    def __init__(self, subject: Subject, branch_class: str, quarter: int) -> None:
        self.subject = subject
        self.rubric = subject.rubric
        self.branch_class = branch_class
        self.quarter = quarter
        self._factors: dict[FactorKey, Range] = {}
        self.items = {each.item.id: self._item(each) for each in subject.items}

    def span(self) -> RoundSpan:
        measure = self.rubric.measure
        areas = {area.id: self._rounded(self._area(area)) for area in self.rubric.areas}
        base = self._base(areas)
        bonus = self._on_total((each.bonus for each in self._asked()), measure.bonus.at_most)
        penalty = self._on_total((each.penalty for each in self._asked()), measure.penalty.at_most)
        without = _minus(base, penalty)
        inspection = _plus(without, bonus)
        own = self._self_assessment(base)
        weights = measure.weights
        direct = measure.bonus_on == "composite"
        weighted = _plus(
            _times(without if direct else inspection, Range(weights.inspection, weights.inspection)),
            _times(own, Range(weights.self_assessment, weights.self_assessment)),
        )
        if direct:
            weighted = _plus(weighted, bonus)
        return RoundSpan(
            self.branch_class,
            self.quarter,
            self.items,
            areas,
            base,
            bonus,
            penalty,
            inspection,
            own,
            weighted,
            self._published(weighted),
        )

    def _asked(self) -> Iterator[ItemRange]:
        for each in self.subject.items:
            if each.item.asked_of(self.branch_class, self.quarter):
                yield from each.range_of(self.branch_class)[:1]

    def _item(self, subject: ItemSubject) -> Range:
        """What an item can come to, also where it does not apply, without what leaves the table."""
        item = subject.item
        found: list[Range] = []
        asked = item.asked_of(self.branch_class, self.quarter)
        ranges = subject.range_of(self.branch_class)
        if asked:
            found += [Range(each.least.limit, each.most.limit) for each in ranges]
        if not asked or item.not_applicable is not None:
            found += self._aside(item, ranges)
        return widest(found) if found else NOTHING_OF_IT

    def _aside(self, item: Item, ranges: Sequence[ItemRange]) -> Iterator[Range]:
        rule, full = item.not_applicable, full_marks(item, self.branch_class)
        if rule is None or rule.rule == "full":
            yield Range(full, full)
        elif rule.points is not None:
            yield Range(rule.points, rule.points)
        elif rule.rule == "mean":
            yield Range(least(item.floor, ZERO), None if any(each.most.endless for each in ranges) else full)
            yield from (Range(each.least.limit, each.most.limit) for each in ranges)

    def _leaves(self, item: Item) -> bool:
        """Whether it may be out of the table, and the rest stand for all."""
        return item.not_applicable is not None and item.not_applicable.rule == "rescale"

    def _area(self, area: Area) -> Range:
        own = _sum(self.items.get(item.id, ANYTHING) for item in area.summed)
        return own if area.times is None else _times(own, self._by(area.times))

    def _by(self, by: Times) -> Range:
        if not isinstance(by, Factor):
            return Range(by, by)
        if by.key not in self._factors:
            self._factors[by.key] = self._factor(by.key)
        return self._factors[by.key]

    def _factor(self, key: FactorKey) -> Range:
        if key.kind == "item":
            return self.items.get(key.id, ANYTHING)
        area = next(each for each in self.rubric.areas if each.id == key.id)
        if any(map(self._leaves, area.summed)):
            return ANYTHING
        full = times(total(full_marks(item, self.branch_class) for item in area.summed), area.weight)
        earned = self._area(area)
        return ANYTHING if not full else Range(*(None if end is None else divided(end, full) for end in earned))

    def _base(self, areas: Mapping[str, Range]) -> Range:
        rubric = self.rubric
        base = _sum(areas[area.id] for area in rubric.summed)
        if any(map(self._leaves, (item for area in rubric.summed for item in area.summed))):
            base = self._rescaled(base)
        return base if rubric.measure.times is None else _times(base, self._by(rubric.measure.times))

    def _rescaled(self, base: Range) -> Range:
        """What the base comes to whichever items leave the table: the rest out of their full marks, times all."""
        if self.rubric.factors or self.rubric.measure.rounding.stage == "areas":
            return ANYTHING
        staying: list[tuple[Range, Exact]] = []
        leaving: list[tuple[Range, Exact]] = []
        whole: Exact = ZERO
        for area in self.rubric.summed:
            for item in area.summed:
                full = times(full_marks(item, self.branch_class), area.weight)
                ends = _times(self.items[item.id], Range(area.weight, area.weight))
                whole = plus(whole, full)
                gone = self._leaves(item) and not item.asked_of(self.branch_class, self.quarter)
                if not gone:
                    (leaving if self._leaves(item) else staying).append((ends, full))
        return widest([base, *(_part(staying, leaving, whole, high=high) for high in (True, False))])

    def _on_total(self, ends: Iterable[End], cap: Exact | None) -> Range:
        limits = [each.limit for each in ends]
        known = [each for each in limits if each is not None]
        high = None if len(known) < len(limits) else total(known)
        if cap is not None:
            high = cap if high is None else least(high, cap)
        return self._rounded(Range(ZERO, high))

    def _self_assessment(self, base: Range) -> Range:
        measure = self.rubric.measure
        if not measure.weights.self_assessment or measure.self_assessment == "none":
            return NOTHING_OF_IT
        return widest([base, NOTHING_OF_IT]) if measure.missing_month == "proportional" else base

    def _rounded(self, figure: Range) -> Range:
        rounding = self.rubric.measure.rounding
        if rounding.stage != "areas":
            return figure
        return Range(*(None if end is None else rounded(end, rounding.places, rounding.mode) for end in figure))

    def _published(self, weighted: Range) -> Range:
        measure = self.rubric.measure
        low, high = weighted
        if measure.floor is not None:
            low = measure.floor if low is None else most(low, measure.floor)
            high = None if high is None else most(high, measure.floor)
        for item in self.rubric.items():
            for clause in item.clauses:
                veto = clause.veto
                if veto is not None and veto.effect in ("total_zero", "score_cap") and low is not None:
                    # a cap that differs by class is at least not below 0
                    low = least(low, ZERO)
        places, mode = measure.rounding.places, measure.rounding.mode
        return Range(*(None if end is None else rounded(end, places, mode) for end in (low, high)))


def _part(
    staying: Sequence[tuple[Range, Exact]], leaving: Sequence[tuple[Range, Exact]], whole: Exact, *, high: bool
) -> Range:
    """One end of what stays, as a part of its own full marks, out of all: those are left away that spoil it."""
    ends = [(ends.high if high else ends.low, full) for ends, full in (*staying, *leaving)]
    if any(end is None for end, _ in ends):
        return ANYTHING
    points = total(ends.high if high else ends.low for ends, _ in staying if ends.high is not None)  # type: ignore[misc]
    full = total(full for _, full in staying)
    rest = [((one.high if high else one.low) or ZERO, full) for one, full in leaving if full]
    rest.sort(key=lambda each: divided(each[0], each[1]), reverse=high)
    for own, marks in rest:
        better = not full or (divided(own, marks) > divided(points, full)) == high
        if better:
            points, full = plus(points, own), plus(full, marks)
    if not full:
        return NOTHING_OF_IT
    end = divided(times(points, whole), full)
    return Range(end, end)


def widest(found: Sequence[Range]) -> Range:
    """From the least of several figures to the most; of none it is nothing."""
    lows, highs = [each.low for each in found], [each.high for each in found]
    low = None if None in lows else min(each for each in lows if each is not None)
    return Range(low, None if None in highs else max(each for each in highs if each is not None))


def _sum(parts: Iterable[Range]) -> Range:
    found = Range(ZERO, ZERO)
    for each in parts:
        found = _plus(found, each)
    return found


def _plus(one: Range, other: Range) -> Range:
    return Range(
        *(None if mine is None or yours is None else plus(mine, yours) for mine, yours in zip(one, other, strict=True))
    )


def _minus(one: Range, other: Range) -> Range:
    ends = zip(one, (other.high, other.low), strict=True)
    return Range(*(None if mine is None or yours is None else minus(mine, yours) for mine, yours in ends))


def _times(one: Range, other: Range) -> Range:
    """All products; an end that is None lies without end on its side."""
    products = [_product(mine, yours) for mine in _ends(one) for yours in _ends(other)]
    lows = [each for each, sign in products if sign <= 0]
    highs = [each for each, sign in products if sign >= 0]
    low = None if any(sign < 0 for _, sign in products) else min(each for each in lows)
    return Range(low, None if any(sign > 0 for _, sign in products) else max(each for each in highs))


def _ends(figure: Range) -> tuple[tuple[Exact, int], tuple[Exact, int]]:
    """Both ends, each with the sign of what it is without end, 0 where it has one."""
    low, high = figure
    return (ZERO if low is None else low, -1 if low is None else 0), (
        ZERO if high is None else high,
        1 if high is None else 0,
    )


def _product(one: tuple[Exact, int], other: tuple[Exact, int]) -> tuple[Exact, int]:
    (mine, my_end), (yours, your_end) = one, other
    if not my_end and not your_end:
        return times(mine, yours), 0
    return ZERO, (my_end or _sign(mine)) * (your_end or _sign(yours))


def _sign(number: Exact) -> int:
    return (number > 0) - (number < 0)


# ── a round that shows it ──────────────────────────────────────────────────────────────────────────────────────────


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
