"""What only seems never to matter: nothing is said of it."""

import pytest

from dangjian_kaoping.proof.proof import check_proof
from proof.small import rubric_of

MATTERS = {
    "what must be recorded is refused beside what is": (
        "[{points: 5, start: zero, floor: -1, clauses: [{id: 活动, fact: {count: 次}, earn: {each: 1}}, "
        "{id: 评价, fact: {level: [好, 差]}, deduct: {levels: {好: 0, 差: 1}}, when: {clause: 活动, to: 0}}]}]"
    ),
    "one month is short and another over": (
        "[{points: 5, clauses: [{id: 篇数, fact: {missing: 篇, required: recorded, per: month}}, "
        "{id: 超额, fact: {same: 篇数, as: over}, bonus: {each: 1}, when: {clause: 篇数, from: 1}}]}]"
    ),
    "nobody knows how many people there are": (
        "[{points: 5, clauses: [{id: 培训, fact: {missing: 人, required: {per_head: 0.1, round: up}}, "
        "deduct: {each: 0.4}, empties: {from: 12}}]}]"
    ),
    "what several share a place for lies between two rows": (
        "[{points: 4, start: zero, clauses: [{id: 名次, fact: {rank: 全厂, of: 4, ties: mean}, at_most: 3, "
        "earn: {table: [{from: 1, points: 4}, {from: 2, points: 1}, {from: 3, points: 0}]}}, "
        "{id: 奖, fact: {count: 次}, earn: {each: 1}}]}]"
    ),
    "a record opens what opens another": (
        "[{points: 9, clauses: ["
        "{id: 一, fact: {count: 次}, deduct: {each: 1}}, "
        "{id: 二, fact: {count: 次}, deduct: {each: 1}, when: {clause: 一, from: 1}}, "
        "{id: 三, fact: {count: 次}, deduct: {each: 1}, when: {clause: 二, from: 1}}, "
        "{id: 四, fact: {count: 次}, deduct: {each: 1}, when: {clause: 三, from: 1}}]}]"
    ),
}


@pytest.mark.parametrize("name", MATTERS)
def test_nothing_is_claimed_of_what_matters(name: str) -> None:
    assert [each.message for each in check_proof(rubric_of(MATTERS[name]), None)] == []


def test_of_very_many_conditions_nothing_is_claimed_and_nobody_waits() -> None:
    several = [f"{{id: 条{each}, fact: {{count: 次}}, deduct: {{each: 0.{each}}}}}" for each in range(1, 10)]
    when = ", ".join(f"{{clause: 条{each}, from: 1}}" for each in range(1, 10))
    last = f"{{id: 末, fact: {{count: 次}}, deduct: {{each: 1}}, when: [{when}]}}"
    rubric = rubric_of(f"[{{points: 9, clauses: [{', '.join([*several, last])}]}}]")
    assert [each.message for each in check_proof(rubric, None) if each.code in ("KP260", "KP261")] == []


def test_nothing_is_claimed_of_two_clauses_by_one_name() -> None:
    items = (
        "[{points: 10, clauses: [{id: 甲, fact: {count: 次}, deduct: {each: 1}, repeat: {prices: [1, 2]}}, "
        "{id: 甲, fact: {count: 次}, deduct: {each: 1}}]}]"
    )
    assert list(check_proof(rubric_of(items), None)) == []
