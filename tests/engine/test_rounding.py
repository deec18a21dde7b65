"""Published figures: each rounded once, from its exact value, by the measure."""

from decimal import Decimal

import pytest

from .plant import F, Held, hold, tree

AMOUNT = """
measure: {{weights: {{inspection: 1, self_assessment: 0}}, rounding: {rounding}}}
areas:
- id: 甲面
  items: [{{id: 子, points: 10, clauses: [{{id: 扣, fact: {{amount: 分}}, deduct: {{each: 1}}}}]}}]
- id: 乙面
  items: [{{id: 丑, points: 10, clauses: [{{id: 扣, fact: {{amount: 分}}, deduct: {{each: 1}}}}]}}]
"""


def lost(first: str, second: str = "0", rounding: str = "{}") -> Held:
    """20 points less two amounts, in two areas."""
    record = f"[{{item: 子, clause: 扣, amount: {first}}}, {{item: 丑, clause: 扣, amount: {second}}}]"
    return hold(AMOUNT.format(rounding=rounding), f"部: {{甲一: {record}}}")


@pytest.mark.parametrize(
    ("mode", "first", "expected"),
    [
        # 19.995, 19.985, 19.994, 19.996, 19.991
        ("half_up", "0.005", "20.00"),
        ("half_up", "0.015", "19.99"),
        ("half_up", "0.006", "19.99"),
        ("half_up", "0.004", "20.00"),
        ("half_even", "0.005", "20.00"),
        ("half_even", "0.015", "19.98"),
        ("half_even", "0.014", "19.99"),
        ("down", "0.001", "19.99"),
        ("up", "0.009", "20.00"),
    ],
)
def test_a_figure_is_rounded_by_the_measures_mode(mode: str, first: str, expected: str) -> None:
    assert lost(first, rounding=f"{{mode: {mode}}}").composite() == expected


def test_two_places_and_half_up_are_the_defaults() -> None:
    assert lost("0.005").composite() == "20.00"
    assert lost("0.0051").composite() == "19.99"


@pytest.mark.parametrize(("places", "expected"), [("0", "19"), ("1", "18.8"), ("3", "18.750"), ("4", "18.7500")])
def test_the_number_of_places_is_the_measures(places: str, expected: str) -> None:
    assert lost("1.25", rounding=f"{{places: {places}}}").composite() == expected


def test_a_figure_is_rounded_once_and_from_its_exact_value() -> None:
    # 20 - 0.0151 is 19.9849, and 19.98; rounded twice (19.985, then 19.99) it would be more
    assert lost("0.0151").composite() == "19.98"
    held = hold(
        "measure: {weights: {inspection: 1, self_assessment: 0}, rounding: {places: 1}}\n"
        "items: [{id: 项, points: 3, clauses: [{id: 扣, fact: {amount: 分}, deduct: {each: 1, step: 3}}]}]",
        "部: {甲一: [{clause: 扣, amount: 1.05}]}",
    )
    # 3 - 0.35 is 2.65 exactly, a tie
    assert held.composite() == "2.7"


def test_at_the_areas_each_area_is_a_published_figure_and_those_are_added() -> None:
    # 9.995 + 9.995: 20.00 from 10.00 + 10.00, though the exact sum is 19.99
    areas = lost("0.005", "0.005", "{at: areas}")
    assert areas.figures()[0] == "20.00"
    assert [str(step.value) for step in areas.score().inspected.areas.values()] == ["10.00", "10.00"]
    assert lost("0.005", "0.005").figures()[0] == "19.99"


def test_at_the_areas_the_factor_of_rescale_comes_before_the_rounding() -> None:
    rubric = """
measure: {weights: {inspection: 1, self_assessment: 0}, rounding: {at: areas}}
areas:
- id: 甲面
  items:
  - {id: 子, points: 10, clauses: [{id: 扣, fact: {count: 次}, deduct: {each: 1}}]}
- id: 乙面
  items:
  - {id: 丑, points: 20, clauses: [{id: 扣, fact: {count: 次}, deduct: {each: 1}}]}
  - {id: 寅, points: 10, not_applicable: rescale, clauses: [{id: 扣, fact: {count: 次}, deduct: {each: 1}}]}
"""
    held = hold(rubric, "部: {甲一: {not_applicable: {寅: 没有}, findings: [{item: 丑, clause: 扣}]}}")
    # 10 x 4/3 = 13.33..., 19 x 4/3 = 25.33...
    assert {key: step.value for key, step in held.score().inspected.areas.items()} == {
        "甲面": F("13.33"),
        "乙面": F("25.33"),
    }
    assert held.composite() == "38.66"


