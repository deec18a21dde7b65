"""Values as people write them: every scalar arrives as text, and one pattern a type decides.

Python alone would take `1_000`, `１２`, `1e3` and `off`; these types take what an office writes and say in
Chinese what they expected. The error type (`number`, `date`, ...) is what `loading` turns into a diagnostic.
"""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, ClassVar, Protocol, Self

from dangjian_kaoping.characters import is_plain, unlawful_in_name, visible
from dangjian_kaoping.exact import Exact, divided
from dangjian_kaoping.model.document import Document
from dangjian_kaoping.model.marks import BeforeValidator, Field, JsonSchema, MisfitError, PlainValidator
from dangjian_kaoping.periods import DayOfYear, Month, Quarter, parse_day_of_year, parse_month, parse_quarter
from dangjian_kaoping.place import NOWHERE, Place

# Bounded digits: a number is a score or an amount, and the exact arithmetic stays small.
_NUMBER = re.compile(r"-?\d{1,12}(\.\d{1,8})?", re.ASCII)
# What is computed of such numbers: sums of products, by as many facts as a workspace may hold.
_FIGURE = re.compile(r"-?\d{1,40}(\.\d{1,8})?", re.ASCII)
# What is worked out by hand may have no finite decimal.
_RATIO = re.compile(_NUMBER.pattern + r"(/\d{1,12})?", re.ASCII)
_LONG_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_COUNT = re.compile(r"\d{1,9}", re.ASCII)
_LONG_COUNT = re.compile(r"\d+", re.ASCII)
_PERCENTAGE = re.compile(r"(\d{1,12}(?:\.\d{1,8})?)%", re.ASCII)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_LONGEST_NOTICE = 90
"""Days ahead of which nobody need be told of anything."""
MOST_CHARACTERS = 10_000
"""Of a text: some ten pages; a cell of a workbook takes 32 767, and nobody reads as much."""
MOST_IN_A_NAME = 200
"""Characters of a name or an id."""
_NOTHING = frozenset(("无", "没有", "暂无", "不详", "略", "none", "None", "nil", "N/A", "n/a", "NaN", "nan"))
"""What a form is filled with where there is no reason."""


def _text(value: object, kind: str, expected: str) -> str:
    if type(value) is not str:
        raise MisfitError(kind, "{expected}", {"expected": expected})
    return value


def _number(value: object) -> Decimal:
    if isinstance(value, Decimal):
        return value
    text = _text(value, "number", "一个数")
    if not _NUMBER.fullmatch(text):
        if _LONG_NUMBER.fullmatch(text):
            raise MisfitError("number", "一个数，整数部分最多 12 位，小数最多 8 位")
        raise MisfitError("number", "一个数，如 0.5")
    return Decimal(text)


def _figure(value: object) -> Decimal:
    if not isinstance(value, Decimal) and _FIGURE.fullmatch(_text(value, "number", "一个数")):
        return Decimal(str(value))
    return _number(value)


def _amount(value: object) -> Decimal:
    number = _number(value)
    if number.is_signed() and number:
        raise MisfitError("negative", "不小于 0 的数")
    return number


def _ratio(value: object) -> Exact:
    if isinstance(value, Decimal | Fraction):
        return value
    over, slash, under = _text(value, "number", "一个数").partition("/")
    if not slash:
        return _number(value)
    if not _RATIO.fullmatch(str(value)) or not int(under):
        raise MisfitError("number", "一个数，如 0.5；除不尽的写成分数，如 25/3")
    return divided(_number(over), Decimal(under))


def _part(value: object) -> Exact:
    ratio = _ratio(value)
    if ratio < 0:
        raise MisfitError("negative", "不小于 0 的数")
    return ratio


def _count(value: object) -> int:
    text = _text(value, "count", "一个整数")
    if not _COUNT.fullmatch(text):
        if _NUMBER.fullmatch(text) and text.startswith("-"):
            raise MisfitError("negative", "不小于 0 的整数")
        if _LONG_COUNT.fullmatch(text):
            raise MisfitError("count", "一个整数，最多 9 位")
        raise MisfitError("count", "一个整数，如 3")
    return int(text)


def _notice(value: object) -> int:
    days = _count(value)
    if days > _LONGEST_NOTICE:
        raise MisfitError("notice", f"一个整数，最多 {_LONGEST_NOTICE}")
    return days


