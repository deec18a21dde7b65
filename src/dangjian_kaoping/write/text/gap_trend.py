"""自评对照 over the rounds for a terminal: whether self-assessment comes closer to inspection."""

from collections.abc import Sequence

from dangjian_kaoping.engine.follow.gap import GapCourse
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.views.gap import gap_courses
from dangjian_kaoping.words.gap import SIGHT
from dangjian_kaoping.write.layout import Page
from dangjian_kaoping.write.text.table import lines_of


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
    page.as_it_is(lines_of(gap_courses(quarters, courses), page.width, plain=plain))
    page.blank()
    for sight, words in SIGHT.items():
        named = [each.branch.name for each in courses if each.rounds and each.sees_its_faults is sight]
        if named:
            page.line("、".join(named), 0, f"{words}：")
    page.line("走势越高差距越大；“近来”是最近几轮的平均差距，“以前”是再往前同样几轮的（最多各四轮）。")
    return page.text
