"""走势 as JSON: `kaoping.trend/1`."""

from collections.abc import Iterator, Sequence
from typing import Final, Literal

from dangjian_kaoping.engine.score.eligibility import Flag
from dangjian_kaoping.engine.score.round import RoundResult, branches_of
from dangjian_kaoping.words.figures import published
from dangjian_kaoping.write.json.document import Number, Object, QuarterName
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


class CourseData(Object):
    """一个支部的走势"""

    branch: str
    """党支部"""
    id: str
    """支部编号"""
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
    document: TrendDocument = {
        "format": FORMAT,
        "quarters": [str(result.quarter) for result in results],
        "branches": [
            {"branch": branch.name, "id": branch_id, "rounds": list(_rounds(results, branch_id))}
            for branch_id, branch in branches_of(results).items()
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
