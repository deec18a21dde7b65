"""改好能拿回几分: by how much a branch's composite would rise if something alone, or all of it, were put right."""

from collections.abc import Mapping, Sequence

from dangjian_kaoping.engine import names
from dangjian_kaoping.engine.score.apportioning import Part, item_losses, returned
from dangjian_kaoping.engine.score.branch import BranchScore
from dangjian_kaoping.engine.score.composite import stages
from dangjian_kaoping.engine.score.item import ItemScore
from dangjian_kaoping.engine.score.table import score_table
from dangjian_kaoping.engine.step import given
from dangjian_kaoping.exact import ZERO, Exact, minus, negative, plus, times, total
from dangjian_kaoping.model.rubric import Rubric


class Mended:
    """A branch whose records are better than they were, everything else as it is (分).

    An answer is None where the composite would not follow: there is none, or a veto or a least decides it.
    """

    def __init__(self, score: BranchScore, rubric: Rubric) -> None:
        self._score = score
        self._rubric = rubric
        steps = [] if score.composite is None else stages(score.composite)
        self._follows = bool(steps) and steps[0].value == steps[-1].value
        self._lost: dict[str, tuple[Part, ...]] = {}

    def parts(self, item: ItemScore) -> tuple[tuple[Part, ...], tuple[Exact | None, ...]]:
        """What an item lost, part by part, and what each would return."""
        parts = self._losses(item)
        alone = returned(item, parts)
        return parts, tuple(self._worth({item.item.id: _alone(part, alone)}) for part in parts)

    def all_of(self, items: Sequence[ItemScore]) -> Exact | None:
        """What several items would return together, as far as anything of them can be put right."""
        lost = {each.item.id: total(_mendable(part) or ZERO for part in self._losses(each)) for each in items}
        return self._worth(lost)

    def penalty(self, part: Part) -> Exact | None:
        """What a penalty would return; None of what gave something, or took nothing."""
        if not self._follows or part.points is None or part.points >= 0:
            return None
        return times(negative(part.points), self._rubric.measure.weights.inspection)

    def _losses(self, item: ItemScore) -> tuple[Part, ...]:
        if item.item.id not in self._lost:
            self._lost[item.item.id] = item_losses(item)
        return self._lost[item.item.id]

    def _worth(self, more: Mapping[str, Exact | None]) -> Exact | None:
        """By how much the composite would rise if items had so many points more."""
        base = self._score.inspected.base
        if not self._follows or base is None or None in more.values():
            return None
        items = tuple(_with(each, more.get(each.item.id) or ZERO) for each in self._score.inspected.items)
        better = score_table(self._rubric, items).base
        if better is None:
            return None
        return times(minus(better.value, base.value), self._rubric.measure.weights.inspection)


def _with(score: ItemScore, more: Exact) -> ItemScore:
    if not more or score.value is None:
        return score
    points = plus(score.value, more)
    return score._replace(value=points, step=given(names.ITEM, points, score.item))


def _alone(part: Part, alone: Mapping[int, Exact]) -> Exact | None:
    """What a part would return by itself (分 of its item): a finding what it has, marks that nobody earned all."""
    return _mendable(part) if part.finding is None else alone.get(id(part.finding))


def _mendable(part: Part) -> Exact | None:
    """What a part took, as far as work can mend it."""
    return part.points if part.finding is not None or part.rest == "not_earned" else None
