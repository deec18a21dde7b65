"""同一条: clauses that are the same under another name, so that one fault is recorded, and paid for, twice (KP264)."""

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from difflib import SequenceMatcher
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from dangjian_kaoping.diagnostics import Faults, codes
from dangjian_kaoping.engine.score.circumstances import ANYWHERE, Refusal
from dangjian_kaoping.engine.score.price import price_of
from dangjian_kaoping.exact import Exact, minus
from dangjian_kaoping.facts.quantity import Quantity
from dangjian_kaoping.model.canonical import canonical
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.rule import EachRule, TableRule
from dangjian_kaoping.proof.bench import takes
from dangjian_kaoping.proof.subject import ItemSubject, Subject
from dangjian_kaoping.proof.together import together
from dangjian_kaoping.proof.tried import Tried, Tries
from dangjian_kaoping.proof.witness import recorded

_ALIKE = 0.78
"""Texts of one item that have so much in common say the same, where what follows is the same too."""
_NEARLY_EQUAL = 0.88
"""Of two items, or where it is priced otherwise, all has to be in common but a word."""
_SAYS_SOMETHING = 4
"""A text of fewer characters than this says what is meant only together with its item's title."""

_NEEDS_NO_TITLE = 6
"""So many characters beside names of papers say what is meant whatever the item is called."""


class Essence(NamedTuple):
    """What a text is about, and its pairs of neighbouring characters, by which most texts are told apart at once."""

    text: str
    pairs: frozenset[str]

    @classmethod
    def of(cls, text: str) -> "Essence":
        """That of a text which is bare of all else already."""
        return cls(text, frozenset(map("".join, pairwise(text))) or frozenset((text,)))

    def alike(self, other: "Essence", wanted: float) -> bool:
        """Whether two have at least so much in common, from 0 to 1."""
        if self.pairs.isdisjoint(other.pairs) or not self.text:
            return False
        if 2 * len(self.pairs & other.pairs) < min(len(self.pairs), len(other.pairs)):
            return False
        return SequenceMatcher(None, self.text, other.text, autojunk=False).ratio() >= wanted

    def same_words(self, other: "Essence") -> bool:
        """Whether two say the same in another order."""
        shared = sum((Counter(self.text) & Counter(other.text)).values())
        return 2 * shared >= _NEARLY_EQUAL * (len(self.text) + len(other.text))


class _Said:
    """A clause, where it stands, and what its text is about."""

    def __init__(self, subject: ItemSubject, clause: Clause) -> None:
        self.subject = subject
        self.clause = clause
        self.essence = Essence.of(essence(_about(clause)))

    @cached_property
    def behaviour(self) -> object:
        """All that decides what it takes or gives, whatever it is called, wherever it stands and however it is written:
        of a number, what the rule makes of several. Before branches of the first class.
        """
        clause = self.subject.tries[0].item.by_clause[self.clause.id] if self.subject.tries else self.clause
        numbers = _numbers(clause)
        apart: dict[str, object] = {"id": "", "text": "", "was": (), "department": (), "group": None, "fact": None}
        if numbers:
            apart |= {clause.effect: None, "free": None}
        return numbers, repr(canonical(clause.model_copy(update=apart)))

    @cached_property
    def in_full(self) -> tuple[Essence, ...]:
        """What it says under the title of its item, and by itself if it needs none: papers are those of any item."""
        title = essence(self.subject.item.title)
        under = Essence.of(title + self.essence.text.removeprefix(title))
        return (under, self.essence) if len(_PAPERS.sub("", self.essence.text)) >= _NEEDS_NO_TITLE else (under,)


def find_alike(subject: Subject, faults: Faults) -> None:
    """Pairs of clauses that take, or give, for the same fact."""
    groups: dict[tuple[object, ...], list[_Said]] = {}
    for item in subject.items:
        for clause in item.item.clauses:
            if clause.fact.same is None and clause.effect != "record" and not clause.when:
                groups.setdefault(_recorded_alike(clause), []).append(_Said(item, clause))
    for several in groups.values():
        for index, other in enumerate(several):
            # of many that are alike, each is told once
            first = next((one for one in several[:index] if _say_the_same(one, other)), None)
            if first is not None:
                _tell(first, other, faults)


def _recorded_alike(clause: Clause) -> tuple[object, ...]:
    """What two clauses share of which the same record can be made: the kind of fact, what it asks, and the side."""
    fact = clause.fact
    asked = tuple(str(getattr(fact, key, "")) for key in ("required", "per", "counts_as", "full", "known_levels"))
    return takes(clause), fact.TAG, *asked


_SEVERAL = tuple(map(Decimal, (1, 2, 3, 5, 10, 20)))


def _numbers(clause: Clause) -> tuple[Exact, ...]:
    """What the rule makes of several numbers (分); empty where it is none of numbers, or has none for them."""
    if not isinstance(clause.rule, EachRule | TableRule) or clause.fact.IS_CASE or clause.drawn_by is not None:
        return ()
    price = price_of(clause, ("", clause.id), ANYWHERE)
    try:
        return tuple(price.of_quantity(Quantity(each)) for each in _SEVERAL)
    except (Refusal, LookupError):
        return ()


