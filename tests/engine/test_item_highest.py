"""只取最重（最高）的一条: of the clauses of an item or a group, each under its own cap, one counts."""

import pytest

from .plant import F, points, scored
from .sums import told

ACCIDENT = """
points: 50
highest_only: true
clauses:
- {id: 轻伤, fact: {judged: 起}, deduct: {within: [5, 20]}}
- {id: 设备, fact: {judged: 起}, deduct: {within: [20, 45]}}
"""
BOTH = "[{clause: 轻伤, judged: 10}, {clause: 设备, judged: 45}]"


def test_of_what_takes_only_the_heaviest_counts() -> None:
    assert points(ACCIDENT, BOTH) == 5
    assert points(ACCIDENT, "[{clause: 轻伤, judged: 10}]") == 40


def test_without_it_all_of_them_count() -> None:
    assert (
        points(ACCIDENT.replace("highest_only: true\n", ""), "[{clause: 轻伤, judged: 5}, {clause: 设备, judged: 20}]")
        == 25
    )


def test_which_were_not_counted_is_known_and_the_parts_still_add_up() -> None:
    held = scored(ACCIDENT, BOTH)
    light, heavy = held.item().clauses
    assert light.outdone_by is heavy.clause
    assert heavy.outdone_by is None
    assert [light.points, heavy.points] == [0, 45]
    assert light.step.replaced is not None
    assert light.step.replaced.value == 10
    assert [each.points for each in held.item().findings] == [0, -45]
    clauses = "{id: 轻伤, fact: {judged: 起}, deduct: {within: [5, 20]}}, "
    clauses += "{id: 设备, fact: {judged: 起}, deduct: {within: [20, 45]}}"
    item = f"{{points: 50, highest_only: true, clauses: [{clauses}]}}"
    assert told(item, BOTH) == [("轻伤", "0"), ("设备", "45")]


SIDES = """
points: 20
start: zero
highest_only: true
clauses:
- {id: 甲, fact: {count: 次}, earn: {each: 2}, at_most: 5}
- {id: 乙, fact: {count: 次}, earn: {each: 3}}
- {id: 丙, fact: {count: 次}, deduct: {each: 1}}
- {id: 丁, fact: {count: 次}, deduct: {each: 1}}
"""


@pytest.mark.parametrize(
    ("findings", "expected", "counting"),
    [
        # under its own cap the first gives 5, the other 3
        ("[{clause: 甲, count: 9}, {clause: 乙}]", "5", {"甲"}),
        ("[{clause: 甲, count: 9}, {clause: 乙, count: 2}]", "6", {"乙"}),
        # what gives and what takes are compared apart
        ("[{clause: 甲, count: 2}, {clause: 乙}, {clause: 丙}, {clause: 丁, count: 3}]", "1", {"甲", "丁"}),
        # of equals the first in the rubric
        ("[{clause: 丁, count: 2}, {clause: 丙, count: 2}, {clause: 乙, count: 2}]", "4", {"乙", "丙"}),
    ],
)
def test_each_side_has_its_own(findings: str, expected: str, counting: set[str]) -> None:
    held = scored(SIDES, findings)
    assert held.points() == F(expected)
    assert {each.clause.id for each in held.item().clauses if each.points} == counting


GROUP = """
points: 20
groups: {伤: {highest_only: true}}
clauses:
- {id: 轻, group: 伤, fact: {count: 人}, deduct: {each: 2}}
- {id: 重, group: 伤, fact: {count: 人}, deduct: {each: 6}}
- {id: 迟报, fact: {count: 次}, deduct: {each: 1}}
"""


def test_in_a_group_it_is_about_the_group() -> None:
    assert points(GROUP, "[{clause: 轻, count: 2}, {clause: 重}, {clause: 迟报}]") == 13


def test_in_a_group_with_points_of_its_own_too() -> None:
    item = GROUP.replace("{highest_only", "{points: 10, at_most: 5, highest_only")
    assert points(item, "[{clause: 轻, count: 2}, {clause: 重}, {clause: 迟报}]") == 14


def test_of_the_item_after_the_group() -> None:
    item = f"highest_only: true{GROUP}"
    assert points(item, "[{clause: 轻, count: 2}, {clause: 重}, {clause: 迟报, count: 7}]") == 13


def test_what_empties_is_untouched() -> None:
    item = """
points: 20
floor: -5
highest_only: true
clauses:
- {id: 一般, fact: {count: 次}, deduct: {each: 1}, empties: {from: 3}}
- {id: 严重, fact: {count: 次}, deduct: {each: 4}, below_zero: true}
"""
    assert points(item, "[{clause: 一般, count: 3}]") == 0
    # the lighter one empties, the heavier one goes on from there
    assert points(item, "[{clause: 一般, count: 3}, {clause: 严重}]") == -4
    assert points(item, "[{clause: 一般, count: 2}, {clause: 严重}]") == 16


def test_bonuses_of_an_item_too() -> None:
    item = """
highest_only: true
clauses:
- {id: 省级, fact: {count: 项}, bonus: {each: 3}}
- {id: 市级, fact: {count: 项}, bonus: {each: 2}}
"""
    assert scored(item, "[{clause: 省级}, {clause: 市级, count: 2}]").item().bonus.value == 4


def test_a_task_that_was_left_undone_stays_so_whatever_outdoes_it() -> None:
    item = """
points: 20
task: true
highest_only: true
clauses:
- {id: 未做, fact: {count: 项}, deduct: {each: 2}, undone: true}
- {id: 造假, fact: {count: 次}, deduct: {each: 9}}
"""
    held = scored(item, "[{clause: 未做}, {clause: 造假}]")
    assert held.points() == 11
    assert held.item().undone
