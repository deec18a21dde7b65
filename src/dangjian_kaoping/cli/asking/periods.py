"""The day, the quarter, the year that an option names."""

import re
import unicodedata
from datetime import date
from typing import TYPE_CHECKING

from dangjian_kaoping.cli.shell.clock import today
from dangjian_kaoping.cli.shell.failure import Misused
from dangjian_kaoping.periods import Month, Quarter, Year, meant_quarter, parse_month, parse_quarter, parse_year

if TYPE_CHECKING:
    from dangjian_kaoping.engine.follow.ledger import AsOf

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_LIKE_DAY = re.compile(r"\s*+(\d{4})\s*+[年/.-]\s*+(\d{1,2})\s*+[月/.-]\s*+(\d{1,2})\s*+日?\s*+", re.ASCII)


def parse_day(text: str) -> date | None:
    """`2021-02-24` as a day; None where it is not one."""
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def meant_day(text: str) -> date | None:
    """The day that is likely meant by `2021-4-12`, 2021年4月12日 or full-width digits; None where it is not clear."""
    found = _LIKE_DAY.fullmatch(unicodedata.normalize("NFKC", text))
    return parse_day("{}-{:0>2}-{:0>2}".format(*found.groups())) if found else None


def _perhaps(meant: date | Quarter | None) -> str:
    return "" if meant is None else f"是不是“{meant}”？"


def asked_day(text: str, example: str) -> date:
    """The day that an option names; of `2021-4-12`, 2021年4月12日 or full-width digits it says what is likely meant."""
    day = parse_day(text)
    if day is not None:
        return day
    if _DAY.fullmatch(text):
        raise Misused(f"“{text}”不是日期，没有这一天；要写成 {example} 这样。")
    raise Misused(f"“{text}”不是日期的写法，要写成 {example} 这样。{_perhaps(meant_day(text))}")


def refuse_future(day: date, what: str) -> None:
    """Stop where something is said to have been done on a day that has not come."""
    if day > today():
        raise Misused(f"{what} {day} 还没有到（今天是 {today()}），请核对 --date。")


def asked_quarter(text: str) -> Quarter:
    """The quarter that an option names."""
    quarter = parse_quarter(text)
    if quarter is None:
        near = _perhaps(meant_quarter(text))
        raise Misused(f"“{text}”不是季度的写法，要写成 2021Q1 这样（四位年份、大写 Q、1 到 4）。{near}")
    return quarter


def asked_as_of(text: str) -> "AsOf":
    """How far the ledger looks by an option that names a day or a quarter."""
    from dangjian_kaoping.engine.follow.ledger import AsOf, as_of_quarter

    quarter, day = parse_quarter(text), parse_day(text)
    if quarter is not None:
        return as_of_quarter(quarter)
    if day is not None:
        return AsOf(day)
    near = _perhaps(meant_day(text) or meant_quarter(text))
    raise Misused(f"“{text}”不是日期，也不是季度，要写成 2021-02-24 或 2020Q4 这样。{near}")


def asked_month(text: str) -> Month:
    """The month that an option names, of a year that has quarters."""
    month = parse_month(text)
    if month is None or parse_year(text[:4]) is None:
        raise Misused(f"“{text}”不是月份，要写成 2021-02 这样。")
    return month


def asked_year(text: str) -> Year:
    """The year that an option names."""
    year = parse_year(text)
    if year is None:
        raise Misused(f"“{text}”不是年份，要写成 2020 这样。")
    return year
