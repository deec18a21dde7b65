"""年度排名 for a terminal."""

from collections.abc import Sequence

from dangjian_kaoping.engine.score.year import YearResult
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.views.year import year_ranking
from dangjian_kaoping.words.names import PROVISIONAL, year_unscored_in_words
from dangjian_kaoping.words.year import corrected_in_words, eligibility_in_words
from dangjian_kaoping.write.layout import Page
from dangjian_kaoping.write.text.table import lines_of


def year_text(result: YearResult, width: int = 100, corrected: Sequence[Quarter] = ()) -> str:
    """The annual ranking with each round's composite, the way of the ranks, and who is not eligible and why; above it,
    which of its rounds were corrected after they were final.
    """
    page = Page(width)
    page.line(f"{result.year} 年党支部量化考评年度排名（{len(result.quarters)} 轮）", tone="heading")
    if not result.complete:
        page.line(f"{PROVISIONAL}：{year_unscored_in_words(result)}。")
    if corrected:
        page.line(corrected_in_words(corrected))
    page.blank()
    page.as_it_is(lines_of(year_ranking(result), page.width))
    barred = [placing for placing in result.placings if not placing.eligible]
    page.blank()
    page.line(f"可以评先选优的 {len(result.placings) - len(barred)} 个，不可以的 {len(barred)} 个。")
    for placing in barred:
        page.line(eligibility_in_words(placing, result.measure), 1, f"{placing.branch.name}：")
    return page.text
