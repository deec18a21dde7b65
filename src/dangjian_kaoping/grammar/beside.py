"""What the prices of one sentence are to one another: nothing is added up that may be one thing."""

import re
from collections.abc import Sequence
from itertools import combinations, pairwise

from dangjian_kaoping.grammar.entry import Entry, unsettled
from dangjian_kaoping.grammar.pieces import Quantity, Step
from dangjian_kaoping.grammar.single import VETOES
from dangjian_kaoping.grammar.told import AGAIN, BELOW_ZERO

_INSTEAD = re.compile(r"如(?!期|实)|若|但|而|经(?!济|营|费|常|理)|已|属|确因")
"""Words at the head of a case of what stands before it: its price stands for that one's."""
_SAME_AGAIN = re.compile(
    r"重复(?:出现|发生|违)|累犯|屡教不改|反复(?:出现|发生|违)|多次(?:的|$|发生|出现|违|指出|提醒)"
    r"|上(?:一?个?季度?|一?轮|次|月)[^，；。]{0,6}(?:指出|发现|查出|检查|通报|提出)"
)
"""Words for what stands before it and has come again."""
_GRAVER = re.compile(r"(?:造成|产生|引发|导致|情节|后果|影响)")
"""Words at the head of what makes it graver."""
_LATE = re.compile(r"迟[一-鿿]?|逾期|超[期时]|延[迟误期]|晚[一-鿿]?|[拖推][延迟后欠]|的|每")


def settle(groups: Sequence[Sequence[Entry]], found: Sequence[Entry]) -> None:
    """Raise where the clauses of a sentence may be of one thing, or a limit of one of them or of all."""
    heads = [group[0] for group in groups[1:]]
    for entry in heads:
        _about_something(entry)
    for before, entry in pairwise(found):
        if _SAME_AGAIN.search(entry.name):
            raise unsettled(entry.start, entry.end, AGAIN.why, AGAIN.mend)
        head = entry.name.strip()
        apart = head.startswith("已") and re.fullmatch(f"(?:未|没有?){re.escape(head[1:])}", before.name.strip())
        if (entry in heads and _INSTEAD.match(head) and not apart) or head.startswith(("如", "若", "但")):
            raise unsettled(
                entry.start,
                entry.end,
                "看不出这一条是代替前面那一条，还是另外再算",
                "同一件事分几种的，一种一种写全，如“未破的扣5分，已破的扣3分”；另外再算的，写成另一句",
            )
    if len(groups) < 2:
        return
    for entry in found:
        entry.alone = False
    for group in groups:
        _of_its_own(group[0])
        settle_limits(group, found)
    _earned_beside(found)
    _of_the_total(found)
    for before, after in combinations([group[0] for group in groups], 2):
        _one_ladder(before, after)
    for before, after in pairwise(found):
        _goes_on(before, after)


def adds_up(entry: Entry) -> Sequence[str]:
    """What is chosen where a price is for a graver case of what stands before it."""
    if entry.verb in ("DEDUCT", "") and _GRAVER.match(entry.name.strip()):
        return ("与前面一条是同一件事的，两条都记，相加",)
    return ()


def _earned_beside(found: Sequence[Entry]) -> None:
    verbs = {each.verb for each in found}
    if "EARN" in verbs and verbs & {"DEDUCT", "BONUS", "VAGUE"}:
        raise unsettled(
            found[0].start,
            found[-1].end,
            "又有得几分，又有扣（加）几分，看不出得的是本项满分，还是另外得的",
            "满分写在项目上（points），这里只写扣（加）几分",
        )


def _of_the_total(found: Sequence[Entry]) -> None:
    """Raise where 从总分中 stands before the first of several prices: it may go on for the others."""
    for before, after in pairwise(found):
        if before.total and not after.total and after.verb in ("DEDUCT", "PLAIN", "VAGUE") and not after.begins:
            raise unsettled(
                before.start,
                after.end,
                "“从总分中”写在前面一条，看不出后面几条扣的是总分还是本项",
                "每一条都写“从总分中扣”，或者分成几句写",
            )


def _one_ladder(before: Entry, after: Entry) -> None:
    """Raise where two prices are of one thing that grows: 迟报半天扣0.5分，迟报1天扣1分; 3日内未整改, 5日内未整改."""
    ways = [each.step.way if isinstance(each.step, Step) else "" for each in (before, after)]
    late = ways == ["LATE", "LATE"] and not _LATE.sub("", after.name).strip()
    once = before.step is None and after.step is None and before.line is None and after.line is None
    same = once and before.kept != [] and _without_numbers(before.name) == _without_numbers(after.name) != ""
    if late or (same and before.verb == after.verb == "DEDUCT") or _on_one_line(before, after):
        raise unsettled(
            before.start,
            after.end,
            "看不出是几档里只算一档，还是各档相加",
            "只算一档的，写成几级（event 的 levels）或者几段（table）；相加的分成几句写",
        )


def _on_one_line(before: Entry, after: Entry) -> bool:
    """Whether the second price is for the same measure, of which it says only another line: 低于95%的扣3分."""
    ends = [each.line.low or each.line.high for each in (before, after) if each.line is not None]
    units = {each.quantity.unit for each in ends if each is not None}
    return len(ends) == 2 and len(units) == 1 and not after.name.strip("的 ") and not after.begins


def _without_numbers(text: str) -> str:
    return re.sub(r"[\d.一二两三四五六七八九十半仍的]+", "", text).strip()


def _goes_on(before: Entry, after: Entry) -> None:
    """Raise where so many more are paid for behind so many of the same: 损失1万元扣1分，每增加1万元扣1分."""
    step = after.step
    quantity = before.step if isinstance(before.step, Quantity) else getattr(before.step, "quantity", None)
    rises = isinstance(step, Step) and step.way == "RISE" and after.line is None
    lacks = isinstance(before.step, Step) and before.step.way == "LACK"
    if rises and not lacks and isinstance(quantity, Quantity) and quantity.unit == getattr(step, "unit", ""):
        raise unsettled(
            before.start,
            after.end,
            "看不出每增加的是从前面那几个以后算，还是从头算",
            "写成“每1万元扣1分”，或者“超过1万元的，每超1万元扣1分”",
        )


def settle_limits(group: Sequence[Entry], found: Sequence[Entry]) -> None:
    """Raise where a limit stands behind several clauses: it may be of all of them, or of the last."""
    last = group[-1]
    if not (last.cap is not None or last.same or last.for_item or last.from_total):
        return
    before = found.index(group[0]) - 1
    if last.wide or last.cap_of_item or (before >= 0 and not group[0].begins and found[before].cap is None):
        raise unsettled(
            last.start,
            last.end,
            "封顶（就高、全项合计、从总分中扣）写在几条后面，看不出管前面几条，还是只管最后一条",
            "每一条各写各的封顶；管几条的，写成一个组（groups），封顶写在组上",
        )


def _about_something(entry: Entry) -> None:
    """Raise where a price stands behind another and says nothing of its own: both may be of one event."""
    if entry.verb == "BELOWZERO":
        raise unsettled(entry.start, entry.end, BELOW_ZERO.why, BELOW_ZERO.mend)
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
