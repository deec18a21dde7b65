"""The rubric's table at one branch: items into areas into base, bonus and penalties on the total."""

from collections.abc import Mapping
from typing import NamedTuple

from dangjian_kaoping.engine import names
from dangjian_kaoping.engine.names import StepName
from dangjian_kaoping.engine.score.item import ItemScore
from dangjian_kaoping.engine.step import NOTHING, Step, given, summed
from dangjian_kaoping.exact import ZERO, Exact, divided, least, minus, plus, rounded, times, total
from dangjian_kaoping.model.measure import Measure, Rounding
from dangjian_kaoping.model.rubric import Area, Rubric


class Incomplete(NamedTuple):
    """Why a branch has no composite: what kind of thing is missing, and of what."""

    kind: str
    subject: object = None


class TableScore(NamedTuple):
    """A whole table: items, areas and base (分); `base` is None while something is missing."""

    items: tuple[ItemScore, ...]
    areas: Mapping[str, Step]
    base: Step | None
    incomplete: tuple[Incomplete, ...]


class AreaPoints(NamedTuple):
    """What a branch has of an area (分): `points` of `full`, of the items that are in the table, not rounded."""

    points: Exact
    full: Exact


def area_points(table: TableScore, area: Area) -> AreaPoints | None:
    """The points and the applicable full points of an area at a branch, neither rounded nor rescaled.

    The one answer to what part of an area was reached. None while the table has no base, or where nothing of the
    area applies. The figure that is printed of an area is `table.areas[area.id]`.
    """
    own = {item.id for item in area.items}
    inside = [score for score in table.items if score.item.id in own and score.status != "rescaled"]
    full = total(score.points for score in inside)
    if table.base is None or not full:
        return None
    return AreaPoints(total(score.value or ZERO for score in inside), full)


def score_table(rubric: Rubric, items: tuple[ItemScore, ...]) -> TableScore:
    """Areas and base from the items. `rescale` works once, over the whole table."""
    incomplete = tuple(reason for score in items if (reason := _incomplete(score)) is not None)
    rescaled = any(score.status == "rescaled" for score in items)
    if rescaled and not any(score.points for score in items if score.status != "rescaled"):
        # there is nothing to rescale to: no base, rather than a base of 0
        incomplete = (Incomplete("nothing_applicable"),)
    if incomplete:
        return TableScore(items, {}, None, incomplete)
    factor = _factor(rubric, items)
    areas: dict[str, Step] = {}
    index = 0
    for area in rubric.areas:
        mine = items[index : index + len(area.items)]
        index += len(area.items)
        areas[area.id] = _area(area, mine, factor, rubric.measure.rounding)
    base = summed(names.BASE, tuple(areas.values()), rubric)
    return TableScore(items, areas, base, ())


def _incomplete(score: ItemScore) -> Incomplete | None:
    if score.status == "not_inspected":
        return Incomplete("not_inspected", score.item)
    if score.status == "no_fact":
        return Incomplete("no_fact", (score.item, score.lacking[0]))
    return None


def _factor(rubric: Rubric, items: tuple[ItemScore, ...]) -> Step | None:
    if not any(score.status == "rescaled" for score in items):
        return None
    whole = total(score.points for score in items)
    applicable = total(score.points for score in items if score.status != "rescaled")
    if not applicable:
        return None
    parts = (given(names.ALL_POINTS, whole, rubric), given(names.APPLICABLE_POINTS, applicable, rubric))
    return Step(names.RESCALE, "quotient", divided(whole, applicable), parts, rubric)


def _area(area: Area, items: tuple[ItemScore, ...], factor: Step | None, rounding: Rounding) -> Step:
    steps = tuple(score.step for score in items)
    step = Step(names.AREA, "sum", total(step.value for step in steps), steps, area)
    if factor is not None:
        step = Step(
            names.AREA, "product", times(step.value, factor.value), (step._replace(name=names.AREA_ITEMS), factor), area
        )
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
