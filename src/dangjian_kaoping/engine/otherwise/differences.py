"""Order among the differences of many numbers, found without writing all of them down."""

from collections.abc import Sequence
from decimal import Decimal


def difference_at(groups: Sequence[Sequence[Decimal]], place: int) -> Decimal:
    """Of the sizes of the differences between any two numbers of one group, the one that has so many before it when
    they stand in order.

    It costs about as much as sorting the numbers, however many pairs there are. Raises IndexError where there are not
    so many.
    """
    digits = max((_digits(number) for each in groups for number in each), default=0)
    ordered = [sorted(int(number.scaleb(digits)) for number in each) for each in groups]
    low, high = 0, max((each[-1] - each[0] for each in ordered if each), default=0)
    if not 0 <= place < _count(ordered, high):
        raise IndexError(place)
    while low < high:
        middle = (low + high) // 2
        if _count(ordered, middle) > place:
            high = middle
        else:
            low = middle + 1
    return Decimal(low).scaleb(-digits)


def _digits(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int)
    return max(-exponent, 0)


def _count(ordered: Sequence[Sequence[int]], most: int) -> int:
    """How many differences are no larger than one size."""
    found = 0
    for numbers in ordered:
        first = 0
        for index, number in enumerate(numbers):
            while number - numbers[first] > most:
                first += 1
            found += index - first
    return found
