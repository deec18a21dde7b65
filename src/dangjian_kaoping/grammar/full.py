"""得满分, and points that are all the item has: in a sentence that only takes, they say what costs nothing."""

import re
from collections.abc import Sequence
from decimal import Decimal

from dangjian_kaoping.grammar.entry import Entry, Need, unsettled
from dangjian_kaoping.grammar.groups import LEVELS
from dangjian_kaoping.grammar.meaning import Figure
from dangjian_kaoping.grammar.pieces import Mark, Price, Quantity, Step

_UNSENT = re.compile("未[一-鿿]{0,2}[报交缴送]|不[报交缴]")
_UNDONE = re.compile("[未没]|不[报交缴]")
_TAKES = frozenset({"DEDUCT", "NONE", "KEEP", "FULL", "VAGUE"})
_GIVES = frozenset({"EARN", "PLAIN", "NONE", "FULL"})


def with_full(found: Sequence[Entry], points: Decimal | None) -> list[Entry]:
    """The entries with 得满分 as what it says here. `points` are those of the item, None where they are not known.

    Raises DoubtError where it cannot be told.
    """
    verbs = {each.verb for each in found}
    for entry in found:
        price = entry.price
        if entry.verb != "FULL":
            continue
        assert isinstance(price, Mark)
        if verbs & {"DEDUCT", "VAGUE"} and verbs <= _TAKES:
            entry.price = price._replace(kind="KEEP")
        elif points is not None and len(found) > 1 and verbs <= _GIVES:
            entry.price = Price("EARN", Figure(points, price.start, price.end, about=True), None, "")
        else:
            raise unsettled(price.start, price.end, "满分是几分，这一句里没有写", "写明得几分")
    _all_the_item_has(found, points)
    _added(found, points)
    return _handed_on(_with_never(found, points))


def _added(found: Sequence[Entry], points: Decimal | None) -> None:
    """建立台账得2分，及时更新得3分, in an item of 5: the points of each are added, as they are all the item has."""
    earned = [_earned(each) for each in found]
    figures = [each for each in earned if each is not None]
    named = any(each.subject.strip(" 的") in LEVELS for each in found)
    if len(found) < 2 or len(figures) < len(found) or named or sum(each.value for each in figures) != points:
        return
    for entry, figure in zip(found, figures, strict=True):
        entry.price, entry.added, entry.begins = Price("EARN", figure, None, ""), True, True


def _earned(entry: Entry) -> Figure | None:
    """The points of an entry that gives so many and says nothing else."""
    price = entry.price
    if entry.step is not None or entry.line is not None or entry.need is not None or entry.judge or not entry.apart:
        return None
    if isinstance(price, Quantity):
        return price.figure
    if not isinstance(price, Price) or price.verb != "EARN" or price.high is not None or price.row or price.of:
        return None
    return None if price.unit or price.apiece else price.low


def _with_never(found: Sequence[Entry], points: Decimal | None) -> list[Entry]:
    """每迟1天扣0.5分，未上报的不得分: one report is late or never comes; then it costs all the item has."""
    result = list(found)
    late = [each for each in found if isinstance(each.step, Step) and each.step.way == "LATE"]
    for entry in found:
        price = entry.price
        if not late or entry.verb != "NONE" or entry.line is not None or not _UNDONE.search(entry.name):
            continue
        if not _UNSENT.search(entry.subject):
            raise unsettled(
                entry.start,
                entry.end,
                "不得分的是始终没有做，还是过了期就不得分（那样每迟一天扣几分就用不上），看不出来",
                "始终没有做的写明扣几分，如“每迟报1天扣0.5分；始终未报的每份扣5分”；不是一件事的，写成另一句",
            )
        if points is None or len(late) > 1:
            raise unsettled(
                entry.start,
                entry.end,
                "始终未报的不得分：一条记录要么迟几天，要么始终未报，始终未报扣几分没有写",
                "写明扣几分，如“每迟报1天扣0.5分；始终未报的每份扣5分”，5分是本项满分",
            )
        assert isinstance(price, Mark)
        entry.price, entry.never = Price("DEDUCT", Figure(points, price.start, price.end, about=True), None, ""), True
        result.remove(entry)
        result.insert(result.index(late[0]) + 1, entry)
    return result


def _all_the_item_has(found: Sequence[Entry], points: Decimal | None) -> None:
    """按要求完成得5分，每少1次扣1分, in an item of 5: the first of them costs nothing."""
    first, *others = found
    price = first.price
    if not others or points is None or first.step is not None or not all(each.verb in _TAKES for each in others):
        return
    if not isinstance(price, Price) or price.verb != "EARN" or price.high is not None or price.unit or price.row:
        return
    if price.low.value == points and {"DEDUCT", "VAGUE"} & {each.verb for each in others} and not first.judge:
        first.kept.append(price.low)
        first.price = Mark("KEEP", "", price.low.start, price.low.end)


def _handed_on(found: Sequence[Entry]) -> list[Entry]:
    """Where nothing is paid, what is asked for is that of the next: 不少于4次得满分，每少一次扣1分."""
    result: list[Entry] = []
    for entry in found:
        last = result[-1] if result else None
        if last is not None and last.verb == "KEEP" and _gives(last, entry):
            entry.start, entry.begins, entry.kept = last.start, last.begins, last.kept + entry.kept
            result[-1] = entry
        else:
            result.append(entry)
    return result


def _is_each(entry: Entry) -> bool:
    """Whether a price is for each, or judged: not one of several levels."""
    judged = entry.verb == "VAGUE" or entry.judge or (isinstance(entry.price, Price) and entry.price.high is not None)
    return entry.step is not None or judged


def _gives(last: Entry, entry: Entry) -> bool:
    """Give what is asked for; whether all of the entry was given."""
    if last.line is None and last.need is None and last.step is None:
        return isinstance(last.price, Mark) and "扣" not in last.price.text and _is_each(entry)
    step = entry.step
    if not isinstance(step, Step) or step.way != "LACK" or entry.need is not None or last.judge:
        return False
    if last.need is not None:
        entry.need, last.need = last.need, None
    elif last.line is not None and last.line.low is not None and last.line.high is None:
        if last.line.low.quantity.unit != step.unit or last.line.low.inclusive is False:
            return False
        entry.need = Need(last.line.low.quantity, "每季" if last.subject.startswith(("每季", "全季")) else "")
    elif isinstance(last.step, Quantity) and last.step.unit == step.unit:
        entry.need = Need(last.step, "")
    return entry.need is not None
