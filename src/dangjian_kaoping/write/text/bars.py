"""Bars in a line of text, which are pictures and no figures; a plain console has signs of ASCII for them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from fractions import Fraction

from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.exact import Exact
from dangjian_kaoping.views.table import Course, exact_of
from dangjian_kaoping.write.toned import joined, toned

_HEIGHTS, _PLAIN_HEIGHTS = "▁▂▃▄▅▆▇█", "12345678"
_LENGTH = 12


def bar(done: int, of: int, *, plain: bool) -> str:
    """So much of a whole: full only where all is done, empty only where nothing is."""
    full = 0 if not of else done * _LENGTH // of
    full = max(full, 1) if done else 0
    filled, empty = "#-" if plain else "█▁"
    return joined([toned(filled * full, "gained" if done == of else "warning"), empty * (_LENGTH - full)])


class Scale:
    """Heights for figures, half by how far a figure lies above the lowest, half by how many others are lower: few that
    lie far off show, and do not make all others alike.
    """

    def __init__(self, figures: Iterable[Exact], *, plain: bool) -> None:
        self._figures = sorted(figures)
        self._signs = _PLAIN_HEIGHTS if plain else _HEIGHTS

    def line(self, course: Course) -> str:
        """A sparkline; a space where there is no figure."""
        return "".join(" " if each is None else self.sign(exact_of(each)) for each in course.figures)

    def steps(self) -> Sequence[tuple[str, Exact]]:
        """From which figure on each height stands that is used, the lowest first."""
        found: dict[str, Exact] = {}
        for each in self._figures:
            found.setdefault(self.sign(each), each)
        return list(found.items())

    def sign(self, value: Exact) -> str:
        """The height of a figure."""
        lower = bisect_left(self._figures, value)
        others = lower + len(self._figures) - bisect_right(self._figures, value)
        if not others:
            return self._signs[-1]
        lowest, highest = Fraction(self._figures[0]), Fraction(self._figures[-1])
        height = (Fraction(lower, others) + (Fraction(value) - lowest) / (highest - lowest)) / 2
        return self._signs[min(int(height * len(self._signs)), len(self._signs) - 1)]


def scale_of(courses: Iterable[Course], *, plain: bool) -> Scale:
    """One scale for several courses."""
    return Scale((exact_of(each) for course in courses for each in _known(course)), plain=plain)


def _known(course: Course) -> Iterable[Step | Exact]:
    return (each for each in course.figures if each is not None)
