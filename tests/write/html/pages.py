"""The plant's page (`small_plant`)."""

from functools import cache

from dangjian_kaoping.write.html.ranking import ranking_page
from small_plant import edition, plant_twice


@cache
def page(*, redact: bool = False, draft: bool = False) -> str:
    """The plant's page."""
    return ranking_page(plant_twice(), edition(draft=draft), redact=redact).decode()
