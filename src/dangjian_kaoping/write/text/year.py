"""年度排名 for a terminal."""

from dangjian_kaoping.engine.score.year import YearPlacing, YearResult
from dangjian_kaoping.words.figures import MISSING, published
from dangjian_kaoping.words.year import eligibility_in_words, ranks_in_words
from dangjian_kaoping.write.layout import Page
from dangjian_kaoping.write.text.grid import Column, fitting


def year_text(result: YearResult, width: int = 100) -> str:
    """The annual ranking with each round's composite, the way of the ranks, and who is not eligible and why."""
    page = Page(width)
    page.line(f"{result.year} 年党支部量化考评年度排名（{len(result.quarters)} 轮）")
    if not result.complete:
        page.line("暂定：有党支部缺某一轮的综合得分，年度名次是暂时的。")
    page.blank()
    page.as_it_is(fitting(_columns(result), page.width))
    barred = [placing for placing in result.placings if not placing.eligible]
    page.blank()
    page.line(f"可以评先选优的 {len(result.placings) - len(barred)} 个，不可以的 {len(barred)} 个。")
    for placing in barred:
        page.line(eligibility_in_words(placing, result.measure), 1, f"{placing.branch.name}：")
    return page.text


def _columns(result: YearResult) -> list[Column]:
    placings = result.placings
    return [
        Column("名次", [MISSING if each.rank is None else str(each.rank) for each in placings]),
        Column("党支部", [each.branch.name for each in placings], figures=False),
        Column("年度得分", [published(each.mean) for each in placings]),
        *_grades(result),
        *(
            Column(str(quarter), [_composite(each, index, result) for each in placings])
            for index, quarter in enumerate(result.quarters)
        ),
        Column("各轮名次", [ranks_in_words(each, result.quarters) for each in placings], figures=False),
        *_marks(result),
    ]


def _grades(result: YearResult) -> list[Column]:
    if not result.measure.grades:
        return []
    return [Column("等次", [each.grade or MISSING for each in result.placings], figures=False)]


def _marks(result: YearResult) -> list[Column]:
    """Who is ranked by too few quarters."""
    if not any(each.few for each in result.placings):
        return []
    return [Column("标记", ["季度不足" if each.few else "" for each in result.placings], figures=False)]


def _composite(placing: YearPlacing, index: int, result: YearResult) -> str:
    quarter = result.quarters[index]
    found = next((each for each in placing.quarters if each.quarter == quarter), None)
    return "" if found is None else published(found.composite)
