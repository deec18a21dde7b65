"""All numbers of a sentence, whether it is understood or not: those that a rule should have, and those that only name
something.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from dangjian_kaoping.exact import divided, rounded, times
from dangjian_kaoping.grammar.meaning import Figure, Saying
from dangjian_kaoping.grammar.reading import read
from dangjian_kaoping.grammar.tokens import normal, number, words

_HAN = "一二两三四五六七八九十百"
_DIGITS = r"\d+(?:\.\d+)?"
_NUMBER = rf"(?:{_DIGITS}|[{_HAN}]{{1,7}})"
_FEN = r"分(?![一-鿿]{0,2}(?:别|工|部|会|析|类|厂|公|支|局|段|钟|管|散|开|之))"
_COUNTED = (
    r"(?:个?百分点|[%‰]|万元|亿元|元|学时|课时|小时|分钟|周?岁|工作日|半?天"
    r"|[个人项件次起处份篇条例名位盒本场家户类种笔张幅台宗期堂节日周月季年倍成折级档点])"
)
_NAMED = re.compile(
    # days and documents; what is first and second; enumerations; names with figures in them
    r"\d{4}\s*年(?:度)?(?:第?[一二三四1-4]季度)?|\d{1,2}\s*月(?!度)(?:\s*\d{1,2}\s*[日号])?|\d+\s*[日号](?=[前后止起之以])"
    r"|〔\d+〕|\d+号(?:文|令)?|\d{1,2}:\d{2}"
    rf"|(?:倒数)?第\s*{_NUMBER}|[前后末]\s*{_NUMBER}[位名]|{_NUMBER}种情[况形]之一"
    r"|^\s*\d+\s*[.、．](?!\d)|(?<=[。；;\n])\s*\d+\s*[.、．](?!\d)|（\d{1,2}）|[①-⑳]"
    r"|[A-Za-z]+[-.]?\d[\d.]*|\d[\d.]*[A-Za-z]+"
    rf"|(?<=[为是])[{_HAN}][类等级档]|[三3]个月(?!以)|[“《][^“”《》分扣%]*[”》]"
    rf"|[{_HAN}]{{1,3}}个(?:意识|自信|维护|确立|责任|全面|服务|带头|区分|对照|清单|务必|认同|合格|必须|以贯之|做到|凡是|统一|服从|一批?(?![一-鿿]))"
    rf"|[{_HAN}](?:代表|委(?!会|员)|会一课|学一做|岗双责|重一大|公开|化|好|优|强|型|心|定|满意)"
)
_FRACTION = re.compile(rf"([{_HAN}\d]{{1,7}})分之([{_HAN}\d]{{1,7}}(?:\.\d+)?)")
_FACTORS = re.compile(
    rf"(?P<times>{_NUMBER})倍|(?P<percent>{_DIGITS})\s*[%％]|(?P<tenths>{_NUMBER})(?:成|折)(?![效绩员为立本长果])|(?P<half>[减一折按对]半)"
    r"|(?P<double>双倍|加倍|翻倍|翻番)|(?P<triple>加两倍)"
)
_SAID = re.compile(rf"{_DIGITS}|[{_HAN}]+")
_ON = re.compile(rf"\s*[、—至到-]\s*[{_HAN}]")
_BEHIND = re.compile(rf"\s*(?:{_COUNTED}|{_FEN})")
_WORDS = {"首": Decimal(1), "再": Decimal(2), "又": Decimal(2), "末": Decimal(1), "半": Decimal("0.5")}
"""Words that stand for a number."""
_TWO, _HUNDRED = Decimal(2), Decimal(100)
_PLACES = 8
"""Decimal places of a third as a rubric writes it."""


@lru_cache(maxsize=1024)
def said(sentence: str, *, from_total: bool = False, about: str = "", points: Decimal | None = None) -> Saying:
    """A sentence with its numbers; the rest as in `read`."""
    reading = read(sentence, from_total=from_total, about=about, points=points)
    text = normal(sentence)
    understood = {
        place
        for meaning in reading.meanings
        for figure in (*meaning.unsaid, *meaning.kept)
        if not figure.about
        for place in range(figure.start, figure.end)
    }
    named = {place for found in _NAMED.finditer(text) for place in range(*found.span())}
    # what the grammar takes for the name of something, or for a part of what happened
    named |= {place for each in words(text) if each.kind in ("TEXT", "KEPT") for place in range(each.start, each.end)}
    asked: list[Figure] = []
    beside: list[Figure] = [*_fractions(text), *_in_words(text)]
    parts = {place for found in _FRACTION.finditer(text) for place in range(*found.span())}
    for figure in _all(text):
        inside = figure.start in named
        if figure.start in parts or not (inside or _counts(text, figure)):
            continue
        aside = figure.start in understood or inside or _is_one(text, figure)
        (beside if aside else asked).append(figure)
    return Saying(reading, tuple(asked), tuple(beside), tuple(dict.fromkeys(_factors(text))))


def _all(text: str) -> Iterator[Figure]:
    for found in _SAID.finditer(text):
        value = _value(found[0])
        if value is not None:
            yield Figure(value, *found.span())


def _value(word: str) -> Decimal | None:
    """A number in figures or in Chinese; None where the characters are no number together (十一五)."""
    try:
        return number(word)
    except ValueError:
        return None


def _counts(text: str, figure: Figure) -> bool:
    """Whether it is a number, and not part of a word: Chinese counts something (三次, 一至三次) or is in its order."""
    return bool(text[figure.start].isascii() or _BEHIND.match(text, figure.end) or _ON.match(text, figure.end))


def _is_one(text: str, figure: Figure) -> bool:
    """Whether it is one of something, as in 每少1次, which no rule writes."""
    behind = _BEHIND.match(text, figure.end)
    if figure.value != 1 or behind is None:
        return False
    return behind[0].strip() != "分" or bool(re.search(r"每[^扣得加减，；。\d]{0,6}$", text[: figure.start]))


def _fractions(text: str) -> Iterator[Figure]:
    """三分之二 as a rubric writes it: 66.66666666 or 0.66666666; 百分之五 is 5."""
    for found in _FRACTION.finditer(text):
        under, over = _value(found[1]), _value(found[2])
        if under and over is not None:
            part = divided(over, under)
            yield Figure(rounded(times(part, _HUNDRED), _PLACES, "down"), *found.span())
            yield Figure(rounded(part, _PLACES, "down"), *found.span())


def _in_words(text: str) -> Iterator[Figure]:
    for word, value in _WORDS.items():
        if (at := text.find(word)) >= 0:
            yield Figure(value, at, at + len(word))
    for found in re.finditer(r"(?<=按)([一二三四五六七八九])([一二三四五六七八九])(?=开)", text):
        yield from (Figure(number(found[each]), *found.span(each)) for each in (1, 2))


def _factors(text: str) -> Iterator[Decimal]:
    for found in _FACTORS.finditer(text):
        if found["times"]:
            yield _value(found["times"]) or _TWO
        elif found["percent"]:
            yield Decimal(found["percent"]).scaleb(-2)
        elif found["tenths"]:
            yield (_value(found["tenths"]) or _TWO).scaleb(-1)
        elif found["half"]:
            yield Decimal("0.5")
        else:
            yield _TWO + (1 if found["triple"] else 0)
