"""Items that are not applicable or not due: full marks, a fixed score, or out of the table."""

from decimal import Decimal

import pytest

from dangjian_kaoping.engine.score.table import AreaPoints, area_points

from .plant import F, Held, hold

COUNTED = "clauses: [{id: 扣, fact: {count: 次}, deduct: {each: 1}}]"
AREAS = """
areas:
- id: 党
  items:
  - {id: 党一, points: 30, clauses: [{id: 扣, fact: {count: 次}, deduct: {each: 1}}]}
  - {id: 党二, points: 20, not_applicable: RULE, clauses: [{id: 扣, fact: {count: 次}, deduct: {each: 1}}]}
- id: 群
  items:
  - {id: 群一, points: 40, clauses: [{id: 扣, fact: {count: 次}, deduct: {each: 1}}]}
  - {id: 群二, points: 10, not_applicable: rescale, clauses: [{id: 扣, fact: {count: 次}, deduct: {each: 1}}]}
"""


def table(rule: str, record: str) -> Held:
    return hold(AREAS.replace("RULE", rule), f"部: {{甲一: {record}}}")


@pytest.mark.parametrize(
    ("rule", "expected"),
    [("full", "20"), ("{fixed: 12.5}", "12.5"), ("{fixed: 0}", "0"), ("{fixed: 25}", "20")],
)
def test_full_marks_or_a_fixed_score_within_the_points_replace_the_item(rule: str, expected: str) -> None:
    held = table(rule, "{not_applicable: {党二: 没有}}")
    assert held.points("党二") == F(expected)
    assert held.item("党二").status == "not_applicable"
    # they stay in both sums: 30 + it + 40 + 10 of 100
    base = held.score().base
    assert base is not None
    assert base.value == 80 + F(expected)


def test_a_fixed_score_lies_not_below_the_floor() -> None:
    item = f"items: [{{id: 项, points: 5, floor: 2, not_applicable: {{fixed: 1}}, {COUNTED}}}]"
    assert hold(item, "部: {甲一: {not_applicable: {项: 没有}}}").points() == 2


def test_only_rescale_items_leave_both_sums() -> None:
    # (28 + 20 + 39) / 90 x 100
    held = table(
        "full",
        "{not_applicable: {群二: 没有}, findings: [{item: 党一, clause: 扣, count: 2}, {item: 群一, clause: 扣}]}",
    )
    inspected = held.score().inspected.base
    assert inspected is not None
    assert inspected.value == F(8700, 90)
    assert held.item("群二").status == "rescaled"


def test_areas_are_shown_after_the_factor_and_add_up_to_the_base() -> None:
    held = table(
        "full",
        "{not_applicable: {群二: 没有}, findings: [{item: 党一, clause: 扣, count: 2}, {item: 群一, clause: 扣}]}",
    )
    areas = {key: step.value for key, step in held.score().inspected.areas.items()}
    # 48 x 100/90 and 39 x 100/90
    assert areas == {"党": F(4800, 90), "群": F(3900, 90)}
    base = held.score().inspected.base
    assert base is not None
    assert sum(F(each) for each in areas.values()) == base.value


def test_rescale_works_once_over_the_whole_table() -> None:
    # both out: (30 + 40 - 7) / 70 x 100, and not area by area
    held = table(
        "rescale", "{not_applicable: {群二: 没有, 党二: 没有}, findings: [{item: 党一, clause: 扣, count: 7}]}"
    )
    base = held.score().inspected.base
    assert base is not None
    assert base.value == 90
    assert held.score().inspected.areas["党"].value == F(23 * 100, 70)


def test_bonus_and_penalties_stand_outside_the_factor() -> None:
    rubric = AREAS.replace("RULE", "full").replace(
        "{id: 扣, fact: {count: 次}, deduct: {each: 1}}",
        "{id: 扣, fact: {count: 次}, deduct: {each: 1}}, {id: 奖, fact: {count: 次}, bonus: {each: 3}}, "
        "{id: 罚, fact: {count: 次}, penalty: {each: 1}}",
    )
    held = hold(
        rubric,
        "部: {甲一: {not_applicable: {群二: 没有}, findings: "
        "[{item: 群一, clause: 扣, count: 9}, {item: 党一, clause: 奖}, {item: 党一, clause: 罚}]}}",
    )
    # (90 - 9) / 90 x 100 = 90; + 3 - 1
    assert held.figures()[:2] == ("90.00", "92.00")


def test_the_total_and_the_applicable_points_are_those_of_the_branchs_class() -> None:
    rubric = """
items:
- {id: 甲项, points: {by_class: {甲: 6, 乙: 8}}, clauses: [{id: 扣, fact: {count: 次}, deduct: {each: 1}}]}
- id: 出
  points: {by_class: {甲: 4, 乙: 2}}
  not_applicable: rescale
  clauses: [{id: 扣, fact: {count: 次}, deduct: {each: 1}}]
"""
    record = "{not_applicable: {出: 没有}, findings: [{item: 甲项, clause: 扣, count: 3}]}"
    held = hold(rubric, f"部: {{甲一: {record}, 乙一: {record}}}", branches="{甲一: 甲, 乙一: 乙}")
    # 3/6 x 10, 5/8 x 10
    assert held.figures("甲一")[0] == "5.00"
    assert held.figures("乙一")[0] == "6.25"


