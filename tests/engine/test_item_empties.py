"""One item, step 5: `empties` takes a group or an item to 0, whatever else was taken or earned."""

import pytest

from .plant import F, hold, points

ITEM = """
points: 5
clauses:
- {id: 扣, fact: {count: 次}, deduct: {each: 1}}
- {id: 空, fact: {count: 次}, empties: item}
"""


def test_emptying_replaces_all_ordinary_deductions() -> None:
    assert points(ITEM, "[{clause: 扣, count: 2}]") == 3
    assert points(ITEM, "[{clause: 扣, count: 2}, {clause: 空}]") == 0


def test_a_count_of_nothing_empties_nothing() -> None:
    assert points(ITEM, "[{clause: 空, count: 0}]") == 5


def test_emptying_ignores_the_caps_of_clause_group_and_item() -> None:
    item = """
points: 5
at_most: 2
groups: {组: {at_most: 1}}
clauses:
- {id: 空, fact: {count: 次}, deduct: {each: 0.5}, at_most: 0.5, group: 组, empties: {from: 2}}
"""
    # once: 0.5; twice: nothing is left
    assert points(item, "[{clause: 空}]") == F("4.5")
    assert points(item, "[{clause: 空, count: 2}]") == 0


def test_emptying_takes_what_was_earned_too() -> None:
    item = """
points: 5
start: zero
clauses:
- {id: 得, fact: {count: 次}, earn: {each: 1}}
- {id: 空, fact: {count: 次}, empties: item}
"""
    assert points(item, "[{clause: 得, count: 3}]") == 3
    assert points(item, "[{clause: 得, count: 3}, {clause: 空}]") == 0


GROUPS = """
points: 6
groups: {召开: {points: 4}, 资料: {at_most: 1}}
clauses:
- {id: 扣, fact: {count: 次}, deduct: {each: 1}, group: 召开}
- {id: 空组, fact: {count: 次}, empties: {from: 1}, group: 召开}
- {id: 空项, fact: {count: 次}, empties: item, group: 召开}
- {id: 资料, fact: {count: 次}, deduct: {each: 1}, group: 资料, empties: {from: 3}}
- {id: 其他, fact: {count: 次}, deduct: {each: 0.5}}
"""


@pytest.mark.parametrize(
    ("findings", "expected"),
    [
        # the innermost that has points is the group of 4: 0 + (2 - 0.5)
        ("[{clause: 扣, count: 2}, {clause: 空组}, {clause: 其他}]", "1.5"),
        # the whole item, where that is said
        ("[{clause: 空项}, {clause: 其他}]", "0"),
        # a group with a cap alone has no points, so the item is emptied; below 3 it only costs 1
        ("[{clause: 资料, count: 2}]", "5"),
        ("[{clause: 资料, count: 3}]", "0"),
    ],
)
def test_the_default_scope_is_the_innermost_that_has_points(findings: str, expected: str) -> None:
    assert points(GROUPS, findings) == F(expected)


BELOW = """
points: 2
floor: -1
clauses:
- {id: 隐患, fact: {count: 处}, deduct: {each: 0.2}}
- {id: 事件, fact: {count: 起}, empties: item}
- {id: 瞒报, fact: {count: 起}, deduct: {each: 0.5}, below_zero: true}
"""


@pytest.mark.parametrize(
    ("findings", "expected"),
    [
        # the 0.4 of 隐患 is replaced; the 0.5 of 瞒报 goes on from 0; the floor holds
        ("[{clause: 隐患, count: 2}, {clause: 事件}]", "0"),
        ("[{clause: 隐患, count: 2}, {clause: 事件}, {clause: 瞒报}]", "-0.5"),
        ("[{clause: 隐患, count: 2}, {clause: 事件}, {clause: 瞒报, count: 5}]", "-1"),
        # without emptying it is an ordinary deduction: 2 - 0.4 - 0.5
        ("[{clause: 隐患, count: 2}, {clause: 瞒报}]", "1.1"),
    ],
)
def test_only_clauses_marked_below_zero_go_on_from_nothing(findings: str, expected: str) -> None:
    assert points(BELOW, findings) == F(expected)


def test_a_clause_that_empties_and_is_marked_below_zero_goes_on_with_its_own_points() -> None:
    item = """
points: 2
floor: -1
clauses: [{id: 条, fact: {count: 起}, deduct: {each: 0.3}, below_zero: true, empties: item}]
"""
    # emptied, and 2 x 0.3 from there
    assert points(item, "[{clause: 条, count: 2}]") == F("-0.6")


# ── thresholds ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("trigger", "count", "empty"),
    [
        ("{from: 4}", 3, False),
        ("{from: 4}", 4, True),
        ("{over: 4}", 4, False),
        ("{over: 4}", 5, True),
        ("{from: 2, to: 3}", 3, True),
        ("{from: 2, to: 3}", 4, False),
        ("{from: 2, under: 3}", 3, False),
    ],
)
def test_a_threshold_includes_its_number_with_from_and_not_with_over(trigger: str, count: int, empty: bool) -> None:
    item = f"points: 10\nclauses: [{{id: 条, fact: {{count: 次}}, deduct: {{each: 0.5}}, empties: {trigger}}}]"
    assert points(item, f"[{{clause: 条, count: {count}}}]") == (0 if empty else 10 - F("0.5") * count)


