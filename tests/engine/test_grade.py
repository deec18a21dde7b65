"""等次: bands, the caps of vetoes to the year's end, and limits on how many may have a grade."""

from collections.abc import Mapping

import pytest

from dangjian_kaoping.engine.score.grade import Grading

from .plant import Held, hold

BANDS = "{grade: 优, from: 9LIMIT}, {grade: 良, from: 7, under: 9GOOD}, {grade: 差, under: 7}"
RUBRIC = """
measure: {{weights: {{inspection: 1, self_assessment: 0}}, grades: [{bands}], {measure}}}
items:
- id: 项
  points: 10
  clauses:
  - {{id: 扣, fact: {{amount: 分}}, deduct: {{each: 1}}}}
  - {{id: 限良, fact: {{count: 起}}, veto: {{effect: grade_cap, grade: 良, from: 2}}}}
  - {{id: 限差, fact: {{event: [大, 小]}}, veto: {{effect: grade_cap, grade: 差, at: 大}}}}
"""


def graded(
    lost: str,
    *,
    limit: str = "",
    good: str = "",
    measure: str = "",
    vetoes: str = "",
    classes: str = "",
    earlier: Mapping[str, str] | None = None,
    quarter: str = "2021Q4",
) -> Held:
    """Branches 支0, 支1 … that lose so many points each; further findings by branch."""
    bands = BANDS.replace("LIMIT", f", at_most_percent: {limit}" if limit else "").replace(
        "GOOD", f", at_most_percent: {good}" if good else ""
    )
    names = [f"支{index}" for index in range(len(lost))]
    records = [
        f"{name}: [{{clause: 扣, amount: {points}}}{vetoes if name == '支0' else ''}]"
        for name, points in zip(names, lost, strict=True)
    ]
    return hold(
        RUBRIC.format(bands=bands, measure=measure),
        f"部: {{{', '.join(records)}}}",
        "{}",
        branches="{"
        + ", ".join(f"{name}: {one}" for name, one in zip(names, classes or "甲" * len(lost), strict=True))
        + "}",
        earlier=earlier,
        quarter=quarter,
    )


def grades(held: Held) -> str:
    """The grades in the order of the branches' names."""
    by_name = {each.score.branch.name: each.grade or "-" for each in held.result.placings}
    return "".join(by_name[name] for name in sorted(by_name))


def grading(held: Held, name: str = "支0") -> Grading:
    found = held.placing(name).grading
    assert found is not None
    return found


def test_the_published_composite_decides() -> None:
    assert grades(graded("0125")) == "优优良差"


def test_a_measure_without_grades_gives_none() -> None:
    held = hold("items: [{id: 项, points: 10, clauses: [{id: 扣, fact: {count: 次}, deduct: {each: 1}}]}]")
    assert held.placing().grade is None


def test_a_figure_in_a_hole_has_no_grade_and_the_others_have_theirs() -> None:
    rubric = RUBRIC.format(bands="{grade: 优, from: 9}, {grade: 差, under: 8}", measure="commendation: {grade: 差}")
    held = hold(
        rubric,
        "部: {甲一: [{clause: 扣, amount: 1.5}], 甲二: []}",
        "{}",
        branches="{甲一: 甲, 甲二: 甲}",
    )
    assert [held.placing(name).grade for name in ("甲一", "甲二")] == [None, "优"]
    assert [(each.kind, each.grade) for each in held.placing("甲一").exclusions] == [
        ("bottom_three", None),
        ("grade", None),
    ]


# ── caps ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("lost", "vetoes", "expected"),
    [
        ("0", ", {clause: 限良, count: 2}", "良"),
        # below its threshold
        ("0", ", {clause: 限良, count: 1}", "优"),
        # two findings reach it together
        ("0", ", {clause: 限良}, {clause: 限良}", "良"),
        # the grade of the score is worse already
        ("5", ", {clause: 限良, count: 2}", "差"),
        # of two caps the lower
        ("0", ", {clause: 限良, count: 2}, {clause: 限差, level: 大}", "差"),
        ("0", ", {clause: 限差, level: 小}", "优"),
    ],
)
def test_a_veto_caps_the_grade_and_leaves_the_score(lost: str, vetoes: str, expected: str) -> None:
    held = graded(lost, vetoes=vetoes)
    assert grades(held) == expected
    assert held.composite("支0") == f"{10 - int(lost)}.00"


def test_the_grade_says_what_lowered_it() -> None:
    found = grading(graded("0", vetoes=", {clause: 限良, count: 2}"))
    assert (found.grade, found.by_score, [str(each.quarter) for each in found.caps]) == ("良", "优", ["2021Q4"])
    # what did not lower it is not named
    assert grading(graded("5", vetoes=", {clause: 限良, count: 2}")).caps == ()


