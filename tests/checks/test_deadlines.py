"""Requirements that name a deadline, held against the rules of their items."""

import pytest

from dangjian_kaoping.checks.agreement.deadlines import check_deadlines
from dangjian_kaoping.grammar.deadlines import deadlines
from dangjian_kaoping.model.rubric import Rubric
from engine.plant import modelled, plain
from sample import workspace

RUBRIC = """
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
    points: 2
    department: 室
    not_applicable: full
    DUE
    requirement: SAID
    clauses: [{id: 缺, text: 缺一次扣1分, fact: {count: 次}, deduct: {each: 1}}]
"""
YEARLY = "每年3月15日前报计划，12月15日前报总结"
LACKING = {
    ("due: monthly", "每月10日前上缴"): "due_day: 10",
    ("due: monthly\n    due_day: 12", "每月10日前上缴"): "due_day: 10",
    ("due: quarterly", "每月10日前上缴"): "due: monthly, due_day: 10",
    ("due: [Q1, Q4]", YEARLY): "due: {Q1: 03-15}、due: {Q4: 12-15}",
    ("due: {Q1: 03-15, Q4: 12-20}", YEARLY): "due: {Q4: 12-15}",
    ("due: [Q1, Q4]", "3月15日、12月15日前分别报计划和总结"): "due: {Q1: 03-15}、due: {Q4: 12-15}",
    ("due: [Q1]", YEARLY): "due: {Q1: 03-15}",
    ("due: quarterly", "每季末月25日前报送"): "Q1: 03-25",
}
AGREEING = [
    ("due: monthly\n    due_day: 10", "每月10日前上缴，每月25日前报表"),
    ("due: {Q1: 03-15, Q4: 12-15}", YEARLY),
    ("due: {Q4: 12-15}", YEARLY),
    ("due: {Q1: 03-15}", "一季度报计划"),
    ("due: monthly", "每月开会，12月15日前报总结"),
]


def told(due: str, said: str) -> list[str]:
    rubric = modelled(Rubric, plain(RUBRIC.replace("DUE", due).replace("SAID", said)))
    return [f"{each.code} {each.mend}" for each in check_deadlines(rubric, deadlines)]


@pytest.mark.parametrize(("due", "said"), LACKING)
def test_a_deadline_that_the_rule_lacks_is_told_with_how_it_is_written(due: str, said: str) -> None:
    (found,) = told(due, said)
    assert found.startswith("KP818 ")
    assert LACKING[due, said] in found


@pytest.mark.parametrize(("due", "said"), AGREEING)
def test_one_that_the_rule_has_is_not(due: str, said: str) -> None:
    assert told(due, said) == []


def test_the_rubrics_of_the_sample_name_every_deadline_that_they_say() -> None:
    for rubric in workspace().rubrics:
        assert not list(check_deadlines(rubric, deadlines))
        assert {item.id: item.due_day for item in rubric.items() if item.due_day} == {"DJ-06": 10, "DJ-09": 28}
