"""应做与已做: what was done beyond what was required (`as: over`), nothing that was required (`if_none`), and what is
only said to be missing.
"""

from fractions import Fraction

import pytest

from dangjian_kaoping.engine.score.circumstances import Refusal

from .plant import F, Held, hold, points


def earning(fact: str, rule: str = "earn: {each: 1}") -> str:
    """An item of 100 points, from nothing, with one clause."""
    return f"points: 100\nstart: zero\nclauses: [{{id: 条, fact: {{missing: 个, {fact}}}, {rule}}}]"


# ── as: over ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("fact", "findings", "beyond"),
    [
        ("required: 10", "[{clause: 条, done: 12}]", "2"),
        ("required: 10", "[{clause: 条, done: 8}]", "0"),
        ("required: 10", "[]", "0"),
        ("required: recorded", "[{clause: 条, required: 0, done: 3}]", "3"),
        # several records are one quarter
        ("required: 10", "[{clause: 条, done: 7}, {clause: 条, done: 5.5}]", "2.5"),
        # who falls short did nothing beyond
        ("required: 10", "[{clause: 条, missing: 0}]", "0"),
        ("required: 10", "[{clause: 条, missing: 3}]", "0"),
        # every month beyond its own
        ("required: 2, per: month", "[{clause: 条, done: [4, 2, 0]}]", "2"),
        ("required: 2, per: month", "[{clause: 条, done: [3, 3, 3]}]", "3"),
        ("required: 2, per: month", "[{clause: 条, done: [1, 0, 3]}, {clause: 条, done: [2, 1, 0]}]", "2"),
        ("required: recorded, per: month", "[{clause: 条, required: [1, 0, 5], done: [2, 2, 2]}]", "3"),
    ],
)
def test_what_is_beyond(fact: str, findings: str, beyond: str) -> None:
    assert points(earning(f"{fact}, as: over"), findings) == F(beyond)


def test_nothing_recorded_is_the_row_for_nothing() -> None:
    rule = "earn: {table: [{to: 0, points: 1}, {from: 1, points: 5}]}"
    assert points(earning("required: 10, as: over", rule), "[]") == 1
    assert points(earning("required: 10, as: over", rule), "[{clause: 条, done: 11}]") == 5


def test_some_are_free_and_more_than_some_set_off() -> None:
    item = earning("required: 10, as: over", "free: 2, earn: {each: 3}")
    assert points(item, "[{clause: 条, done: 15}]") == 9
    vetoed = "points: 10\nclauses: [{id: 条, fact: {missing: 个, required: 2, as: over}, empties: {over: 3}}]"
    assert points(vetoed, "[{clause: 条, done: 5}]") == 10
    assert points(vetoed, "[{clause: 条, done: 6}]") == 0


def test_a_month_beyond_its_own_pays_for_none() -> None:
    """What is over and what is missing are of the same months: done = required − missing + over."""
    findings = "[{clause: 条, done: [4, 2, 0]}]"
    over, missing = (points(earning(f"required: 2, per: month, as: {each}"), findings) for each in ("over", "missing"))
    assert over == missing == 2


def test_in_a_self_assessment_each_month_is_beyond_its_own() -> None:
    fact = "{missing: 条, required: 2, per: month, as: over}"
    rubric = f"items: [{{id: 项, points: 10, start: zero, clauses: [{{id: 条, fact: {fact}, earn: {{each: 1}}}}]}}]"
    own = "{2021-01: {甲一: [{clause: 条, done: 4}]}, 2021-02: {甲一: []}, 2021-03: {甲一: [{clause: 条, done: 3}]}}"
    assert hold(rubric, "", own).own_points() == 3


# ── if_none ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("if_none", "rule", "got"),
    [
        ("full", "earn: {share: 8}", "8"),
        ("zero", "earn: {share: 8}", "0"),
        ("full", "deduct: {share: 8}", "0"),
        ("zero", "deduct: {share: 8}", "8"),
    ],
)
def test_a_share_of_nothing(if_none: str, rule: str, got: str) -> None:
    start = "zero" if rule.startswith("earn") else "full"
    fact = f"{{missing: 项, required: recorded, if_none: {if_none}}}"
    item = f"points: 8\nstart: {start}\nclauses: [{{id: 条, fact: {fact}, {rule}}}]"
    mine = points(item, "[{clause: 条, required: 0, done: 0}]")
    assert mine == (F(got) if start == "zero" else 8 - F(got))
    # where anything is required it makes no difference
    assert points(item, "[{clause: 条, required: 4, done: 3}]") == 6


@pytest.mark.parametrize(
    ("if_none", "counts_as", "value"),
    [
        ("full", "done_percent", "100"),
        ("zero", "done_percent", "0"),
        ("full", "missing_percent", "0"),
        ("zero", "missing_percent", "100"),
        # numbers are numbers
        *((each, "missing", "0") for each in ("full", "zero")),
        *((each, "done", "3") for each in ("full", "zero")),
        *((each, "over", "3") for each in ("full", "zero")),
    ],
)
def test_a_percentage_of_nothing(if_none: str, counts_as: str, value: str) -> None:
    item = earning(f"required: recorded, if_none: {if_none}, as: {counts_as}")
    assert points(item, "[{clause: 条, required: 0, done: 3}]") == F(value)


def test_nothing_is_required_only_where_no_month_requires_anything() -> None:
    item = earning("required: recorded, per: month, if_none: zero, as: done_percent")
    assert points(item, "[{clause: 条, required: [0, 2, 0], done: [0, 1, 0]}]") == 50
    assert points(item, "[{clause: 条, required: 0, done: [0, 0, 0]}]") == 0


# ── missing alone ──────────────────────────────────────────────────────────────────────────────────────────────


def taking(more: str = "") -> str:
    fact = f"{{missing: 次, required: recorded{more}}}"
    return f"points: 10\nclauses: [{{id: 条, fact: {fact}, deduct: {{each: 1}}}}]"


def test_what_is_missing_is_missing_of_whatever_was_required() -> None:
    assert points(taking(), "[{clause: 条, missing: 3}]") == 7
    assert points(taking(", per: month"), "[{clause: 条, missing: 3}]") == 7
    # a plan that one of them states is no plan of the other
    assert points(taking(), "[{clause: 条, missing: 3}, {clause: 条, required: 2, missing: 1}]") == 6
    with pytest.raises(Refusal):
        points(taking(), "[{clause: 条, required: 1, missing: 1}, {clause: 条, required: 1, missing: 1}]")


def own_months(*months: str) -> Held:
    filed = ", ".join(f"2021-0{n}: {{甲一: [{{clause: 条, {each}}}]}}" for n, each in enumerate(months, 1))
    return hold(f"items: [{{id: 项, {taking(', per: month').replace(chr(10), ', ')}}}]", "", f"{{{filed}}}")


def test_months_of_a_self_assessment_may_say_only_what_was_missing() -> None:
    assert own_months("missing: 1", "missing: 2", "missing: 0").own_points() == Fraction(7)
    assert own_months("missing: 1", "required: 2, missing: 2", "missing: 0").own_points() == Fraction(7)
