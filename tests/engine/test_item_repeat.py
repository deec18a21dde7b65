"""One item, step 2: what a repeated occurrence costs, by the earlier rounds; then `times`."""

import pytest

from .plant import F, hold, points

ITEM = """
points: 10
clauses:
- {id: 单一, fact: {count: 次}, deduct: {each: 0.5}, repeat: {prices: [0.5, 1, 1.5]}}
- {id: 另一, fact: {count: 次}, deduct: {each: 0.5}}
"""
ONCE = "[{clause: 单一}]"
ON_SITE = "[{clause: 单一, settled: on_site}]"
PROBLEM = "[{clause: 单一, id: 2020Q4-01, rectify_by: 2021-01-31}]"
SHORTFALL = "[{clause: 单一}]"


def rounds(*quarters: str) -> dict[str, str]:
    """Earlier rounds with an occurrence settled on site."""
    return dict.fromkeys(quarters, ON_SITE)


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        # the first entry; one round before: the second; two: the third; three: past the end, the last
        ((), "9.5"),
        (("2020Q4",), "9"),
        (("2020Q4", "2020Q3"), "8.5"),
        (("2020Q4", "2020Q3", "2020Q2"), "8.5"),
    ],
)
def test_the_price_is_entry_one_plus_the_number_of_earlier_rounds_and_past_the_end_the_last(
    before: tuple[str, ...], expected: str
) -> None:
    assert points(ITEM, ONCE, earlier=rounds(*before)) == F(expected)


def test_all_occurrences_of_one_round_pay_the_same_entry() -> None:
    # one round before: 3 x 1, whether in one finding or in two
    assert points(ITEM, "[{clause: 单一, count: 3}]", earlier=rounds("2020Q4")) == 7
    assert points(ITEM, "[{clause: 单一, count: 2}, {clause: 单一}]", earlier=rounds("2020Q4")) == 7


def test_an_earlier_round_counts_once_however_often_it_happened_there() -> None:
    often = "[{clause: 单一, count: 5, settled: on_site}, {clause: 单一, id: 2020Q4-01, rectify_by: 2021-01-31}]"
    assert points(ITEM, ONCE, earlier={"2020Q4": often}) == 9


@pytest.mark.parametrize(("kind", "expected"), [(PROBLEM, "9"), (ON_SITE, "9"), (SHORTFALL, "9.5")])
def test_a_problem_and_what_was_settled_on_site_count_and_a_measured_shortfall_does_not(
    kind: str, expected: str
) -> None:
    assert points(ITEM, ONCE, earlier={"2020Q4": kind}) == F(expected)


def test_of_this_round_every_finding_pays_whatever_its_kind() -> None:
    for finding in (PROBLEM.replace("2020Q4", "2021Q1"), ON_SITE, SHORTFALL):
        assert points(ITEM, finding, earlier=rounds("2020Q4")) == 9


def test_the_entry_replaces_the_price_or_comes_on_top_where_it_adds() -> None:
    # one round before: 1 in the place of 0.5, or 0.5 + 1
    assert points(ITEM, ONCE, earlier=rounds("2020Q4")) == 9
    adding = ITEM.replace("[0.5, 1, 1.5]", "[0, 1, 1.5], adds: true")
    assert points(adding, ONCE) == F("9.5")
    assert points(adding, ONCE, earlier=rounds("2020Q4")) == F("8.5")


def test_then_it_is_multiplied() -> None:
    # one round before: 2 occurrences x 1 x 2; adding: 2 x (0.5 + 1) x 2
    doubled = ITEM.replace("repeat:", "times: 2, repeat:")
    assert points(doubled, "[{clause: 单一, count: 2}]", earlier=rounds("2020Q4")) == 6
    adding = doubled.replace("1.5]", "1.5], adds: true")
    assert points(adding, "[{clause: 单一, count: 2}]", earlier=rounds("2020Q4")) == 4


def test_the_free_allowance_comes_before_the_repeated_price() -> None:
    # (3 - 1 free) x 1
    free = ITEM.replace("repeat:", "free: 1, repeat:")
    assert points(free, "[{clause: 单一, count: 3}]", earlier=rounds("2020Q4")) == 8


