"""One item at one branch, told: in one line where there is nothing to tell, else clause by clause."""

from collections.abc import Iterator, Sequence

from dangjian_kaoping.engine.score.clause import ClauseScore, FindingScore
from dangjian_kaoping.engine.score.item import ItemScore
from dangjian_kaoping.model.rubric import Item
from dangjian_kaoping.words.calculation import sums
from dangjian_kaoping.words.explain.clause import Side, clause_rows
from dangjian_kaoping.words.explain.condition import condition_row, shut_rows
from dangjian_kaoping.words.explain.row import ExplainRow
from dangjian_kaoping.words.figures import shown
from dangjian_kaoping.words.rubric.item import aside_in_words, lacking_in_words, standing_in_words
from dangjian_kaoping.words.rubric.limit import (
    ceiling_in_words,
    effects_of,
    group_in_words,
    highest_in_words,
    most_in_words,
)


def full_and_silent(score: ItemScore) -> bool:
    """Whether an item has full marks, and what was recorded under it, if anything, gives nothing to explain."""
    if score.status != "scored" or score.settled is not score.step:
        return False
    return score.value == score.points and not any(map(_tells, score.findings))


def _tells(finding: FindingScore) -> bool:
    recorded = finding.recorded.finding
    told = (recorded.reason, recorded.id, recorded.settled, finding.suppressed_by, finding.outdone_by)
    reviewed = bool(finding.recorded.revisions)
    return reviewed or finding.clause.effect not in ("deduct", "earn") or any(each is not None for each in told)


def item_rows(depth: int, score: ItemScore, side: Side, *, shortly: bool = True) -> Iterator[ExplainRow]:
    """The item: its points out of its full marks, then how it came to them; `shortly` if that is one line's worth."""
    item = score.item
    head = f"{item.id} {item.title}  {standing_in_words(score)}".rstrip()
    alone = _alone(score, side, shortly=shortly)
    if alone is not None:
        yield ExplainRow(depth, "item", "", f"{head}  {alone}")
        return
    undone = "  单项工作未完成" if score.undone and not side.declared else ""
    yield ExplainRow(depth, "item", "", head + undone, bool(undone))
    yield from _start(depth + 1, score, side)
    for group, clauses in _by_group(item, score.clauses):
        deeper = depth + 1
        if group is not None:
            own = group_in_words(item.groups[group], effects_of(item, group), side.branch_class)
            yield ExplainRow(depth + 1, "group", "", f"【{item.groups[group].title}】" + (f"（{own}）" if own else ""))
            deeper += 1
        for clause in clauses:
            yield from clause_rows(deeper, item, clause, side)
            if clause.clause.when:
                yield condition_row(deeper + 1, item, score.conditions[clause.clause.id])
    yield from shut_rows(depth + 1, score)
    if lines := list(sums(score)):
        yield ExplainRow(depth + 1, "sum", "算式：", "\n".join(lines))


def _alone(score: ItemScore, side: Side, *, shortly: bool) -> str | None:
    """What is all that there is to tell of an item; None where there is more than that."""
    waiting = score.status == "not_inspected" and not score.clauses
    waiting = waiting or (score.status == "awaiting" and not score.lacking)
    if waiting or score.status in ("not_applicable", "not_due", "rescaled"):
        return aside_in_words(score, side.branch_class)
    silent = not score.clauses and score.settled is score.step
    if score.status == "scored" and (silent or (shortly and full_and_silent(score))):
        return _silent(score, side)
    return None


def _silent(score: ItemScore, side: Side) -> str:
    if score.item.points is None:
        return "没有记录"
    if score.findings:
        facts = (
            f"{each.clause.id} {each.clause.fact.recorded_in_words(each.recorded.finding)}" for each in score.findings
        )
        return f"满分：{'；'.join(facts)}"
    if score.value == score.points:
        if side.declared:
            return "自评得满分" if score.item.start == "zero" else "自评没有扣分"
        return "检查没有发现问题"
    return "从零得起，没有得分的记录" if score.item.start == "zero" else "没有记录"


def _start(depth: int, score: ItemScore, side: Side) -> Iterator[ExplainRow]:
    """From where the item counts, or why it cannot."""
    item = score.item
    if score.status == "no_fact":
        yield ExplainRow(depth, "rule", "", f"{lacking_in_words(score)}，补上之前本项不能计分")
        return
    if score.status in ("not_inspected", "awaiting"):
        yield ExplainRow(depth, "rule", "", aside_in_words(score, side.branch_class))
        return
    if item.points is None:
        return
    if item.start == "zero":
        words = "从 0 分得起"
    elif any(group.points is not None for group in item.groups.values()):
        words = "各组分别从本组的分算起"
    else:
        words = f"从满分 {shown(score.points)} 分扣起"
    caps = ceiling_in_words(item, side.branch_class)
    caps += most_in_words(item.at_most, effects_of(item), side.branch_class)
    caps += highest_in_words(item, effects_of(item))
    yield ExplainRow(depth, "rule", "", "；".join([words, *(f"本项{each}" for each in caps)]))


def _by_group(item: Item, clauses: Sequence[ClauseScore]) -> Iterator[tuple[str | None, list[ClauseScore]]]:
    """Clauses outside groups first, then those of each group, in the order of the rubric."""
    for name in (None, *item.groups):
        mine = [score for score in clauses if score.clause.group == name]
        if mine:
            yield name, mine
