"""Quarters and months: the periods of 党支部量化考评. No clock: today is asked for only in the command line."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

_QUARTER = re.compile(r"(\d{4})Q([1-4])", re.ASCII)
_LIKE_QUARTER = re.compile(
    r"\s*+(\d{4})\s*+(?:[年/.-]\s*+)?(?=Q|.*季)[Qq第]?\s*+([1-4一二三四])\s*+季?度?\s*+", re.I | re.ASCII
)
_YEAR = re.compile(r"\d{4}", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)


_DAY_OF_YEAR = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", re.ASCII)
_LEAP_YEAR = 2020


MONTHS_OF_A_QUARTER = 3
QUARTERS_OF_A_YEAR = 4


class Month(NamedTuple):
    """A calendar month, written 2021-01."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"

    @property
    def quarter(self) -> "Quarter":
        """The quarter it lies in."""
        return Quarter(self.year, (self.number + 2) // 3)

    @property
    def before(self) -> "Month":
        """The month before."""
        return Month(self.year - 1, 12) if self.number == 1 else Month(self.year, self.number - 1)

    @property
    def chinese(self) -> str:
        """2021年2月, as a notice has it."""
        return f"{self.year}年{self.number}月"

    @property
    def first_day(self) -> date:
        """Its first day."""
        return date(self.year, self.number, 1)

    @property
    def last_day(self) -> date:
        """Its last day."""
        # the calendar has no month after the last
        return date(self.year, 12, 31) if self.number == 12 else date(self.year, self.number + 1, 1) - timedelta(days=1)

    def day(self, number: int) -> date:
        """Its day of a number; the last where it has not so many."""
        return date(self.year, self.number, min(number, self.last_day.day))


class DayOfYear(NamedTuple):
    """A day of any year, written 03-15."""

    month: int
    day: int

    def __str__(self) -> str:
        return f"{self.month:02d}-{self.day:02d}"

    @property
    def chinese(self) -> str:
        """3月15日, as a notice has it."""
        return f"{self.month}月{self.day}日"

    def in_year(self, year: int) -> date:
        """The day in a year; the last of February where there is no 29th."""
        return min(date(year, self.month, min(self.day, 28)) + timedelta(days=max(self.day - 28, 0)), self._last(year))

    def _last(self, year: int) -> date:
        return Month(year, self.month).last_day


class Quarter(NamedTuple):
    """A quarter, written 2021Q1: one 考评轮次."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year:04d}Q{self.number}"

    @property
    def chinese(self) -> str:
        """2021年第一季度, as a notice has it."""
        return f"{self.year}年{self.of_year}"

    @property
    def of_year(self) -> str:
        """第一季度, where the year is told beside it."""
        return f"第{'一二三四'[self.number - 1]}季度"

    @property
    def months(self) -> tuple[Month, Month, Month]:
        """Its three months."""
        first = self.number * 3 - 2
        return Month(self.year, first), Month(self.year, first + 1), Month(self.year, first + 2)

    @property
    def first_day(self) -> date:
        """Its first day."""
        return date(self.year, self.number * 3 - 2, 1)

    @property
    def last_day(self) -> date:
        """Its last day."""
        return self.months[2].last_day

    @property
    def next(self) -> "Quarter":
        """The quarter after."""
        return Quarter(self.year + 1, 1) if self.number == 4 else Quarter(self.year, self.number + 1)

    @property
    def first_of_year(self) -> "Quarter":
        """The first quarter of its year."""
        return Quarter(self.year, 1)

    def earlier(self, rounds: int) -> "Quarter":
        """The quarter that lies so many quarters before."""
        index = self.year * 4 + self.number - 1 - rounds
        return Quarter(index // 4, index % 4 + 1)


class Year(NamedTuple):
    """A calendar year, written 2021."""

    number: int

    def __str__(self) -> str:
        return f"{self.number:04d}"

    @property
    def chinese(self) -> str:
        """2021年, as a notice has it."""
        return f"{self.number}年"

    @property
    def first_day(self) -> date:
        """New Year's Day."""
        return date(self.number, 1, 1)

    @property
    def last_day(self) -> date:
        """December 31."""
        return date(self.number, 12, 31)


Period = Month | Quarter | Year
"""What tasks are listed for."""


def quarters_of(period: Period) -> tuple[Quarter, ...]:
    """The quarters of a period; of a month the one in which it lies."""
    match period:
        case Month():
            return (period.quarter,)
        case Quarter():
            return (period,)
        case Year():
            return tuple(Quarter(period.number, number) for number in (1, 2, 3, 4))


def quarter_with(period: Month | Quarter) -> Quarter:
    """The quarter that a month lies in; a quarter itself."""
    return period.quarter if isinstance(period, Month) else period


def quarter_of_day(day: date) -> Quarter:
    """The quarter in which a day lies."""
    return Month(day.year, day.month).quarter


def quarters_in_words(names: Iterable[str]) -> str:
    """`Q2`, `Q4` as 第二、四季度."""
    return f"第{'、'.join('一二三四'[int(name[1]) - 1] for name in names)}季度"


def parse_quarter(text: str) -> Quarter | None:
    """`2021Q1` as a Quarter, or None where it is not one."""
    found = _QUARTER.fullmatch(text)
    # the calendar begins with the year 1 and ends with 9999, and a quarter has to have one after it
    return Quarter(int(found[1]), int(found[2])) if found and 0 < int(found[1]) < 9999 else None


def meant_quarter(text: str) -> Quarter | None:
    """The quarter that is likely meant by `2021q1`, full-width digits or 2021年第一季度; None where it is not clear."""
    found = _LIKE_QUARTER.fullmatch(unicodedata.normalize("NFKC", text))
    if found is None:
        return None
    year, number = found.groups()
    return parse_quarter(f"{year}Q{'一二三四'.find(number) + 1 or number}")


def parse_year(text: str) -> Year | None:
    """`2021` as a Year, or None where it is not one."""
    found = _YEAR.fullmatch(text)
    return Year(int(text)) if found and 0 < int(text) < 9999 else None


def parse_day_of_year(text: str) -> DayOfYear | None:
    """`03-15` as a day of any year, or None where it is not one; 02-29 is one of a leap year."""
    found = _DAY_OF_YEAR.fullmatch(text)
    if found is None or int(found[2]) > Month(_LEAP_YEAR, int(found[1])).last_day.day:
        return None
    return DayOfYear(int(found[1]), int(found[2]))


def parse_month(text: str) -> Month | None:
    """`2021-01` as a Month, or None where it is not one."""
    found = _MONTH.fullmatch(text)
    return Month(int(found[1]), int(found[2])) if found and int(found[1]) else None
