"""等次: which one holds a published figure, what vetoes allow, the areas that it asks for, how many may have it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from dangjian_kaoping.diagnostics import Diagnostic, codes, problems
from dangjian_kaoping.engine.score.circumstances import Refusal
from dangjian_kaoping.engine.score.interval import completed
from dangjian_kaoping.engine.score.table import AreaPoints
from dangjian_kaoping.engine.score.veto import DatedVeto
from dangjian_kaoping.exact import Exact, divided, plain, rounded, times
from dangjian_kaoping.model.clause import Veto
from dangjian_kaoping.model.measure import Band, GradeLimits, Measure
from dangjian_kaoping.model.rubric import Area
from dangjian_kaoping.model.values import ByClass, chosen

_HUNDRED = Decimal(100)


class ShortOfAreas(NamedTuple):
    """A grade that a branch lost because it did not reach enough areas: how many it did, and those it did not."""

    grade: str
    percent: Decimal
    asked: int
    reached: int
    lacking: tuple[Area, ...]


class Grading(NamedTuple):
    """A branch's grade and how it came to it; None where it found a place in none.

    `by_score` is the grade that holds its figure, `caps` the vetoes that allowed no better than the grade,
    `short_of` the grades that it lost for want of areas, `crowded_out` those that it lost because only so many may
    have them.
    """

    grade: str | None
    by_score: str
    caps: tuple[DatedVeto, ...] = ()
    crowded_out: tuple[str, ...] = ()
    short_of: tuple[ShortOfAreas, ...] = ()


class Contender(NamedTuple):
    """Who is graded: a published figure (分; None while there is none), the pool, where it stands (the smaller the
    higher), the vetoes in force, and what it has of each area in which anything applies to it.
    """

    figure: Exact | None
    pool: str
    standing: tuple[Exact, ...]
    vetoes: tuple[DatedVeto, ...] = ()
    areas: tuple[tuple[Area, AreaPoints], ...] = ()


def grade_of(composite: Exact, measure: Measure, vetoes: Iterable[Veto] = ()) -> str | None:
    """The grade of a score; None where the measure has no grades. Raises Refusal where no band holds it.

    A veto `grade_cap` allows no better grade than the one it names; the grades are written from best to worst.
    """
    if not measure.grades:
        return None
    index = _band(composite, measure)
    if index is None:
        raise Refusal(Diagnostic(codes.KP218(problem=problems.no_grade(plain(composite))), measure.grades[0].at))
    return _names(measure)[max([index, *(_cap(veto, measure) for veto in vetoes)])]


def asks_of_areas(measure: Measure) -> bool:
    """Whether a grade depends on what was reached area by area."""
    return any(band.areas is not None for band in measure.grades)


def gradings(contenders: Sequence[Contender], measure: Measure) -> list[Grading | None]:
    """The grades of a round or a year, in the order given; None for who has no figure, or one that no grade holds.

    Grade by grade, from the best: who does not reach the areas that it asks for falls into the next, and of the
    others so many have it as may, by standing. Who falls out of the last has none.
    """
    found = [None if each.figure is None else _band(each.figure, measure) for each in contenders]
    bands = {index: band for index, band in enumerate(found) if band is not None}
    capped = {
        index: max([band, *(_cap(dated.force.veto, measure) for dated in contenders[index].vetoes)])
        for index, band in bands.items()
    }
    places = dict(capped)
    short_of: dict[int, tuple[ShortOfAreas, ...]] = {}
    crowded_out: dict[int, tuple[str, ...]] = {}
    for grade, band in enumerate(measure.grades):
        for index in [index for index, place in places.items() if place == grade]:
            short = _short_of(band, contenders[index])
            if short is not None:
                places[index] = grade + 1
                short_of[index] = (*short_of.get(index, ()), short)
        for index in list(_left_out(grade, places, contenders, measure)):
            places[index] = grade + 1
            crowded_out[index] = (*crowded_out.get(index, ()), band.grade)
    names = [*_names(measure), None]
    result: list[Grading | None] = [None] * len(contenders)
    for index, band_index in bands.items():
        dated = contenders[index].vetoes
        caps = tuple(each for each in dated if _cap(each.force.veto, measure) == capped[index] > band_index)
        result[index] = Grading(
            names[places[index]],
            measure.grades[band_index].grade,
            caps,
            crowded_out.get(index, ()),
            short_of.get(index, ()),
        )
    return result


def _short_of(band: Band, contender: Contender) -> ShortOfAreas | None:
    """What a branch lacks of the areas that a grade asks for; None where it lacks nothing."""
    asked = band.areas
    if asked is None:
        return None
    lacking = [
        area for area, had in contender.areas if times(had.points, _HUNDRED) < times(had.full, asked.from_percent)
    ]
    many = len(contender.areas) if asked.at_least is None else asked.at_least
    reached = len(contender.areas) - len(lacking)
    if reached >= many:
        return None
    return ShortOfAreas(band.grade, asked.from_percent, many, reached, tuple(lacking))


def _left_out(
    grade: int, places: Mapping[int, int], contenders: Sequence[Contender], measure: Measure
) -> Iterator[int]:
    """Who has a grade so far and cannot keep it; of a tie across the limit all can, or none."""
    band = measure.grades[grade]
    if band.at_most_percent is None and band.at_most is None:
        return
    limits = measure.grade_limits
    # a number for each class counts those of each class
    by_class = limits.pool == "class" or isinstance(band.at_most, ByClass)
    pools: dict[str, list[int]] = {}
    for index, each in enumerate(contenders):
        pools.setdefault(each.pool if by_class else "", []).append(index)
    for pool, members in pools.items():
        many = _how_many(band, pool, len(members), limits)
        mine = [index for index in members if places.get(index) == grade]
        standings = sorted(contenders[index].standing for index in mine)
        for index in mine:
            above = bisect_left(standings, contenders[index].standing)
            to_the_last = bisect_right(standings, contenders[index].standing)
            if above >= many or (limits.ties == "none" and to_the_last > many):
                yield index


def _how_many(band: Band, pool: str, members: int, limits: GradeLimits) -> int:
    """How many of a pool may have a grade: a count, a part of all in the pool (those without a figure included), or
    the smaller of both.
    """
    found = []
    if band.at_most_percent is not None:
        share = divided(times(Decimal(members), band.at_most_percent), _HUNDRED)
        found.append(int(rounded(share, 0, limits.rounding)))
    if band.at_most is not None:
        found.append(int(chosen(band.at_most, pool)))
    return min(found)


def _names(measure: Measure) -> list[str]:
    return [band.grade for band in measure.grades]


def _band(figure: Exact, measure: Measure) -> int | None:
    """The best grade that holds a figure: by its lines, or without lines where those of no other hold it."""
    stretches = completed(measure.grades)
    lines = [index for index, band in enumerate(measure.grades) if band.has_lines and stretches[index].holds(figure)]
    return next(iter(lines), next((index for index, band in enumerate(measure.grades) if not band.has_lines), None))


def _cap(veto: Veto, measure: Measure) -> int:
    """The best place that a veto allows, from 0."""
    names = _names(measure)
    return names.index(veto.grade) if veto.effect == "grade_cap" and veto.grade in names else 0
