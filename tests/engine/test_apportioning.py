"""What each finding really took: parts add up, whatever caps, empties, earns, gives back or is rescaled."""

from decimal import Decimal

import pytest
from hypothesis import given

from dangjian_kaoping.engine.score.apportioning import gains
from dangjian_kaoping.session.session import Session
from sample import SAMPLE
from thorough import law

from .plant import engine_result, scored
from .rounds import one_item, rounds
from .second_opinion import Documents
from .sums import all_add_up, told


@pytest.mark.whole
@law(1200)
@given(one_item())
def test_the_parts_of_an_item_add_up(documents: Documents) -> None:
    all_add_up(engine_result(documents))


@pytest.mark.whole
@law(300)
@given(rounds())
def test_the_parts_of_a_branch_add_up(documents: Documents) -> None:
    all_add_up(engine_result(documents))


@pytest.mark.whole
@pytest.mark.parametrize("quarter", [str(each) for each in Session(SAMPLE).quarters()])
def test_the_parts_of_the_sample_add_up(quarter: str) -> None:
    all_add_up(Session(SAMPLE).round(quarter))


# ── by hand ────────────────────────────────────────────────────────────────────────────────────────────────────


COUNTED = "{id: 缺, fact: {count: 次}, deduct: {each: 1}%s}"


def test_what_comes_after_the_cap_took_nothing() -> None:
    item = f"{{points: 5, clauses: [{COUNTED % ', at_most: 2'}]}}"
    findings = "[{clause: 缺, count: 1}, {clause: 缺, count: 2}, {clause: 缺, count: 1}]"
    assert told(item, findings) == [("缺", "1"), ("缺", "1"), ("缺", "0")]


def test_what_empties_took_all_and_the_others_nothing() -> None:
    item = f"{{points: 5, clauses: [{COUNTED % ''}, {{id: 清, fact: {{count: 起}}, empties: item}}]}}"
    assert told(item, "[{clause: 缺, count: 2}, {clause: 清}]") == [("缺", "0"), ("清", "5")]


def test_the_finding_that_makes_up_the_condition_took_all() -> None:
    item = f"{{points: 5, clauses: [{COUNTED % ', empties: {from: 3}'}]}}"
    assert told(item, "[{clause: 缺, count: 2}, {clause: 缺}, {clause: 缺}]") == [("缺", "0"), ("缺", "5"), ("缺", "0")]


def test_below_zero_goes_on_from_the_emptying() -> None:
    clauses = (
        "{id: 清, fact: {count: 起}, empties: item}, {id: 瞒, fact: {count: 起}, deduct: {each: 3}, below_zero: true}"
    )
    item = f"{{points: 5, floor: -2, clauses: [{clauses}]}}"
    assert told(item, "[{clause: 清}, {clause: 瞒}]") == [("清", "5"), ("瞒", "2")]


def test_what_is_given_back_took_less_than_nothing() -> None:
    item = f"{{points: 5, clauses: [{COUNTED % ''}, {{id: 还, fact: {{count: 次}}, give_back: {{each: 3}}}}]}}"
    assert told(item, "[{clause: 还}, {clause: 缺, count: 2}]") == [("还", "-2"), ("缺", "2")]


def test_a_partial_score_took_what_it_lacks() -> None:
    item = "{points: 2, start: zero, clauses: [{id: 平台, fact: {imported: 平台, full: 100}, earn: {share: 2}}]}"
    assert told(item, "[{clause: 平台, score: 95}]") == [("平台", "0.1")]


def test_of_two_levels_the_worse_took_it() -> None:
    clause = "{id: 档, fact: {level: [好, 中, 差]}, earn: {levels: {好: 3, 中: 2, 差: 0}}}"
    item = f"{{points: 3, start: zero, clauses: [{clause}]}}"
    assert told(item, "[{clause: 档, level: 好}, {clause: 档, level: 中}]") == [("档", "0"), ("档", "1")]
    assert told(item, "[{clause: 档, level: 差}]") == [("档", "3")]


def test_what_was_not_earned_has_a_row_of_its_own() -> None:
    item = "{points: 5, start: zero, clauses: [{id: 稿, fact: {count: 篇}, earn: {each: 1}}]}"
    assert told(item, "[{clause: 稿, count: 3}]") == [("稿", "0"), ("not_earned", "2")]
    assert told(item, "[]") == [("not_earned", "5")]


def test_earned_and_taken_in_an_item_that_starts_at_zero() -> None:
    level = "{id: 档, fact: {level: [好, 中]}, earn: {levels: {好: 3, 中: 2}}}"
    item = f"{{points: 3, start: zero, clauses: [{level}, {{id: 死角, fact: {{count: 处}}, deduct: {{each: 0.2}}}}]}}"
    assert told(item, "[{clause: 死角, count: 2}, {clause: 档, level: 中}]") == [("死角", "0.4"), ("档", "1")]


def test_earned_beyond_full_marks_gave_nothing() -> None:
    item = f"{{points: 5, clauses: [{COUNTED % ''}, {{id: 奖, fact: {{count: 次}}, earn: {{each: 2}}}}]}}"
    assert told(item, "[{clause: 奖, count: 2}, {clause: 缺}]") == [("奖", "-1"), ("缺", "1")]


def test_an_item_without_points_that_falls_below_zero() -> None:
    item = f"{{floor: -2, clauses: [{COUNTED % ''}]}}"
    assert told(item, "[{clause: 缺, count: 3}]") == [("缺", "2")]


def test_shares_that_have_no_finite_decimal() -> None:
    item = "{points: 2, clauses: [{id: 缺, fact: {missing: 次, required: 3}, deduct: {share: 2}}]}"
    assert told(item, "[{clause: 缺, done: 1}, {clause: 缺, done: 1}]") == [("缺", "4/3"), ("缺", "-2/3")]


def test_of_one_event_only_the_heaviest_took() -> None:
    clause = "{id: 处, fact: {event: [重, 轻]}, deduct: {levels: {重: 2, 轻: 1}}, highest_per_event: true}"
    findings = "[{clause: 处, level: 轻, event: 甲}, {clause: 处, level: 重, event: 甲}]"
    assert told(f"{{points: 5, clauses: [{clause}]}}", findings) == [("处", "0"), ("处", "2")]


def test_bonus_under_every_cap() -> None:
    item = "{clauses: [{id: 奖, fact: {count: 次}, bonus: {each: 1}}, {id: 罚, fact: {count: 次}, penalty: {each: 2}}]}"
    held = scored(item, "[{clause: 奖, count: 2}, {clause: 奖}, {clause: 罚}]", measure="{bonus: {at_most: 2.5}}")
    assert [part.points for part in gains(held.score())] == [Decimal(2), Decimal("0.5"), Decimal(-2)]
