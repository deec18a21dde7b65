"""How many points of a rubric go to each 考核侧重; where they differ by class, the least and the most."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from dangjian_kaoping.model.rubric import FOCUS_NAMES, Focus, Item, Rubric
from dangjian_kaoping.model.values import ClassNumber, chosen
from dangjian_kaoping.numbers import ZERO, Exact, divided, plain, plus, times
from dangjian_kaoping.render.figures import shown

_HUNDRED = Decimal(100)


class FocusPoints(NamedTuple):
    """One class's points (分): in all, and by focus."""

    total: Exact
    by_focus: Mapping[Focus, Exact]


def focus_points(rubric: Rubric) -> list[FocusPoints]:
    """The sums for every class that the rubric tells apart; a single one where it tells none."""
    return [_summed(rubric, each) for each in _classes(rubric)]


def _classes(rubric: Rubric) -> list[str]:
    named = [name for item in rubric.items() if item.points is not None for name in _named(item.points)]
    return list(dict.fromkeys(named)) or [""]


def _named(number: ClassNumber) -> list[str]:
    return [] if isinstance(number, Decimal) else list(number.by_class)


def _summed(rubric: Rubric, branch_class: str) -> FocusPoints:
    total: Exact = ZERO
    by_focus: dict[Focus, Exact] = dict.fromkeys(FOCUS_NAMES, ZERO)
    for item in rubric.items():
        points = _points(item, branch_class)
        total = plus(total, points)
        shares = item.focus if isinstance(item.focus, dict) else {item.focus: points} if item.focus else {}
        for name, share in shares.items():
            by_focus[name] = plus(by_focus[name], share)
    return FocusPoints(total, by_focus)


def _points(item: Item, branch_class: str) -> Exact:
    if item.points is None:
        return ZERO
    try:
        return chosen(item.points, branch_class)
    except LookupError:
        return ZERO


def points_in_words(sums: list[FocusPoints]) -> str:
    """The points in all: `100`, or `95～100` where classes differ."""
    return _between([each.total for each in sums])


def share_in_words(sums: list[FocusPoints], focus: Focus) -> str:
    """The points of a focus and their part of all: `18 (18%)`."""
    if len({(each.total, each.by_focus[focus]) for each in sums}) > 1:
        return _between([each.by_focus[focus] for each in sums])
    total, by_focus = sums[0]
    if not total:
        return "0"
    percent = shown(divided(times(by_focus[focus], _HUNDRED), total), 1).removeprefix("约")
    return f"{plain(by_focus[focus])} ({percent}%)"


def _between(values: list[Exact]) -> str:
    low, high = min(values), max(values)
    return plain(low) if low == high else f"{plain(low)}～{plain(high)}"
