"""区间: stretches of numbers with explicit ends, for tables, grade bands and triggers."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple, Protocol

from dangjian_kaoping.exact import Exact
from dangjian_kaoping.model.by_class import decided
from dangjian_kaoping.model.values import ByClass, PerHead


class Ends(Protocol):
    """What has `from`/`over` and `to`/`under`."""

    @property
    def start(self) -> Decimal | ByClass | PerHead | None: ...  # noqa: D102
    @property
    def over(self) -> Decimal | ByClass | PerHead | None: ...  # noqa: D102
    @property
    def end(self) -> Decimal | ByClass | PerHead | None: ...  # noqa: D102
    @property
    def under(self) -> Decimal | ByClass | PerHead | None: ...  # noqa: D102


class Stretch(NamedTuple):
    """An interval; an end that is None has no limit, `open` ends do not belong to it."""

    low: Decimal | None
    low_open: bool
    high: Decimal | None
    high_open: bool

    def holds(self, value: Exact) -> bool:
        """Whether a value lies in it."""
        if self.low is not None and (value < self.low or (self.low_open and value == self.low)):
            return False
        return self.high is None or value < self.high or (not self.high_open and value == self.high)

    @property
    def empty(self) -> bool:
        """Whether nothing can lie in it: it is upside down."""
        if self.low is None or self.high is None:
            return False
        return self.low > self.high or (self.low == self.high and (self.low_open or self.high_open))


def written(ends: Ends) -> Stretch:
    """The interval just as it is written, once the class is chosen."""
    low = ends.start if ends.start is not None else ends.over
    high = ends.end if ends.end is not None else ends.under
    return Stretch(
        None if low is None else decided(low),
        ends.start is None and low is not None,
        None if high is None else decided(high),
        ends.end is None and high is not None,
    )


def completed(rows: Sequence[Ends]) -> list[Stretch]:
    """Rows as intervals: an end that is not written runs to the neighbouring row.

    The neighbour above is the row with the next higher start, the one below that with the next lower end;
    where there is none, the end has no limit.
    """
    stretches = [written(row) for row in rows]
    starts = sorted((each.low, each.low_open) for each in stretches if each.low is not None)
    # an end that includes its number reaches further than one that does not
    ends = sorted((each.high, not each.high_open) for each in stretches if each.high is not None)
    return [_run_on(stretch, starts, ends) for stretch in stretches]


def _run_on(stretch: Stretch, starts: list[tuple[Decimal, bool]], ends: list[tuple[Decimal, bool]]) -> Stretch:
    low, low_open, high, high_open = stretch
    if high is None and low is not None:
        above = [each for each in starts if each > (low, low_open)]
        if above:
            high, neighbour_open = above[0]
            return Stretch(low, low_open, high, not neighbour_open)
    elif low is None and high is not None:
        below = [each for each in ends if each < (high, not high_open)]
        if below:
            low, neighbour_closed = below[-1]
            return Stretch(low, neighbour_closed, high, high_open)
    return stretch


def meeting(stretches: Sequence[Stretch], *, whole: bool) -> Iterator[tuple[int, int, Decimal]]:
    """Pairs that overlap, with a number that lies in both; of whole numbers only, where these are all there are."""
    for index, one in enumerate(stretches):
        for other in range(index + 1, len(stretches)):
            for number in probes((one, stretches[other]), whole=whole):
                if one.holds(number) and stretches[other].holds(number):
                    yield index, other, number
                    break


def holes(stretches: Sequence[Stretch], domain: Stretch, *, whole: bool) -> list[Decimal]:
    """Numbers of the domain that lie in no stretch: one for each hole."""
    found = []
    inside = False
    for number in probes((*stretches, domain), whole=whole):
        missing = domain.holds(number) and not any(each.holds(number) for each in stretches)
        if missing and not inside:
            found.append(number)
        inside = missing
    return found


def probes(stretches: Sequence[Stretch], *, whole: bool) -> list[Decimal]:
    """Numbers at every end, between the ends and beyond them, in order: what holds of these holds of all."""
    ends = sorted({end for each in stretches for end in (each.low, each.high) if end is not None})
    if not ends:
        return [Decimal(0)]
    between = [(low + high) / 2 for low, high in pairwise(ends)]
    numbers = [ends[0] - 1, *ends, *between, ends[-1] + 1]
    if whole:
        numbers += [end + step for end in ends for step in (-1, 1)]
        numbers = [number for number in numbers if number == number.to_integral_value()]
    return sorted(set(numbers))