def test_an_item_is_not_applicable_to_a_class_by_the_rubric() -> None:
    rubric = """
items:
- id: 项
  points: 5
  not_applicable: {fixed: 3}
  not_applicable_to: 乙
  clauses: [{id: 扣, fact: {count: 次}, deduct: {each: 1}}]
"""
    held = hold(rubric, branches="{甲一: 甲, 乙一: 乙}")
    assert held.points(branch="甲一") == 5
    assert held.points(branch="乙一") == 3
    assert held.item(branch="乙一").status == "not_applicable"


@pytest.mark.parametrize(
    ("rule", "expected", "status"),
    [
        ("", "5", "not_due"),
        ("not_applicable: full", "5", "not_due"),
        ("not_applicable: {fixed: 2}", "2", "not_due"),
        ("not_applicable: rescale", "0", "rescaled"),
    ],
)
def test_an_item_that_is_not_due_follows_its_own_rule_and_has_full_marks_by_default(
    rule: str, expected: str, status: str
) -> None:
    rubric = f"""
items:
- id: 项
  points: 5
  due: [Q4]
  {rule}
  clauses: [{{id: 条, fact: {{level: [好, 差]}}, deduct: {{levels: {{好: 0, 差: 1}}}}}}]
- {{id: 他, points: 5, clauses: [{{id: 扣, fact: {{count: 次}}, deduct: {{each: 1}}}}]}}
"""
    held = hold(rubric, quarter="2021Q1")
    assert held.points() == F(expected)
    assert held.item().status == status
    # no fact was needed, and none from its department
    assert held.result.complete


def test_an_item_is_due_in_the_quarters_that_it_names() -> None:
    rubric = f"items: [{{id: 项, points: 5, due: [Q1, Q4], not_applicable: full, {COUNTED}}}]"
    assert hold(rubric, "部: {甲一: [{clause: 扣}]}", quarter="2021Q4").points() == 4
    assert hold(rubric, "部: {甲一: [{clause: 扣}]}", quarter="2021Q1").points() == 4
    assert hold(rubric, quarter="2021Q2").item().status == "not_due"


def test_what_is_not_applicable_in_the_inspection_is_so_in_the_self_assessment() -> None:
    held = table("{fixed: 12.5}", "{not_applicable: {党二: 没有, 群二: 没有}}")
    assert held.own_points("党二") == F("12.5")
    assert held.own_item("群二").status == "rescaled"
    # (30 + 12.5 + 40) / 90 x 100
    assert held.figures() == ("91.67", "91.67", "91.67", "91.67")


def test_each_branch_bears_its_own_reason_in_both_tables() -> None:
    held = hold(
        f"items: [{{id: 项, points: 10, not_applicable: full, {COUNTED}}}]",
        "部: {甲一: {not_applicable: {项: 没有女职工}}, 甲二: {not_applicable: {项: 没有青年}}}",
        branches="{甲一: 甲, 甲二: 甲}",
    )
    reasons = [
        (held.item(branch=name).step.term("reason"), held.own_item(branch=name).step.term("reason"))
        for name in ("甲一", "甲二")
    ]
    assert reasons == [("没有女职工", "没有女职工"), ("没有青年", "没有青年")]


def test_a_branch_to_whom_nothing_applies_has_no_base_instead_of_a_base_of_zero() -> None:
    items = """
items:
- {id: 甲项, points: 6, not_applicable: rescale, clauses: [{id: 条, fact: {count: 次}, deduct: {each: 1}}]}
- {id: 乙项, points: 4, not_applicable: rescale, clauses: [{id: 条, fact: {count: 次}, deduct: {each: 1}}]}
"""
    held = hold(items, "部: {甲一: {not_applicable: {甲项: 无, 乙项: 无}}}")
    assert held.score().base is None
    assert [reason.kind for reason in held.score().incomplete] == ["nothing_applicable"]


def test_of_an_area_counts_what_applies_neither_rounded_nor_rescaled() -> None:
    held = table("rescale", "{not_applicable: {党二: 没有}, findings: [{item: 党一, clause: 扣, count: 7}]}")
    party, people = held.result.rubric.areas
    inspected = held.score().inspected
    assert area_points(inspected, party) == AreaPoints(Decimal(23), Decimal(30))
    assert area_points(inspected, people) == AreaPoints(Decimal(50), Decimal(50))


def test_an_area_of_which_nothing_applies_has_no_points_to_compare() -> None:
    areas = """
    areas:
    - id: 党
      items:
      - {id: 党一, points: 30, not_applicable: rescale, clauses: [{id: 扣, fact: {count: 次}, deduct: {each: 1}}]}
    - id: 群
      items: [{id: 群一, points: 40, clauses: [{id: 扣, fact: {count: 次}, deduct: {each: 1}}]}]
    """
    held = hold(areas, "部: {甲一: {not_applicable: {党一: 没有}}}")
    party, people = held.result.rubric.areas
    assert area_points(held.score().inspected, party) is None
    assert area_points(held.score().inspected, people) == AreaPoints(Decimal(40), Decimal(40))
