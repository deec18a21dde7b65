"""What a sentence says: its prices put together into clauses."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from dangjian_kaoping.grammar.asked import with_needs
from dangjian_kaoping.grammar.classes import merged
from dangjian_kaoping.grammar.entries import entries
from dangjian_kaoping.grammar.entry import SHORTER, DoubtError, Entry, unread, unsettled
from dangjian_kaoping.grammar.full import with_full
from dangjian_kaoping.grammar.grades import grades
from dangjian_kaoping.grammar.groups import groups_of, is_condition, is_never, with_conditions, with_lines
from dangjian_kaoping.grammar.meaning import Doubt, Meaning, Reading
from dangjian_kaoping.grammar.phrases import phrases
from dangjian_kaoping.grammar.pieces import Price, Quantity, Step
from dangjian_kaoping.grammar.ranks import with_others
from dangjian_kaoping.grammar.series import counted, event, graded, levels, several
from dangjian_kaoping.grammar.single import VETOES, emptied, never, single
from dangjian_kaoping.grammar.tokens import normal, words

LONGEST = 400
"""Characters of a sentence; a longer one is no sentence of a rubric."""


@lru_cache(maxsize=1024)
def read(sentence: str, *, from_total: bool = False, about: str = "", points: Decimal | None = None) -> Reading:
    """Read one sentence. The same sentence always reads the same, and nothing is in a meaning that is not in it.

    The versions of a rubric share most of their sentences: each is read once.
    `from_total` tells that its item has no points of its own: what is taken is taken from the total.
    `about` is what the row or the item asks for, in its own words (考核内容): where the sentence only says
    少一次扣1分, the number comes out of it if it is the only one that can be meant.
    `points` are those of the item, where they are known: what 满分 says, and what 完成的得5分 says before a 扣.
    """
    text = normal(sentence)
    if len(text) > LONGEST:
        fault = unsettled(0, len(text), "太长，不像一条评分标准", "一条一条地读")
        return Reading(sentence, (), (fault.doubt,))
    try:
        ranks = grades(list(phrases(text)))
        priced = [] if ranks is not None else entries(text, from_total=from_total)
        if priced:
            priced = with_full(priced, points)
        with_others(priced)
        with_needs(priced, about)
        with_conditions(priced)
        found = tuple(_meanings(priced)) if ranks is None else (ranks,)
    except DoubtError as fault:
        return Reading(sentence, (), (fault.doubt,))
    lost = _lost(text, found)
    return Reading(sentence, () if lost else found, lost)


def _lost(text: str, meanings: Sequence[Meaning]) -> tuple[Doubt, ...]:
    """Numbers of the sentence that are in no meaning: with one of them no meaning is sure."""
    taken: set[int] = set()
    for meaning in meanings:
        for figure in (*(each for _, each in meaning.figures()), *meaning.unsaid, *meaning.kept):
            if figure.about:
                continue
            taken.update(range(figure.start, figure.end))
    found = words(text)
    # 计0分, 总分为0: said by the word as a whole
    for word in found:
        if word.kind in ("NONE", "ZERO", "UNTIL"):
            taken.update(range(word.start, word.end))
    spans = [digits.span() for digits in re.finditer(r"\d+(?:\.\d+)?", text)]
    spans += [(word.start, word.end) for word in found if word.kind == "NUMBER"]
    for digits in re.finditer(r"(?<![\d.])0\d[\d.]*", text):
        return (Doubt("unread", *digits.span(), "这个数以0开头，看不出丢了什么", "照原件核对这个数"),)
    why = "这个数没有用上"
    return tuple(Doubt("unread", start, end, why, SHORTER) for start, end in sorted(set(spans)) if start not in taken)


def _by_class(found: Sequence[Entry]) -> Meaning:
    """One meaning of prices that are for a class each."""
    starts = [index for index, entry in enumerate(found) if entry.classes]
    if starts[0] != 0:
        raise unread(found[0].start, found[0].end, "前面几句是不是只管后面写的那一类支部，看不出来", SHORTER)
    groups = []
    for start, end in pairwise([*starts, len(found)]):
        first, *more = groups_of(with_lines(found[start:end]))
        if more:
            raise unread(more[0][0].start, more[-1][-1].end, "各类支部有几条，合不成一条", SHORTER)
        _settle_limits(first, found)
        groups.append(first)
    return merged([_meaning(group) for group in groups], [found[index].classes for index in starts])


def _meanings(found: Sequence[Entry]) -> Iterator[Meaning]:
    if any(each.classes for each in found):
        yield _by_class(found)
        return
    groups = list(groups_of(with_lines(found)))
    for group in groups[1:]:
        _about_something(group[0])
    for group in groups if len(groups) > 1 else ():
        _of_its_own(group[0])
    if len(groups) > 1:
        for group in groups:
            _settle_limits(group, found)
        verbs = {each.verb for each in found}
        if "EARN" in verbs and verbs & {"DEDUCT", "BONUS"}:
            raise unsettled(
                found[0].start,
                found[-1].end,
                "又有得几分，又有扣（加）几分，看不出得的是本项满分，还是另外得的",
                "满分写在项目上（points），这里只写扣（加）几分",
            )
    for group in groups:
        if group[-1].from_total:
            for entry in group:
                entry.total = True
        yield _meaning(group)


def _settle_limits(group: Sequence[Entry], found: Sequence[Entry]) -> None:
    """Raise where a limit stands behind several clauses: it may be of all of them, or of the last."""
    last = group[-1]
    if not (last.cap is not None or last.same or last.for_item or last.from_total):
        return
    before = found.index(group[0]) - 1
    if last.wide or (before >= 0 and not group[0].begins and found[before].cap is None):
        raise unsettled(
            last.start,
            last.end,
            "封顶（就高、全项合计、从总分中扣）写在几条后面，看不出管前面几条，还是只管最后一条",
            "每一条各写各的封顶；管几条的，写成一个组（groups），封顶写在组上",
        )


def _about_something(entry: Entry) -> None:
    """Raise where a price stands behind another and says nothing of its own: both may be of one event."""
    if not entry.apart and entry.line is None and (not isinstance(entry.step, Step) or entry.step.way in _PLAIN_STEPS):
        raise unsettled(
            entry.start,
            entry.end,
            "前面已经有了后果，这里没有写另外什么情形，看不出是不是同一件事",
            "同一件事的后果写成一条（veto 可以与扣分写在一条里）；不同的写明什么情形",
        )


def _of_its_own(entry: Entry) -> None:
    """Raise where so many of something have a consequence, and more is counted beside: it may be the same."""
    end = None if entry.line is None else entry.line.low or entry.line.high
    if end is not None and entry.step is None and entry.verb in ("NONE", *VETOES) and end.quantity.unit != "%":
        raise unsettled(
            entry.start,
            entry.end,
            "看不出数的是不是前面（后面）那一条记的：是的要写在一条里，不是的要另外记",
            "同一个数的紧接着写，如“每次扣1分，三次（含）以上不得分”",
        )


_PLAIN_STEPS = frozenset({"EACH", "EVERY", "WHOLE"})


def _meaning(group: list[Entry]) -> Meaning:
    conditions = [each for each in group[1:] if is_condition(each, group[0])]
    nevers = [each for each in group[1:] if is_never(each, group[0])]
    rest = [each for each in group if each not in conditions and each not in nevers]
    if len(rest) == 1:
        row = isinstance(rest[0].price, Price) and rest[0].price.row
        clause = several(rest[0]) if row else single(rest[0])
    elif all(each.line is not None for each in rest):
        if any(each.verb == "DEDUCT" for each in rest):
            clause = graded(rest)
        else:
            clause, conditions = graded([*rest, *conditions]), []
    elif all(isinstance(each.step, Quantity) for each in rest) and all(
        not each.apart or each.subject == rest[0].subject for each in rest[1:]
    ):
        clause = counted(rest)
    elif rest[0].verb in ("EARN", "PLAIN") or any(each.verb in ("KEEP", "NONE") for each in rest):
        clause = levels(rest)
    else:
        clause = event(rest)
    for condition in conditions:
        emptied(clause, condition)
    for entry in nevers:
        never(clause, entry)
    return clause.meaning(min(each.start for each in group), max(each.end for each in group))
