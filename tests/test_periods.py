"""Quarters and months."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangjian_kaoping.periods import Month, Quarter, meant_quarter, parse_month, parse_quarter, quarter_of_day

"""The same examples each time, however busy the machine is."""

quarters = st.builds(Quarter, st.integers(1900, 2200), st.integers(1, 4))
months = st.builds(Month, st.integers(1, 9999), st.integers(1, 12))


@pytest.mark.whole
@given(quarters)
def test_a_quarter_is_read_back_as_it_is_written(quarter: Quarter) -> None:
    assert parse_quarter(str(quarter)) == quarter


@pytest.mark.whole
@given(quarters)
def test_a_quarter_runs_from_its_first_day_to_the_day_before_the_next(quarter: Quarter) -> None:
    assert quarter.last_day + timedelta(days=1) == quarter.next.first_day
    assert quarter.first_day < quarter.last_day
    assert quarter < quarter.next
    assert quarter.next.earlier(1) == quarter
    for month in quarter.months:
        assert month.quarter == quarter
        assert parse_month(str(month)) == month


@pytest.mark.whole
@given(quarters, st.integers(0, 40), st.integers(0, 40))
def test_going_back_adds_up(quarter: Quarter, one: int, other: int) -> None:
    assert quarter.earlier(one).earlier(other) == quarter.earlier(one + other)


def test_the_first_quarter_of_2021() -> None:
    quarter = Quarter(2021, 1)
    assert str(quarter) == "2021Q1"
    assert quarter.chinese == "2021年第一季度"
    assert (quarter.first_day, quarter.last_day) == (date(2021, 1, 1), date(2021, 3, 31))
    assert [str(month) for month in quarter.months] == ["2021-01", "2021-02", "2021-03"]
    assert quarter.earlier(1) == Quarter(2020, 4)
    assert Quarter(2020, 4).next == quarter
    assert Month(2021, 12).quarter == Quarter(2021, 4)


@pytest.mark.parametrize(
    "text",
    ["2021q1", "2021Q0", "2021Q5", "2021 Q1", "21Q1", "2021Q1 ", "2021Q１", "２０２１Q1", "2021-Q1", "0000Q1", ""],
)
def test_what_is_no_quarter(text: str) -> None:
    assert parse_quarter(text) is None


@pytest.mark.parametrize(
    "text", ["2021-1", "2021-00", "2021-13", "2021/01", "202101", "2021-01-01", "2021-０1", "0000-01"]
)
def test_what_is_no_month(text: str) -> None:
    assert parse_month(text) is None


@pytest.mark.parametrize(
    "text", ["2021q1", "2021Ｑ１", "２０２１Q1", "2021-Q1", "2021 Q1", "2021年第一季度", "2021年1季度", "2021一季度"]
)
def test_a_quarter_written_otherwise_is_guessed(text: str) -> None:
    assert parse_quarter(text) is None
    assert meant_quarter(text) == Quarter(2021, 1)


@pytest.mark.parametrize(
    "text", ["", "2021", "20211", "2021-1", "2021-01", "2021Q5", "第一季度", "2021年第五季度", "0000q1"]
)
def test_what_is_not_clear_is_not_guessed(text: str) -> None:
    assert meant_quarter(text) is None


@pytest.mark.whole
@given(months)
def test_every_month_and_quarter_of_the_calendar_has_its_last_day(month: Month) -> None:
    for period in (month, month.quarter):
        assert period.first_day <= month.first_day <= month.last_day <= period.last_day
        if period.last_day < date.max:
            assert (period.last_day + timedelta(days=1)).day == 1
            assert quarter_of_day(period.last_day) == month.quarter


def test_the_calendar_ends_with_its_last_day() -> None:
    assert Month(9999, 12).last_day == Quarter(9999, 4).last_day == date.max
    assert quarter_of_day(date.max) == Quarter(9999, 4)
