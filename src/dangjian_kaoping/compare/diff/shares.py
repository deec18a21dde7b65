"""How the points of a rubric are shared out between the 考核侧重, by area and by department, and what it asks for."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from dangjian_kaoping.compare.diff.partners import Partners
from dangjian_kaoping.compare.diff.strictness import OTHERS
from dangjian_kaoping.engine.follow.focus import FocusPoints, focus_of
from dangjian_kaoping.model.number import ByClass
from dangjian_kaoping.model.rubric import Item, Rubric


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
    return [focus_of(rubric, rubric.items(), each) for each in named or [OTHERS]]


def shifted_shares(partners: Partners) -> tuple[Shares, ...]:
    """What is shared out before and after, for each class that either version tells apart."""
    classes = dict.fromkeys((*_classes(partners.old), *_classes(partners.new)))
    return tuple(_shares(partners, each) for each in classes or (None,))


def _shares(partners: Partners, branch_class: str | None) -> Shares:
    old, new = partners.old, partners.new

    def shift(name: str, before: list[Item] | None, after: list[Item] | None) -> Shift:
        sides = ((old, before), (new, after))
        sums = (None if items is None else focus_of(rubric, items, branch_class or OTHERS) for rubric, items in sides)
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
