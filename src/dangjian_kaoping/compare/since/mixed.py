"""An older version in which some items are as a newer one has them: what is measured there moved with the facts."""

from collections.abc import Sequence

from dangjian_kaoping.compare.since.joined import Joined
from dangjian_kaoping.model.rewriting import with_fields
from dangjian_kaoping.model.rubric import Area, Item, Rubric


def mixed(old: Rubric, new: Rubric, taken: Sequence[Joined]) -> Rubric | None:
    """The older version with the newer items of those `taken`, where the older ones stood.

    None where one of them is a factor on either side: with it everything is another that it multiplies.
    """
    if any(old.is_factor(item) for each in taken for item in each.old):
        return None
    if any(new.is_factor(item) for each in taken for item in each.new):
        return None
    gone = {item.id for each in taken for item in each.old}
    first = {each.old[0].id: each.new for each in taken if each.old}
    areas = {area.id: [*_replaced(area, first, gone)] for area in old.areas}
    more: dict[str, list[Item]] = {}
    for each in taken:
        for item in () if each.old else each.new:
            area = new.area_of[item.id]
            (areas[area.id] if area.id in areas else more.setdefault(area.id, [])).append(item)
    found = [with_fields(area, {"items": tuple(areas[area.id])}) for area in old.areas]
    found += [with_fields(area, {"items": tuple(more[area.id])}) for area in new.areas if area.id in more]
    return with_fields(old, {"areas": tuple(found)})


def _replaced(area: Area, first: "dict[str, tuple[Item, ...]]", gone: set[str]) -> "list[Item]":
    found: list[Item] = []
    for item in area.items:
        if item.id not in gone:
            found.append(item)
        found += first.get(item.id, ())
    return found
