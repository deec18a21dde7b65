"""年度: the mean of the published composites, its ranking, and who is eligible for 评先选优."""

from collections.abc import Mapping
from decimal import Decimal

import pytest

from dangjian_kaoping.engine.score.year import YearPlacing, YearResult, score_year
from dangjian_kaoping.session.session import Session
from sample import SAMPLE, quarters

from .plant import hold

RUBRIC = """
measure: {measure}
items:
- id: 项
  points: 100
  clauses:
  - {{id: 扣, fact: {{amount: 分}}, deduct: {{each: 1}}}}
  - {{id: 零, fact: {{count: 起}}, veto: total_zero}}
  - {{id: 全年零, fact: {{count: 起}}, veto: {{effect: total_zero, for: year}}}}
  - {{id: 末, fact: {{count: 起}}, veto: last_place}}
  - {{id: 全年末, fact: {{count: 起}}, veto: {{effect: last_place, for: year}}}}
  - {{id: 不评先, fact: {{count: 起}}, veto: barred}}
  - {{id: 限良, fact: {{count: 起}}, veto: {{effect: grade_cap, grade: 良}}}}
  - {{id: 不兑现, fact: {{count: 起}}, veto: {{effect: barred, barred_from: [money]}}}}
"""
NOT_INSPECTED = "-"


def year(
    scores: Mapping[str, str], vetoes: Mapping[str, str] | None = None, *, measure: str = "", roster: str | None = None
) -> YearResult:
    """A year: by branch its composites quarter by quarter (`-`: not inspected, `.`: does not take part).

    `vetoes`: the quarter and branch, `Q2 甲一`, and the clause.
    """
    rows = {name: text.split() for name, text in scores.items()}
    count = len(next(iter(rows.values())))
    rubric = RUBRIC.format(measure=f"{{weights: {{inspection: 1, self_assessment: 0}}, {measure}}}")
    results = []
    for index in range(count):
        records = []
        for name, row in rows.items():
            clause = (vetoes or {}).get(f"Q{index + 1} {name}")
            veto = f", {{clause: {clause}}}" if clause else ""
            if row[index] not in (NOT_INSPECTED, "."):
                records.append(f"{name}: [{{clause: 扣, amount: {100 - Decimal(row[index])}}}{veto}]")
        results.append(
            hold(
                rubric,
                f"部: {{{', '.join(records)}}}",
                "{}",
                branches=f"{{{', '.join(f'{name}: 甲' for name in rows)}}}",
                quarter=f"2020Q{index + 1}",
                everywhere=False,
                roster=roster,
            ).result
        )
    return score_year(2020, results[::-1])


def placing(result: YearResult, name: str = "甲一") -> YearPlacing:
    return next(each for each in result.placings if each.branch.name == name)


def mean(result: YearResult, name: str = "甲一") -> str:
    step = placing(result, name).score
    return "none" if step is None else str(step.value)


def reasons(result: YearResult, name: str = "甲一") -> list[tuple[str, str]]:
    """Why a branch is not eligible: the kind, and the quarter."""
    return [(each.kind, "" if each.quarter is None else str(each.quarter)) for each in placing(result, name).exclusions]


def table(result: YearResult) -> list[tuple[int | None, str, str]]:
    return [(each.rank, each.branch.name, mean(result, each.branch.name)) for each in result.placings]


# ── the mean ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("scores", "measure", "expected"),
    [
        # 389.95 / 4 = 97.4875
        ("97.17 97.54 97.62 97.62", "", "97.49"),
        # 280 / 3 = 93.333...
        ("90 90 100", "", "93.33"),
        # 180.01 / 2 = 90.005, a tie
        ("90 90.01", "", "90.01"),
        ("90 90.01", "rounding: {mode: down}", "90.00"),
        ("90.01 90.02", "rounding: {mode: half_even}", "90.02"),
        ("90 90.01", "rounding: {mode: up, places: 1}", "90.1"),
        # published 90.0, 90.0 and 90.1; of the exact 90.04, 90.04 and 90.14 the mean would be 90.073: 90.1
        ("90.04 90.04 90.14", "rounding: {places: 1}", "90.0"),
    ],
)
def test_the_mean_of_the_published_composites_is_rounded_as_a_figure_of_its_own(
    scores: str, measure: str, expected: str
) -> None:
    assert mean(year({"甲一": scores}, measure=measure)) == expected


