"""The clock, asked in this one place: today by what depends on it (waivers that expire), now by who signs a lock."""

from datetime import date, datetime


def today() -> date:
    """The day on which the command runs."""
    return date.today()


def now() -> datetime:
    """The moment, as the clock on the wall has it."""
    return datetime.now()
