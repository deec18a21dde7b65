"""From the least to the most: figures of which only a range is known. A range holds all that is possible."""

from collections.abc import Iterable
from typing import NamedTuple

from dangjian_kaoping.exact import ZERO, Exact, least, minus, most, plus, rounded, times
from dangjian_kaoping.model.measure import Rounding


class Range(NamedTuple):
    """A figure between two ends, which belong to it; an end that is None has no limit."""

    low: Exact | None
    high: Exact | None

    @property
    def exact(self) -> bool:
        """Whether it is one number."""
        return self.low is not None and self.low == self.high

    def plus(self, other: "Range") -> "Range":
        """The sum."""
        return Range(_sum(self.low, other.low), _sum(self.high, other.high))

    def minus(self, other: "Range") -> "Range":
        """The difference."""
        low = None if self.low is None or other.high is None else minus(self.low, other.high)
        high = None if self.high is None or other.low is None else minus(self.high, other.low)
        return Range(low, high)

    def times(self, factor: Exact) -> "Range":
        """The product with a factor that is not negative."""
        if not factor:
            return ONLY_ZERO
        return Range(*(None if end is None else times(end, factor) for end in self))

    def at_most(self, cap: Exact | None) -> "Range":
        """Under a cap."""
        if cap is None:
            return self
        return Range(
            None if self.low is None else least(self.low, cap), cap if self.high is None else least(self.high, cap)
        )

    def or_else(self, other: "Range") -> "Range":
        """One or the other: what holds both."""
        low = None if self.low is None or other.low is None else least(self.low, other.low)
        high = None if self.high is None or other.high is None else most(self.high, other.high)
        return Range(low, high)

    def published(self, rounding: Rounding) -> "Range":
        """Rounded as a published figure: rounding never turns an order round."""
        return Range(*(None if end is None else rounded(end, rounding.places, rounding.mode) for end in self))


def exactly(value: Exact) -> Range:
    """One number as a range."""
    return Range(value, value)


def sum_of(ranges: Iterable[Range]) -> Range:
    """The sum of several."""
    whole = ONLY_ZERO
    for each in ranges:
        whole = whole.plus(each)
    return whole


ONLY_ZERO = exactly(ZERO)


def _sum(a: Exact | None, b: Exact | None) -> Exact | None:
    return None if a is None or b is None else plus(a, b)
