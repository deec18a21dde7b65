"""One item, steps 6 and 7: one sum, held between floor and points; `give_back`; bonus and penalty apart."""

import pytest

from .plant import F, points, scored


@pytest.mark.parametrize(
    ("findings", "expected"),
    [
        # 2 + 3 earned - 4 taken is one sum, 1: not (2 + 3 held at 2) - 4
        ("[{clause: 得, count: 3}, {clause: 扣, count: 4}]", "1"),
        ("[{clause: 得, count: 3}]", "2"),
        ("[{clause: 扣, count: 4}]", "0"),
    ],
)
def test_start_and_earned_less_taken_is_one_sum_held_between_floor_and_points(findings: str, expected: str) -> None:
    item = """
points: 2
clauses:
- {id: 得, fact: {count: 次}, earn: {each: 1}}
- {id: 扣, fact: {count: 次}, deduct: {each: 1}}
"""
    assert points(item, findings) == F(expected)


def test_an_item_starts_full_or_from_zero() -> None:
    clauses = "clauses: [{id: 条, fact: {count: 次}, earn: {each: 1}}]"
    assert points(f"points: 3\n{clauses}") == 3
    assert points(f"points: 3\nstart: zero\n{clauses}") == 0
    assert points(f"points: 3\nstart: zero\n{clauses}", "[{clause: 条, count: 2}]") == 2
    assert points(f"points: 3\nstart: zero\n{clauses}", "[{clause: 条, count: 5}]") == 3


@pytest.mark.parametrize(
    ("floor", "count", "expected"), [("-1", 3, "-1"), ("-1", 9, "-1"), ("1", 9, "1"), ("0", 9, "0")]
)
def test_the_floor_is_where_it_says(floor: str, count: int, expected: str) -> None:
    item = f"points: 2\nfloor: {floor}\nclauses: [{{id: 条, fact: {{count: 次}}, deduct: {{each: 1}}}}]"
    assert points(item, f"[{{clause: 条, count: {count}}}]") == F(expected)


def test_an_item_without_points_has_no_ceiling() -> None:
    # P25: starts from zero, activities of 5, meetings of 2
    item = """
clauses:
- {id: 活动, fact: {count: 次}, earn: {each: 5}}
- {id: 支委会, fact: {count: 次}, earn: {each: 2}}
"""
    assert points(item, "[{clause: 活动, count: 30}, {clause: 支委会, count: 3}]") == 156


# ── giving back ────────────────────────────────────────────────────────────────────────────────────────────────

BACK = """
points: 3
clauses:
- {id: 扣, fact: {count: 次}, deduct: {each: 1}}
- {id: 还, fact: {count: 次}, give_back: {each: 1.5}}
"""


@pytest.mark.parametrize(
    ("findings", "expected"),
    [
        # 3 - 2 + 1.5; at most what was taken: 3 - 1 + 1, and nothing where nothing was taken
        ("[{clause: 扣, count: 2}, {clause: 还}]", "2.5"),
        ("[{clause: 扣}, {clause: 还}]", "3"),
        ("[{clause: 还}]", "3"),
        # 5 were asked and 3 taken; back from the 0 at which it is held: 0 + 1.5
        ("[{clause: 扣, count: 5}, {clause: 还}]", "1.5"),
        ("[{clause: 扣, count: 5}, {clause: 还, count: 9}]", "3"),
    ],
)
def test_at_most_what_was_taken_is_given_back_from_where_the_item_is_held(findings: str, expected: str) -> None:
    assert points(BACK, findings) == F(expected)


def test_what_was_never_earned_is_not_given_back() -> None:
    # from zero: 1 earned, 3 asked, and only that 1 was taken
    item = "start: zero" + BACK.replace("clauses:", "clauses:\n- {id: 得, fact: {count: 次}, earn: {each: 1}}")
    assert points(item, "[{clause: 得}, {clause: 扣, count: 3}, {clause: 还, count: 2}]") == 1


def test_giving_back_has_the_cap_of_its_clause() -> None:
    # 3 - 3 + min(2 x 1.5, 2)
    item = BACK.replace("{each: 1.5}", "{each: 1.5}, at_most: 2")
    assert points(item, "[{clause: 扣, count: 3}, {clause: 还, count: 2}]") == 2


def test_giving_back_is_held_again() -> None:
    # 1 earned beyond the full marks does not come back: 3 + 1 - 2 = 2, + 1.5 held at 3
    item = BACK.replace("clauses:", "clauses:\n- {id: 得, fact: {count: 次}, earn: {each: 1}}")
    assert points(item, "[{clause: 得}, {clause: 扣, count: 2}, {clause: 还}]") == 3


def test_a_group_gives_back_what_it_took() -> None:
    # the group: 2 - 2 + 1.5; the rest of the item: 3 - 1, which the group's giving back does not touch
    item = """
points: 5
groups: {组: {points: 2}}
clauses:
- {id: 组扣, fact: {count: 次}, deduct: {each: 2}, group: 组}
- {id: 组还, fact: {count: 次}, give_back: {each: 1.5}, group: 组}
- {id: 扣, fact: {count: 次}, deduct: {each: 1}}
"""
    assert points(item, "[{clause: 组扣}, {clause: 组还}, {clause: 扣}]") == F("3.5")
    assert points(item, "[{clause: 组还}, {clause: 扣}]") == 4


