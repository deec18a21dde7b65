"""How lists write their numbers (ISO/IEC 29500-1, 17.18.59)."""

from collections.abc import Callable, Mapping

_DIGITS = "〇一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x")),
    *((9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"
_IN_BRACKETS = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"
_WITH_DOT = "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"
_CHINESE_CIRCLED = "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"


def numeral(count: int, kind: str) -> str:
    """A number as a list of a kind (`chineseCounting`) writes it; as plain digits where the kind has none for it."""
    return _WRITTEN.get(kind, str)(count) or str(count)


def circled(count: int) -> str:
    """① for 1; in brackets where there is no such character."""
    return _of(_CIRCLED)(count) or f"（{count}）"


def _of(signs: str) -> Callable[[int], str]:
    return lambda count: signs[count - 1] if 0 < count <= len(signs) else ""


def _chinese(count: int, digits: str = _DIGITS, units: str = "千百十", *, one_ten: bool = False) -> str:
    """一百零一; beyond 9999, which no list has, nothing."""
    if not 0 < count < 10_000:
        return ""
    text, gap = "", False
    for unit, value in zip((*units, ""), (1000, 100, 10, 1), strict=True):
        digit = count // value % 10
        if digit:
            text += ("零" if gap and text else "") + digits[digit] + unit
        gap = not digit
    return text if one_ten or not text.startswith("一十") else text[1:]


def _letters(count: int) -> str:
    """a to z, then aa, bb."""
    return chr(97 + (count - 1) % 26) * ((count - 1) // 26 + 1) if 0 < count <= 26 * 30 else ""


def _roman(count: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        while 0 < value <= count < 4000:
            text, count = text + sign, count - value
    return text


def _wide(count: int) -> str:
    return "".join(chr(0xFF10 + int(each)) for each in str(count))


_WRITTEN: Mapping[str, Callable[[int], str]] = {
    **dict.fromkeys(
        (
            *("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting"),
            *("taiwaneseCountingThousand", "ideographLegalTraditional"),
        ),
        _chinese,
    ),
    **dict.fromkeys(
        ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"),
        lambda count: "".join(_DIGITS[int(each)] for each in str(count)),
    ),
    "chineseLegalSimplified": lambda count: _chinese(count, _FORMAL, "仟佰拾", one_ten=True),
    "ideographTraditional": _of(_STEMS),
    "ideographZodiac": _of(_BRANCHES),
    "decimalEnclosedCircle": circled,
    "decimalEnclosedCircleChinese": circled,
    "decimalEnclosedParen": _of(_IN_BRACKETS),
    "decimalEnclosedFullstop": _of(_WITH_DOT),
    "ideographEnclosedCircle": _of(_CHINESE_CIRCLED),
    "decimalFullWidth": _wide,
    "decimalFullWidth2": _wide,
    "decimalZero": lambda count: f"{count:02}",
    "lowerLetter": _letters,
    "upperLetter": lambda count: _letters(count).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda count: _roman(count).upper(),
    "ordinal": lambda count: f"{count}.",
}
