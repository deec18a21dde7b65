"""Mutations of a file: what hands, editors and broken disks do to it, and what nobody would do."""

import random
from collections.abc import Callable

Mutation = Callable[[bytes, random.Random], bytes]

_WIDE = str.maketrans("0123456789:,()-.{}[]' ", "０１２３４５６７８９：，（）－．｛｝［］‘　")
_ODD = (
    *("\0", "\x07", "\x1b", "\x7f", "\x85", "\xa0", "\xad", "\u200b", "\u202e", "\u2028", "\u3000", "\ufeff"),
    *("\ufffd", "\uffff", "\U0001f600", "\U000e0001", "\U0010ffff", "é", "\u0301", "\r", "\t", "\\", '"', "'"),
)
_ODD_BYTES = (b"\xed\xa0\x80", b"\xed\xbf\xbf", b"\xff", b"\xfe", b"\xc0\x80", b"\xf8\x88\x80\x80\x80", b"\x80", b"\0")
_MARKS = (
    ":",
    "-",
    "- ",
    ": ",
    "#",
    "&",
    "*",
    "!",
    "|",
    ">",
    "%",
    "@",
    "`",
    "?",
    "<<",
    "---",
    "...",
    "~",
    "{",
    "}",
    "[",
    "]",
)
_NUMBERS = (
    *("0", "-1", "-0", "00", "1e3", "1e999999999", ".5", "5.", "1_000", "0x10", "0o7", "1:30", "NaN", ".inf", "+5"),
    *("9" * 9, "9" * 12, "9" * 13, "9" * 400, "-" + "9" * 12, "0.00000001", "0.000000001", "999999999999.99999999"),
    *("999999999", "100000", "5分", "97%", "１２", "½", "五", "٣"),
)
_WORDS = (
    *("", "null", "~", "true", "false", "是", "否", "on", "[]", "{}", "''", '""', "[1, 2]", "{a: 1}", "[[]]", "- x"),
    *("9999Q4", "0001Q1", "0000Q1", "2021Q5", "9999-12-31", "0001-01-01", "2021-02-30", "2021年1月1日", "2021-13"),
    *("../x", "CON", "a/b", "*a", "&a 1", "!!python/name:os.system", "|", ">", "KP999", "item", "group", "otherwise"),
)


def _place(data: bytes, chance: random.Random) -> int:
    return chance.randint(0, len(data))


def _put(data: bytes, chance: random.Random, more: bytes) -> bytes:
    at = _place(data, chance)
    return data[:at] + more + data[at:]


def _lines(data: bytes, chance: random.Random) -> tuple[list[bytes], int]:
    lines = data.splitlines(keepends=True) or [b""]
    return lines, chance.randrange(len(lines))


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def flip_byte(data: bytes, chance: random.Random) -> bytes:
    at = _place(data, chance)
    return data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]


def cut_bytes(data: bytes, chance: random.Random) -> bytes:
    at = _place(data, chance)
    return data[:at] + data[at + chance.randint(1, 12) :]


def cut_short(data: bytes, chance: random.Random) -> bytes:
    return data[: _place(data, chance)]


def odd_bytes(data: bytes, chance: random.Random) -> bytes:
    return _put(data, chance, chance.choice(_ODD_BYTES))


def odd_character(data: bytes, chance: random.Random) -> bytes:
    text = _text(data)
    at = chance.randint(0, len(text))
    return (text[:at] + chance.choice(_ODD) + text[at:]).encode()


def any_character(data: bytes, chance: random.Random) -> bytes:
    text = _text(data)
    at = chance.randint(0, len(text))
    return (text[:at] + chr(chance.randrange(0x110000)) + text[at + 1 :]).encode("utf-8", "surrogatepass")


def mark(data: bytes, chance: random.Random) -> bytes:
    text = _text(data)
    at = chance.randint(0, len(text))
    return (text[:at] + chance.choice(_MARKS) + text[at + chance.randint(0, 1) :]).encode()


def drop_line(data: bytes, chance: random.Random) -> bytes:
    lines, at = _lines(data, chance)
    return b"".join(lines[:at] + lines[at + chance.randint(1, 3) :])


def double_line(data: bytes, chance: random.Random) -> bytes:
    lines, at = _lines(data, chance)
    several = lines[at : at + chance.randint(1, 6)]
    return b"".join(lines[: at + len(several)] + several + lines[at + len(several) :])


def swap_lines(data: bytes, chance: random.Random) -> bytes:
    lines, at = _lines(data, chance)
    other = chance.randrange(len(lines))
    lines[at], lines[other] = lines[other], lines[at]
    return b"".join(lines)


