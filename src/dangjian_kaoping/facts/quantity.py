"""What a fact comes to as a number: the quantity that a rule reads, and between which ends it lies."""

from decimal import Decimal
from typing import NamedTuple

from dangjian_kaoping.exact import ZERO, Exact, divided, times
from dangjian_kaoping.model.values import ClassNumber, PerHead

HUNDRED = Decimal(100)


class Quantity(NamedTuple):
    """A quantity as the rule reads it, and of which whole it is a share (None: of none).

    `never` counts reports that were never submitted; `lacking` is what it falls short of the whole.
    """

    value: Exact
    whole: Exact | None = None
    never: int = 0
    lacking: Exact = ZERO


class Reach(NamedTuple):
    """The numbers that a fact can come to, in its unit: from `low` (not itself, where `open`) to `high`, or no end."""

    low: Decimal
    open: bool
    high: Decimal | None


def percent(part: Exact, whole: Exact, of_nothing: Exact) -> Exact:
    """A part in hundredths of the whole; of no whole, what is given for it."""
    return divided(times(part, HUNDRED), whole) if whole else of_nothing


def is_integral(number: ClassNumber) -> bool:
    """Whether a number is whole, in every class of branches."""
    if isinstance(number, PerHead):
        return number.rounding != "exact" or is_integral(number.per_head)
    if isinstance(number, Decimal):
        return number == number.to_integral_value()
    return all(map(is_integral, (*number.by_class.values(), number.otherwise or ZERO)))


COUNTED_WHOLE = frozenset(
    (
        *("次", "回", "人", "人次", "名", "篇", "条", "份", "项", "个", "件", "起", "期", "场", "处", "张", "节", "课"),
        *("堂", "本", "册", "批", "轮", "家", "户", "台", "套", "例", "组", "类", "幅", "封", "支", "天", "日", "半天"),
    )
)
"""Units of which an office writes no half."""