def test_an_item_gives_back_what_was_taken_in_its_groups_too() -> None:
    # the group lost 2; 1.5 of them come back
    item = """
points: 5
groups: {组: {points: 2}}
clauses:
- {id: 组扣, fact: {count: 次}, deduct: {each: 2}, group: 组}
- {id: 还, fact: {count: 次}, give_back: {each: 1.5}}
"""
    assert points(item, "[{clause: 组扣}, {clause: 还}]") == F("4.5")


TWICE = """
points: 6
start: zero
groups: {组: {points: 4, start: full}}
clauses:
- {id: 扣, fact: {count: 次}, deduct: {each: 1}, group: 组}
- {id: 得, fact: {count: 次}, earn: {each: 2}, group: 组}
- {id: 组还, fact: {count: 次}, give_back: {each: 1}, group: 组}
- {id: 项还, fact: {count: 次}, give_back: {each: 1}}
"""


@pytest.mark.parametrize("cap", ["", "at_most: 1000"])
def test_what_a_group_gave_back_is_not_given_back_again_by_the_item(cap: str) -> None:
    # the group: 4 - 1 + 1; nothing is left that was taken
    assert points(f"{cap}{TWICE}", "[{clause: 扣}, {clause: 组还}, {clause: 项还}]") == 4


def test_a_deduction_that_a_groups_earnings_made_good_took_nothing() -> None:
    # the group: 4 + 2 - 1 held at 4, with or without the deduction
    assert points(TWICE, "[{clause: 得}, {clause: 项还}]") == 4
    assert points(TWICE, "[{clause: 扣}, {clause: 得}, {clause: 项还}]") == 4


def test_what_a_group_gave_back_is_no_deduction_under_the_items_cap() -> None:
    # 3 taken and 2 back in the group is 1; with 1 outside it 2, at most 1.5: 6 - 1.5
    item = """
points: 6
at_most: 1.5
groups: {组: {points: 4}}
clauses:
- {id: 组扣, fact: {count: 次}, deduct: {each: 3}, group: 组}
- {id: 组还, fact: {count: 次}, give_back: {each: 2}, group: 组}
- {id: 扣, fact: {count: 次}, deduct: {each: 1}}
"""
    assert points(item, "[{clause: 组扣}, {clause: 组还}]") == 5
    assert points(item, "[{clause: 组扣}, {clause: 组还}, {clause: 扣}]") == F("4.5")


# ── on the total ───────────────────────────────────────────────────────────────────────────────────────────────

TOTALS = """
points: 10
clauses:
- {id: 奖, fact: {count: 次}, bonus: {each: 2}, at_most: 5}
- {id: 罚, fact: {count: 次}, penalty: {each: 3}, at_most: 7}
- {id: 扣, fact: {count: 次}, deduct: {each: 1}}
"""


def test_bonus_and_penalty_on_the_total_leave_the_item_alone() -> None:
    held = scored(TOTALS, "[{clause: 奖, count: 2}, {clause: 罚}, {clause: 扣}]")
    assert held.points() == 9
    assert held.score().bonus.value == 4
    assert held.score().penalty.value == 3


@pytest.mark.parametrize(
    ("measure", "bonus", "penalty"),
    [
        # the clauses' own caps: min(8, 5), min(12, 7)
        ("{}", "5", "7"),
        # the measure's caps over all of them
        ("{bonus: {at_most: 4.5}, penalty: {at_most: 6}}", "4.5", "6"),
        ("{bonus: {at_most: 9}}", "5", "7"),
    ],
)
def test_bonus_and_penalty_have_their_own_caps(measure: str, bonus: str, penalty: str) -> None:
    held = scored(TOTALS, "[{clause: 奖, count: 4}, {clause: 罚, count: 4}]", measure=measure)
    assert held.score().bonus.value == F(bonus)
    assert held.score().penalty.value == F(penalty)
    # 10 + bonus - penalty
    inspection = held.score().inspection
    assert inspection is not None
    assert inspection.value == 10 + F(bonus) - F(penalty)


def test_penalties_have_no_limit_where_none_is_said() -> None:
    # P27: 上不封顶
    held = scored("clauses: [{id: 罚, fact: {count: 次}, penalty: {each: 20}}]", "[{clause: 罚, count: 7}]")
    assert held.score().penalty.value == 140


# step 7, where the item has a cap of its own


def test_under_an_items_cap_a_deduction_that_a_groups_earnings_made_good_took_nothing() -> None:
    # the group: 4 + 2 - 1 held at 4, with or without the deduction; the cap is never reached
    item = """
points: 6
start: zero
at_most: 1000
groups: {组: {points: 4, start: full}}
clauses:
- {id: 扣, fact: {count: 次}, deduct: {each: 1}, group: 组}
- {id: 得, fact: {count: 次}, earn: {each: 2}, group: 组}
- {id: 项还, fact: {count: 次}, give_back: {each: 1}}
"""
    assert points(item, "[{clause: 扣}, {clause: 得}, {clause: 项还}]") == 4


def test_under_an_items_cap_what_an_emptied_group_had_earned_can_be_given_back() -> None:
    # 4 earned and emptied; 5 offered, 4 were taken; without the cap that is what comes out
    item = """
points: 6
start: zero
at_most: 1000
groups: {组: {points: 4}}
clauses:
- {id: 得, fact: {count: 次}, earn: {each: 2}, group: 组}
- {id: 空, fact: {count: 次}, empties: group, group: 组}
- {id: 项还, fact: {count: 次}, give_back: {each: 5}}
"""
    findings = "[{clause: 得, count: 2}, {clause: 空}, {clause: 项还}]"
    assert points(item.replace("at_most: 1000\n", ""), findings) == 4
    assert points(item, findings) == 4
