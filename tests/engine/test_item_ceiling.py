"""最高分: an item or a group may come to more than its full marks; all that is reckoned from these still uses them."""

import pytest

from dangjian_kaoping.words.calculation import sums

from .plant import F, hold, points, scored
from .sums import told

DONE = "{id: 产值, fact: {missing: 万元, required: 100, as: done}, earn: {each: 0.3}}"
THIRTY = f"points: 30\nstart: zero\nceiling: 36\nclauses: [{DONE}]"


@pytest.mark.parametrize(("done", "expected"), [("90", "27"), ("100", "30"), ("110", "33"), ("130", "36")])
def test_what_is_earned_goes_beyond_the_full_marks_as_far_as_the_ceiling(done: str, expected: str) -> None:
    assert points(THIRTY, f"[{{clause: 产值, done: {done}}}]") == F(expected)


def test_without_a_ceiling_full_marks_are_the_end_and_with_none_there_is_no_end() -> None:
    assert points(THIRTY.replace("ceiling: 36\n", ""), "[{clause: 产值, done: 130}]") == 30
    assert points(THIRTY.replace("36", "none"), "[{clause: 产值, done: 1300}]") == 390


@pytest.mark.parametrize(("branch_class", "expected"), [("甲", "36"), ("乙", "33")])
def test_a_ceiling_may_differ_by_class(branch_class: str, expected: str) -> None:
    item = THIRTY.replace("ceiling: 36", "ceiling: {by_class: {甲: 36, 乙: 33}}")
    assert points(item, "[{clause: 产值, done: 130}]", branch_class=branch_class) == F(expected)


TEN = """
points: 10
ceiling: 12
floor: -2
clauses:
- {id: 得, fact: {count: 次}, earn: {each: 1}}
- {id: 扣, fact: {count: 次}, deduct: {each: 1}}
- {id: 清, fact: {count: 次}, empties: item}
- {id: 还, fact: {count: 次}, give_back: {each: 1}}
"""


@pytest.mark.parametrize(
    ("findings", "expected"),
    [
        # one sum, and then held between the two ends: 10 + 5 - 4
        ("[{clause: 得, count: 5}, {clause: 扣, count: 4}]", "11"),
        ("[{clause: 得, count: 5}]", "12"),
        ("[{clause: 扣, count: 20}]", "-2"),
        # given back up to where it would stand without any deduction: 12, and not 15
        ("[{clause: 得, count: 5}, {clause: 扣, count: 4}, {clause: 还, count: 9}]", "12"),
        ("[{clause: 得, count: 1}, {clause: 扣, count: 4}, {clause: 还, count: 9}]", "11"),
        ("[{clause: 得, count: 5}, {clause: 清}]", "0"),
    ],
)
def test_the_sum_is_held_between_floor_and_ceiling(findings: str, expected: str) -> None:
    assert points(TEN, findings) == F(expected)


GROUP = """
points: 10
start: zero
ceiling: 12
groups: {组: {points: 6, ceiling: 9}}
clauses:
- {id: 内, group: 组, fact: {count: 次}, earn: {each: 1}}
- {id: 外, fact: {count: 次}, earn: {each: 1}}
"""


@pytest.mark.parametrize(
    ("inside", "outside", "expected"), [("8", "0", "8"), ("20", "0", "9"), ("20", "2", "11"), ("20", "9", "12")]
)
def test_a_group_has_a_ceiling_of_its_own(inside: str, outside: str, expected: str) -> None:
    findings = f"[{{clause: 内, count: {inside}}}, {{clause: 外, count: {outside}}}]"
    assert points(GROUP, findings) == F(expected)


def test_the_ceiling_of_a_group_does_not_raise_that_of_the_item() -> None:
    item = "points: 10\nstart: zero\ngroups: {组: {points: 10, ceiling: 12}}\nclauses: "
    item += "[{id: 内, group: 组, fact: {count: 次}, earn: {each: 1}}]"
    assert points(item, "[{clause: 内, count: 12}]") == 10
    assert points(item.replace("start", "ceiling: 11\nstart"), "[{clause: 内, count: 12}]") == 11


def test_under_a_cap_of_the_item_a_group_gives_what_it_may_come_to() -> None:
    assert points(GROUP.replace("start", "at_most: 8\nstart"), "[{clause: 内, count: 20}]") == 8


TABLE = f"""
items:
- {{id: 产, points: 30, start: zero, ceiling: 36, not_applicable: full, clauses: [{DONE}]}}
- {{id: 会, points: 40, clauses: [{{id: 缺, fact: {{count: 次}}, deduct: {{each: 1}}}}]}}
- {{id: 工, points: 30, not_applicable: rescale, clauses: [{{id: 缺, fact: {{count: 次}}, deduct: {{each: 1}}}}]}}
"""


def test_what_is_not_applicable_has_full_marks_and_no_more() -> None:
    assert hold(TABLE, "部: {甲一: {not_applicable: {产: 没有}}}").points("产") == 30


def test_a_rescaled_table_has_the_points_in_its_base_and_what_was_earned_above_it() -> None:
    # (36 + 24) of 70, over 100
    record = "{not_applicable: {工: 没有}, findings: [{item: 产, clause: 产值, done: 130}, "
    record += "{item: 会, clause: 缺, count: 16}]}"
    base = hold(TABLE, f"部: {{甲一: {record}}}").score().inspected.base
    assert base is not None
    assert base.value == F(6000, 70)


def test_what_goes_beyond_the_full_marks_was_given_and_not_taken() -> None:
    item = f"{{points: 30, start: zero, ceiling: 36, clauses: [{DONE}]}}"
    assert told(item, "[{clause: 产值, done: 90}, {clause: 产值, done: 20}]") == [("产值", "0"), ("产值", "-3")]
    assert told(item, "[{clause: 产值, done: 130}]") == [("产值", "-6")]
    assert told(item, "[{clause: 产值, done: 90}]") == [("产值", "0"), ("not_earned", "3")]


def test_the_account_says_that_the_most_was_reached() -> None:
    lines = list(sums(scored(THIRTY, "[{clause: 产值, done: 130}]").item()))
    assert lines[-1] == "超过本项的最高分，按 36 分计"
    lines = list(sums(scored(THIRTY.replace("ceiling: 36\n", ""), "[{clause: 产值, done: 130}]").item()))
    assert lines[-1] == "超过本项的满分，按 30 分计"
