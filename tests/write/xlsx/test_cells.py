"""Figures: written in full, shown with the places they have."""

from decimal import Decimal
from fractions import Fraction

import pytest

from dangjian_kaoping.engine import names
from dangjian_kaoping.engine.step import given
from dangjian_kaoping.exact import Exact
from dangjian_kaoping.write.xlsx.cells import Figure, writable


@pytest.mark.parametrize(
    ("value", "least", "places"),
    [
        (Decimal(3), 0, 0),
        (Decimal("3.50"), 0, 1),
        (Decimal("3.5"), 2, 2),
        (Decimal("0.125"), 2, 3),
        (Decimal("0.1234567"), 2, 4),
        (Fraction(20, 3), 0, 4),
        (Decimal("1.123456"), 6, 6),
    ],
)
def test_places(value: Exact, least: int, places: int) -> None:
    assert Figure(value, least=least).places == places


def test_formats() -> None:
    assert Figure(Decimal(3)).number_format == "0"
    assert Figure(Decimal("2.5"), mark="△").number_format == '0.0"△"'
    assert Figure(Decimal("-2.5"), least=2, signed=True).number_format == "+0.00;-0.00;0.00"


def test_a_figure_keeps_the_step_that_it_shows() -> None:
    step = given(names.BASE, Decimal("95.5"))
    figure = Figure(step, least=2)
    assert figure.of is step
    assert figure.value == Decimal("95.5")
    assert figure.shown == "95.50"


def test_text_that_no_cell_can_hold() -> None:
    assert writable("甲\x07乙") == "甲\N{REPLACEMENT CHARACTER}乙"
    assert writable("一\r\n二\r三\t") == "一\n二\n三\t"
    assert len(writable("长" * 40_000)) == 32_767