def test_the_mean_leads_back_to_the_composites() -> None:
    step = placing(year({"甲一": "90 90.01"})).score
    assert step is not None
    assert step.operation == "rounded"
    (exact,) = step.parts
    assert exact.value == Decimal("90.005")
    whole_sum, count = exact.parts
    assert (whole_sum.value, count.value) == (Decimal("180.01"), Decimal(2))
    assert [str(each.value) for each in whole_sum.parts] == ["90.00", "90.01"]


def test_it_is_divided_by_the_number_of_composites_that_a_branch_has() -> None:
    # 甲二 began in the second quarter
    roster = """branches: {B00: [{from: 2018-01-01, name: 甲一, class: 甲}],
                           B01: [{from: 2020-04-01, name: 甲二, class: 甲}]}"""
    result = year({"甲一": "90 90 90 90", "甲二": ". 91 92 93"}, roster=roster)
    # 276 / 3
    assert table(result) == [(1, "甲二", "92.00"), (2, "甲一", "90.00")]
    assert [str(each.quarter) for each in placing(result, "甲二").quarters] == ["2020Q2", "2020Q3", "2020Q4"]
    assert result.complete
    assert placing(result, "甲二").eligible


def test_the_quarters_stand_in_order_with_their_ranks_and_flags() -> None:
    result = year({"甲一": "90 80", "甲二": "85 85"})
    assert [str(each) for each in result.quarters] == ["2020Q1", "2020Q2"]
    assert [(each.rank, each.flags) for each in placing(result).quarters] == [(1, ()), (2, ("bottom_three",))]


# ── the ranking ────────────────────────────────────────────────────────────────────────────────────────────────


def test_equals_share_a_rank_and_the_next_one_is_skipped() -> None:
    result = year({"甲一": "90 92", "甲二": "95 95", "甲三": "91 91", "甲四": "80 80"})
    # the same whatever stands first among equals
    placed = [(1, "甲二", "95.00"), (2, "甲一", "91.00"), (2, "甲三", "91.00"), (4, "甲四", "80.00")]
    assert sorted(table(result), key=lambda each: (each[0] or 0, each[1])) == sorted(placed)


def test_the_ranking_reads_the_rounded_mean() -> None:
    # 270.01 / 3 = 90.0033 and 270 / 3: both 90.00
    result = year({"甲一": "90 90 90", "甲二": "90 90 90.01"})
    # of equals, whoever stands higher in the newest round comes first
    assert table(result) == [(1, "甲二", "90.00"), (1, "甲一", "90.00")]


@pytest.mark.parametrize(
    ("scores", "measure", "few"),
    [
        ("90 90", "", True),
        ("90 90 90", "", False),
        ("90 90 90", "year: {min_quarters: 4}", True),
        ("90", "year: {min_quarters: 1}", False),
    ],
)
def test_fewer_than_min_quarters_is_ranked_and_marked_and_not_eligible(scores: str, measure: str, few: bool) -> None:
    result = year({"甲一": scores}, measure=measure)
    assert result.complete
    assert placing(result).rank == 1
    assert placing(result).few == few
    assert placing(result).eligible != few
    assert reasons(result) == ([("too_few_quarters", "")] if few else [])


def test_a_round_without_composite_leaves_the_mean_shown_and_unranked_and_the_year_provisional() -> None:
    result = year({"甲一": "99 99 - 99", "甲二": "90 90 90 90", "甲三": "80 80 80 80"})
    assert table(result) == [(1, "甲二", "90.00"), (2, "甲三", "80.00"), (None, "甲一", "99.00")]
    assert not result.complete
    assert [each.complete for each in result.placings] == [True, True, False]
    assert reasons(result) == [("no_composite", "2020Q3")]
    assert placing(result, "甲二").eligible


