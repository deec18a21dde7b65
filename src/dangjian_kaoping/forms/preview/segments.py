"""Points of a number in straight stretches: what a rule makes of it, after everything that bends it."""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from dangjian_kaoping.engine.score.circumstances import Refusal
from dangjian_kaoping.exact import ZERO, Exact, divided, minus, plus, times

LOWEST = Decimal("-1E15")
"""Where the first stretch begins: no form holds a lesser number."""
PLACES = 9
"""Numbers are looked up as they are to so many places, so that what a machine adds up wrongly finds its stretch."""
BEYOND = Decimal("5E-10")
"""Less than the last of those places: what lies beyond an end, and not on it."""
_TWO, _THREE = Decimal(2), Decimal(3)


class Segment(NamedTuple):
    """From `key` on, up to that of the next: `value` points at `start` and `slope` more for each unit from there.

    `value` is None where the rubric has no points.
    """

    key: Exact
    start: Exact
    value: Exact | None
    slope: Exact = ZERO

    def at(self, number: Exact) -> Exact | None:
        """Points of a number that lies in it."""
        return None if self.value is None else plus(self.value, times(self.slope, minus(number, self.start)))


def segments(points: Callable[[Exact], Exact], ends: Iterable[Exact]) -> tuple[Segment, ...]:
    """The stretches of what is straight between `ends`; `points` raises Refusal where the rubric has none."""
    several = sorted(set(ends)) or [ZERO]
    found = [_between(points, minus(several[0], _THREE), several[0])._replace(key=LOWEST)]
    for end, beyond in zip(several, [*several[1:], plus(several[-1], _THREE)], strict=True):
        before, there, after = found[-1], _asked(points, end), _between(points, end, beyond)
        if before.at(end) == there:
            if before.slope != after.slope or after.at(end) != there:
                found.append(after)
        elif after.at(end) == there:
            # the end belongs to what follows
            found.append(after._replace(key=end))
        else:
            found += [Segment(end, end, there), after]
    return tuple(found)


def _between(points: Callable[[Exact], Exact], low: Exact, high: Exact) -> Segment:
    """The stretch between two numbers, without them."""
    third = divided(minus(high, low), _THREE)
    first, second = plus(low, third), plus(low, times(third, _TWO))
    one, two = _asked(points, first), _asked(points, second)
    key = plus(low, BEYOND)
    if one is None or two is None:
        return Segment(key, low, None)
    slope = divided(minus(two, one), third)
    return Segment(key, low, minus(one, times(slope, third)), slope)


def _asked(points: Callable[[Exact], Exact], number: Exact) -> Exact | None:
    try:
        return points(number)
    except Refusal:
        return None


def crossings(lines: Iterable[tuple[Exact, Exact]]) -> Iterator[Exact]:
    """Where straight lines meet; each is its points at 0 and its slope."""
    several = list(lines)
    for index, (value, slope) in enumerate(several):
        for other, rise in several[:index]:
            if slope != rise:
                yield divided(minus(other, value), minus(slope, rise))


def looked_up(several: tuple[Segment, ...], number: Exact) -> Exact | None:
    """Points of a number, as a formula finds them."""
    return next(each for each in reversed(several) if each.key <= number).at(number)


def rising(each: Exact) -> tuple[Segment, ...]:
    """So many points for each one."""
    return (Segment(LOWEST, ZERO, ZERO, each),)
