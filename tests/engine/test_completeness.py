"""What leaves a branch without a composite, and the round provisional."""

import pytest

from .plant import hold

TWO = """
items:
- {id: 子, points: 5, department: 部, clauses: [{id: 扣, fact: {count: 次}, deduct: {each: 1}}]}
- {id: 丑, points: 5, department: [室, 处], clauses: [{id: 扣, fact: {count: 次}, deduct: {each: 1}}]}
"""
MONTHS = "{2021-01: {甲一: []}, 2021-02: {甲一: []}, 2021-03: {甲一: []}}"


def test_an_item_none_of_whose_departments_names_the_branch_is_not_inspected_and_never_has_full_marks() -> None:
    held = hold(TWO, "部: {甲一: []}", MONTHS, everywhere=False)
    assert held.item("丑").status == "not_inspected"
    assert held.item("丑").value is None
    assert held.figures() == ("none", "none", "none", "none")
    assert [each.kind for each in held.score().incomplete] == ["not_inspected"]


def test_one_of_several_departments_is_enough() -> None:
    held = hold(TWO, "部: {甲一: []}\n处: {甲一: [{item: 丑, clause: 扣}]}", MONTHS, everywhere=False)
    assert held.points("丑") == 4
    assert held.result.complete


BY_CLAUSE = """
items:
- id: 子
  points: 10
  department: [部, 室, 处, 会]
  clauses:
  - {id: 一, department: 部, fact: {count: 次}, deduct: {each: 1}}
  - {id: 二, department: [室, 处], fact: {count: 次}, deduct: {each: 1}}
  - {id: 三, fact: {count: 次}, deduct: {each: 1}}
"""


def test_an_item_waits_for_every_department_that_a_clause_names_for_else_what_nobody_looked_at_would_cost_nothing() -> (
    None
):
    all_but = {
        each: "、".join(name for name in ("部", "室", "处", "会") if name != each) for each in ("部", "室", "处", "会")
    }
    for away, there in all_but.items():
        records = "\n".join(f"{each}: {{甲一: []}}" for each in there.split("、"))
        held = hold(BY_CLAUSE, records, MONTHS, everywhere=False)
        assert held.item("子").status == ("scored" if away == "会" else "not_inspected"), away


def test_a_department_that_no_clause_names_is_not_enough_and_one_that_is_named_need_not_be_alone() -> None:
    assert hold(BY_CLAUSE, "会: {甲一: []}", MONTHS, everywhere=False).item("子").status == "not_inspected"
    two = "{甲一: [{item: 子, clause: 二}, {item: 子, clause: 三}]}"
    records = f"部: {{甲一: [{{item: 子, clause: 一}}]}}\n室: {{甲一: []}}\n处: {two}"
    assert hold(BY_CLAUSE, records, MONTHS, everywhere=False).points("子") == 7


def test_an_item_that_is_not_applicable_to_the_class_needs_no_inspection() -> None:
    rubric = TWO.replace("department: [室, 处],", "department: 室, not_applicable: full, not_applicable_to: 甲,")
    assert hold(rubric, "部: {甲一: []}", MONTHS, everywhere=False).result.complete


NEEDED = {
    "a level": "fact: {level: [好, 差]}, deduct: {levels: {好: 0, 差: 1}}",
    "a level that earns": "fact: {level: [好, 差]}, earn: {levels: {好: 1, 差: 0}}",
    "a table of a value": "fact: {value: '%'}, deduct: {table: [{from: 90, points: 0}, {under: 90, points: 1}]}",
    "a share": "fact: {value: '%'}, earn: {share: 1}",
    "a share of what is missing": "fact: {missing: 次, required: 2}, deduct: {share: 1}",
    "an imported score": "fact: {imported: 平台, full: 100}, earn: {share: 1}",
    "scorers": "fact: {scorers: 班子, full: 10}, earn: {share: 1}",
    "a judged score": "fact: {judged: 分}, earn: {within: [0, 5]}",
    "a judged score of the item": "fact: {judged: 分}, earn: {within: item, per: item}",
    "a rank": "fact: {rank: 全厂}, earn: {table: [{from: 1, points: 1}]}",
}