@pytest.mark.parametrize(
    ("earlier", "quarter", "expected"),
    [
        ({"2021Q1": "部: {支0: [{clause: 限良, count: 2}]}"}, "2021Q4", "良"),
        # to the year's end, and no further
        ({"2020Q4": "部: {支0: [{clause: 限良, count: 2}]}"}, "2021Q1", "优"),
        # a threshold is reached in one round, not over several
        (
            {"2021Q1": "部: {支0: [{clause: 限良, count: 1}]}", "2021Q2": "部: {支0: [{clause: 限良, count: 1}]}"},
            "2021Q3",
            "优",
        ),
        ({"2021Q2": "部: {支0: [{clause: 限差, level: 小}]}"}, "2021Q3", "优"),
        ({"2021Q2": "部: {支0: [{clause: 限差, level: 大}]}"}, "2021Q3", "差"),
        # a round that comes later changes nothing
        ({"2021Q4": "部: {支0: [{clause: 限差, level: 大}]}"}, "2021Q3", "优"),
    ],
)
def test_a_cap_acts_to_the_years_end(earlier: Mapping[str, str], quarter: str, expected: str) -> None:
    held = graded("0", earlier=earlier, quarter=quarter)
    assert grades(held) == expected
    # it is no flag of this round
    assert "veto" not in held.placing("支0").flags


def test_two_departments_reach_a_threshold_together_in_an_earlier_round() -> None:
    rubric = RUBRIC.format(bands=BANDS.replace("LIMIT", "").replace("GOOD", ""), measure="").replace(
        "- id: 项", "- id: 项\n  department: [部, 室]"
    )
    held = hold(
        rubric,
        "部: {甲一: []}",
        "{}",
        earlier={"2021Q1": "{部: {甲一: [{clause: 限良}]}, 室: {甲一: [{clause: 限良}]}}"},
        quarter="2021Q2",
    )
    assert held.placing().grade == "良"
    assert [str(each.quarter) for each in held.placing().earlier] == ["2021Q1"]


# ── limits ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("lost", "limit", "measure", "expected"),
    [
        # 30 % of 10 are three
        ("0000011555", "100", "", "优优优优优优优差差差"),
        ("0112345555", "30", "", "优优优良良差差差差差"),
        # 2.7 of nine: rounded down, or as the measure says
        ("011155555", "30", "", "优良良良差差差差差"),
        ("011155555", "30", "grade_limits: {ties: all}", "优优优优差差差差差"),
        ("000155555", "30", "grade_limits: {rounding: half_up}", "优优优良差差差差差"),
        ("000155555", "25", "grade_limits: {rounding: half_up}", "良良良良差差差差差"),
        ("000155555", "25", "grade_limits: {rounding: up}", "优优优良差差差差差"),
        ("00", "0", "", "良良"),
        ("00", "0", "grade_limits: {ties: all}", "良良"),
    ],
)
def test_a_grade_is_limited_to_so_many_per_cent(lost: str, limit: str, measure: str, expected: str) -> None:
    assert grades(graded(lost, limit=limit, measure=measure)) == expected


def test_tie_breakers_decide_at_the_limit() -> None:
    # 支0 has a penalty of its own: the same composite, and behind in the ranking
    rubric = """
measure: {weights: {inspection: 1, self_assessment: 0}, tie_breakers: [penalty],
          grades: [{grade: 优, from: 9, at_most_percent: 50}, {grade: 良, under: 9}]}
items:
- {id: 项, points: 10, clauses: [{id: 扣, fact: {count: 次}, deduct: {each: 1}}]}
- {id: 罚, clauses: [{id: 罚, fact: {count: 次}, penalty: {each: 1}}]}
"""
    held = hold(
        rubric,
        "部: {支0: [{item: 罚, clause: 罚}], 支1: [{clause: 扣}]}",
        "{}",
        branches="{支0: 甲, 支1: 甲}",
    )
    assert grades(held) == "良优"


def test_who_is_left_out_counts_in_the_next_grade_and_says_so() -> None:
    held = graded("00000", limit="20", good="20", measure="grade_limits: {ties: none}, tie_breakers: [inspection]")
    assert grades(held) == "差差差差差"
    held = graded("01222", limit="20", good="40")
    assert grades(held) == "优良差差差"
    assert grading(held, "支1").crowded_out == ("优",)
    assert grading(held, "支2").crowded_out == ("良",)


def test_a_capped_branch_takes_no_place_of_the_limit() -> None:
    held = graded("0111", limit="50", vetoes=", {clause: 限良, count: 2}")
    assert grades(held) == "良良良良"
    assert grades(graded("01155", limit="40", vetoes=", {clause: 限良, count: 2}")) == "良优优差差"


def test_a_limit_by_class_counts_each_class_for_itself() -> None:
    held = graded("001100", limit="50", measure="grade_limits: {pool: class, ties: none}", classes="甲甲甲甲乙乙")
    assert grades(held) == "优优良良良良"


def test_branches_without_a_composite_count_in_the_pool() -> None:
    rubric = RUBRIC.format(bands="{grade: 优, from: 9, at_most_percent: 50}, {grade: 良, under: 9}", measure="")
    held = hold(
        rubric,
        "部: {支0: [], 支1: [{clause: 扣, amount: 0.5}]}",
        "{}",
        branches="{支0: 甲, 支1: 甲, 支2: 甲, 支3: 甲}",
        everywhere=False,
    )
    assert grades(held) == "优优--"
    assert not held.result.complete
