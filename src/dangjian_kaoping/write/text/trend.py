"""走势: the composites of all rounds as a sparkline table."""

from collections.abc import Sequence

from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.views.trend import trend_of
from dangjian_kaoping.write.layout import Page
from dangjian_kaoping.write.text.table import lines_of


def trend_text(results: Sequence[RoundResult], width: int = 100, *, plain: bool = False) -> str:
    """One line a branch, in the order of the newest round's ranking: the course over the rounds (lowest to highest of
    all), first, last, best and worst.
    """
    page = Page(width)
    if not results:
        page.line("还没有考评。")
        return page.text
    page.line(f"{results[0].quarter} 至 {results[-1].quarter}，{len(results)} 轮综合得分", tone="heading")
    page.blank()
    page.as_it_is(lines_of(trend_of(results), page.width, plain=plain))
    return page.text
