"""Where a text says what something costs or brings, without reading it: how a document is parted into sentences."""

import re
from collections.abc import Iterator

from dangjian_kaoping.grammar.shapes import VETOED
from dangjian_kaoping.grammar.tokens import Word, normal, words

_VERBS = frozenset({"DEDUCT", "EARN", "BONUS", "BACK", "BELOWZERO"})
_WHOLE = VETOED | {"NONE", "KEEP", "FULL", "VAGUE", "FROMTOTAL", "FOLD"}
"""Words that are prices without a number behind them."""
_AMOUNT = frozenset({"NUMBER", "FEN", "DASH", "PAUSE"})
_MEASURES = frozenset(
    {"ATLEAST", "BELOW", "ABOVE", "ATMOST", "FALL", "RISE", "LACK", "EVERY", "WHOLE", "CAP", "UPTO", "ASONE", "MOST"}
)
"""Words before a number of 分 that is a line, a step or a cap."""
_LINES = frozenset({"UP", "DOWN", "WITHIN", "INC", "CAPPED", "LIMIT"})
"""Words behind such a number."""
_SPOKEN = re.compile(
    r"(?:适当|酌情|加重|加倍|研究|从[严重]|相应|视情况?|[予给]以?|比例)[^，；。\n]{0,4}?(?:[扣加减得计记赋]分)"
    r"|[扣减]分|(?<![参增追添附叠施])加分|减半|[计得]满分|倒扣|按[^，；。\n]{0,16}(?:[得计赋]分|折算)"
    r"|不[得能予][^，；。\n]{0,4}评[^，；。\n]{0,6}|取消[^，；。\n]{0,8}资格|末位|等次|(?:下)?降[一1]?个?[等档级]"
)
"""Consequences that no grammar here reads: they are prices for all that."""


def prices(text: str) -> tuple[tuple[int, int], ...]:
    """The characters of each price in a text, from start to before end, in order; none: it only says what is asked.

    A price is what is given or taken (扣0.5分, 不得分, 取消评先资格), also where it is not read (适当扣分), and a
    number of 分 alone (市级2分; also 会议（5分）, which only says what an item is worth). Lines and caps are none.
    """
    return tuple(_prices(words(normal(text))))


def _prices(found: tuple[Word, ...]) -> Iterator[tuple[int, int]]:
    at = 0
    while at < len(found):
        word, end = found[at], at + 1
        if word.kind in _WHOLE:
            yield word.start, word.end
        elif word.kind == "TEXT":
            yield from ((word.start + each.start(), word.start + each.end()) for each in _SPOKEN.finditer(word.text))
        elif word.kind in _VERBS or word.kind == "NUMBER":
            while end < len(found) and found[end].kind in _AMOUNT:
                end += 1
            before = found[at - 1].kind if at else ""
            behind = found[end].kind if end < len(found) else ""
            alone = word.kind == "NUMBER"
            kinds = {each.kind for each in found[at:end]}
            if "NUMBER" in kinds and not (alone and ("FEN" not in kinds or before in _MEASURES or behind in _LINES)):
                yield word.start, found[end - 1].end
        at = end
