"""The text of a cell or paragraph in pieces: what is asked for, and the sentences by which it is scored.

A sentence ends at 。； or with its line or number, never at a comma. What the next piece needs, or what needs the piece
before, stays with it: levels one after another, a limit, a condition, a price without a subject.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from dangjian_kaoping.grammar.prices import prices
from dangjian_kaoping.grammar.tokens import normal
from dangjian_kaoping.outline.numbering import broken, numbered, starts_with_number
from dangjian_kaoping.outline.outline import Sentence
from dangjian_kaoping.outline.points import without_points

_NUMBER = r"(?:\d+(?:[.。]\d+)?|[一二两三四五六七八九十半]+|[?？]+)"
_WHOLE = re.compile(r"(?:总分|满分)值?(?:为|是|共|合计|计|：)* *\d+(?:\.\d+)? *分(?!以)|\d+ *分制")
_NAME = re.compile(
    r"(?:[加减扣增奖惩]|分|附加|奖励|惩罚|扣减|一票|否决|项目?|事项|指标|部分|标准|办法|细则|规定|情形|内容|条件|考[核评]|评|和|与|及|、|的)+"
)
_LIMIT = re.compile(
    r"(?:以上|上述|本项|该项|此项|每项|各项|本项目|全项|累计|合计|总计|共计)*[，]?"
    r"(?:最多|最高|累计|合计|总计|共计|上限|下限|封顶|上不封顶|不设上限|扣完|直至扣完|不(?:得|再)?超过"
    r"|不(?:重复|累[计加]|计负分|倒扣)|就高|只[计取按]|同一[一-鿿]{0,8}(?:，|就|按|只|不|取|以|最)|[以依]此类推)"
)
_GRADE = "(?:优秀?|良好?|中等?|一般|合格|不合格|[较很]?好|[较很]?差|达标|不达标|完成|没?有|部分)"
_RANK = "(?:国家|中央|全国|省部?|市|县|区|乡|镇|厂|公司|集团|局|部)级?"
_LEVEL = re.compile(
    rf"(?:{_NUMBER} *(?:%|分(?!钟)|[名位次项个人篇件]?[至到—-]|以|及以)"
    r"|第?[一二三四五六七八九十]+(?:等|名|档|类)奖?|其余|否则|以[下上]|余下"
    r"|(?:其他|其它)(?:的|情况|名次|等次|级别)?[，]?(?:各|每[项次])?[得扣加不计]"
    r"|(?:不足|不到|达不到|未达到?|低于|超过|高于|少于|大于|小于) *\d"
    rf"|(?:完成|整改|达标)?(?:基本|比较)?{_GRADE}的?[，]?(?:[得扣加计]|不得|不扣)"
    rf"|{_RANK}的?(?:表彰|荣誉|以上)?(?:每[次项条篇])?[，]?[加得扣奖] *\d"
    r"|再次|再犯|另外?[扣加])"
)
_LEVELS = re.compile(
    rf"(?:\d[%分人次名项篇个]?(?:（含）)?(?:[及或]?以[上下]|[—至到-] *\d)|{_GRADE}的?)"
    r"[^。；]{0,8}(?:得 *\d|不扣|不得分)"
)
_GIVEN = re.compile(r"得 *\d|不得分|扣 *\d|不扣")
_LEANING = re.compile(
    r"(?:每|再)?(?:少|缺(?!勤|席|岗|课)|低|超|迟|晚|差|降|减少|漏|逾期|推迟|延迟)(?:(?![扣加减得])[一-鿿]){0,4} *"
    r"(?:\d|[一二两三半])|每[一-鿿]{0,3}[扣加减得]|[扣减加得] *\d|不得分"
    r"|(?:否则|缺少?的?|没有的?|未完成的?|达不到的?|不达标的?)[，]?[扣减不每]"
    r"|(?:未|没有?|不)(?:开展|召开|完成|达到|做到|落实|执行|按[要规][求定]|组织|制定|上报|进行|建立|成立)?的?[，]?"
    r"(?:每[一-鿿]{1,2})?[扣减不]"
)
_CONDITION = re.compile(r"除外|以.{1,20}为准|不[含计算]|为限|包括|不予|可不|视同|按.{1,12}[计算]")
_END = re.compile(r"[。；;！!]+")
_EMPTY = re.compile(r"[（(【\[] *[）)】\]]|[_＿]{2,}(?: *分)?")
_LOST = re.compile(r"[扣加减得] *[?？*×]+ *分|[扣加减得] +分(?= *[，。；;]|$)")
_DOUBTFUL = (
    (re.compile(r"没(?=[少缺低超迟晚降增漏] *[一-鿿]? *\d)"), "“{}”像是“每”字写错了"),
    (_LOST, "“{}”里的数丢了"),
    (re.compile(r"(?<![\d.])0\d[\d.]*(?= *分)"), "“{}”以0开头，看不出丢了什么"),
)


class Told(NamedTuple):
    """What a cell or paragraph tells: the rest of the sentence before it, requirement, sentences, doubts."""

    more: str
    requirement: Sequence[str]
    sentences: Sequence[Sentence]
    faults: Sequence[str]


def scored(text: str) -> bool:
    """Whether a text tells of what is given or taken; points in brackets behind a title do not, nor does a mere name
    (加分项、评分标准)."""
    plain = _WHOLE.sub("", without_points(text)).strip(" 。：；;")
    lost = _LOST.search(plain) is not None
    return lost or (bool(prices(plain)) and _NAME.fullmatch(plain) is None)


def told(text: str, where: str, *, clauses: bool, before: str = "") -> Told:
    """Read the text of a cell. `clauses`: only sentences stand there, so that one without a price is one, too.

    A sentence without a price before others is what is asked for (每年不少于4次。每少1次扣1分。), unless it is needed.
    `before` is the last sentence of the paragraph before, of which this one may be the next level.
    """
    requirement: list[str] = []
    sentences: list[str] = [before] if before else []
    pending: list[str] = []

    def settle(kept: bool) -> None:
        joined = "".join(pending)
        pending.clear()
        if joined and kept:
            sentences.append(joined)
        elif joined:
            requirement.append(joined)

    pieces = list(units(text))
    first = pieces[0] if pieces else ""
    for unit in pieces:
        kind, _, unnumbered = numbered(unit)
        if kind:
            settle(clauses and len(sentences) > bool(before))
        begins = bool(kind) or (bool(before) and unit is first)
        for part in parts(unnumbered):
            plain = normal(part)
            if sentences and not pending and _goes_on(plain, sentences[-1], begins):
                sentences[-1] += part
            elif scored(part):
                leans = bool(kind or clauses) and _LEANING.match(plain) is not None
                needed = "".join(pending) if leans else ""
                if leans:
                    pending.clear()
                settle(False)
                sentences.append(needed + part)
            else:
                pending.append(part)
            begins = False
        if kind and pending:
            settle(clauses)
    settle(clauses and not requirement)
    more = sentences.pop(0)[len(before) :] if before else ""
    faults = [fault for sentence in (more, *sentences) for fault in doubtful(sentence)]
    return Told(_ended(more), requirement, [Sentence(_ended(each), where) for each in sentences], faults)


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
    plain = normal(sentence)
    for pattern, words in _DOUBTFUL:
        for found in pattern.finditer(plain):
            yield words.format(sentence[found.start() : max(found.end(), found.start() + 3)].strip())


def in_one_word(name: str) -> str:
    """A name that was typed over several lines, or one character a line, as the one name that it is."""
    lines = [line.strip() for line in name.split("\n") if line.strip()]
    return "".join("".join(line.split()) if _spaced(line) else line for line in lines)


def _spaced(line: str) -> bool:
    words = line.split()
    return len(words) > 1 and all(len(word) == 1 for word in words)


def _whole_lines(text: str) -> Iterable[str]:
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) > 2 and all(len(line) == 1 for line in lines):
        return ["".join(lines)]
    return lines


def _wrapped(line: str) -> bool:
    """Whether a line goes on in the next: it ends with a comma, or without any end before a price was told."""
    if line[-1] in "，,、：:（(—-" or normal(line).count("（") > normal(line).count("）"):
        return True
    return line[-1] not in "。；;！!" and not scored(line)


def _goes_on(plain: str, before: str, begins: bool) -> bool:
    """Whether a piece belongs to the sentence before. A number of its own may begin its next level."""
    if begins:
        levels = _LEVELS.search(normal(before)) is not None and _GIVEN.search(plain) is not None
        return levels and _LEVEL.match(plain) is not None
    if _LIMIT.match(plain) or _LEVEL.match(plain) or _LEANING.match(plain):
        return True
    return not scored(plain) and _CONDITION.search(plain) is not None


def _between_digits(text: str, index: int) -> bool:
    return text[index] == "。" and text[index - 1 : index].isdecimal() and text[index + 1 : index + 2].isdecimal()


def _ended(sentence: str) -> str:
    return sentence.rstrip("。；; ")
