"""真实条款里要看一年的两条（其余在 tests/clauses/field）：一次发生、全年不得分；四季相加再加年终项目."""

from decimal import Decimal

import pytest

from dangjian_kaoping.checks.rubric.rubric import check_rubric
from dangjian_kaoping.engine.score.round import RoundResult, score_round
from dangjian_kaoping.engine.score.year import score_year
from dangjian_kaoping.model.records import Inspection
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.model.workspace import Round
from dangjian_kaoping.periods import Quarter

from .plant import modelled, plain

ROSTER = """
kind: roster
version: 1
classes: [车间]
departments: {AJ: [{from: 2018-01-01, name: 安监部}]}
branches: {A: [{from: 2018-01-01, name: 甲, class: 车间}]}
"""
HEAD = """
kind: rubric
version: 2021
title: 试
effective_from: 2021Q1
measure: {weights: {inspection: 1, self_assessment: 0}, year: {combine: sum}}
areas:
- id: AQ
  name: 安全
  items:
"""
# 伤亡、火灾爆炸有一次，全年为0分；轻微工伤当季为0分
N23_1 = """
  - id: 安全
    title: 安全生产
    points: 6
    department: 安监部
    clauses:
    - {id: 伤亡, text: 伤亡事故有一次，全年为0分, fact: {count: 起}, empties: {from: 1, for: year}}
    - {id: 火灾, text: 火灾爆炸有一次，当季及当年为0分, fact: {count: 起}, empties: {from: 1, for: year}}
    - {id: 工伤, text: 轻微工伤，当季为0分, fact: {count: 人}, empties: item}
"""
# 软件考评按季17.5分，四季相加；班子、年度工作年终考评，各15分
N29_1 = """
  - id: 软件
    title: 软件考评
    points: 17.5
    department: 安监部
    clauses: [{id: 扣, text: 按所扣分值, fact: {amount: 分}, deduct: {each: 1}}]
  - id: 班子
    title: 班子队伍
    points: 15
    due: [Q4]
    not_applicable: {fixed: 0}
    department: 安监部
    clauses: [{id: 扣, text: 按所扣分值, fact: {amount: 分}, deduct: {each: 1}}]
  - id: 年度工作
    title: 年度整体工作
    points: 15
    due: [Q4]
    not_applicable: {fixed: 0}
    department: 安监部
    clauses: [{id: 扣, text: 按所扣分值, fact: {amount: 分}, deduct: {each: 1}}]
"""


def rubric(items: str) -> Rubric:
    """The rubric of a rule, which is sound."""
    made = modelled(Rubric, plain(HEAD.strip() + items))
    assert [each.message for each in check_rubric(made, None) if each.severity == "error"] == []
    return made


def scored(by: Rubric, *facts: str) -> list[RoundResult]:
    """The rounds of a year, each with the findings of 甲: `{item: …, clause: …}`."""
    held: list[Round] = []
    results = []
    for number, findings in enumerate(facts, 1):
        quarter = Quarter(2021, number)
        inspection = (
            f"kind: inspection\nversion: 1\nquarter: {quarter}\ndepartment: 安监部\n"
            f"branches: {{甲: {{date: {quarter.last_day}, findings: [{findings}]}}}}\n"
        )
        this = Round(quarter, [modelled(Inspection, plain(inspection))], [], [], [], None)
        results.append(score_round(by, modelled(Roster, plain(ROSTER)), this, held))
        held.append(this)
    return results


def fact(item: str, clause: str, number: str) -> str:
    return f"{{item: {item}, clause: {clause}, reason: 有, {number}}}"


def year_of(results: list[RoundResult]) -> str:
    (placing,) = score_year(2021, results).placings
    assert placing.score is not None
    return f"{placing.score.value}"


def points(result: RoundResult) -> Decimal:
    placing = result.placing_of("甲")
    assert placing is not None
    value = placing.score.inspected.items[0].value
    assert isinstance(value, Decimal)
    return value


def test_n23_1_a_fire_empties_the_item_for_the_year() -> None:
    results = scored(rubric(N23_1), fact("安全", "火灾", "count: 1"), "", "", "")
    assert points(results[2]) == 0
    assert Decimal(year_of(results)) == 0


def test_n23_1_a_slight_injury_empties_it_for_its_round() -> None:
    results = scored(rubric(N23_1), fact("安全", "工伤", "count: 1"), "", "", "")
    assert [points(each) for each in results] == [0, 6, 6, 6]


@pytest.mark.parametrize(
    ("lost", "team", "work", "expected"),
    [(("0.5", "1", "0", "2.5"), "2", "1", 93), (("0", "0", "0", "0"), "0", "0", 100)],
)
def test_n29_1_four_quarters_and_what_is_due_at_the_end(
    lost: tuple[str, ...], team: str, work: str, expected: int
) -> None:
    rounds = [fact("软件", "扣", f"amount: {each}") if each != "0" else "" for each in lost]
    ends = [fact(item, "扣", f"amount: {each}") for item, each in (("班子", team), ("年度工作", work)) if each != "0"]
    rounds[-1] = ", ".join(filter(None, (rounds[-1], *ends)))
    assert Decimal(year_of(scored(rubric(N29_1), *rounds))) == expected
