"""走势 as JSON: `kaoping.trend/1`."""

from collections.abc import Iterator, Sequence
from typing import Final, Literal, cast

from dangjian_kaoping.engine.score.eligibility import Flag
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.views.trend import trend_of
from dangjian_kaoping.words.figures import published
from dangjian_kaoping.write.json.document import Number, Object, QuarterName, open_ended
from dangjian_kaoping.write.json.table import fields_of
from dangjian_kaoping.write.json_text import as_json

FORMAT: Final = "kaoping.trend/1"


class StandingData(Object):
    """一个支部一轮的得分和名次"""

    quarter: QuarterName
    """哪一轮"""
    composite: Number | None
    """综合得分"""
    rank: int | None
    """名次；没有综合得分的为 null"""
    flags: list[Flag]
    """考核情形：末位 bottom_three、单项工作没有完成 task_not_done、否决 veto"""


class CourseRow(Object):
    """走势的一行，一列一个键"""

    branch: str
    """党支部"""
    id: str
    """支部编号"""


@open_ended
class CourseData(CourseRow):
    """一个支部的走势；走势以后添了别的列，也在这里"""

    rounds: list[StandingData]
    """参加考评的各轮"""


class TrendDocument(Object):
    """各轮综合得分的走势（trend）"""

    format: Literal["kaoping.trend/1"]
    """格式和它的版本"""
    quarters: list[QuarterName]
    """哪几轮"""
    branches: list[CourseData]
    """各支部，照最近一轮的名次"""


def trend_json(results: Sequence[RoundResult]) -> str:
    """The series for programs, by branch; a round in which it did not take part is left out."""
    table = trend_of(results)
    document: TrendDocument = {
        "format": FORMAT,
        "quarters": [str(result.quarter) for result in results],
        "branches": [
            {**cast(CourseRow, fields_of(table, each)), "rounds": list(_rounds(results, each.branch.id))}
            for each in table.rows
        ],
    }
    return as_json(document)


def _rounds(results: Sequence[RoundResult], branch_id: str) -> Iterator[StandingData]:
    for result in results:
        for placing in result.placings:
            if placing.score.branch.id == branch_id:
                composite = placing.score.composite
                yield {
                    "quarter": str(result.quarter),
                    "composite": None if composite is None else published(composite),
                    "rank": placing.rank,
                    "flags": list(placing.flags),
                }
