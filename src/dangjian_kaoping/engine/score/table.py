"""The rubric's table at one branch: items into areas into base, bonus and penalties on the total."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple, cast

from dangjian_kaoping.engine import names
from dangjian_kaoping.engine.names import StepName
from dangjian_kaoping.engine.score.factors import Factors, product
from dangjian_kaoping.engine.score.item import ItemScore
from dangjian_kaoping.engine.step import NOTHING, Step, given, summed
from dangjian_kaoping.exact import ZERO, Exact, divided, least, minus, plus, rounded, times, total
from dangjian_kaoping.model.factor import Factor, FactorKey
from dangjian_kaoping.model.measure import Measure, Rounding
from dangjian_kaoping.model.rubric import Area, Rubric


class Incomplete(NamedTuple):
    """Why a branch has no composite: what kind of thing is missing, and of what; for which other branches it waits."""

    kind: str
    subject: object = None
    waiting: tuple[str, ...] = ()


class TableScore(NamedTuple):
    """A whole table: items, areas and base (分); `base` is None while something is missing.

    `areas` has all of the rubric, those too that are factors and not in the base; `factors` is what the areas and the
    base were multiplied by, where a result of the branch gave it.
    """

    items: tuple[ItemScore, ...]
    areas: Mapping[str, Step]
    base: Step | None
    incomplete: tuple[Incomplete, ...]
    factors: Mapping[FactorKey, Step] = MappingProxyType({})


class AreaPoints(NamedTuple):
    """What a branch has of an area (分): `points` of `full`, of the items that are in the table, not rounded."""

    points: Exact
    full: Exact


def area_points(table: TableScore, area: Area) -> AreaPoints | None:
    """The points and the applicable full points of an area at a branch, neither rounded nor rescaled.

    The one answer to what part of an area was reached: multiplied by the area's own factor, weighed by its number,
    without items that are factors. None while the table has no base, or where nothing of the area applies. The
    figure that is printed of an area is `area_figure`.
    """
    own = {item.id for item in area.summed}
    inside = [score for score in table.items if score.item.id in own and score.status != "rescaled"]
    full = total(score.points for score in inside)
    if table.base is None or not full:
        return None
    by = table.factors[area.times.key].value if isinstance(area.times, Factor) else area.weight
    points = total(score.value or ZERO for score in inside)
    return AreaPoints(times(points, by), times(full, area.weight))


def area_figure(table: TableScore, area: Area) -> Step | None:
    """The figure that is printed of an area (分); None while there is none, or where all of its items are out of the
    table: 0 would say that everything was lost.
    """
    step = table.areas.get(area.id)
    if step is None or step.value:
        return step
    own = {item.id for item in area.items}
    return None if all(score.status == "rescaled" for score in table.items if score.item.id in own) else step


def score_table(rubric: Rubric, items: tuple[ItemScore, ...]) -> TableScore:
    """Areas and base from the items. `rescale` works once, over the whole table."""
    incomplete = tuple([_incomplete(score) for score in items if score.value is None])
    inside = items
    if rubric.weighed:
        inside = tuple(score for score in items if not rubric.is_factor(score.item))
    rescaled = "rescaled" in [score.status for score in inside]
    if rescaled and not any(score.points for score in inside if score.status != "rescaled"):
        # there is nothing to rescale to: no base, rather than a base of 0
        incomplete = (Incomplete("nothing_applicable"),)
    if incomplete:
        return TableScore(items, {}, None, incomplete)
    rescale = _rescale(rubric, inside) if rescaled else None
    if rubric.weighed:
        return _weighed(rubric, items, rescale)
    areas: dict[str, Step] = {}
    index = 0
    for area in rubric.areas:
        steps = tuple([score.step for score in items[index : index + len(area.items)]])
        index += len(area.items)
        step = Step(names.AREA, "sum", total([step.value for step in steps]), steps, area)
        areas[area.id] = _area(step, rescale, rubric.measure.rounding)
    base = summed(names.BASE, tuple(areas.values()), rubric)
    return TableScore(items, areas, base, ())


def _weighed(rubric: Rubric, items: tuple[ItemScore, ...], rescale: Step | None) -> TableScore:
    """A table in which something is multiplied: what is a factor is neither summed nor rescaled."""
    factors = Factors(rubric, items)
    measure = rubric.measure
    areas = {}
    for area in rubric.areas:
        own = None if rubric.is_factor(area) else rescale
        areas[area.id] = _area(factors.area(area), own, measure.rounding)
    base = summed(names.BASE, tuple(areas[area.id] for area in rubric.summed), rubric)
    by = factors.of(measure.times, measure)
    if by is not None:
        base = product(names.BASE, base._replace(name=names.AREAS), by)
    if factors.without:
        return TableScore(items, {}, None, tuple(Incomplete("no_factor", area) for area in factors.without))
    return TableScore(items, areas, base, (), factors.steps)


def _incomplete(score: ItemScore) -> Incomplete:
    """Why an item has no value."""
    if score.status == "not_inspected":
        return Incomplete("not_inspected", score.item)
    if score.status == "awaiting":
        waiting = cast(tuple[str, ...], score.step.term("waiting") or ())
        return Incomplete("awaiting", (score.item, score.lacking[0]) if score.lacking else score.item, waiting)
    return Incomplete("no_fact", (score.item, score.lacking[0]))


def _rescale(rubric: Rubric, items: Sequence[ItemScore]) -> Step | None:
    """What rescaling multiplies by: all full marks out of those that apply, each as its area is weighed."""
    marks = [(score, times(score.points, rubric.area_of[score.item.id].weight)) for score in items]
    whole = total(points for _, points in marks)
    applicable = total(points for score, points in marks if score.status != "rescaled")
    if not applicable:
        return None
    parts = (given(names.ALL_POINTS, whole, rubric), given(names.APPLICABLE_POINTS, applicable, rubric))
    return Step(names.RESCALE, "quotient", divided(whole, applicable), parts, rubric)


def _area(step: Step, rescale: Step | None, rounding: Rounding) -> Step:
    if rescale is not None:
        name = names.AREA_ITEMS if step.operation == "sum" else names.AREA_WEIGHED
        step = product(names.AREA, step._replace(name=name), rescale)
    return published(names.AREA, step, rounding) if rounding.stage == "areas" else step


def published(name: StepName, step: Step, rounding: Rounding) -> Step:
    """A figure that is published: rounded once, from its exact value."""
    value = rounded(step.value, rounding.places, rounding.mode)
    terms = (("places", rounding.places), ("mode", rounding.mode))
    return Step(name, "rounded", value, (step,), step.subject, (), terms)


_ON_TOTAL = {names.BONUS: (names.BONUS_SUM, names.BONUS_EXACT), names.PENALTY: (names.PENALTY_SUM, names.PENALTY_EXACT)}
"""What bonus and penalties are called before their cap, and before they are rounded."""


def on_total(name: StepName, steps: list[Step], cap: Exact | None, measure: Measure) -> Step:
    """The bonus or the penalties of all items together, under the measure's cap; rounded where the areas are."""
    whole, exact = _ON_TOTAL[name]
    steps = [step for step in steps if step is not NOTHING]
    step = summed(name, tuple(steps), measure)
    if cap is not None and steps:
        limit = given(names.AT_MOST, cap, measure)
        step = Step(name, "least", least(step.value, cap), (step._replace(name=whole), limit), measure)
    if measure.rounding.stage != "areas":
        return step
    # what is printed adds up only if all of it is rounded before it is added
    return published(name, step._replace(name=exact), measure.rounding)


def inspection_of(base: Step, bonus: Step, penalty: Step, measure: Measure) -> Step:
    """Inspection = base + capped bonus - penalties."""
    credit = Step(names.BASE_AND_BONUS, "sum", plus(base.value, bonus.value), (base, bonus), measure)
    return Step(names.INSPECTION, "difference", minus(credit.value, penalty.value), (credit, penalty), measure)
