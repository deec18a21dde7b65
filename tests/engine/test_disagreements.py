"""Where the engine does otherwise than DESIGN.md, section 5, as these tests read it.

Each is the shortest reproduction; `strict` makes the test fail as soon as engine and text agree.
"""

import pytest

from .plant import F, hold, points


def disagrees(reason: str) -> pytest.MarkDecorator:
    return pytest.mark.xfail(strict=True, raises=AssertionError, reason=reason)


# ── giving back: at most what was taken ────────────────────────────────────────────────────────────────────────

GROUP = """
points: 6
start: zero
groups: {组: {points: 4, start: full}}
clauses:
- {id: 扣, fact: {count: 次}, deduct: {each: 1}, group: 组}
- {id: 得, fact: {count: 次}, earn: {each: 2}, group: 组}
- {id: 组还, fact: {count: 次}, give_back: {each: 1}, group: 组}
- {id: 项还, fact: {count: 次}, give_back: {each: 1}}
"""


@disagrees("what a group gave back counts as earned there, so the item gives it back a second time: 5")
def test_what_a_group_gave_back_is_not_given_back_again_by_the_item() -> None:
    # the group: 4 - 1 + 1; nothing is left that was taken
    assert points(GROUP, "[{clause: 扣}, {clause: 组还}, {clause: 项还}]") == 4


@disagrees("the earnings that a group's deduction used up count as if they stood beyond its points: 5")
def test_a_deduction_that_a_groups_earnings_made_good_took_nothing() -> None:
    # the group: 4 + 2 - 1 held at 4, with or without the deduction
    assert points(GROUP, "[{clause: 得}, {clause: 项还}]") == 4
    assert points(GROUP, "[{clause: 扣}, {clause: 得}, {clause: 项还}]") == 4


# ── facts ──────────────────────────────────────────────────────────────────────────────────────────────────────


@disagrees("the share of what is missing is taken before the free allowance: 9")
def test_the_free_allowance_comes_before_a_share() -> None:
    # 2 missing less 1 free, of 4: 1/4 x 2
    item = "points: 10\nclauses: [{id: 条, fact: {missing: 次, required: 4}, deduct: {share: 2}, free: 1}]"
    assert points(item, "[{clause: 条, missing: 2}]") == F("9.5")


ONE_A_MONTH = """
items:
- {id: 项, points: 10, clauses: [{id: 条, fact: {missing: 次, required: 1, per: month}, deduct: {each: 1}}]}
"""


@disagrees("a gap that one month states as missing is counted again in what was not done: 8")
def test_a_gap_is_counted_once_where_one_month_says_done_and_another_missing() -> None:
    # January done, February missing, March done: one of three is missing
    own = """
2021-01: {甲一: [{clause: 条, done: 1}]}
2021-02: {甲一: [{clause: 条, missing: 1}]}
2021-03: {甲一: [{clause: 条, done: 1}]}
"""
    assert hold(ONE_A_MONTH, own=own).own_points() == 9


@disagrees("recorded plans of the months are added, though they are `per: quarter`, the default: 0")
def test_a_planned_number_per_quarter_counts_once_and_whole() -> None:
    # 6 planned for the quarter, which every month repeats; 2 + 2 + 2 done
    month = "{甲一: [{clause: 条, required: 6, done: 2}]}"
    held = hold(
        ONE_A_MONTH.replace("required: 1, per: month", "required: recorded"),
        own=f"{{2021-01: {month}, 2021-02: {month}, 2021-03: {month}}}",
    )
    assert held.own_points() == 10


@disagrees("a recorded plan is taken as it stands, whatever its period: 10")
def test_a_planned_number_per_month_counts_three_times_in_an_inspection() -> None:
    # 2 a month are 6; 5 done
    item = "points: 10\nclauses: [{id: 条, fact: {missing: 次, required: recorded, per: month}, deduct: {each: 1}}]"
    assert points(item, "[{clause: 条, required: 2, done: 5}]") == 9


# ── self-assessment and flags ──────────────────────────────────────────────────────────────────────────────


@disagrees("a declared penalty, which costs nothing, suppresses the deduction of the same event: 10")
def test_base_only_a_declared_penalty_suppresses_nothing() -> None:
    held = hold(
        """
items:
- id: 项
  points: 10
  clauses:
  - {id: 扣, fact: {count: 次}, deduct: {each: 1}, highest_per_event: true}
  - {id: 罚, fact: {count: 次}, penalty: {each: 3}, highest_per_event: true}
""",
        own="{2021-01: {甲一: [{clause: 扣, event: 事}, {clause: 罚, event: 事}]}}",
    )
    assert held.own_points() == 9


@disagrees("an undone clause whose occurrences are all free flags the task")
def test_an_undone_clause_within_its_free_allowance_has_no_effect() -> None:
    held = hold(
        "items: [{id: 项, points: 10, task: true, clauses: "
        "[{id: 未做, fact: {count: 次}, deduct: {each: 1}, free: 1, undone: true}]}]",
        "部: {甲一: [{clause: 未做}]}",
    )
    assert held.points() == 10
    assert held.flagged("task_not_done") == set()
