"""How the points of a rubric are shared out between the 考核侧重, by area and by department, and what it asks for."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from dangjian_kaoping.compare.diff.partners import Partners
from dangjian_kaoping.compare.diff.strictness import OTHERS
from dangjian_kaoping.exact import ZERO, Exact, plus, times
from dangjian_kaoping.model.number import ByClass, ClassNumber, chosen
from dangjian_kaoping.model.rubric import FOCUS_NAMES, Focus, Item, Rubric


class FocusPoints(NamedTuple):
    """Points (分) of some items: in all, and by focus; and how many materials (备查材料) they ask for."""

    total: Exact
    by_focus: Mapping[Focus, Exact]
    materials: int


class Shift(NamedTuple):
    """One row before and after; None where that side has no such area or department."""

    name: str
    before: FocusPoints | None
    after: FocusPoints | None


class Shares(NamedTuple):
    """The shift of points for one class of branches, or for all (None) where no points differ by class.

    The classes that nothing names stand together as OTHERS.
    """

    branch_class: str | None
    whole: Shift
    areas: tuple[Shift, ...]
    departments: tuple[Shift, ...]


def focus_points(rubric: Rubric) -> list[FocusPoints]:
    """The sums for every class that the rubric names; a single one where it names none."""
    named = [each for each in _classes(rubric) if each != OTHERS]
    return [_summed(rubric, rubric.items(), each) for each in named or [OTHERS]]


def shifted_shares(partners: Partners) -> tuple[Shares, ...]:
    """What is shared out before and after, for each class that either version tells apart."""
    classes = dict.fromkeys((*_classes(partners.old), *_classes(partners.new)))
    return tuple(_shares(partners, each) for each in classes or (None,))


def _shares(partners: Partners, branch_class: str | None) -> Shares:
    old, new = partners.old, partners.new

    def shift(name: str, before: list[Item] | None, after: list[Item] | None) -> Shift:
        sides = ((old, before), (new, after))
        sums = (None if items is None else _summed(rubric, items, branch_class or OTHERS) for rubric, items in sides)
        return Shift(name, *sums)

    origin = {after: before for before, after in partners.areas.pairs}
    there = {area.id: area for area in old.areas}
    areas = []
    for area in new.areas:
        partner = there.get(origin.get(area.id, ""))
        areas.append(shift(area.name, None if partner is None else list(partner.items), list(area.items)))
    areas += [shift(there[each].name, list(there[each].items), None) for each in partners.areas.removed]
    before, after = _by(_departments, old.items()), _by(_departments, new.items())
    names = dict.fromkeys((*after, *before))
    departments = [shift(each, before.get(each), after.get(each)) for each in names]
    whole = shift("", list(old.items()), list(new.items()))
    return Shares(branch_class, whole, tuple(areas), tuple(departments))


def _departments(item: Item) -> str:
    """The departments of an item; what several check together stands under all their names."""
    return "、".join(item.department)


def _by(name: Callable[[Item], str], items: Iterable[Item]) -> dict[str, list[Item]]:
    found: dict[str, list[Item]] = {}
    for item in items:
        found.setdefault(name(item), []).append(item)
    return found


def _classes(rubric: Rubric) -> list[str]:
    """The classes that points differ by; OTHERS stands for those that nothing names."""
    numbers = [item.points for item in rubric.items() if isinstance(item.points, ByClass)]
    named = dict.fromkeys(each for number in numbers for each in number.by_class)
    if numbers and all(number.otherwise is not None for number in numbers):
        named[OTHERS] = None
    return list(named)


def _summed(rubric: Rubric, items: Iterable[Item], branch_class: str) -> FocusPoints:
    """The points of some items as their areas weigh them; factors are in no sum."""
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
