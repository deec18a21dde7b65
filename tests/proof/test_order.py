"""颠倒 (KP263): told where a worse fact costs less, with the two records; and nowhere else."""

import pytest

from proof.small import told

TURNED = {
    "levels out of order": (
        "[{points: 10, clauses: [{id: 档, fact: {level: [好, 中, 差]}, deduct: {levels: {好: 0, 中: 3, 差: 1}}}]}]",
        "{clause: 档, level: 差}",
    ),
    "a higher level earns less": (
        "[{points: 9, start: zero, clauses: [{id: 档, fact: {level: [好, 中, 差]}, "
        "earn: {levels: {好: 5, 中: 9, 差: 0}}}]}]",
        "{clause: 档, level: 中}",
    ),
    "a later row is cheaper": (
        "[{points: 10, clauses: [{id: 次, fact: {count: 次}, "
        "deduct: {table: [{from: 1, points: 3}, {from: 3, points: 1}]}}]}]",
        "{clause: 次, count: 3}",
    ),
    "a row that rises overtakes the next": (
        "[{points: 10, clauses: [{id: 次, fact: {count: 次}, "
        "deduct: {table: [{from: 1, to: 4, points: 1, each: 2}, {from: 5, points: 3}]}}]}]",
        "{clause: 次, count: 5}",
    ),
    "never is cheaper than late": (
        "[{points: 10, clauses: [{id: 报, fact: {late: 天, most: 5, never: 1}, deduct: {each: 0.5}}]}]",
        "{clause: 报, never: true}",
    ),
    "found again it costs less": (
        "[{points: 10, clauses: [{id: 次, fact: {count: 次}, deduct: {each: 2}, repeat: {prices: [2, 1]}}]}]",
        "前面有过 1 轮",
    ),
    "emptied up to a number only": (
        "[{points: 10, clauses: [{id: 次, fact: {count: 次}, deduct: {each: 1}, empties: {from: 3, to: 5}}]}]",
        "{clause: 次, count: 6}",
    ),
    "a rate between two others costs most": (
        "[{points: 10, clauses: [{id: 率, fact: {value: '%'}, "
        "deduct: {table: [{from: 95, points: 0}, {from: 90, points: 3}, {under: 90, points: 1}]}}]}]",
        "{clause: 率, value: 90}",
    ),
    "what is worse shuts a deduction off": (
        "[{points: 10, clauses: [{id: 缺会, fact: {missing: 次, required: 3}, deduct: {each: 1}}, "
        "{id: 造假, fact: {count: 处}, deduct: {each: 2}, when: {clause: 缺会, to: 1}}]}]",
        "{clause: 缺会, done: 1}",
    ),
    "a lower place earns more": (
        "[{points: 6, start: zero, clauses: [{id: 名次, fact: {rank: 全厂, of: 3}, "
        "earn: {table: [{from: 1, points: 4}, {from: 2, points: 6}, {from: 3, points: 2}]}}]}]",
        "{clause: 名次, rank: 2}",
    ),
    "a graver event costs less": (
        "[{points: 10, clauses: [{id: 伤, fact: {event: [死亡, 轻伤, 重伤]}, "
        "deduct: {levels: {死亡: 9, 轻伤: 4, 重伤: 2}}}]}]",
        "{clause: 伤, level: 重伤}",
    ),
    "who only helps gets more": (
        "[{points: 10, clauses: [{id: 奖, fact: {event: [国家级], roles: [主办, 协办]}, "
        "bonus: {levels: {国家级: {主办: 1, 协办: 2}}}}]}]",
        "role: 协办",
    ),
    "less is done and more earned": (
        "[{points: 10, start: zero, clauses: [{id: 率, fact: {missing: 篇, required: 10, as: done_percent}, "
        "earn: {table: [{from: 90, points: 5}, {from: 60, points: 8}, {under: 60, points: 0}]}}]}]",
        "done: 8",
    ),
}

RIGHT = {
    "a normal range has two ends": (
        "[{points: 10, clauses: [{id: 偏差, fact: {value: '%', min: -100}, deduct: {table: "
        "[{under: -5, points: 2}, {from: -5, to: 5, points: 0}, {over: 5, points: 2}]}}]}]"
    ),
    "nothing happened, and that earns": (
        "[{points: 5, start: zero, clauses: [{id: 事, fact: {count: 起}, "
        "earn: {table: [{to: 0, points: 5}, {from: 1, to: 2, points: 2}, {from: 3, points: 0}]}}]}]"
    ),
    "events of no order": (
        "[{points: 10, clauses: [{id: 事, fact: {event: [迟到, 早退, 旷工]}, "
        "deduct: {levels: {迟到: 1, 早退: 0.5, 旷工: 3}}}]}]"
    ),
    "a price that falls for what is given again": (
        "[{points: 10, clauses: [{id: 奖, fact: {count: 次}, bonus: {each: 1}, repeat: {prices: [2, 1]}}]}]"
    ),
    "emptied from a number on": (
        "[{points: 10, clauses: [{id: 次, fact: {count: 次}, deduct: {each: 1}, empties: {from: 3}}]}]"
    ),
    "one record that takes by one clause and gives by another": (
        "[{points: 10, ceiling: none, clauses: [{id: 少, fact: {missing: 个, required: 5}, deduct: {each: 3}}, "
        "{id: 超, fact: {same: 少, as: over}, earn: {each: 3}}]}]"
    ),
}


@pytest.mark.parametrize("name", TURNED)
def test_what_is_turned_round_is_told_with_the_record(name: str) -> None:
    items, record = TURNED[name]
    (found,) = told(items, "KP263")
    assert record in found.message


@pytest.mark.parametrize("name", RIGHT)
def test_what_is_in_order_is_not_told(name: str) -> None:
    assert told(RIGHT[name], "KP263") == []


def test_the_class_for_which_it_is_turned_round_is_named() -> None:
    items = (
        "[{points: 10, clauses: [{id: 档, fact: {level: [好, 差]}, "
        "deduct: {levels: {好: {by_class: {机关: 2}, otherwise: 0}, 差: 1}}}]}]"
    )
    (found,) = told(items, "KP263")
    assert "机关类支部" in found.message
