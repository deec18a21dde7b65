"""How far an area's weight could move before the last places change: which revisions would decide about people.

An area's weight moves by itself: its points and what the branches have in it are multiplied by the same factor,
everything else stays. Figures are compared before they are rounded.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from dangjian_kaoping.engine import names
from dangjian_kaoping.engine.score.branch import BranchScore
from dangjian_kaoping.engine.score.composite import stages
from dangjian_kaoping.engine.score.ranking import Standing, in_last_places
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.engine.score.table import TableScore
from dangjian_kaoping.exact import ONE, ZERO, Exact, divided, least, minus, most, negative, plus, times, total
from dangjian_kaoping.model.measure import Measure
from dangjian_kaoping.model.rubric import Area
from dangjian_kaoping.periods import MONTHS_OF_A_QUARTER


class AreaSlack(NamedTuple):
    """One area: its points (分), and the points below and above which the last places change; None: at no weight up to
    those of all areas together.
    """

    area: Area
    points: Exact
    below: Exact | None
    above: Exact | None


class RoundSlack(NamedTuple):
    """The areas of one round with the points of all of them (分), and who is among its last places."""

    result: RoundResult
    last: tuple[str, ...]
    total: Exact
    areas: tuple[AreaSlack, ...]


class _Line(NamedTuple):
    """A branch's composite by the area's factor: `at_one` where the factor is 1, rising by `slope` between its ends."""

    branch_class: str
    branch_id: str
    name: str
    puts_last: bool
    at_one: Exact
    slope: Exact
    ends: tuple[Exact | None, Exact | None]

    def at(self, factor: Exact) -> Exact:
        low, high = self.ends
        value = plus(self.at_one, times(minus(factor, ONE), self.slope))
        value = value if low is None else most(value, low)
        return value if high is None else least(value, high)


def slack_of(result: RoundResult) -> RoundSlack:
    """How much each area of a complete round could move."""
    measure = result.rubric.measure
    scores = [each.score for each in result.placings]
    still = [_line(score, None, measure) for score in scores]
    areas = []
    every = [(area, points) for area in result.rubric.summed if (points := _points(scores, area))]
    whole = total(points for _, points in every)
    for area, points in every:
        lines = [_line(score, area, measure) for score in scores]
        below, above = _ends(lines, measure, divided(whole, points))
        areas.append(
            AreaSlack(
                area,
                points,
                None if below is None else times(below, points),
                None if above is None else times(above, points),
            )
        )
    last = _last(still, ONE, measure)
    return RoundSlack(result, tuple(each.name for each in still if each.branch_id in last), whole, tuple(areas))


def _points(scores: Sequence[BranchScore], area: Area) -> Exact:
    if area.points is not None:
        return times(area.points, area.weight)
    ids = {item.id for item in area.summed}
    found = scores[0].inspected.items if scores else ()
    return times(total(each.points for each in found if each.item.id in ids), area.weight)


def _line(score: BranchScore, area: Area | None, measure: Measure) -> _Line:
    assert score.composite is not None
    weighted, *limits = stages(score.composite)
    vetoed = next((each for each in limits if each.name == names.VETOED), None)
    slope: Exact = ZERO
    if area is not None and vetoed is None:
        slope = times(score.inspected.areas[area.id].value, measure.weights.inspection)
        slope = times(slope, _multiple(score.inspected))
        if score.declared is not None and score.declared.areas:
            part = divided(Decimal(score.months), Decimal(MONTHS_OF_A_QUARTER))
            own = times(times(score.declared.areas[area.id].value, part), _multiple(score.declared))
            slope = plus(slope, times(own, measure.weights.self_assessment))
    branch = score.branch
    puts_last = any(each.veto.effect == "last_place" for each in score.vetoes)
    caps = [each.cap.value for each in limits if each.cap is not None] if vetoed is None else []
    ends = measure.floor if vetoed is None else None, min(caps, default=None)
    at_one = weighted.value if vetoed is None else vetoed.value
    return _Line(branch.branch_class, branch.id, branch.name, puts_last, at_one, slope, ends)


def _multiple(table: TableScore) -> Exact:
    """What the measure multiplies the sum of the areas by."""
    assert table.base is not None
    return table.base.multiplier.value if table.base.operation == "product" else ONE


def _ends(lines: Sequence[_Line], measure: Measure, limit: Exact) -> tuple[Exact | None, Exact | None]:
    """The factors next to 1, below and above, beyond which others are among the last places; none above a limit."""
    now = _last(lines, ONE, measure)
    crossings = sorted({each for each in _crossings(lines) if each > ZERO})
    down = [each for each in reversed(crossings) if each <= ONE]
    up = [each for each in crossings if each >= ONE]
    within = [each for each in up if each <= limit]
    beyond = up[len(within)] if len(within) < len(up) else plus(limit, ONE)
    below = _first_change(lines, now, [*down, ZERO], measure)
    above = _first_change(lines, now, [*within, beyond], measure)
    return below, above


def _crossings(lines: Sequence[_Line]) -> Iterator[Exact]:
    """Where two branches change places, or one may: it comes to an end at which its figure or another's is held."""
    held = {end for line in lines for end in line.ends if end is not None}
    for line in lines if held else ():
        if line.slope:
            yield from (plus(ONE, divided(minus(end, line.at_one), line.slope)) for end in held)
    for index, one in enumerate(lines):
        for other in lines[:index]:
            steeper = minus(one.slope, other.slope)
            if steeper:
                yield plus(ONE, divided(minus(other.at_one, one.at_one), steeper))


def _first_change(
    lines: Sequence[_Line], now: frozenset[str], stops: Sequence[Exact], measure: Measure
) -> Exact | None:
    """Between two neighbouring crossings nobody changes places: it is enough to look once in between."""
    for here, beyond in pairwise(stops):
        if _last(lines, divided(plus(here, beyond), Decimal(2)), measure) != now:
            return here
    return None


def _last(lines: Sequence[_Line], factor: Exact, measure: Measure) -> frozenset[str]:
    pools: dict[str, list[tuple[str, Standing]]] = {}
    for each in lines:
        pool = each.branch_class if measure.last.pool == "class" else ""
        standing = (Decimal(each.puts_last), negative(each.at(factor)))
        pools.setdefault(pool, []).append((each.branch_id, standing))
    return frozenset(
        branch_id
        for pool in pools.values()
        for (branch_id, _), flagged in zip(pool, in_last_places([each for _, each in pool], measure.last), strict=True)
        if flagged
    )
