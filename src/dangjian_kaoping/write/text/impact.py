"""The impact of a revision for a terminal: round by round, then what could not be replayed."""

from dangjian_kaoping.compare.impact.impact import Impact, RoundImpact
from dangjian_kaoping.words.revision.impact import (
    BRANCH,
    ESTIMATE,
    EXACT,
    LEGEND,
    REASON,
    columns_in_words,
    last_places,
    missing_facts,
    reworded_in_words,
    undecided_in_words,
    versions_in_words,
    where_in_words,
)
from dangjian_kaoping.write.layout import Page
from dangjian_kaoping.write.text.grid import Column, fitting


def impact_text(impact: Impact, width: int) -> str:
    """The whole impact."""
    page = Page(width)
    for heading, words in versions_in_words(impact):
        page.line(words, 0, f"{heading}：")
    for one in impact.rounds:
        page.blank()
        page.line(f"{one.before.quarter.chinese}，按新的一版重算")
        page.as_it_is(fitting(_columns(one), page.width))
        if words := undecided_in_words(one):
            page.line(words)
        for words, names in last_places(one) or [("末位", ["没有变化"])]:
            page.line("、".join(names), 0, f"{words}：")
    page.blank()
    _show_missing(page, impact)
    return page.text


def _columns(one: RoundImpact) -> list[Column]:
    return [Column(heading, cells, figures=heading != BRANCH) for heading, cells in columns_in_words(one).items()]


def _show_missing(page: Page, impact: Impact) -> None:
    missing = missing_facts(impact)
    if not missing:
        page.line(EXACT)
    else:
        page.line(ESTIMATE)
        page.line(LEGEND)
        page.blank()
        page.line(f"有 {len(missing)} 处缺少记录，不能重算；按最少和最多各算一遍，再当作没有发现问题估计一遍：")
    for each in missing:
        clause = f"/{each.clause}" if each.clause else f" {each.title}"
        where = where_in_words(each, len(impact.rounds))
        page.line(REASON[each.reason] + (f"（{where}）" if where else ""), 1, f"{each.item}{clause}：")
    if impact.reworded:
        page.blank()
        page.line(reworded_in_words(["/".join(each) for each in impact.reworded]))
