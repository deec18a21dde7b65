"""评先选优 of a quarter: who is eligible, and for the others exactly why not."""

from collections.abc import Mapping

import pytest

from .plant import Held, hold

RUBRIC = """
measure: {{weights: {{inspection: 1, self_assessment: 0}}, {measure}}}
items:
- id: 项
  points: 10
  task: true
  clauses:
  - {{id: 扣, fact: {{amount: 分}}, deduct: {{each: 1}}}}
  - {{id: 未做, fact: {{count: 项}}, deduct: {{each: 0}}, undone: true}}
  - {{id: 零, fact: {{count: 起}}, veto: total_zero}}
  - {{id: 末, fact: {{count: 起}}, veto: {{effect: last_place, for: year}}}}
  - {{id: 限, fact: {{count: 起}}, veto: {{effect: grade_cap, grade: 差}}}}
  - {{id: 不评先, fact: {{count: 起}}, veto: barred}}
  - {{id: 不兑现, fact: {{count: 起}}, veto: {{effect: barred, barred_from: [money]}}}}
  - {{id: 都不, fact: {{count: 起}}, veto: {{effect: barred, barred_from: [commendation, money]}}}}
"""
NAMES = [f"支{index}" for index in range(9)]


def nine(
    findings: str = "", *, measure: str = "", earlier: Mapping[str, str] | None = None, quarter: str = "2021Q3"
) -> Held:
    """Nine branches that lose 0, 1 … 8 points; findings of the first beside that."""
    records = [
        f"{name}: [{{clause: 扣, amount: {index}}}{findings if index == 0 else ''}]" for index, name in enumerate(NAMES)
    ]
    return hold(
        RUBRIC.format(measure=measure),
        f"部: {{{', '.join(records)}}}",
        "{}",
        branches="{" + ", ".join(f"{name}: 甲" for name in NAMES) + "}",
        earlier=earlier,
        quarter=quarter,
    )


def reasons(held: Held, name: str = "支0") -> list[tuple[str, str]]:
    """The kinds, with the quarter."""
    return [(each.kind, str(each.quarter)) for each in held.placing(name).exclusions]


def test_nothing_against_it() -> None:
    held = nine()
    assert held.placing("支0").eligible
    assert [name for name in NAMES if not held.placing(name).eligible] == ["支6", "支7", "支8"]


@pytest.mark.parametrize(
    ("findings", "expected"),
    [
        (", {clause: 未做}", ["task_not_done"]),
        (", {clause: 零}", ["total_zero", "bottom_three"]),
        (", {clause: 末}", ["last_place", "bottom_three"]),
        (", {clause: 限}", []),
        (", {clause: 不评先}", ["barred"]),
        (", {clause: 不兑现}", []),
        (", {clause: 都不}", ["barred"]),
        (", {clause: 未做}, {clause: 不评先}", ["barred", "task_not_done"]),
    ],
)
def test_every_reason_is_told(findings: str, expected: list[str]) -> None:
    assert [kind for kind, _ in reasons(nine(findings))] == expected


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        ("", ["bottom_three", "task_not_done"]),
        ("commendation: {flags: []}", []),
        ("commendation: {flags: [task_not_done]}", ["task_not_done"]),
        ("commendation: {flags: [bottom_three]}", ["bottom_three"]),
    ],
)
def test_the_measure_says_which_flags_exclude(measure: str, expected: list[str]) -> None:
    assert [
        kind for kind, _ in reasons(nine(", {clause: 扣, amount: 10}, {clause: 未做}", measure=measure))
    ] == expected


@pytest.mark.whole
@pytest.mark.parametrize(("wanted", "eligible"), [("优", 1), ("良", 4), ("差", 9)])
def test_the_measure_asks_for_a_grade(wanted: str, eligible: int) -> None:
    grades = "grades: [{grade: 优, over: 9}, {grade: 良, over: 6, to: 9}, {grade: 差, to: 6}]"
    held = nine(measure=f"{grades}, commendation: {{flags: [], grade: {wanted}}}")
    assert sum(each.eligible for each in held.result.placings) == eligible
    # by the grade that it has, not by its score
    capped = nine(", {clause: 限}", measure=f"{grades}, commendation: {{flags: [], grade: {wanted}}}")
    assert [kind for kind, _ in reasons(capped)] == ([] if wanted == "差" else ["grade"])


@pytest.mark.parametrize(
    ("clause", "quarter", "expected"),
    [
        ("不评先", "2021Q3", [("barred", "2021Q1")]),
        ("都不", "2021Q4", [("barred", "2021Q1")]),
        ("不评先", "2022Q1", []),
        ("不兑现", "2021Q3", []),
        # what acts in its round does not exclude in a later one, whatever the year's ranking does with it
        ("零", "2021Q3", []),
        ("末", "2021Q3", []),
        ("未做", "2021Q3", []),
    ],
)
def test_a_bar_acts_to_the_years_end(clause: str, quarter: str, expected: list[tuple[str, str]]) -> None:
    assert reasons(nine(earlier={"2021Q1": f"部: {{支0: [{{clause: {clause}}}]}}"}, quarter=quarter)) == expected


def test_who_has_no_composite_is_not_eligible() -> None:
    held = hold(RUBRIC.format(measure=""), "部: {支0: []}", "{}", branches="{支0: 甲, 支1: 甲}", everywhere=False)
    assert reasons(held, "支1") == [("no_composite", "2021Q1")]


def test_a_bar_of_a_round_in_which_it_took_no_part_does_not_count() -> None:
    roster = """
branches:
  甲: [{from: 2018-01-01, name: 支0, class: 甲}]
  乙: [{from: 2021-02-01, name: 支1, class: 甲}]
"""
    earlier = {"2021Q1": "部: {支0: [{clause: 不评先}], 支1: [{clause: 不评先}]}"}
    held = hold(
        RUBRIC.format(measure="commendation: {flags: []}"), "", "{}", roster=roster, earlier=earlier, quarter="2021Q2"
    )
    assert reasons(held, "支0") == [("barred", "2021Q1")]
    assert reasons(held, "支1") == []
