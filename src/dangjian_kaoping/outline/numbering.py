"""The numbers that stand before paragraphs and lines: 一、（一）1. ① a., and which kind each is."""

import re
from itertools import pairwise
from typing import NamedTuple

from dangjian_kaoping.grammar.tokens import one_width

_HAN = "[一二三四五六七八九十百]{1,4}"
_KINDS = (
    ("part", re.compile(rf"第{_HAN}[章节篇编](?:部分)?[、：: ]*|第{_HAN}部分[、：: ]*")),
    ("article", re.compile(rf"第{_HAN}[条款][、：: ]*")),
    ("han", re.compile(rf"{_HAN}[、.](?!\d)[ ]*|{_HAN} +(?=[一-鿿])")),
    ("(han)", re.compile(rf"（{_HAN}）[、.]?[ ]*")),
    ("1.1.1", re.compile(r"\d{1,2}(?:\.\d{1,2}){2}(?![\d.%分])[、.]?[ ]*(?=[一-鿿“（《])")),
    # 0.5分 and 1.5人 are numbers, not numbers of something
    ("1.1", re.compile(r"(?!0)\d{1,2}\.(?!0)\d{1,2}(?:[、.][ ]*|[ ]+)(?=[一-鿿“（《])")),
    ("1.", re.compile(r"\d{1,3}[、.](?![\d])[ ]*")),
    ("1 ", re.compile(r"\d{1,2} +(?![次个人名项分天日月年周季篇份件条级等处场元万度])(?=[一-鿿“（《])")),
    ("1)", re.compile(r"\d{1,2}）[、.]?[ ]*")),
    ("(1)", re.compile(r"（\d{1,2}）[、.]?[ ]*")),
    ("a.", re.compile(r"[a-zA-Z][.、）][ ]*(?=[一-鿿“（《])|（[a-zA-Z]）[ ]*")),
)
# these lose what they are when they are brought to plain digits
_CIRCLED = re.compile(r"(?P<circled>[①-⑳㉑-㉟❶-❿])|(?P<bracketed>[⑴-⒇])|(?P<dotted>[⒈-⒛])|(?P<han>[㈠-㈩])")
_BULLET = re.compile(r"[·•●○◆◇■□▲△★☆※►▪➢✓Ø][ ]*")
_PLAIN = {"bracketed": "(1)", "dotted": "1.", "han": "(han)", "circled": "①"}
_WITHIN = re.compile(
    r"[①-⑳㉑-㉟❶-❿⑴-⒇⒈-⒛]|(?<=[；;。：:\n ])\s*(?:（(?:\d{1,2}|[一二三四五六七八九十]{1,3})）|\d{1,2}[.、](?!\d))"
)


class Numbered(NamedTuple):
    """A text behind its number. `kind` is the same for all numbers that look alike; empty where there is none."""

    kind: str
    number: str
    text: str


def numbered(text: str, before: str = "") -> Numbered:
    """The text without the number that it begins with; `before` is a number that a program puts before it."""
    if before:
        return Numbered(_kind(before)[0] or "auto", before, text.strip())
    stripped = text.strip()
    kind, length = _kind(stripped)
    # a number with nothing behind it is what stands there
    if not kind or not stripped[length:].strip():
        return Numbered("", "", stripped)
    return Numbered(kind, stripped[:length].strip(), stripped[length:].strip())


def starts_with_number(text: str) -> bool:
    """Whether a line begins something of its own by its number."""
    return numbered(text).kind != ""


def broken(line: str) -> list[str]:
    """A line in pieces, each of which begins with a number: 1.…。2.…。"""
    plain = one_width(line)
    starts = [0]
    for found in _WITHIN.finditer(plain if len(plain) == len(line) else line):
        at = found.end() - len(found.group().lstrip())
        if at > 0 and line[:at].strip() and starts_with_number(line[at:]):
            starts.append(at)
    # the circled ones are plain digits by now: they are looked for as they were typed
    for found in _CIRCLED.finditer(line):
        at = found.start()
        if at > 0 and line[:at].strip() and line[at - 1] not in "（(第见附至和、到":
            starts.append(at)
    edges = [*sorted(set(starts)), len(line)]
    return [line[a:b].strip() for a, b in pairwise(edges) if line[a:b].strip()]


def _kind(text: str) -> tuple[str, int]:
    found = _CIRCLED.match(text)
    if found is not None:
        rest = re.compile(r"[、.．\s]*").match(text, found.end())
        return _PLAIN[found.lastgroup or "circled"], rest.end() if rest else found.end()
    found = _BULLET.match(text)
    if found is not None:
        return "bullet", found.end()
    plain = one_width(text)
    for kind, pattern in _KINDS:
        found = pattern.match(plain)
        if found is not None:
            return kind, found.end()
    return "", 0