def test_a_branch_without_any_composite_has_no_mean() -> None:
    result = year({"甲一": "- -", "甲二": "90 90"})
    assert table(result) == [(1, "甲二", "90.00"), (None, "甲一", "none")]
    assert reasons(result) == [("too_few_quarters", ""), ("no_composite", "2020Q1")]


def test_a_branch_goes_by_its_last_name_of_the_year() -> None:
    rows = "[{from: 2018-01-01, name: 甲一, class: 甲}, {from: 2020-07-01, name: 新名}]"
    # the records call it by its id
    result = year({"B00": "90 91 92 93"}, roster=f"branches: {{B00: {rows}}}")
    assert table(result) == [(1, "新名", "91.50")]


# ── vetoes ─────────────────────────────────────────────────────────────────────────────────────────────────────

FOUR = {"甲一": "99 99 99 99", "甲二": "90 90 90 90", "甲三": "80 80 80 80"}


@pytest.mark.whole
def test_a_veto_of_its_round_counts_only_there() -> None:
    result = year(FOUR, {"Q2 甲一": "零"})
    # 0 in one of four: 297 / 4
    assert table(result) == [(1, "甲二", "90.00"), (2, "甲三", "80.00"), (3, "甲一", "74.25")]
    assert placing(result).eligible
    result = year(FOUR, {"Q2 甲一": "末"})
    # last in its round, and its composite kept
    assert table(result)[0] == (1, "甲一", "99.00")
    assert [each.rank for each in placing(result).quarters] == [1, 3, 1, 1]
    assert placing(result).eligible


def test_total_zero_for_the_year() -> None:
    result = year(FOUR, {"Q2 甲一": "全年零"})
    assert table(result) == [(1, "甲二", "90.00"), (2, "甲三", "80.00"), (3, "甲一", "0.00")]
    assert reasons(result) == [("total_zero", "2020Q2")]
    step = placing(result).score
    assert step is not None
    # what it would have been lies aside: (99 + 0 + 99 + 99) / 4
    assert [str(each.value) for part in step.parts for each in part.aside] == ["74.25"]


def test_last_place_for_the_year_stands_below_all_and_keeps_its_mean() -> None:
    result = year(FOUR, {"Q2 甲一": "全年末", "Q3 甲三": "全年零"})
    assert table(result) == [(1, "甲二", "90.00"), (2, "甲三", "0.00"), (3, "甲一", "99.00")]
    assert reasons(result) == [("last_place", "2020Q2")]
    assert reasons(result, "甲三") == [("total_zero", "2020Q3")]


def test_several_in_last_place_stand_by_their_means() -> None:
    result = year(FOUR, {"Q1 甲一": "全年末", "Q4 甲二": "全年末"})
    assert [(rank, name) for rank, name, _ in table(result)] == [(1, "甲三"), (2, "甲一"), (3, "甲二")]


def test_barred_keeps_its_rank_and_is_not_eligible_and_says_why() -> None:
    result = year(FOUR, {"Q3 甲一": "不评先"})
    assert table(result)[0] == (1, "甲一", "99.00")
    (why,) = placing(result).exclusions
    assert (why.kind, str(why.quarter)) == ("barred", "2020Q3")
    assert why.veto is not None
    assert why.veto.clause.id == "不评先"


def test_barred_from_money_only_is_eligible() -> None:
    assert placing(year(FOUR, {"Q3 甲一": "不兑现"})).eligible


GRADES = "grades: [{grade: 优, from: 95LIMIT}, {grade: 良, from: 85, under: 95}, {grade: 差, under: 85}]"


def grades(result: YearResult) -> dict[str, str | None]:
    return {each.branch.name: each.grade for each in result.placings}


@pytest.mark.whole
def test_the_mean_is_graded_and_any_cap_of_the_year_holds() -> None:
    measure = GRADES.replace("LIMIT", "")
    assert grades(year(FOUR, measure=measure)) == {"甲一": "优", "甲二": "良", "甲三": "差"}
    result = year(FOUR, {"Q1 甲一": "限良"}, measure=measure)
    assert grades(result) == {"甲一": "良", "甲二": "良", "甲三": "差"}
    grading = placing(result).grading
    assert grading is not None
    assert [str(each.quarter) for each in grading.caps] == ["2020Q1"]


