"""By when something is to be done, as a sentence says: 每月10日前, 3月15日前, 每季末月25日前, 6月底前."""

import re
from collections.abc import Iterator

from dangjian_kaoping.grammar.meaning import Deadlines
from dangjian_kaoping.grammar.tokens import number, one_width

_NUMBER = r"(\d{1,2}|[一二三四五六七八九十]{1,3})"
_BEFORE = r"(?:\(含(?:当日)?\))?(?:之前|以前|前)"
_DAY = rf"(?:{_NUMBER}\s*[日号]|[底末]){_BEFORE}"
_MONTHLY = re.compile(rf"每个?月(?:份|的)?\s*{_DAY}")
# of one year is of no other: 2021年3月15日前
_YEARLY = re.compile(rf"(?<![\d零〇])(?<!\d年)(?<!\d年度)(?<![一二三四五六七八九十]){_NUMBER}\s*月份?\s*{_DAY}")
_QUARTERLY = re.compile(rf"每个?季度?的?(首月|第一个月|第二个月|第三个月|末月|最后一个月|末)的?\s*{_DAY}")
_NUMBER_OF_MONTH = rf"(?<![\d零〇])(?<!\d年)(?<!\d年度)(?<![一二三四五六七八九十])(?:{_NUMBER[1:-1]})\s*月份?"
_OF_QUARTER = r"(?:首月|第一个月|第二个月|第三个月|末月|最后一个月)的?"
_OF = rf"(?:每个?月(?:份|的)?|(?:每个?季度?的?)?{_OF_QUARTER}|{_NUMBER_OF_MONTH})"
_ON = rf"\s?(?:(?:{_NUMBER[1:-1]})\s*[日号]|[底末])"
_AND = r"\s*(?:、|,|和|及|与|以及|或)\s*"
_SEVERAL = re.compile(rf"{_OF}{_ON}(?:{_AND}{_OF}?{_ON})+(?={_BEFORE})")
_EACH = re.compile(rf"({_OF})?({_ON})")
_MONTHS = {"首月": 1, "第一个月": 1, "第二个月": 2, "第三个月": 3, "末月": 3, "最后一个月": 3, "末": 3}
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def deadlines(sentence: str) -> Deadlines:
    """The deadlines that a sentence names: days of every month, and (month, day) of every year."""
    text = _SEVERAL.sub(_told_apart, one_width(sentence))
    monthly = {_day(found[1], 31) for found in _MONTHLY.finditer(text)}
    return Deadlines(tuple(sorted(monthly - {0})), tuple(sorted({*_of_years(text), *_of_quarters(text)})))


def _told_apart(several: re.Match[str]) -> str:
    """Each deadline of several with words of its own: 3月15日、20日前 is 3月15日前、3月20日前."""
    told, of = [], ""
    for each in _EACH.finditer(several[0]):
        of = each[1] or of
        told.append(("每季" if re.match(_OF_QUARTER, of) else "") + of + each[2])
    return "前、".join(told)


def _of_years(text: str) -> Iterator[tuple[int, int]]:
    for found in _YEARLY.finditer(text):
        month = int(number(found[1]))
        if 1 <= month <= len(_DAYS) and (day := _day(found[2], _DAYS[month - 1])):
            yield month, day


def _of_quarters(text: str) -> Iterator[tuple[int, int]]:
    for found in _QUARTERLY.finditer(text):
        for month in range(_MONTHS[found[1]], 13, 3):
            if day := _day(found[2], _DAYS[month - 1]):
                yield month, day


def _day(text: str | None, last: int) -> int:
    """A day, the last one where its number is not said; 0 where the month has not so many."""
    day = last if text is None else int(number(text))
    return day if 1 <= day <= last else 0
