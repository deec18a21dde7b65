"""The least and the most of a round's figures at branches of one class: areas, base, bonus, penalties, composite.

Items have nothing to do with each other, so their ends add up; what is multiplied, weighed, capped and rounded keeps
its order. Each end is a bound that no record passes; whether it is reached is shown by a round in which all items stand
at their ends (`proof/ranges/rounds.py`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from dangjian_kaoping.engine.score.item import full_marks
from dangjian_kaoping.engine.score.ranges import Range
from dangjian_kaoping.exact import ZERO, Exact, divided, least, most, plus, rounded, times, total
from dangjian_kaoping.model.factor import Factor, FactorKey, Times
from dangjian_kaoping.model.rubric import Area, Item
from dangjian_kaoping.proof.ranges.figures import ANYTHING, NOTHING_OF_IT, minus_of, plus_of, sum_of, times_of, widest
from dangjian_kaoping.proof.ranges.ranges import End, ItemRange
from dangjian_kaoping.proof.subject import ItemSubject, Subject


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


def round_span(subject: Subject, branch_class: str, quarter: int) -> RoundSpan:
    """What branches of a class can have in the first, second, ... quarter of a year."""
    return _Round(subject, branch_class, quarter).span()


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
        without = minus_of(base, penalty)
        inspection = plus_of(without, bonus)
        own = self._self_assessment(base)
        weights = measure.weights
        direct = measure.bonus_on == "composite"
        weighted = plus_of(
            times_of(without if direct else inspection, Range(weights.inspection, weights.inspection)),
            times_of(own, Range(weights.self_assessment, weights.self_assessment)),
        )
        if direct:
            weighted = plus_of(weighted, bonus)
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
        own = sum_of(self.items.get(item.id, ANYTHING) for item in area.summed)
        return own if area.times is None else times_of(own, self._by(area.times))

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
        base = sum_of(areas[area.id] for area in rubric.summed)
        if any(map(self._leaves, (item for area in rubric.summed for item in area.summed))):
            base = self._rescaled(base)
        return base if rubric.measure.times is None else times_of(base, self._by(rubric.measure.times))

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
                ends = times_of(self.items[item.id], Range(area.weight, area.weight))
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
            for veto in (each.veto for each in item.clauses if each.veto is not None):
                if low is not None and veto.effect in ("total_zero", "score_cap"):
                    cap = veto.at_most
                    # one that follows from the class or the head count is at least not below 0
                    low = least(low, cap if isinstance(cap, Decimal) else ZERO)
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