def _percentage(value: object) -> str:
    found = _PERCENTAGE.fullmatch(_text(value, "percentage", "一个百分数，如 '10%'"))
    if found is None:
        raise MisfitError("percentage", "一个百分数，如 '10%'")
    return f"{found[1]}%"


def _date(value: object) -> date:
    text = _text(value, "date", "一个日期")
    if _DATE.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError as error:
            raise MisfitError("no_such_day", "日历上没有这一天") from error
    raise MisfitError("date", "一个日期，如 2021-03-25")


def _yes_no(value: object) -> bool:
    if value not in ("true", "false"):
        raise MisfitError("yes_no", "true 或 false")
    return value == "true"


def _quarter(value: object) -> Quarter:
    quarter = parse_quarter(_text(value, "quarter", "一个季度"))
    if quarter is None:
        raise MisfitError("quarter", "一个季度，如 2021Q1")
    return quarter


def _month(value: object) -> Month:
    month = parse_month(_text(value, "month", "一个月份"))
    if month is None:
        raise MisfitError("month", "一个月份，如 2021-01")
    return month


def _day_of_year(value: object) -> DayOfYear:
    day = parse_day_of_year(_text(value, "day_of_year", "几月几日，如 03-15"))
    if day is None:
        raise MisfitError("day_of_year", "几月几日，如 03-15")
    return day


def _free_text(value: object) -> str:
    if type(value) is str and len(value) <= MOST_CHARACTERS and visible(value):
        return value
    if isinstance(value, str) and type(value) is not str:
        raise MisfitError("empty_text", "这等于没有写；没有的，把这一行删去，确是文字的加引号")
    text = _text(value, "text", "一段文字")
    if not visible(text):
        raise MisfitError("empty_text", "不能是空的文字")
    raise MisfitError("text", f"一段文字，最多 {MOST_CHARACTERS} 个字")


def _name(value: object) -> str:
    if type(value) is str and len(value) <= MOST_IN_A_NAME and is_plain(value):
        return value
    text = _free_text(value)
    if len(text) > MOST_IN_A_NAME:
        raise MisfitError("text", f"一个名称，最多 {MOST_IN_A_NAME} 个字")
    if found := unlawful_in_name(text):
        raise MisfitError("unlawful_name", "{what}", {"what": found.what, "mend": found.mend})
    return text


def _reason(value: object) -> str:
    text = _free_text(value)
    if says_nothing(text):
        raise MisfitError("empty_text", "这不是原因")
    return text


def says_nothing(reason: str) -> bool:
    """Whether what stands for a reason is none: 无, 略, a dash."""
    return reason.strip() in _NOTHING or not any(map(str.isalnum, reason))


def _schema(description: str, pattern: str) -> JsonSchema:
    return JsonSchema({"type": ["string", "number"], "pattern": f"^({pattern})$", "description": description})


