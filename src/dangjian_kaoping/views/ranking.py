"""综合排名: a row a branch, in the order of the ranking."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from dangjian_kaoping.engine.score.among import ranks_in_class
from dangjian_kaoping.engine.score.ranking import broken_by
from dangjian_kaoping.engine.score.round import Placing, RoundResult
from dangjian_kaoping.engine.score.table import area_figure
from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.model.factor import FactorKey
from dangjian_kaoping.model.measure import TieBreaker
from dangjian_kaoping.model.rubric import Area
from dangjian_kaoping.views.table import (
    EVERYWHERE,
    FIELDS,
    PAGE,
    PAPER,
    ROWS,
    SCREEN,
    SHEET,
    Column,
    Course,
    Flags,
    Marked,
    Moved,
    Surface,
    Table,
    Value,
    Width,
    where_scarce,
)
from dangjian_kaoping.words.eligibility import (
    eligibility_in_words,
    exclusions_in_words,
    grading_in_words,
    shows_standing,
)
from dangjian_kaoping.words.names import (
    ADJUSTED_MARK,
    FLAG,
    FLAG_MARK,
    incomplete_in_words,
    why_unscored,
)
from dangjian_kaoping.words.rubric.factors import name_of_factor
from dangjian_kaoping.words.rubric.full_marks import FullMarks, area_names, full_marks, marks_in_table, short_names
from dangjian_kaoping.words.rubric.measure import compared_in_words
from dangjian_kaoping.words.veto import veto_in_words

if TYPE_CHECKING:
    from dangjian_kaoping.engine.dossier import Dossier

NAME, RANK, COMPOSITE = "综合排名", "名次", "综合得分"
CLASS_RANK, RANK_BEFORE, MOVEMENT, CHANGE = "class_rank", "rank_before", "movement", "change"
"""Keys of the columns that a workbook reckons from others."""
ROUNDS = 12
"""How many rounds a course goes back: three years."""
_NAMED = 2
"""How many missing things are named in a narrow cell."""
_NARROW = SCREEN | PAPER

_ORDER: Mapping[Surface, Sequence[str]] = {
    "sheet": (
        "rank",
        "branch",
        "class",
        "composite",
        "tables",
        "among",
        "movement",
        "grade",
        "marks",
        "makeup",
        "areas",
        "factors",
        "breakers",
    ),
    "screen": ("rank", "branch", "composite", "tables", "areas", "factors", "makeup", "grade", "marks"),
    "rows": (
        "rank",
        "branch",
        "class",
        "composite",
        "tables",
        "makeup",
        "areas",
        "factors",
        "breakers",
        "marks",
        "grade",
        "review",
    ),
    "fields": ("branch", "class", "rank", "composite", "tables", "makeup", "areas", "factors", "marks"),
    "paper": ("rank", "branch", "composite", "tables", "areas", "factors", "makeup", "movement", "grade", "marks"),
    "page": (
        "rank",
        "branch",
        "class",
        "composite",
        "grade",
        "tables",
        "makeup",
        "movement",
        "course",
        "marks",
        "areas",
        "factors",
    ),
}
"""The parts; in a workbook what is asked first comes first, and what it is made up of after it, on another page."""
_GROUPS: Mapping[str, str] = {
    **dict.fromkeys(("rank", "branch"), "党支部"),
    "class": "类别",
    **dict.fromkeys(("composite", "tables"), "得分"),
    "among": "同类",
    "movement": "与上轮比",
    **dict.fromkeys(("grade", "marks"), "等次和标记（不随得分重算）"),
    "makeup": "检查得分的构成",
    "areas": "各专业方面得分（合计为基础分）",
    "factors": "系数",
    "breakers": "同分比较",
}


def ranking(result: RoundResult, dossier: "Dossier | None" = None) -> Table[Placing]:
    """The table of a round; how the branches moved is known from its dossier."""
    columns = tuple(ranking_columns(result, dossier))
    return Table(columns, result.placings, _ORDER, _GROUPS, ("rank", "branch"), "areas", "factors")


def ranking_columns(result: RoundResult, dossier: "Dossier | None" = None) -> Iterator[Column[Placing]]:
    """The columns, as they follow one another in the workbook."""
    yield Column(
        "rank", RANK, lambda each: each.rank, "count", "rank", weight="strong", width=Width(5, 7), tells_who=False
    )
    yield from _movement(dossier)
    yield Column(
        "branch",
        "党支部",
        lambda each: each.score.branch.name,
        "name",
        "branch",
        weight="normal",
        width=Width(13.5, 16),
    )
    yield Column(
        "class",
        "支部类别",
        lambda each: each.score.branch.branch_class,
        part="class",
        headings=where_scarce("类别"),
        surfaces=EVERYWHERE - _NARROW,
        width=Width(7, 7.5),
    )
    yield from _class_ranks(result)
    yield from _totals(result)
    yield from _grades(result)
    yield from _makeup(result)
    yield from _areas(result)
    yield from _factors(result)
    yield from _breakers(result)
    yield from _marks(result)
    if any(each.score.adjusted for each in result.placings):
        yield Column("composite_before", "复核调整前综合得分", _before, "points", "review", surfaces=ROWS)
    if dossier is not None and dossier.previous is not None:
        yield _course(dossier)


def _class_ranks(result: RoundResult) -> Iterator[Column[Placing]]:
    """The rank among those of the same class, where there are several classes."""
    if len(result.classes) > 1:
        ranks = ranks_in_class(result)
        yield Column(
            CLASS_RANK,
            "类内\n名次",
            lambda each: ranks.get(each.score.branch.id),
            "count",
            "among",
            surfaces=SHEET,
            width=Width(5, 5),
        )


def _movement(dossier: "Dossier | None") -> Iterator[Column[Placing]]:
    """How the branches stood in the round before, where there was one, and how they moved."""
    if dossier is None or dossier.previous is None:
        return
    gains, points, before = dossier.gains(), dossier.points_gained(), dossier.placed_before

    def rank_before(placing: Placing) -> int | None:
        return before[placing.score.branch.id].rank if placing.score.branch.id in before else None

    def moved(placing: Placing) -> Value:
        gained = gains.get(placing.score.branch.id)
        return None if gained is None else Moved(gained)

    yield Column(
        RANK_BEFORE, "上轮\n名次", rank_before, "count", "movement", surfaces=SHEET, width=Width(5, 5), publish="trend"
    )
    yield Column(
        MOVEMENT,
        "升降",
        moved,
        "move",
        "movement",
        surfaces=SHEET | PAPER | PAGE,
        weight="normal",
        width=Width(5, 5),
        publish="trend",
    )
    yield Column(
        CHANGE,
        "得分\n增减",
        lambda each: points.get(each.score.branch.id),
        "difference",
        "movement",
        surfaces=SHEET,
        width=Width(6.5, 6.5),
        publish="trend",
    )


def _totals(result: RoundResult) -> Iterator[Column[Placing]]:
    marks = FullMarks(marks_in_table(result.rubric, result.classes))
    composite = _figure("composite", COMPOSITE, "composite", result)
    yield composite._replace(headings=where_scarce("综合\n得分"), weight="strong", full=marks)
    for key, heading, short in (
        ("inspection", "检查得分", "检查\n得分"),
        ("self_assessment", "自评得分", "自评\n得分"),
    ):
        column = _figure(key, heading, "tables", result)
        if key == "self_assessment" and result.rubric.measure.self_assessment == "none":
            column = column._replace(surfaces=FIELDS)
        yield column._replace(headings=where_scarce(short), publish="self_assessment")


def _figure(
    key: str,
    heading: str,
    part: str,
    result: RoundResult,
    least: float = 7.5,
) -> Column[Placing]:
    """A figure of a branch's score, by its name there."""

    def figure(placing: Placing) -> Step | None:
        found: Step | None = getattr(placing.score, key)
        return found

    places = result.rubric.measure.rounding.places
    return Column(
        key, heading, figure, "points", part, places=(places, max(places, 4)), width=Width(least, 14), tells_who=False
    )


