"""The whole account of one branch in a round: its score from the composite down to the records, and its money."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from dangjian_kaoping.engine.follow.ledger import Entry
from dangjian_kaoping.engine.money.reward import RewardResult
from dangjian_kaoping.engine.score.branch import BranchScore
from dangjian_kaoping.engine.score.circumstances import ClauseKey, Drawn
from dangjian_kaoping.engine.score.item import ItemScore
from dangjian_kaoping.engine.score.round import Placing, RoundResult
from dangjian_kaoping.engine.score.table import TableScore
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.words.eligibility import eligibility_in_words, grading_in_words, shows_standing
from dangjian_kaoping.words.explain.clause import Side
from dangjian_kaoping.words.explain.item import full_and_silent, item_rows
from dangjian_kaoping.words.explain.money import money_rows
from dangjian_kaoping.words.explain.row import ExplainRow
from dangjian_kaoping.words.explain.totals import composite_rows, figure_or_none, inspection_rows, self_assessment_rows
from dangjian_kaoping.words.names import flags_in_words, titled_version_in_words
from dangjian_kaoping.words.record.adjustment import adjusted_in_words


def account(
    result: RoundResult,
    placing: Placing,
    item_id: str | None = None,
    entries: Mapping[str, Entry] = MappingProxyType({}),
    reward: RewardResult | None = None,
) -> Iterator[ExplainRow]:
    """Why a branch of a round has the score that it has, and the money that follows from it by a reward policy.

    With `item_id` only that item, and no money. `entries` are the older problems, by id, that its findings name.
    Raises KeyError where the rubric has no such item.
    """
    score = placing.score
    before = _lines_before(score)
    inspected = Side(score.branch.branch_class, entries=entries, before=before)
    declared = Side(score.branch.branch_class, declared=True, before=before)
    yield from _heading(result, placing)
    if item_id is not None:
        item = result.rubric.by_item[item_id].id
        yield from _one(score.inspected, item, inspected, "检查")
        yield from () if score.declared is None else _one(score.declared, item, declared, "自评")
        return
    yield _part(f"一、综合得分{figure_or_none(score.composite)}")
    yield from composite_rows(score)
    yield from _adjustments(score)
    yield _part(f"二、检查得分{figure_or_none(score.inspection)}")
    yield from inspection_rows(score, result.rubric)
    yield _part("三、检查的各项目")
    yield from _items(score, result.rubric, inspected)
    yield _part(f"四、自评得分{figure_or_none(score.self_assessment)}")
    if result.rubric.measure.self_assessment == "none":
        yield ExplainRow(1, "total", "", "考评办法不要自查自评。")
    else:
        yield from self_assessment_rows(score)
    yield from _declared(score, declared)
    payout = None if reward is None else reward.payout_of(score.branch.id)
    if reward is not None and payout is not None:
        yield _part(f"五、绩效奖励{'' if reward.complete else ' （暂定）'}")
        yield from money_rows(reward, payout)


def _lines_before(score: BranchScore) -> dict[ClauseKey, Drawn]:
    """The lines that all branches drew before a review changed anything, by item and clause."""
    if score.before is None:
        return {}
    clauses = ((item, clause) for item in score.before.inspected.items for clause in item.clauses)
    lines = ((item, clause, clause.step.uncapped.term("drawn")) for item, clause in clauses)
    return {(item.item.id, clause.clause.id): line for item, clause, line in lines if isinstance(line, Drawn)}


def _part(title: str) -> ExplainRow:
    return ExplainRow(0, "part", "", title)


def _heading(result: RoundResult, placing: Placing) -> Iterator[ExplainRow]:
    branch, rubric = placing.score.branch, result.rubric
    rank = "" if placing.rank is None else f"  第 {placing.rank} 名"
    figures = f"{result.quarter.chinese}  综合得分{figure_or_none(placing.score.composite)}{rank}"
    yield ExplainRow(0, "branch", "", f"{branch.name}（{branch.branch_class}）  {figures}")
    if placing.flags:
        yield ExplainRow(0, "branch", "考核情形：", flags_in_words(placing.flags))
    if placing.grading is not None:
        yield ExplainRow(0, "branch", "等次：", grading_in_words(placing.grading))
    if shows_standing(rubric.measure):
        yield ExplainRow(0, "branch", "评先选优：", eligibility_in_words(placing, result))
    yield ExplainRow(0, "branch", "依据：", titled_version_in_words(rubric))


def _adjustments(score: BranchScore) -> Iterator[ExplainRow]:
    """What a review changed, with the figures before it."""
    before = score.before
    if not score.adjusted and before is None:
        return
    composite, inspection = (None, None) if before is None else (before.composite, before.inspection)
    figures = f"综合得分{figure_or_none(composite)}，检查得分{figure_or_none(inspection)}"
    if not score.adjusted:
        yield ExplainRow(1, "total", "复核调整：", f"别的支部的记录复核调整了，本支部的分跟着变；调整前{figures}")
        return
    yield ExplainRow(1, "total", "复核调整：", f"{len(score.adjusted)} 处，调整前{figures}")
    for adjusted in score.adjusted:
        yield ExplainRow(2, "total", "", adjusted_in_words(adjusted))


def _one(table: TableScore, item_id: str, side: Side, name: str) -> Iterator[ExplainRow]:
    yield ExplainRow(0, "side", "", f"{name}：")
    for score in table.items:
        if score.item.id == item_id:
            yield from item_rows(1, score, side, shortly=False)
            yield from _rest(score)


def _rest(score: ItemScore) -> Iterator[ExplainRow]:
    """In the account of a single item, the clauses under which nothing was recorded."""
    told = {each.clause.id for each in score.clauses} | {clause.id for clause in score.lacking}
    told |= {name for name, readings in score.conditions.items() if not all(each.holds for each in readings)}
    # under a clause that reads the record of another nothing is recorded ever
    rest = [clause.id for clause in score.item.clauses if clause.id not in told and clause.fact.same is None]
    if rest and told:
        yield ExplainRow(2, "finding", "没有记录的条款：", "、".join(rest))


def _items(score: BranchScore, rubric: Rubric, side: Side) -> Iterator[ExplainRow]:
    found = iter(score.inspected.items)
    for area in rubric.areas:
        yield ExplainRow(1, "area", "", area.name)
        for _ in area.items:
            yield from item_rows(2, next(found), side)


def _declared(score: BranchScore, side: Side) -> Iterator[ExplainRow]:
    """Only what differs from full marks, or was recorded: the rest is full."""
    if score.declared is None:
        return
    scored = [each for each in score.declared.items if each.status in ("scored", "no_fact")]
    telling = [each for each in scored if not full_and_silent(each) and (each.clauses or each.item.points is not None)]
    if len(telling) < len(scored):
        yield ExplainRow(1, "total", "", "没有列出的项目，自评得满分；不涉及的项目，与检查相同。")
    for each in telling:
        yield from item_rows(1, each, side)
