"""Who takes part in a round: in force on its first and its last day; the first day's row holds."""

import pytest

from .plant import hold

RUBRIC = """
items:
- id: 项
  points: {by_class: {甲: 10, 乙: 20}}
  clauses: [{id: 扣, fact: {count: 次}, deduct: {each: 1}}]
"""


def names(rows: str) -> list[str]:
    """The branches that take part in 2021Q1, beside one that always does."""
    roster = f"branches: {{Z: [{{from: 2018-01-01, name: 常在, class: 甲}}], B: {rows}}}"
    held = hold(RUBRIC, own="{}", roster=roster, everywhere=False)
    return sorted(each.score.branch.name for each in held.result.placings if each.score.branch.id == "B")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("[{from: 2021-01-01, name: 新, class: 甲}]", ["新"]),
        # founded on the second day of the quarter, or in the next one
        ("[{from: 2021-01-02, name: 新, class: 甲}]", []),
        ("[{from: 2021-04-01, name: 新, class: 甲}]", []),
        # closed after the last day, on it, on the first day
        ("[{from: 2018-01-01, name: 旧, class: 甲}, {from: 2021-04-01, ends: true}]", ["旧"]),
        ("[{from: 2018-01-01, name: 旧, class: 甲}, {from: 2021-03-31, ends: true}]", []),
        ("[{from: 2018-01-01, name: 旧, class: 甲}, {from: 2021-01-01, ends: true}]", []),
        # the rows are read by their days, however they are written
        ("[{from: 2021-03-31, ends: true}, {from: 2018-01-01, name: 旧, class: 甲}]", []),
    ],
)
def test_a_branch_takes_part_if_it_is_in_force_on_the_first_and_the_last_day(rows: str, expected: list[str]) -> None:
    assert names(rows) == expected


def test_the_first_days_row_gives_name_class_and_head_count() -> None:
    roster = """
branches:
  B:
  - {from: 2018-01-01, name: 旧名, class: 甲, head_count: 30}
  - {from: 2021-01-02, name: 新名, class: 乙, head_count: 40}
"""
    held = hold(
        RUBRIC,
        "部: {新名: [{clause: 扣}]}",
        "{2021-01: {旧名: []}, 2021-02: {新名: []}, 2021-03: {B: []}}",
        roster=roster,
        everywhere=False,
    )
    branch = held.score("B").branch
    assert (branch.name, branch.branch_class, branch.head_count) == ("旧名", "甲", 30)
    # the points of class 甲; records under either name, or the id, are the branch's
    assert held.points(branch="B") == 9
    assert held.figures("B")[2] == "10.00"


def test_a_row_says_only_what_changed() -> None:
    roster = (
        "branches: {B: [{from: 2018-01-01, name: 名, class: 乙, head_count: 30}, {from: 2020-01-01, head_count: 25}]}"
    )
    held = hold(RUBRIC, "部: {名: []}", "{2021-01: {名: []}}", roster=roster, everywhere=False)
    branch = held.score("名").branch
    assert (branch.name, branch.branch_class, branch.head_count) == ("名", "乙", 25)
    assert held.points(branch="名") == 20


def test_a_branch_that_does_not_take_part_is_not_scored_and_leaves_the_round_complete() -> None:
    roster = """
branches:
  Z: [{from: 2018-01-01, name: 常在, class: 甲}]
  B: [{from: 2018-01-01, name: 撤销, class: 甲}, {from: 2021-03-01, ends: true}]
"""
    held = hold(
        RUBRIC,
        "部: {常在: [], 撤销: [{clause: 扣, count: 5}]}",
        "{2021-01: {常在: [], 撤销: []}, 2021-02: {常在: []}, 2021-03: {常在: []}}",
        roster=roster,
        everywhere=False,
    )
    assert held.ranks == {"常在": 1}
    assert held.result.complete


def test_a_branch_that_does_not_take_part_is_not_in_the_pool() -> None:
    # of six branches five take part: a small pool, one last place
    rows = [f"B{n}: [{{from: 2018-01-01, name: 支{n}, class: 甲}}]" for n in range(5)]
    rows.append("B5: [{from: 2021-02-01, name: 支5, class: 甲}]")
    records = ", ".join(f"支{n}: [{{clause: 扣, count: {n}}}]" for n in range(6))
    filed = ", ".join(f"支{n}: []" for n in range(5))
    held = hold(
        RUBRIC,
        f"部: {{{records}}}",
        f"{{2021-01: {{{filed}}}, 2021-02: {{{filed}}}, 2021-03: {{{filed}}}}}",
        roster=f"branches: {{{', '.join(rows)}}}",
        everywhere=False,
    )
    assert held.flagged("bottom_three") == {"支4"}


def test_a_department_may_be_called_by_its_names_of_the_quarter_or_its_id() -> None:
    rubric = RUBRIC.replace("points:", "department: 老部\n  points:")
    roster = """
departments: {D: [{from: 2018-01-01, name: 老部}, {from: 2021-02-01, name: 新部}]}
branches: {B: [{from: 2018-01-01, name: 名, class: 甲}]}
"""
    for called in ("老部", "新部", "D"):
        held = hold(
            rubric, f"{called}: {{名: [{{clause: 扣}}]}}", "{2021-01: {名: []}}", roster=roster, everywhere=False
        )
        assert held.points(branch="名") == 9
