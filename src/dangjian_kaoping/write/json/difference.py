"""兑现差额 as JSON, `kaoping.difference/1`: amounts are text, to the fen."""

from typing import Final, Literal, cast

from dangjian_kaoping.engine.money.difference import Difference
from dangjian_kaoping.views.difference import difference_table
from dangjian_kaoping.words.figures import money
from dangjian_kaoping.write.json.document import Draft, Number, Object, QuarterName, draft_mark, open_ended
from dangjian_kaoping.write.json.table import fields_of
from dangjian_kaoping.write.json_text import as_json

FORMAT: Final = "kaoping.difference/1"
"""The version of the contract."""


@open_ended
class DifferenceData(Object):
    """一个支部的差额（元）；差额表以后添了别的列，也在这里"""

    branch: str
    """党支部"""
    id: str
    """支部编号"""
    rank_before: int | None
    """已发时的名次；当时没有参加的是 null"""
    rank: int | None
    """现在的名次；现在没有的是 null"""
    paid: Number
    """已发"""
    net: Number
    """应发"""
    difference: Number
    """差额：补发的是正数，扣回的是负数"""


class DifferenceDocument(Draft):
    """更正以后的兑现差额（reward --difference）"""

    format: Literal["kaoping.difference/1"]
    """格式和它的版本"""
    quarter: QuarterName
    """哪个季度"""
    policy: str
    """按哪一版绩效奖励办法"""
    rule: Literal["all", "owed"]
    """all 多退少补，owed 只补发少发的"""
    since: str
    """已发的以哪天登记的兑现表为准"""
    difference: Number
    """补发减扣回，一共多少元"""
    branches: list[DifferenceData]
    """各支部，照更正以后的名次"""


def difference_json(result: Difference, *, draft: bool = False) -> str:
    """What is owed to each branch, and in all."""
    table = difference_table(result)
    document: DifferenceDocument = {
        "format": FORMAT,
        "quarter": str(result.quarter),
        "policy": result.policy.version,
        "rule": result.policy.difference,
        "since": result.since.isoformat(),
        "difference": money(result.owed),
        **draft_mark(draft),
        "branches": [cast(DifferenceData, fields_of(table, each)) for each in table.rows],
    }
    return as_json(document)