def _grades(result: RoundResult) -> Iterator[Column[Placing]]:
    """等次; in a workbook with what made it another than the score gives."""
    measure = result.rubric.measure
    if measure.round_grades:
        width = Width(6.5, 9)
        yield Column("grading", "等次", _grading, part="grade", surfaces=SHEET, width=width)
    if shows_standing(measure):
        yield Column(
            "grade",
            "等次",
            lambda each: each.grade,
            part="grade",
            surfaces=ROWS | SCREEN | PAPER | PAGE if measure.round_grades else ROWS,
            width=Width(letters=4),
            tells_who=False,
        )
        yield Column(
            "exclusions",
            "不能评先选优",
            lambda each: exclusions_in_words(each.exclusions, measure, result.quarter),
            "prose",
            "grade",
            surfaces=ROWS,
        )


def _grading(placing: Placing) -> str | None:
    return None if placing.grading is None else grading_in_words(placing.grading)


def _makeup(result: RoundResult) -> Iterator[Column[Placing]]:
    """What the inspection is made up of, beside the areas."""
    base = _figure("base", "基础分", "makeup", result)
    yield base._replace(surfaces=EVERYWHERE - _NARROW, publish="self_assessment")
    bonus, penalty = (
        _figure(key, heading, "makeup", result, 6.5) for key, heading in (("bonus", "加分"), ("penalty", "扣减"))
    )
    # where nobody has any, the areas add up to the inspection without them
    yield bonus._replace(rare=_NARROW, publish="self_assessment")
    yield penalty._replace(rare=_NARROW, publish="self_assessment")


