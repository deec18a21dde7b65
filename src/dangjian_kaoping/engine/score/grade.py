"""等次: the band of a published figure, the caps that vetoes put on it, and the limits on how many may have it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from dangjian_kaoping.diagnostics import Diagnostic, codes, problems
from dangjian_kaoping.engine.score.circumstances import Refusal
from dangjian_kaoping.engine.score.interval import completed
from dangjian_kaoping.engine.score.veto import DatedVeto
from dangjian_kaoping.exact import Exact, divided, plain, rounded, times
from dangjian_kaoping.model.clause import Veto
from dangjian_kaoping.model.measure import Measure


class Grading(NamedTuple):
    """A branch's grade and how it came to it.

    `by_score` is the band of its figure, `caps` the vetoes that allowed no better than the grade, `crowded_out` the
    grades that it lost because only so many may have them.
    """

    grade: str
    by_score: str
    caps: tuple[DatedVeto, ...] = ()
    crowded_out: tuple[str, ...] = ()


class Contender(NamedTuple):
    """Who is graded: a published figure (分; None while there is none), the pool, where it stands (the smaller the
    higher), and the vetoes in force.
    """

    figure: Exact | None
    pool: str
    standing: tuple[Exact, ...]
    vetoes: tuple[DatedVeto, ...] = ()


def grade_of(composite: Exact, measure: Measure, vetoes: Iterable[Veto] = ()) -> str | None:
    """The grade of a score; None where the measure has no grades. Raises Refusal where no band holds it.

    A veto `grade_cap` allows no better grade than the one it names; the bands are written from best to worst.
    """
    if not measure.grades:
        return None
    index = _band(composite, measure)
    if index is None:
        raise Refusal(Diagnostic(codes.KP218(problem=problems.no_grade(plain(composite))), measure.grades[0].at))
    return _names(measure)[max([index, *(_cap(veto, measure) for veto in vetoes)])]


def gradings(contenders: Sequence[Contender], measure: Measure) -> list[Grading | None]:
    """The grades of a round or a year, in the order given; None for who has no figure, or one that no band holds.

    A limited grade is filled from above by standing; who is left out falls into the next. How many may have it is
    counted of all in the pool, those without a figure included.
    """
    names = _names(measure)
    bands = [None if each.figure is None else _band(each.figure, measure) for each in contenders]
    capped = {
        index: max([band, *(_cap(dated.force.veto, measure) for dated in contenders[index].vetoes)])
        for index, band in enumerate(bands)
        if band is not None
    }
    places = dict(capped)
    crowded_out: dict[int, tuple[str, ...]] = {}
    for grade in range(len(names) - 1):
        for index in _left_out(grade, places, contenders, measure):
            places[index] = grade + 1
            crowded_out[index] = (*crowded_out.get(index, ()), names[grade])
    found: list[Grading | None] = [None] * len(contenders)
    for index, place in places.items():
        band = bands[index]
        assert band is not None
        lowering = tuple(
            dated for dated in contenders[index].vetoes if _cap(dated.force.veto, measure) == capped[index] > band
        )
        found[index] = Grading(names[place], names[band], lowering, crowded_out.get(index, ()))
    return found


def _left_out(
    grade: int, places: Mapping[int, int], contenders: Sequence[Contender], measure: Measure
) -> Iterator[int]:
    """Who has a grade so far and cannot keep it; of a tie across the limit all can, or none."""
    percent = measure.grades[grade].at_most_percent
    if percent is None:
        return
    limits = measure.grade_limits
    pools: dict[str, list[int]] = {}
    for index, each in enumerate(contenders):
        pools.setdefault(each.pool if limits.pool == "class" else "", []).append(index)
    for members in pools.values():
        share = divided(times(Decimal(len(members)), percent), Decimal(100))
        many = int(rounded(share, 0, limits.rounding))
        mine = [index for index in members if places.get(index) == grade]
        standings = sorted(contenders[index].standing for index in mine)
        for index in mine:
            above = bisect_left(standings, contenders[index].standing)
            to_the_last = bisect_right(standings, contenders[index].standing)
            if above >= many or (limits.ties == "none" and to_the_last > many):
                yield index


def _names(measure: Measure) -> list[str]:
    return [band.grade for band in measure.grades]


def _band(figure: Exact, measure: Measure) -> int | None:
    stretches = completed(measure.grades)
    return next((place for place, stretch in enumerate(stretches) if stretch.holds(figure)), None)


def _cap(veto: Veto, measure: Measure) -> int:
    """The best place that a veto allows, from 0."""
    names = _names(measure)
    return names.index(veto.grade) if veto.effect == "grade_cap" and veto.grade in names else 0
