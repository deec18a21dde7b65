"""综合得分走势: a branch's composites over the rounds, beside the means of all. A picture shows figures and is none."""

from collections.abc import Sequence
from typing import NamedTuple

from dangjian_kaoping.exact import Exact, places
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.write.html.curve import Point, Scale, path, strokes

_WIDE, _HIGH = 720.0, 220.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 60.0, 32.0, 14.0, 184.0
_LABELS = 12
"""So many rounds are named below at most."""
_DECIMALS = 2


class Tick(NamedTuple):
    """A name below the picture, or a figure beside it, and where it stands."""

    at: float
    text: str


class Picture(NamedTuple):
    """The lines of a branch and of the means, the rounds below and the points beside; `words` say the same."""

    width: float
    height: float
    left: float
    right: float
    own: tuple[str, ...]
    dots: tuple[Point, ...]
    mean: tuple[str, ...]
    rounds: tuple[Tick, ...]
    points: tuple[Tick, ...]
    words: str


def picture(quarters: Sequence[Quarter], own: Sequence[Exact | None], means: Sequence[Exact | None]) -> Picture | None:
    """The picture; None where there are not two rounds with points."""
    if sum(each is not None for each in own) < 2:
        return None
    known = [each for each in (*own, *means) if each is not None]
    low, high = min(known), max(known)
    scale = Scale(low, high, _BOTTOM, _TOP)
    step = (_WIDE - _LEFT - _RIGHT) / (len(quarters) - 1)
    xs = [_LEFT + index * step for index in range(len(quarters))]
    every = -(-len(quarters) // _LABELS)
    newest = len(quarters) - 1
    told = [
        f"{quarter.chinese} {places(one, _DECIMALS)}"
        for quarter, one in zip(quarters, own, strict=True)
        if one is not None
    ]
    points = [_point(x, each, scale) for x, each in zip(xs, own, strict=True)]
    return Picture(
        _WIDE,
        _HIGH,
        _LEFT,
        _WIDE - _RIGHT,
        tuple(map(path, strokes(points))),
        tuple(each for each in points if each is not None),
        tuple(map(path, strokes([_point(x, each, scale) for x, each in zip(xs, means, strict=True)]))),
        tuple(Tick(xs[at], str(quarters[at])) for at in range(newest, -1, -every)),
        tuple(Tick(scale.height(each), places(each, _DECIMALS)) for each in dict.fromkeys((high, low))),
        "；".join(told),
    )


def _point(x: float, value: Exact | None, scale: Scale) -> Point | None:
    return None if value is None else Point(x, scale.height(value))
