"""What is found of full marks, of steps that are too long, and of the whole: each where it is so, and not beside it."""

from pathlib import Path

import pytest

from dangjian_kaoping.diagnostics import Diagnostic
from dangjian_kaoping.loading.workspace import Loader
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.proof.proof import check_proof

from .small import rubric_of

DEDUCT = "{id: 缺会, fact: {count: 次}, deduct: {each: 1}}"
TEN = f"- {{points: 10, clauses: [{DEDUCT}]}}"
BONUS = "{id: 表彰, fact: {event: [市级, 厂级]}, bonus: {levels: {市级: 3, 厂级: 1}}}"
VETO = "{{id: 事故, fact: {{count: 起}}, veto: {{effect: {effect}}}}}"


def told(items: str, measure: str = "{}") -> list[Diagnostic]:
    return [each for each in check_proof(rubric_of(items, measure), None) if "KP266" <= each.code <= "KP272"]


def one(items: str, measure: str = "{}") -> Diagnostic:
    (found,) = told(items, measure)
    return found


LEVEL = "- {{points: 4, clauses: [{{id: 定档, fact: {{level: [好, 差]}}, deduct: {{levels: {{好: {good}, 差: 4}}}}}}]}}"
TWO_CLASSES = (
    "- {points: 4, clauses: [{id: 定档, fact: {level: [好, 差]}, "
    "deduct: {levels: {好: {by_class: {机关: 1}, otherwise: 0}, 差: 4}}}]}"
)


def test_full_marks_that_every_level_costs_something_of() -> None:
    found = one(LEVEL.format(good=1))
    assert found.code == "KP266"
    assert "最多只能得 3 分；凭据：记 {clause: 定档, level: 好}，本项 3 分" in found.message
    assert told(LEVEL.format(good=0)) == []


def test_full_marks_that_one_class_cannot_have_name_it() -> None:
    assert "（机关类支部）" in one(TWO_CLASSES).message


def test_points_that_nobody_can_lose_though_a_group_starts_from_zero() -> None:
    item = (
        "- {{points: 2, groups: {{记录: {{title: 记录, points: 2, start: zero}}}}, clauses: ["
        "{{id: 记录, group: 记录, fact: {{level: [好, 差]}}, earn: {{levels: {{好: 2, 差: {bad}}}}}}}]}}"
    )
    found = one(item.format(bad="0.5"))
    assert found.code == "KP267"
    assert "最少也有 0.5 分" in found.message
    assert told(item.format(bad=0)) == []


GRADES = (
    "{{weights: {{inspection: 1, self_assessment: 0}}, grades: [{{grade: 好, {good}}}, {{grade: 差, {bad}}}]{more}}}"
)


@pytest.mark.parametrize(
    ("good", "bad", "more", "said"),
    [
        ("from: 11", "under: 11", "", "要 11 分，而综合得分最多 10 分"),
        ("over: 10", "to: 10", "", "而综合得分最多 10 分"),
        ("from: 8, at_most: 0", "under: 8", "", "名额是 0"),
        ("from: 0", "under: 0", "", "是不到 0 分的，而（各部室都来检查的一轮）综合得分不低于 0 分"),
        ("from: 8", "under: 8", ", commendation: {grade: 差}", "最低的一等"),
        ("from: 11", "under: 11", ", commendation: {grade: 好}", "谁也不能评"),
    ],
)
def test_grades_that_tell_nobody_apart(good: str, bad: str, more: str, said: str) -> None:
    found = told(TEN, GRADES.format(good=good, bad=bad, more=more))
    assert {each.code for each in found} == {"KP268"}
    assert any(said in each.message for each in found)


def test_what_goes_beyond_its_full_marks_weighs_more_where_the_rest_was_not_inspected() -> None:
    items = "- {points: 10, ceiling: 12, clauses: [{id: 开会, fact: {count: 次}, earn: {each: 1}}]}"
    found = told(items, GRADES.format(good="from: 13", bad="under: 13", more=""))
    assert "而（各部室都来检查的一轮）综合得分最多 12 分" in found[0].message


@pytest.mark.parametrize(("good", "bad"), [("from: 10", "under: 10"), ("over: 0", "to: 0"), ("from: 8", "under: 8")])
def test_grades_that_somebody_can_just_have(good: str, bad: str) -> None:
    assert told(TEN, GRADES.format(good=good, bad=bad, more="")) == []


def _with_veto(effect: str) -> str:
    return f"- {{points: 10, clauses: [{DEDUCT}, {VETO.format(effect=effect)}]}}"


