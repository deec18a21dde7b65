"""What a sentence says: its prices put together into clauses."""

import unicodedata
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from dangjian_kaoping.grammar.asked import with_needs
from dangjian_kaoping.grammar.beside import adds_up, settle, settle_limits
from dangjian_kaoping.grammar.changed import changed
from dangjian_kaoping.grammar.classes import merged
from dangjian_kaoping.grammar.entries import entries
from dangjian_kaoping.grammar.entry import SHORTER, DoubtError, Entry, unread, unsettled
from dangjian_kaoping.grammar.full import with_full
from dangjian_kaoping.grammar.grades import grades
from dangjian_kaoping.grammar.groups import groups_of, is_condition, is_never, is_or_more, with_conditions, with_lines
from dangjian_kaoping.grammar.meaning import Meaning, Reading
from dangjian_kaoping.grammar.numbers import lost_numbers, said_again
from dangjian_kaoping.grammar.pieces import Price, Quantity
from dangjian_kaoping.grammar.ranks import with_others
from dangjian_kaoping.grammar.series import counted, event, graded, levels, several
from dangjian_kaoping.grammar.single import emptied, never, single
from dangjian_kaoping.grammar.tokens import normal

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
    if any(unicodedata.category(each) == "Cc" and not each.isspace() for each in text):
        fault = unread(0, len(text), "有看不见的字符", "照原件重新输入")
        return Reading(sentence, (), (fault.doubt,))
    try:
        change = changed(text)
        plain = text if change is None else change.text
        ranks = grades(plain)
        priced = [] if ranks is not None else entries(plain, from_total=from_total)
        if priced:
            priced = with_full(priced, points)
        with_others(priced)
        with_needs(priced, about)
        with_conditions(priced)
        meanings = tuple(_meanings(priced)) if ranks is None else (ranks,)
        found = tuple(said_again(text, meanings if change is None else change.on(meanings)))
    except DoubtError as fault:
        return Reading(sentence, (), (fault.doubt,))
    lost = lost_numbers(text, found)
    return Reading(sentence, () if lost else found, lost)


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
        settle_limits(first, found)
        groups.append(first)
    return merged([_meaning(group) for group in groups], [found[index].classes for index in starts])


def _meanings(found: Sequence[Entry]) -> Iterator[Meaning]:
    if any(each.classes for each in found):
        yield _by_class(found)
        return
    groups = list(groups_of(with_lines(found)))
    settle(groups, found)
    for group in groups:
        if group[-1].from_total:
            for entry in group:
                entry.total = True
        meaning = _meaning(group)
        more = adds_up(group[0]) if group is not groups[0] else ()
        yield meaning._replace(defaults=(*meaning.defaults, *more))


def _meaning(group: list[Entry]) -> Meaning:
    conditions = [each for each in group[1:] if is_condition(each, group[0])]
    nevers = [each for each in group[1:] if is_never(each, group[0])]
    rest = [each for each in group if each not in conditions and each not in nevers]
    pays = isinstance(rest[0].price, Price | Quantity) and rest[0].verb in ("EARN", "PLAIN")
    if len(rest) == 1 and conditions and pays and rest[0].line is not None and rest[0].step is None:
        # 80%以上得4分，80%以下不得分
        clause, conditions = graded([*rest, *conditions]), []
    elif len(rest) == 1:
        row = isinstance(rest[0].price, Price) and rest[0].price.row
        clause = several(rest[0]) if row else single(rest[0])
    elif all(each.line is not None for each in rest):
        if any(each.verb == "DEDUCT" for each in rest):
            clause = graded(rest)
        else:
            clause, conditions = graded([*rest, *conditions]), []
    elif all(isinstance(each.step, Quantity) or is_or_more(each, rest[-2]) for each in rest) and all(
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
