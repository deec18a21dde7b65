"""What a number format makes of a value: the text that is seen in the cell (ISO/IEC 29500-1, 18.8.30).

Only formats that leave figures, dates and texts readable are understood; of all others nothing is said.
"""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from typing import Literal, NamedTuple

GENERAL = "General"
DAY_NOUGHT = datetime(1899, 12, 30)
"""Day 0 of a sheet's calendar."""
LAST_DAY = 2_958_466
"""The day after the last one of the calendar, 9999-12-31."""
_BUILT_IN = {
    **{0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "yyyy-mm-dd", 49: "@"},
    **{37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00"},
}
"""Formats that have a number only; all others of them are unreadable to us, and none of ours."""
_LONGEST = 255
"""Characters of a format at most."""

_Kind = Literal["text", "digit", "point", "comma", "percent", "at", "general", "date", "else"]


class _Token(NamedTuple):
    kind: _Kind
    text: str


_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_(?P<space>.)|(?P<general>General)|(?P<date>y+|m+|d+|/)|(?P<digit>[0#?])'
    r"|(?P<point>\.)|(?P<comma>,)|(?P<percent>%)|(?P<at>@)|(?P<end>;)|\[\$(?P<currency>[^\]-]*)(?:-[^\]]*)?\]"
    r"|(?P<plain>[-+(): ￥¥$年月日○△])|(?P<other>\[[^\]]*\]|.)",
    re.IGNORECASE | re.DOTALL,
)
_KINDS: Sequence[tuple[str, _Kind]] = (
    *(("quoted", "text"), ("escaped", "text"), ("currency", "text"), ("plain", "text")),
    *(("general", "general"), ("date", "date"), ("digit", "digit"), ("point", "point"), ("comma", "comma")),
    *(("percent", "percent"), ("at", "at"), ("other", "else")),
)
_PLAIN_NUMBER = re.compile(r"[-+]?[\d,]+(?:\.\d+)?")

Section = tuple[_Token, ...]


def built_in(number: int) -> str:
    """The format that has a number only; a sign for it where it is none that we read."""
    return _BUILT_IN.get(number, f"[{number}]")


@lru_cache(maxsize=1 << 12)
def sections(code: str) -> tuple[Section, ...]:
    """A format in parts, the same for every way of writing it: for numbers above, below and at zero, and for text."""
    if len(code) > _LONGEST:
        return ((_Token("else", code),),)
    parts: list[list[_Token]] = [[]]
    for match in _TOKEN.finditer(code):
        if match["end"]:
            parts.append([])
        elif match["space"]:
            _add(parts[-1], _Token("text", " "))
        else:
            name, kind = next((name, kind) for name, kind in _KINDS if match[name] is not None)
            text = match[name]
            _add(parts[-1], _Token(kind, text if kind == "text" else text.lower()))
    return tuple(tuple(each) for each in parts)


def _add(section: list[_Token], token: _Token) -> None:
    """Texts that follow each other are one."""
    if token.kind == "text" and section and section[-1].kind == "text":
        section[-1] = _Token("text", section[-1].text + token.text)
    elif token.text:
        section.append(token)


def is_date(code: str) -> bool:
    """Whether a number is shown as a date."""
    return any(token.kind == "date" and token.text != "/" for token in sections(code)[0])


def displayed(value: object, code: str) -> str | None:
    """What is seen of a value; None where the format is none that we understand."""
    parts = sections(code)
    if isinstance(value, str):
        return _text(value, parts)
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime):
        if is_date(code):
            return _rendered(parts[0], value)
        value = Decimal((value - DAY_NOUGHT) / timedelta(days=1))
    if not isinstance(value, (int, float, Decimal)):
        return None
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    section, number = _chosen(parts, number)
    return _rendered(section, number)


def seen_alike(one: str | None, other: str | None) -> bool:
    """Whether two texts in a cell are read as the same: texts alike but for blanks around them, or equal figures."""
    if one is None or other is None:
        return False
    one, other = one.strip(), other.strip()
    return one == other or ((first := figure_in(one)) is not None and first == figure_in(other))


def figure_in(text: str) -> Decimal | None:
    """The figure that a text is; None where it is none."""
    if not _PLAIN_NUMBER.fullmatch(text):
        return None
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None


def _text(value: str, parts: Sequence[Section]) -> str | None:
    """A text goes by the fourth part, or by the only one that has an @; without such it is shown as it is."""
    section = parts[3] if len(parts) > 3 else next((each for each in parts if any(t.kind == "at" for t in each)), None)
    if section is None:
        return value
    if any(token.kind not in ("text", "at", "general") for token in section):
        return None
    return "".join(token.text if token.kind == "text" else value for token in section)


def _chosen(parts: Sequence[Section], number: Decimal) -> tuple[Section, Decimal]:
    """The part for a number, and what of the number it shows: with two parts or more the second has its own sign."""
    if number < 0 and len(parts) > 1:
        return parts[1], -number
    if number == 0 and len(parts) > 2:
        return parts[2], number
    return parts[0], number


def _rendered(section: Section, value: Decimal | datetime) -> str | None:
    kinds = {token.kind for token in section}
    if "else" in kinds or "at" in kinds:
        return None
    if isinstance(value, datetime):
        return _date(section, value)
    if "date" in kinds:
        return _date(section, DAY_NOUGHT + timedelta(days=float(value))) if 0 <= value < LAST_DAY else None
    sign = "-" if value < 0 else ""
    value = abs(value)
    if "general" in kinds:
        return sign + "".join(f"{value.normalize():f}" if each.kind == "general" else each.text for each in section)
    try:
        return _figures(section, value, sign)
    except InvalidOperation:  # of more digits than are reckoned with
        return None


def _date(section: Section, day: datetime) -> str | None:
    words = {"yyyy": f"{day:%Y}", "yy": f"{day:%y}", "mm": f"{day:%m}", "m": str(day.month), "dd": f"{day:%d}"}
    words |= {"d": str(day.day), "/": "/"}
    found = [token.text if token.kind == "text" else words.get(token.text) for token in section]
    return None if None in found else "".join(each for each in found if each is not None)


def _figures(section: Section, value: Decimal, sign: str) -> str | None:
    """Digits in the places that are for them; a comma behind the last one leaves three digits out."""
    point = next((index for index, token in enumerate(section) if token.kind == "point"), len(section))
    places = [index for index, token in enumerate(section) if token.kind == "digit"]
    whole, decimals = [each for each in places if each < point], [each for each in places if each > point]
    commas = [index for index, token in enumerate(section) if token.kind == "comma"]
    if any(point < comma < decimals[-1] for comma in commas if decimals):
        return None
    # behind the last digit before the point, or behind the last of all
    ends = whole[-1] if whole else -1, decimals[-1] if decimals else point
    scaling = sum(comma > ends[comma > point] for comma in commas)
    grouped = bool(whole) and any(whole[0] < comma < whole[-1] for comma in commas)
    value = value.scaleb(2 * sum(token.kind == "percent" for token in section) - 3 * scaling)
    shown = value.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    if not shown:
        sign = sign if not places else ""
    head, _, tail = f"{shown:f}".partition(".")
    # a place of # is for a digit that is there
    required = sum(section[each].text == "0" for each in whole)
    head = (head.lstrip("0") if not required else head).zfill(required)
    groups = f"{int(head or 0):0{len(head)},}" if grouped and head else head
    kept = max((n for n, each in enumerate(decimals, 1) if section[each].text == "0" or tail[n - 1] != "0"), default=0)
    result = [sign]
    for index, token in enumerate(section):
        match token.kind:
            case "text" | "percent":
                result.append(token.text)
            case "point":
                result.append(".")
            case "digit" if index in whole:
                result.append(_digits_at(whole.index(index), len(whole), groups if grouped else head))
            case "digit" if decimals.index(index) < kept:
                result.append(tail[decimals.index(index)])
    return "".join(result)


def _digits_at(place: int, places: int, head: str) -> str:
    """The digits of a whole number that stand in one of its places: the first takes all that have none of their own."""
    behind = places - 1 - place
    end = len(head) - behind
    start = 0 if place == 0 else end - 1
    return head[max(start, 0) : max(end, 0)]
