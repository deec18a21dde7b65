"""The day, the quarter, the year that an option names."""

import re
import unicodedata
from datetime import date

from dangjian_kaoping.cli.shell.failure import Misused
from dangjian_kaoping.periods import Quarter, meant_quarter, parse_quarter

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_LIKE_DAY = re.compile(r"\s*+(\d{4})\s*+[年/.-]\s*+(\d{1,2})\s*+[月/.-]\s*+(\d{1,2})\s*+日?\s*+", re.ASCII)


def parse_day(text: str) -> date | None:
    """`2021-02-24` as a day; None where it is not one."""
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def asked_day(text: str, example: str) -> date:
    """The day that an option names; of `2021-4-12`, 2021年4月12日 or full-width digits it says what is likely meant."""
    day = parse_day(text)
    if day is not None:
        return day
    if _DAY.fullmatch(text):
        raise Misused(f"“{text}”不是日期，没有这一天；要写成 {example} 这样。")
    found = _LIKE_DAY.fullmatch(unicodedata.normalize("NFKC", text))
    meant = parse_day("{}-{:0>2}-{:0>2}".format(*found.groups())) if found else None
    raise Misused(f"“{text}”不是日期的写法，要写成 {example} 这样。" + (f"是不是“{meant}”？" if meant else ""))


def asked_quarter(text: str) -> Quarter:
    """The quarter that an option names."""
    quarter = parse_quarter(text)
    if quarter is None:
        meant = meant_quarter(text)
        near = f"是不是“{meant}”？" if meant else ""
        raise Misused(f"“{text}”不是季度的写法，要写成 2021Q1 这样（四位年份、大写 Q、1 到 4）。{near}")
    return quarter


def asked_year(text: str) -> int:
    """The year that an option names."""
    if not (text.isascii() and text.isdecimal() and len(text) == 4):
        raise Misused(f"“{text}”不是年份，要写成 2020 这样。")
    return int(text)
