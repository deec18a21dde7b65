"""Whether the deadlines that the requirement of an item names are those of its rule."""

from collections.abc import Callable, Iterator

from dangjian_kaoping.diagnostics import Faults, codes
from dangjian_kaoping.grammar.meaning import Deadlines
from dangjian_kaoping.model.rubric import Item, Rubric
from dangjian_kaoping.periods import QUARTERS_OF_A_YEAR

_EVERY = ("monthly", "quarterly")
_Named = tuple[str, str]
"""A deadline in words, and as the rule has it: 每月10日前, due_day: 10."""


def check_deadlines(rubric: Rubric, by_when: Callable[[str], Deadlines]) -> Faults:
    """All deadlines of requirements that their items lack, or have otherwise."""
    faults = Faults()
    for item in rubric.items():
        if item.requirement is None or item.lacks("due", "due_day", "requirement"):
            continue
        lacking = list(_lacking(item, by_when(item.requirement)))
        if lacking:
            said, written = ("、".join(each) for each in zip(*lacking, strict=True))
            fault = codes.KP818(item=item.id, said=said, rule=_rule(item), written=written)
            faults.add(fault, item.place_of("requirement"))
    return faults


def _lacking(item: Item, said: Deadlines) -> Iterator[_Named]:
    """Of each kind of deadline those that are said, where the rule has none of them."""
    # of several days of a month one is that of the whole
    if said.monthly and item.due in _EVERY and item.due_day not in said.monthly:
        every = "" if item.due == "monthly" else "due: monthly, "
        yield f"每月{said.monthly[-1]}日前", f"{every}due_day: {said.monthly[-1]}"
    if item.due == "monthly":
        return
    named = {str(quarter): day for quarter, day in item.due.items()} if isinstance(item.due, dict) else {}
    for number in range(1, QUARTERS_OF_A_YEAR + 1):
        days = [each for each in said.yearly if (each[0] + 2) // 3 == number]
        if days and item.due_in(number) and named.get(f"Q{number}") not in days:
            month, day = days[-1]
            yield f"{month}月{day}日前", f"due: {{Q{number}: {month:02d}-{day:02d}}}"


def _rule(item: Item) -> str:
    """The deadline of an item as it is reckoned."""
    if item.due_day is not None:
        return f"每月{item.due_day}日"
    if isinstance(item.due, dict):
        return "、".join(day.chinese for day in item.due.values())
    return "当月的最后一天" if item.due == "monthly" else "当季的最后一天"
