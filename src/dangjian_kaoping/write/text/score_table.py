"""考评得分表 for a terminal: the ranking with every area, and what the marks mean."""

from dangjian_kaoping.engine.score.branch import BranchScore
from dangjian_kaoping.engine.score.round import Placing, RoundResult
from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.model.rubric import Area
from dangjian_kaoping.words.eligibility import exclusions_in_words, grading_in_words, shows_standing
from dangjian_kaoping.words.figures import MISSING, TABLE_PLACES, in_table, published
from dangjian_kaoping.words.names import ADJUSTED_MARK, FLAG, FLAG_MARK, why_unscored
from dangjian_kaoping.words.rubric.full_marks import exceeded_in_words, marks_in_table, notes_in_words
from dangjian_kaoping.words.rubric.measure import tabled_in_words
from dangjian_kaoping.write.layout import NARROWEST, Page
from dangjian_kaoping.write.text.grid import Column, fitting, grid


def score_table(result: RoundResult, width: int = 100) -> str:
    """The round as a table; where the areas do not fit beside the totals, they follow in tables of their own."""
    page = Page(width)
    page.line(f"{result.quarter.chinese}党支部考评得分  按细则 {result.rubric.version} 版")
    _say_provisional(page, result)
    page.blank()
    for lines in _tables(result, max(width, NARROWEST)):
        page.as_it_is(lines)
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
    for note in (*exceeded_in_words(result), *notes_in_words(result, whole=True)):
        page.line(note)
    page.line(tabled_in_words(result.rubric.measure.rounding, TABLE_PLACES))
    return page.text


def _say_provisional(page: Page, result: RoundResult) -> None:
    lacking = [placing.score for placing in result.placings if placing.score.composite is None]
    if not lacking:
        return
    page.line("暂定：以下党支部缺记录，还没有综合得分；补齐之前，名次是暂时的，末位不定。")
    for score in lacking:
        page.line(why_unscored(score), 1, f"{score.branch.name}：")


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


def _tables(result: RoundResult, width: int) -> list[list[str]]:
    names = _names(result)
    totals, areas, rest = _totals(result), _areas(result), [*_on_total(result), *_grades(result), *_marks(result)]
    whole = grid([*names, *totals, *areas, *rest], width)
    if whole is not None:
        return [whole]
    tables = [fitting([*names, *totals, *rest], width)]
    while areas:
        count = len(areas)
        while count > 1 and grid([*names, *areas[:count]], width) is None:
            count -= 1
        tables.append(fitting([*names, *areas[:count]], width))
        areas = areas[count:]
    return tables


def _names(result: RoundResult) -> list[Column]:
    ranks = [MISSING if placing.rank is None else str(placing.rank) for placing in result.placings]
    names = [placing.score.branch.name for placing in result.placings]
    return [Column("名次", ["", *ranks]), Column("党支部", ["满分", *names], figures=False)]


def _totals(result: RoundResult) -> list[Column]:
    scores = [placing.score for placing in result.placings]
    full = marks_in_table(result.rubric, result.classes)
    return [
        Column("综合得分", [full, *(published(score.composite) for score in scores)]),
        Column("检查得分", ["", *(published(score.inspection) for score in scores)]),
        Column("自评得分", ["", *(published(score.self_assessment) for score in scores)]),
    ]


def _areas(result: RoundResult) -> list[Column]:
    return [_area(area, result) for area in result.areas]


def _area(area: Area, result: RoundResult) -> Column:
    steps = [placing.score.inspected.areas.get(area.id) for placing in result.placings]
    return Column(
        area.name,
        [marks_in_table(area, result.classes), *(MISSING if step is None else in_table(step) for step in steps)],
    )


def _on_total(result: RoundResult) -> list[Column]:
    """加分 and 扣减, where any branch has some: without them the areas would not add up to the inspection."""
    columns = []
    for heading, name in (("加分", "bonus"), ("扣减", "penalty")):
        steps: list[Step] = [getattr(placing.score, name) for placing in result.placings]
        if any(step.value for step in steps):
            columns.append(Column(heading, ["", *(in_table(step) for step in steps)]))
    return columns


def _grades(result: RoundResult) -> list[Column]:
    if not result.rubric.measure.grades:
        return []
    return [Column("等次", ["", *(placing.grade or MISSING for placing in result.placings)], figures=False)]


def _marks(result: RoundResult) -> list[Column]:
    marks = [_marks_of(placing) for placing in result.placings]
    return [Column("标记", ["", *marks], figures=False)] if any(marks) else []


def _marks_of(placing: Placing) -> str:
    return "".join(FLAG_MARK[flag] for flag in placing.flags) + (ADJUSTED_MARK if placing.score.adjusted else "")


def _adjusted(score: BranchScore) -> str:
    """The composite before and after a review, and by how many decisions."""
    before = MISSING if score.before is None else published(score.before.composite)
    return (
        f"{ADJUSTED_MARK} {score.branch.name}：复核调整 {len(score.adjusted)} 处，"
        f"综合得分调整前 {before}，调整后 {published(score.composite)}。"
    )
