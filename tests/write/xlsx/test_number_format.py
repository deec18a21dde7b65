"""What number formats make of values, and which formats are the same."""

from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangjian_kaoping.ooxml.spreadsheet.number_format import displayed, figure_in, is_date, sections, seen_alike
from thorough import law


@pytest.mark.parametrize(
    ("value", "code", "seen"),
    [
        (9.1, "0.00", "9.10"),
        (2.675, "0.00", "2.68"),
        (-9.125, "0.00", "-9.13"),
        (9.1, "General", "9.1"),
        (100000.0, "General", "100000"),
        (9.1, "#.##", "9.1"),
        (0.5, "#.##", ".5"),
        (9.1, '0.0"△"', "9.1△"),
        (1234567.5, "#,##0.00", "1,234,567.50"),
        (12, "0000", "0012"),
        (20900.5, "0,", "21"),
        (20900.5, "0,.00", "20.90"),
        (20900.5, "0.00,", "20.90"),
        (0.5, "0%", "50%"),
        (-1, '"↑"0;"↓"0;"—"', "↓1"),
        (0, '"↑"0;"↓"0;"—"', "—"),
        (1.5, "+0.00;-0.00;0.00", "+1.50"),
        (9.1, '"99.99"', "99.99"),
        (9.1, ";;;", ""),
        (9.1, '0"."0"9"', "0.99"),
        (1234, '0","000', "1,234"),
        ("甲", "0.00", "甲"),
        ("甲", ";;;", ""),
        ("甲", '@"乙"', "甲乙"),
        ("甲", '0;0;0;"乙"', "乙"),
        (datetime(2021, 3, 5), "yyyy\\-mm\\-dd", "2021-03-05"),
        (44260, "yyyy-m-d", "2021-3-5"),
        (datetime(2021, 3, 5), "0", "44260"),
        (9.1, "[Red]0", None),
        (9.1, "[>5]0", None),
        (9.1, "0E+0", None),
        (9.1, "# ?/?", None),
        (9.1, "[DBNum1]0", None),
        (9.1, "hh:mm", None),
        (9.1, "0.0,0", None),
        (1e300, "0.00", None),
        (1, "0" * 300, None),
        (True, "0", "TRUE"),
        (None, "0", None),
    ],
)
def test_what_is_seen(value: object, code: str, seen: str | None) -> None:
    assert displayed(value, code) == seen


@pytest.mark.whole
@given(st.decimals(-(10**9), 10**9, places=4), st.integers(0, 6))
@law(400)
def test_places_round_and_nothing_else(value: Decimal, places: int) -> None:
    code = "0" if not places else f"0.{'0' * places}"
    for each in (code, f"#,##{code}", f"{code};-{code};{code}"):
        shown = displayed(value, each)
        figure = None if shown is None else figure_in(shown)
        assert figure is not None
        assert abs(figure - value) <= Decimal(5).scaleb(-places - 1)


@pytest.mark.whole
@given(st.text(st.sampled_from('0#?.,%@;"\\_*[]$-G年e/ymd9 '), max_size=12), st.floats(-1e6, 1e6))
@law(400)
def test_no_format_raises_and_the_same_is_seen_alike(code: str, value: float) -> None:
    shown = displayed(value, code)
    assert shown == displayed(value, code)
    assert shown is None or seen_alike(shown, shown)
    displayed("甲", code)
    displayed(datetime(2021, 3, 5), code)


def test_formats_written_in_different_ways_are_the_same() -> None:
    for one, other in (
        ("yyyy-mm-dd", "yyyy\\-mm\\-dd"),
        ('0"○"', "0\\○"),
        ("+0.00;-0.00;0.00", "\\+0.00;\\-0.00;0.00"),
        ("General", "GENERAL"),
        ("0.00", "[$-804]0.00"),
    ):
        assert sections(one) == sections(other)
    assert sections("0.00") != sections("0.0")


def test_dates() -> None:
    assert is_date("yyyy-mm-dd")
    assert not is_date('0"d"')
    assert not is_date("# ?/?")
    assert not is_date("General")


def test_texts_alike() -> None:
    assert seen_alike("9.1", "9.10")
    assert seen_alike("1,000", "1000.0")
    assert not seen_alike("9.1", "9.2")
    assert not seen_alike("9.1", "甲")
    assert not seen_alike(None, None)