def test_a_limited_grade_is_limited_in_the_year_too() -> None:
    both = {"甲一": "99 99 99 99", "甲二": "98 98 98 98", "甲三": "80 80 80 80"}
    assert grades(year(both, measure=GRADES.replace("LIMIT", ", at_most_percent: 40"))) == {
        "甲一": "优",
        "甲二": "良",
        "甲三": "差",
    }


def test_the_measure_asks_for_a_grade_of_the_year() -> None:
    result = year(FOUR, measure=GRADES.replace("LIMIT", "") + ", commendation: {grade: 良}")
    assert [reasons(result, name) for name in FOUR] == [[], [], [("grade", "")]]


@pytest.mark.whole
def test_flags_of_a_quarter_exclude_from_the_year_only_where_the_measure_says_so() -> None:
    # the last of three is flagged in each quarter
    assert placing(year(FOUR), "甲三").eligible
    result = year(FOUR, measure="year: {flags: [bottom_three]}")
    assert reasons(result, "甲三") == [("bottom_three", f"2020Q{number}") for number in (1, 2, 3, 4)]


def test_every_reason_is_told() -> None:
    result = year({"甲一": "99 - 99", "甲二": "90 90 90"}, {"Q1 甲一": "全年末", "Q3 甲一": "不评先"})
    assert reasons(result) == [
        ("too_few_quarters", ""),
        ("no_composite", "2020Q2"),
        ("last_place", "2020Q1"),
        ("barred", "2020Q3"),
    ]


# ── the sample ─────────────────────────────────────────────────────────────────────────────────────────────────


def sample(year: int) -> YearResult:
    session = Session(SAMPLE)
    return score_year(year, [session.round(each) for each in quarters() if each.startswith(str(year))])


@pytest.mark.whole
def test_2020_of_the_sample() -> None:
    result = sample(2020)
    assert result.complete
    assert table(result) == [
        (1, "热控检修党支部", "97.89"),
        (2, "发电部党支部", "97.49"),
        (3, "电气检修党支部", "97.18"),
        (4, "机关党支部", "97.07"),
        (5, "汽机检修党支部", "96.95"),
        (6, "化学部党支部", "95.87"),
        (7, "锅炉检修党支部", "95.34"),
        (8, "燃料部党支部", "95.12"),
        (9, "综合服务部党支部", "93.47"),
        (10, "脱硫除灰部党支部", "93.37"),
        (11, "物资部党支部", "93.23"),
        (12, "供热部党支部", "93.18"),
    ]
    # a member of its leadership was punished in the second quarter, when it was still called 后勤服务中心
    assert {each.branch.name for each in result.placings if not each.eligible} == {"综合服务部党支部"}
    assert reasons(result, "综合服务部党支部") == [("barred", "2020Q2")]


@pytest.mark.whole
def test_each_mean_of_the_sample_can_be_recomputed_from_the_notices() -> None:
    for each in sample(2020).placings:
        published = [figure.composite.value for figure in each.quarters if figure.composite is not None]
        assert len(published) == 4
        assert each.score is not None
        assert each.score.parts[0].value == sum(map(Decimal, map(str, published))) / 4


@pytest.mark.whole
def test_2019_of_the_sample_ranks_the_branch_that_began_in_july_and_does_not_commend_it() -> None:
    result = sample(2019)
    began = placing(result, "供热部党支部")
    assert [str(each.quarter) for each in began.quarters] == ["2019Q3", "2019Q4"]
    assert began.rank is not None
    assert began.few
    assert reasons(result, "供热部党支部") == [("too_few_quarters", "")]


