"""A finding as data, for the JSON writers."""

from datetime import date
from decimal import Decimal
from typing import Literal, NotRequired

from typing_extensions import TypeAliasType

from dangjian_kaoping.engine.score.adjustment import Revision
from dangjian_kaoping.engine.score.clause import FindingScore
from dangjian_kaoping.exact import plain
from dangjian_kaoping.facts.kinds import FACT_KEYS
from dangjian_kaoping.model.adjustments import Adjustment
from dangjian_kaoping.model.clause import Effect, Scope
from dangjian_kaoping.model.records import Finding
from dangjian_kaoping.place import Place
from dangjian_kaoping.words.figures import six
from dangjian_kaoping.words.record.record import kind_of, standard_of
from dangjian_kaoping.write.json.document import Day, MonthName, Number, Object

Written = TypeAliasType("Written", "bool | str | list[Written] | dict[str, Written]")
"""A value as it was recorded: numbers as text."""


class DecisionData(Object):
    """复核调整"""

    date: Day
    """哪天批准"""
    approved_by: str
    """谁批准"""
    reason: str
    """为什么调整"""
    withdrawn: bool
    """是不是撤销了这一条"""
    fact_before: dict[str, Written] | None
    """原来记的事实，照记录里的键；调整的是项目的分，为 null"""
    fact_after: dict[str, Written] | None
    """换成的事实；撤销的、调整的是项目的分，为 null"""
    source: str | None
    """写在哪里，文件:行"""


class OriginData(Object):
    """填在哪张表里"""

    file: str
    """哪个文件"""
    sheet: str | None
    """哪张工作表；文字文件没有工作表，为 null"""
    row: int
    """第几行，从 1 数"""


class FindingData(Object):
    """一条发现，或自评记的一条"""

    item: str
    """项目编号"""
    clause: str
    """条款编号"""
    points: Number
    """它给本条款加上的分，扣的是负数；单纯清零、没有写扣几分的记 0"""
    effect: Effect
    """条款怎样计分"""
    text: str
    """条款原文"""
    reason: str | None
    """原因"""
    standard: str | None
    """整改标准"""
    fact: dict[str, Written]
    """记下的事实，照记录里的键"""
    kind: Literal["problem", "on_site", "shortfall"] | None
    """问题 problem、立行立改 on_site、指标差距 shortfall；都不是的、自评的为 null"""
    id: str | None
    """问题编号"""
    rectify_by: Day | None
    """整改期限"""
    event: str | None
    """属于哪一件事"""
    carried_out: str | None
    """工作落实"""
    process: str | None
    """工作过程"""
    result: str | None
    """工作成效"""
    note: str | None
    """备注"""
    empties: Scope | None
    """清零的范围：整个项目 item、它的一组 group"""
    suppressed_by: str | None
    """同一件事里代替了它的那一条，文件:行"""
    read_by: list[str]
    """同一条记录，还有哪几条读它；没有的是空的"""
    outdone_by: NotRequired[str]
    """只取最重（最高）的一条时代替了它的条款；没有的不写"""
    concerns: list[str]
    """说的是以前的哪几个问题"""
    withdrawn: bool
    """复核时撤销了：列出，不计分"""
    adjustments: list[DecisionData]
    """对它的复核调整，照先后"""
    department: str | None
    """检查的部室；自评的为 null"""
    date: Day | None
    """检查的日期；自评的、清单里的为 null"""
    month: MonthName | None
    """自评的月份；检查的为 null"""
    rubric_source: str | None
    """条款在细则的哪里，文件:行"""
    source: str | None
    """记在哪里，文件:行"""
    origin: NotRequired[OriginData]
    """填在哪张表里；不是从表里来的没有这个键"""


def finding_data(score: FindingScore) -> FindingData:
    """One finding with its points, reason, standard and source; of a self-assessment with its month."""
    recorded = score.recorded
    declared = recorded.filed is not None
    finding = recorded.finding
    other = score.suppressed_by
    data: FindingData = {
        "item": score.item.id,
        "clause": score.clause.id,
        "points": six(score.points),
        "effect": score.clause.effect,
        "text": score.clause.text,
        "reason": finding.reason,
        "standard": standard_of(finding, score),
        "fact": fact_data(finding),
        "kind": None if declared else _kind(score),
        "id": finding.id,
        "rectify_by": _day(finding.rectify_by),
        "event": finding.event,
        "carried_out": finding.carried_out,
        "process": finding.process,
        "result": finding.result,
        "note": finding.note,
        "empties": score.empties,
        "suppressed_by": None if other is None else source_of(other.at),
        "read_by": [each.id for each in score.item.readers[score.clause.recorded_under] if each is not score.clause],
        "concerns": list(finding.concerns),
        "withdrawn": recorded.withdrawn,
        "adjustments": [decision_data(each.adjustment, each) for each in recorded.revisions],
        "department": recorded.department,
        "date": _day(recorded.inspected_on),
        "month": None if recorded.month is None else str(recorded.month),
        "rubric_source": source_of(score.clause.at),
        "source": source_of(finding.at),
    }
    if score.outdone_by is not None:
        data["outdone_by"] = score.outdone_by.id
    if finding.origin is not None:
        data["origin"] = {"file": finding.origin.file, "sheet": finding.origin.sheet, "row": finding.origin.row}
    return data


def decision_data(adjustment: Adjustment, revision: Revision | None) -> DecisionData:
    """复核调整: what was decided of a finding (of none, where it was the item's points), when, on whose word, why."""
    return {
        "date": adjustment.date.isoformat(),
        "approved_by": adjustment.approved_by,
        "reason": adjustment.reason,
        "withdrawn": adjustment.withdrawn,
        "fact_before": None if revision is None else fact_data(revision.before),
        "fact_after": None if revision is None or adjustment.withdrawn else fact_data(revision.after),
        "source": source_of(adjustment.at),
    }


def _kind(score: FindingScore) -> Literal["problem", "on_site", "shortfall"] | None:
    """The kind of a finding; null where it is neither a problem nor a shortfall: a bonus, or full marks."""
    kind = kind_of(score.recorded.finding)
    falls_short = score.points < 0 or (score.clause.effect == "earn" and score.recorded.finding.reason is not None)
    return kind if kind != "shortfall" or falls_short else None


def fact_data(finding: Finding) -> dict[str, Written]:
    """The fact just as it was recorded, by its keys."""
    found = ((key, getattr(finding, key)) for key in FACT_KEYS)
    return {key: _text(value) for key, value in found if value is not None}


def source_of(place: Place) -> str | None:
    """`file:line`; null for what was not read from a file."""
    return str(place) if place.line else None


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _text(value: object) -> Written:
    if isinstance(value, dict):
        return {key: _text(inner) for key, inner in value.items()}
    if isinstance(value, tuple):
        return [_text(inner) for inner in value]
    if isinstance(value, Decimal):
        return plain(value)
    return value if isinstance(value, bool) else str(value)
