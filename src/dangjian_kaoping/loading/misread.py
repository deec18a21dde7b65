"""A value as it was written where another was expected: what is wrong with it, and what is to be written where that is
certain.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal

from dangjian_kaoping.loading.terms import chosen_by
from dangjian_kaoping.periods import meant_quarter

Correction = tuple[str, str | None]
"""What is wrong, and the value to write instead (None: nobody knows)."""


def correction(kind: str, text: str, known: tuple[str, ...] = ()) -> str:
    """What to say of a text where a value of a kind was expected (`number`, `date`, …; of a choice the known words).

    Empty where there is nothing to say beyond that.
    """
    judge = _JUDGES.get(kind)
    found = judge(text) if judge is not None else _word(text, known) if known else None
    if found is None:
        return ""
    wrong, better = found
    if better is None:
        return f"；{wrong}"
    return f"；是不是“{better}”？" if not wrong else f"；{wrong}，写 {better}"


# ── numbers ────────────────────────────────────────────────────────────────────────────────────────────────────────

_PLAIN = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_DIGITS = {
    "零": 0,
    "〇": 0,
    "○": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_DIGITS |= {"壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9}
_TENS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_CHINESE = re.compile(f"[{''.join(_DIGITS)}{''.join(_TENS)}万]+")
_THOUSANDS = re.compile(r"-?\d{1,3}([,，'’_ ]\d{3})+(\.\d+)?", re.ASCII)
_RANGE = re.compile(r"\d+(\.\d+)?\s*(?:[-~—–～至到]+)\s*\d+(\.\d+)?\D{0,2}", re.ASCII)
_FRACTION = re.compile(r"(\d+)\s*/\s*(\d+)", re.ASCII)
_MONEY = re.compile(r"[¥￥$]\s*")
_UNIT = re.compile(r"[^\d.\s]{1,4}")
_MYRIADS = {"万": 10_000, "亿": 100_000_000}
_DASHES = str.maketrans("－−–—", "----")


_LONGEST = 40
"""More characters than these no number has that an office writes."""


def _number(text: str) -> Correction | None:
    return next(_numbers(text.strip()), None) if len(text) <= _LONGEST else None


def _numbers(text: str) -> Iterator[Correction]:
    """What may be wrong with a number, the likeliest first."""
    half = unicodedata.normalize("NFKC", text).translate(_DASHES).replace("\u2044", "/").strip()
    bare = half.strip("()")
    if bare != half and _PLAIN.fullmatch(bare):
        yield "不加括号", bare
    if half != text and _PLAIN.fullmatch(half):
        yield f"数字和符号要用半角，是不是“{half}”？", None
    if _THOUSANDS.fullmatch(half):
        yield "不写千位分隔", re.sub(r"[,，'’_ ]", "", half)
    if re.fullmatch(r"\d+(\.\d+)?([,，、;；]\s*\d+(\.\d+)?)+", text):
        yield "这里写了几个数；在方括号里的，要用半角逗号和空格隔开", None
    if (hundredths := _hundredths(half)) is not None:
        # 20% of a score is 20 where percentages are counted, and 0.2 where something is multiplied by it
        part = format(Decimal(hundredths).scaleb(-2).normalize(), "f")
        yield f"不写百分号：以百分数计的写 {hundredths}，用来乘的（比例、系数、每人几个）写 {part}", None
    if _RANGE.fullmatch(half):
        yield "只能写一个数，不能写范围", None
    if found := _FRACTION.fullmatch(half):
        yield "不写分数", _quotient(int(found[1]), int(found[2]))
    if half.startswith("+") and _PLAIN.fullmatch(half[1:]):
        yield "不写加号", half[1:]
    if re.fullmatch(r"-?\.\d+|-?\d+\.", half):
        yield "小数点前后都要有数字", _padded(half)
    if found := re.fullmatch(r"-?\d+(\.\d+)?[eE]([+-]?\d+)", half):
        # written out, 1e999999999 would be a thousand million digits
        short = abs(int(found[2])) <= _LONGEST
        yield "不写成科学记数法", f"{Decimal(half):f}" if short else None
    if (value := _in_chinese(half)) is not None:
        yield "要用阿拉伯数字", value
    yield from _with_unit(half)
    if half in ("无", "没有", "/", "-", "—", "空", "不详"):
        yield "没有的，删去这个键", None


def _with_unit(text: str) -> Iterator[Correction]:
    """Numbers with a unit, a currency, or a word such as 约 before them."""
    bare = _MONEY.sub("", text)
    found = re.match(rf"(约|大约|共|计|第|近)?\s*(-?\d+(?:\.\d+)?|{_CHINESE.pattern}|半)\s*(.*)", bare)
    if found is None or (bare == text and not found[1] and not found[3]):
        return
    number = found[2] if _PLAIN.fullmatch(found[2]) else _in_chinese(found[2])
    rest = found[3]
    if number is None:
        return
    if rest and not _UNIT.fullmatch(rest):
        yield "这里只写数，别的话写在 reason 或 note 里", None
        return
    myriads = _MYRIADS.get(rest[:1])
    if found[1] in ("约", "大约", "近"):
        yield "要写准确的数", None
    elif myriads is not None:
        yield "不写单位", _times(number, myriads)
    elif rest in ("以上", "以下", "左右", "多", "余") or rest.endswith(("以上", "以下", "左右", "多")):
        yield "只能写一个数", None
    elif rest.endswith("半"):
        yield "不写单位", f"{number}.5" if number.lstrip("-").isdecimal() else None
    else:
        yield "不写单位", number


def _hundredths(text: str) -> str | None:
    """How many hundredths 20% or 百分之二十 are."""
    if text.startswith("百分之"):
        number = text.removeprefix("百分之").strip()
    elif text.endswith("%"):
        number = text.rstrip("%").strip()
    else:
        return None
    return number if _PLAIN.fullmatch(number) else _in_chinese(number)


def _quotient(above: int, below: int) -> str | None:
    """A fraction as a decimal number, where it comes to an end within 8 places."""
    if not below or (above * 10**8) % below:
        return None
    whole, rest = divmod(above * 10**8 // below, 10**8)
    return f"{whole}.{rest:08d}".rstrip("0").rstrip(".")


def _padded(text: str) -> str:
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    return sign + ("0" + digits if digits.startswith(".") else digits.rstrip("."))


def _times(number: str, factor: int) -> str | None:
    whole, _, places = number.partition(".")
    zeros = len(str(factor)) - 1
    if len(places) > zeros:
        return None
    return str(int(whole + places.ljust(zeros, "0")))


def _in_chinese(text: str) -> str | None:
    """两, 十二, 一百零五, 半, 一点五 in digits; None where it is no such number."""
    if text == "半":
        return "0.5"
    whole, dot, places = text.partition("点")
    if not _CHINESE.fullmatch(whole) or (dot and not all(each in _DIGITS for each in places or "x")):
        return None
    value = _integer(whole)
    return None if value is None else str(value) + ("." + "".join(str(_DIGITS[each]) for each in places) if dot else "")


def _integer(text: str) -> int | None:
    if "万" in text:
        above, _, below = text.partition("万")
        high, low = _integer(above), _integer(below.lstrip("零")) if below else 0
        return None if high is None or low is None else high * 10_000 + low
    if len(text) > 1 and all(each in _DIGITS for each in text):
        return int("".join(str(_DIGITS[each]) for each in text))  # 二〇二一
    total = digit = 0
    for each in text:
        if each in _TENS:
            total += (digit or 1) * _TENS[each]
            digit = 0
        elif each in _DIGITS:
            digit = _DIGITS[each]
        else:
            return None
    return total + digit if text else None


def _count(text: str) -> Correction | None:
    """A whole number: what is wrong with a number, and that there is a part behind the point."""
    half = unicodedata.normalize("NFKC", text.strip())
    if half != text.strip() and half.isdecimal():
        return _number(text)
    if re.fullmatch(r"\d+\.0+", half, re.ASCII):
        return "写整数", half.partition(".")[0]
    if re.fullmatch(r"\d+\.\d+", half, re.ASCII):
        return "要是整数，不能有小数", None
    found = _number(text)
    if found is not None and found[1] is not None and not found[1].isdecimal():
        return found[0], None
    return found


# ── days, months, quarters ─────────────────────────────────────────────────────────────────────────────────────────

_MONTH_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FIRST_SERIAL = date(1899, 12, 30)
"""The day from which spreadsheets count."""
_CHINESE_DAY = re.compile(
    r"([零〇○一二三四五六七八九]{4})年([一二三四五六七八九十]+)月([一二三四五六七八九十]+)[日号]?"
)


def _day(text: str) -> Correction | None:
    half = unicodedata.normalize("NFKC", text.strip())
    if found := _CHINESE_DAY.fullmatch(half):
        half = "{}-{}-{}".format(*(_in_chinese(each) for each in found.groups()))
    parts = "".join(each if each.isdecimal() else " " for each in half).split()
    if len(parts) == 1 and re.fullmatch(r"(19|20)\d{6}", parts[0]) and parts[0] == half:
        parts = [half[:4], half[4:6], half[6:]]
    if len(parts) == 3 and len(parts[0]) == 4:
        return _calendar(*map(int, parts))
    if len(parts) > 3 and len(parts[0]) == 4 and ":" in half:
        found_day = _calendar(*map(int, parts[:3]))
        return ("只写日期，不写时刻", found_day[1]) if found_day[1] else found_day
    if len(parts) == 3 and len(parts[2]) == 4:
        return "年份写在最前面", _calendar(int(parts[2]), int(parts[1]), int(parts[0]))[1] if "月" in half else None
    if len(parts) == 3 and len(parts[0]) == 2:
        return "年份要写四位", None
    if len(parts) == 2 and len(parts[0]) == 4:
        return "没有写哪一天", None
    if len(parts) == 2:
        return "没有写年份", None
    if re.fullmatch(r"[34]\d{4}", half):
        return "看来是表格软件里的日期序号", (_FIRST_SERIAL + timedelta(days=int(half))).isoformat()
    return None


def _calendar(year: int, month: int, day: int) -> Correction:
    try:
        return "", date(year, month, day).isoformat()
    except ValueError:
        pass
    if not 1 <= month <= 12:
        return f"没有 {month} 月", None
    if not year:
        return "没有公元 0 年", None
    last = 28 if month == 2 and (year % 4 or (not year % 100 and year % 400)) else _MONTH_DAYS[month - 1]
    return (f"{year}年{month}月没有 {day} 日，只有 {last} 天" if day else "日期从 1 日起"), None


def _month(text: str) -> Correction | None:
    half = unicodedata.normalize("NFKC", text.strip())
    found = re.fullmatch(r"(\d{4})\s*[-年./]?\s*(\d{1,2})\s*月?(份)?", half)
    if found is None:
        return ("没有写年份", None) if re.fullmatch(r"\d{1,2}\s*月(份)?", half) else None
    if not 1 <= int(found[2]) <= 12:
        return f"没有 {int(found[2])} 月", None
    return "", f"{found[1]}-{int(found[2]):02d}"


def _quarter(text: str) -> Correction | None:
    half = unicodedata.normalize("NFKC", text.strip())
    if re.fullmatch(r"\d{4}\s*[Qq]\s*\d+", half):
        number = int(half[4:].strip(" Qq"))
        if not 1 <= number <= 4:
            return f"一年只有 4 个季度，没有第 {number} 季度", None
    meant = meant_quarter(half)
    if meant is not None:
        return "", str(meant)
    if re.search(r"第?[1-4一二三四]季", half) and not re.search(r"\d{4}", half):
        return "没有写年份", None
    return None


# ── words ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _word(text: str, known: tuple[str, ...]) -> Correction | None:
    parts = re.split(r"\s*[，、；;]\s*", text)
    if len(parts) > 1 and all(part in known or chosen_by(part, known) for part in parts):
        return "这里写了几个；在方括号里的，要用半角逗号和空格隔开", None
    better = chosen_by(text, known)
    return None if better is None else ("", better)


def _yes_no(text: str) -> Correction | None:
    return _word(text, ("true", "false"))


_JUDGES: dict[str, Callable[[str], Correction | None]] = {
    "number": _number,
    "negative": _number,
    "count": _count,
    "date": _day,
    "no_such_day": _day,
    "quarter": _quarter,
    "month": _month,
    "yes_no": _yes_no,
}
