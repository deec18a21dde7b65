"""检查组 as a part of a JSON document."""

from collections.abc import Sequence

from dangjian_kaoping.engine.otherwise.teams import ClassTeams, DepartmentTeams
from dangjian_kaoping.words.figures import six
from dangjian_kaoping.write.json.document import Number, Object, OfClass


class TeamMeanData(Object):
    """一个检查组在一类支部"""

    team: str
    """检查组"""
    branches: int
    """去了几个支部"""
    mean: Number
    """平均扣几分（检查扣分）"""


class ClassTeamsData(OfClass, Object):
    """一类支部"""

    teams: list[TeamMeanData]
    """去过的检查组"""


class ExchangesData(Object):
    """组名在同类支部之间的调法"""

    as_far: int
    """相差不比实际小的有几种，实际的算在内"""
    of: int
    """一共几种"""


class DepartmentTeamsData(Object):
    """一个部室的检查组"""

    department: str
    """部室"""
    classes: list[ClassTeamsData]
    """各类支部"""
    apart: Number
    """各组比本类支部平均多扣的分，最多的减最少的"""
    exchanges: ExchangesData | None
    """调法；不足 20 种、数不过来的为 null"""
    without: list[str]
    """没有写检查组的支部"""


def teams_data(departments: Sequence[DepartmentTeams]) -> list[DepartmentTeamsData]:
    """The departments whose teams can be compared."""
    return [
        {
            "department": each.department,
            "classes": [_class(one) for one in each.classes],
            "apart": six(each.apart),
            "exchanges": None if each.exchanges is None else {"as_far": each.exchanges.as_far, "of": each.exchanges.of},
            "without": list(each.without),
        }
        for each in departments
    ]


def _class(one: ClassTeams) -> ClassTeamsData:
    teams: list[TeamMeanData] = [
        {"team": each.team, "branches": each.branches, "mean": six(each.mean)} for each in one.teams
    ]
    return {"class": one.branch_class, "teams": teams}
