from decimal import Decimal
from fractions import Fraction

from dangjian_kaoping.engine import names
from dangjian_kaoping.engine.score.table import published as rounded_step
from dangjian_kaoping.engine.step import given
from dangjian_kaoping.model.measure import Rounding
from dangjian_kaoping.words.figures import figure, machine, published, shown, signed, six


def test_a_published_figure_keeps_its_places() -> None:
    step = rounded_step(names.BASE, given(names.NUMBER, Decimal("96.3")), Rounding())
    assert published(step) == figure(step) == machine(step) == "96.30"
    assert published(None) == "-"


def test_other_figures_are_exact_for_people_while_they_are_short() -> None:
    assert [shown(Decimal(each)) for each in ("34", "0.50", "-2", "1.23456")] == ["34", "0.5", "-2", "约1.2346"]
    assert shown(Fraction(20, 3), 2) == "约6.67"
    assert figure(given(names.NUMBER, Decimal("3.50"))) == "3.5"


def test_other_figures_have_six_places_for_programs() -> None:
    assert six(Fraction(20, 3)) == "6.666667"
    assert machine(given(names.NUMBER, Decimal(-3))) == "-3.000000"


def test_a_difference_that_is_rounded_says_so_before_its_sign() -> None:
    rounded = {each: signed(each, shown(each)) for each in (Fraction(20, 3), Fraction(-20, 3), Decimal("0.5"))}
    assert list(rounded.values()) == ["约+6.6667", "约-6.6667", "+0.5"]
    assert signed(Fraction(20, 3)) == "+6.67"
