"""Where two honest readers of a rule would reckon differently: which reading holds, and where each is tried.

Seventy-four such places were settled before they were built. Those that one item shows are cases in
tests/clauses/L2-readings.yaml, each under its number; those that need several months or branches are tried here; of the
others `ELSEWHERE` says by which test or case.
"""

import re
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest

from .plant import hold, scored

TESTS = Path(__file__).parents[1]
READINGS = list(range(1, 75))

# ── what needs several months or branches ──────────────────────────────────────────────────────────────────────


def test_17_in_a_self_assessment_the_quarters_least_favourable_level_counts_and_nothing_is_refused() -> None:
    rubric = """items: [{id: 项, points: 10, clauses: [
      {id: 档, fact: {level: [优秀, 合格]}, deduct: {levels: {优秀: 0, 合格: 3}}},
      {id: 失职, fact: {judged: 例}, deduct: {within: [0, 10]}, when: {clause: 档, at: [%s]}}]}]"""
    own = (
        "{2021-01: {甲一: [{clause: 档, level: 优秀}, {clause: 失职, judged: 5}]}, "
        "2021-02: {甲一: [{clause: 档, level: 合格}]}}"
    )
    inspected = "部: {甲一: [{clause: 档, level: 优秀}]}"
    assert str(hold(rubric % "合格", inspected, own).own_points()) == "2"
    assert str(hold(rubric % "优秀", inspected, own).own_points()) == "7"


def test_25_of_a_self_assessment_the_months_records_add_up() -> None:
    held = hold(
        "items: [{id: 项, points: 10, clauses: [{id: 率, fact: {value: '%'}, "
        "deduct: {each: 1, below: 90}, combine: sum}]}]",
        "部: {甲一: [{clause: 率, value: 89}]}",
        "{2021-01: {甲一: [{clause: 率, value: 89}]}, 2021-02: {甲一: [{clause: 率, value: 89}]}, "
        "2021-03: {甲一: [{clause: 率, value: 89}]}}",
    )
    assert (str(held.points()), str(held.own_points())) == ("9", "7")


def test_26_of_a_mean_each_record_is_shown_with_its_part() -> None:
    held = scored(
        "{points: 10, clauses: [{id: 率, fact: {value: '%'}, deduct: {each: 1, below: 90}, combine: mean}]}",
        "[{clause: 率, value: 84}, {clause: 率, value: 100}]",
    )
    assert [str(each.points) for each in held.clause("率").findings] == ["-3", "0"]


LINE = "items: [{id: 项, points: 10, start: zero, clauses: [%s]}]"


@pytest.mark.parametrize(
    ("clauses", "records", "expected"),
    [
        pytest.param(
            "{id: 分, fact: {amount: 分}, earn: {share: 10, of: {branches: mean}}}",
            "{甲一: [{clause: 分, amount: 9}]}",
            {"甲一": None, "甲二": None},
            id="46-没有记的也要等",
        ),
        pytest.param(
            "{id: 档, fact: {count: 次}}, "
            "{id: 分, fact: {amount: 分}, earn: {share: 10, of: {branches: mean}}, when: {clause: 档, from: 1}}",
            "{甲一: [{clause: 档}, {clause: 分, amount: 9}], 甲二: [{clause: 档}, {clause: 分, amount: 11}], 甲三: []}",
            {"甲一": 9, "甲二": 10, "甲三": 0},
            id="48-条件不成立的不进平均",
        ),
    ],
)
def test_a_line_over_all_branches(clauses: str, records: str, expected: dict[str, int | None]) -> None:
    held = hold(LINE % clauses, f"部: {records}", branches="{" + ", ".join(f"{name}: 甲" for name in expected) + "}")
    found = {name: held.item(branch=name).value for name in expected}
    assert {name: None if value is None else Fraction(value) for name, value in found.items()} == expected


