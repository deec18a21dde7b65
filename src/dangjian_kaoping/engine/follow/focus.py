"""考核侧重: how many points go to traces, to carrying out and to effect, and how many materials are asked for."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from dangjian_kaoping.exact import ZERO, Exact, plus, times
from dangjian_kaoping.model.number import ClassNumber, chosen
from dangjian_kaoping.model.rubric import FOCUS_NAMES, Focus, Item, Rubric


class FocusPoints(NamedTuple):
    """Points (分) of some items: in all, and by focus; and how many materials (备查材料) they ask for."""

    total: Exact
    by_focus: Mapping[Focus, Exact]
    materials: int


def focus_of(rubric: Rubric, items: Iterable[Item], branch_class: str) -> FocusPoints:
    """The points of some items for a class of branches, as their areas weigh them; factors are in no sum."""
    total: Exact = ZERO
    by_focus: dict[Focus, Exact] = dict.fromkeys(FOCUS_NAMES, ZERO)
    materials = 0
    for item in items:
        if not rubric.is_factor(item):
            weight = rubric.area_of[item.id].weight
            points = _points(item.points, branch_class)
            total = plus(total, times(points, weight))
            shares = item.focus if isinstance(item.focus, dict) else {item.focus: points} if item.focus else {}
            for name, share in shares.items():
                by_focus[name] = plus(by_focus[name], times(share, weight))
        materials += len(item.materials)
    return FocusPoints(total, by_focus, materials)


def _points(number: ClassNumber | None, branch_class: str) -> Exact:
    if number is None:
        return ZERO
    try:
        return chosen(number, branch_class)
    except LookupError:
        return ZERO