@pytest.mark.parametrize("kind", NEEDED)
def test_a_clause_that_needs_a_fact_and_has_none_leaves_the_branch_incomplete(kind: str) -> None:
    held = hold(f"items: [{{id: 项, points: 5, clauses: [{{id: 条, {NEEDED[kind]}}}]}}]")
    assert held.item().status == "no_fact"
    assert [clause.id for clause in held.item().lacking] == ["条"]
    assert held.composite() == "none"


@pytest.mark.parametrize(
    "text",
    [
        "fact: {count: 次}, deduct: {each: 1}",
        "fact: {count: 次}, earn: {each: 1}",
        "fact: {missing: 次, required: 2}, deduct: {each: 1}",
        "fact: {missing: 次, required: 2}, deduct: {table: [{from: 1, points: 1}]}",
        "fact: {sample: 人}, deduct: {each: 1}",
        "fact: {late: 天}, deduct: {each: 1}",
        "fact: {value: '%'}, deduct: {each: 1, below: 90}",
        "fact: {judged: 例}, deduct: {within: [0, 1]}",
        "fact: {judged: 例}, bonus: {within: [0, 1]}",
        "fact: {judged: 例}, give_back: {within: [0, 1]}",
        "fact: {event: [大]}, deduct: {levels: {大: 1}}",
        "fact: {event: [大]}, bonus: {levels: {大: 1}}",
        "fact: {level: [好, 差]}, bonus: {levels: {好: 1, 差: 0}}",
        "fact: {count: 次}, penalty: {each: 1}",
        "fact: {count: 次}, empties: item",
        "fact: {count: 次}, veto: total_zero",
    ],
)
def test_a_clause_that_tells_of_occurrences_costs_nothing_without_a_fact(text: str) -> None:
    held = hold(f"items: [{{id: 项, points: 5, clauses: [{{id: 条, {text}}}]}}]")
    assert held.figures() == ("5.00", "5.00", "5.00", "5.00")


MANY = "{甲一: 甲, 甲二: 甲, 甲三: 甲, 甲四: 甲, 甲五: 甲, 甲六: 甲, 甲七: 甲}"
ALL = "[甲一, 甲二, 甲三, 甲四, 甲五, 甲六, 甲七]"
COUNT = """
items:
- id: 项
  points: 10
  task: true
  clauses:
  - {id: 扣, fact: {count: 次}, deduct: {each: 1}}
  - {id: 未做, fact: {count: 项}, empties: item, undone: true}
"""
FINDINGS = ", ".join(f"甲{name}: [{{clause: 扣, count: {n}}}]" for n, name in enumerate("一二三四五六"))


def test_an_incomplete_branch_has_no_rank_and_nobody_is_flagged_for_the_last_three() -> None:
    held = hold(COUNT, f"部: {{{FINDINGS}}}", "{}", branches=MANY, everywhere=False)
    assert held.composite("甲七") == "none"
    assert not held.result.complete
    assert held.ranks == {"甲一": 1, "甲二": 2, "甲三": 3, "甲四": 4, "甲五": 5, "甲六": 6, "甲七": None}
    assert held.flagged("bottom_three") == set()


def test_as_soon_as_it_is_complete_the_last_three_are_flagged() -> None:
    held = hold(COUNT, f"部: {{{FINDINGS}}}", branches=MANY)
    assert held.result.complete
    assert held.flagged("bottom_three") == {"甲四", "甲五", "甲六"}


def test_the_other_flag_does_not_wait_for_completeness() -> None:
    undone = FINDINGS.replace("{clause: 扣, count: 0}", "{clause: 未做}")
    held = hold(COUNT, f"部: {{{undone}}}", "{}", branches=MANY, everywhere=False)
    assert held.flags == {"甲一": ("task_not_done",)}


def test_those_without_a_rank_stand_last_in_the_order_of_the_result() -> None:
    held = hold(COUNT, f"部: {{{FINDINGS}}}", "{}", branches=MANY, everywhere=False)
    assert [each.score.branch.name for each in held.result.placings][-1] == "甲七"


def test_months_alone_can_leave_a_branch_incomplete() -> None:
    rubric = "measure: {missing_month: refuse}\n" + COUNT
    held = hold(
        rubric,
        "",
        "{2021-01: {甲一: []}, 2021-02: {甲一: []}, 2021-03: {甲一: [], 甲二: []}}",
        branches="{甲一: 甲, 甲二: 甲}",
    )
    assert held.composite("甲一") == "10.00"
    assert held.composite("甲二") == "none"
    assert not held.result.complete
