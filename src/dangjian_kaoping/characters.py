"""字符: which nobody sees, and which look like others. One table for everything that is read.

Text keeps what is written but for what is harmful wherever it stands. Names and ids, by which records find a branch or
a clause, hold nothing invisible and nothing that only looks like a plain letter, digit or Han character; lawful Chinese
punctuation （）、“”—· is full-width and stays.
"""

import re
import unicodedata
from functools import cache
from typing import NamedTuple


class _Range(NamedTuple):
    """Characters from the first to the last, and what they are."""

    first: int
    last: int
    what: str
    harmful: bool = False
    """Whether they are refused in any text: they break tables and pages, hide text or turn its order."""


# Unicode's Default_Ignorable_Code_Point, white space but for the plain one, controls, and letters that show nothing
_UNSEEN = (
    _Range(0x00, 0x08, "控制字符", harmful=True),
    _Range(0x09, 0x09, "制表符"),
    _Range(0x0A, 0x0A, "换行"),
    _Range(0x0B, 0x0C, "控制字符", harmful=True),
    _Range(0x0D, 0x0D, "换行"),
    _Range(0x0E, 0x1F, "控制字符", harmful=True),
    _Range(0x7F, 0x9F, "控制字符", harmful=True),
    _Range(0xA0, 0xA0, "不换行空格"),
    _Range(0xAD, 0xAD, "软连字符"),
    _Range(0x34F, 0x34F, "组合用连接符"),
    _Range(0x61C, 0x61C, "方向控制符", harmful=True),
    _Range(0x115F, 0x1160, "韩文填充符"),
    _Range(0x1680, 0x1680, "特殊宽度的空格"),
    _Range(0x17B4, 0x17B5, "看不见的元音符"),
    _Range(0x180B, 0x180F, "变体选择符"),
    _Range(0x2000, 0x200A, "特殊宽度的空格"),
    _Range(0x200B, 0x200B, "零宽空格", harmful=True),
    _Range(0x200C, 0x200C, "零宽不连字符"),
    _Range(0x200D, 0x200D, "零宽连字符"),
    _Range(0x200E, 0x200F, "方向控制符", harmful=True),
    # YAML takes them for line ends and no editor shows one: every later line would be off by one
    _Range(0x2028, 0x2029, "分隔符", harmful=True),
    _Range(0x202A, 0x202E, "方向控制符", harmful=True),
    _Range(0x202F, 0x202F, "不换行空格"),
    _Range(0x205F, 0x205F, "特殊宽度的空格"),
    _Range(0x2060, 0x2064, "零宽字符", harmful=True),
    _Range(0x2065, 0x2069, "方向控制符", harmful=True),
    _Range(0x206A, 0x206F, "格式控制符"),
    _Range(0x2800, 0x2800, "空白的盲文"),
    _Range(0x3000, 0x3000, "全角空格"),
    _Range(0x3164, 0x3164, "韩文填充符"),
    _Range(0xD800, 0xDFFF, "残缺的字符", harmful=True),
    _Range(0xFE00, 0xFE0F, "变体选择符"),
    _Range(0xFEFF, 0xFEFF, "零宽不换行空格（BOM）", harmful=True),
    _Range(0xFFA0, 0xFFA0, "韩文填充符"),
    _Range(0xFFF0, 0xFFFC, "格式控制符"),
    _Range(0xFFFE, 0xFFFF, "不是字符的编码", harmful=True),
    _Range(0x1BCA0, 0x1BCA3, "格式控制符"),
    _Range(0x1D173, 0x1D17A, "格式控制符"),
    _Range(0xE0000, 0xE007F, "看不见的标签字符", harmful=True),
    _Range(0xE0080, 0xE0FFF, "变体选择符"),
)


def _class_of(ranges: tuple[_Range, ...]) -> str:
    return "".join(f"\\U{each.first:08x}-\\U{each.last:08x}" for each in ranges)


