"""A finding as data, for the JSON writers."""

from datetime import date
from decimal import Decimal

from dangjian_kaoping.engine.score.adjustment import Revision
from dangjian_kaoping.engine.score.clause import FindingScore
from dangjian_kaoping.exact import plain
from dangjian_kaoping.facts import FACT_KEYS
from dangjian_kaoping.model.adjustments import Adjustment
from dangjian_kaoping.model.records import Finding
from dangjian_kaoping.place import Place
from dangjian_kaoping.words.figures import six
from dangjian_kaoping.words.record.record import kind_of, standard_of

Data = dict[str, object]
"""A JSON object: neutral names to text, lists and further objects."""


def finding_data(score: FindingScore) -> Data:
    """One finding with its points, reason, standard and source; of a self-assessment with its month.

    Numbers are text. What is not known, or does not apply, is null and never left out.
    """
    recorded = score.recorded
    declared = recorded.month is not None
    finding = recorded.finding
    other = score.suppressed_by
    return {
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
        "concerns": list(finding.concerns),
        "withdrawn": recorded.withdrawn,
        "adjustments": [decision_data(each.adjustment, each) for each in recorded.revisions],
        "department": recorded.department,
        "date": None if declared else _day(recorded.day),
        "month": str(recorded.month) if declared else None,
        "rubric_source": source_of(score.clause.at),
        "source": source_of(finding.at),
    }


def decision_data(adjustment: Adjustment, revision: Revision | None) -> Data:
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


def _kind(score: FindingScore) -> str | None:
    """The kind of a finding; null where it is neither a problem nor a shortfall: a bonus, or full marks."""
    kind = kind_of(score.recorded.finding)
    falls_short = score.points < 0 or (score.clause.effect == "earn" and score.recorded.finding.reason is not None)
    return kind if kind != "shortfall" or falls_short else None


def fact_data(finding: Finding) -> Data:
    """The fact just as it was recorded, by its keys."""
    found = ((key, getattr(finding, key)) for key in FACT_KEYS)
    return {key: _text(value) for key, value in found if value is not None}


def source_of(place: Place) -> str | None:
    """`file:line`; null for what was not read from a file."""
    return str(place) if place.line else None


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _text(value: object) -> object:
    if isinstance(value, dict):
        return {key: _text(inner) for key, inner in value.items()}
    if isinstance(value, tuple):
        return [_text(inner) for inner in value]
    if isinstance(value, Decimal):
        return plain(value)
    return value if isinstance(value, bool) else str(value)
