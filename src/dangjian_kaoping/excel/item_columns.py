"""The columns of 各项得分: items area by area, their sums, and what the base is made of."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from dangjian_kaoping.engine.round import Placing, RoundResult
from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.excel.ranking import scoring_areas
from dangjian_kaoping.model.clause import Effect
from dangjian_kaoping.model.rubric import Area, Item


class ItemColumn(NamedTuple):
    """A column: an item's points, its bonus, its penalty or its veto; an area's sum; or (no area) a figure of the base.

    `of` says which; `place` is where the item stands in the rubric.
    """

    area: Area | None
    of: str
    item: Item | None = None
    place: int = 0


def item_columns(result: RoundResult) -> Iterator[ItemColumn]:
    """The columns, in the rubric's order; a factor only where a branch has one."""
    in_base = {area.id for area in scoring_areas(result)}
    index = 0
    for area in result.rubric.areas:
        for item in area.items:
            for of in _parts(item, area.id in in_base):
                yield ItemColumn(area, of, item, index)
            index += 1
        if area.id in in_base:
            yield ItemColumn(area, "sum")
    if any(factor_of(placing) is not None for placing in result.placings):
        yield ItemColumn(None, "factor")
    yield ItemColumn(None, "base")


def _parts(item: Item, in_base: bool) -> Iterator[str]:
    effects: set[Effect] = {clause.effect for clause in item.clauses}
    if item.points is not None or (in_base and effects & {"deduct", "earn", "give_back"}):
        yield "points"
    for effect in ("bonus", "penalty", "veto"):
        if effect in effects:
            yield effect


def factor_of(placing: Placing) -> Step | None:
    """The factor of `rescale`, which is the same for all areas of a branch."""
    for step in placing.score.inspected.areas.values():
        inner = step
        while inner.operation == "rounded":
            inner = inner.parts[0]
        if inner.operation == "product":
            return inner.parts[1]
    return None


def ends_of_areas(columns: Sequence[ItemColumn]) -> list[int]:
    """Indexes of the columns after which a page may end."""
    ends = [
        index
        for index, (column, after) in enumerate(pairwise(columns))
        if column.area is not after.area and after.area is not None
    ]
    return [*ends, len(columns) - 1]


def spans_of_areas(columns: Sequence[ItemColumn]) -> list[tuple[int, int, Area | None]]:
    """First and last column of each area; of none, the totals at the end."""
    spans: list[tuple[int, int, Area | None]] = []
    for index, column in enumerate(columns):
        if spans and spans[-1][2] is column.area:
            spans[-1] = (spans[-1][0], index, column.area)
        else:
            spans.append((index, index, column.area))
    return spans
