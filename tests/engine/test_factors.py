"""系数: what an area, or the whole, is multiplied by; what is a factor is in no sum."""

import pytest

from dangjian_kaoping.compare.diff.shares import focus_points
from dangjian_kaoping.engine.score.table import AreaPoints, area_points
from dangjian_kaoping.exact import Exact

from .plant import F, Held, hold
from .sums import all_add_up

TWO = """
measure: {MEASURE}
areas:
- id: 产
  times: BY
  items:
  - {id: 产一, points: 30, clauses: [{id: 扣, fact: {count: 次}, deduct: {each: 1}}]}
  - {id: 产二, points: 20, not_applicable: rescale, clauses: [{id: 扣, fact: {count: 次}, deduct: {each: 1}}]}
- id: 党
  items:
  - {id: 党一, points: 50, clauses: [{id: 扣, fact: {count: 次}, deduct: {each: 1}}]}
  - {id: 党二, points: 50, not_applicable: rescale, clauses: [{id: 扣, fact: {count: 次}, deduct: {each: 1}}]}
- id: 数
  items:
  - {id: 系数, factor: true, not_applicable: {fixed: 1}, clauses: [{id: 值, fact: {amount: 系数}, earn: {each: 1}}]}
"""


def table(by: str, findings: str, more: str = "", measure: str = "") -> Held:
    rubric = TWO.replace("BY", by).replace("MEASURE", measure)
    found = f"[{{item: 系数, clause: 值, amount: 1.1}}, {findings}]"
    if "系数" not in by + measure:
        rubric = rubric[: rubric.index("- id: 数")]
        found = f"[{findings}]"
    held = hold(rubric, f"部: {{甲一: {{{more}findings: {found}}}}}")
    all_add_up(held.result)
    return held


def areas(held: Held) -> dict[str, Exact]:
    return {key: step.value for key, step in held.score().inspected.areas.items()}


def base(held: Held) -> Exact:
    step = held.score().inspected.base
    assert step is not None
    return step.value


VALUE = "{item: 系数, clause: 值, amount: 1.1}"
TEN = "{item: 产一, clause: 扣, count: 10}"


def test_an_item_multiplies_what_was_earned() -> None:
    # 40 of 50, times 1.1
    held = table("{item: 系数}", TEN)
    assert areas(held)["产"] == 44
    assert base(held) == 144
    assert area_points(held.score().inspected, held.result.rubric.areas[0]) == AreaPoints(F(44), F(50))


def test_a_number_weighs_points_and_full_marks_alike() -> None:
    held = table("0.2", TEN)
    assert areas(held) == {"产": 8, "党": 100}
    assert base(held) == 108
    assert held.result.rubric.areas[0].full_marks == 10
    assert held.result.rubric.full_marks == 110
    assert area_points(held.score().inspected, held.result.rubric.areas[0]) == AreaPoints(F(8), F(10))


def test_an_area_multiplies_by_the_part_of_its_full_marks_and_is_in_no_sum() -> None:
    held = table("{area: 党}", f"{TEN}, {{item: 党一, clause: 扣, count: 5}}")
    # 40 x 95/100
    assert areas(held) == {"产": 38, "党": 95}
    assert base(held) == 38
    assert held.result.rubric.full_marks == 50


def test_of_the_area_that_multiplies_counts_what_applies() -> None:
    held = table("{area: 党}", f"{TEN}, {{item: 党一, clause: 扣, count: 5}}", "not_applicable: {党二: 没有}, ")
    # 40 x 45/50, and not rescaled: what is out is in neither sum
    assert areas(held) == {"产": 36, "党": 45}


def test_an_area_of_which_nothing_applies_gives_no_factor() -> None:
    rubric = TWO.replace("BY", "{area: 党}").replace("MEASURE", "")
    rubric = rubric[: rubric.index("- id: 数")].replace(
        "{id: 党一, points: 50, ", "{id: 党一, points: 50, not_applicable: rescale, "
    )
    score = hold(rubric, "部: {甲一: {not_applicable: {党一: 没有, 党二: 没有}}}").score()
    assert score.composite is None
    assert [(each.kind, getattr(each.subject, "id", "")) for each in score.incomplete] == [("no_factor", "党")]


def test_rescaling_has_each_area_as_it_is_weighed_and_factors_in_neither_sum() -> None:
    # full marks 50 x 0.2 + 100; without 党二 10 + 50
    held = table("0.2", TEN, "not_applicable: {党二: 没有}, ")
    assert base(held) == (F(8) + 50) * F(110, 60)
    # an item's points do not weigh full marks
    held = table("{item: 系数}", TEN, "not_applicable: {党二: 没有}, ")
    assert base(held) == (F(44) + 50) * F(150, 100)
    assert areas(held)["产"] == F(44) * F(150, 100)


