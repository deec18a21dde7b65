"""What of an item contradicts itself or cannot be settled from the document, in words. Nothing is repaired."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from dangjian_kaoping.exact import plain
from dangjian_kaoping.grammar.tokens import one_width
from dangjian_kaoping.outline.outline import Item, Said, Sentence
from dangjian_kaoping.outline.points import value_of

_FROM_TOTAL = re.compile("加分|加减分|减分|扣分|奖励|奖惩|附加|否决|扣减|惩戒|倒扣|额外")
_BONUS = re.compile("加分|附加|奖励|否决")
_TOTAL_WORDS = re.compile(r"总分|(?<![参增追])加[分0-9 ]|奖励|否决|资格|末位|最后一名|等次")
_NUMBER = r"(?<![\d.])(\d+(?:[.。]\d+)?)"
_PRICE = re.compile(rf"(?:扣[罚减除]?|减|得)分? *{_NUMBER}(?: *[—至到-]+ *{_NUMBER})? *分")
_BEYOND = re.compile("总分|倒扣|追加")
"""Words of a price that may be above the points of its item."""
_ALL_BEFORE = re.compile(r"(?:以上|上述)[一-鿿]{0,8}(?:累计|合计|共计|最多|最高)|各(?:小)?项(?:累计|合计)")


def from_total(title: str, area: str, sentences: Sequence[Sentence]) -> bool:
    """Whether what an item without points gives or takes is of the total: by its name or area, else by all it says."""
    if _FROM_TOTAL.search(title) or _FROM_TOTAL.search(area):
        return True
    return bool(sentences) and all(_TOTAL_WORDS.search(one_width(each.text)) for each in sentences)


def bonus(title: str, area: str, sentences: Sequence[Sentence]) -> bool:
    """Whether an item is one of bonuses: points that it states are the most that they come to, or what it is worth."""
    named = _BONUS.search(f"{title}{area}") is not None
    return named and bool(sentences) and all(_TOTAL_WORDS.search(one_width(each.text)) for each in sentences)


def faults_of(item: Item) -> Iterator[Said]:
    """Points that are missing, prices above the points, a limit over several sentences."""
    if not item.sentences:
        yield Said("没有写怎样评分", item.where)
    if item.points is None and not item.from_total:
        yield Said("没有写分值，也看不出是从总分中加扣的", item.where)
    for index, sentence in enumerate(item.sentences):
        if index and _ALL_BEFORE.search(one_width(sentence.text)):
            yield Said("封顶写在几句后面，要定下它管哪几句", sentence.where)
        if item.points is not None:
            yield from _above(sentence, item.points.value)


def _above(sentence: Sentence, points: Decimal) -> Iterator[Said]:
    plain_text = one_width(sentence.text)
    if _BEYOND.search(plain_text):
        return
    for found in _PRICE.finditer(plain_text):
        most = max(value_of(each) for each in found.groups() if each is not None)
        if most > points:
            words = f"“{sentence.text[slice(*found.span())]}”比本项的{plain(points)}分还多"
            yield Said(words, sentence.where)
