"""应做与已做 with `per: month`: every month by itself; what one did beyond its own is no help to another.

Each table is one clause, and what comes of it under every reading (`as`) and in every way of recording it.
"""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangjian_kaoping.engine.score.circumstances import Refusal
from thorough import law

from .plant import F, Held, hold, points

AS = ("missing", "done", "missing_percent", "done_percent", "over")


def item(required: str, counts_as: str = "missing", rule: str = "deduct: {each: 0.1}", start: str = "full") -> str:
    """An item of 100 points with one clause."""
    fact = f"{{missing: 次, required: {required}, per: month, as: {counts_as}}}"
    return f"points: 100\nstart: {start}\nclauses: [{{id: 条, fact: {fact}, {rule}}}]"


def reading(required: str, findings: str, counts_as: str) -> F:
    """The quantity as the rule reads it: of each one unit gives one point."""
    return F(points(item(required, counts_as, "earn: {each: 1}", "zero"), findings))


@pytest.mark.whole
@pytest.mark.parametrize(
    ("required", "findings", "missing", "done", "of"),
    [
        # a rich month does not pay for poor ones
        ("1", "[{clause: 条, done: [3, 0, 0]}]", "2", "1", "3"),
        ("2", "[{clause: 条, done: [4, 2, 0]}]", "2", "4", "6"),
        ("2", "[{clause: 条, done: [2, 2, 2]}]", "0", "6", "6"),
        ("2", "[{clause: 条, done: [9, 9, 9]}]", "0", "6", "6"),
        ("1.5", "[{clause: 条, done: [0.5, 1.5, 2]}]", "1", "3.5", "4.5"),
        # several records add month by month, before they are held against what is required
        ("2", "[{clause: 条, done: [1, 0, 2]}, {clause: 条, done: [1, 1, 2]}]", "1", "5", "6"),
        # what is missing is told as a whole
        ("2", "[{clause: 条, missing: 2}]", "2", "4", "6"),
        ("2", "[{clause: 条, missing: 1}, {clause: 条, missing: 2}]", "3", "3", "6"),
        # a plan that is recorded: of every month the same, or each its own
        ("recorded", "[{clause: 条, required: 3, done: [4, 2, 0]}]", "4", "5", "9"),
        ("recorded", "[{clause: 条, required: [3, 0, 2], done: [2, 5, 2]}]", "1", "4", "5"),
        ("recorded", "[{clause: 条, required: [3, 0, 2], missing: 4}]", "4", "1", "5"),
        (
            "recorded",
            "[{clause: 条, required: 2, missing: 1}, {clause: 条, required: [2, 2, 2], missing: 0}]",
            "1",
            "5",
            "6",
        ),
    ],
)
def test_every_month_is_held_against_its_own(required: str, findings: str, missing: str, done: str, of: str) -> None:
    lacking, reached, whole = F(missing), F(done), F(of)
    assert lacking + reached == whole
    assert reading(required, findings, "missing") == lacking
    assert reading(required, findings, "done") == reached
    assert reading(required, findings, "missing_percent") == lacking / whole * 100
    assert reading(required, findings, "done_percent") == reached / whole * 100
    assert points(item(required, rule="earn: {share: 12}", start="zero"), findings) == reached / whole * 12
    assert points(item(required, rule="deduct: {share: 12}"), findings) == 100 - lacking / whole * 12


@pytest.mark.parametrize(
    ("required", "months", "own"),
    [
        # January 4, February 2, March 0 of 2 a month: two are missing
        ("2", ["done: 4", "done: 2", "done: 0"], "9"),
        # a month that was filed and is silent, while another speaks, did nothing
        ("2", ["done: 4", "done: 2", ""], "9"),
        ("2", ["done: 4", "", ""], "8"),
        ("2", ["", "", ""], "10"),
        # of two months filed only theirs is required; the missing one scales the whole afterwards
        ("2", ["done: 4", None, ""], "9"),
        ("2", ["done: 4", None, None], "10"),
        # what is missing is missing in its month, and silence says that nothing was
        ("2", ["missing: 2", "missing: 1", ""], "8.5"),
        # months may have plans of their own
        ("recorded", ["required: 3, done: 4", "required: 2, done: 0", "required: 1, done: 1"], "9"),
        ("recorded", ["required: 3, done: 4", "required: 3, done: 0", ""], "7"),
        ("recorded", ["required: 3, done: 4", "required: 2, done: 0", None], "9"),
    ],
)
def test_a_self_assessment_states_its_own_month(required: str, months: list[str | None], own: str) -> None:
    assert declared(required, months).own_points() == F(own)


