"""Where the steps of an item meet: several limits on the same points."""

from .plant import F, hold, points, scored


def test_emptying_meets_the_caps_of_clause_group_and_item() -> None:
    # group of 4 points at most 1, item at most 1.5. Emptied, the group is 0 and no cap lightens it;
    # the rest of the item: 2 - 1, under the item's cap
    item = """
points: 6
at_most: 1.5
groups: {组: {points: 4, at_most: 1}}
clauses:
- {id: 累, fact: {count: 次}, deduct: {each: 0.5}, at_most: 0.5, group: 组, empties: {from: 3}}
- {id: 他, fact: {count: 次}, deduct: {each: 1}, group: 组}
- {id: 外, fact: {count: 次}, deduct: {each: 1}}
"""
    # not emptied: min(0.5 + 1, 1) in the group, + 1, at most 1.5: 6 - 1.5
    assert points(item, "[{clause: 累, count: 2}, {clause: 他}, {clause: 外}]") == F("4.5")
    assert points(item, "[{clause: 累, count: 3}, {clause: 他}, {clause: 外}]") == 1
    # what the emptying takes uses up none of the item's cap: (2 - 1.5) and not (2 - 0)
    assert points(item, "[{clause: 累, count: 3}, {clause: 外, count: 2}]") == F("0.5")


def test_an_emptied_group_meets_an_emptied_item() -> None:
    item = """
points: 6
groups: {组: {points: 4}}
clauses:
- {id: 空组, fact: {count: 次}, empties: group, group: 组}
- {id: 空项, fact: {count: 次}, empties: item}
"""
    assert points(item, "[{clause: 空组}]") == 2
    assert points(item, "[{clause: 空组}, {clause: 空项}]") == 0


HIGHEST = """
points: 10
clauses:
- {id: 屡犯, fact: {count: 次}, deduct: {each: 1}, repeat: {prices: [1, 4]}, at_most: 2, highest_per_event: true}
- {id: 定额, fact: {count: 次}, deduct: {each: 1.5}, highest_per_event: true}
"""


def test_the_highest_of_an_event_meets_cap_and_repeat() -> None:
    findings = "[{clause: 屡犯, event: 事}, {clause: 定额, event: 事}]"
    before = {"2020Q4": "[{clause: 屡犯, settled: on_site}]"}
    # first round: 1 against 1.5; second round: 4, under its cap 2, against 1.5
    assert points(HIGHEST, findings) == F("8.5")
    assert points(HIGHEST, findings, earlier=before) == 8
    # the one that stands shares its clause's cap with other findings: min(4 + 4, 2)
    both = "[{clause: 屡犯, event: 事}, {clause: 屡犯}, {clause: 定额, event: 事}]"
    assert points(HIGHEST, both, earlier=before) == 8
    # and a suppressed one leaves the cap to the others: 1 (another event) + 1.5
    assert points(HIGHEST, both) == F("7.5")


def test_rescale_meets_bonus_penalty_and_an_item_that_starts_from_zero() -> None:
    held = hold(
        """
items:
- id: 满
  points: 40
  clauses: [{id: 扣, fact: {count: 次}, deduct: {each: 1}}]
- id: 零
  points: 40
  start: zero
  clauses:
  - {id: 得, fact: {count: 次}, earn: {each: 7}}
  - {id: 奖, fact: {count: 次}, bonus: {each: 2}}
  - {id: 罚, fact: {count: 次}, penalty: {each: 1}}
- id: 无
  points: 20
  not_applicable: rescale
  clauses: [{id: 扣, fact: {count: 次}, deduct: {each: 1}}]
""",
        """
部:
  甲一:
    not_applicable: {无: 没有}
    findings:
    - {item: 满, clause: 扣, count: 3}
    - {item: 零, clause: 得, count: 5}
    - {item: 零, clause: 奖}
    - {item: 零, clause: 罚}
""",
    )
    # (37 + 35) / 80 x 100 = 90; + 2 - 1 outside the factor; nothing declared: 40 + 0 of 80, x 100 = 50
    assert held.figures() == ("90.00", "91.00", "50.00", "86.90")


def test_rescale_meets_a_fixed_score_and_full_marks_which_stay_in_both_sums() -> None:
    held = hold(
        """
items:
- {id: 在, points: 30, clauses: [{id: 扣, fact: {count: 次}, deduct: {each: 1}}]}
- {id: 满, points: 20, not_applicable: full, clauses: [{id: 扣, fact: {count: 次}, deduct: {each: 1}}]}
- {id: 定, points: 10, not_applicable: {fixed: 8}, clauses: [{id: 扣, fact: {count: 次}, deduct: {each: 1}}]}
- {id: 出, points: 15, not_applicable: rescale, clauses: [{id: 扣, fact: {count: 次}, deduct: {each: 1}}]}
""",
        "部: {甲一: {not_applicable: {满: 没有, 定: 没有, 出: 没有}, findings: [{item: 在, clause: 扣, count: 2}]}}",
    )
    # (28 + 20 + 8) / (30 + 20 + 10) x 75 = 70
    base = held.score().base
    assert base is not None
    assert base.value == 70