def test_the_threshold_counts_before_the_free_allowance() -> None:
    # 4 recorded of which 3 are free: costs 0.5, but 4 empty
    item = "points: 10\nclauses: [{id: 条, fact: {count: 次}, deduct: {each: 0.5}, free: 3, empties: {from: 4}}]"
    assert points(item, "[{clause: 条, count: 3}]") == 10
    assert points(item, "[{clause: 条, count: 4}]") == 0


def test_the_threshold_counts_the_facts_of_all_departments() -> None:
    rubric = (
        "items: [{id: 项, points: 10, department: [部, 室], clauses: "
        "[{id: 条, fact: {count: 次}, deduct: {each: 1}, empties: {from: 3}}]}]"
    )
    held = hold(rubric, "部: {甲一: [{clause: 条}]}\n室: {甲一: [{clause: 条, count: 2}]}")
    assert held.points() == 0


def test_the_threshold_counts_its_own_clause_alone() -> None:
    item = """
points: 10
clauses:
- {id: 迟到, fact: {count: 次}, deduct: {each: 1}, empties: {from: 3}}
- {id: 早退, fact: {count: 次}, deduct: {each: 1}, empties: {from: 3}}
"""
    assert points(item, "[{clause: 迟到, count: 2}, {clause: 早退, count: 2}]") == 6


def test_the_threshold_counts_several_kinds_of_one_clause_together() -> None:
    item = (
        "points: 10\nclauses: [{id: 条, fact: {count: {迟到: 次, 早退: 次}}, deduct: {each: 0.5}, empties: {from: 4}}]"
    )
    assert points(item, "[{clause: 条, count: {迟到: 2, 早退: 1}}]") == F("8.5")
    assert points(item, "[{clause: 条, count: {迟到: 2, 早退: 2}}]") == 0


def test_the_threshold_does_not_count_suppressed_findings() -> None:
    # 2 of the 3 stand aside for 重: 1 + 3
    item = """
points: 10
clauses:
- {id: 累, fact: {count: 次}, deduct: {each: 1}, empties: {from: 3}, highest_per_event: true}
- {id: 重, fact: {count: 次}, deduct: {each: 3}, highest_per_event: true}
"""
    assert points(item, "[{clause: 累, count: 2, event: 事}, {clause: 累}, {clause: 重, event: 事}]") == 6
    assert points(item, "[{clause: 累, count: 2}, {clause: 累}]") == 0


@pytest.mark.parametrize(
    ("text", "finding", "expected"),
    [
        # at a level of the state, or of an event
        ("fact: {level: [好, 中, 差]}, deduct: {levels: {好: 0, 中: 1, 差: 2}}, empties: {at: 差}", "level: 中", "9"),
        ("fact: {level: [好, 中, 差]}, deduct: {levels: {好: 0, 中: 1, 差: 2}}, empties: {at: 差}", "level: 差", "0"),
        ("fact: {event: [大, 小]}, deduct: {levels: {大: 2, 小: 1}}, empties: {at: [大]}", "level: 小, count: 5", "5"),
        ("fact: {event: [大, 小]}, deduct: {levels: {大: 2, 小: 1}}, empties: {at: [大]}", "level: 大", "0"),
        # so many events, of all levels, or of one
        ("fact: {event: [大, 小]}, deduct: {levels: {大: 2, 小: 1}}, empties: {from: 2}", "level: 小, count: 2", "0"),
        (
            "fact: {event: [大, 小]}, deduct: {levels: {大: 2, 小: 1}}, empties: {at: [大], from: 2}",
            "level: 大",
            "8",
        ),
        # a measured value under a line, so much judged, so many missing or late
        ("fact: {value: '%'}, deduct: {each: 0.1, below: 90}, empties: {under: 60}", "value: 60", "7"),
        ("fact: {value: '%'}, deduct: {each: 0.1, below: 90}, empties: {under: 60}", "value: 59.9", "0"),
        ("fact: {judged: 例}, deduct: {within: [0, 5]}, empties: {over: 3}", "judged: 3", "7"),
        ("fact: {judged: 例}, deduct: {within: [0, 5]}, empties: {over: 3}", "judged: 3.5", "0"),
        ("fact: {missing: 次, required: 4}, deduct: {each: 1}, empties: {from: 3}", "done: 1", "0"),
        ("fact: {late: 天}, deduct: {each: 1}, empties: {over: 3}", "late: 3", "7"),
        ("fact: {sample: 人}, deduct: {each: 1}, empties: {from: 2}", "sampled: 3, failed: 2", "0"),
    ],
)
def test_it_empties_from_a_number_or_at_a_level(text: str, finding: str, expected: str) -> None:
    assert points(f"points: 10\nclauses: [{{id: 条, {text}}}]", f"[{{clause: 条, {finding}}}]") == F(expected)


def test_what_was_emptied_by_one_clause_stays_empty_whatever_another_gives() -> None:
    item = """
points: 10
clauses:
- {id: 空, fact: {count: 次}, empties: item}
- {id: 也空, fact: {count: 次}, empties: item}
- {id: 得, fact: {count: 次}, earn: {each: 2}}
"""
    assert points(item, "[{clause: 空}, {clause: 也空}, {clause: 得}]") == 0


def test_a_stretch_that_empties_needs_no_row_of_the_table() -> None:
    item = """{points: 5, clauses: [{id: 缺, fact: {count: 次},
      deduct: {table: [{from: 1, to: 3, points: 1}]}, empties: {from: 4}}]}"""
    assert points(item, "[{clause: 缺, count: 3}]") == 4
    assert points(item, "[{clause: 缺, count: 4}]") == 0
    assert points(item, "[{clause: 缺, count: 3}, {clause: 缺, count: 3}]") == 0
