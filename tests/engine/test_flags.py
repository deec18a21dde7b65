"""单项工作未完成, and the three flags together."""

import pytest

from .plant import Held, hold

TASK = """
items:
- id: 项
  points: 10
  task: TASK
  due: DUE
  not_applicable: full
  clauses:
  - {id: 未做, fact: {count: 项}, empties: item, undone: true, highest_per_event: true}
  - {id: 迟做, fact: {count: 次}, deduct: {each: 1}}
- id: 罚
  clauses:
  - {id: 罚, fact: {count: 次}, penalty: {each: 20}, highest_per_event: true}
"""


def task(findings: str, *, is_task: str = "true", due: str = "quarterly") -> Held:
    rubric = TASK.replace("TASK", is_task).replace("DUE", due)
    return hold(rubric, f"部: {{甲一: {findings}}}")


@pytest.mark.parametrize(
    ("findings", "flagged"),
    [
        ("[{clause: 未做}]", True),
        ("[{clause: 迟做, count: 9}]", False),
        # recorded that it did not happen
        ("[{clause: 未做, count: 0}]", False),
        # suppressed by a heavier one of the same event: without effect
        ("[{clause: 未做, event: 事}, {item: 罚, clause: 罚, event: 事}]", False),
        ("[{clause: 未做, event: 事}, {item: 罚, clause: 罚, event: 别事}]", True),
        ("{not_applicable: {项: 没有}}", False),
    ],
)
def test_a_task_is_not_done_where_its_undone_clause_was_recorded_with_effect(findings: str, flagged: bool) -> None:
    assert task(findings).flagged("task_not_done") == ({"甲一"} if flagged else set())


def test_only_a_task_item_is_flagged() -> None:
    assert task("[{clause: 未做}]", is_task="false").flagged("task_not_done") == set()


def test_a_task_that_is_not_due_is_not_flagged() -> None:
    assert task("[]", due="[Q4]").flagged("task_not_done") == set()
    assert task("[{clause: 未做}]", due="[Q1]").flagged("task_not_done") == {"甲一"}


def test_an_undone_clause_that_costs_nothing_flags_all_the_same() -> None:
    # the measure may hold it against a branch without a point
    held = hold(
        "items: [{id: 项, points: 10, task: true, clauses: "
        "[{id: 未做, fact: {count: 项}, deduct: {each: 0}, undone: true}]}]",
        "部: {甲一: [{clause: 未做}]}",
    )
    assert held.points() == 10
    assert held.flagged("task_not_done") == {"甲一"}


def test_an_undone_clause_within_its_free_allowance_has_no_effect() -> None:
    rubric = (
        "items: [{id: 项, points: 10, task: true, clauses: "
        "[{id: 未做, fact: {count: 次}, deduct: {each: 1}, free: 1, undone: true}]}]"
    )
    assert hold(rubric, "部: {甲一: [{clause: 未做}]}").flagged("task_not_done") == set()
    assert hold(rubric, "部: {甲一: [{clause: 未做, count: 2}]}").flagged("task_not_done") == {"甲一"}


def test_a_self_assessment_flags_nothing() -> None:
    held = hold(
        TASK.replace("TASK", "true").replace("DUE", "quarterly"),
        own="{2021-01: {甲一: [{clause: 未做}]}, 2021-02: {甲一: []}, 2021-03: {甲一: []}}",
    )
    assert held.own_points() == 0
    assert held.flagged("task_not_done") == set()


def test_the_two_flags_are_separate() -> None:
    # the best branch did not do its task; the last one did
    held = hold(
        """
items:
- id: 项
  points: 10
  task: true
  clauses:
  - {id: 未做, fact: {count: 项}, deduct: {each: 1}, undone: true}
  - {id: 扣, fact: {count: 次}, deduct: {each: 1}}
""",
        "部: {甲一: [{clause: 未做}], 甲二: [{clause: 扣, count: 3}]}",
        branches="{甲一: 甲, 甲二: 甲}",
    )
    assert held.flags == {"甲一": ("task_not_done",), "甲二": ("bottom_three",)}
