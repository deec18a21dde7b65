"""雷达图: what part of each area a branch reached, beside the mean of all; the shares are told with it.

The shares of a plant lie close together, so that the middle is no 0: it is the same for all branches of a page.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from math import ceil, cos, pi, sin
from typing import NamedTuple

from dangjian_kaoping.engine.follow.reach import Reached
from dangjian_kaoping.exact import Exact
from dangjian_kaoping.words.figures import percent
from dangjian_kaoping.write.html.curve import Point, Scale, path

_FEWEST, _MOST = 3, 12
"""So many areas make a radar that can be read."""
_WIDE, _HIGH, _RADIUS, _LINE, _LETTERS = 400, 244, 80.0, 15.0, 9
_TENTH = Decimal("0.1")


class Words(NamedTuple):
    """A line of a label, and where it stands."""

    text: str
    at: Point
    strong: bool


class Spoke(NamedTuple):
    """An area: its line from the middle, its label and on which side of a point the label's letters stand."""

    line: str
    label: tuple[Words, ...]
    anchor: str


class Radar(NamedTuple):
    """The picture: rings of equal shares, a spoke an area, the branch, the mean of all; `words` say the same.

    The `middle` is a share well below the lowest of all.
    """

    width: int
    height: int
    rings: tuple[str, ...]
    spokes: tuple[Spoke, ...]
    own: str
    mean: str
    dots: tuple[Point, ...]
    middle: str
    words: str


def radars(reached: Mapping[str, Sequence[Reached]]) -> Mapping[str, Radar]:
    """By the branch's id its radar; none where there are too few areas for one, or too many."""
    lowest = min((float(each.share) for own in reached.values() for each in own), default=0.0)
    low = max(int(lowest * 10 - 0.5), 0) * _TENTH
    return {branch: _radar(own, low) for branch, own in reached.items() if _FEWEST <= len(own) <= _MOST}


def _radar(reached: Sequence[Reached], low: Decimal) -> Radar:
    scale = Scale(low, Decimal(1), 0.0, _RADIUS)
    angles = [2 * pi * index / len(reached) for index in range(len(reached))]
    own = [_at(angle, scale.height(_within(each.share, low))) for angle, each in zip(angles, reached, strict=True)]
    mean = [_at(angle, scale.height(_within(each.mean, low))) for angle, each in zip(angles, reached, strict=True)]
    half = (Decimal(1) + low) / 2
    return Radar(
        _WIDE,
        _HIGH,
        tuple(_closed([_at(angle, scale.height(share)) for angle in angles]) for share in (half, Decimal(1))),
        tuple(_spoke(angle, each) for angle, each in zip(angles, reached, strict=True)),
        _closed(own),
        _closed(mean),
        tuple(own),
        f"{low:.0%}",
        "；".join(f"{each.area.name} {percent(each.share)}，平均 {percent(each.mean)}" for each in reached),
    )


def _within(share: Exact, low: Decimal) -> Exact:
    """A share as far as the picture goes: more than all of an area is drawn as all."""
    return min(max(share, low), Decimal(1))


def _at(angle: float, distance: float) -> Point:
    """From the middle, clockwise from the top."""
    return Point(_WIDE / 2 + distance * sin(angle), _HIGH / 2 - distance * cos(angle))


def _closed(points: Sequence[Point]) -> str:
    return f"{path(tuple(points))}Z"


def _spoke(angle: float, reached: Reached) -> Spoke:
    name = reached.area.short or reached.area.name
    length = ceil(len(name) / ceil(len(name) / _LETTERS))
    lines = [name[start : start + length] for start in range(0, len(name), length)]
    lines.append(percent(reached.share))
    x, y = _at(angle, _RADIUS + 10)
    # above the picture the last line is nearest to it, below it the first; beside it they stand around its height
    rise = (1 + cos(angle)) / 2 * (len(lines) - 1) * _LINE
    label = [
        Words(text, Point(x, y + index * _LINE - rise + 4), index == len(lines) - 1) for index, text in enumerate(lines)
    ]
    side = sin(angle)
    anchor = "middle" if abs(side) < 0.1 else "start" if side > 0 else "end"
    return Spoke(path((_at(angle, 0), _at(angle, _RADIUS))), tuple(label), anchor)
