"""The numbers that stand before paragraphs and lines: 一、（一）1. ① a., and which kind each is."""

import re
from itertools import pairwise
from typing import NamedTuple

from dangjian_kaoping.grammar.tokens import one_width

_HAN = "[一二三四五六七八九十百]{1,4}"
_TEXT = "[一-鿿“（《]"
"""What a number stands before where it could be another number (1.5人, 3 次)."""
_COUNTED = "[次个人名项分天日月年周季篇份件条级等处场元万度]"
_CIRCLED = "[①-⑳㉑-㉟❶-❿]"
_ENDED = r"[、.\s]*"
_KINDS = (
    ("bullet", re.compile(r"[·•●○◆◇■□▲△★☆※►▪➢✓Ø] *")),
    ("part", re.compile(rf"第{_HAN}[章节篇编](?:部分)?[、：: ]*|第{_HAN}部分[、：: ]*")),
    ("article", re.compile(rf"第{_HAN}[条款][、：: ]*")),
    ("han", re.compile(rf"{_HAN}[、.](?!\d) *|{_HAN} +(?=[一-鿿])")),
    ("(han)", re.compile(rf"（{_HAN}）[、.]? *|[㈠-㈩]{_ENDED}")),
    ("1.1.1", re.compile(rf"\d{{1,2}}(?:\.\d{{1,2}}){{2}}(?![\d.%分])[、.]? *(?={_TEXT})")),
    # 0.5分 and 1.5人 are numbers, not numbers of something
    ("1.1", re.compile(rf"(?!0)\d{{1,2}}\.(?!0)\d{{1,2}}(?:[、.] *| +)(?={_TEXT})")),
    ("1.", re.compile(rf"\d{{1,3}}[、.](?!\d) *|[⒈-⒛]{_ENDED}")),
    ("1 ", re.compile(rf"\d{{1,2}} +(?!{_COUNTED})(?={_TEXT})")),
    ("1)", re.compile(r"\d{1,2}）[、.]? *")),
    ("(1)", re.compile(rf"（\d{{1,2}}）[、.]? *|[⑴-⒇]{_ENDED}")),
    ("①", re.compile(rf"{_CIRCLED}{_ENDED}")),
    ("a.", re.compile(rf"[a-zA-Z][.、）] *(?={_TEXT})|（[a-zA-Z]） *")),
)
_WITHIN = re.compile(
    rf"(?<![（第见附按照至和、到])(?:{_CIRCLED}|[⑴-⒛㈠-㈩])"
    r"|(?<=[；;。：:\n ])\s*(?:（(?:\d{1,2}|[一二三四五六七八九十]{1,3})）|\d{1,2}[.、](?!\d))"
)
"""Where a line may be broken: at a number of one character that nothing refers to (见①), or one behind a mark."""


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
    starts = [0]
    for found in _WITHIN.finditer(one_width(line)):
        at = found.end() - len(found.group().lstrip())
        if line[:at].strip() and starts_with_number(line[at:]):
            starts.append(at)
    return [piece for a, b in pairwise([*starts, len(line)]) if (piece := line[a:b].strip())]


def _kind(text: str) -> tuple[str, int]:
    plain = one_width(text)
    for kind, pattern in _KINDS:
        found = pattern.match(plain)
        if found is not None:
            return kind, found.end()
    return "", 0
