"""工作日: Monday to Friday, less the days off and with the days worked that the office has written down."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import NamedTuple

_SATURDAY = 5


class WorkingDays(NamedTuple):
    """The calendar of kaoping.yaml (`days_off`, `days_worked`); of a year without an entry no holiday is known."""

    off: Collection[date] = ()
    worked: Collection[date] = ()

    def counts(self, day: date) -> bool:
        """Whether a day is a working day."""
        return day in self.worked or (day.weekday() < _SATURDAY and day not in self.off)

    def between(self, first: date, last: date) -> int:
        """The working days from one day to another, both included."""
        return sum(self.counts(first + timedelta(days=each)) for each in range((last - first).days + 1))

    def after(self, day: date, number: int) -> date:
        """The working day that is so many after a day; the day itself is not counted."""
        while number:
            day += timedelta(days=1)
            number -= self.counts(day)
        return day

    def known(self, first: date, last: date) -> int | None:
        """The working days from one day to another; None where of one of their years no holiday was written down."""
        return self.between(first, last) if self.knows(first) and self.knows(last) else None

    def knows(self, day: date) -> bool:
        """Whether holidays of its year were written down."""
        return any(each.year == day.year for each in self.off)
