"""How far each area's weight could move, as JSON: `kaoping.rubric-sensitivity/1`."""

from collections.abc import Sequence
from typing import Final, Literal

from dangjian_kaoping.engine.otherwise.weights import AreaSlack, RoundSlack
from dangjian_kaoping.exact import places, plain
from dangjian_kaoping.write.json.document import ExactNumber, Number, Object, QuarterName
from dangjian_kaoping.write.json_text import as_json

FORMAT: Final = "kaoping.rubric-sensitivity/1"
"""The version of the contract: what it promises may grow, and not change."""


class AreaSlackData(Object):
    """一个方面"""

    area: str
    """专业方面"""
    points: ExactNumber
    """现在的分值"""
    below: Number | None
    """降到不足几分，末位就变；不会变的为 null"""
    above: Number | None
    """升到超过几分，末位就变；升到各方面合计也不会变的为 null"""


class RoundSlackData(Object):
    """一轮"""

    quarter: QuarterName
    """哪一轮"""
    rubric: str
    """按哪一版细则"""
    last: list[str]
    """末位的支部"""
    total: ExactNumber
    """各方面合计几分，试到这个数为止"""
    areas: list[AreaSlackData]
    """各方面"""


class SensitivityDocument(Object):
    """各方面的分值改到多少，末位才会变（confidence --sensitivity）"""

    format: Literal["kaoping.rubric-sensitivity/1"]
    """格式和它的版本"""
    rounds: list[RoundSlackData]
    """各轮"""


def sensitivity_json(rounds: Sequence[RoundSlack]) -> str:
    """As JSON text: points with six places, null where no weight changes the last places."""
    document: SensitivityDocument = {"format": FORMAT, "rounds": [_round(each) for each in rounds]}
    return as_json(document)


def _round(one: RoundSlack) -> RoundSlackData:
    return {
        "quarter": str(one.result.quarter),
        "rubric": one.result.rubric.version,
        "last": list(one.last),
        "total": plain(one.total),
        "areas": [_area(each) for each in one.areas],
    }


def _area(each: AreaSlack) -> AreaSlackData:
    below, above = (None if end is None else places(end, 6) for end in (each.below, each.above))
    return {"area": each.area.name, "points": plain(each.points), "below": below, "above": above}
