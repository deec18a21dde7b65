"""自评对照 over the rounds for a terminal: whether self-assessment comes closer to inspection."""

from collections.abc import Sequence

from dangjian_kaoping.engine.follow.gap import GapCourse
from dangjian_kaoping.exact import Exact, places
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.words.figures import MISSING
from dangjian_kaoping.words.gap import CHANGE, SIGHT
from dangjian_kaoping.write.layout import Page
from dangjian_kaoping.write.text.grid import Column, fitting
from dangjian_kaoping.write.text.trend import bars

_PLACES = 2


def gap_trend_text(
    quarters: Sequence[Quarter], courses: Sequence[GapCourse], width: int = 100, *, plain: bool = False
) -> str:
    """One line a branch: the size of its gap round by round, before and of late, and how much it saw."""
    page = Page(width)
    if not quarters:
        page.line("还没有考评。")
        return page.text
    page.line(f"{quarters[0]} 至 {quarters[-1]}，{len(quarters)} 轮自评与检查的差距（各项差距不论正负相加，单位：分）")
    page.blank()
    page.as_it_is(fitting(_columns(quarters, courses, plain=plain), page.width))
    page.blank()
    for sight, words in SIGHT.items():
        named = [each.branch.name for each in courses if each.rounds and each.sees_its_faults is sight]
        if named:
            page.line("、".join(named), 0, f"{words}：")
    page.line("走势越高差距越大；“近来”是最近几轮的平均差距，“以前”是再往前同样几轮的（最多各四轮）。")
    return page.text


def _columns(quarters: Sequence[Quarter], courses: Sequence[GapCourse], *, plain: bool) -> list[Column]:
    sizes = [{gap.quarter: gap.size for gap in each.rounds} for each in courses]
    drawn = bars([[known.get(quarter) for quarter in quarters] for known in sizes], plain=plain)
    return [
        Column("党支部", [each.branch.name for each in courses], figures=False),
        Column("走势", drawn, figures=False),
        Column("末轮", [_size(each.rounds[-1].size if each.rounds else None) for each in courses]),
        Column("以前", [_size(each.sizes[0] if each.sizes else None) for each in courses]),
        Column("近来", [_size(each.sizes[1] if each.sizes else None) for each in courses]),
        Column("变化", [CHANGE[each.change] if each.change else MISSING for each in courses], figures=False),
        Column("检查失分", [str(each.found) for each in courses]),
        Column("自评也失分", [str(each.seen) for each in courses]),
    ]


def _size(value: Exact | None) -> str:
    return MISSING if value is None else places(value, _PLACES)