@pytest.mark.parametrize(
    ("effect", "said"),
    [
        ("score_cap, at_most: 10", "综合得分封顶 10 分，而谁的综合得分都最多 10 分"),
        ("grade_cap, grade: 好", "它就是最好的一等"),
    ],
)
def test_vetoes_that_change_nothing(effect: str, said: str) -> None:
    found = one(_with_veto(effect), GRADES.format(good="from: 8", bad="under: 8", more=""))
    assert (found.code, said in found.message) == ("KP269", True)
    assert "凭据：记 {clause: 事故, count: 1}" in found.message


@pytest.mark.parametrize("effect", ["score_cap, at_most: 9.99", "grade_cap, grade: 差", "total_zero", "barred"])
def test_vetoes_that_change_something(effect: str) -> None:
    assert told(_with_veto(effect), GRADES.format(good="from: 8", bad="under: 8", more="")) == []


@pytest.mark.parametrize(
    ("measure", "said"),
    [
        ("{bonus: {at_most: 5}}", "没有一条加分的条款"),
        ("{penalty: {at_most: 0}}", "没有一条扣减的条款"),
        ("{floor: -1}", "最低 -1 分用不上"),
        ("{grades: [{grade: 好, from: 8}, {grade: 差, under: 8}], grade_limits: {ties: all}}", "没有限名额的等次"),
        ("{grades: [{grade: 好, from: 8, at_most_percent: 100}, {grade: 差, under: 8}]}", "等于不限"),
        ("{tie_breakers: [inspection, inspection]}", "前面已经比过"),
        ("{tie_breakers: [bonus]}", "大家都是 0"),
        ("{tie_breakers: [base, inspection]}", "检查得分也相同"),
        ("{repeat_window: 2}", "没有一条写了 repeat"),
        ("{year: {min_quarters: 5}}", "谁也不能评"),
        ("{year: {min_quarters: 1}}", "等于不要求"),
        ("{weights: {inspection: 1, self_assessment: 0}, missing_month: refuse}", "missing_month 用不上"),
        ("{times: 1}", "等于不乘"),
    ],
)
def test_settings_that_never_matter(measure: str, said: str) -> None:
    found = one(TEN, measure)
    assert (found.code, said in found.message) == ("KP270", True)


@pytest.mark.parametrize(
    "measure",
    [
        "{floor: 1}",
        "{tie_breakers: [inspection, self_assessment]}",
        "{year: {min_quarters: 4}}",
        "{grades: [{grade: 好, from: 8, at_most_percent: 30}, {grade: 差, under: 8}], grade_limits: {ties: all}}",
        "{missing_month: refuse}",
    ],
)
def test_settings_that_matter(measure: str) -> None:
    assert told(TEN, measure) == []


@pytest.mark.parametrize(
    ("one_veto", "other", "idle"),
    [
        ("{effect: grade_cap, grade: 差}", "{effect: grade_cap, grade: 中, from: 2}", "乙"),
        ("{effect: grade_cap, grade: 中}", "{effect: grade_cap, grade: 差, from: 2}", ""),
        ("total_zero", "{effect: score_cap, at_most: 6}", "乙"),
        ("{effect: total_zero, from: 2}", "{effect: score_cap, at_most: 6}", ""),
        ("total_zero", "{effect: total_zero, for: year, from: 2}", ""),
        ("barred", "{effect: barred, barred_from: [commendation, money]}", "甲"),
    ],
)
def test_a_veto_beside_a_heavier_one_of_the_same_record(one_veto: str, other: str, idle: str) -> None:
    clauses = f"{{id: 甲, fact: {{count: 起}}, veto: {one_veto}}}, {{id: 乙, fact: {{same: 甲}}, veto: {other}}}"
    measure = "{grades: [{grade: 好, from: 8}, {grade: 中, from: 5, under: 8}, {grade: 差, under: 5}]}"
    found = [
        each for each in told(f"- {{points: 10, clauses: [{DEDUCT}, {clauses}]}}", measure) if each.code == "KP269"
    ]
    assert [each.message.partition("”")[0] for each in found] == ([f"“{idle}"] if idle else [])


def test_whoever_is_put_last_where_there_are_no_last_places() -> None:
    found = one(_with_veto("last_place"), "{last: {places: 0, small_last: 0}}")
    assert (found.code, "“事故”排在最后的只影响名次和评先选优" in found.message) == ("KP270", True)
    assert told(_with_veto("last_place")) == []


def test_a_cap_on_bonus_that_all_of_it_together_does_not_reach() -> None:
    items = f"{TEN}\n- {{clauses: [{BONUS[:-1]}, at_most: 4}}]}}"
    assert "各条加分合起来最多 4 分，到不了总分加分的封顶 5 分" in one(items, "{bonus: {at_most: 5}}").message
    assert told(items, "{bonus: {at_most: 3.5}}") == []


