"""复核调整 in words: what was changed, from what to what, when, on whose word, and why."""

from collections.abc import Iterable

from dangjian_kaoping.engine import names
from dangjian_kaoping.engine.score.branch import Adjusted, BranchScore
from dangjian_kaoping.engine.score.circumstances import Recorded
from dangjian_kaoping.engine.score.item import ItemScore
from dangjian_kaoping.exact import Exact
from dangjian_kaoping.facts.kinds import AnyFact
from dangjian_kaoping.model.adjustments import Adjustment
from dangjian_kaoping.words.figures import published, shown


def revisions_in_words(recorded: Recorded, fact: AnyFact, *, places: bool = True) -> list[str]:
    """What became of a finding, decision by decision: `原记 2 次；2021-04-10 …同意改为 1 次：…`.

    Without `places` it is not told where decisions are written.
    """
    lines = []
    for each in recorded.revisions:
        if each.adjustment.withdrawn:
            lines.append(decision_in_words(each.adjustment, "撤销，不计分", places=places))
            continue
        was, now = fact.recorded_in_words(each.before), fact.recorded_in_words(each.after)
        lines.append(f"原记 {was}；{decision_in_words(each.adjustment, f'改为 {now}', places=places)}")
    return lines


def settings_in_words(score: ItemScore, *, places: bool = True) -> list[str]:
    """How an item's points were set, decision by decision."""
    lines: list[str] = []
    step = score.step
    while step.name == names.ADJUSTED and (before := step.replaced) is not None:
        points = step.part(names.ADJUSTED_POINTS)
        adjustment = points.subject
        assert isinstance(adjustment, Adjustment)
        change = f"定为 {shown(points.value)} 分"
        lines.insert(0, f"原 {shown(before.value)} 分；{decision_in_words(adjustment, change, places=places)}")
        step = before
    return lines


def decision_in_words(adjustment: Adjustment, change: str, *, places: bool = True) -> str:
    """The change with its day, who approved it, why, and where it is written."""
    where = f"（{adjustment.at}）" if places and adjustment.at.line else ""
    return f"{adjustment.date.isoformat()} 经{adjustment.approved_by}批准，{change}：{adjustment.reason}{where}"


def adjusted_in_words(adjusted: Adjusted, *, places: bool = True) -> str:
    """One decision with its item, and what all decisions made of the item's points; without `places` it is not told
    where it is written.
    """
    item = adjusted.item
    revision = adjusted.revision
    if revision is None:
        assert adjusted.adjustment.points is not None
        subject, change = item.id, f"本项定为 {shown(adjusted.adjustment.points)} 分"
    else:
        clause = item.by_clause[revision.after.clause]
        number = f"（问题 {revision.after.id}）" if revision.after.id else ""
        subject = f"{item.id}/{clause.id}{number}"
        was = clause.fact.recorded_in_words(revision.before)
        now = "撤销" if adjusted.adjustment.withdrawn else f"改为 {clause.fact.recorded_in_words(revision.after)}"
        change = f"原记 {was}，{now}"
    points = f"本项 {_points(adjusted.points_before)} → {_points(adjusted.points_after)}"
    return f"{subject}：{decision_in_words(adjusted.adjustment, change, places=places)}；{points}"


def composites_in_words(score: BranchScore) -> str:
    """The composite before and after all decisions."""
    before = None if score.before is None else score.before.composite
    return f"综合得分调整前 {published(before)}，调整后 {published(score.composite)}"


def moved_in_words(scores: Iterable[BranchScore]) -> str:
    """Whose composites a review of other branches moved, from what to what; empty where nobody's."""
    moved = [f"{each.branch.name} {_composites(each)}" for each in scores if each.moved_by_others]
    return f"别的党支部的记录复核调整后，综合得分跟着变的：{'、'.join(moved)}" if moved else ""


def _composites(score: BranchScore) -> str:
    before = None if score.before is None else score.before.composite
    return f"{published(before)} → {published(score.composite)}"


def _points(value: Exact | None) -> str:
    return "未计分" if value is None else f"{shown(value)} 分"
