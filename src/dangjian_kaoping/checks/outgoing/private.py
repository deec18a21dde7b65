"""不公开原因的项目: that the settings name items that there are."""

from collections.abc import Iterable

from dangjian_kaoping.diagnostics import Faults, codes, perhaps
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.model.workspace import Settings


def check_private_items(settings: Settings, rubrics: Iterable[Rubric]) -> Faults:
    """Items whose reasons are to stay inside, and that no version has (KP589)."""
    faults = Faults()
    known = {item.id for rubric in rubrics for area in rubric.areas for item in area.items}
    for index, item in enumerate(settings.private_items):
        if item not in known:
            place = settings.place_of("private_items", index)
            faults.add(codes.KP589(item=item), place, hint=perhaps(item, sorted(known)))
    return faults
