"""考评得分表 for a terminal: the ranking with every area, and what the marks mean."""

from dangjian_kaoping.engine.score.branch import BranchScore
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.model.measure import Rounding
from dangjian_kaoping.views.ranking import ranking
from dangjian_kaoping.words.eligibility import exclusions_in_words, grading_in_words, shows_standing
from dangjian_kaoping.words.figures import MISSING, published
from dangjian_kaoping.words.names import ADJUSTED_MARK, FLAG, FLAG_MARK, incomplete_in_words
from dangjian_kaoping.words.rubric.full_marks import notes_in_words
from dangjian_kaoping.words.rubric.measure import rounded_in_words
from dangjian_kaoping.write.text.layout import Page
from dangjian_kaoping.write.text.table import lines_of


def score_table(result: RoundResult, width: int = 100) -> str:
    """The round as a table; where the areas do not fit beside the totals, they follow in tables of their own."""
    page = Page(width)
    page.line(f"{result.quarter.chinese}党支部考评得分  按细则 {result.rubric.version} 版")
    _say_provisional(page, result)
    page.blank()
    page.as_it_is(lines_of(ranking(result), page.width))
    page.blank()
    marks = [flag for flag in FLAG if any(flag in placing.flags for placing in result.placings)]
    legend = [f"{FLAG_MARK[flag]} {FLAG[flag]}" for flag in marks]
    adjusted = [placing.score for placing in result.placings if placing.score.adjusted]
    if adjusted:
        legend.append(f"{ADJUSTED_MARK} 经复核调整")
    if legend:
        page.line("  ".join(legend))
    for score in adjusted:
        page.line(_adjusted(score))
    _say_standing(page, result)
    if any(score.status == "rescaled" for placing in result.placings for score in placing.score.inspected.items):
        page.line("有的支部有不涉及、按其余各项折算的项目，所以个别方面的得分可以超过满分。")
    for note in notes_in_words(result, whole=True):
        page.line(note)
    page.line(_rounding(result.rubric.measure.rounding))
    return page.text


def _rounding(rounding: Rounding) -> str:
    """What the figures of the table are, and how those that are published came about."""
    if rounding.stage == "areas":
        return f"{rounded_in_words(rounding)}。"
    return "各方面得分和加减分只在表上取两位小数；综合得分等从未经舍入的数算出，只修约一次。"


def _say_provisional(page: Page, result: RoundResult) -> None:
    lacking = [placing.score for placing in result.placings if placing.score.composite is None]
    if not lacking:
        return
    page.line("暂定：以下党支部缺记录，还没有综合得分；补齐之前，名次是暂时的，末位不定。")
    for score in lacking:
        why = incomplete_in_words(score.incomplete) or "没有综合得分"
        page.line(why, 1, f"{score.branch.name}：")


def _say_standing(page: Page, result: RoundResult) -> None:
    """Who is not eligible for 评先选优, and what made a grade another than the score gives."""
    if not shows_standing(result.rubric.measure):
        return
    for placing in result.placings:
        if placing.grading is not None and placing.grade != placing.grading.by_score:
            page.line(grading_in_words(placing.grading), 0, f"等次 {placing.score.branch.name}：")
        elif placing.grading is None and placing.score.composite is not None and result.rubric.measure.grades:
            page.line("得分不落在任何等次里，等次有空缺，请改考评办法", 0, f"等次 {placing.score.branch.name}：")
    barred = [placing for placing in result.placings if not placing.eligible]
    if barred:
        page.line("不能评先选优：")
        for placing in barred:
            why = exclusions_in_words(placing.exclusions, result.rubric.measure, result.quarter)
            page.line(why, 1, f"{placing.score.branch.name}：")


def _adjusted(score: BranchScore) -> str:
    """The composite before and after a review, and by how many decisions."""
    before = MISSING if score.before is None else published(score.before.composite)
    return (
        f"{ADJUSTED_MARK} {score.branch.name}：复核调整 {len(score.adjusted)} 处，"
        f"综合得分调整前 {before}，调整后 {published(score.composite)}。"
    )