@pytest.mark.parametrize(
    ("measure", "before", "expected"),
    [
        # the default window is 4 rounds: 2019Q4 lies before them
        ("{}", ("2020Q1",), "9"),
        ("{}", ("2019Q4",), "9.5"),
        ("{repeat_window: 1}", ("2020Q4", "2020Q3"), "9"),
        ("{repeat_window: 1}", ("2020Q3",), "9.5"),
        ("{repeat_window: 0}", ("2020Q4",), "9.5"),
        ("{repeat_window: 6}", ("2019Q4",), "9"),
    ],
)
def test_only_the_rounds_of_the_measures_window_count(measure: str, before: tuple[str, ...], expected: str) -> None:
    quiet = dict.fromkeys(("2019Q3", "2019Q4", "2020Q1", "2020Q2", "2020Q3", "2020Q4"), "[]")
    assert points(ITEM, ONCE, measure=measure, earlier=quiet | rounds(*before)) == F(expected)


def test_a_quarter_without_any_inspection_is_no_round_of_the_window() -> None:
    # the only round before this one lies three quarters back, and is the first before it
    assert points(ITEM, ONCE, measure="{repeat_window: 1}", earlier=rounds("2020Q2")) == 9
    # so too where the quarters between have records, but no inspection
    held = hold(
        "measure: {repeat_window: 1}\nitems: [{id: 项, points: 10, clauses: "
        "[{id: 单一, fact: {count: 次}, deduct: {each: 0.5}, repeat: {prices: [0.5, 1]}}]}]",
        "部: {甲一: [{clause: 单一}]}",
        earlier={"2020Q2": "部: {甲一: [{clause: 单一, settled: on_site}]}", "2020Q4": "{}"},
        everywhere=False,
    )
    assert held.points() == 9


def test_occurrences_of_another_clause_or_another_branch_do_not_count() -> None:
    assert points(ITEM, ONCE, earlier={"2020Q4": "[{clause: 另一, settled: on_site}]"}) == F("9.5")
    rubric = (
        "items: [{id: 项, points: 10, clauses: "
        "[{id: 单一, fact: {count: 次}, deduct: {each: 0.5}, repeat: {prices: [0.5, 1]}}]}]"
    )
    held = hold(
        rubric,
        "部: {甲一: [{clause: 单一}], 甲二: [{clause: 单一}]}",
        branches="{甲一: 甲, 甲二: 甲}",
        earlier={"2020Q4": "部: {甲二: [{clause: 单一, settled: on_site}]}"},
    )
    assert held.points(branch="甲一") == F("9.5")
    assert held.points(branch="甲二") == 9


WAS = """
points: 10
{item}
clauses: [{{id: 新, {was} fact: {{count: 次}}, deduct: {{each: 0.5}}, repeat: {{prices: [0.5, 1, 3]}}}}]
"""


@pytest.mark.parametrize(
    ("item", "was", "before", "expected"),
    [
        ("", "", "[{clause: 旧, settled: on_site}]", "9.5"),
        # a clause renamed in its item
        ("", "was: 旧,", "[{clause: 旧, settled: on_site}]", "9"),
        # an item renamed, its clause not, or both
        ("was: 老项", "", "[{item: 老项, clause: 新, settled: on_site}]", "9"),
        ("was: 老项", "was: 旧,", "[{item: 老项, clause: 旧, settled: on_site}]", "9"),
        # moved from another item
        ("", "was: 别项/旧,", "[{item: 别项, clause: 旧, settled: on_site}]", "9"),
        ("", "was: 别项/旧,", "[{item: 项, clause: 旧, settled: on_site}]", "9.5"),
        # merged out of two: a round in which both occurred counts once
        (
            "",
            "was: [旧, 别项/旧],",
            "[{clause: 旧, settled: on_site}, {item: 别项, clause: 旧, settled: on_site}]",
            "9",
        ),
    ],
)
def test_what_a_clause_was_called_in_earlier_versions_counts_as_itself(
    item: str, was: str, before: str, expected: str
) -> None:
    rubric = WAS.format(item=item, was=was)
    assert points(rubric, "[{clause: 新}]", earlier={"2020Q4": before}) == F(expected)


