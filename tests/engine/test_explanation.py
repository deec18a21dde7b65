"""The result is the explanation: findings in order with what each added, steps that lead back to clause and record."""

from .plant import F, hold, scored, tree

RUBRIC = """
items:
- id: 子
  points: 10
  department: [部, 室]
  clauses:
  - {id: 条, fact: {count: 次}, deduct: {each: 1}, free: 2, at_most: 3}
- id: 丑
  points: 10
  start: zero
  department: [部, 室]
  clauses:
  - {id: 档, fact: {level: [好, 差]}, earn: {levels: {好: 8, 差: 5}}}
  - {id: 奖, fact: {count: 次}, bonus: {each: 2}}
"""


def test_findings_stand_in_the_order_of_date_department_and_place_in_the_file() -> None:
    # 部 comes before 室 in the roster; 室 was there a day earlier at 甲二
    held = hold(
        RUBRIC,
        """
室:
  甲一:
    date: 2021-03-20
    findings: [{item: 丑, clause: 档, level: 好, reason: 三}, {item: 子, clause: 条, reason: 四}]
  甲二: {date: 2021-03-19, findings: [{item: 丑, clause: 档, level: 好, reason: 一}]}
部:
  甲一: {date: 2021-03-20, findings: [{item: 丑, clause: 奖, reason: 一}, {item: 子, clause: 条, reason: 二}]}
  甲二: {date: 2021-03-20, findings: [{item: 子, clause: 条, reason: 二}]}
""",
        branches="{甲一: 甲, 甲二: 甲}",
    )
    said = {name: [each.recorded.finding.reason for each in held.score(name).findings] for name in ("甲一", "甲二")}
    assert said == {"甲一": ["一", "二", "三", "四"], "甲二": ["一", "二"]}


def test_a_findings_points_are_what_it_added_to_its_clause_after_the_third_step() -> None:
    # 2 are free, so the first adds nothing of 2, then all of 4 and 1: before the cap of 3 comes into it
    held = scored(
        "points: 10\nclauses: [{id: 条, fact: {count: 次}, deduct: {each: 1}, free: 2, at_most: 3}]",
        "[{clause: 条, count: 2}, {clause: 条, count: 4}, {clause: 条}]",
    )
    assert [each.points for each in held.score().findings] == [0, -4, -1]
    assert held.clause("条").points == 3
    assert held.points() == 7


def test_what_is_taken_is_negative_and_what_is_given_positive() -> None:
    held = scored(
        """
points: 10
clauses:
- {id: 扣, fact: {count: 次}, deduct: {each: 1}}
- {id: 得, fact: {count: 次}, earn: {each: 2}}
- {id: 还, fact: {count: 次}, give_back: {each: 3}}
- {id: 奖, fact: {count: 次}, bonus: {each: 4}}
- {id: 罚, fact: {count: 次}, penalty: {each: 5}}
""",
        "[{clause: 扣}, {clause: 得}, {clause: 还}, {clause: 奖}, {clause: 罚}]",
    )
    assert [each.points for each in held.score().findings] == [-1, 2, 3, 4, -5]


def test_of_levels_that_do_not_stand_nothing_is_added() -> None:
    held = hold(
        RUBRIC,
        "部: {甲一: [{item: 丑, clause: 档, level: 好}]}\n室: {甲一: [{item: 丑, clause: 档, level: 差}]}",
    )
    assert [each.points for each in held.score().findings] == [0, 5]


def test_every_step_of_a_clause_leads_to_the_clause_and_every_finding_to_its_record() -> None:
    held = scored(
        "points: 10\nclauses: [{id: 条, fact: {count: 次}, deduct: {each: 1}, at_most: 3}]",
        "[{clause: 条, count: 2, reason: 甲}, {clause: 条, count: 2, reason: 乙}]",
    )
    score = held.clause("条")
    assert score.step.subject is score.clause
    assert [each.recorded.finding.reason for each in score.findings] == ["甲", "乙"]
    findings = [step for step in tree(held.item().step) if step.name == "finding"]
    assert [step.subject for step in findings] == list(score.findings)
    assert all(each.recorded.finding.at.file == "data/2021Q1/inspection/0.yaml" for each in score.findings)


def test_from_the_composite_two_figures_lead_to_the_area_and_from_there_to_the_item() -> None:
    held = hold(RUBRIC, "部: {甲一: [{item: 子, clause: 条, count: 3}, {item: 丑, clause: 档, level: 好}]}", "{}")
    base = held.score().base
    assert base is not None
    (exact,) = base.parts
    (area,) = exact.parts
    assert [step.value for step in area.parts] == [9, 8]
    assert [step.subject for step in area.parts] == [held.item("子").item, held.item("丑").item]


def test_what_was_emptied_keeps_what_it_replaces_aside() -> None:
    held = scored(
        """
points: 10
clauses:
- {id: 扣, fact: {count: 次}, deduct: {each: 1}}
- {id: 空, fact: {count: 次}, empties: item}
""",
        "[{clause: 扣, count: 4}, {clause: 空}]",
    )
    balance = held.item().step.parts[0]
    assert balance.value == 0
    assert [step.value for step in balance.aside] == [6]


def test_areas_add_up_to_the_base_and_base_with_bonus_and_penalty_to_the_inspection() -> None:
    held = hold(
        RUBRIC,
        "部: {甲一: [{item: 子, clause: 条, count: 3}, {item: 丑, clause: 档, level: 差}, {item: 丑, clause: 奖}]}",
        "{}",
    )
    score = held.score()
    assert sum(F(step.value) for step in score.inspected.areas.values()) == 14
    assert held.figures()[:2] == ("14.00", "16.00")
