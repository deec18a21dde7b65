"""Curves: where the points of a picture lie. A picture shows figures and is none, so it may use floats."""

from collections.abc import Sequence
from typing import NamedTuple

from dangjian_kaoping.exact import Exact


class Point(NamedTuple):
    """A place in a picture, from its top left corner (像素)."""

    x: float
    y: float

    @property
    def text(self) -> str:
        """As SVG has it: `12,3.5`."""
        return f"{_short(self.x)},{_short(self.y)}"


Stroke = tuple[Point, ...]
"""Points that a line joins."""


def strokes(points: Sequence[Point | None]) -> tuple[Stroke, ...]:
    """The lines of a course: a round in which there is nothing breaks it."""
    found: list[list[Point]] = [[]]
    for point in points:
        if point is None:
            found.append([])
        else:
            found[-1].append(point)
    return tuple(tuple(stroke) for stroke in found if stroke)


class Scale(NamedTuple):
    """From a figure to a height: `low` lies at `bottom`, `high` at `top`."""

    low: Exact | int
    high: Exact | int
    bottom: float
    top: float

    def height(self, value: Exact | int) -> float:
        """Where a figure lies."""
        if self.high == self.low:
            return (self.bottom + self.top) / 2
        share = (float(value) - float(self.low)) / (float(self.high) - float(self.low))
        return self.bottom + share * (self.top - self.bottom)


def path(stroke: Stroke) -> str:
    """A line as SVG has it."""
    return "M" + " ".join(point.text for point in stroke)


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