def test_a_line_over_branches_of_their_own_head_counts() -> None:
    # a fifth of 10 and of 20 people are required each month: 2 and 4, of which months count no more than they had to do
    held = hold(
        LINE % "{id: 篇, fact: {missing: 篇, required: {per_head: 0.2}, per: month, as: done}, "
        "earn: {share: 10, of: {branches: highest}}}",
        "部: {甲一: [{clause: 篇, done: [2, 3, 2]}], 甲二: [{clause: 篇, done: [4, 4, 4]}]}",
        roster="""branches:
          B0: [{from: 2018-01-01, name: 甲一, class: 甲, head_count: 10}]
          B1: [{from: 2018-01-01, name: 甲二, class: 甲, head_count: 20}]""",
    )
    assert [Fraction(held.points(branch=name)) for name in ("甲一", "甲二")] == [5, 10]


def test_45_one_branch_that_was_not_inspected_leaves_all_waiting() -> None:
    held = hold(
        LINE % "{id: 分, fact: {amount: 分}, earn: {share: 10, of: {branches: mean}}}",
        "部: {甲一: [{clause: 分, amount: 9}]}",
        branches="{甲一: 甲, 甲二: 甲}",
        everywhere=False,
    )
    assert held.item().value is None


def test_47_the_highest_is_the_inspections_in_the_self_assessment_too() -> None:
    held = hold(
        LINE % "{id: 分, fact: {amount: 分}, earn: {share: 10, of: {branches: highest}}}",
        "部: {甲一: [{clause: 分, amount: 900}], 甲二: [{clause: 分, amount: 980}]}",
        "{2021-01: {甲一: [{clause: 分, amount: 490}], 甲二: [{clause: 分, amount: 1000}]}}",
        branches="{甲一: 甲, 甲二: 甲}",
    )
    assert [Fraction(held.own_points(branch=name)) for name in ("甲一", "甲二")] == [5, 10]


def test_56_a_mean_is_of_the_shares_of_each_full_marks() -> None:
    # 3 of 4 and 6 of 8 are three quarters each: 6 of 8
    held = hold(
        "items: [{id: 项, points: {by_class: {甲: 4, 乙: 8}}, not_applicable: mean, "
        "clauses: [{id: 扣, fact: {amount: 分}, deduct: {each: 1}}]}]",
        "部: {一: [{clause: 扣, amount: 1}], 二: [{clause: 扣, amount: 2}], 三: {not_applicable: {项: 没有}}}",
        branches="{一: 甲, 二: 乙, 三: 乙}",
    )
    assert Fraction(held.points(branch="三")) == 6


def test_9_what_two_clauses_read_is_one_problem_in_two_rows() -> None:
    held = scored(
        "{points: 10, clauses: [{id: 缺, fact: {count: 次}, deduct: {each: 1}}, "
        "{id: 读, fact: {same: 缺}, penalty: {each: 2}}]}",
        "[{clause: 缺, id: 2021-001, rectify_by: 2021-04-20}]",
    )
    rows = held.item().findings
    assert [(each.clause.id, str(each.points)) for each in rows] == [("缺", "-1"), ("读", "-2")]
    assert {each.recorded.finding.id for each in rows} == {"2021-001"}
    assert len({id(each.recorded.finding) for each in rows}) == 1