def test_a_branch_that_was_renamed_keeps_its_earlier_rounds() -> None:
    roster = """
branches:
  B1: [{from: 2018-01-01, name: 旧名, class: 甲}, {from: 2021-01-01, name: 新名}]
"""
    held = hold(
        "items: [{id: 项, points: 10, clauses: "
        "[{id: 单一, fact: {count: 次}, deduct: {each: 0.5}, repeat: {prices: [0.5, 1]}}]}]",
        "部: {新名: [{clause: 单一}]}",
        "{2021-01: {新名: []}}",
        roster=roster,
        earlier={"2020Q4": "部: {旧名: [{clause: 单一, settled: on_site}]}"},
        everywhere=False,
    )
    assert held.points(branch="新名") == 9


def test_the_price_of_an_event_is_replaced_and_its_role_and_number_stay() -> None:
    # one round before: 3 in the place of 2, x 0.5 x 2
    item = (
        "points: 10\nclauses: [{id: 条, fact: {event: [大, 小], roles: {主: 1, 协: 0.5}}, "
        "deduct: {levels: {大: 2, 小: 1}}, repeat: {prices: [2, 3]}}]"
    )
    before = {"2020Q4": "[{clause: 条, level: 小, role: 主, settled: on_site}]"}
    assert points(item, "[{clause: 条, level: 大, role: 协, count: 2}]", earlier=before) == 7


def test_on_a_judged_case_the_entry_comes_on_top() -> None:
    # one round before: (1 + 0.5) + (2 + 0.5)
    item = (
        "points: 10\nclauses: [{id: 条, fact: {judged: 例}, deduct: {within: [0, 2]}, "
        "repeat: {prices: [0, 0.5], adds: true}}]"
    )
    before = {"2020Q4": "[{clause: 条, judged: 1, settled: on_site}]"}
    assert points(item, "[{clause: 条, judged: 1}, {clause: 条, judged: 2}]", earlier=before) == 6


def test_a_self_assessment_pays_the_same_entry() -> None:
    # one round before: 2 occurrences x 1, from two months
    held = hold(
        "items: [{id: 项, points: 10, clauses: "
        "[{id: 单一, fact: {count: 次}, deduct: {each: 0.5}, repeat: {prices: [0.5, 1]}}]}]",
        own="{2021-01: {甲一: [{clause: 单一}]}, 2021-02: {甲一: [{clause: 单一}]}, 2021-03: {甲一: []}}",
        earlier={"2020Q4": "部: {甲一: [{clause: 单一, settled: on_site}]}"},
    )
    assert held.own_points() == 8
    assert held.points() == 10


@pytest.mark.parametrize(
    ("before", "expected"),
    [((), "7"), (("2020Q4",), "4"), (("2020Q4", "2020Q3"), "1"), (("2020Q4", "2020Q3", "2020Q2"), "1")],
)
def test_a_repeat_may_multiply_each_price_by_its_entry(before: tuple[str, ...], expected: str) -> None:
    # 1 + 2, times 1, 2, 3, 3: each level keeps its own price
    item = (
        "points: 10\nclauses: [{id: 条, fact: {event: [大, 小]}, "
        "deduct: {levels: {大: 2, 小: 1}}, repeat: {times: [1, 2, 3]}}]"
    )
    earlier = dict.fromkeys(before, "[{clause: 条, level: 小, settled: on_site}]")
    assert points(item, "[{clause: 条, level: 大}, {clause: 条, level: 小}]", earlier=earlier) == F(expected)


@pytest.mark.parametrize(
    ("before", "expected"), [(("2020Q4",), "9"), (("2020Q3",), "9.5"), (("2020Q4", "2020Q3"), "9")]
)
def test_a_clause_may_have_a_window_of_its_own(before: tuple[str, ...], expected: str) -> None:
    # only the last round before this one
    item = ITEM.replace("1.5]", "1.5], window: 1")
    quiet = dict.fromkeys(("2020Q2", "2020Q3", "2020Q4"), "[]")
    assert points(item, ONCE, earlier=quiet | rounds(*before)) == F(expected)
