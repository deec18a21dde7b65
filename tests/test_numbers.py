"""Exact arithmetic, held against fractions; rounding, held against its definition."""

from decimal import Decimal
from fractions import Fraction
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangjian_kaoping.exact import (
    Exact,
    RoundingMode,
    divided,
    least,
    minus,
    most,
    negative,
    places,
    plain,
    plus,
    rounded,
    started_steps,
    times,
    total,
    whole_steps,
)

"""The same examples each time, however busy the machine is."""

literals = st.decimals(min_value=-(10**12), max_value=10**12, places=4)
quotients = st.fractions(min_value=-(10**6), max_value=10**6, max_denominator=999)
numbers: st.SearchStrategy[Exact] = st.one_of(literals, quotients)
halves = st.integers(-(10**9), 10**9).map(lambda whole: Decimal(2 * whole + 1) / Decimal(2000))
"""Ties: an odd number of halves of a thousandth."""


@pytest.mark.whole
@given(numbers, numbers)
def test_sums_and_products_are_those_of_fractions(a: Exact, b: Exact) -> None:
    assert plus(a, b) == Fraction(a) + Fraction(b)
    assert minus(a, b) == Fraction(a) - Fraction(b)
    assert times(a, b) == Fraction(a) * Fraction(b)
    assert least(a, b) == min(Fraction(a), Fraction(b))
    assert most(a, b) == max(Fraction(a), Fraction(b))


@pytest.mark.whole
@given(numbers, numbers)
def test_a_quotient_loses_nothing(a: Exact, b: Exact) -> None:
    if b:
        assert divided(a, b) == Fraction(a) / Fraction(b)
        assert times(divided(a, b), b) == a


@pytest.mark.whole
@given(st.lists(numbers, max_size=12))
def test_a_total_does_not_depend_on_the_order(several: list[Exact]) -> None:
    assert total(several) == sum(Fraction(each) for each in several) == total(reversed(several))


@pytest.mark.whole
@given(numbers)
def test_a_number_with_a_finite_decimal_is_a_decimal(a: Exact) -> None:
    result = times(a, Decimal(1))
    finite = result.denominator if isinstance(result, Fraction) else 1
    while finite % 2 == 0 or finite % 5 == 0:
        finite //= 2 if finite % 2 == 0 else 5
    assert isinstance(result, Decimal) == (finite == 1)


def test_a_division_by_zero_is_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError):
        divided(Decimal(1), Decimal(0))


def test_there_is_no_negative_zero() -> None:
    assert str(negative(Decimal(0))) == "0"
    assert str(rounded(Decimal("-0.001"), 2)) == "0.00"
    assert str(rounded(Fraction(-1, 3000), 2)) == "0.00"
    assert plain(Decimal("-0.0")) == "0"


@pytest.mark.whole
@given(numbers)
def test_steps_are_whole_or_started(a: Exact) -> None:
    assert whole_steps(a) == Fraction(a).__floor__()
    assert started_steps(a) == Fraction(a).__ceil__()


@pytest.mark.whole
@given(st.one_of(numbers, halves), st.integers(0, 6), st.sampled_from(get_args(RoundingMode)))
def test_rounding_keeps_to_its_definition(a: Exact, count: int, mode: RoundingMode) -> None:
    result = Fraction(rounded(a, count, mode))
    scaled = abs(Fraction(a)) * 10**count
    size = abs(result) * 10**count
    assert size.denominator == 1
    rest = scaled - scaled.__floor__()
    up = {
        "half_up": rest >= Fraction(1, 2),
        "half_even": rest > Fraction(1, 2) or (rest == Fraction(1, 2) and scaled.__floor__() % 2 == 1),
        "down": False,
        "up": rest > 0,
    }[mode]
    assert size == scaled.__floor__() + up
    assert result == 0 or (result < 0) == (a < 0)


@pytest.mark.parametrize(
    ("text", "mode", "result"),
    [
        ("96.305", "half_up", "96.31"),
        ("96.295", "half_up", "96.30"),
        ("96.305", "half_even", "96.30"),
        ("96.315", "half_even", "96.32"),
        ("96.309", "down", "96.30"),
        ("96.301", "up", "96.31"),
        ("-0.005", "half_up", "-0.01"),
        ("2.675", "half_up", "2.68"),  # binary floating point would give 2.67
    ],
)
def test_rounding_as_offices_know_it(text: str, mode: RoundingMode, result: str) -> None:
    assert str(rounded(Decimal(text), 2, mode)) == result
    assert str(rounded(Fraction(text), 2, mode)) == result


def test_rounding_once_is_not_rounding_twice() -> None:
    exact = Decimal("89.9949")
    assert rounded(exact, 2) == Decimal("89.99")
    assert rounded(rounded(exact, 3), 2) == Decimal("90.00")


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Decimal("0.50"), "0.5"),
        (Decimal("3"), "3"),
        (Decimal("100"), "100"),
        (Decimal("1E+2"), "100"),
        (Decimal("-2.10"), "-2.1"),
        (Decimal("0.00000001"), "0.00000001"),
        (Fraction(20, 3), "20/3"),
    ],
)
def test_a_number_is_written_as_an_office_writes_it(number: Exact, text: str) -> None:
    assert plain(number) == text


def test_a_figure_has_exactly_so_many_places() -> None:
    assert places(Decimal("96.3"), 2) == "96.30"
    assert places(Fraction(2, 3), 6) == "0.666667"
    assert places(Decimal("1E-8"), 6) == "0.000000"
