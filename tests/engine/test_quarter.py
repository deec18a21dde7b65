"""A quarter: inspection, self-assessment, composite."""

import pytest

from .plant import F, Held, hold

TABLE = """
measure: MEASURE
items:
- id: 项
  points: 100
  clauses:
  - {id: 扣, fact: {count: 次}, deduct: {each: 1}}
  - {id: 奖, fact: {count: 次}, bonus: {each: 1}}
  - {id: 罚, fact: {count: 次}, penalty: {each: 1}}
"""
RECORD = "部: {甲一: [{clause: 扣, count: 10}, {clause: 奖, count: 6}, {clause: 罚, count: 3}]}"


def quarter(measure: str, own: str | None = None) -> Held:
    return hold(TABLE.replace("MEASURE", measure), RECORD, own)


def test_inspection_is_base_and_capped_bonus_less_penalties() -> None:
    # 90 + min(6, 5) - min(3, 2)
    assert quarter("{bonus: {at_most: 5}}").figures()[:2] == ("90.00", "92.00")
    assert quarter("{bonus: {at_most: 5}, penalty: {at_most: 2}}").figures()[:2] == ("90.00", "93.00")


def test_the_composite_weighs_inspection_and_self_assessment_by_the_measure() -> None:
    # inspection 93, self-assessment 96
    own = "{2021-01: {甲一: [{clause: 扣, count: 4}]}, 2021-02: {甲一: []}, 2021-03: {甲一: []}}"
    assert quarter("{}", own).figures() == ("90.00", "93.00", "96.00", "93.30")
    assert quarter("{weights: {inspection: 0.65, self_assessment: 0.35}}", own).composite() == "94.05"


def test_with_a_weight_of_nothing_self_assessment_is_only_compared() -> None:
    measure = "{weights: {inspection: 1, self_assessment: 0}}"
    own = "{2021-01: {甲一: [{clause: 扣, count: 4}]}, 2021-02: {甲一: []}, 2021-03: {甲一: []}}"
    assert quarter(measure, own).figures() == ("90.00", "93.00", "96.00", "93.00")
    assert quarter(measure, "{}").figures() == ("90.00", "93.00", "none", "93.00")


@pytest.mark.parametrize(
    ("bonus_on", "expected"),
    [
        # 0.9 x (90 + 6 - 3) + 0.1 x 100; 0.9 x (90 - 3) + 0.1 x 100 + 6
        ("inspection", "93.70"),
        ("composite", "94.30"),
    ],
)
def test_a_bonus_goes_through_the_weight_unless_it_is_on_the_composite(bonus_on: str, expected: str) -> None:
    held = quarter(f"{{bonus_on: {bonus_on}}}")
    assert held.composite() == expected
    # what is published as inspection has the bonus in it, either way
    assert held.figures()[1] == "93.00"


def test_the_composite_is_weighed_from_exact_values_and_not_from_rounded_ones() -> None:
    # 10 - 1/3 is published as 9.67; 0.9 x 29/3 + 0.1 x 10 = 9.7, and not 0.9 x 9.67 + 1 = 9.703
    held = hold(
        "measure: {rounding: {places: 3}}\n"
        "items: [{id: 项, points: 10, clauses: [{id: 条, fact: {amount: 元}, deduct: {each: 1, step: 3}}]}]",
        "部: {甲一: [{clause: 条, amount: 1}]}",
    )
    assert held.figures() == ("9.667", "9.667", "10.000", "9.700")


def test_each_figure_leads_back_to_its_parts() -> None:
    composite = quarter("{bonus: {at_most: 5}}").score().composite
    assert composite is not None
    (weighted,) = composite.parts
    assert (composite.operation, weighted.operation) == ("rounded", "sum")
    inspection, own = weighted.parts
    assert [each.value for each in inspection.parts] == [92, F("0.9")]
    assert [each.value for each in own.parts] == [100, F("0.1")]
