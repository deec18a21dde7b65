"""考评得分表 for a terminal: the ranking with every area, and what the marks mean."""

from dangjian_kaoping.engine.score.branch import BranchScore
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.views.ranking import ranking
from dangjian_kaoping.words.absence import absences_in_words
from dangjian_kaoping.words.eligibility import UNGRADED, exclusions_in_words, grading_in_words, shows_standing
from dangjian_kaoping.words.figures import TABLE_PLACES
from dangjian_kaoping.words.names import ADJUSTED_MARK, FLAG, FLAG_MARK, PROVISIONAL, unscored_in_words, why_unscored
from dangjian_kaoping.words.record.adjustment import composites_in_words, moved_in_words
from dangjian_kaoping.words.rubric.full_marks import exceeded_in_words, notes_in_words
from dangjian_kaoping.words.rubric.measure import tabled_in_words
from dangjian_kaoping.write.layout import Page
from dangjian_kaoping.write.text.table import lines_of


def score_table(result: RoundResult, width: int = 100, state: str = "") -> str:
    """The round as a table; where the areas do not fit beside the totals, they follow in tables of their own.

    `state` is what its heading says of a result that is not final.
    """
    page = Page(width)
    title = f"{result.quarter.chinese}党支部考评得分  按细则 {result.rubric.version} 版"
    page.line(f"{title}  {state}".rstrip(), tone="heading")
    say_provisional(page, result)
    page.blank()
    page.as_it_is(lines_of(ranking(result), page.width))
    page.blank()
    say_marks(page, result)
    if moved := moved_in_words(placing.score for placing in result.placings):
        page.line(f"{moved}。")
    say_standing(page, result)
    for note in (*absences_in_words(result), *exceeded_in_words(result), *notes_in_words(result, whole=True)):
        page.line(note)
    page.line(tabled_in_words(result.rubric.measure.rounding, TABLE_PLACES))
    return page.text


def say_provisional(page: Page, result: RoundResult) -> None:
    """Who has no composite yet, and why."""
    lacking = [placing.score for placing in result.placings if placing.score.composite is None]
    if not lacking:
        return
    page.line(f"{PROVISIONAL}：{unscored_in_words(result)}。")
    for score in lacking:
        page.line(why_unscored(score), 1, f"{score.branch.name}：")


def say_marks(page: Page, result: RoundResult) -> None:
    """What the marks mean, and what was adjusted by a review."""
    marks = [flag for flag in FLAG if any(flag in placing.flags for placing in result.placings)]
    legend = [f"{FLAG_MARK[flag]} {FLAG[flag]}" for flag in marks]
    adjusted = [placing.score for placing in result.placings if placing.score.adjusted]
    if adjusted:
        legend.append(f"{ADJUSTED_MARK} 经复核调整")
    if legend:
        page.line("  ".join(legend))
    for score in adjusted:
        page.line(_adjusted(score))


def say_standing(page: Page, result: RoundResult) -> None:
    """Who is not eligible for 评先选优, and what made a grade another than the score gives."""
    if not shows_standing(result.rubric.measure):
        return
    for placing in result.placings:
        if placing.grading is not None and placing.grade != placing.grading.by_score:
            page.line(grading_in_words(placing.grading), 0, f"等次 {placing.score.branch.name}：")
        elif placing.grading is None and placing.score.composite is not None and result.rubric.measure.round_grades:
            page.line(f"{UNGRADED}，等次有空缺，请改考评办法", 0, f"等次 {placing.score.branch.name}：")
    barred = [placing for placing in result.placings if not placing.eligible]
    if barred:
        page.line("不能评先选优：")
        for placing in barred:
            why = exclusions_in_words(placing.exclusions, result.rubric.measure, result.quarter)
            page.line(why, 1, f"{placing.score.branch.name}：")


def _adjusted(score: BranchScore) -> str:
    """The composite before and after a review, and by how many decisions."""
    return f"{ADJUSTED_MARK} {score.branch.name}：复核调整 {len(score.adjusted)} 处，{composites_in_words(score)}。"
