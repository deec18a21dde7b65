"""The impact of a revision for a terminal: round by round, then what could not be replayed."""

from dangjian_kaoping.compare.impact.impact import Impact, RoundImpact
from dangjian_kaoping.words.figures import published
from dangjian_kaoping.words.revision.impact import (
    REASON,
    last_in_words,
    last_places,
    missing_facts,
    range_in_words,
    rank_in_words,
    reworded_in_words,
    undone_in_words,
    vetoed_in_words,
    where_in_words,
)
from dangjian_kaoping.words.revision.revision import title
from dangjian_kaoping.words.rubric.reward import money
from dangjian_kaoping.write.layout import Page
from dangjian_kaoping.write.text.grid import Column, fitting

LEGEND = (
    "得分和名次写成“几～几”的，是缺的事实最不利和最有利的两头；只有一个数的，不管缺的事实怎样都是这个数。"
    "末位等情形写“不一定”的，要看缺的事实。"
)
EXACT = "原来的记录都能照用，没有缺的事实。"


def impact_text(impact: Impact, width: int) -> str:
    """The whole impact."""
    page = Page(width)
    page.line(title(impact.old), 0, "原：")
    page.line(title(impact.new), 0, "新：")
    for one in impact.rounds:
        page.blank()
        page.line(f"{one.before.quarter.chinese}，按新的一版重算")
        page.as_it_is(fitting(columns_of(one), page.width))
        for words, names in last_places(one) or [("末位", ["没有变化"])]:
            page.line("、".join(names), 0, f"{words}：")
    page.blank()
    _show_missing(page, impact)
    return page.text


def columns_of(one: RoundImpact) -> list[Column]:
    """A round's table: each branch before and after."""
    rows = one.branches
    columns = [
        Column("党支部", [each.before.score.branch.name for each in rows], figures=False),
        Column("原得分", [published(each.before.score.composite) for each in rows]),
        Column("原名次", [str(each.before.rank or "") for each in rows]),
        Column("重算得分", [range_in_words(each.after.composite if each.after else None) for each in rows]),
        Column("重算名次", [rank_in_words(each.place) for each in rows]),
    ]
    flags = (("末位", last_in_words), ("单项工作未完成", undone_in_words), ("一票否决", vetoed_in_words))
    for heading, words in flags:
        cells = [words(each) for each in rows]
        if any(cells) or heading == "末位":
            columns.append(Column(heading, cells))
    if one.money is not None:
        columns.append(Column("实发（元）", _money(one)))
    return columns


def _money(one: RoundImpact) -> list[str]:
    assert one.money is not None
    cells = []
    for each in one.branches:
        paid = [side.payout_of(each.before.score.branch.id) for side in one.money]
        before, after = ("" if payout is None else money(payout.net.value) for payout in paid)
        cells.append(before if before == after else f"{before}→{after}")
    return cells


def _show_missing(page: Page, impact: Impact) -> None:
    missing = missing_facts(impact)
    if not missing:
        page.line(EXACT)
    else:
        page.line(LEGEND)
        page.blank()
        page.line(f"不能重算的 {len(missing)} 处，都没有猜，按最少到最多留了余地：")
    for each in missing:
        clause = f"/{each.clause}" if each.clause else f" {each.title}"
        where = where_in_words(each, len(impact.rounds))
        page.line(REASON[each.reason] + (f"（{where}）" if where else ""), 1, f"{each.item}{clause}：")
    if impact.reworded:
        page.blank()
        page.line(reworded_in_words(["/".join(each) for each in impact.reworded]))
