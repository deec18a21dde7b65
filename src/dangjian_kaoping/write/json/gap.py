"""自评对照 as JSON: `kaoping.gap/1` of one round, `kaoping.gap-trend/1` over the rounds."""

from collections.abc import Sequence

from dangjian_kaoping.engine.follow.gap import BranchGap, GapCourse, ItemGap
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.words.figures import six
from dangjian_kaoping.write.json.finding import Data
from dangjian_kaoping.write.json_text import as_json

FORMAT = "kaoping.gap/1"
TREND_FORMAT = "kaoping.gap-trend/1"


def gap_json(quarter: Quarter, rubric: str, gaps: Sequence[BranchGap]) -> str:
    """The gaps of a round, item by item; numbers are text, a gap is self-assessment less inspection."""
    branches = [{**_branch(gap), "items": [_item(each) for each in gap.items]} for gap in gaps]
    return as_json({"format": FORMAT, "quarter": str(quarter), "rubric": rubric, "branches": branches})


def gap_trend_json(quarters: Sequence[Quarter], courses: Sequence[GapCourse]) -> str:
    """The gaps over the rounds, without items."""
    branches = [
        {
            "branch": each.branch.name,
            "id": each.branch.id,
            "size_before": None if each.sizes is None else six(each.sizes[0]),
            "size_of_late": None if each.sizes is None else six(each.sizes[1]),
            "change": each.change,
            "found": each.found,
            "seen": each.seen,
            "sees_its_faults": each.sees_its_faults,
            "rounds": [{"quarter": str(gap.quarter), **_figures(gap)} for gap in each.rounds],
        }
        for each in courses
    ]
    return as_json({"format": TREND_FORMAT, "quarters": [str(each) for each in quarters], "branches": branches})


def _branch(gap: BranchGap) -> Data:
    return {"branch": gap.branch.name, "id": gap.branch.id, "months": gap.months, **_figures(gap)}


def _figures(gap: BranchGap) -> Data:
    return {
        "compared": len(gap.items),
        "net": six(gap.net.value) if gap.items else None,
        "size": six(gap.size) if gap.items else None,
        "mean": None if gap.mean is None else six(gap.mean),
        "found": len(gap.found),
        "seen": len(gap.seen),
        "overlooked": [each.item.id for each in gap.overlooked],
        "stricter": [each.item.id for each in gap.stricter],
        "unanswered": [item.id for item in gap.unanswered],
        "sees_its_faults": gap.sees_its_faults,
    }


def _item(gap: ItemGap) -> Data:
    return {
        "item": gap.item.id,
        "title": gap.item.title,
        "points": None if gap.item.points is None else six(gap.points),
        "self_assessment": six(gap.declared),
        "inspection": six(gap.inspected),
        "gap": six(gap.value),
        "found": gap.found,
        "seen": gap.seen,
    }
