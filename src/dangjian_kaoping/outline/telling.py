"""What a cell or paragraph tells: what is asked for, and the sentences by which it is scored.

What the next piece needs, or what needs the piece before, stays with it: levels one after another, a limit, a
condition, a price without a subject.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dangjian_kaoping.grammar.tokens import one_width
from dangjian_kaoping.outline.numbering import numbered
from dangjian_kaoping.outline.outline import Sentence
from dangjian_kaoping.outline.sentences import doubtful, parts, scored, units

_NUMBER = r"(?:\d+(?:[.。]\d+)?|[一二两三四五六七八九十半]+|[?？]+)"
_LIMIT = re.compile(
    r"(?:以上|上述|本项|该项|此项|每项|各项|本项目|全项|累计|合计|总计|共计)*[，]?"
    r"(?:最多|最高|累计|合计|总计|共计|上限|下限|封顶|上不封顶|不设上限|扣完|直至扣完|不(?:得|再)?超过"
    r"|不(?:重复|累[计加]|计负分|倒扣)|就高|只[计取按]|同一[一-鿿]{0,8}(?:，|就|按|只|不|取|以|最)|[以依]此类推)"
)
"""What bounds the sentence before, or says how it is counted: 累计不超过2分, 扣完为止, 同一事项就高."""
_CAP = re.compile(
    r"(?:以上|上述|前[一-鿿]项|各项|本项目?|该项|此项|全项|累计|合计|总计|共计|最多|最高|不超过)"
    r"[^，。；\d]{0,12}\d+(?:\.\d+)? *分"
)
"""A limit that may be of all sentences before: 以上累计最多扣3分."""
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
"""The next level of the sentence before: 80%以上的得3分, 其余不得分, 市级表彰加2分."""
_LEVELS = re.compile(
    rf"(?:\d[%分人次名项篇个]?(?:（含）)?(?:[及或]?以[上下]|[—至到-] *\d)|{_GRADE}的?|[一二三四五]等奖?)"
    r"[^。；]{0,8}(?:得 *\d|不扣|不得分)"
)
"""A sentence that has levels, so that numbers may stand before the next of them."""
_GIVEN = re.compile(r"得 *\d|不得分|扣 *\d|不扣")
"""What a level brings."""
_LEANING = re.compile(
    r"(?:每|再)?(?:少|缺(?!勤|席|岗|课)|低|超|迟|晚|差|降|减少|漏|逾期|推迟|延迟)(?:(?![扣加减得])[一-鿿]){0,4} *"
    r"(?:\d|[一二两三半])|每[一-鿿]{0,3}[扣加减得]|[扣减加得] *\d|不得分"
    r"|(?:否则|缺少?的?|没有的?|未完成的?|达不到的?|不达标的?)[，]?[扣减不每]"
)
"""A price without a subject of its own: 每少1次扣1分, 扣0.5分, 否则不得分."""
_UNDONE = re.compile(
    r"(?:未|没有?|不)(?:开展|召开|完成|达到|做到|落实|执行|按[要规][求定]|组织|制定|上报|进行|建立|成立)?的?[，]?"
    r"(?:每[一-鿿]{1,2})?[扣减不]"
)
"""A price of what was not done at all: 未上报的不得分."""
_LATE = re.compile("迟|逾期|超期|推迟|延期|[天日]")
_CONDITION = re.compile(r"除外|以.{1,20}为准|不[含计算]|为限|包括|不予|可不|视同|按.{1,12}[计算]")
"""What the price before is of, or is not: 请假的除外, 以台账为准."""
_ASKED = re.compile(r"(?:考核|考评|工作|具体|主要|目标|评价)?(?:要求|内容|目标|任务|要点|指标)(?:及要求)?[：:]")
_SCORING = re.compile(
    r"(?:考核|考评|评分|扣分|计分|赋分|评价|检查|打分|加分|减分|加减分|奖惩)(?:标准|办法|细则|方法|规则|依据)[：:]"
)
"""Labels of what is asked for (考核要求：), and of sentences (评分标准：)."""
_LISTING = re.compile(
    r".{0,20}?(?:下列|以下)(?:情形|情况|行为|问题|条件|事项|现象|要求)?(?:之一)?[的者]?[，,]?(.{2,40})[：:]"
)
"""The price of each of a list: 有下列情形之一的，扣2分：."""
_CASES = re.compile(r"(?:支部|党支部|单位|凡|如)?[有存出现在]{1,2}(?:下列|以下)(?:情形|情况|行为|问题|条件|事项|现象)")
"""What stands before a list of cases: 有下列情形之一的."""
_BRACKETED = re.compile(r"([^（）。；]{2,60})（([^（）]+)）[，、。；]*")
_STOPS = " 。；;，,"


class Told(NamedTuple):
    """What a cell or paragraph tells: the rest of the sentence before it, requirement, sentences, doubts."""

    more: str
    requirement: Sequence[str]
    sentences: Sequence[Sentence]
    faults: Sequence[str]


class Labelled(NamedTuple):
    """A text without its label (评分标准：), and whether sentences follow; None: it has no label."""

    text: str
    scoring: bool | None


def labelled(text: str) -> Labelled:
    """The text behind a label that says what it is."""
    plain = one_width(text)
    for pattern, scoring in ((_ASKED, False), (_SCORING, True)):
        label = pattern.match(plain)
        if label is not None:
            return Labelled(text[label.end() :].strip(), scoring)
    return Labelled(text, None)


def heads_cases(text: str) -> bool:
    """Whether a text is what stands before a list of cases (有下列情形之一的)."""
    return _CASES.match(one_width(text)) is not None


def consequence(text: str) -> str:
    """What the cases of a list have in common, in the words of the document up to the first comma."""
    found = _LISTING.match(one_width(text))
    return re.split("[，,：:]", text[found.start(1) : found.end(1)])[0] if found is not None else ""


def told(text: str, where: str, *, clauses: bool, before: str = "") -> Told:
    """Read the text of a cell. `clauses`: only sentences stand there, so that one without a price is one, too.

    A sentence without a price before others is what is asked for (每年不少于4次。每少1次扣1分。), unless it is needed.
    `before` is the last sentence of the paragraph before, of which this one may be the next level.
    """
    telling = _Telling(clauses, before)
    for index, unit in enumerate(units(text)):
        telling.take(unit, first=index == 0)
    return telling.done(where)


class _Telling:
    """What was told so far."""

    def __init__(self, clauses: bool, before: str) -> None:
        self.clauses = clauses
        self.before = before
        self.requirement: list[str] = []
        self.sentences: list[str] = [before] if before else []
        self.composed: set[str] = set()
        """Sentences that are each made of a case and of what stands before the list."""
        self.pending: list[str] = []
        """Pieces without a price, of which it is not known yet what they belong to."""
        self.listing = ""
        """A sentence that what follows under numbers belongs to (有下列情形之一的，扣2分：)."""

    def take(self, unit: str, *, first: bool) -> None:
        """Take a line, or what stands under a number."""
        kind, _, text = numbered(unit)
        if kind:
            self._settle(self.clauses and len(self.sentences) > bool(self.before))
        start = len(self.sentences)
        begins = bool(kind) or (bool(self.before) and first)
        for each in parts(text):
            part, scoring = labelled(each)
            if scoring is not None:
                self._settle(False)
                self.clauses = self.clauses or scoring
            for piece in _bracketed(part) if part else ():
                if not (self.listing and kind and self._listed(piece)):
                    self._part(piece, begins=begins, start=start if kind else bool(self.before), numbered_=bool(kind))
                begins = False
        if kind and self.pending:
            self._settle(self.clauses)

    def _part(self, part: str, *, begins: bool, start: int, numbered_: bool) -> None:
        plain = one_width(part)
        if self.sentences and not self.pending and _goes_on(plain, self.sentences[-1], begins):
            if _CAP.match(plain):
                # of all before it, or of the last? with all of them in one the grammar asks
                of = int(bool(self.before)) if plain.startswith(("以上", "上述", "各项")) else start
                self.sentences[of:] = [_joined(self.sentences[of:])]
            self.sentences[-1] = _joined([self.sentences[-1], part])
        elif scored(part):
            leans = (numbered_ or self.clauses) and _leans(plain)
            needed = list(self.pending) if leans else []
            if leans:
                self.pending.clear()
            self._settle(False)
            self.listing = part if plain.endswith(("：", ":")) else ""
            self.sentences.append(_joined([*needed, part]))
        else:
            self.pending.append(part)

    def _listed(self, part: str) -> bool:
        """Take what stands in a list under a price; False where it has a price of its own."""
        if scored(part):
            self.listing = ""
            return False
        found = _LISTING.fullmatch(one_width(self.listing))
        if found is None:
            self.sentences[-1] = f"{self.sentences[-1]}{part}"
            return True
        if self.sentences[-1] == self.listing:
            self.requirement.append(self.sentences.pop())
        self.sentences.append(f"{part.strip(_STOPS)}，{self.listing[slice(*found.span(1))]}")
        self.composed.add(self.sentences[-1])
        return True

    def _settle(self, kept: bool) -> None:
        text = _joined(self.pending)
        self.pending.clear()
        if text and kept:
            self.sentences.append(text)
        elif text:
            self.requirement.append(text)

    def done(self, where: str) -> Told:
        """All that was told."""
        self._settle(self.clauses and not self.requirement)
        more = self.sentences.pop(0)[len(self.before) :] if self.before else ""
        faults = [fault for sentence in (more, *self.sentences) for fault in doubtful(sentence)]
        found = [Sentence(each.rstrip("。；; "), where, each in self.composed) for each in self.sentences]
        return Told(more.rstrip("。；; "), self.requirement, found, faults)


def _bracketed(part: str) -> Iterator[str]:
    """Demands that each have a price in brackets, taken apart: 制度健全（缺1项扣1分），记录完整（漏1处扣0.5分）。"""
    plain = one_width(part)
    found = list(_BRACKETED.finditer(plain))
    whole = "".join(each.group() for each in found) == plain
    if not (found and whole and all(scored(f"（{each.group(2)}）") and not scored(each.group(1)) for each in found)):
        yield part
        return
    for each in found:
        yield f"{part[slice(*each.span(1))]}。"
        yield f"{part[slice(*each.span(2))]}。"


def _joined(pieces: Sequence[str]) -> str:
    """Pieces as one sentence; between lines that have no mark at their end stands one."""
    return "".join(_marked(pieces))


def _marked(pieces: Sequence[str]) -> Iterator[str]:
    for index, piece in enumerate(pieces):
        last = index == len(pieces) - 1
        yield piece if last or piece[-1:] in "。；;，,：:！!" else f"{piece}；"


def _leans(plain: str) -> bool:
    """Whether a price has no subject of its own."""
    return _LEANING.match(plain) is not None or _UNDONE.match(plain) is not None


def _goes_on(plain: str, before: str, begins: bool) -> bool:
    """Whether a piece belongs to the sentence before. A number of its own may begin its next level."""
    if begins:
        levels = _LEVELS.search(one_width(before)) is not None and _GIVEN.search(plain) is not None
        return levels and _LEVEL.match(plain) is not None
    if _LIMIT.match(plain) or _LEVEL.match(plain) or _LEANING.match(plain):
        return True
    if _UNDONE.match(plain) and _LATE.search(one_width(before)):
        # 每迟1天扣0.5分；未上报的不得分
        return True
    return not scored(plain) and _CONDITION.search(plain) is not None
