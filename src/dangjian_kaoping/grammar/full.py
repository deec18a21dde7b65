"""得满分, and points that are all the item has: in a sentence that only takes, they say what costs nothing."""

from collections.abc import Sequence
from decimal import Decimal

from dangjian_kaoping.grammar.entry import Entry, Need, unsettled
from dangjian_kaoping.grammar.meaning import Figure
from dangjian_kaoping.grammar.pieces import Mark, Price, Quantity, Step

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
        if "DEDUCT" in verbs and verbs <= _TAKES:
            entry.price = price._replace(kind="KEEP")
        elif points is not None and len(found) > 1 and verbs <= _GIVES:
            entry.price = Price("EARN", Figure(points, price.start, price.end, about=True), None, "")
        else:
            raise unsettled(price.start, price.end, "满分是几分，这一句里没有写", "写明得几分")
    _all_the_item_has(found, points)
    return _handed_on(found)


def _all_the_item_has(found: Sequence[Entry], points: Decimal | None) -> None:
    """按要求完成得5分，每少1次扣1分, in an item of 5: the first of them costs nothing."""
    first, *others = found
    price = first.price
    if not others or points is None or first.step is not None or not all(each.verb in _TAKES for each in others):
        return
    if not isinstance(price, Price) or price.verb != "EARN" or price.high is not None or price.unit or price.row:
        return
    if price.low.value == points and "DEDUCT" in {each.verb for each in others} and not first.judge:
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


def _gives(last: Entry, entry: Entry) -> bool:
    """Give what is asked for; whether all of the entry was given."""
    if last.line is None and last.need is None and last.step is None:
        return isinstance(last.price, Mark) and "扣" not in last.price.text and entry.step is not None
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