def declared(required: str, months: list[str | None]) -> Held:
    filed = ", ".join(
        f"2021-0{n}: {{甲一: [{f'{{clause: 条, {each}}}' if each else ''}]}}"
        for n, each in enumerate(months, 1)
        if each is not None
    )
    fact = f"{{missing: 条, required: {required}, per: month}}"
    rubric = f"items: [{{id: 项, points: 10, clauses: [{{id: 条, fact: {fact}, deduct: {{each: 0.5}}}}]}}]"
    return hold(rubric, "", f"{{{filed}}}")


@pytest.mark.parametrize(
    ("required", "months", "problem"),
    [
        ("recorded", ["required: 3, done: 1", "required: 2, done: 1", ""], "各月的应做数不一样，有一个月没有记"),
        ("2", ["done: 1", "missing: 1", ""], "有的记 done，有的记 missing"),
    ],
)
def test_months_that_do_not_go_together_are_refused(required: str, months: list[str | None], problem: str) -> None:
    with pytest.raises(Refusal) as refused:
        declared(required, months)
    assert refused.value.fault.code == "KP315"
    assert problem in refused.value.fault.message


@pytest.mark.parametrize(
    ("required", "findings", "problem"),
    [
        (
            "recorded",
            "[{clause: 条, required: 3, done: [1, 1, 1]}, {clause: 条, required: [3, 3, 2], done: [0, 0, 0]}]",
            "几处",
        ),
        ("1", "[{clause: 条, missing: 2}, {clause: 条, missing: 2}]", "几处合起来少了 4，比应做的 3 还多"),
    ],
)
def test_records_that_do_not_go_together_are_refused(required: str, findings: str, problem: str) -> None:
    with pytest.raises(Refusal) as refused:
        points(item(required), findings)
    assert problem in refused.value.fault.message


MONTH = st.integers(0, 6).map(lambda half: Fraction(half, 2))
MONTHS = st.lists(MONTH, min_size=3, max_size=3)


def written(months: list[Fraction]) -> str:
    return f"[{', '.join(str(float(each)) for each in months)}]"


@pytest.mark.whole
@law(60)
@given(MONTHS, MONTHS)
def test_done_and_missing_are_the_whole_and_never_more_than_pooled(
    required: list[Fraction], done: list[Fraction]
) -> None:
    findings = f"[{{clause: 条, required: {written(required)}, done: {written(done)}}}]"
    missing, reached = (reading("recorded", findings, each) for each in ("missing", "done"))
    assert missing == sum(max(of - did, Fraction(0)) for of, did in zip(required, done, strict=True))
    assert missing + reached == sum(required)
    # pooled, the rich months would pay for the poor
    assert missing >= max(sum(required) - sum(done), Fraction(0))


@pytest.mark.whole
@law(60)
@given(MONTHS, st.integers(0, 6), st.sampled_from(AS))
def test_an_inspection_and_three_months_of_their_own_come_to_the_same(
    done: list[Fraction], required: int, counts_as: str
) -> None:
    fact = f"{{missing: 次, required: {required}, per: month, as: {counts_as}}}"
    rubric = f"items: [{{id: 项, points: 100, clauses: [{{id: 条, fact: {fact}, deduct: {{each: 0.1}}}}]}}]"
    own = ", ".join(f"2021-0{n}: {{甲一: [{{clause: 条, done: {float(each)}}}]}}" for n, each in enumerate(done, 1))
    held = hold(rubric, f"部: {{甲一: [{{clause: 条, done: {written(done)}}}]}}", f"{{{own}}}")
    assert held.points() == held.own_points()
