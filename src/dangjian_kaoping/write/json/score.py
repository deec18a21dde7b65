"""考评得分 as JSON, `kaoping.score/1`: the contract for programs."""

from typing import Final, Literal, NotRequired, cast

from dangjian_kaoping.engine.score.branch import BranchScore
from dangjian_kaoping.engine.score.eligibility import Bar, Exclusion, Flag
from dangjian_kaoping.engine.score.round import Placing, RoundResult
from dangjian_kaoping.engine.score.table import Incomplete
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.rubric import Item
from dangjian_kaoping.views.ranking import ranking
from dangjian_kaoping.views.table import Table
from dangjian_kaoping.words.figures import published_or_none, six
from dangjian_kaoping.words.names import incomplete_in_words
from dangjian_kaoping.write.json.adjustment import AdjustedData, adjusted_data
from dangjian_kaoping.write.json.document import Draft, Number, Object, OfClass, QuarterName, draft_mark, open_ended
from dangjian_kaoping.write.json.finding import FindingData, finding_data
from dangjian_kaoping.write.json.table import fields_of
from dangjian_kaoping.write.json_text import as_json

FORMAT: Final = "kaoping.score/1"
"""The version of the contract: what it promises may grow, and not change."""


class ExclusionData(Object):
    """不能评先选优的一条原因"""

    kind: Bar
    """哪一种原因"""
    quarter: QuarterName | None
    """出在哪一轮"""
    item: str | None
    """否决的项目；不是否决的为 null"""
    clause: str | None
    """否决的条款；不是否决的为 null"""


class IncompleteData(Object):
    """还缺的一样"""

    kind: str
    """缺哪一种：没有检查 not_inspected、没有事实 no_fact、没有可以计分的项目 nothing_applicable、缺自评的月份 months；
    自评的前面有 self_"""
    item: str | None
    """项目编号"""
    clause: str | None
    """条款编号"""
    message: str
    """一句话"""


class StandingData(Object):
    """等次和评先选优"""

    grade: str | None
    """等次；没有的为 null"""
    eligible: bool
    """能不能评先选优"""
    exclusions: list[ExclusionData]
    """不能评先选优的各条原因"""


class AdjustmentsData(Object):
    """复核调整的结果"""

    adjustments: list[AdjustedData]
    """各处复核调整"""
    composite_before: Number | None
    """复核调整前的综合得分；没有调整的为 null"""


class FiguresData(OfClass):
    """一个支部的得分和名次；公布的数已经修约，别的数有六位小数"""

    rank: int | None
    """名次；没有综合得分的为 null"""
    composite: Number | None
    """综合得分"""
    inspection: Number | None
    """检查得分"""
    self_assessment: Number | None
    """自评得分"""
    base: Number | None
    """基础分"""
    bonus: Number
    """加分"""
    penalty: Number
    """扣减"""
    flags: list[Flag]
    """考核情形：末位 bottom_three、单项工作没有完成 task_not_done、否决 veto"""


class ScoreData(FiguresData, StandingData, AdjustmentsData):
    """一个支部的得分；公布的数已经修约，别的数有六位小数"""

    branch: str
    """党支部"""
    id: str
    """支部编号"""
    incomplete: list[IncompleteData]
    """还缺什么，所以没有综合得分"""


class RowData(FiguresData):
    """排名表的一行，一列一个键"""

    areas: dict[str, Number | None]
    """各方面的检查得分"""
    factors: NotRequired[dict[str, Number | None]]
    """各系数，按项目、方面的名称；细则没有系数的不写"""


@open_ended
class BranchData(RowData, ScoreData):
    """一个支部在一轮里的结果；排名表以后添了别的列，也在这里"""

    findings: list[FindingData]
    """检查的各条发现"""


class AbsenceData(Object):
    """一个项目为什么本轮对各支部都不考评"""

    item: str
    """项目编号"""
    departments: dict[str, str]
    """没有检查的部室和原因"""


class AbsencesData(Object):
    """没有检查的部室的项目"""

    absences: NotRequired[list[AbsenceData]]
    """部室没有检查的项目；各部室都检查了的没有这个键"""


class ScoreDocument(Draft, AbsencesData):
    """考评得分（score、rank）"""

    format: Literal["kaoping.score/1"]
    """格式和它的版本"""
    quarter: QuarterName
    """哪一轮"""
    rubric: str
    """按哪一版细则"""
    complete: bool
    """各支部是不是都有综合得分；不是的，名次是暂定的"""
    branches: list[BranchData]
    """各支部，照名次"""


def score_json(result: RoundResult, *, draft: bool = False) -> str:
    """The round as JSON text; a draft says that it is one."""
    table = ranking(result)
    document: ScoreDocument = {
        "format": FORMAT,
        "quarter": str(result.quarter),
        "rubric": result.rubric.version,
        "complete": result.complete,
        **draft_mark(draft),
        **_absences(result),
        "branches": [_branch(table, placing) for placing in table.rows],
    }
    return as_json(document)


def _absences(result: RoundResult) -> AbsencesData:
    if not result.absences:
        return {}
    known = result.absences.items()
    return {"absences": [{"item": item, "departments": dict(each.departments)} for item, each in known]}


def _branch(table: Table[Placing], placing: Placing) -> BranchData:
    """One branch's result: the columns of the ranking, and what is more than a cell."""
    score = placing.score
    return {
        "branch": score.branch.name,
        "id": score.branch.id,
        **cast(RowData, fields_of(table, placing)),
        # six places also where the areas are rounded one by one: so the contract has it
        "bonus": six(score.bonus.value),
        "penalty": six(score.penalty.value),
        **standing_data(placing),
        "incomplete": [incomplete_data(reason) for reason in score.incomplete],
        "findings": [finding_data(finding) for finding in score.findings],
        **adjustments_data(score),
    }


def adjustments_data(score: BranchScore) -> AdjustmentsData:
    """What a review changed, and the composite before it: null where nothing was changed, or there was none."""
    before = score.before
    return {
        "adjustments": [adjusted_data(each) for each in score.adjusted],
        "composite_before": None if before is None else published_or_none(before.composite),
    }


def standing_data(placing: Placing) -> StandingData:
    """Grade (null where there is none) and eligibility for 评先选优, with each reason against it."""
    return {
        "grade": placing.grade,
        "eligible": placing.eligible,
        "exclusions": [exclusion_data(each) for each in placing.exclusions],
    }


def exclusion_data(exclusion: Exclusion) -> ExclusionData:
    """Why a branch is not eligible: the kind, and the round and clause that it comes from."""
    return {
        "kind": exclusion.kind,
        "quarter": None if exclusion.quarter is None else str(exclusion.quarter),
        "item": None if exclusion.veto is None else exclusion.veto.item.id,
        "clause": None if exclusion.veto is None else exclusion.veto.clause.id,
    }


def incomplete_data(reason: Incomplete) -> IncompleteData:
    """Something that is missing: its kind, of which item and clause, and in words."""
    item: Item | None = None
    clause: Clause | None = None
    if isinstance(reason.subject, tuple):
        item, clause = reason.subject
    elif isinstance(reason.subject, Item):
        item = reason.subject
    return {
        "kind": reason.kind,
        "item": None if item is None else item.id,
        "clause": None if clause is None else clause.id,
        "message": incomplete_in_words([reason]),
    }
