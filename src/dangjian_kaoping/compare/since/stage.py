"""A branch at one stage of the way from a round to a later one, and what moved from one stage to the next."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from dangjian_kaoping.compare.since.joined import Joined
from dangjian_kaoping.engine.score.branch import BranchScore
from dangjian_kaoping.engine.score.item import ItemScore
from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.exact import ONE, ZERO, Exact, minus, negative, plus, times, total
from dangjian_kaoping.model.rubric import Item, Rubric
from dangjian_kaoping.periods import Quarter

Mark = Literal["not_due_before", "not_due_after", "emptied_before", "emptied_after", "entered"]
"""What is to be known of an item where it moved: it was not due; nothing was left of it for the rest of the year; it
comes in as it is later, for nobody looked at it before.
"""


End = Literal["before", "after"]


class Part(NamedTuple):
    """What an item, or some together, give the composite (分), each as it is weighed; neither rescaled nor capped."""

    inspection: Exact = ZERO
    self_assessment: Exact = ZERO
    bonus: Exact = ZERO
    penalty: Exact = ZERO
    """扣减: below 0 where something is taken."""

    @property
    def whole(self) -> Exact:
        """All of it."""
        return total(self)

    def less(self, other: "Part") -> "Part":
        """By how much it is more than another."""
        return Part(*(minus(one, two) for one, two in zip(self, other, strict=True)))


class ItemMove(NamedTuple):
    """By how much an item, or some that became each other, moved the composite (分), and what is to be known of it.

    `end` tells, of what is taken out at one end and put in at the other, at which it moved.
    """

    items: Joined
    part: Part
    marks: tuple[Mark, ...] = ()
    end: End | None = None


class Move(NamedTuple):
    """What moved the composite from one stage to the next (分): items; `months`, of which a self-assessment was filed;
    and the `rest`, which is no item's: rescaling, factors, caps of the whole, vetoes.
    """

    value: Exact
    items: tuple[ItemMove, ...] = ()
    months: Exact = ZERO
    rest: Exact = ZERO

    def of_item(self, item_id: str) -> "Move":
        """What one item moved of it, by its id on either side."""
        items = tuple(each for each in self.items if item_id in each.items.ids)
        return Move(total(each.part.whole for each in items), items)


class Stage(NamedTuple):
    """A branch as it stands at one stage: under which version, and what follows there; it has a composite."""

    rubric: Rubric
    score: BranchScore

    @property
    def exact(self) -> Exact:
        """The composite (分) before it is rounded."""
        assert self.score.composite is not None
        return self.score.composite.exact.value

    @property
    def rounding(self) -> Exact:
        """By how much rounding made it more (分)."""
        assert self.score.composite is not None
        return minus(self.score.composite.value, self.exact)

    @property
    def own(self) -> Exact:
        """What the self-assessment gives the composite (分)."""
        return self._weighed(self.score.self_assessment)

    @property
    def months(self) -> Exact:
        """What the months without self-assessment cost (分), below 0."""
        table = self.score.declared
        return minus(self.own, self._weighed(None if table is None else table.base))

    def _weighed(self, own: Step | None) -> Exact:
        return ZERO if own is None else times(own.exact.value, self.rubric.measure.weights.self_assessment)

    def parts(self, *, own: bool) -> dict[str, Part]:
        """What each item gives the composite, by its id; with the self-assessment, if asked."""
        table = self.score.declared if own else None
        declared = [None] * len(self.score.inspected.items) if table is None else table.items
        return {
            there.item.id: self._part(there, mine)
            for there, mine in zip(self.score.inspected.items, declared, strict=True)
        }

    def _part(self, there: ItemScore, own: ItemScore | None) -> Part:
        measure = self.rubric.measure
        weights, area = measure.weights, self.rubric.area_of[there.item.id]
        weight = ZERO if self.rubric.is_factor(there.item) else times(area.weight, self.rubric.weight)
        declared = ZERO if own is None else own.step.value
        return Part(
            times(times(there.step.value, weight), weights.inspection),
            times(times(declared, weight), weights.self_assessment),
            times(there.bonus.value, ONE if measure.bonus_on == "composite" else weights.inspection),
            negative(times(there.penalty.value, weights.inspection)),
        )


def moved(before: Stage, after: Stage, every: Sequence[Joined]) -> Move:
    """What moved between two stages, by the items of the two versions that became each other."""
    value = minus(after.exact, before.exact)
    if before is after:
        return Move(value)
    # where only one of them has a self-assessment, all of it is a matter of what was filed
    both = before.score.declared is not None and after.score.declared is not None
    was, now = before.parts(own=both), after.parts(own=both)
    parts = ((each, _sum(now, each).less(_sum(was, each))) for each in every)
    items = tuple(ItemMove(each, part) for each, part in parts if any(part))
    months: Exact = ZERO
    if not both:
        months = minus(after.own, before.own)
    elif before.score.months != after.score.months:
        months = minus(after.months, before.months)
    known = plus(total(each.part.whole for each in items), months)
    return Move(value, items, months, minus(value, known))


def _sum(parts: Mapping[str, Part], items: Joined) -> Part:
    """What some items give together, as far as they are there."""
    there = [parts[each] for each in sorted(items.ids) if each in parts]
    return Part(*map(total, zip(*there, strict=True))) if there else Part()


def together(*several: Move) -> Move:
    """Several moves as one."""
    return Move(
        total(each.value for each in several),
        tuple(item for each in several for item in each.items),
        total(each.months for each in several),
        total(each.rest for each in several),
    )


def at_end(move: Move, end: End) -> Move:
    """The move with its items said to be of one end."""
    return move._replace(items=tuple(each._replace(end=end) for each in move.items))


def with_entered(move: Move, entered: frozenset[str]) -> Move:
    """The move with those items marked that come in as they are later."""
    found = (each._replace(marks=("entered",)) if each.items.has_new(entered) else each for each in move.items)
    return move._replace(items=tuple(found))


def marked(move: Move, before: Stage, after: Stage, quarters: tuple[Quarter, Quarter]) -> Move:
    """The move between two stages of one version, in these quarters, with what is to be known of its items."""
    then, now = ({each.item.id: each for each in stage.score.inspected.items} for stage in (before, after))

    def marks(item: Item) -> Iterator[Mark]:
        if not item.due_in(quarters[0].number):
            yield "not_due_before"
        if not item.due_in(quarters[1].number):
            yield "not_due_after"
        if then[item.id].emptied is not None:
            yield "emptied_before"
        if now[item.id].emptied is not None:
            yield "emptied_after"

    found = (each._replace(marks=tuple(mark for item in each.items.new for mark in marks(item))) for each in move.items)
    return move._replace(items=tuple(found))
