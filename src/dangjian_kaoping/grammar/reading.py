"""What a sentence says: its prices put together into clauses."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from dangjian_kaoping.grammar.entries import entries
from dangjian_kaoping.grammar.entry import SHORTER, DoubtError, Entry, unsettled
from dangjian_kaoping.grammar.meaning import Doubt, Meaning, Reading
from dangjian_kaoping.grammar.phrases import Bound, Price, Quantity, Step
from dangjian_kaoping.grammar.series import counted, event, graded, levels, several
from dangjian_kaoping.grammar.single import VETOES, emptied, never, single
from dangjian_kaoping.grammar.tokens import normal, words

LONGEST = 400
"""Characters of a sentence; a longer one is no sentence of a rubric."""

_GRADES = frozenset(
    {
        *("优", "优秀", "良", "良好", "好", "较好", "中", "中等", "一般", "偶尔", "差", "较差", "没有", "无"),
        *("合格", "基本合格", "不合格", "及格", "达标", "健全", "比较健全", "不健全"),
    }
)
"""Names that stand for nothing but a level."""


_DEGREES = frozenset({"轻微", "一般", "较重", "较大", "严重", "重大", "特大", "特别严重", "特别重大"})
"""How grave something is: kinds of one event."""


def read(sentence: str, *, from_total: bool = False) -> Reading:
    """Read one sentence. The same sentence always reads the same, and nothing is in a meaning that is not in it.

    `from_total` tells that its item has no points of its own: what is taken is taken from the total.
    """
    text = normal(sentence)
    if len(text) > LONGEST:
        fault = unsettled(0, len(text), "太长，不像一条评分标准", "一条一条地读")
        return Reading(sentence, (), (fault.doubt,))
    try:
        found = tuple(_meanings(entries(text, from_total=from_total)))
    except DoubtError as fault:
        return Reading(sentence, (), (fault.doubt,))
    lost = _lost(text, found)
    return Reading(sentence, () if lost else found, lost)


def _lost(text: str, meanings: Sequence[Meaning]) -> tuple[Doubt, ...]:
    """Numbers of the sentence that are in no meaning: with one of them no meaning is sure."""
    taken: set[int] = set()
    for meaning in meanings:
        for figure in (*(each for _, each in meaning.figures()), *meaning.unsaid, *meaning.kept):
            taken.update(range(figure.start, figure.end))
    found = words(text)
    # 计0分, 总分为0: said by the word as a whole
    for word in found:
        if word.kind in ("NONE", "ZERO"):
            taken.update(range(word.start, word.end))
    spans = [digits.span() for digits in re.finditer(r"\d+(?:\.\d+)?", text)]
    spans += [(word.start, word.end) for word in found if word.kind == "NUMBER"]
    for digits in re.finditer(r"(?<![\d.])0\d[\d.]*", text):
        return (Doubt("unread", *digits.span(), "这个数以0开头，看不出丢了什么", "照原件核对这个数"),)
    why = "这个数没有用上"
    return tuple(Doubt("unread", start, end, why, SHORTER) for start, end in sorted(set(spans)) if start not in taken)


def _meanings(found: Sequence[Entry]) -> Iterator[Meaning]:
    groups = list(_groups(_with_lines(found)))
    for group in groups[1:]:
        _about_something(group[0])
    for group in groups if len(groups) > 1 else ():
        _of_its_own(group[0])
    late = any(isinstance(each.step, Step) and each.step.way == "LATE" for each in found)
    for entry in found:
        if (
            late
            and entry.verb == "NONE"
            and entry.line is None
            and re.search("未[一-鿿]{0,2}[报交缴送]|不[报交缴]", entry.subject)
        ):
            raise unsettled(
                entry.start,
                entry.end,
                "始终未报的不得分：一条记录要么迟几天，要么始终未报，始终未报扣几分没有写",
                "写明扣几分，如“始终未报的每份扣5分”，5分是本项满分",
            )
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


def _with_lines(found: Sequence[Entry]) -> list[Entry]:
    """满意率90%以上不扣分，每低1个百分点扣…: the range that costs nothing is the line of the next."""
    result: list[Entry] = []
    for entry in found:
        last = result[-1] if result else None
        if last is not None and last.verb == "KEEP" and last.step is None and _goes_on(entry, last.line):
            entry.line, entry.start, entry.kept = last.line, last.start, last.kept + entry.kept
            entry.begins = last.begins
            entry.subject = last.subject + entry.subject
            result[-1] = entry
        else:
            result.append(entry)
    return result


def _goes_on(entry: Entry, line: Bound | None) -> bool:
    """Whether an entry pays for what lies beyond the range before it."""
    if line is None or entry.line is not None or not isinstance(entry.step, Step):
        return False
    return (entry.step.way == "FALL" and line.low is not None) or (entry.step.way == "RISE" and line.high is not None)


def _groups(found: Sequence[Entry]) -> Iterator[list[Entry]]:
    at = 0
    while at < len(found):
        for test in (_banded, _counted, _graded, _event):
            end = test(found, at)
            if end > at + 1 or (test is _event and end > at):
                break
        # a price that is none takes all where its condition is one of the clause before it
        while end < len(found) and (_is_condition(found[end], found[at]) or _never(found[end], found[at])):
            end += 1
        yield list(found[at:end])
        at = end


def _banded(found: Sequence[Entry], at: int) -> int:
    end = at
    unit = None
    while end < len(found) and found[end].line is not None and found[end].step is None and found[end].verb in _BANDS:
        line = found[end].line
        assert line is not None
        mine = (line.low or line.high).quantity.unit  # type: ignore[union-attr]
        if unit not in (None, mine) or (end > at and found[end].apart and not _same_thing(found[at], found[end])):
            break
        unit, end = mine, end + 1
    return end if end > at + 1 and any(each.verb in ("DEDUCT", "EARN") for each in found[at:end]) else at


_BANDS = frozenset({"DEDUCT", "EARN", "KEEP", "NONE", "PLAIN"})


def _same_thing(first: Entry, other: Entry) -> bool:
    return not other.subject.strip(" 的") or other.subject == first.subject


def _counted(found: Sequence[Entry], at: int) -> int:
    """一次扣3分，两次扣5分."""
    end = at
    while end < len(found) and isinstance(found[end].step, Quantity) and found[end].verb == "DEDUCT":
        if end > at and found[end].apart:
            break
        end += 1
    return end if end > at + 1 else at


def _graded(found: Sequence[Entry], at: int) -> int:
    end = at
    while end < len(found) and found[end].step is None and found[end].line is None and found[end].need is None:
        if found[end].verb not in ("EARN", "NONE", "KEEP", "PLAIN", "DEDUCT") or not found[end].apart:
            break
        end += 1
    group = found[at:end]
    verbs = {each.verb for each in group}
    for before, after in pairwise(group):
        if before.verb in ("NONE", "KEEP") and after.begins and len(group) > 2:
            raise unsettled(
                group[0].start,
                group[-1].end,
                "不得分的一档后面又有一句得几分，看不出是另一档，还是另一条",
                "从好到差写，不得分的一档放在最后；另一条另外写",
            )
    if len(group) < 2 or ("DEDUCT" in verbs and ("EARN" in verbs or "KEEP" not in verbs or "PLAIN" in verbs)):
        return at
    if "DEDUCT" not in verbs and not verbs & {"EARN", "PLAIN"}:
        return at
    if "DEDUCT" in verbs and "NONE" in verbs:
        return at
    named = sum(each.subject.strip(" 的") in _GRADES for each in group)
    if not verbs & {"NONE", "KEEP"} and named < len(group) - 1:
        raise unsettled(
            group[0].start,
            group[-1].end,
            "看不出是分档（只得其中一个），还是各条相加",
            "分档的写全，连“不得分”的一档；各条相加的一条一条写",
        )
    return end


def _event(found: Sequence[Entry], at: int) -> int:
    """Prices of several kinds of event: an award of each rank, a punishment of each kind."""
    first = found[at]
    if first.verb not in ("DEDUCT", "BONUS") or first.line is not None or first.need is not None or not first.apart:
        return at + 1
    if isinstance(first.step, Step) and first.step.way not in ("EACH", "EVERY"):
        return at + 1
    end = at + 1
    while end < len(found) and found[end].verb in (first.verb, "PLAIN") and found[end].apart and not found[end].begins:
        other = found[end]
        if other.line is not None or other.need is not None or other.never or other.judge:
            break
        if isinstance(other.step, Step) and other.step.way not in ("EACH", "EVERY"):
            break
        end += 1
    group = found[at:end]
    one = first.verb == "BONUS" or any(each.verb == "PLAIN" or each.same for each in group)
    one = one or all(each.subject.strip(" 的") in _DEGREES and each.step is None for each in group[1:])
    return end if one else at + 1


def _is_condition(entry: Entry, first: Entry) -> bool:
    return (
        entry.verb == "NONE"
        and isinstance(entry.line, Bound)
        and entry.step is None
        and first.verb not in ("NONE", "VETO", *VETOES)
        and not entry.subject.replace("每季", "").replace("全季", "").replace("累计", "").strip(" 的")
    )


def _never(entry: Entry, first: Entry) -> bool:
    """始终未报的每份扣1分, behind what each day costs."""
    late = isinstance(first.step, Step) and (first.step.way == "LATE" or "迟" in first.subject)
    return entry.never and late and entry.verb == "DEDUCT" and entry.line is None and not entry.judge and not entry.cap


def _meaning(group: list[Entry]) -> Meaning:
    conditions = [each for each in group[1:] if _is_condition(each, group[0])]
    nevers = [each for each in group[1:] if _never(each, group[0])]
    rest = [each for each in group if each not in conditions and each not in nevers]
    if len(rest) == 1:
        row = isinstance(rest[0].price, Price) and rest[0].price.row
        clause = several(rest[0]) if row else single(rest[0])
    elif all(each.line is not None for each in rest):
        clause = graded([*rest, *conditions])
        conditions = []
    elif all(isinstance(each.step, Quantity) for each in rest) and not any(each.apart for each in rest[1:]):
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
