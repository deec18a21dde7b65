"""同一条: clauses that are the same under another name, so that one fault is recorded, and paid for, twice (KP264)."""

import re
from collections import Counter
from difflib import SequenceMatcher
from functools import cached_property
from itertools import combinations, pairwise
from typing import NamedTuple

from dangjian_kaoping.diagnostics import Faults, codes
from dangjian_kaoping.exact import ZERO, Exact, minus, negative, plain, total
from dangjian_kaoping.model.canonical import canonical
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.proof.bench import takes
from dangjian_kaoping.proof.subject import ItemSubject, Subject
from dangjian_kaoping.proof.tried import Tried, Tries
from dangjian_kaoping.proof.witness import in_words

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
        if 2 * len(self.pairs & other.pairs) < min(len(self.pairs), len(other.pairs)) or not self.text:
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
        # of a measured value, what is said behind the first number is how it is reckoned
        said = _FIRST_NUMBER.split(clause.text)[0] if clause.fact.is_rate else clause.text
        self.essence = Essence.of(essence(said))

    @cached_property
    def behaviour(self) -> str:
        """All that decides what it takes or gives, whatever it is called and wherever it stands."""
        apart = {"id": "", "text": "", "was": (), "department": (), "group": None}
        return repr(canonical(self.clause.model_copy(update=apart)))

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
        for one, other in combinations(several, 2):
            if _say_the_same(one, other):
                _tell(one, other, faults)


def _recorded_alike(clause: Clause) -> tuple[object, ...]:
    """What two clauses share of which the same record can be made: the kind of fact, what it asks, and the side."""
    fact = clause.fact
    asked = tuple(str(getattr(fact, key, "")) for key in ("required", "per", "counts_as", "full", "known_levels"))
    return takes(clause), fact.TAG, *asked


_FIRST_NUMBER = re.compile(r"\d")
_POINTS = re.compile(
    r"(?:每|各|另|再|最多|合计)?[^，。；、,;\d]{0,4}(?:扣|得|加|减)[\d.]+(?:[至\-—~][\d.]+)?分|[\d.]+%?"
)
_PUNCTUATION = re.compile(r"[\W_]+")
_NOT = re.compile(r"没有|未能|不能|未|不|无")
_SMALL = re.compile(r"[的了及和或与者被应须要按各每次项处件个人等均由在对为以上]|另加|本项|不得分")


_SYNONYMS = {
    "全": re.compile(r"齐全|完整|完备|齐备|完善"),
    "材料": re.compile(r"资料|内容|档案"),
    "开": re.compile(r"召开|开展|举行|举办|组织"),
    "少": re.compile(r"缺少|缺|少开"),
    "时": re.compile(r"及时|按时|按期"),
}
_PAPERS = re.compile(r"方案|签到|照片|总结|登记|记录|台账|资料|材料|名单|通知|简报|全|齐|完整|非")


def essence(text: str) -> str:
    """What a text is about: without numbers, points, punctuation and the small words that every text has its own way
    with. That something is lacking is kept as one sign.
    """
    found = _NOT.sub("非", _PUNCTUATION.sub("", _POINTS.sub("", text)))
    for usual, others in _SYNONYMS.items():
        found = others.sub(usual, found)
    return _SMALL.sub("", found)


def _say_the_same(one: _Said, other: _Said) -> bool:
    if one.subject is not other.subject:
        return any(mine.alike(theirs, _NEARLY_EQUAL) for mine in one.in_full for theirs in other.in_full)
    if one.essence.alike(other.essence, _NEARLY_EQUAL):
        return one.behaviour == other.behaviour or len(one.essence.text) >= _SAYS_SOMETHING
    # 支委会 and 党小组会 differ in the one word that says what they are about, which comes first
    same_start = one.essence.text[:2] == other.essence.text[:2] and one.essence.alike(other.essence, _ALIKE)
    return (same_start or one.essence.same_words(other.essence)) and one.behaviour == other.behaviour


def _tell(one: _Said, other: _Said, faults: Faults) -> None:
    for mine, theirs in zip(one.subject.tries, other.subject.tries, strict=False):
        pair = _recorded(mine, one.clause), _recorded(theirs, other.clause)
        if pair[0] is None or pair[1] is None:
            continue
        facts = (*pair[0].situation.facts, *pair[1].situation.facts)
        moved = total((_moved(mine, pair[0]), _moved(theirs, pair[1])))
        if takes(one.clause) != (moved < 0):
            continue
        fault = codes.KP264(
            clause=_named(other),
            other=_named(one),
            facts=in_words(facts, {}),
            verb="少" if takes(one.clause) else "多",
            points=plain(negative(moved) if moved < 0 else moved),
        )
        faults.add(fault, other.clause.place_of("id"))
        return


def _named(said: _Said) -> str:
    return f"{said.subject.item.id} 的“{said.clause.id}”"


def _recorded(tries: Tries, clause: Clause) -> Tried | None:
    """The first record that changes what the item gives."""
    return next((each for each in tries.of(clause) if _moved(tries, each)), None)


def _moved(tries: Tries, tried: Tried) -> Exact:
    """By how much a record moves what the item gives (分)."""
    with_it, without = tries.bench.gives(tries.with_quiet(tried)), tries.bench.gives(tries.quiet)
    if with_it is None or without is None or with_it.points is None or without.points is None:
        return ZERO
    return minus(with_it.total, without.total)
