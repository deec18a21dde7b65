"""自评对照 for a terminal: of all branches of a round, of one item by item, and over the rounds."""

from collections.abc import Sequence

from dangjian_kaoping.engine.follow.gap import BranchGap, GapCourse
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.views.gap import gap_courses, gaps, item_gaps
from dangjian_kaoping.words.gap import (
    COMPARED,
    DIFFERENCE,
    SIGHT,
    balance_in_words,
    months_in_words,
    not_compared_in_words,
    nothing_compared_in_words,
    unanswered_in_words,
)
from dangjian_kaoping.write.layout import Page
from dangjian_kaoping.write.text.table import lines_of


def gaps_text(quarter: Quarter, compared: Sequence[BranchGap], width: int = 100, state: str = "") -> str:
    """One line a branch, and which branches see their own faults; `state` is said of a result that is not final."""
    page = Page(width)
    page.line(f"{quarter.chinese}自评对照（{DIFFERENCE}，单位：分）  {state}".rstrip(), tone="heading")
    page.blank()
    page.as_it_is(lines_of(gaps(compared), page.width))
    page.blank()
    for sight, words in SIGHT.items():
        named = [_seen_of(each) for each in compared if each.items and each.sees_its_faults is sight]
        if named:
            page.line("、".join(named), 0, f"{words}：")
    for each in compared:
        if not each.items:
            page.line(f"{each.branch.name}：{nothing_compared_in_words(each)}。")
        elif each.unanswered:
            page.line(f"{each.branch.name}：{unanswered_in_words(each, titled=False)}")
    page.line(COMPARED)
    return page.text


def _seen_of(gap: BranchGap) -> str:
    return gap.branch.name if gap.sees_its_faults is None else f"{gap.branch.name}（{len(gap.seen)}/{len(gap.found)}）"


def branch_gap_text(gap: BranchGap, width: int = 100, state: str = "") -> str:
    """One branch item by item, where the two differ or the inspection found something."""
    page = Page(width)
    page.line(
        f"{gap.branch.name}  {gap.quarter.chinese}自评对照（{DIFFERENCE}，单位：分）  {state}".rstrip(), tone="heading"
    )
    remark = months_in_words(gap) or not_compared_in_words(gap)
    if remark:
        page.line(f"{remark}。")
    if gap.items:
        page.blank()
        told = [each for each in gap.items if each.value or each.found or each.seen]
        if told:
            page.as_it_is(lines_of(item_gaps(told), page.width))
            page.blank()
        page.line(f"可比的 {len(gap.items)} 项中，其余 {len(gap.items) - len(told)} 项双方都没有失分。")
        page.line(balance_in_words(gap))
    if gap.unanswered:
        page.line(unanswered_in_words(gap, titled=True))
    page.line(COMPARED)
    return page.text


def gap_trend_text(
    quarters: Sequence[Quarter], courses: Sequence[GapCourse], width: int = 100, *, plain: bool = False
) -> str:
    """One line a branch: the size of its gap round by round, before and of late, and how much it saw."""
    page = Page(width)
    if not quarters:
        page.line("还没有考评。")
        return page.text
    several = len(quarters) > 1
    rounds = f"{quarters[0]} 至 {quarters[-1]}，{len(quarters)} 轮" if several else f"{quarters[0]} "
    page.line(f"{rounds}自评与检查的差距（各项差距不论正负相加，单位：分）")
    page.blank()
    page.as_it_is(lines_of(gap_courses(quarters, courses), page.width, plain=plain))
    page.blank()
    for sight, words in SIGHT.items():
        named = [each.branch.name for each in courses if each.rounds and each.sees_its_faults is sight]
        if named:
            page.line("、".join(named), 0, f"{words}：")
    if several:
        page.line("走势越高差距越大；“近来”是最近几轮的平均差距，“以前”是再往前同样几轮的（最多各四轮）。")
    return page.text
