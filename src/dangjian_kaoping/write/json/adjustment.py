"""复核调整 of a branch as data, for the JSON writers."""

from dangjian_kaoping.engine.score.branch import Adjusted
from dangjian_kaoping.exact import Exact
from dangjian_kaoping.words.figures import six
from dangjian_kaoping.write.json.document import Number
from dangjian_kaoping.write.json.finding import DecisionData, decision_data, source_of


class AdjustedData(DecisionData):
    """一处复核调整，和调整前后项目的分"""

    item: str
    """项目编号"""
    clause: str | None
    """条款编号；调整的是项目的分，为 null"""
    finding: str | None
    """问题编号；没有编号的、调整的是项目的分，为 null"""
    points: Number | None
    """把项目的分定为几分；调整的是一条发现，为 null"""
    item_points_before: Number | None
    """项目调整前的得分"""
    item_points_after: Number | None
    """项目调整后的得分，几处调整合在一起"""
    finding_source: str | None
    """发现记在哪里，文件:行"""


def adjusted_data(adjusted: Adjusted) -> AdjustedData:
    """One decision, on a finding or on the points of an item (`points`), and what all decisions together made of
    the item's points.
    """
    revision, adjustment = adjusted.revision, adjusted.adjustment
    return {
        "item": adjusted.item.id,
        "clause": None if revision is None else revision.after.clause,
        "finding": None if revision is None else revision.after.id,
        **decision_data(adjustment, revision),
        "points": _points(adjustment.points),
        "item_points_before": _points(adjusted.points_before),
        "item_points_after": _points(adjusted.points_after),
        "finding_source": None if revision is None else source_of(revision.after.at),
    }


def _points(value: Exact | None) -> str | None:
    return None if value is None else six(value)
