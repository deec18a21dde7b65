"""Which prices of a sentence are one clause: ranges, counts, levels, kinds of event, or each for itself."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from dangjian_kaoping.grammar.entry import Entry, unsettled
from dangjian_kaoping.grammar.pieces import Bound, Edge, Quantity, Step
from dangjian_kaoping.grammar.ranks import is_of_places
from dangjian_kaoping.grammar.single import VETOES

LEVELS = frozenset(
    {
        *("优", "优秀", "良", "良好", "好", "较好", "中", "中等", "一般", "偶尔", "差", "较差", "没有", "无"),
        *("合格", "基本合格", "不合格", "及格", "达标", "健全", "比较健全", "不健全"),
    }
)
"""Names that stand for nothing but a level."""


_DEGREES = frozenset({"轻微", "一般", "较重", "较大", "严重", "重大", "特大", "特别严重", "特别重大"})
"""How grave something is: kinds of one event."""


def with_conditions(found: Sequence[Entry]) -> None:
    """一次扣3分，两次不得分: so many that leave nothing are so many or more."""
    for last, entry in pairwise(found):
        step = entry.step
        quantity = step if isinstance(step, Quantity) else step.quantity if isinstance(step, Step) else None
        counts = isinstance(step, Quantity) or (isinstance(step, Step) and step.way in ("LACK", "LATE"))
        if entry.verb == "NONE" and counts and entry.line is None and last.verb == "DEDUCT" and last.step is not None:
            assert quantity is not None
            if quantity.figure.value > 1 and not (isinstance(step, Step) and step.every):
                entry.line, entry.step = Bound(Edge(quantity, True), None), None
                if isinstance(step, Step):
                    entry.apart = False


def with_lines(found: Sequence[Entry]) -> list[Entry]:
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


def groups_of(found: Sequence[Entry]) -> Iterator[list[Entry]]:
    """The prices of each clause, in order. Raises DoubtError."""
    at = 0
    while at < len(found):
        for test in (_banded, _counted, _graded, _event):
            end = test(found, at)
            if end > at + 1 or (test is _event and end > at):
                break
        # a price that is none takes all where its condition is one of the clause before it
        while end < len(found) and (is_condition(found[end], found[at]) or is_never(found[end], found[at])):
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
    return end if end > at + 1 and any(_pays(each) for each in found[at:end]) else at


def _pays(entry: Entry) -> bool:
    return entry.verb in ("DEDUCT", "EARN", "BONUS") or (entry.line is not None and is_of_places(entry.line))


_BANDS = frozenset({"DEDUCT", "EARN", "BONUS", "KEEP", "NONE", "PLAIN"})


def _same_thing(first: Entry, other: Entry) -> bool:
    return not other.subject.strip(" 的") or other.subject == first.subject


def _counted(found: Sequence[Entry], at: int) -> int:
    """一次扣3分，两次扣5分."""
    end = at
    while end < len(found) and isinstance(found[end].step, Quantity) and found[end].verb == "DEDUCT":
        if end > at and found[end].apart and found[end].subject != found[at].subject:
            break
        end += 1
    if at < end < len(found) and is_or_more(found[end], found[end - 1]):
        end += 1
    return end if end > at + 1 else at


def is_or_more(entry: Entry, last: Entry) -> bool:
    """Whether a price is for so many or more, behind one for so many: 两次扣3分，三次（含）以上扣6分."""
    line, step = entry.line, last.step
    if line is None or line.low is None or line.high is not None or not isinstance(step, Quantity):
        return False
    same = line.low.quantity.unit == step.unit and (not entry.apart or entry.subject == last.subject)
    return same and entry.step is None and entry.verb == "DEDUCT" and not line.least and line.low.inclusive is not False


_LEVELLED = frozenset({"EARN", "NONE", "KEEP", "PLAIN", "DEDUCT"})


def _graded(found: Sequence[Entry], at: int) -> int:
    end = at
    while end < len(found) and found[end].step is None and found[end].line is None and found[end].need is None:
        if (
            found[end].verb not in ("EARN", "NONE", "KEEP", "PLAIN", "DEDUCT")
            or not found[end].apart
            or found[end].added
        ):
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
    named = sum(each.subject.strip(" 的") in LEVELS for each in group)
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


_AGAIN = re.compile("每季|全季|累计|合计|达到?|迟[一-鿿]?|逾期|超期|发[现生]|出现")
"""Words that say of so many only that it is what was counted before."""


def is_condition(entry: Entry, first: Entry) -> bool:
    """Whether a price is what empties the item of the clause that begins with `first` (三次以上不得分)."""
    return (
        entry.verb == "NONE"
        and isinstance(entry.line, Bound)
        and entry.step is None
        and first.verb not in ("NONE", "VETO", *VETOES)
        and (entry.subject == first.subject or not _AGAIN.sub("", entry.subject).strip(" 的"))
    )


def is_never(entry: Entry, first: Entry) -> bool:
    """始终未报的每份扣1分, behind what each day costs."""
    late = isinstance(first.step, Step) and (first.step.way == "LATE" or "迟" in first.subject)
    return entry.never and late and entry.verb == "DEDUCT" and entry.line is None and not entry.judge and not entry.cap
