"""自评对照 for a terminal: of all branches of a round, and of one item by item."""

from collections.abc import Sequence

from dangjian_kaoping.engine.follow.gap import BranchGap, ItemGap
from dangjian_kaoping.exact import Exact, places
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.words.figures import MISSING, TABLE_PLACES, shown, signed
from dangjian_kaoping.words.gap import (
    COMPARED,
    DIFFERENCE,
    SIGHT,
    balance_in_words,
    item_in_words,
    months_in_words,
    not_compared_in_words,
    nothing_compared_in_words,
    unanswered_in_words,
)
from dangjian_kaoping.write.layout import Page
from dangjian_kaoping.write.text.grid import Column, fitting


def gaps_text(quarter: Quarter, gaps: Sequence[BranchGap], width: int = 100) -> str:
    """One line a branch, and which branches see their own faults."""
    page = Page(width)
    page.line(f"{quarter.chinese}自评对照（{DIFFERENCE}，单位：分）")
    page.blank()
    page.as_it_is(fitting(_columns(gaps), page.width))
    page.blank()
    for sight, words in SIGHT.items():
        named = [_seen_of(each) for each in gaps if each.items and each.sees_its_faults is sight]
        if named:
            page.line("、".join(named), 0, f"{words}：")
    for each in gaps:
        if not each.items:
            page.line(f"{each.branch.name}：{nothing_compared_in_words(each)}。")
        elif each.unanswered:
            page.line(f"{each.branch.name}：{unanswered_in_words(each, titled=False)}")
    page.line(COMPARED)
    return page.text


def _seen_of(gap: BranchGap) -> str:
    return gap.branch.name if gap.sees_its_faults is None else f"{gap.branch.name}（{len(gap.seen)}/{len(gap.found)}）"


def _columns(gaps: Sequence[BranchGap]) -> list[Column]:
    def counted(numbers: Sequence[int]) -> list[str]:
        return [str(number) if gap.items else MISSING for gap, number in zip(gaps, numbers, strict=True)]

    columns = [
        Column("党支部", [each.branch.name for each in gaps], figures=False),
        Column("差距净额", [signed(each.net.value) if each.items else MISSING for each in gaps]),
        Column("差距合计", [places(each.size, TABLE_PLACES) if each.items else MISSING for each in gaps]),
        Column("可比项目", counted([len(each.items) for each in gaps])),
        Column("检查失分", counted([len(each.found) for each in gaps])),
        Column("自评也失分", counted([len(each.seen) for each in gaps])),
        Column("没有自查出", counted([len(each.overlooked) for each in gaps])),
        Column("自评更严", counted([len(each.stricter) for each in gaps])),
    ]
    months = [months_in_words(each) or not_compared_in_words(each) for each in gaps]
    return [*columns, Column("备注", months, figures=False)] if any(months) else columns


def branch_gap_text(gap: BranchGap, width: int = 100) -> str:
    """One branch item by item, where the two differ or the inspection found something."""
    page = Page(width)
    page.line(f"{gap.branch.name}  {gap.quarter.chinese}自评对照（{DIFFERENCE}，单位：分）")
    remark = months_in_words(gap) or not_compared_in_words(gap)
    if remark:
        page.line(f"{remark}。")
    if gap.items:
        page.blank()
        told = [each for each in gap.items if each.value or each.found or each.seen]
        if told:
            page.as_it_is(fitting(_item_columns(told), page.width))
            page.blank()
        page.line(f"可比的 {len(gap.items)} 项中，其余 {len(gap.items) - len(told)} 项双方都没有失分。")
        page.line(balance_in_words(gap))
    if gap.unanswered:
        page.line(unanswered_in_words(gap, titled=True))
    page.line(COMPARED)
    return page.text


def _item_columns(told: Sequence[ItemGap]) -> list[Column]:
    return [
        Column("项目", [each.item.id for each in told], figures=False),
        Column("满分", [shown(each.points) if each.item.points is not None else MISSING for each in told]),
        Column("自评", [shown(each.declared) for each in told]),
        Column("检查", [shown(each.inspected) for each in told]),
        Column("差距", [_signed(each.value, shown(each.value)) for each in told]),
        Column("名称", [each.item.title for each in told], figures=False),
        Column("说明", [item_in_words(each) for each in told], figures=False),
    ]


def _signed(value: Exact, text: str) -> str:
    return f"+{text}" if value > 0 else text
