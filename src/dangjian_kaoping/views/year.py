"""年度排名: a row a branch, in the order of the year's ranking."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from dangjian_kaoping.engine import names
from dangjian_kaoping.engine.score.composite import stages
from dangjian_kaoping.engine.score.year import YearPlacing, YearResult
from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.views.table import FIELDS, PAGE, PAPER, ROWS, SCREEN, SHEET, Column, Surface, Table, Value, Width
from dangjian_kaoping.words.eligibility import grading_in_words
from dangjian_kaoping.words.year import eligibility_in_words, ranks_in_words

NAME, SCORE = "年度排名", "年度得分"
_ORDER: Mapping[Surface, Sequence[str]] = {"fields": ("branch",)}
_FIXED = Width(7.5, 7.5)


def year_ranking(result: YearResult) -> Table[YearPlacing]:
    """The table of a year. The rounds' composites are the part `rounds`."""
    columns = [*_standing(result), *_rounds(result), *_eligibility(result)]
    return Table(tuple(columns), result.placings, _ORDER)


def _standing(result: YearResult) -> Iterator[Column[YearPlacing]]:
    yield Column("rank", "名次", lambda each: each.rank, "count", "rank", weight="strong", width=Width(5, 5))
    branch = Column[YearPlacing]("branch", "党支部", lambda each: each.branch.name, "name", "branch", weight="normal")
    yield branch._replace(width=Width(12, 16))
    yield Column("id", "支部编号", lambda each: each.branch.id, part="branch", surfaces=FIELDS)
    yield Column(
        "class",
        "支部类别",
        lambda each: each.branch.branch_class,
        headings={"page": "类别"},
        surfaces=SHEET | ROWS | PAGE,
        width=_FIXED,
    )
    yield _figure("score", SCORE, lambda each: each.score, result)._replace(weight="strong")
    if result.measure.grades:
        yield Column("grading", "等次", _grading, surfaces=SHEET, width=Width(7.5, 12))
    graded = FIELDS | SCREEN | ROWS | PAGE | PAPER if result.measure.grades else FIELDS
    yield Column("grade", "等次", lambda each: each.grade, surfaces=graded)


def _rounds(result: YearResult) -> Iterator[Column[YearPlacing]]:
    """The composites, their sum and number, and the way of the ranks."""
    for quarter in result.quarters:
        column = _figure(f"rounds.{quarter}", str(quarter), _composite(quarter), result)
        told: Mapping[Surface, str] = dict.fromkeys(("paper", "sheet"), quarter.of_year)
        yield column._replace(part="rounds", surfaces=SCREEN | SHEET | ROWS | PAGE | PAPER, headings=told)
    ways = Column[YearPlacing]("ranks", "各轮名次", lambda each: ranks_in_words(each, result.quarters))
    yield ways._replace(surfaces=SCREEN | PAGE)
    if result.measure.year.combine == "mean":
        yield _figure("sum", "合计", _sum, result)._replace(surfaces=SHEET | ROWS)
    yield Column("last", "列入末位", _last, surfaces=PAPER, rare=PAPER)
    yield Column("count", "参加轮数", _count, "count", surfaces=SHEET | ROWS, blank=True, width=_FIXED)


def _eligibility(result: YearResult) -> Iterator[Column[YearPlacing]]:
    yield Column("few", "标记", _marks, surfaces=SCREEN, rare=SCREEN)
    yield Column("few_quarters", "季度不足", lambda each: each.few, surfaces=FIELDS)
    yield Column("eligible", "评先选优", lambda each: each.eligible, surfaces=FIELDS)
    yield Column(
        "eligibility",
        "评先选优",
        lambda each: eligibility_in_words(each, result.measure),
        "prose",
        surfaces=SHEET | ROWS | PAPER,
        width=Width(22, 22, 28),
    )


def _figure(key: str, heading: str, value: Callable[[YearPlacing], Value], result: YearResult) -> Column[YearPlacing]:
    return Column(key, heading, value, "points", places=(result.measure.rounding.places, 4), width=_FIXED)


def _composite(quarter: Quarter) -> Callable[[YearPlacing], Value]:
    """That of a round; an empty text where the branch took no part."""

    def composite(placing: YearPlacing) -> Value:
        return next((each.composite for each in placing.quarters if each.quarter == quarter), "")

    return composite


def _grading(placing: YearPlacing) -> str | None:
    return None if placing.grading is None else grading_in_words(placing.grading)


def _marks(placing: YearPlacing) -> str:
    return "、".join(["缺轮次"] * bool(placing.absent) + ["季度不足"] * placing.few)


def _sum(placing: YearPlacing) -> Step | None:
    """Of the composites of which the mean is made; also where a veto made it 0."""
    return None if placing.score is None else stages(placing.score)[0].part(names.YEAR_SUM)


def _last(placing: YearPlacing) -> str:
    """How often it was in the last places."""
    return f"{placing.times_last}次" if placing.times_last else ""


def _count(placing: YearPlacing) -> Step | int | None:
    """How many they are; a step where the mean is reckoned with it."""
    if placing.score is None:
        return None
    return stages(placing.score)[0].find(names.YEAR_QUARTERS) or len(
        [each for each in placing.quarters if each.composite is not None]
    )
