"""负担 as JSON: `kaoping.burden/1`."""

from typing import Final, Literal, cast

from dangjian_kaoping.engine.follow.burden import Burden, VersionBurden
from dangjian_kaoping.exact import plain
from dangjian_kaoping.model.workspace import Limits
from dangjian_kaoping.views.burden import branch_years, versions
from dangjian_kaoping.write.json.document import ExactNumber, Number, Object, OfClass, QuarterName, YearName, open_ended
from dangjian_kaoping.write.json.table import fields_of
from dangjian_kaoping.write.json_text import as_json

FORMAT: Final = "kaoping.burden/1"


class TracesData(OfClass, Object):
    """一类支部的痕迹管理分"""

    points: ExactNumber
    """痕迹管理的分"""
    total: ExactNumber
    """总分"""


class VersionRow(Object):
    """一版细则，一列一个键"""

    rubric: str
    """哪一版"""
    effective_from: QuarterName
    """从哪一季起施行"""
    items: int
    """项目数"""
    materials: int
    """备查材料，照项目逐个数"""
    different_materials: int
    """名称不同的备查材料"""
    trace_percent: Number | None
    """痕迹管理的分占总分的百分之几，各类支部不同的取最大的；没有分的为 null"""


@open_ended
class VersionData(VersionRow):
    """一版细则；以后添了别的列，也在这里"""

    traces: list[TracesData]
    """各类支部的痕迹管理分"""


@open_ended
class BranchYearData(OfClass, Object):
    """一个支部一年；以后添了别的列，也在这里"""

    year: YearName
    """年度"""
    branch: str
    """党支部"""
    id: str
    """支部编号"""
    quarters: int
    """参加考评的季度"""
    materials: int
    """要备的材料，每月的项目一季算三份"""
    sheets: int
    """要交的自评表"""
    planned: int
    """应受检几次：部室乘以季度"""
    held: int
    """已受检几次"""
    findings: int
    """部室写的记录"""
    declared: int
    """支部自评写的记录"""


class LimitsData(Object):
    """kaoping.yaml 的 limits，只管最新一版"""

    materials: int | None
    """备查材料的上限；没有写的为 null"""
    trace_percent: ExactNumber | None
    """痕迹管理的分占总分的百分之几；没有写的为 null"""


class BurdenDocument(Object):
    """支部负担：备查材料、自评表、受检、记录（burden）"""

    format: Literal["kaoping.burden/1"]
    """格式和它的版本"""
    versions: list[VersionData]
    """各版细则"""
    limits: LimitsData | None
    """上限；没有写的为 null"""
    rounds: list[QuarterName]
    """这几版施行期间考评过的各轮"""
    branches: list[BranchYearData]
    """各支部各年"""


def burden_json(burden: Burden, limits: Limits | None) -> str:
    """The versions, and every branch in every year."""
    told, years = versions(burden), branch_years(burden)
    document: BurdenDocument = {
        "format": FORMAT,
        "versions": [
            {**cast(VersionRow, fields_of(told, each)), "traces": [*_traces(each)]} for each in burden.versions
        ],
        "limits": None if limits is None else _limits(limits),
        "rounds": [str(each) for each in burden.rounds],
        "branches": [cast(BranchYearData, fields_of(years, each)) for each in burden.years],
    }
    return as_json(document)


def _traces(version: VersionBurden) -> list[TracesData]:
    return [
        {"class": name, "points": plain(each.by_focus["trace"]), "total": plain(each.total)}
        for name, each in version.points.items()
    ]


def _limits(limits: Limits) -> LimitsData:
    percent = None if limits.trace_percent is None else plain(limits.trace_percent)
    return {"materials": limits.materials, "trace_percent": percent}