ELSEWHERE = {
    8: "checks/test_records.py::test_what_takes_only_by_the_clause_that_reads_it_needs_its_reason_too",
    4: "checks/faults/02-不能同读的记录.yaml",
    6: "checks/faults/02-不能同读的记录.yaml",
    11: "clauses/L2-core.yaml::两个部室定的档不同",
    12: "clauses/L2-core.yaml::目标差记得不一样",
    15: "clauses/L2-core.yaml::目标差没有记",
    18: "engine/test_adjustment.py::test_a_condition_that_fails_after_a_review_is_refused_and_says_what_else_to_review",
    19: "compare/test_impact_second.py::"
    "test_what_is_recorded_where_a_new_condition_fails_counts_for_nothing_and_is_named",
    20: "checks/faults/07-条件看的是平均.yaml",
    27: "checks/faults/08-不能这样合的记录.yaml",
    30: "clauses/L2-facts.yaml::例10，一个月多做的不抵别的月",
    31: "engine/test_item_months.py::test_months_that_do_not_go_together_are_refused",
    34: "clauses/L2-core.yaml::12、12、0篇",
    36: "clauses/L2-facts.yaml::另一条要看完成率，只记缺几份不够",
    37: "engine/test_item_ballots.py::test_what_is_dropped_is_so_much_of_each_class",
    38: "engine/test_item_ballots.py::test_a_sheet_is_dropped_and_not_a_mark",
    39: "clauses/L2-facts.yaml::例9，都没有人参加",
    41: "clauses/L2-facts.yaml::112分得33.6分",
    42: "clauses/L2-departments.yaml::纪检科没有来",
    43: "clauses/L2-facts.yaml::不取整，43人8.6个",
    44: "clauses/L2-facts.yaml::先取整再乘月数",
    49: "engine/test_adjustment.py::test_a_line_that_moves_by_a_review_re_scores_who_was_not_reviewed",
    52: "clauses/L2-items.yaml::测评正好90分",
    53: "engine/test_item_ceiling.py::test_what_is_not_applicable_has_full_marks_and_no_more",
    54: "engine/test_item_ceiling.py::test_a_rescaled_table_has_the_points_in_its_base_and_what_was_earned_above_it",
    55: "engine/test_item_ceiling.py::test_the_ceiling_of_a_group_does_not_raise_that_of_the_item",
    57: "checks/faults/21-没有支部可以平均.yaml",
    58: "clauses/L2-absent-mean.yaml::没有检查的部室，平均也折算",
    59: "engine/test_factors.py::test_rescaling_has_each_area_as_it_is_weighed_and_factors_in_neither_sum",
    60: "engine/test_factors.py::test_a_composite_of_one_area_times_another_is_as_the_rule_says",
    61: "engine/test_factors.py::test_in_the_self_assessment_factors_are_the_inspections",
    62: "engine/test_factors.py::test_a_factor_that_does_not_apply_is_what_the_rubric_fixes",
    63: "engine/test_emptied_for_year.py::test_the_round_itself_and_the_later_ones_give_nothing",
    64: "engine/test_emptied_for_year.py::test_earlier_rounds_stay",
    65: "engine/test_composite.py::test_the_floor_holds_the_composite_and_not_what_it_is_made_of",
    66: "engine/test_composite.py::test_a_total_of_zero_comes_after_the_cap",
    67: "clauses/L2-grades.yaml::界线收去的归那一等",
    68: "engine/test_grade.py::test_who_finds_no_place_in_the_last_grade_has_none",
    69: "engine/test_grade.py::test_a_count_may_differ_by_class",
    70: "engine/test_not_applicable.py::test_an_area_of_which_nothing_applies_has_no_points_to_compare",
    71: "engine/test_year.py::test_who_lacks_a_round_of_the_sum_is_shown_and_not_ranked",
    72: "engine/test_year.py::test_with_a_sum_grades_are_given_in_the_year_only",
    73: "engine/test_merging.py::test_what_another_branch_had_before_is_no_repeat",
}


@pytest.mark.parametrize("number", ELSEWHERE)
def test_it_is_tried_elsewhere(number: int) -> None:
    file, _, name = ELSEWHERE[number].partition("::")
    text = (TESTS / file).read_text(encoding="utf-8")
    assert re.search(rf"^def {name}\(|name: .*{re.escape(name)}", text, re.MULTILINE) or not name


def test_each_of_them_has_its_place() -> None:
    here = re.findall(r"test_(\d+)_|id=\"(\d+)-", Path(__file__).read_text(encoding="utf-8"))
    cases = re.findall(r"name: (\d+) ", (TESTS / "clauses/L2-readings.yaml").read_text(encoding="utf-8"))
    places = [*(int(one or other) for one, other in here), *map(int, cases), *ELSEWHERE]
    assert {number for number, times in Counter(places).items() if times != 1} == set()
    assert sorted(places) == READINGS
