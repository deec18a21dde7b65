"""集团 as JSON: `kaoping.group/1`."""

from typing import Final, Literal

from dangjian_kaoping.engine.group.rows import AreaRow, UnitRow
from dangjian_kaoping.engine.group.together import Band, GroupRound, Placed, Pool, Spread
from dangjian_kaoping.engine.seal import SealState
from dangjian_kaoping.write.json.document import Number, Object, OfClass, QuarterName
from dangjian_kaoping.write.json_text import as_json

FORMAT: Final = "kaoping.group/1"


class UnitData(Object):
    """一个单位"""

    unit: str
    """单位编号"""
    name: str
    """单位名称"""
    region: str | None
    """区域；没有写的为 null"""
    counted: bool
    """算不算在集团的数里"""
    trouble: Literal["unreadable", "absent", "provisional"] | None
    """读不了、没有这一季的记录、暂定；都不是的为 null"""
    seal: SealState | None
    """封存情况；没有看的为 null"""
    sealed_on: str | None
    """封存的日期；没有封存的为 null"""
    final: bool
    """是不是定案的封存"""
    version: str | None
    """施行哪一版细则"""
    rubric: str | None
    """细则内容的摘要；一字不差的才一样"""
    branches: int
    """参加考评的党支部"""
    errors: int
    """读不了的，有几处错"""
    told: str | None
    """其中第一处"""
    materials: int
    """备查材料，照项目逐个数"""
    trace_percent: Number | None
    """痕迹管理的分占总分的百分之几"""
    sheets: int
    """一个支部一季要交的自评表"""
    findings: int
    """部室写的记录"""


class PlacedData(OfClass, Object):
    """一个党支部"""

    rank: int | None
    """放在一起排的名次"""
    class_rank: int | None
    """同类支部里的名次"""
    unit: str
    """单位编号"""
    branch: str
    """支部编号，各单位自己的"""
    name: str
    """党支部"""
    composite: Number | None
    """综合得分；没有的为 null"""
    own_rank: int | None
    """在本单位的名次"""
    grade: str | None
    """等次"""
    last: bool
    """在本单位是不是末位"""
    undone: int
    """单项工作有几项未完成"""


class SpreadData(Object):
    """综合得分的分布，都是某个支部公布的得分"""

    highest: Number
    """最高"""
    upper: Number
    """四分之三的支部不高于它"""
    median: Number
    """一半的支部不高于它"""
    lower: Number
    """四分之一的支部不高于它"""
    lowest: Number
    """最低"""


class BandData(Object):
    """一个等次，或者十分一段"""

    grade: str | None
    """等次；按十分一段的，和没有等次的，为 null"""
    tens: int | None
    """从几分起的十分；按等次的为 null"""
    branches: int
    """几个支部"""


class PoolData(Object):
    """细则一字不差、放在一起排名的单位"""

    rubric: str
    """细则内容的摘要"""
    version: str
    """哪一版"""
    units: list[str]
    """有哪些单位"""
    spread: SpreadData | None
    """分布；没有得分的为 null"""
    bands: list[BandData]
    """各等次（各段）的支部数"""
    ranking: list[PlacedData]
    """排名"""


class AreaData(Object):
    """一个方面的问题"""

    area: str
    """方面"""
    found: int
    """本轮发现的"""
    open: int
    """到这一季末没有销号的"""
    overdue: int
    """其中逾期的"""


class GroupDocument(Object):
    """集团一轮的汇总（group score）"""

    format: Literal["kaoping.group/1"]
    """格式和它的版本"""
    group: str
    """集团名称"""
    quarter: QuarterName
    """哪一季"""
    unsealed: bool
    """没有封存的算不算"""
    units: list[UnitData]
    """各单位"""
    pools: list[PoolData]
    """各自的排名，支部多的在前"""
    areas: list[AreaData]
    """各方面的问题，多的在前"""


def group_json(round: GroupRound) -> str:
    """The units, the rankings and the problems."""
    document: GroupDocument = {
        "format": FORMAT,
        "group": round.name,
        "quarter": round.asked.quarter,
        "unsealed": round.asked.unsealed,
        "units": [_unit(each) for each in round.units],
        "pools": [_pool(each) for each in round.pools],
        "areas": [_area(each) for each in round.areas],
    }
    return as_json(document)


def _unit(row: UnitRow) -> UnitData:
    return {
        "unit": row.unit,
        "name": row.name,
        "region": row.region or None,
        "counted": row.counted,
        "trouble": row.trouble,
        "seal": row.seal,
        "sealed_on": row.sealed_on or None,
        "final": row.final,
        "version": row.version or None,
        "rubric": row.rubric or None,
        "branches": row.branches,
        "errors": row.errors,
        "told": row.told or None,
        "materials": row.materials,
        "trace_percent": None if row.trace_percent is None else format(row.trace_percent, "f"),
        "sheets": row.sheets,
        "findings": row.findings,
    }


def _pool(pool: Pool) -> PoolData:
    return {
        "rubric": pool.rubric,
        "version": pool.version,
        "units": [each.unit for each in pool.units],
        "spread": None if pool.spread is None else _spread(pool.spread),
        "bands": [_band(each) for each in pool.bands],
        "ranking": [_placed(each) for each in pool.placed],
    }


def _spread(spread: Spread) -> SpreadData:
    return {
        "highest": format(spread.highest, "f"),
        "upper": format(spread.upper, "f"),
        "median": format(spread.median, "f"),
        "lower": format(spread.lower, "f"),
        "lowest": format(spread.lowest, "f"),
    }


def _band(band: Band) -> BandData:
    return {"grade": band.grade, "tens": band.tens, "branches": band.branches}


def _placed(placed: Placed) -> PlacedData:
    row = placed.row
    return {
        "rank": placed.rank,
        "class_rank": placed.class_rank,
        "unit": row.unit,
        "branch": row.branch,
        "name": row.name,
        "class": row.branch_class,
        "composite": None if row.composite is None else format(row.composite, "f"),
        "own_rank": row.rank,
        "grade": row.grade,
        "last": row.last,
        "undone": row.undone,
    }


def _area(area: AreaRow) -> AreaData:
    return {"area": area.area, "found": area.found, "open": area.open, "overdue": area.overdue}
