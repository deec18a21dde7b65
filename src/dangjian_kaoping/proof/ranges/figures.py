"""Sums, products and unions of figures between two ends; an end that is None is one that nothing is known to stop."""

from collections.abc import Iterable, Sequence

from dangjian_kaoping.engine.score.ranges import Range
from dangjian_kaoping.exact import ZERO, Exact, minus, plus, times

ANYTHING = Range(None, None)
"""A figure of which nothing is known."""
NOTHING_OF_IT = Range(ZERO, ZERO)


def widest(found: Sequence[Range]) -> Range:
    """From the least of several figures to the most; of none it is nothing."""
    lows, highs = [each.low for each in found], [each.high for each in found]
    low = None if None in lows else min(each for each in lows if each is not None)
    return Range(low, None if None in highs else max(each for each in highs if each is not None))


def sum_of(parts: Iterable[Range]) -> Range:
    """The sum of figures."""
    found = Range(ZERO, ZERO)
    for each in parts:
        found = plus_of(found, each)
    return found


def plus_of(one: Range, other: Range) -> Range:
    """One figure and another."""
    return Range(
        *(None if mine is None or yours is None else plus(mine, yours) for mine, yours in zip(one, other, strict=True))
    )


def minus_of(one: Range, other: Range) -> Range:
    """One figure without another."""
    ends = zip(one, (other.high, other.low), strict=True)
    return Range(*(None if mine is None or yours is None else minus(mine, yours) for mine, yours in ends))


def times_of(one: Range, other: Range) -> Range:
    """All products; an end that is None lies without end on its side."""
    products = [_product(mine, yours) for mine in _ends(one) for yours in _ends(other)]
    lows = [each for each, sign in products if sign <= 0]
    highs = [each for each, sign in products if sign >= 0]
    low = None if any(sign < 0 for _, sign in products) else min(each for each in lows)
    return Range(low, None if any(sign > 0 for _, sign in products) else max(each for each in highs))


def _ends(figure: Range) -> tuple[tuple[Exact, int], tuple[Exact, int]]:
    """Both ends, each with the sign of what it is without end, 0 where it has one."""
    low, high = figure
    return (ZERO if low is None else low, -1 if low is None else 0), (
        ZERO if high is None else high,
        1 if high is None else 0,
    )


def _product(one: tuple[Exact, int], other: tuple[Exact, int]) -> tuple[Exact, int]:
    (mine, my_end), (yours, your_end) = one, other
    if not my_end and not your_end:
        return times(mine, yours), 0
    return ZERO, (my_end or _sign(mine)) * (your_end or _sign(yours))


def _sign(number: Exact) -> int:
    return (number > 0) - (number < 0)
