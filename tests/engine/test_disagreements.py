"""Where the engine does otherwise than DESIGN.md, section 5, as these tests read it.

Each is the shortest reproduction; `strict` makes the test fail as soon as engine and text agree. When one is settled,
it moves to the file of its step.
"""

import pytest

from .plant import points


def disagrees(reason: str) -> pytest.MarkDecorator:
    return pytest.mark.xfail(strict=True, raises=AssertionError, reason=reason)


# ── step 7, where the item has a cap of its own ────────────────────────────────────────────────────────────────


@disagrees("under the item's cap, the earnings that a group's deduction used up count beyond its points: 5")
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


@disagrees("under the item's cap, what an emptied group had earned is not given back: 0")
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
