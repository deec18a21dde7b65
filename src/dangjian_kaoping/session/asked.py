"""What is asked about, however the caller writes it: a quarter may be text, and a day may stand for the ledger then.

Without this a text would be held against quarters, be none of them, and be answered as if nothing were there.
"""

from datetime import date
from typing import TYPE_CHECKING

from dangjian_kaoping.periods import Month, Period, Quarter, Year, parse_quarter

if TYPE_CHECKING:
    # a score needs it not, and starts the quicker for it
    from dangjian_kaoping.engine.follow.ledger import AsOf


def quarter_of(quarter: Quarter | str) -> Quarter:
    """A quarter, which may be text, "2021Q1". Raises ValueError for a text that is none, TypeError for all else."""
    found = parse_quarter(quarter) if isinstance(quarter, str) else quarter
    if found is None:
        raise ValueError(f"{quarter!r} is no quarter, such as '2021Q1'")
    if not isinstance(found, Quarter):
        raise TypeError(f"{quarter!r} is no Quarter, and not one as text, such as '2021Q1'")
    return found


def year_of(year: int | Year) -> int:
    """The number of a year. Raises TypeError where it is neither that nor a Year."""
    found = year.number if isinstance(year, Year) else year
    if not isinstance(found, int):
        raise TypeError(f"{year!r} is no year, such as 2021")
    return found


def round_or_year_of(period: Quarter | str | Year) -> Quarter | Year:
    """A quarter or a year; text is a quarter. Raises as `quarter_of` does."""
    return period if isinstance(period, Year) else quarter_of(period)


def period_of(period: Period | str) -> Period:
    """A month, a quarter or a year; text is a quarter. Raises as `quarter_of` does."""
    return period if isinstance(period, Month | Year) else quarter_of(period)


def when_of(when: "AsOf | date | Quarter | str") -> "AsOf":
    """How far the ledger looks, of a day or of a round; text is a quarter. Raises as `quarter_of` does."""
    from dangjian_kaoping.engine.follow.ledger import AsOf, as_of_quarter

    match when:
        case AsOf():
            return when
        case date():
            return AsOf(when)
    return as_of_quarter(quarter_of(when))


def scope_of(scope: "Quarter | Year | AsOf | date | str | None") -> "Quarter | Year | AsOf | None":
    """What a publication is about; text is a round, a day the ledger as of it. Raises as `quarter_of` does."""
    if scope is None or isinstance(scope, Year):
        return scope
    return quarter_of(scope) if isinstance(scope, Quarter | str) else when_of(scope)