def test_below_zero_meets_the_floor() -> None:
    item = """
points: 1
floor: -1
clauses:
- {id: 事件, fact: {count: 起}, empties: item}
- {id: 瞒报, fact: {count: 起}, deduct: {each: 0.6}, below_zero: true, at_most: 1.5}
"""
    # 0 - 0.6; 0 - min(3, 1.5) held at -1; without the emptying 1 - 0.6
    assert points(item, "[{clause: 事件}, {clause: 瞒报}]") == F("-0.6")
    assert points(item, "[{clause: 事件}, {clause: 瞒报, count: 5}]") == -1
    assert points(item, "[{clause: 瞒报}]") == F("0.4")


def test_giving_back_meets_emptying() -> None:
    item = """
points: 3
clauses:
- {id: 集访, fact: {count: 起}, empties: item}
- {id: 重复访, fact: {count: 件}, deduct: {each: 0.5}, times: 2}
- {id: 配合, fact: {count: 次}, give_back: {each: 1.5}, at_most: 1.5}
"""
    # P33: 3 emptied, 1.5 back; of the emptied 3 no more than 3 come back
    assert points(item, "[{clause: 集访}, {clause: 重复访}, {clause: 配合}]") == F("1.5")
    assert points(item.replace(", at_most: 1.5", ""), "[{clause: 集访}, {clause: 配合, count: 5}]") == 3


def test_giving_back_meets_emptying_and_below_zero() -> None:
    # 0 - 1 and 0.4 back
    item = """
points: 3
floor: -2
clauses:
- {id: 空, fact: {count: 起}, empties: item}
- {id: 瞒, fact: {count: 起}, deduct: {each: 1}, below_zero: true}
- {id: 还, fact: {count: 次}, give_back: {each: 0.4}}
"""
    assert points(item, "[{clause: 空}, {clause: 瞒}, {clause: 还}]") == F("-0.6")


def test_giving_back_in_an_emptied_group_stays_in_the_group() -> None:
    # the group: 0 + 1; the item beyond it: 2 - 2
    item = """
points: 6
groups: {组: {points: 4}}
clauses:
- {id: 空, fact: {count: 起}, empties: group, group: 组}
- {id: 还, fact: {count: 次}, give_back: {each: 1}, group: 组}
- {id: 扣, fact: {count: 次}, deduct: {each: 2}}
"""
    assert points(item, "[{clause: 空}, {clause: 还}, {clause: 扣}]") == 1


def test_free_meets_times_and_the_cap() -> None:
    # min((5 - 2) x 0.5 x 2, 2.5)
    item = "points: 10\nclauses: [{id: 条, fact: {count: 次}, deduct: {each: 0.5}, free: 2, times: 2, at_most: 2.5}]"
    assert points(item, "[{clause: 条, count: 5}]") == F("7.5")
    assert points(item, "[{clause: 条, count: 4}]") == 8


def test_an_emptying_event_that_stands_meets_the_penalty_that_it_suppresses() -> None:
    # the item of 10 emptied weighs 10, over a penalty of 8: the total loses the item and no penalty
    item = """
points: 10
clauses:
- {id: 空, fact: {event: [大]}, empties: {at: 大}, highest_per_event: true}
- {id: 罚, fact: {event: [大]}, penalty: {levels: {大: 8}}, highest_per_event: true}
"""
    held = scored(item, "[{clause: 空, level: 大, event: 事}, {clause: 罚, level: 大, event: 事}]")
    assert held.points() == 0
    assert held.score().penalty.value == 0


def test_the_cap_of_a_group_meets_that_of_its_clauses_and_of_the_item() -> None:
    # clauses: min(4, 3) and 2; group: min(5, 4); + 1; item: min(5, 4.5)
    item = """
points: 10
at_most: 4.5
groups: {组: {at_most: 4}}
clauses:
- {id: 一, fact: {count: 次}, deduct: {each: 1}, at_most: 3, group: 组}
- {id: 二, fact: {count: 次}, deduct: {each: 1}, group: 组}
- {id: 三, fact: {count: 次}, deduct: {each: 1}}
"""
    assert points(item, "[{clause: 一, count: 4}, {clause: 二, count: 2}, {clause: 三}]") == F("5.5")
