"""A number a little otherwise: one unit of it, or a little of a price; wherever it stands in what differs by class."""

from collections.abc import Iterator
from decimal import Decimal

from dangjian_kaoping.model.number import ByClass, PerHead

_ONE = Decimal(1)
_A_LITTLE = Decimal("0.1")


def moved(number: Decimal, *, by_a_unit: bool) -> Iterator[Decimal]:
    """The number a little down, and a little up: a line by one unit; nothing goes below zero that was not there."""
    step = step_of(number, _ONE if by_a_unit else _A_LITTLE)
    for after in (number - step, number + step):
        if after >= 0 or number < 0:
            yield after


def step_of(number: Decimal, largest: Decimal) -> Decimal:
    """One of the last place in which a number is written, but not more than so much."""
    exponent = number.normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    return min(Decimal(1).scaleb(min(exponent, 0)), largest)


def numbers_of(value: object) -> Iterator[tuple[tuple[str | int, ...], Decimal]]:
    """The numbers of a value, wherever they stand in it, with the way there."""
    if isinstance(value, Decimal):
        yield (), value
    elif isinstance(value, ByClass):
        for name, number in value.by_class.items():
            yield ("by_class", name), number
        if value.otherwise is not None:
            yield ("otherwise",), value.otherwise
    elif isinstance(value, PerHead):
        yield from ((("per_head", *path), number) for path, number in numbers_of(value.per_head))
    elif isinstance(value, dict | tuple):
        for key, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from (((key, *path), number) for path, number in numbers_of(each))