def _areas(result: RoundResult) -> Iterator[Column[Placing]]:
    """Every area of the rubric for programs; for people those that move the base."""
    names, shorts = area_names(result.rubric), short_names(result.rubric)
    places = result.rubric.measure.rounding.places
    shown = result.areas
    for area in result.rubric.areas:
        yield Column(
            f"areas.{area.id}",
            names[area.id],
            _in_area(area),
            "points",
            "areas",
            headings=where_scarce(shorts[area.id]),
            surfaces=EVERYWHERE if area in shown else ROWS | FIELDS,
            weight="normal",
            # as many decimals as published figures have, so that the columns are alike
            places=(places, places),
            width=Width(8.5, 14),
            full=full_marks(area, result.classes),
            tells_who=False,
        )


def _in_area(area: Area) -> Callable[[Placing], Step | None]:
    return lambda each: area_figure(each.score.inspected, area)


def _factors(result: RoundResult) -> Iterator[Column[Placing]]:
    """What areas, or all of them, were multiplied by."""
    for key in result.rubric.factors:
        yield Column(
            f"factors.{key.id}",
            name_of_factor(result.rubric, key),
            _of_factor(key),
            "points",
            "factors",
            weight="normal",
            places=(0, 4),
            exact=True,
            width=Width(8.5, 14),
            tells_who=False,
        )


def _of_factor(key: FactorKey) -> Callable[[Placing], Step | None]:
    return lambda each: each.score.inspected.factors.get(key)


def _breakers(result: RoundResult) -> Iterator[Column[Placing]]:
    """The points of areas and items that ties are broken by, as they are compared."""
    rubric = result.rubric
    places = rubric.measure.rounding.places
    for index, breaker in enumerate(rubric.measure.tie_breakers):
        if not isinstance(breaker, str):
            yield Column(
                breaker_key(index),
                f"同分比较：{compared_in_words(breaker, rubric)}",
                _compared(breaker, result),
                "points",
                "breakers",
                headings={"sheet": compared_in_words(breaker, rubric)},
                surfaces=SHEET | ROWS,
                places=(places, max(places, 4)),
                width=Width(8.5, 14),
            )


