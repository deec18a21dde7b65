"""`kaoping explain` as text: the whole tree of one branch's score, from the composite down to the records."""

from collections.abc import Mapping
from types import MappingProxyType

from dangjian_kaoping.engine.follow.ledger import Entry
from dangjian_kaoping.engine.money.reward import RewardResult
from dangjian_kaoping.engine.score.branch import BranchScore
from dangjian_kaoping.engine.score.item import ItemScore
from dangjian_kaoping.engine.score.round import Placing, RoundResult
from dangjian_kaoping.engine.score.table import TableScore
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.words.eligibility import eligibility_in_words, grading_in_words, shows_standing
from dangjian_kaoping.words.names import flags_in_words
from dangjian_kaoping.words.record.adjustment import adjusted_in_words
from dangjian_kaoping.write.text.explain_clause import Telling
from dangjian_kaoping.write.text.explain_item import full_and_silent, tell_item
from dangjian_kaoping.write.text.explain_totals import (
    figure_or_none,
    tell_composite,
    tell_inspection,
    tell_self_assessment,
)
from dangjian_kaoping.write.text.layout import Page
from dangjian_kaoping.write.text.occasion import Occasion
from dangjian_kaoping.write.text.reward_account import tell_money


def explain_text(
    result: RoundResult,
    placing: Placing,
    item_id: str | None = None,
    width: int = 100,
    entries: Mapping[str, Entry] = MappingProxyType({}),
    reward: RewardResult | None = None,
) -> str:
    """Why a branch of a round has the score that it has, and the money that follows from it by a reward policy.

    With `item_id` only that item. `entries` are the older problems, by id, that its findings name. Raises KeyError
    where the rubric has no such item.
    """
    occasion = Occasion(result, placing)
    text = explain(placing.score, result.rubric, item_id, occasion=occasion, width=width, entries=entries)
    payout = None if reward is None else reward.payout_of(placing.score.branch.id)
    if reward is None or payout is None or item_id is not None:
        return text
    page = Page(width)
    page.line(f"五、绩效奖励 {'（暂定）' if not reward.complete else ''}".rstrip())
    tell_money(page, reward, payout)
    return f"{text}\n{page.text}"


def explain(
    score: BranchScore,
    rubric: Rubric,
    item_id: str | None = None,
    *,
    occasion: Occasion | None = None,
    width: int = 100,
    entries: Mapping[str, Entry] = MappingProxyType({}),
) -> str:
    """The account of a score alone, with what is known of the occasion. Raises KeyError for an unknown item."""
    page = Page(width)
    _tell_heading(page, score, rubric, occasion)
    branch_class = score.branch.branch_class
    inspected = Telling(branch_class, entries=entries)
    declared = Telling(branch_class, declared=True)
    if item_id is not None:
        if item_id not in rubric.by_item:
            raise KeyError(item_id)
        _tell_one(page, score.inspected, item_id, inspected, "检查")
        if score.declared is not None:
            _tell_one(page, score.declared, item_id, declared, "自评")
        return page.text
    page.blank()
    page.line(f"一、综合得分{figure_or_none(score.composite)}")
    tell_composite(page, score)
    _tell_adjustments(page, score)
    page.blank()
    page.line(f"二、检查得分{figure_or_none(score.inspection)}")
    tell_inspection(page, score, rubric)
    page.blank()
    page.line("三、检查的各项目")
    _tell_items(page, score, rubric, inspected)
    page.blank()
    page.line(f"四、自评得分{figure_or_none(score.self_assessment)}")
    tell_self_assessment(page, score)
    _tell_declared(page, score, declared)
    return page.text


def _tell_heading(page: Page, score: BranchScore, rubric: Rubric, occasion: Occasion | None) -> None:
    branch = score.branch
    quarter = f"  {occasion.result.quarter.chinese}" if occasion else ""
    rank = f"  第 {occasion.placing.rank} 名" if occasion and occasion.placing.rank is not None else ""
    page.line(f"{branch.name}（{branch.branch_class}）{quarter}  综合得分{figure_or_none(score.composite)}{rank}")
    if occasion:
        _tell_standing(page, *occasion)
    page.line(f"{rubric.version} 版《{rubric.title}》", 0, "依据：")


def _tell_standing(page: Page, result: RoundResult, placing: Placing) -> None:
    if placing.flags:
        page.line(flags_in_words(placing.flags), 0, "考核情形：")
    if placing.grading is not None:
        page.line(grading_in_words(placing.grading), 0, "等次：")
    if shows_standing(result.rubric.measure):
        page.line(eligibility_in_words(placing, result), 0, "评先选优：")


def _tell_adjustments(page: Page, score: BranchScore) -> None:
    """What a review changed, with the figures before it."""
    if not score.adjusted:
        return
    before = score.before
    composite, inspection = (None, None) if before is None else (before.composite, before.inspection)
    figures = f"综合得分{figure_or_none(composite)}，检查得分{figure_or_none(inspection)}"
    page.line(f"{len(score.adjusted)} 处，调整前{figures}", 1, "复核调整：")
    for adjusted in score.adjusted:
        page.line(adjusted_in_words(adjusted), 2)


def _tell_one(page: Page, table: TableScore, item_id: str, how: Telling, side: str) -> None:
    page.blank()
    page.line(f"{side}：")
    for score in table.items:
        if score.item.id == item_id:
            tell_item(page, 1, score, how, shortly=False)
            _tell_rest(page, score)


def _tell_rest(page: Page, score: ItemScore) -> None:
    """In the account of a single item, the clauses under which nothing was recorded."""
    recorded = {each.clause.id for each in score.clauses} | {clause.id for clause in score.lacking}
    rest = [clause.id for clause in score.item.clauses if clause.id not in recorded]
    if rest and recorded:
        page.line("、".join(rest), 2, "没有记录的条款：")


def _tell_items(page: Page, score: BranchScore, rubric: Rubric, how: Telling) -> None:
    found = iter(score.inspected.items)
    for area in rubric.areas:
        page.blank()
        page.line(f"{area.name}", 1)
        for _ in area.items:
            tell_item(page, 2, next(found), how)


def _tell_declared(page: Page, score: BranchScore, how: Telling) -> None:
    """Only what differs from full marks, or was recorded: the rest is full."""
    if score.declared is None:
        return
    scored = [each for each in score.declared.items if each.status in ("scored", "no_fact")]
    telling = [each for each in scored if not full_and_silent(each) and (each.clauses or each.item.points is not None)]
    if len(telling) < len(scored):
        page.line("没有列出的项目，自评得满分；不涉及的项目，与检查相同。", 1)
    page.blank()
    for each in telling:
        tell_item(page, 1, each, how)