def test_a_grade_that_asks_of_areas_adds_the_rounds_up() -> None:
    # 9 of 10 in the first round and 7 of 10 in the second are 80 %; with 6.9 they are less
    rubric = (
        "measure: {weights: {inspection: 1, self_assessment: 0}, "
        "grades: [{grade: 优, areas: {from_percent: 80}}, {grade: 良}]}\n"
        "items: [{id: 项, points: 10, clauses: [{id: 扣, fact: {amount: 分}, deduct: {each: 1}}]}]"
    )

    def grade(second: str) -> str | None:
        results = [
            hold(rubric, f"部: {{甲一: [{{clause: 扣, amount: {lost}}}]}}", "{}", quarter=f"2020Q{number}").result
            for number, lost in ((1, "1"), (2, second))
        ]
        return score_year(2020, results).placings[0].grade

    assert (grade("3"), grade("3.1")) == ("优", "良")


# ── the sum ────────────────────────────────────────────────────────────────────────────────────────────────────

SUM = "year: {combine: sum}"
ROSTER_OF_LATE = (
    "branches: {B00: [{from: 2018-01-01, name: 甲一, class: 甲}], B01: [{from: 2020-04-01, name: 甲二, class: 甲}]}"
)


def test_a_year_may_be_the_sum_of_its_rounds() -> None:
    result = year({"甲一": "17 16.5 17.5 15", "甲二": "17.5 17.5 17.5 17.5"}, measure=SUM)
    assert table(result) == [(1, "甲二", "70.00"), (2, "甲一", "66.00")]
    step = placing(result).score
    assert step is not None
    assert (step.exact.name, [str(each.value) for each in step.exact.parts]) == (
        "year_sum",
        ["17.00", "16.50", "17.50", "15.00"],
    )


def test_who_lacks_a_round_of_the_sum_is_shown_and_not_ranked() -> None:
    # attack 71: 甲二 joined in the second round
    result = year({"甲一": "90 80 70", "甲二": ". 100 100"}, measure=SUM, roster=ROSTER_OF_LATE)
    assert table(result) == [(1, "甲一", "240.00"), (None, "甲二", "200.00")]
    assert result.complete
    found = placing(result, "甲二")
    assert [str(each) for each in found.absent] == ["2020Q1"]
    assert ("absent", "2020Q1") in reasons(result, "甲二")
    assert found.grade is None


def test_of_a_mean_whoever_took_part_is_ranked() -> None:
    result = year({"甲一": "90 80 70", "甲二": ". 100 100"}, roster=ROSTER_OF_LATE)
    assert table(result) == [(1, "甲二", "100.00"), (2, "甲一", "80.00")]


def test_with_a_sum_grades_are_given_in_the_year_only() -> None:
    # attack 72: 17.5 of 17.5 in a quarter, and grades from 60
    grades = "grades: [{grade: 优, from: 60}, {grade: 差, under: 60}], commendation: {grade: 优, flags: []}"
    result = year({"甲一": "17.5 17.5 17.5 17.5", "甲二": "10 10 10 10"}, measure=f"{SUM}, {grades}")
    assert {name: placing(result, name).grade for name in ("甲一", "甲二")} == {"甲一": "优", "甲二": "差"}
    assert reasons(result, "甲二") == [("grade", "")]
    rubric = RUBRIC.format(measure=f"{{weights: {{inspection: 1, self_assessment: 0}}, {SUM}, {grades}}}")
    quarter = hold(rubric, "部: {甲一: [{clause: 扣, amount: 82.5}]}", "{}")
    assert (quarter.composite(), quarter.placing().grading) == ("17.50", None)
    assert quarter.placing().eligible


def test_a_cap_for_the_year_caps_the_sum() -> None:
    measure = f"{SUM}, floor: 0"
    rubric = RUBRIC.format(measure=f"{{weights: {{inspection: 1, self_assessment: 0}}, {measure}}}").replace(
        "{effect: total_zero, for: year}", "{effect: score_cap, at_most: 80, for: year}"
    )
    results = [
        hold(rubric, f"部: {{甲一: [{records}]}}", "{}", quarter=f"2020Q{number}").result
        for number, records in ((1, "{clause: 全年零}"), (2, ""))
    ]
    step = placing(score_year(2020, results)).score
    assert step is not None
    assert str(step.value) == "80.00"
