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


# ── counts, grades without lines ───────────────────────────────────────────────────────────────────────────────


def by_rank(bands: str, lost: str, *, classes: str = "", measure: str = "") -> str:
    """The grades of 支0, 支1 … that lose so many of a hundred points each, two digits a branch."""
    points = lost.split()
    names = [f"支{index}" for index in range(len(points))]
    records = ", ".join(f"{name}: [{{clause: 扣, amount: {each}}}]" for name, each in zip(names, points, strict=True))
    held = hold(
        f"measure: {{weights: {{inspection: 1, self_assessment: 0}}, grades: [{bands}], {measure}}}\n"
        "items: [{id: 项, points: 100, clauses: [{id: 扣, fact: {amount: 分}, deduct: {each: 1}}]}]",
        f"部: {{{records}}}",
        "{}",
        branches="{"
        + ", ".join(f"{name}: {one}" for name, one in zip(names, classes or "甲" * 20, strict=False))
        + "}",
    )
    by_name = {each.score.branch.name: each.grade or "-" for each in held.result.placings}
    return "".join(by_name[name] for name in names)


STARS = "{grade: 五, at_most: 1}, {grade: 四, at_most: 2}"


def test_who_finds_no_place_in_the_last_grade_has_none() -> None:
    # example 17: ranks 1, 2, 2, 4
    assert by_rank(STARS, "1 3 3 5") == "五四四-"


def test_the_limit_of_a_last_grade_with_lines_counts_too() -> None:
    # attack 68
    assert by_rank("{grade: 优, from: 90, at_most: 1}, {grade: 良, under: 90, at_most: 1}", "1 2 3") == "优良-"


def test_who_has_no_grade_is_below_every_grade() -> None:
    held = hold(
        f"measure: {{weights: {{inspection: 1, self_assessment: 0}}, grades: [{STARS}], commendation: {{grade: 四}}}}\n"
        "items: [{id: 项, points: 100, clauses: [{id: 扣, fact: {amount: 分}, deduct: {each: 1}}]}]",
        "部: {" + ", ".join(f"支{n}: [{{clause: 扣, amount: {n}}}]" for n in range(4)) + "}",
        "{}",
        branches="{支0: 甲, 支1: 甲, 支2: 甲, 支3: 甲}",
    )
    found = grading(held, "支3")
    assert (found.grade, found.by_score, found.crowded_out) == (None, "五", ("五", "四"))
    assert ("grade", None) in [(each.kind, each.grade) for each in held.placing("支3").exclusions]


def test_grades_without_lines_share_what_no_line_takes() -> None:
    # example 25: ten branches, 99 to 91 and 59
    bands = "{grade: 一, at_most_percent: 20}, {grade: 二, at_most_percent: 70}, {grade: 三}, {grade: 不, under: 60}"
    assert by_rank(bands, "1 2 3 4 5 6 7 8 9 41") == "一一二二二二二二二不"


def test_a_figure_that_a_line_takes_competes_for_no_place() -> None:
    # attack 67: 59 is 不, though there is a place left
    bands = "{grade: 一, at_most: 3}, {grade: 二}, {grade: 不, under: 60}"
    assert by_rank(bands, "1 41 50") == "一不不"
    # the line may stand above as well
    assert by_rank("{grade: 优, from: 95}, {grade: 良, at_most: 1}, {grade: 中}", "1 10 20 30") == "优良中中"


def test_a_count_may_differ_by_class() -> None:
    # attack 69
    bands = "{grade: 优, at_most: {by_class: {甲: 2, 乙: 1}}}, {grade: 良}"
    assert by_rank(bands, "1 2 3 4 5 6", classes="甲甲甲乙乙乙") == "优优良优良良"


def test_of_a_count_and_a_percentage_the_smaller_holds() -> None:
    for count, percent, expected in ((3, 20, "优优良"), (1, 20, "优良良"), (3, 30, "优优优")):
        bands = f"{{grade: 优, at_most: {count}, at_most_percent: {percent}}}, {{grade: 良}}"
        lost = " ".join(str(each) for each in range(1, 11))
        assert by_rank(bands, lost)[:3] == expected


def test_a_tie_across_a_count_is_out_or_in_as_the_measure_says() -> None:
    assert by_rank("{grade: 优, at_most: 1}, {grade: 良}", "1 1 3") == "良良良"
    assert by_rank("{grade: 优, at_most: 1}, {grade: 良}", "1 1 3", measure="grade_limits: {ties: all}") == "优优良"


