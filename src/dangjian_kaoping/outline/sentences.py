"""The text of a cell or paragraph in pieces, and which of them tell of prices.

A piece ends at 。； or with its line or number, never at a comma; `telling` puts together what belongs together.
"""

import re
from collections.abc import Iterable, Iterator

from dangjian_kaoping.grammar.prices import prices
from dangjian_kaoping.grammar.tokens import one_width
from dangjian_kaoping.outline.around import is_grades
from dangjian_kaoping.outline.numbering import broken, starts_with_number
from dangjian_kaoping.outline.points import TOTAL, without_points

_BESIDE = re.compile(
    rf"{TOTAL}\d+(?:\.\d+)? *分(?!以)|[\d百千]+ *分制|占 *\d+(?:\.\d+)? *分"
    r"|\d+ *分?(?:（[^（）]{1,4}）)?(?:以[上下]|[至到—-] *\d+ *分?)(?:（[^（）]{1,4}）)?[的者]?，?"
    r"(?:为|是|评为|定为|属|确定为)"
    r"|(?:分为|划分为)[^，。；：\d]{2,40}(?:等次|等级|档次)"
    r"|(?:奖励?|罚款?|扣|补助)[一-鿿]{0,6}\d+(?:\.\d+)? *万?元"
)
"""The total, what an area's share is, the grades of the whole, money: numbers that are no prices."""
_NAME = re.compile(
    r"(?:[加减扣增奖惩]|分|附加|奖励|惩罚|扣减|一票|否决|项目?|事项|指标|部分|标准|办法|细则|规定|情形|内容|条件|考[核评]|评|和|与|及|、|的"
    r"|等次|等级|结果|评定|划分|确定|运用|应用|年度|季度)+"
    r"|(?:(?![酌视予按从的未不没无缺]|适当|研究|加[重倍]|相应)[一-鿿]){0,8}[加扣减]分(?:项目?|事项|情形|因素)?"
)
"""A mere name of what is scored (加分项, 评分标准)."""
_END = re.compile(r"[。；;！!]+|(?<=分)\.(?!\d)")
_EMPTY = re.compile(r"[（(【\[]\s*[）)】\]]|[_＿]{2,}(?: *分)?")
"""Brackets and lines that are left to be filled in."""
_LOST = re.compile(r"[扣加减得] *[?？*×]+ *分|[扣加减得] +分(?= *[，。；;]|$)")
"""A price whose number is gone (扣?分, 扣 分)."""
_DOUBTFUL = (
    (re.compile(r"没(?=[少缺低超迟晚降增漏] *[一-鿿]? *\d)"), "“{}”像是“每”字写错了"),
    (_LOST, "“{}”里的数丢了"),
    (re.compile(r"(?<![\d.])0\d[\d.]*(?= *分)"), "“{}”以0开头，看不出丢了什么"),
)


def scored(text: str) -> bool:
    """Whether a text tells of what is given or taken; points in brackets behind a title do not, nor does a mere name
    (加分项、评分标准)."""
    if is_grades(text):
        return False
    plain = _BESIDE.sub("", without_points(text)).strip(" 。：；;")
    lost = _LOST.search(plain) is not None
    return lost or (bool(prices(plain)) and _NAME.fullmatch(plain) is None)


def units(text: str) -> Iterator[str]:
    """The numbered pieces and the lines of a text; a line that was only wrapped is joined to the one before."""
    held = ""
    for line in _whole_lines(_EMPTY.sub("", text)):
        if held and (starts_with_number(line) or not _wrapped(held)):
            yield from broken(held)
            held = ""
        held += line
    if held:
        yield from broken(held)


def parts(text: str) -> Iterator[str]:
    """A text in pieces that end with 。or ；; not within brackets or quotes, nor between digits (0。5)."""
    start, depth = 0, 0
    index = 0
    while index < len(text):
        character = text[index]
        if character in "（([【“「《":
            depth += 1
        elif character in "）)]】”」》":
            depth = max(depth - 1, 0)
        found = _END.match(text, index) if not depth else None
        if found is not None and not _between_digits(text, index):
            yield text[start : found.end()].strip()
            start = index = found.end()
            continue
        index += 1
    if text[start:].strip(" 。；;"):
        yield text[start:].strip()


def doubtful(sentence: str) -> Iterator[str]:
    """Numbers that were damaged on the way, in words; none is repaired."""
    plain = one_width(sentence)
    for pattern, words in _DOUBTFUL:
        for found in pattern.finditer(plain):
            yield words.format(sentence[found.start() : max(found.end(), found.start() + 3)].strip())


def _whole_lines(text: str) -> Iterable[str]:
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) > 2 and all(len(line) == 1 for line in lines):
        return ["".join(lines)]
    return lines


def _wrapped(line: str) -> bool:
    """Whether a line goes on in the next: it ends with a comma, or without any end before a price was told."""
    if line[-1] in "，,、：:（(—-" or one_width(line).count("（") > one_width(line).count("）"):
        return True
    return line[-1] not in "。；;！!" and not scored(line)


def _between_digits(text: str, index: int) -> bool:
    return text[index] == "。" and text[index - 1 : index].isdecimal() and text[index + 1 : index + 2].isdecimal()