_FIRST_NUMBER = re.compile(r"\d")
_POINTS = re.compile(r"(?:[每各另再][^，。；、,;\d]{0,4})?[扣得加减][\d.]+(?:[至\-—~][\d.]+)?分|[\d.]+%?")
_PRICE = re.compile(r"[，；。,;][^，；。,;]*[扣得加减][\d.]+")
_PUNCTUATION = re.compile(r"[\W_]+")
_NOT = re.compile(r"没有|未能|不能|缺少|未|不|无|缺|漏|少开")
_SMALL = re.compile(r"[的了及和或与者被应须要按各每次项处件个人等均由在对为以上]|另加|本项|不得分")


_SYNONYMS = {
    "全": re.compile(r"齐全|完整|完备|齐备|完善"),
    "材料": re.compile(r"资料|内容|档案"),
    "开": re.compile(r"召开|开展|举行|举办|组织"),
    "时": re.compile(r"及时|按时|按期"),
}
_PAPERS = re.compile(r"方案|签到|照片|总结|登记|记录|台账|资料|材料|名单|通知|简报|全|齐|完整|非")


def _about(clause: Clause) -> str:
    """The part of its text that says what it is about: behind the first price, of a rate behind the first number, it
    only reckons. The levels of events are told price by price.
    """
    if clause.fact.known_levels:
        return clause.text
    if clause.fact.is_rate:
        return _FIRST_NUMBER.split(clause.text)[0] or clause.text
    head = _PRICE.split(clause.text)[0]
    return head if len(_PUNCTUATION.sub("", head)) > _SAYS_SOMETHING else clause.text


def essence(text: str) -> str:
    """What a text is about: without numbers, points, punctuation and the small words that each text has its own way
    with. That something is lacking is kept as one sign.
    """
    found = _NOT.sub("非", _PUNCTUATION.sub("", _POINTS.sub("", text)))
    for usual, others in _SYNONYMS.items():
        found = others.sub(usual, found)
    return _SMALL.sub("", found)


def _without(title: str, text: str) -> str:
    """A text without the words that it has from the title of its item."""
    for start, end in ((a, a + size) for _, a, size in _words_of(title, text)):
        text = text[:start] + "\0" * (end - start) + text[end:]
    return text.replace("\0", "")


def _words_of(title: str, text: str) -> Iterator[tuple[int, int, int]]:
    """Where words of a title, of two characters at least, stand in a text."""
    blocks = SequenceMatcher(None, title, text, autojunk=False).get_matching_blocks()
    yield from ((block.a, block.b, block.size) for block in blocks if block.size > 1)


def _say_the_same(one: _Said, other: _Said) -> bool:
    if one.subject is not other.subject:
        return any(mine.alike(theirs, _NEARLY_EQUAL) for mine in one.in_full for theirs in other.in_full)
    if one.essence.alike(other.essence, _NEARLY_EQUAL):
        return one.behaviour == other.behaviour or len(one.essence.text) >= _SAYS_SOMETHING
    # 支委会 and 党小组会 differ in the one word that says what they are about, which comes first
    if one.behaviour != other.behaviour:
        return False
    mine, theirs = sorted((one.essence.text, other.essence.text), key=len)
    if len(mine) > _SAYS_SOMETHING and mine in theirs:
        return True
    title = essence(one.subject.item.title)
    if mine and _without(title, mine) == _without(title, theirs) != "":
        return True  # 零报告漏报 is 漏报 in an item that is about 零报告
    same_start = one.essence.text[:2] == other.essence.text[:2] and one.essence.alike(other.essence, _ALIKE)
    return same_start or one.essence.same_words(other.essence)


def _tell(one: _Said, other: _Said, faults: Faults) -> None:
    for mine, theirs in zip(one.subject.tries, other.subject.tries, strict=False):
        first, second = _recorded(mine, one.clause), _recorded(theirs, other.clause)
        if first is not None and second is not None and _same_way(first, second):
            vetoed = first.sets_off and second.sets_off and not first.moved
            pair = [(one.subject, mine, first.tried.situation), (other.subject, theirs, second.tried.situation)]
            facts = recorded(first.tried.situation + second.tried.situation)
            outcome = "两条都否决" if vetoed else together(*pair)
            fault = codes.KP264(clause=_named(other), other=_named(one), facts=facts, outcome=outcome)
            faults.add(fault, other.clause.place_of("id"))
            return


def _named(said: _Said) -> str:
    return f"{said.subject.item.id} 的“{said.clause.id}”"


class _Recorded(NamedTuple):
    """A record, by how much it moves what the item gives (分), and whether it sets anything off."""

    tried: Tried
    moved: Exact
    sets_off: bool


def _recorded(tries: Tries, clause: Clause) -> _Recorded | None:
    """The first record that changes what the item gives, or sets off what nothing recorded does not."""
    without = tries.bench.gives(tries.quiet)
    for tried in tries.of(clause) if without is not None and without.points is not None else ():
        given = tries.bench.gives(tries.with_quiet(tried))
        if given is not None and given.points is not None and without is not None and given != without:
            return _Recorded(tried, minus(given.total, without.total), given.vetoes > without.vetoes)
    return None


def _same_way(one: _Recorded, other: _Recorded) -> bool:
    """Whether both take, or give; or neither moves anything and both set something off."""
    if one.moved and other.moved:
        return (one.moved < 0) == (other.moved < 0)
    return not one.moved and not other.moved and one.sets_off and other.sets_off