HARMFUL = re.compile(f"[{_class_of(tuple(each for each in _UNSEEN if each.harmful))}]")
"""What is refused wherever it stands."""
_SPACES = tuple(each for each in _UNSEEN if chr(each.first).isspace() and not each.harmful)
_LINE_ENDS = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
"""What programs write for the end of a line in a cell; Word writes \\x0b."""
_NO_WIDTH = re.compile(f"[{_class_of(tuple(each for each in _UNSEEN if each.what.startswith(('零宽', '软连'))))}]")
_INVISIBLE = re.compile(f"[{_class_of(_UNSEEN)} ]+")
_PLAIN = re.compile(
    "(?! )[ !-~\u00b7\u2014\u2018\u2019\u201c\u201d\u2026\u3001\u3002\u3007-\u3015\u4e00-\u9fff（），：；？！]+(?<! )"
)
"""Names of nothing else are lawful; most are, and need no closer look."""
_RADICALS = range(0x2E80, 0x2FE0)
_STROKES = range(0x31C0, 0x31F0)
_LOOK_OTHERWISE = frozenset(("circle", "super", "sub", "square", "fraction", "vertical", "small", "noBreak"))
"""Kinds of compatibility forms that are not mistaken for the plain one: ① for 1, ㎡ for m2."""


@cache
def _hidden() -> re.Pattern[str]:
    """What shows nothing at all, not even a space; half characters, which no encoding has, are another matter.

    Only JSON asks for it, and it takes a millisecond to make.
    """
    return re.compile(f"[{_class_of(tuple(each for each in _UNSEEN if each not in _SPACES and each.first != 0xD800))}]")


class Unlawful(NamedTuple):
    """A character that no name may hold: what it is, and how that is mended."""

    what: str
    mend: str


def described(character: str) -> str:
    """What a character is that is not seen, and its code point: 全角空格（U+3000）."""
    code = ord(character)
    what = next((each.what for each in _UNSEEN if each.first <= code <= each.last), f"“{character}”")
    return f"{what}（U+{code:04X}）"


def escaped_in_json(text: str) -> str:
    """A JSON text with what shows nothing, or turns a line's order, written as `\\u202e`: to parsers it is the same."""
    return text if text.isprintable() else _hidden().sub(lambda found: _units(found[0]), text)


def _units(character: str) -> str:
    units = character.encode("utf-16-be")
    return "".join(f"\\u{units[index]:02x}{units[index + 1]:02x}" for index in range(0, len(units), 2))


def tidied(text: str) -> str:
    """A text that was pasted into a cell, in lines as they are seen: without what has no width, each space a plain one.

    What is harmful besides stays: it is not for the reader to decide what a text says without it.
    """
    lines = _LINE_ENDS.sub("\n", _NO_WIDTH.sub("", text)).split("\n")
    return "\n".join("".join(" " if each.isspace() else each for each in line).strip() for line in lines).strip("\n")


def in_one_line(text: str) -> str:
    """A name that was pasted into a cell: one line, and no more than one space between words."""
    return " ".join(tidied(text).split())


def visible(text: str) -> bool:
    """Whether anything of a text is seen."""
    return text != "" and _INVISIBLE.fullmatch(text) is None


def is_plain(name: str) -> bool:
    """Whether a name is of usual characters alone, of which none is unlawful."""
    return _PLAIN.fullmatch(name) is not None


def unlawful_in_name(name: str) -> Unlawful | None:
    """The first character that a name may not hold, if there is one."""
    if is_plain(name):
        return None
    for character in name:
        if character != " " and _INVISIBLE.match(character):
            inside = not name.startswith(character) and not name.endswith(character)
            mend = "删去，要空格的换成半角空格" if character.isspace() and inside else "删去"
            return Unlawful(described(character), mend)
        found = _look_alike(character)
        if found is not None:
            return found
    return Unlawful("首尾的空格（U+0020）", "删去") if name != name.strip(" ") else None


def _look_alike(character: str) -> Unlawful | None:
    """A character that looks like a plain one and is another."""
    code = ord(character)
    plain = unicodedata.normalize("NFKC", character)
    kind = unicodedata.decomposition(character).partition(">")[0].lstrip("<") if plain != character else ""
    if code in _RADICALS or code in _STROKES:
        what = "部首" if code in _RADICALS else "笔画"
    elif plain == character or not plain.isalnum() or kind in _LOOK_OTHERWISE:
        return None
    else:
        what = {"wide": "全角字符", "narrow": "半角字符"}.get(kind, "兼容字符")
    mend = f"改成“{plain}”" if plain != character else "改成同形的汉字"
    return Unlawful(f"{what}{described(character)}", mend)


def lawful_name(text: str) -> str:
    """The name that a text says as it is seen: in one line, and plain letters and digits for what looks like them."""
    plain = (unicodedata.normalize("NFKC", each) if _look_alike(each) else each for each in in_one_line(text))
    return _INVISIBLE.sub(" ", "".join(plain)).strip()


def folded(name: str) -> str:
    """What a name is to the eye: without case, spaces, and the differences of width and form."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", name)).casefold()