ON_TOTAL = """
measure:
  weights: {{inspection: 1, self_assessment: 0}}
  bonus: {{at_most: 3}}
  {more}
  rounding: {{at: areas}}
areas:
- id: 甲面
  items:
  - {{id: 子, points: 10, clauses: [{{id: 扣, fact: {{amount: 分}}, deduct: {{each: 1}}}}]}}
- id: 乙面
  items:
  - id: 丑
    clauses:
    - {{id: 加, fact: {{amount: 分}}, bonus: {{each: 1}}}}
    - {{id: 减, fact: {{amount: 分}}, penalty: {{each: 1}}}}
"""


@pytest.mark.parametrize(
    ("bonus", "penalty", "more", "printed"),
    [
        # 10.00 + 0.13 - 0.01; rounded at the end, from 10 + 0.125 - 0.005, it would be 10.12 as well
        ("0.125", "0.005", "", ("0.13", "0.01", "10.12")),
        # 10.00 + 0.01 - 0.00, where 10 + 0.005 - 0.004 is 10.00
        ("0.005", "0.004", "", ("0.01", "0.00", "10.01")),
        # the cap comes before the rounding
        ("3.004", "0", "", ("3.00", "0.00", "13.00")),
        ("0.005", "0", "bonus_on: composite", ("0.01", "0.00", "10.01")),
    ],
)
def test_at_the_areas_bonus_and_penalty_are_rounded_too(
    bonus: str, penalty: str, more: str, printed: tuple[str, ...]
) -> None:
    facts = f"[{{item: 丑, clause: 加, amount: {bonus}}}, {{item: 丑, clause: 减, amount: {penalty}}}]"
    held = hold(ON_TOTAL.format(more=more), f"部: {{甲一: {facts}}}")
    score = held.score()
    assert score.inspection is not None
    assert (str(score.bonus.value), str(score.penalty.value), str(score.inspection.value)) == printed
    assert held.composite() == printed[2]


def test_the_rounding_is_a_step_that_can_be_seen() -> None:
    composite = lost("0.015").score().composite
    assert composite is not None
    assert (composite.operation, composite.value) == ("rounded", Decimal("19.99"))
    assert (composite.term("places"), composite.term("mode")) == (2, "half_up")
    assert composite.parts[0].value == F("19.985")


def test_only_published_figures_are_rounded() -> None:
    held = hold(
        "items: [{id: 项, points: 10, clauses: [{id: 扣, fact: {amount: 分}, deduct: {each: 1, step: 3}}]}]",
        "部: {甲一: [{clause: 扣, amount: 1}]}",
    )
    score = held.score()
    steps = [*tree(score.composite), *tree(score.inspection)]
    assert {step.name for step in steps if step.operation == "rounded"} == {"composite", "inspection"}
    assert held.points() == F(29, 3)


def test_a_negative_total_is_rounded_by_its_size() -> None:
    # 1 - 1.005 is -0.005: half up goes away from zero
    held = hold(
        "measure: {weights: {inspection: 1, self_assessment: 0}}\n"
        "items: [{id: 项, points: 1, clauses: [{id: 罚, fact: {amount: 分}, penalty: {each: 1}}]}]",
        "部: {甲一: [{clause: 罚, amount: 1.005}]}",
    )
    assert held.composite() == "-0.01"


def test_what_rounds_to_nothing_has_no_sign() -> None:
    held = hold(
        "measure: {weights: {inspection: 1, self_assessment: 0}}\n"
        "items: [{id: 项, points: 1, clauses: [{id: 罚, fact: {amount: 分}, penalty: {each: 1}}]}]",
        "部: {甲一: [{clause: 罚, amount: 1.004}]}",
    )
    assert held.composite() == "0.00"