Number = Annotated[Decimal, PlainValidator(_number), _schema("一个数", _NUMBER.pattern)]
"""Any number, may be negative."""
Figure = Annotated[Decimal, PlainValidator(_figure), _schema("一个数", _FIGURE.pattern)]
"""A number that was computed, which may be longer than those that people write."""
Amount = Annotated[Decimal, PlainValidator(_amount), _schema("不小于 0 的数", _NUMBER.pattern)]
"""A number that is not negative."""
ExactNumber = Annotated[Exact, PlainValidator(_ratio), _schema("一个数，除不尽的写成分数，如 25/3", _RATIO.pattern)]
"""Any number as it comes out, `8.5` or `25/3`."""
ExactAmount = Annotated[Exact, PlainValidator(_part), _schema("不小于 0 的数，除不尽的写成分数", _RATIO.pattern)]
"""The same, not negative."""
Count = Annotated[int, PlainValidator(_count), _schema("不小于 0 的整数", _COUNT.pattern)]
"""A whole number from 0."""
Notice = Annotated[int, PlainValidator(_notice), _schema(f"0 到 {_LONGEST_NOTICE} 的整数", r"[0-9]|[1-8][0-9]|90")]
"""How many days (天) ahead one is told of something."""
Percentage = Annotated[str, PlainValidator(_percentage), JsonSchema({"type": "string", "pattern": "^[0-9.]+%$"})]
"""So many hundredths of something: `10%`."""
Date = Annotated[date, PlainValidator(_date), JsonSchema({"type": "string", "format": "date"})]
"""A day, 2021-03-25."""
YesNo = Annotated[bool, PlainValidator(_yes_no), JsonSchema({"type": "boolean"})]
"""`true` or `false`, and nothing else."""
QuarterText = Annotated[Quarter, PlainValidator(_quarter), _schema("季度，如 2021Q1", r"\d{4}Q[1-4]")]
"""A quarter, 2021Q1."""
MonthText = Annotated[Month, PlainValidator(_month), _schema("月份，如 2021-01", r"\d{4}-\d{2}")]
"""A month, 2021-01."""
DayOfYearText = Annotated[DayOfYear, PlainValidator(_day_of_year), _schema("几月几日，如 03-15", r"\d{2}-\d{2}")]
"""A day of any year, 03-15."""
_WORDS = JsonSchema({"type": ["string", "number"], "minLength": 1})
Text = Annotated[str, PlainValidator(_free_text), _WORDS]
"""Text of which something is seen; it is kept as it is written."""
Reason = Annotated[str, PlainValidator(_reason), _WORDS]
"""Text that must say why."""
Name = Annotated[str, PlainValidator(_name), _WORDS]
"""A name or an id, by which other things find this one: without characters that are not seen or look like others."""


def _one_or_more(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Names = Annotated[tuple[Name, ...], BeforeValidator(_one_or_more, written_as=Name | list[Name])]
"""One name, or a list of names."""


class Source(Protocol):
    """The document that something was read from, asked where its values stand once something is wrong with them."""

    def value_at(self, at: Place, keys: tuple[str | int, ...]) -> Place: ...  # noqa: D102
    def key_at(self, at: Place, keys: tuple[str | int, ...]) -> Place: ...  # noqa: D102
    def lacks(self, at: Place, keys: tuple[str, ...]) -> bool: ...  # noqa: D102
    def is_whole(self, at: Place) -> bool: ...  # noqa: D102


ANY_KEY = "\0any"
"""Lacking where nobody knows which key it was: it may have been any."""


class Placed(Document):
    """Something with a place of its own, set when it is read."""

    # no file can write it, so `at` stays free as a key of the language
    at: Place = Field(default=NOWHERE, alias="\0at")
    source: ClassVar[Source | None] = None
    """Set with the place, beside the fields: what it says is no part of what the thing is."""

    def stand_at(self, at: Place, source: Source) -> None:
        """Set where it stands, for whoever reads it."""
        self.at = at
        self.source = source  # type: ignore[misc]

    def place_of(self, *keys: str | int) -> Place:
        """Where a value in it stands: its own, or by several keys one further in.

        What is not written stands where that stands which would hold it.
        """
        return self.at if self.source is None else self.source.value_at(self.at, keys)

    def key_of(self, *keys: str | int) -> Place:
        """Where the last of some keys stands itself, as a name in a table of names."""
        return self.at if self.source is None else self.source.key_at(self.at, keys)

    def lacks(self, *keys: str) -> bool:
        """Whether one of these keys could not be read, or an entry of what it holds; then nobody knows what it says.

        Never so in a document without faults; only `check` looks at others.
        """
        return self.source is not None and self.source.lacks(self.at, keys)

    @property
    def whole(self) -> bool:
        """Whether all that is written in it could be read."""
        return self.source is None or self.source.is_whole(self.at)

    def standing_as(self, other: "Placed") -> Self:
        """A copy that stands where another thing stands, of which it says what holds."""
        copy = self.model_copy()
        copy.__dict__ |= {"at": other.at, "source": other.source}
        return copy


def single_key(*tags: str) -> Callable[[Any], str | None]:
    """A discriminator that tells the members of a union by the key that only they have.

    The tag is written `=key`, because it is put into an error's location, where it must not be mistaken for a key of
    the data.
    """

    def discriminate(value: Any) -> str | None:
        if isinstance(value, dict):
            for tag in tags:
                if tag in value:
                    return f"={tag}"
            return None
        return f"={type(value).TAG}" if hasattr(value, "TAG") else None

    return discriminate