# ── areas ──────────────────────────────────────────────────────────────────────────────────────────────────────

SIX = """
measure:
  weights: {{inspection: 1, self_assessment: 0}}
  grades: [{{grade: 优, from: 0, {asked}}}, {{grade: 良, {next}}}, {{grade: 差}}]
areas:
{areas}
"""


def of_areas(points: str, asked: str, following: str = "") -> Held:
    """One branch and its points of ten in each area (`-`: nothing of the area applies)."""
    areas, facts, aside = [], [], []
    for index, each in enumerate(points.split()):
        areas.append(
            f"- {{id: 面{index}, items: [{{id: 项{index}, points: 10, not_applicable: rescale, clauses: "
            "[{id: 扣, fact: {amount: 分}, deduct: {each: 1}}]}]}"
        )
        if each == "-":
            aside.append(f"项{index}: 没有")
        else:
            facts.append(f"{{item: 项{index}, clause: 扣, amount: {10 - float(each):.2f}}}")
    return hold(
        SIX.format(asked=asked, next=following, areas="\n".join(areas)),
        f"部: {{甲一: {{findings: [{', '.join(facts)}], not_applicable: {{{', '.join(aside)}}}}}}}",
        "{}",
    )


@pytest.mark.parametrize(
    ("points", "asked", "expected"),
    [
        ("8 8 8", "areas: {from_percent: 80}", "优"),
        ("10 10 7.99", "areas: {from_percent: 80}", "良"),
        ("10 10 7.99", "areas: {from_percent: 80, at_least: 2}", "优"),
        ("10 7 7.99", "areas: {from_percent: 80, at_least: 2}", "良"),
        # attack 70: what does not apply is not asked about
        ("10 10 -", "areas: {from_percent: 80}", "优"),
        ("10 7 -", "areas: {from_percent: 80}", "良"),
        # nor does it count as reached
        ("10 10 -", "areas: {from_percent: 80, at_least: 3}", "良"),
        ("0 0 0", "areas: {from_percent: 0}", "优"),
    ],
)
def test_a_grade_asks_so_many_areas_to_reach_so_much(points: str, asked: str, expected: str) -> None:
    assert of_areas(points, asked).placing().grade == expected


def test_areas_are_asked_about_grade_by_grade() -> None:
    held = of_areas("9 7 3", "areas: {from_percent: 80, at_least: 2}", "areas: {from_percent: 60, at_least: 3}")
    found = grading(held, "甲一")
    assert (found.grade, found.by_score) == ("差", "优")
    assert [(each.grade, each.asked, each.reached, [area.id for area in each.lacking]) for each in found.short_of] == [
        ("优", 2, 1, ["面1", "面2"]),
        ("良", 3, 2, ["面2"]),
    ]


def test_areas_compare_the_inspection_before_it_is_rounded() -> None:
    # 7.996 is printed as 8.00
    asked = "areas: {from_percent: 80}"
    held = of_areas("10 10", asked)
    assert held.placing().grade == "优"
    text = SIX.format(
        asked=asked,
        next="",
        areas="- {id: 面, items: [{id: 项, points: 10, clauses: [{id: 扣, fact: {amount: 分}, deduct: {each: 1}}]}]}",
    )
    assert hold(text, "部: {甲一: [{clause: 扣, amount: 2.004}]}", "{}").placing().grade == "良"
    assert hold(text, "部: {甲一: [{clause: 扣, amount: 2}]}", "{}").placing().grade == "优"


def test_who_lacks_areas_takes_no_place_of_the_limit() -> None:
    clauses = "clauses: [{id: 扣, fact: {amount: 分}, deduct: {each: 1}}]"
    areas = ", ".join(f"{{id: 面{n}, items: [{{id: 项{n}, points: 10, {clauses}}}]}}" for n in range(2))
    held = hold(
        "measure: {weights: {inspection: 1, self_assessment: 0}, "
        "grades: [{grade: 优, at_most: 1, areas: {from_percent: 80}}, {grade: 良}]}\n"
        f"areas: [{areas}]",
        "部: {支0: [{item: 项0, clause: 扣, amount: 3}], "
        "支1: [{item: 项0, clause: 扣, amount: 2}, {item: 项1, clause: 扣, amount: 2}]}",
        "{}",
        branches="{支0: 甲, 支1: 甲}",
    )
    assert held.ranks == {"支0": 1, "支1": 2}
    assert grades(held) == "良优"
