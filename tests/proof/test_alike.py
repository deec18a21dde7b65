"""Clauses that say the same (KP264), and events that two clauses pay for (KP265)."""

import pytest

from proof.small import told

_PRICED = "fact: {count: 次}, deduct: {each: 0.5}"

SAME = {
    "word for word": ("每迟到1次扣0.5分", "每迟到1次扣0.5分"),
    "other small words": ("会议记录不完整的，每次扣0.5分", "会议记录不齐全，每次扣0.5分"),
}
OTHER = {
    "other meetings": ("党员大会每少开1次扣0.5分", "支委会每少开1次扣0.5分"),
    "other papers": ("学习记录不全的，每次扣0.5分", "考勤表没有签字的，每次扣0.5分"),
}


@pytest.mark.parametrize("name", SAME)
def test_two_clauses_that_say_the_same_are_told(name: str) -> None:
    one, other = SAME[name]
    items = f"[{{points: 10, clauses: [{{id: 甲, text: '{one}', {_PRICED}}}, {{id: 乙, text: '{other}', {_PRICED}}}]}}]"
    (found,) = told(items, "KP264")
    assert "{clause: 甲, count: 1}、{clause: 乙, count: 1}，本项 9 分；只记前一条的，本项 9.5 分" in found.message


@pytest.mark.parametrize("name", OTHER)
def test_two_clauses_of_one_price_are_not_the_same_for_that(name: str) -> None:
    one, other = OTHER[name]
    items = f"[{{points: 10, clauses: [{{id: 甲, text: '{one}', {_PRICED}}}, {{id: 乙, text: '{other}', {_PRICED}}}]}}]"
    assert told(items, "KP264") == []


def test_an_item_may_be_written_again_as_a_clause_of_another() -> None:
    items = """
- {title: 志愿服务, points: 5, clauses: [
    {id: 未开展, text: 每季至少1次，每少1次扣1分, fact: {missing: 次, required: 1}, deduct: {each: 1}}]}
- {title: 企业文化, points: 5, clauses: [
    {id: 志愿, text: 志愿服务每季至少1次，每少1次扣2分, fact: {missing: 次, required: 1}, deduct: {each: 2}}]}
"""
    (found,) = told(items, "KP264")
    assert "一共少得 3 分" in found.message


def test_papers_that_every_item_asks_for_are_those_of_their_items() -> None:
    items = """
- {title: 主题党日, points: 5, clauses: [
    {id: 资料, text: 方案、签到、照片不全的，每项扣0.3分, fact: {count: 项}, deduct: {each: 0.3}}]}
- {title: 文化宣贯, points: 5, clauses: [
    {id: 资料, text: 方案、签到、照片不全的，每项扣0.3分, fact: {count: 项}, deduct: {each: 0.3}}]}
"""
    assert told(items, "KP264") == []


def _events(first: str, second: str) -> str:
    return f"""
- {{clauses: [
    {{id: 处分, text: 受处分的, fact: {{event: [警告, 严重警告]}},
      penalty: {{levels: {{警告: 2, 严重警告: 3}}}}, {first}}}]}}
- {{points: 5, clauses: [
    {{id: 违纪, text: 党员违纪的, fact: {{event: [警告, 严重警告]}},
      deduct: {{levels: {{警告: 1, 严重警告: 2}}}}, {second}}}]}}
"""


def test_one_event_under_two_clauses_is_punished_twice() -> None:
    (found,) = told(_events("highest_per_event: true", "highest_per_event: false"), "KP265")
    assert "一共少得 3 分" in found.message


def test_where_both_count_the_heaviest_of_an_event_nothing_is_told() -> None:
    assert told(_events("highest_per_event: true", "highest_per_event: true"), "KP265") == []


def test_a_text_that_counts_an_event_once_wants_the_rule_to() -> None:
    items = """
- {points: 5, clauses: [
    {id: 事故, text: 未遂扣1分，异常扣2分，同一事件只扣最重的, fact: {event: [未遂, 异常]},
      deduct: {levels: {未遂: 1, 异常: 2}}}]}
"""
    (found,) = told(items, "KP265")
    assert "记 {clause: 事故, level: 未遂}、{clause: 事故, level: 异常}，本项 2 分" in found.message
    assert told(items.replace("异常: 2}}", "异常: 2}}, highest_per_event: true"), "KP265") == []


def test_of_many_that_are_alike_each_is_told_once() -> None:
    clauses = ", ".join(f"{{id: 迟{number}, text: 每迟到1次扣0.5分, {_PRICED}}}" for number in range(5))
    assert len(told(f"[{{points: 10, clauses: [{clauses}]}}]", "KP264")) == 4
