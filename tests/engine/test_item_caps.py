"""One item, step 4: `at_most` of clause, group and item; deductions and earnings each by itself."""

import pytest

from dangjian_kaoping.checks.rubric.rubric import check_rubric

from .plant import F, modelled, plain, points, scored


def test_the_cap_of_a_clause_is_its_own() -> None:
    # min(5 x 1, 2) + 1
    item = """
points: 10
clauses:
- {id: 甲, fact: {count: 次}, deduct: {each: 1}, at_most: 2}
- {id: 乙, fact: {count: 次}, deduct: {each: 1}}
"""
    assert points(item, "[{clause: 甲, count: 5}, {clause: 乙}]") == 7


def test_the_cap_of_a_group_is_over_its_clauses_together() -> None:
    # min(0.3 x 2 + 0.2 x 1, 0.6) + 1
    item = """
points: 3
groups: {资料: {at_most: 0.6}}
clauses:
- {id: 无记录, fact: {count: 次}, deduct: {each: 0.3}, group: 资料}
- {id: 无签到, fact: {count: 次}, deduct: {each: 0.2}, group: 资料}
- {id: 缺教育, fact: {count: 次}, deduct: {each: 1}}
"""
    assert points(item, "[{clause: 无记录, count: 2}, {clause: 无签到}, {clause: 缺教育}]") == F("1.4")


def test_the_cap_of_an_item_is_over_all_its_clauses() -> None:
    # min(2 + min(3, 1) + 1, 3.5): the group's 1 is capped already; 10 - 3.5
    item = """
points: 10
at_most: 3.5
groups: {组: {at_most: 1}}
clauses:
- {id: 甲, fact: {count: 次}, deduct: {each: 2}}
- {id: 乙, fact: {count: 次}, deduct: {each: 3}, group: 组}
- {id: 丙, fact: {count: 次}, deduct: {each: 1}}
"""
    assert points(item, "[{clause: 甲}, {clause: 乙}, {clause: 丙}]") == F("6.5")
    assert points(item, "[{clause: 甲}, {clause: 乙}]") == 7


@pytest.mark.parametrize("where", ["item", "group"])
def test_deductions_and_earnings_are_each_capped_by_itself(where: str) -> None:
    # from 0: min(5, 3) - min(4, 3) = 0, and not min(5 - 4, 3) = 1; with 2 taken: 3 - 2
    caps = "at_most: 3" if where == "item" else "groups: {组: {at_most: 3}}"
    group = "" if where == "item" else ", group: 组"
    item = f"""
points: 10
start: zero
{caps}
clauses:
- {{id: 得, fact: {{count: 次}}, earn: {{each: 1}}{group}}}
- {{id: 扣, fact: {{count: 次}}, deduct: {{each: 1}}{group}}}
"""
    assert points(item, "[{clause: 得, count: 5}, {clause: 扣, count: 4}]") == 0
    assert points(item, "[{clause: 得, count: 5}, {clause: 扣, count: 2}]") == 1


def test_three_clauses_of_four_points_each_are_capped_one_by_one() -> None:
    # P20, from 0: min(6, 4) + min(3, 4) + min(9, 4)
    clauses = "\n".join(f"- {{id: 款{n}, fact: {{count: 次}}, earn: {{each: 3}}, at_most: 4}}" for n in range(3))
    item = f"points: 12\nstart: zero\nclauses:\n{clauses}"
    assert points(item, "[{clause: 款0, count: 2}, {clause: 款1}, {clause: 款2, count: 3}]") == 11


GROUP = """
points: 6
groups: {召开: {points: 4}, 记录: {points: 2}}
clauses:
- {id: 缺会, fact: {count: 次}, deduct: {each: 1}, group: 召开}
- {id: 记录, fact: {count: 处}, deduct: {each: 0.5}, group: 记录}
"""


@pytest.mark.parametrize(
    ("findings", "expected"),
    [
        # 4 - 1 and 2 - 0.5
        ("[{clause: 缺会}, {clause: 记录}]", "4.5"),
        # 4 - 7 is held at 0; the other group keeps its 2
        ("[{clause: 缺会, count: 7}]", "2"),
        ("[{clause: 缺会, count: 7}, {clause: 记录, count: 9}]", "0"),
    ],
)
def test_a_group_with_points_is_held_between_nothing_and_them_like_an_item(findings: str, expected: str) -> None:
    assert points(GROUP, findings) == F(expected)


def test_what_an_item_has_beyond_its_groups_is_its_own() -> None:
    # 4 of the group and 2 of its own: (4 - 4) + (2 - 1)
    item = """
points: 6
groups: {召开: {points: 4}}
clauses:
- {id: 缺会, fact: {count: 次}, deduct: {each: 1}, group: 召开}
- {id: 其他, fact: {count: 次}, deduct: {each: 1}}
"""
    assert points(item, "[{clause: 缺会, count: 9}, {clause: 其他}]") == 1


