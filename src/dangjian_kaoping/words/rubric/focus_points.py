"""考核侧重 in words: how many points go to each, and which part of all that is."""

from decimal import Decimal

from dangjian_kaoping.engine.follow.focus import FocusPoints
from dangjian_kaoping.exact import Exact, divided, plain, times
from dangjian_kaoping.model.rubric import Focus
from dangjian_kaoping.words.figures import shown

_HUNDRED = Decimal(100)


def points_in_words(sums: list[FocusPoints]) -> str:
    """The points in all: `100`, or `95～100` where classes differ."""
    return _between([each.total for each in sums])


def share_in_words(sums: list[FocusPoints], focus: Focus) -> str:
    """The points of a focus and their part of all: `18 (15%)`; of 100 points the one says the other: `18`."""
    if len({(each.total, each.by_focus[focus]) for each in sums}) > 1:
        return _between([each.by_focus[focus] for each in sums])
    if not sums[0].total:
        return "0"
    points = plain(sums[0].by_focus[focus])
    return points if sums[0].total == _HUNDRED else f"{points} ({percent_in_words(sums[0], focus)})"


def percent_in_words(points: FocusPoints, focus: Focus) -> str:
    """The part of a focus in all points: `18%`."""
    if not points.total:
        return "0%"
    percent = divided(times(points.by_focus[focus], _HUNDRED), points.total)
    return f"{shown(percent, 1).removeprefix('约')}%"


def _between(values: list[Exact]) -> str:
    low, high = min(values), max(values)
    return plain(low) if low == high else f"{plain(low)}～{plain(high)}"
