"""How firm a round is, as JSON: `kaoping.confidence/1`."""

from typing import Final, Literal, cast

from dangjian_kaoping.engine.otherwise.edge import Deciding, Way
from dangjian_kaoping.engine.otherwise.firmness import Firmness
from dangjian_kaoping.engine.otherwise.lines import About
from dangjian_kaoping.engine.otherwise.margins import Margin
from dangjian_kaoping.engine.score.round import Placing
from dangjian_kaoping.exact import plain
from dangjian_kaoping.model.roster import Branch
from dangjian_kaoping.views.confidence import deciding_facts
from dangjian_kaoping.words.figures import published
from dangjian_kaoping.write.json.document import Number, Object, QuarterName, open_ended
from dangjian_kaoping.write.json.finding import Written, fact_data, source_of
from dangjian_kaoping.write.json.over_time import OverTimeData, over_time_data
from dangjian_kaoping.write.json.table import fields_of
from dangjian_kaoping.write.json.teams import DepartmentTeamsData, teams_data
from dangjian_kaoping.write.json_text import as_json

FORMAT: Final = "kaoping.confidence/1"
"""The version of the contract: what it promises may grow, and not change."""


class NamedBranch(Object):
    """一个支部"""

    branch: str
    """党支部"""
    id: str
    """支部编号"""


class StandingData(NamedBranch):
    """线旁边的一个支部"""

    composite: Number
    """综合得分"""


class LineData(Object):
    """一条线：末位和其余之间，或第一名和其次之间"""

    pool: str | None
    """哪一类支部的；全部支部一条线的为 null"""
    above: list[StandingData]
    """线以上最近的；得分相同的都列"""
    below: list[StandingData]
    """线以下最近的；得分相同的都列"""
    margin: Number | None
    """相差几分；不是由得分分开的为 null"""


class RegradedData(NamedBranch):
    """换了等次的一个支部"""

    before: str | None
    """现在的等次；没有等次的为 null"""
    after: str | None
    """换成的等次；没有等次的为 null"""


class DecidingRow(Object):
    """一条差一步就会换人的检查记录，一列一个键"""

    branch: str
    """谁的记录"""
    id: str
    """支部编号"""
    item: str
    """项目编号"""
    clause: str
    """条款编号"""
    department: str | None
    """检查的部室"""
    recorded: str
    """记的是什么"""
    instead: str
    """换成什么"""
    points: Number
    """综合得分高几分；低的是负数"""


@open_ended
class DecidingData(DecidingRow):
    """一条差一步就会换人的检查记录；以后添了别的列，也在这里"""

    way: Way
    """对这个支部从轻 milder、从严 harsher；aside 自己的名次不变，别的支部变"""
    far: bool
    """是不是要到头（最好、最差）才变；否则差一步就变"""
    fact: dict[str, Written]
    """记下的事实，照记录里的键"""
    instead_fact: dict[str, Written] | None
    """换成的事实；没有这一条的为 null"""
    comes_in: list[NamedBranch]
    """因此列入末位（成为第一名）的"""
    goes_out: list[NamedBranch]
    """因此不再列入末位（不再是第一名）的"""
    regraded: list[RegradedData]
    """因此换了等次的；问的不是等次的是空的"""
    source: str | None
    """记在哪里，文件:行"""


class ConfidenceDocument(Object):
    """末位、第一名、等次稳不稳（confidence）"""

    format: Literal["kaoping.confidence/1"]
    """格式和它的版本"""
    quarter: QuarterName
    """哪一轮"""
    rubric: str
    """按哪一版细则"""
    about: About
    """看末位 last、第一名 first、等次 grade"""
    lines: list[LineData]
    """线在哪里；看等次的是空的"""
    facts: int
    """有几条检查记录"""
    tried: int
    """一共试过几种记法，结果一样的算一种"""
    refused: int
    """照细则不能这样记、没有算的有几种"""
    deciding_near: int
    """差一步就会换人的有几条"""
    deciding_with_far: int
    """加上到头才变的，有几条"""
    deciding: list[DecidingData]
    """各条；照支部的名次先后"""
    over_time: OverTimeData | None
    """以前各轮怎样；看的不是末位的为 null"""
    teams: list[DepartmentTeamsData]
    """各检查组平均扣的分；至少两个检查组去过的部室"""


def confidence_json(found: Firmness) -> str:
    """As JSON text."""
    edge = found.edge
    document: ConfidenceDocument = {
        "format": FORMAT,
        "quarter": str(edge.result.quarter),
        "rubric": edge.result.rubric.version,
        "about": edge.about,
        "lines": [_line(each) for each in edge.margins],
        "facts": edge.facts,
        "tried": edge.tried,
        "refused": edge.refused,
        "deciding_near": edge.deciding_facts(far=False),
        "deciding_with_far": edge.deciding_facts(),
        "deciding": [_deciding(each, edge.about) for each in edge.deciding],
        "over_time": None if found.over_time is None else over_time_data(found.over_time),
        "teams": teams_data(found.teams),
    }
    return as_json(document)


def _line(margin: Margin) -> LineData:
    above, below = ([_standing(each) for each in side] for side in (margin.above, margin.below))
    points = None if margin.points is None else plain(margin.points)
    return {"pool": margin.pool or None, "above": above, "below": below, "margin": points}


def _standing(placing: Placing) -> StandingData:
    return {**_branch(placing.score.branch), "composite": published(placing.score.composite)}


def _branch(branch: Branch) -> NamedBranch:
    return {"branch": branch.name, "id": branch.id}


def _deciding(each: Deciding, about: About) -> DecidingData:
    finding = each.fact.recorded.finding
    data: DecidingData = {
        **cast(DecidingRow, fields_of(deciding_facts([each], about), each)),
        "way": each.way,
        "far": each.far,
        "fact": fact_data(finding),
        "instead_fact": None if each.after is None else fact_data(each.after),
        "comes_in": [_branch(one) for one in each.comes_in],
        "goes_out": [_branch(one) for one in each.goes_out],
        "regraded": [{**_branch(one.branch), "before": one.before, "after": one.after} for one in each.regraded],
        "source": source_of(finding.at),
    }
    return data
