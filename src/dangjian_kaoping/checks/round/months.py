"""文字里的月份: which month of its own time a sentence speaks of."""

import re
import unicodedata
from collections.abc import Iterator, Set
from typing import NamedTuple

from dangjian_kaoping.periods import Month, Quarter

_CHINESE = {
    **{"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6},
    **{"七": 7, "八": 8, "九": 9, "十": 10, "十一": 11, "十二": 12},
}
_NUMBER = r"(?<![\d.第])(?:0?[1-9]|1[0-2])(?![\d.])|(?<![一二三四五六七八九十几数])(?:十[一二]?|[一二三四五六七八九])"
_NAMED = re.compile(
    rf"(?:(?P<year>\d{{4}})\s*年\s*)?(?P<first>{_NUMBER})(?:\s*月份?)?"
    rf"(?:\s*(?P<join>[-—–~～至到、,和及与])\s*(?P<last>{_NUMBER}))?\s*月"
)
"""8月, 08月, 八月, 2020年8月, 8—9月, 8月至9月, 8、9月; not 8个月."""

_BEFORE = re.compile(
    r"(?:去年|上一?年度?|前年|往年|历年|每年|同期|上一?季度?|上一?轮|上次|上半年|比|较|自|从|截[至止]|至|到|"
    r"连续|累计|超过|长达|将近|满|推迟|延[期迟后]|拟于?|计划于?|预计|安排在|定于|改[到在至为于])[（(“\s]*$"
)
"""Before a month that is only referred to: a comparison, a beginning or an end, a duration, a plan."""
_BEHIND = re.compile(
    r"份?(?:\d{1,2}[日号]|[上中下]旬|初|底|末)*"
    r"(?:[之以]?前(?!期)|[之以]?后(?!勤)|以?来|起(?!草)|开始|同期|相比|的?问题|的?整改|"
    r"(?:检查|考评|督查|巡察)?(?:时|中)?(?:排?查出|指出|提出|发现|反馈|通报)(?:的|来|过))"
)
"""Behind a month that is only referred to: a deadline, a beginning, or what was found then."""
_OLDER = re.compile(r"至今|仍|再次|屡|反复|未整改|整改不|没有(?:整改|改)|未改|复查|上一?轮|上次|上一?季")
"""Where a sentence speaks of an older problem, it may name older months."""
_NEAR = 20
"""Characters before a month in which it is said how it is meant."""
_YEARS_BACK = 4
"""Quarters; a year that is written and lies further back is meant."""


class _Mention(NamedTuple):
    """A month, or several, that a text names; `year` where it is written."""

    words: str
    year: int | None
    months: tuple[int, ...]


def month_outside(text: str, quarter: Quarter, allowed: Set[Month]) -> str | None:
    """The month that a text names as if it were one of the `allowed` ones, in the text's words; None where none is.

    A text that also names one of the allowed months knows which quarter it is about. Not meant are months that are
    only referred to: last year's, compared ones, since when, until when, how long.
    """
    plain = unicodedata.normalize("NFKC", text)
    if "月" not in plain or _OLDER.search(plain):
        return None
    outside = None
    for mention in _mentions(plain):
        years = range(quarter.year - 1, quarter.year + 2) if mention.year is None else (mention.year,)
        named = {Month(year, number) for year in years for number in mention.months}
        if named & allowed:
            return None
        if mention.year is not None and max(named).quarter < quarter.earlier(_YEARS_BACK):
            continue
        outside = outside or mention.words
    return outside


def _mentions(text: str) -> Iterator[_Mention]:
    for found in _NAMED.finditer(text):
        if _BEFORE.search(text[max(found.start() - _NEAR, 0) : found.start()]) or _BEHIND.match(text, found.end()):
            continue
        first, last = (_number(found[name]) for name in ("first", "last"))
        assert first is not None
        months: tuple[int, ...] = (first,)
        if last is not None:
            listed = found["join"] in "、,和及与"
            months = (first, last) if listed else _from_to(first, last)
        year = found["year"]
        yield _Mention(found[0], None if year is None else int(year), months)


def _number(text: str | None) -> int | None:
    return None if text is None else _CHINESE.get(text) or int(text)


def _from_to(first: int, last: int) -> tuple[int, ...]:
    """The months of a stretch, which may run over New Year."""
    return tuple((first - 1 + step) % 12 + 1 for step in range((last - first) % 12 + 1))
