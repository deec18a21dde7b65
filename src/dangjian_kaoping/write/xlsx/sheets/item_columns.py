"""The columns of 各项得分 and 自评各项得分: items area by area, their sums, and what is made of these."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from dangjian_kaoping.engine import names
from dangjian_kaoping.engine.names import StepName
from dangjian_kaoping.engine.score.branch import BranchScore
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.engine.score.table import TableScore
from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.exact import ONE, Exact
from dangjian_kaoping.model.clause import Effect
from dangjian_kaoping.model.rubric import Area, Item


class Total(NamedTuple):
    """A figure at the end of the row: its head, and what it is at a branch; None where there is none."""

    head: str
    figure: Callable[[BranchScore], Step | Exact | None]


class Side(NamedTuple):
    """联合检查 or 自查自评: whose table a sheet shows, which effects beside the points, and what totals."""

    name: str
    table: Callable[[BranchScore], TableScore | None]
    effects: tuple[Effect, ...]
    totals: tuple[Total, ...]


class ItemColumn(NamedTuple):
    """A column: an item's points, its bonus, its penalty or its veto; an area's sum; or (no area) a total.

    `of` says which; `place` is where the item stands in the rubric.
    """

    area: Area | None
    of: str
    item: Item | None = None
    place: int = 0
    total: Total | None = None


def item_columns(result: RoundResult, side: Side) -> Iterator[ItemColumn]:
    """The columns, in the rubric's order; a factor only where a branch has one."""
    rubric = result.rubric
    in_base = {area.id for area in result.areas} | {area.id for area in rubric.areas if rubric.is_factor(area)}
    index = 0
    for area in result.rubric.areas:
        for item in area.items:
            for of in _parts(item, area.id in in_base, side.effects):
                yield ItemColumn(area, of, item, index)
            index += 1
        if area.id in in_base:
            yield ItemColumn(area, "sum")
    if any(factor_of(side.table(placing.score)) is not None for placing in result.placings):
        for total in _rescaling(side):
            yield ItemColumn(None, "total", total=total)
    for total in side.totals:
        yield ItemColumn(None, "total", total=total)


def _parts(item: Item, in_base: bool, shown: Sequence[Effect]) -> Iterator[str]:
    effects: set[Effect] = {clause.effect for clause in item.clauses}
    if item.points is not None or item.factor or (in_base and effects & {"deduct", "earn", "give_back"}):
        yield "points"
    for effect in shown:
        if effect in effects:
            yield effect


def factor_of(table: TableScore | None) -> Step | None:
    """The factor of `rescale`, which is the same for all areas of a branch."""
    for step in () if table is None else table.areas.values():
        if (factor := step.exact.find(names.RESCALE)) is not None:
            return factor
    return None


def _rescaling(side: Side) -> tuple[Total, ...]:
    def part(name: StepName) -> Callable[[BranchScore], Step | Exact | None]:
        def figure(score: BranchScore) -> Step | None:
            factor = factor_of(side.table(score))
            return None if factor is None else factor.part(name)

        return figure

    def factor(score: BranchScore) -> Step | Exact | None:
        table = side.table(score)
        return None if table is None or table.base is None else factor_of(table) or ONE

    return (
        Total("全部项目\n满分", part(names.ALL_POINTS)),
        Total("涉及项目\n满分", part(names.APPLICABLE_POINTS)),
        Total("折算系数", factor),
    )


def _exact(published: Step | None) -> Step | None:
    """A published figure before it is rounded."""
    return None if published is None else published.exact


def _months(score: BranchScore) -> Step | Exact:
    """The months filed: the step that the self-assessment was reckoned with, where it was."""
    exact = _exact(score.self_assessment)
    if exact is not None and exact.name == names.PROPORTIONAL:
        return exact.part(names.MONTHS_PART).part(names.MONTHS)
    return Decimal(score.months)


INSPECTED = Side(
    "各项得分",
    lambda score: score.inspected,
    ("bonus", "penalty", "veto"),
    (
        Total("基础分\n（未修约）", lambda score: score.inspected.base),
        Total("加分", lambda score: score.bonus),
        Total("扣减", lambda score: score.penalty),
        Total("检查得分\n（未修约）", lambda score: _exact(score.inspection)),
    ),
)
"""联合检查考评."""
DECLARED = Side(
    "自评各项得分",
    lambda score: score.declared,
    (),
    (
        Total("基础分\n（未修约）", lambda score: None if score.declared is None else score.declared.base),
        Total("已交\n月数", _months),
        Total("自评得分\n（未修约）", lambda score: _exact(score.self_assessment)),
    ),
)
"""自查自评: base only, no bonus, no penalty."""


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
