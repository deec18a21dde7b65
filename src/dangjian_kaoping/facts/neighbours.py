"""差一步: what a record of an inspection might as well have stated, one step from what it does, or at an end."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple, TypeVar

from dangjian_kaoping.exact import ONE, Exact
from dangjian_kaoping.facts.asked import Stating

Number = TypeVar("Number", int, Decimal)


class Neighbour(NamedTuple):
    """Another record of the same fact: by key, what it states otherwise (None: no longer). A near one is one step
    away; a `far` one is as good or as bad as there can be.
    """

    states: Stating
    far: bool = False


def stepped(number: Number, low: Exact, high: Exact | None) -> Iterator[Number]:
    """One less and one more, in that order, as far as they lie between two ends (None: no end)."""
    for step in (-1, 1):
        if low <= number + step and (high is None or number + step <= high):
            yield number + step


def next_to(name: str, names: Sequence[str]) -> Iterator[str]:
    """The names before and behind one of them."""
    if name in names:
        place = names.index(name)
        yield from (names[each] for each in (place - 1, place + 1) if 0 <= each < len(names))


def measured_near(key: str, number: Decimal | None, low: Decimal, high: Decimal | None) -> Iterator[Neighbour]:
    """A number that is measured: one unit away, and at either end of what can be."""
    if number is None:
        return
    near = tuple(stepped(number, low, high))
    yield from (Neighbour({key: each}) for each in near)
    yield from (Neighbour({key: end}, far=True) for end in (low, high) if end not in (None, number, *near))


def counted_near(key: str, number: Number | None) -> Iterator[Neighbour]:
    """A number of occurrences: one more or less, but one at least, for none of it is no record."""
    if number is not None:
        yield from (Neighbour({key: each}) for each in stepped(number, ONE, None))
