"""复核调整 of a branch as data, for the JSON writers."""

from dangjian_kaoping.engine.score.branch import Adjusted
from dangjian_kaoping.exact import Exact
from dangjian_kaoping.words.figures import six
from dangjian_kaoping.write.json.finding import Data, decision_data, source_of


def adjusted_data(adjusted: Adjusted) -> Data:
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
