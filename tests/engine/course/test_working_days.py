"""工作日: what the office has written down is believed, and nothing else is known of holidays."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangjian_kaoping.engine.course.working_days import WorkingDays

NATIONAL = WorkingDays(
    off=[date(2021, 10, day) for day in (1, 4, 5, 6, 7)], worked=[date(2021, 9, 26), date(2021, 10, 9)]
)
days = st.dates(date(2018, 1, 1), date(2023, 12, 31))
calendars = st.builds(WorkingDays, st.lists(days, max_size=20), st.lists(days, max_size=20))


def test_a_week_over_the_national_day_has_the_saturday_that_is_worked() -> None:
    # 9月29、30日，10月8日，9日（周六上班），11日
    assert NATIONAL.between(date(2021, 9, 29), date(2021, 10, 11)) == 5


def test_without_entries_a_week_has_five() -> None:
    assert WorkingDays().between(date(2021, 4, 12), date(2021, 4, 18)) == 5


def test_the_day_itself_is_not_counted() -> None:
    # 4月14日（周三）收到，10个工作日：15、16，19—23，26—28
    assert WorkingDays().after(date(2021, 4, 14), 10) == date(2021, 4, 28)


def test_a_year_is_known_by_a_day_off() -> None:
    assert NATIONAL.knows(date(2021, 4, 12))
    assert not NATIONAL.knows(date(2022, 4, 12))


@pytest.mark.whole
@given(calendars, days, st.integers(0, 60))
def test_after_and_between_agree(calendar: WorkingDays, day: date, number: int) -> None:
    last = calendar.after(day, number)
    assert calendar.between(day + timedelta(days=1), last) == number


@pytest.mark.whole
@given(calendars, days, st.integers(0, 40), st.integers(0, 40))
def test_a_stretch_is_its_parts(calendar: WorkingDays, day: date, first: int, second: int) -> None:
    middle, last = day + timedelta(days=first), day + timedelta(days=first + second)
    whole = calendar.between(day, last)
    assert whole == calendar.between(day, middle) + calendar.between(middle + timedelta(days=1), last)
