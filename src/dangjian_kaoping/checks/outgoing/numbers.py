"""Numbers that are somebody's: 身份证号码 (GB 11643), 银行卡号 (Luhn), 电话号码; also set apart."""

import re
from collections.abc import Iterator
from datetime import date

from dangjian_kaoping.checks.outgoing.leak import Kind, Leak

_FEWEST = 7
"""Digits of the shortest number that is looked for."""
_DIGIT = re.compile("[0-9]")
_BEGINS = re.compile(r"(?<![0-9])(?:\+|\()?[0-9]")
_MARKS = ".·•/_()"
_GAP = f"[ \\n]{{0,2}}(?:[-{_MARKS}][ \\n-]{{0,2}})?"
"""What digits of a number are set apart by; of the `_MARKS`, which stand between figures too, see `_is_one`."""
_MARKED = re.compile(f"[{_MARKS}]")
_BETWEEN = re.compile(f"[- \\n{_MARKS}]+")
_FEWEST_APART = 3
_MORE = f"(?:{_GAP}[0-9])"

_IDENTITY = re.compile(f"[1-9]{_MORE}{{16}}{_GAP}[0-9Xx](?![0-9])")
_CARDS = [re.compile(f"[3-69]{_MORE}{{{length - 1}}}(?![0-9])") for length in (19, 18, 17, 16)]
_ISSUERS = re.compile("35|4|5[0-8]|6[0-9]|955[89]")
_MOBILE = re.compile(rf"(?:(?:\+|00)?86{_GAP})?1{_GAP}[3-9]{_MORE}{{9}}(?![0-9])")
_AREA = "0(?:10|2[0-57-9]|[3-9][0-9]{2})"
_LOCAL = f"[2-8]{_MORE}{{6,7}}"
_BEFORE_LOCAL = r"(?:[ -]{1,2}|[ \n]{0,2}[-.·•/][ \n]{0,2})"
_LANDLINE = re.compile(rf"(?:\({_AREA}\) ?|(?:\+?86[ -]?)?{_AREA}{_BEFORE_LOCAL}){_LOCAL}(?![0-9])")
_CALLED = re.compile(
    rf"(?:电话|座机|传真|手机|联系方式|[Tt][Ee][Ll])[^0-9\n，。；、]{{0,6}}?((?:{_AREA}{_GAP})?{_LOCAL})(?![0-9])"
)
"""A number without its area, or run together with it, is known by what is said before it."""
_DAY = re.compile("(?<![0-9])(?:19|20)[0-9]{2}([-./])[01]?[0-9]\\1[0-3]?[0-9](?![0-9])")

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_LAST = "10X98765432"


def numbers(text: str) -> Iterator[Leak]:
    """The numbers in a folded text."""
    if len(_DIGIT.findall(text)) < _FEWEST:
        return
    end = 0
    for begin in _BEGINS.finditer(text):
        found = _at(text, begin) if begin.start() >= end else None
        if found is not None:
            yield found
            end = found.end
    for called in _CALLED.finditer(text):
        if _is_one(called[1]):
            yield Leak("phone", *called.span(1))


def is_identity(digits: str) -> bool:
    """Whether 18 characters are an identity number: a day of birth, and the check digit of GB 11643."""
    try:
        date(int(digits[6:10]), int(digits[10:12]), int(digits[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits[:17], _WEIGHTS, strict=True))
    return _LAST[total % 11] == digits[17].upper()


def is_card(digits: str) -> bool:
    """Whether digits are the number of a bank card: of an issuer, and with the check digit of Luhn."""
    if not _ISSUERS.match(digits):
        return False
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits))]
    return sum(each - 9 if each > 9 else each for each in doubled) % 10 == 0


def _at(text: str, begin: re.Match[str]) -> Leak | None:
    """The number that begins there, with the sign before its first digit or without."""
    first = begin.end() - 1
    identity = _IDENTITY.match(text, first)
    if identity and _is_one(identity[0]) and is_identity(_plain(identity)) and _alone(text, identity):
        return _leak("identity", identity)
    for pattern in _CARDS:
        card = pattern.match(text, first)
        if card is None or not _is_one(card[0]) or _DAY.search(card[0]):
            continue
        if is_card(_plain(card)) and _alone(text, card):
            return _leak("bank", card)
    for pattern in (_MOBILE, _LANDLINE):
        phone = pattern.match(text, begin.start()) or pattern.match(text, first)
        if phone and _is_one(phone[0]) and _alone(text, phone) and not _DAY.search(phone[0]):
            return _leak("phone", phone)
    return None


def _leak(kind: Kind, found: re.Match[str]) -> Leak:
    return Leak(kind, *found.span())


def _plain(found: re.Match[str]) -> str:
    return "".join(filter(str.isalnum, found[0]))


def _is_one(text: str) -> bool:
    """Whether digits are one number, set apart in groups or each by itself, and no figures beside each other."""
    if text.startswith("("):
        text = text.partition(")")[2]
    if not _MARKED.search(text):
        return True
    groups = [len(each) for each in _BETWEEN.split(text) if each]
    return min(groups) >= _FEWEST_APART or max(groups) == 1


def _alone(text: str, found: re.Match[str]) -> bool:
    """Whether it is no part of a word of letters and digits, as digests are."""
    before, after = text[: found.start()][-1:], text[found.end() :][:1]
    return not (_is_letter(before) and _is_letter(after))


def _is_letter(character: str) -> bool:
    return character.isascii() and character.isalpha()