def indent(data: bytes, chance: random.Random) -> bytes:
    lines, at = _lines(data, chance)
    bare = lines[at].lstrip(b" ")
    by = chance.choice((b"", b" ", b"  ", b"    ", b"\t", "　".encode(), b" " * 60))
    lines[at] = by + (bare if chance.random() < 0.5 else lines[at])
    return b"".join(lines)


def full_width(data: bytes, chance: random.Random) -> bytes:
    lines = _text(data).split("\n")
    at = chance.randrange(len(lines))
    line = lines[at]
    start = chance.randint(0, len(line))
    end = len(line) if chance.random() < 0.3 else start + chance.randint(1, 3)
    lines[at] = line[:start] + line[start:end].translate(_WIDE) + line[end:]
    return "\n".join(lines).encode()


def _value(data: bytes, chance: random.Random, new: str) -> bytes:
    """The value of some `key: value` made another."""
    lines, at = _lines(data, chance)
    key, colon, rest = _text(lines[at]).partition(": ")
    if not colon:
        return b"".join(lines)
    if rest.startswith("{") and chance.random() < 0.8:
        inner, separator, tail = rest.rpartition(": ") if chance.random() < 0.5 else rest.partition(": ")
        end = min((tail.find(each) for each in ",}\n" if each in tail), default=len(tail))
        rest = inner + separator + new + tail[end:]
    else:
        rest = new + "\n"
    lines[at] = (key + colon + rest).encode()
    return b"".join(lines)


def number(data: bytes, chance: random.Random) -> bytes:
    return _value(data, chance, chance.choice(_NUMBERS))


def word(data: bytes, chance: random.Random) -> bytes:
    return _value(data, chance, chance.choice(_WORDS))


def another_value(data: bytes, chance: random.Random) -> bytes:
    """A value that stands elsewhere in the file: swapped types, repeated ids."""
    _, _, value = _text(chance.choice(data.splitlines() or [b""])).partition(": ")
    return _value(data, chance, value)


def long_scalar(data: bytes, chance: random.Random) -> bytes:
    return _value(data, chance, chance.choice("长x9-：# ") * chance.choice((300, 5_000, 60_000)))


def deep(data: bytes, chance: random.Random) -> bytes:
    depth = chance.choice((5, 39, 45, 3_000))
    opened, closed = chance.choice((("[", "]"), ("{a: ", "}"), ("- ", ""), ("? ", "")))
    return _value(data, chance, opened * depth + closed * chance.choice((0, depth)))


def another_key(data: bytes, chance: random.Random) -> bytes:
    """A key moved under another name that the file uses."""
    lines, at = _lines(data, chance)
    key, colon, rest = _text(lines[at]).partition(":")
    other = _text(chance.choice(lines)).partition(":")[0].strip(" -{")
    if not colon or not other:
        return b"".join(lines)
    name = key.strip(" -{")
    lines[at] = (key.replace(name, other, 1) + colon + rest).encode() if name else lines[at]
    return b"".join(lines)


def misspell(data: bytes, chance: random.Random) -> bytes:
    text = _text(data)
    at = chance.randint(0, max(len(text) - 2, 0))
    return (text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :]).encode()


def reencode(data: bytes, chance: random.Random) -> bytes:
    encoding = chance.choice(("gb18030", "utf-16", "utf-16-be", "utf-8-sig", "big5", "utf-32", "latin-1"))
    return _text(data).encode(encoding, "replace")


def line_ends(data: bytes, chance: random.Random) -> bytes:
    return data.replace(b"\n", chance.choice((b"\r\n", b"\r", b"\n\n", b"\r\r\n", b" \n")))


def conflict(data: bytes, chance: random.Random) -> bytes:
    lines, at = _lines(data, chance)
    return b"".join([*lines[:at], chance.choice((b"<<<<<<< HEAD\n", b"=======\n", b">>>>>>> x\n")), *lines[at:]])


OFTEN: tuple[Mutation, ...] = (
    *(number, word, another_value, another_key) * 4,
    *(misspell, double_line, drop_line, swap_lines) * 2,
    *(indent, full_width, mark, any_character, odd_character),
)
"""Those that mostly leave much of a file readable, so that the faults behind it are reached."""
SELDOM: tuple[Mutation, ...] = (
    *(flip_byte, cut_bytes, cut_short, odd_bytes, long_scalar, deep, reencode, line_ends, conflict),
)


def mutated(data: bytes, chance: random.Random) -> bytes:
    """A file after one to four mutations."""
    for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 4))):
        data = chance.choice(OFTEN if chance.random() < 0.8 else SELDOM)(data, chance)
    return data
