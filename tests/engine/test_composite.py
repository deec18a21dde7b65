"""综合得分: what limits it between its weights and its rounding, in that order."""

import pytest

from dangjian_kaoping.engine.money.claim import figure_of
from dangjian_kaoping.engine.score.composite import stages
from dangjian_kaoping.engine.score.year import score_year

from .plant import Held, hold

ITEMS = """
items:
- id: 项
  points: 100
  clauses:
  - {id: 扣, fact: {amount: 分}, penalty: {each: 1}}
  - {id: 奖, fact: {amount: 分}, bonus: {each: 1}}
  - {id: 零, fact: {count: 起}, veto: total_zero}
  - {id: 限八十, fact: {count: 起}, veto: {effect: score_cap, at_most: 80}}
  - {id: 限七十, fact: {count: 起}, veto: {effect: score_cap, at_most: {by_class: {乙: 60}, otherwise: 70}}}
  - {id: 全年限, fact: {count: 起}, veto: {effect: score_cap, at_most: 75, for: year}}
"""
WHOLE = "weights: {inspection: 1, self_assessment: 0}"


def held(findings: str, measure: str = WHOLE, *, branches: str = "{甲一: 甲}", quarter: str = "2021Q1") -> Held:
    """A branch of 100 points with so many findings."""
    return hold(f"measure: {{{measure}}}{ITEMS}", f"部: {{甲一: [{findings}]}}", branches=branches, quarter=quarter)


def taking(points: int) -> str:
    return f"{{clause: 扣, amount: {points}}}"


def test_the_floor_holds_the_composite_and_not_what_it_is_made_of() -> None:
    # attack 65: -15 of the inspection and 10 of the self-assessment at 0.9 and 0.1 are -12.5, not 1
    rubric = """
measure: {floor: 0}
items:
- {id: 项, points: 10, clauses: [{id: 扣, fact: {amount: 分}, penalty: {each: 1}}]}
"""
    result = hold(rubric, "部: {甲一: [{clause: 扣, amount: 25}]}")
    assert result.figures() == ("10.00", "-15.00", "10.00", "0.00")
    composite = result.score().composite
    assert composite is not None
    assert [(step.name, str(step.value)) for step in stages(composite)] == [
        ("weighted", "-12.5"),
        ("weighted_floored", "0"),
    ]


def test_without_a_floor_a_composite_may_be_below_zero() -> None:
    assert held(taking(115)).composite() == "-15.00"


def test_a_floor_may_lie_anywhere() -> None:
    assert held(taking(70), f"{WHOLE}, floor: 40").composite() == "40.00"
    assert held(taking(50), f"{WHOLE}, floor: 40").composite() == "50.00"
    assert held(taking(115), f"{WHOLE}, floor: -3").composite() == "-3.00"


def test_a_bonus_on_the_composite_comes_before_the_floor() -> None:
    findings = f"{taking(103)}, {{clause: 奖, amount: 2}}"
    assert held(findings, f"{WHOLE}, floor: 0, bonus_on: composite").composite() == "0.00"


def test_a_score_cap_holds_a_better_composite_only() -> None:
    assert held("{clause: 限八十}").composite() == "80.00"
    assert held(f"{{clause: 限八十}}, {taking(30)}").composite() == "70.00"


def test_a_bonus_on_the_composite_comes_before_the_cap() -> None:
    findings = "{clause: 限八十}, {clause: 奖, amount: 5}"
    assert held(findings, f"{WHOLE}, bonus_on: composite").composite() == "80.00"


def test_of_several_caps_the_lowest_holds() -> None:
    assert held("{clause: 限八十}, {clause: 限七十}").composite() == "70.00"


def test_a_cap_may_differ_by_class() -> None:
    assert held("{clause: 限七十}", branches="{甲一: 乙}").composite() == "60.00"


def test_a_total_of_zero_comes_after_the_cap() -> None:
    # attack 66
    assert held("{clause: 限八十}, {clause: 零}").composite() == "0.00"


def test_the_cap_comes_after_the_floor() -> None:
    assert held("{clause: 限七十}", f"{WHOLE}, floor: 75").composite() == "70.00"


def test_a_total_of_zero_comes_after_the_floor() -> None:
    assert held("{clause: 零}", f"{WHOLE}, floor: 75").composite() == "0.00"


def test_the_cap_is_a_flag_and_does_not_bar_from_commendation_by_itself() -> None:
    result = held("{clause: 限八十}", branches="{甲一: 甲, 甲二: 甲}")
    assert result.flags["甲一"] == ("bottom_three", "veto")
    assert [each.kind for each in result.placing().exclusions] == ["bottom_three"]
    alone = held("{clause: 限八十}")
    assert alone.placing().eligible


def test_what_is_without_bonus_is_held_and_capped_too() -> None:
    findings = "{clause: 限八十}, {clause: 奖, amount: 5}"
    result = held(findings)
    step = figure_of(result.score(), "without_bonus", result.result.rubric.measure)
    assert step is not None
    assert str(step.value) == "80.00"
    lower = held(f"{findings}, {taking(30)}")
    step = figure_of(lower.score(), "without_bonus", lower.result.rubric.measure)
    assert step is not None
    # 100 + 5 - 30, less the bonus of 5
    assert (lower.composite(), str(step.value)) == ("75.00", "70.00")


@pytest.mark.parametrize(("clause", "figure"), [("全年限", "75.00"), ("限八十", "90.00")])
def test_a_cap_for_the_year_caps_the_figure_of_the_year(clause: str, figure: str) -> None:
    # 75 or 80 in the first round, 100 in the second: 87.5 or 90 in the mean
    results = [
        held(f"{{clause: {clause}}}" if number == 1 else "", quarter=f"2021Q{number}").result for number in (1, 2)
    ]
    placing = score_year(2021, results).placings[0]
    assert placing.score is not None
    assert str(placing.score.value) == figure
    assert placing.eligible == (not placing.few)