def test_a_group_with_points_is_held_at_its_points_when_it_earns() -> None:
    # from zero, 5 x 1 earned, no more than the group's 2; the other group from full
    item = """
points: 6
groups: {得: {points: 2, start: zero}, 扣: {points: 4}}
clauses:
- {id: 做了, fact: {count: 次}, earn: {each: 1}, group: 得}
- {id: 没做, fact: {count: 次}, deduct: {each: 1}, group: 扣}
"""
    assert points(item, "[{clause: 做了, count: 5}, {clause: 没做}]") == 5
    assert points(item) == 4


def test_a_group_starts_as_its_item_does_unless_it_says_otherwise() -> None:
    item = """
points: 6
start: zero
groups: {随: {points: 2}, 满: {points: 4, start: full}}
clauses:
- {id: 得, fact: {count: 次}, earn: {each: 1}, group: 随}
- {id: 扣, fact: {count: 次}, deduct: {each: 1}, group: 满}
"""
    assert points(item) == 4
    assert points(item, "[{clause: 得}, {clause: 扣}]") == 4


def test_a_group_may_have_points_and_a_cap_of_its_own() -> None:
    # at most 1 of the group's 4 can be lost
    item = """
points: 4
groups: {组: {points: 4, at_most: 1}}
clauses:
- {id: 缺会, fact: {count: 次}, deduct: {each: 1}, group: 组}
"""
    assert points(item, "[{clause: 缺会, count: 3}]") == 3


def test_a_cap_alone_gives_a_group_no_points() -> None:
    # the whole 5 are the item's own: 5 - min(4, 3) - 2
    item = """
points: 5
groups: {组: {at_most: 3}}
clauses:
- {id: 组内, fact: {count: 次}, deduct: {each: 1}, group: 组}
- {id: 组外, fact: {count: 次}, deduct: {each: 1}}
"""
    assert points(item, "[{clause: 组内, count: 4}, {clause: 组外, count: 2}]") == 0
    assert points(item, "[{clause: 组外, count: 4}]") == 1


def test_emptying_a_group_that_has_only_a_cap_is_refused() -> None:
    document = plain("""
kind: rubric
version: 1
title: 细则
effective_from: 2020Q1
areas:
- id: 面
  name: 面
  items:
  - id: 项
    title: 项
    points: 5
    department: 部
    groups: {组: {title: 组, at_most: 3}}
    clauses:
    - {id: 空, text: 空, fact: {count: 次}, empties: group, group: 组}
""")
    from dangjian_kaoping.model.rubric import Rubric

    assert "KP213" in {fault.code for fault in check_rubric(modelled(Rubric, document), None)}


def test_the_items_cap_holds_over_its_groups_too() -> None:
    # 3 of one group and 1 of the other, at most 2.5 in the item
    item = GROUP.replace("points: 6", "points: 6\nat_most: 2.5")
    assert points(item, "[{clause: 缺会, count: 3}, {clause: 记录, count: 2}]") == F("3.5")


def test_what_a_group_was_held_at_does_not_count_towards_the_items_cap() -> None:
    # the group can lose only its 4, though 7 were taken: 4 + 0.5, at most 4.5
    item = GROUP.replace("points: 6", "points: 6\nat_most: 4.5")
    assert points(item, "[{clause: 缺会, count: 7}, {clause: 记录}]") == F("1.5")


@pytest.mark.parametrize("item_cap", ["", "at_most: 1000"])
def test_a_cap_that_is_never_reached_changes_nothing(item_cap: str) -> None:
    # 4 + 1 - 2 = 3, and 2 + 2 held at 2, less 1
    item = f"""
points: 8
{item_cap}
groups: {{甲: {{points: 4, start: full}}, 乙: {{points: 2, start: zero}}}}
clauses:
- {{id: 甲得, fact: {{count: 次}}, earn: {{each: 1}}, group: 甲}}
- {{id: 甲扣, fact: {{count: 次}}, deduct: {{each: 1}}, group: 甲}}
- {{id: 乙得, fact: {{count: 次}}, earn: {{each: 1}}, group: 乙}}
- {{id: 扣, fact: {{count: 次}}, deduct: {{each: 1}}}}
"""
    findings = "[{clause: 甲得}, {clause: 甲扣, count: 2}, {clause: 乙得, count: 4}, {clause: 扣}]"
    assert points(item, findings) == 6


def test_bonus_and_penalties_have_the_caps_of_clause_group_and_item_each_by_itself() -> None:
    # bonus: min(min(9, 3) + 2, 4) = 4 under the group's cap, + 1, at most 4.5 in the item; penalty: 6, at most 4.5
    item = """
at_most: 4.5
groups: {组: {at_most: 4}}
clauses:
- {id: 一, fact: {count: 次}, bonus: {each: 1}, at_most: 3, group: 组}
- {id: 二, fact: {count: 次}, bonus: {each: 1}, group: 组}
- {id: 三, fact: {count: 次}, bonus: {each: 1}}
- {id: 四, fact: {count: 次}, penalty: {each: 1}}
"""
    findings = "[{clause: 一, count: 9}, {clause: 二, count: 2}, {clause: 三}, {clause: 四, count: 6}]"
    held = scored(item, findings)
    assert held.score().bonus.value == F("4.5")
    assert held.score().penalty.value == F("4.5")
