"""How far each area's weight could move, as JSON: `kaoping.rubric-sensitivity/1`."""

from collections.abc import Sequence

from dangjian_kaoping.compare.impact.sensitivity import AreaSlack, RoundSlack
from dangjian_kaoping.exact import places, plain
from dangjian_kaoping.write.json.finding import Data
from dangjian_kaoping.write.json_text import as_json

FORMAT = "kaoping.rubric-sensitivity/1"
"""The version of the contract: what it promises may grow, and not change."""


def sensitivity_json(rounds: Sequence[RoundSlack]) -> str:
    """As JSON text: points with six places, null where no weight changes the last places."""
    return as_json({"format": FORMAT, "rounds": [_round(each) for each in rounds]})


def _round(one: RoundSlack) -> Data:
    return {
        "quarter": str(one.result.quarter),
        "rubric": one.result.rubric.version,
        "last": list(one.last),
        "areas": [_area(each) for each in one.areas],
    }


def _area(each: AreaSlack) -> Data:
    below, above = (None if end is None else places(end, 6) for end in (each.below, each.above))
    return {"area": each.area.name, "points": plain(each.points), "below": below, "above": above}
