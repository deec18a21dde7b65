"""年度排名 as JSON: `kaoping.year/1`."""

from typing import Final, Literal, NotRequired, cast

from dangjian_kaoping.engine.score.eligibility import Flag
from dangjian_kaoping.engine.score.year import YearPlacing, YearResult
from dangjian_kaoping.views.table import Table
from dangjian_kaoping.views.year import year_ranking
from dangjian_kaoping.words.figures import published
from dangjian_kaoping.write.json.document import Draft, Number, Object, QuarterName, YearName, draft_mark, open_ended
from dangjian_kaoping.write.json.score import ExclusionData, exclusion_data
from dangjian_kaoping.write.json.table import fields_of
from dangjian_kaoping.write.json_text import as_json

FORMAT: Final = "kaoping.year/1"


class YearRoundData(Object):
    """一个支部在一轮里"""

    quarter: QuarterName
    """哪一轮"""
    composite: Number | None
    """综合得分"""
    rank: int | None
    """名次"""
    flags: list[Flag]
    """考核情形：末位 bottom_three、单项工作没有完成 task_not_done、否决 veto"""


class YearRow(Object):
    """年度排名的一行，一列一个键"""

    branch: str
    """党支部"""
    id: str
    """支部编号"""
    rank: int | None
    """年度名次"""
    score: Number | None
    """年度得分"""
    grade: str | None
    """等次；没有的为 null"""
    few_quarters: bool
    """是不是季度不足"""
    eligible: bool
    """能不能评先选优"""


class Absence(Object):
    """各季度相加的年度里，一个支部缺了哪几轮"""

    absent: NotRequired[list[QuarterName]]
    """没有参加的各轮：年度得分不全，不排名；都参加了的没有这个键"""


@open_ended
class YearBranchData(YearRow, Absence):
    """一个支部的一年；年度排名以后添了别的列，也在这里"""

    exclusions: list[ExclusionData]
    """不能评先选优的各条原因"""
    quarters: list[YearRoundData]
    """参加考评的各轮"""


class YearDocument(Draft):
    """年度排名（rank --year）"""

    format: Literal["kaoping.year/1"]
    """格式和它的版本"""
    year: YearName
    """哪年"""
    quarters: list[QuarterName]
    """哪几轮"""
    complete: bool
    """各支部各轮是不是都有综合得分；不是的，年度名次是暂时的"""
    branches: list[YearBranchData]
    """各支部，照年度名次"""


def year_json(result: YearResult, *, draft: bool = False) -> str:
    """The year for programs; numbers are text, and a draft says that it is one."""
    table = year_ranking(result)
    document: YearDocument = {
        "format": FORMAT,
        "year": str(result.year),
        "quarters": [str(quarter) for quarter in result.quarters],
        "complete": result.complete,
        **draft_mark(draft),
        "branches": [_branch(table, placing) for placing in table.rows],
    }
    return as_json(document)


def _branch(table: Table[YearPlacing], placing: YearPlacing) -> YearBranchData:
    return {
        **cast(YearRow, fields_of(table, placing)),
        **_absence(placing),
        "exclusions": [exclusion_data(each) for each in placing.exclusions],
        "quarters": [
            {
                "quarter": str(each.quarter),
                "composite": None if each.composite is None else published(each.composite),
                "rank": each.rank,
                "flags": list(each.flags),
            }
            for each in placing.quarters
        ],
    }


def _absence(placing: YearPlacing) -> Absence:
    return {"absent": [str(quarter) for quarter in placing.absent]} if placing.absent else {}