def breaker_key(index: int) -> str:
    """The key of the column that a tie-breaker of an area or an item stands in, by its place in the measure."""
    return f"tie_breakers.{index}"


def _compared(breaker: TieBreaker, result: RoundResult) -> Callable[[Placing], Step | None]:
    # made once: whoever asks again is given the same step
    scores = [placing.score for placing in result.placings]
    steps = {score.branch.id: broken_by(score, breaker, result.rubric.measure) for score in scores}
    return lambda each: steps[each.score.branch.id]


def _marks(result: RoundResult) -> Iterator[Column[Placing]]:
    """考核情形: named together; one character each on a screen; each in a column of its own in a workbook."""
    told = ROWS | FIELDS | PAPER | PAGE
    flags = Column("flags", "考核情形", _flags, part="marks", surfaces=told, rare=PAPER, width=Width(letters=5))
    yield flags._replace(weight="normal", tells_who=False)
    yield Column("marks", "标记", _signs, part="marks", surfaces=SCREEN, rare=SCREEN)
    yield Column(
        "incomplete", "缺少", lambda each: incomplete_in_words(each.score.incomplete), part="marks", surfaces=ROWS
    )
    yield Column("last", "末位", _last, part="marks", surfaces=SHEET, width=Width(6, 6))
    yield Column("undone", "单项工作", _undone, part="marks", surfaces=SHEET, width=Width(13, 13))
    if result.rubric.measure.round_grades:
        yield Column(
            "eligibility",
            "评先选优",
            lambda each: eligibility_in_words(each, result),
            "note",
            "marks",
            surfaces=SHEET,
            width=Width(13, 13),
        )
    yield Column("vetoed", "一票否决", _vetoed, part="marks", surfaces=SHEET, rare=SHEET, width=Width(13, 13))
    yield Column("unscored", "未完成", _unscored, part="marks", surfaces=SHEET, rare=SHEET, width=Width(13, 13))


def _flags(placing: Placing) -> Flags:
    return Flags(placing.flags)


def _signs(placing: Placing) -> Value:
    signs = "".join(FLAG_MARK[flag] for flag in placing.flags) + (ADJUSTED_MARK if placing.score.adjusted else "")
    return Marked(signs, next(iter(placing.flags), "text")) if signs else ""


def _last(placing: Placing) -> Value:
    return Marked(FLAG["bottom_three"], "bottom_three") if "bottom_three" in placing.flags else ""


def _undone(placing: Placing) -> Value:
    if "task_not_done" not in placing.flags:
        return ""
    tasks = [f"{item.id} {item.title}" for item in placing.score.undone]
    return Marked("\n".join([FLAG["task_not_done"], *tasks]), "task_not_done")


def _vetoed(placing: Placing) -> Value:
    if "veto" not in placing.flags:
        return ""
    vetoes = [f"{each.item.id} {veto_in_words(each.veto)}" for each in placing.score.vetoes]
    return Marked("\n".join([FLAG["veto"], *vetoes]), "veto")


def _unscored(placing: Placing) -> Value:
    score = placing.score
    if score.composite is not None:
        return ""
    count = len(score.incomplete)
    if count <= _NAMED:
        return Marked(why_unscored(score), "unscored")
    return Marked(f"{incomplete_in_words(score.incomplete[:_NAMED])} 等 {count} 处，见“依据与口径”", "unscored")


def _before(placing: Placing) -> Step | None:
    return None if placing.score.before is None else placing.score.before.composite


def _course(dossier: "Dossier") -> Column[Placing]:
    """The composites of the last rounds."""
    rounds = dossier.rounds[-ROUNDS:]
    figures = [{each.score.branch.id: each.score.composite for each in result.placings} for result in rounds]

    def course(placing: Placing) -> Course:
        return Course(tuple(each.get(placing.score.branch.id) for each in figures))

    return Column("course", f"近 {len(rounds)} 轮走势", course, "course", "course", surfaces=PAGE, publish="trend")
