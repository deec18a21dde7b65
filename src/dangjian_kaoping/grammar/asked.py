"""What is asked for beside a sentence: 少一次扣1分 takes its number out of 支委会每月召开1次 in the row."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from dangjian_kaoping.grammar.entry import Entry, Need
from dangjian_kaoping.grammar.meaning import Figure
from dangjian_kaoping.grammar.pieces import Bound, Edge, Quantity, Step
from dangjian_kaoping.grammar.tokens import Word, normal, number, words

_ENDS = frozenset({"BREAK", "COMMA", "COLON"})
_NOT_ASKED = frozenset(
    {"BELOW", "ABOVE", "ATMOST", "LACK", "FALL", "RISE", "LATE", "SAMPLE", "EVERY", "WHOLE", "DASH", "SLASH", "ASONE"}
)
"""Words before a number that is no duty."""
_NOT_MORE = frozenset({"DOWN", "WITHIN", "DASH", "INC"})
"""Words behind such a number."""
_PERCENT = frozenset({"%", "百分点", "个百分点"})
_ANY = re.compile(
    r"开展|召开|组织|进行|参加|参与|举行|举办|安排|完成|落实|活动|工作|会议|党支部|支部|党员|规定|要求|按期|按时|定期|及时|"
    r"集中|未|没有|不|无|缺少|缺|少|差|开|的|次|篇|每|各|应|须|要|至少|或者|或|和|与|及|并|、|\W"
)
"""Words that are said of any duty: they do not tell one from another."""


_TIME = re.compile("每[月季个年周半两]|全[年季]")


class _Asked(NamedTuple):
    """A number that is asked for, of what, and whether it is beyond doubt that it is a duty of that time."""

    need: Need
    of: str
    sure: bool


def with_needs(found: Sequence[Entry], about: str) -> None:
    """Give what the rows ask for (`about`: the requirement or title in whose row a sentence stands) to the entries
    that pay for each that is missing and say nothing of how many there should be. Where more than one number may be
    meant they are left as they are.
    """
    for entry in found:
        step = entry.step
        if not isinstance(step, Step) or step.quantity is None or entry.need is not None or entry.line is not None:
            continue
        if step.way == "LACK" and not _TIME.search(entry.name):
            found_need = _meant(entry.name + step.said, {step.unit}, _asked(about), about)
            entry.need = None if found_need is None else found_need.need
        elif step.way in ("FALL", "RISE") and step.unit in _PERCENT:
            line = _meant(entry.name, {"%"}, _lines(about, step.way), about)
            if line is not None:
                entry.line = Bound(Edge(line.need.quantity, True), None)
                if step.way == "RISE":
                    entry.line = Bound(None, Edge(line.need.quantity, True))


def _meant(subject: str, units: set[str], asked: Sequence[_Asked], about: str) -> _Asked | None:
    every = [each for each in asked if each.need.quantity.unit in units]
    own = _ANY.sub(" ", subject)
    hits = every
    if own.strip():
        hits = [each for each in every if _alike(own, each.of)]
        if not hits and len(every) == 1 and not _ANY.sub("", every[0].of) and _alike(own, about):
            hits = every
    return hits[0] if len(hits) == 1 and hits[0].sure else None


def _alike(one: str, other: str) -> bool:
    """Whether two have two characters beside one another that tell them from others."""
    said = _ANY.sub(" ", other)
    return any(" " not in pair and "".join(pair) in said for pair in pairwise(one))


@lru_cache(maxsize=64)
def _asked(about: str) -> tuple[_Asked, ...]:
    return tuple(_found(words(normal(about))))


@lru_cache(maxsize=64)
def _lines(about: str, way: str) -> tuple[_Asked, ...]:
    """The percentages that are asked for: at least so many, or for RISE at most."""
    return tuple(_percentages(words(normal(about)), way))


def _percentages(found: Sequence[Word], way: str) -> Iterator[_Asked]:
    other = "ATLEAST" if way == "RISE" else "ATMOST"
    for part in _parts(found):
        for index, word in enumerate(part.words):
            kind, behind = _around(part.words, index)
            if word.kind != "NUMBER" or behind[:1] != ["UNIT"] or part.words[index + 1].text != "%":
                continue
            figure = Figure(number(word.text.strip()), word.start, word.end, about=True)
            sure = kind not in (_NOT_ASKED - {"ATMOST"}) | {other} and not _NOT_MORE & set(behind[1:])
            if way == "RISE":
                sure = kind == "ATMOST"
            yield _Asked(Need(Quantity(figure, "%"), ""), part.of, sure)


@dataclass
class _Part:
    """What stands between two commas, or two 、 in a list."""

    words: list[Word]
    begins: bool

    @property
    def of(self) -> str:
        return "".join(each.text for each in self.words if each.kind == "TEXT")


def _parts(found: Sequence[Word]) -> Iterator[_Part]:
    held = _Part([], begins=True)
    for word in found:
        if word.kind in _ENDS:
            yield held
            held = _Part([], begins=word.kind == "BREAK")
        elif word.kind == "TEXT" and "、" in word.text:
            first, *others = word.text.split("、")
            held.words.append(word._replace(text=first))
            for other in others:
                yield held
                held = _Part([word._replace(text=other)], begins=False)
        else:
            held.words.append(word)
    yield held


def _found(found: Sequence[Word]) -> Iterator[_Asked]:
    before = period = ""
    for part in _parts(found):
        if part.begins:
            before = period = ""
        own = False
        any_number = False
        for index, word in enumerate(part.words):
            if word.kind == "PERIOD":
                period, own = word.text, True
            elif word.kind == "EVERY":
                period, own = "", False
            elif word.kind == "NUMBER":
                any_number = True
                kind, behind = _around(part.words, index)
                if behind[:1] != ["UNIT"] or kind in _NOT_ASKED or _NOT_MORE & set(behind[1:]):
                    continue
                figure = Figure(number(word.text.strip()), word.start, word.end, about=True)
                need = Need(Quantity(figure, part.words[index + 1].text), period)
                yield _Asked(need, before + part.of, own or (bool(period) and kind == "ATLEAST"))
        before = "" if any_number else before + part.of


def _around(found: Sequence[Word], at: int) -> tuple[str, list[str]]:
    """The kind of the word before one, and of the two behind it."""
    return found[at - 1].kind if at else "", [each.kind for each in found[at + 1 : at + 3]]