def test_one_bonus_beyond_the_cap_of_all() -> None:
    items = f"{TEN}\n- {{clauses: [{BONUS}]}}"
    found = one(items, "{bonus: {at_most: 2}}")
    assert found.code == "KP271"
    assert "一次就加 3 分，而总分加分合计最多 2 分；凭据：记 {clause: 表彰, count: 1, level: 市级}" in found.message
    assert told(items, "{bonus: {at_most: 3}}") == []


@pytest.mark.parametrize(("each", "is_told"), [("5", True), ("0.5", False)])
def test_one_more_that_costs_more_than_the_item_has(each: str, is_told: bool) -> None:
    rows = f"[{{from: 1, to: 1, points: 0.2}}, {{from: 2, points: 0.5, each: {each}}}]"
    found = told(f"- {{points: 4, clauses: [{{id: 缺项, fact: {{count: 项}}, deduct: {{table: {rows}}}}}]}}")
    assert [each.code for each in found] == (["KP272"] if is_told else [])


def test_steps_smaller_than_one_occurrence_are_reckoned_as_one_occurrence() -> None:
    found = one("- {points: 4, clauses: [{id: 缺项, fact: {count: 项}, deduct: {each: 1, step: 0.1}}]}")
    assert (found.code, "只多一件就多扣 10 分" in found.message) == ("KP272", True)


def test_points_in_proportion_that_begin_above_nothing() -> None:
    item = (
        "- {{points: 3, start: zero, clauses: [{{id: 知晓率, fact: {{value: '%'}}, "
        "earn: {{table: [{{from: 0, points: {low}, to: 100, to_points: 3}}]}}}}]}}"
    )
    assert [each.code for each in told(item.format(low=1))] == ["KP267"]
    assert told(item.format(low=0)) == []


def test_a_clause_that_one_more_brings_in_counts_with_the_first() -> None:
    clauses = (
        "{{id: 单一, fact: {{count: 次}}, deduct: {{each: 0.5}}}}, "
        "{{id: 加扣, fact: {{same: 单一}}, deduct: {{each: {more}}}, when: {{clause: 单一, from: 3}}}}"
    )
    found = one(f"- {{points: 3, clauses: [{clauses.format(more=1)}]}}")
    assert (found.code, "只多一件就多扣 3.5 分" in found.message) == ("KP272", True)
    assert told(f"- {{points: 3, clauses: [{clauses.format(more='0.2')}]}}") == []


@pytest.mark.parametrize(
    ("grades", "said"),
    [
        ("[{grade: 好, from: 8, at_most: 3}, {grade: 中, under: 8}, {grade: 差, at_most: 4}]", "没有写界线"),
        ("[{grade: 好, from: 41}, {grade: 差, under: 41}], year: {combine: sum}", None),
        ("[{grade: 好, from: 8, areas: {from_percent: 50, at_least: 1}}, {grade: 差, under: 8}]", "这个要求用不上"),
        ("[{grade: 好, from: 8, at_most: 3}, {grade: 中, under: 8, at_most: 2}, {grade: 差, at_most: 4}]", None),
        ("[{grade: 好, from: 5, areas: {from_percent: 70, at_least: 1}}, {grade: 差, under: 5}]", None),
    ],
)
def test_grades_that_hold_nobody_or_ask_for_nothing(grades: str, said: str | None) -> None:
    found = told(TEN, f"{{weights: {{inspection: 1, self_assessment: 0}}, grades: {grades}}}")
    assert [said in each.message for each in found if said] == ([True] if said else [])
    assert said or found == []


AREAS = """\
kind: rubric
version: 1
title: 试
effective_from: 2020Q1
total: 10
areas:
- id: DJ
  name: 党建工作
  points: 10
  times: {{item: XS}}
  items:
  - id: DJ-01
    title: 例会
    points: 10
    department: 党群工作部
    clauses: [{{id: 缺会, text: 每次扣1分, fact: {{count: 次}}, deduct: {{each: 1}}}}]
- id: XS
  name: 系数
  items:
  - id: XS
    title: 难度
    points: 1
    factor: true
    start: zero
    department: 党群工作部
    not_applicable: {{fixed: 0.9}}
    clauses:
    - {{id: 定档, text: 大的{high}，小的0.9, fact: {{level: [大, 小]}}, earn: {{levels: {{大: {high}, 小: 0.9}}}}}}
"""


@pytest.mark.parametrize(("high", "is_told"), [("0.98", True), ("1", False)])
def test_an_area_whose_factor_is_always_less_than_one(high: str, is_told: bool) -> None:
    loader = Loader(Path())
    rubric = loader.document_in(AREAS.format(high=high).encode(), "rubrics/1.yaml")
    assert isinstance(rubric, Rubric)
    found = [each for each in check_proof(rubric, None) if "“党建工作”方面" in each.message]
    assert [each.code for each in found] == (["KP266"] if is_told else [])
    assert all("最多只能得 9.8 分；凭据：各项都记最好的，本方面 9.8 分" in each.message for each in found)
