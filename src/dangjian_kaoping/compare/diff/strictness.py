"""Which of two settings is stricter. Numbers that differ by class are compared class by class.

A comparison says `more` or `less` of something, `mixed` where it depends, `same` where there is none. What
more of it means for a branch is said by whoever asks.
"""

from collections.abc import Callable, Collection, Sequence
from decimal import Decimal
from typing import Literal, TypeVar

from dangjian_kaoping.compare.diff.kinds import Side
from dangjian_kaoping.engine.score.interval import Stretch, probes, written
from dangjian_kaoping.engine.score.price import points_in_row, stretches
from dangjian_kaoping.exact import ONE, ZERO, Exact, plus, times
from dangjian_kaoping.model.by_class import decided, for_class, for_heads, numbers_in, uses_heads
from dangjian_kaoping.model.clause import Repeat, Trigger
from dangjian_kaoping.model.rubric import NotApplicable
from dangjian_kaoping.model.rule import EachRule, Rule, TableRule, WithinRule
from dangjian_kaoping.model.values import ByClass, ClassNumber, PerHead

Verdict = Literal["more", "less", "mixed", "same"]
OTHERS = ""
"""Stands for the classes that nothing names: their number is `otherwise`."""

_BACK: dict[Verdict, Verdict] = {"more": "less", "less": "more", "mixed": "mixed", "same": "same"}
_NEAR = Decimal("0.000001")
Value = TypeVar("Value")


def turned(verdict: Verdict) -> Verdict:
    """The verdict on the same thing asked the other way round."""
    return _BACK[verdict]


def for_a_branch(verdict: Verdict, side: Side) -> str:
    """What more or less points mean where they are taken or given: `stricter`, `looser`, or `changed`."""
    if verdict not in ("more", "less"):
        return "changed"
    return "stricter" if (verdict == "more") == (side == "loss") else "looser"


def together(verdicts: Collection[Verdict]) -> Verdict:
    """Several verdicts as one: the one that all share, leaving out where nothing differs."""
    said = set(verdicts) - {"same"}
    return "same" if not said else said.pop() if len(said) == 1 else "mixed"


def compared(before: Exact, after: Exact) -> Verdict:
    """Two numbers."""
    return "more" if after > before else "less" if after < before else "same"


def ranked(before: Value, after: Value, order: Sequence[Value]) -> Verdict:
    """Two settings by their place in an order, from least to most; mixed where one has none."""
    if before not in order or after not in order:
        return "mixed"
    return compared(Decimal(order.index(before)), Decimal(order.index(after)))


def contained(before: Collection[str], after: Collection[str]) -> Verdict:
    """Two sets: more where the second holds all of the first and others."""
    one, other = set(before), set(after)
    return "same" if one == other else "more" if one < other else "less" if other < one else "mixed"


def classes_of(*things: object) -> list[str]:
    """The classes that the numbers of some things name, and the others where a number has something for them."""
    numbers = [number for thing in things for number in numbers_in(thing)]
    named = dict.fromkeys(name for number in numbers for name in number.by_class)
    if numbers and all(number.otherwise is not None for number in numbers):
        named[OTHERS] = None
    return list(named)


def in_each_class(before: Value, after: Value, compare: Callable[[Value, Value], Verdict]) -> dict[str | None, Verdict]:
    """The verdict for every class, or one under None where no number differs by class.

    A class for which one side has no number is left out: nothing says what it had. Where a number follows from a
    head count, they are compared at several.
    """
    if uses_heads((before, after)):
        return _at_several_heads(before, after, compare)
    classes = classes_of(before, after)
    if not classes and not any(True for thing in (before, after) for _ in numbers_in(thing)):
        return {None: compare(before, after)}
    found: dict[str | None, Verdict] = {}
    for name in classes:
        try:
            one, other = for_class(before, name), for_class(after, name)
        except LookupError:
            continue
        found[name] = compare(one, other)
    return found


_HEADS = (1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144)
"""Head counts at which two versions are compared."""


def _at_several_heads(
    before: Value, after: Value, compare: Callable[[Value, Value], Verdict]
) -> dict[str | None, Verdict]:
    found: dict[str | None, list[Verdict]] = {}
    for heads in _HEADS:
        for name, verdict in in_each_class(for_heads(before, heads), for_heads(after, heads), compare).items():
            found.setdefault(name, []).append(verdict)
    return {name: together(verdicts) for name, verdicts in found.items()}


def number_for(number: ClassNumber, branch_class: str) -> ClassNumber | None:
    """The number of a class; None where it has none. One that follows from a head count stays so."""
    if isinstance(number, PerHead):
        return for_class(number, branch_class) if branch_class else number
    return number.by_class.get(branch_class, number.otherwise) if isinstance(number, ByClass) else number


# ── rules ──────────────────────────────────────────────────────────────────────────────────────────────────────


