"""走势: the composites of all rounds as a sparkline table."""

from collections.abc import Sequence

from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.exact import places
from dangjian_kaoping.views.table import Course
from dangjian_kaoping.views.trend import trend_of
from dangjian_kaoping.write.layout import Page
from dangjian_kaoping.write.text.bars import scale_of
from dangjian_kaoping.write.text.table import lines_of


def trend_text(results: Sequence[RoundResult], width: int = 100, *, plain: bool = False) -> str:
    """One line a branch, in the order of the newest round's ranking: that round beside the one before, the course over
    the rounds, best and worst; below it what the heights of the courses mean.
    """
    page = Page(width)
    if not results:
        page.line("还没有考评。")
        return page.text
    first, last = results[0].quarter, results[-1].quarter
    several = f"{first} 至 {last}，{len(results)} 轮综合得分"
    page.line(several if len(results) > 1 else f"{last} 综合得分（只有一轮，还没有走势）", tone="heading")
    page.blank()
    table = trend_of(results)
    page.as_it_is(lines_of(table, page.width, plain=plain))
    steps = scale_of((Course(row.composites) for row in table.rows), plain=plain).steps()
    if len(steps) > 1 and len(results) > 1:
        page.blank()
        page.line("走势的高低分档，每一档从多少分起：")
        page.line("  ".join(f"{sign} {places(least, 2)}" for sign, least in steps) + " 分", 1)
    return page.text
