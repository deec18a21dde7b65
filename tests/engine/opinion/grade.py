"""Grades of a round or of a year: lines, caps, areas, places."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from .words import ZERO, Plain, half


class Contender(NamedTuple):
    """Who is graded: the figure, the class, where it stands (the higher the better), the grades that vetoes allow, and
    of each area the points and the full marks that apply.
    """

    figure: Fraction | None
    branch_class: str
    standing: tuple[Fraction, ...]
    caps: Sequence[str]
    areas: Sequence[tuple[Fraction, Fraction]]


def grades_of(contenders: Sequence[Contender], measure: Plain) -> list[str | None]:
    """The grade of each; None for who has no figure, or finds no grade."""
    bands = measure.get("grades") or []
    names = [band["grade"] for band in bands]
    at: list[int | None] = []
    for each in contenders:
        start = None if each.figure is None else _starts_in(each.figure, bands)
        allowed = [names.index(cap) for cap in each.caps if cap in names]
        at.append(None if start is None else max([start, *allowed]))
    for place, band in enumerate(bands):
        for n, each in enumerate(contenders):
            if at[n] == place and not _has_the_areas(band, each):
                at[n] = place + 1
        crowded = [
            n
            for n, each in enumerate(contenders)
            if at[n] == place and not _finds_a_place(each, band, at, place, contenders, measure)
        ]
        for n in crowded:
            at[n] = place + 1
    return [names[each] if each is not None and each < len(names) else None for each in at]


def _starts_in(figure: Fraction, bands: Sequence[Plain]) -> int | None:
    """The best grade whose lines hold it; where those of none do, the best without lines."""
    lined = [n for n, band in enumerate(bands) if _low(band) is not None or _high(band) is not None]
    for n in lined:
        low, high = _low(bands[n]), _high(bands[n])
        if low is None:
            # what is not written goes on to the next below
            below = [each for each in map(_high, bands) if each is not None and high is not None and each < high]
            low = _beyond(max(below)) if below else None
        if high is None:
            above = [each for each in map(_low, bands) if each is not None and low is not None and each > low]
            high = _before(min(above)) if above else None
        if (low is None or (figure, 0) >= low) and (high is None or (figure, 0) <= high):
            return n
    return next((n for n in range(len(bands)) if n not in lined), None)


_End = tuple[Fraction, int]
"""An end of a stretch: a figure, or the place just above (1) or below (-1) it."""


def _low(band: Plain) -> _End | None:
    if "from" in band:
        return (Fraction(band["from"]), 0)
    return (Fraction(band["over"]), 1) if "over" in band else None


def _high(band: Plain) -> _End | None:
    if "to" in band:
        return (Fraction(band["to"]), 0)
    return (Fraction(band["under"]), -1) if "under" in band else None


def _beyond(end: _End) -> _End:
    return (end[0], end[1] + 1)


def _before(end: _End) -> _End:
    return (end[0], end[1] - 1)


def _has_the_areas(band: Plain, each: Contender) -> bool:
    """Whether so many areas reach so much of what applies; an area of which nothing applies is not asked."""
    if "areas" not in band:
        return True
    asked = band["areas"]
    applying = [(points, full) for points, full in each.areas if full]
    reached = sum(points * 100 >= full * Fraction(asked["from_percent"]) for points, full in applying)
    return reached >= int(asked.get("at_least", len(applying)))


def _finds_a_place(
    mine: Contender, band: Plain, at: Sequence[int | None], place: int, contenders: Sequence[Contender], measure: Plain
) -> bool:
    limits = measure.get("grade_limits") or {}
    count: Any = band.get("at_most")
    by_class = isinstance(count, dict) or limits.get("pool", "all") == "class"
    pool = [n for n, each in enumerate(contenders) if not by_class or each.branch_class == mine.branch_class]
    many = []
    if count is not None:
        if isinstance(count, dict):
            count = count["by_class"].get(mine.branch_class, count.get("otherwise"))
        many.append(Fraction(count))
    if "at_most_percent" in band:
        share = len(pool) * Fraction(band["at_most_percent"]) / 100
        many.append(half(share, 0, limits.get("rounding", "down")))
    if not many:
        return True
    competing = [contenders[n].standing for n in pool if at[n] == place]
    better = sum(each > mine.standing for each in competing)
    equal = sum(each == mine.standing for each in competing)
    if limits.get("ties", "none") == "all":
        return better + ZERO < min(many)
    return better + equal + ZERO <= min(many)