def tables(before: TableRule, after: TableRule) -> Verdict:
    """Two tables, by the points at every end, between the ends and beyond; the class is chosen."""
    known, wanted = stretches(before), stretches(after)
    numbers = probes((*known, *wanted), whole=False)
    if any(row.each is not None or row.to_points is not None for row in (*before.table, *after.table)):
        # points that change inside a stretch: two straight lines are compared near both its ends
        numbers = sorted({near for each in numbers for near in (each - _NEAR, each, each + _NEAR)})
    verdicts = []
    for number in numbers:
        one, other = _points(before, known, number), _points(after, wanted, number)
        verdicts.append(compared(ZERO if one is None else one, ZERO if other is None else other))
    return together(verdicts)


def _points(rule: TableRule, known: Sequence[Stretch], number: Decimal) -> Exact | None:
    found = [
        points_in_row(row, stretch, number)
        for row, stretch in zip(rule.table, known, strict=True)
        if stretch.holds(number)
    ]
    if not found:
        return None
    if rule.overlap == "first":
        return found[0]
    return min(found) if rule.overlap == "lighter" else max(found)


def ranges(before: WithinRule, after: WithinRule) -> Verdict:
    """Two ranges of judged points; the class is chosen. What is judged over the whole item is less than a case's."""
    per = ranked(before.per, after.per, ("item", "case"))
    if isinstance(before.within, str) or isinstance(after.within, str):
        return per if before.within == after.within else "mixed"
    pairs = zip(before.within, after.within, strict=True)
    return together([per, *(compared(decided(one), decided(other)) for one, other in pairs)])


def repeats(before: tuple[Repeat | None, Rule | None], after: tuple[Repeat | None, Rule | None]) -> Verdict:
    """Two escalations with their rules: the price of one occurrence after 0, 1, 2, ... earlier rounds."""
    longest = max(len(_entries(each)) for each, _ in (before, after))
    return together([_occurrence(before, after, index) for index in range(max(longest, 1))])


def _entries(repeat: Repeat | None) -> tuple[ClassNumber, ...]:
    return () if repeat is None else repeat.prices or repeat.times


def _occurrence(
    before: tuple[Repeat | None, Rule | None], after: tuple[Repeat | None, Rule | None], index: int
) -> Verdict:
    one, other = _entry(before[0], index), _entry(after[0], index)
    prices = [rule.each if isinstance(rule, EachRule) else None for _, rule in (before, after)]
    if prices[0] is not None and prices[1] is not None:
        return compared(_price(decided(prices[0]), *one), _price(decided(prices[1]), *other))
    if one[0] == other[0]:
        return compared(one[1], other[1])
    # the price is not one number: only what comes on top of it, or multiplies it, can be weighed
    if {one[0], other[0]} <= {"none", "adds", "times"} and "none" in (one[0], other[0]):
        return together([_on_top(*other), turned(_on_top(*one))])
    return "mixed"


def _entry(repeat: Repeat | None, index: int) -> tuple[str, Exact]:
    entries = _entries(repeat)
    if repeat is None or not entries:
        return "none", ZERO
    how = "times" if repeat.times else "adds" if repeat.adds else "price"
    return how, decided(entries[min(index, len(entries) - 1)])


def _price(base: Exact, how: str, entry: Exact) -> Exact:
    return {"none": base, "adds": plus(base, entry), "times": times(base, entry), "price": entry}[how]


def _on_top(how: str, entry: Exact) -> Verdict:
    return compared(ONE if how == "times" else ZERO, entry) if how != "none" else "same"


# ── conditions ─────────────────────────────────────────────────────────────────────────────────────────────────


def triggers(before: Trigger, after: Trigger) -> Verdict:
    """Two conditions, the class chosen: more where the second holds wherever the first does, and elsewhere."""
    one, other = written(before), written(after)
    verdicts = [contained_stretch(one, other)]
    levels = set(before.levels), set(after.levels)
    if levels[0] != levels[1]:
        # no level means any
        widest = [each or None for each in levels]
        if widest[0] is None or widest[1] is None:
            verdicts.append("less" if widest[0] is None else "more")
        else:
            verdicts.append(contained(*levels))
    return together(verdicts)


def contained_stretch(before: Stretch, after: Stretch) -> Verdict:
    """Two intervals of recorded quantities: more where the second holds all of the first and others."""
    # no condition on the quantity means: if anything happened at all
    holds = [(_holds(before, number), _holds(after, number)) for number in probes((before, after), whole=False)]
    gained, lost = any(new and not old for old, new in holds), any(old and not new for old, new in holds)
    return "mixed" if gained and lost else "more" if gained else "less" if lost else "same"


def _holds(stretch: Stretch, number: Decimal) -> bool:
    if stretch.low is None and stretch.high is None:
        return number > 0
    return stretch.holds(number)


def not_applicables(before: NotApplicable, after: NotApplicable, points: Decimal | None) -> Verdict:
    """How much what is not applicable counts for, of so many points; out of the table is neither more nor less."""
    if "rescale" in (before.rule, after.rule):
        return "mixed"
    one, other = (points if each.points is None else each.points for each in (before, after))
    return "mixed" if one is None or other is None else compared(one, other)