@pytest.mark.parametrize(("by", "expected"), [("0.5", "70"), ("{item: 系数}", "154"), ("{area: 产}", "80")])
def test_the_measure_multiplies_the_sum(by: str, expected: str) -> None:
    # 40 + 100, or 100 x 40/50
    assert base(table("1", TEN, measure=f"times: {by}")) == F(expected)


def test_the_measure_multiplies_what_was_rescaled_and_bonus_and_penalties_stand_outside() -> None:
    rubric = TWO.replace("BY", "1").replace("MEASURE", "times: 0.5")
    rubric = rubric[: rubric.index("- id: 数")]
    rubric += "- {id: 加, items: [{id: 加一, clauses: [{id: 奖, fact: {count: 项}, bonus: {each: 3}}]}]}\n"
    record = f"{{not_applicable: {{党二: 没有}}, findings: [{TEN}, {{item: 加一, clause: 奖}}]}}"
    held = hold(rubric, f"部: {{甲一: {record}}}")
    all_add_up(held.result)
    assert base(held) == F(90) * F(150, 100) / 2
    inspection = held.score().inspection
    assert inspection is not None
    assert inspection.exact.value == base(held) + 3


def test_a_composite_of_one_area_times_another_is_as_the_rule_says() -> None:
    # 生产 98, 党建 95 of 100: 93.1; the other area is in no sum
    rubric = """
measure: {weights: {inspection: 1, self_assessment: 0}, times: {area: 党}}
areas:
- id: 产
  items: [{id: 产一, points: 100, clauses: [{id: 扣, fact: {count: 次}, deduct: {each: 1}}]}]
- id: 党
  items: [{id: 党一, points: 100, clauses: [{id: 扣, fact: {count: 次}, deduct: {each: 1}}]}]
"""
    found = "[{item: 产一, clause: 扣, count: 2}, {item: 党一, clause: 扣, count: 5}]"
    held = hold(rubric, f"部: {{甲一: {found}}}")
    all_add_up(held.result)
    assert held.composite() == "93.10"


def test_factors_may_be_multiplied_themselves() -> None:
    rubric = (
        TWO.replace("BY", "{area: 党}")
        .replace("MEASURE", "")
        .replace("- id: 党\n", "- id: 党\n  times: {item: 系数}\n")
    )
    found = f"[{{item: 系数, clause: 值, amount: 1.1}}, {TEN}, {{item: 党一, clause: 扣, count: 10}}]"
    held = hold(rubric, f"部: {{甲一: {{findings: {found}}}}}")
    all_add_up(held.result)
    # 90 x 1.1 of 100, times 40
    assert areas(held) == {"产": F(396, 10), "党": 99, "数": 0}
    assert base(held) == F(396, 10)


def test_in_the_self_assessment_factors_are_the_inspections() -> None:
    rubric = TWO.replace("BY", "{item: 系数}").replace("MEASURE", "")
    record = f"[{{item: 系数, clause: 值, amount: 1.1}}, {TEN}]"
    held = hold(
        rubric,
        f"部: {{甲一: {record}}}",
        "2021-01: {甲一: [{item: 产一, clause: 扣, count: 10}]}\n2021-02: {甲一: []}\n2021-03: {甲一: []}",
    )
    declared = held.score().declared
    assert declared is not None
    assert declared.areas["产"].value == 44


@pytest.mark.whole
def test_a_factor_that_nobody_recorded_is_not_0() -> None:
    rubric = TWO.replace("BY", "{item: 系数}").replace("MEASURE", "")
    score = hold(rubric, f"部: {{甲一: [{TEN}]}}").score()
    assert score.composite is None
    assert [each.kind for each in score.incomplete] == ["no_fact"]
    # recorded as 0 it is 0, and full marks that something may take need no record
    assert base(hold(rubric, f"部: {{甲一: [{TEN}, {{item: 系数, clause: 值, amount: 0}}]}}")) == 100
    full = rubric.replace("factor: true, ", "factor: true, points: 1, ").replace("earn: {each: 1}", "deduct: {each: 1}")
    assert base(hold(full, f"部: {{甲一: [{TEN}]}}")) == 140


def test_a_factor_that_does_not_apply_is_what_the_rubric_fixes() -> None:
    held = hold(
        TWO.replace("BY", "{item: 系数}").replace("MEASURE", ""), "部: {甲一: {not_applicable: {系数: 新成立}}}"
    )
    assert base(held) == 150


def test_with_rounding_at_the_areas_the_multiplied_areas_are_rounded() -> None:
    held = table("0.333", TEN, measure="rounding: {places: 1, at: areas}")
    assert areas(held) == {"产": F("13.3"), "党": 100}
    assert base(held) == F("113.3")


def test_what_is_shared_out_is_weighed_and_without_factors() -> None:
    rubric = hold(
        TWO.replace("BY", "0.2").replace("MEASURE", "times: {item: 系数}"), f"部: {{甲一: [{VALUE}]}}"
    ).result.rubric
    assert [each.total for each in focus_points(rubric)] == [110]
