"""How far teams lie apart, and how often they would if their names were exchanged among branches of one class.

Nothing is supposed of how deductions are spread: all exchanges are counted, none is drawn. That names are exchanged
only within a class keeps what a class has in common out of it.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from math import factorial, lcm
from typing import NamedTuple

from dangjian_kaoping.exact import Exact, divided

Marked = tuple[str, Exact]
"""The team that went to a branch, and what it took there (分)."""
_MOST_STEPS = 3_000_000
"""Steps of counting that anybody would wait for; more are not begun."""


class Exchanges(NamedTuple):
    """Of so many exchanges (`of`) those that set the teams at least as far apart (`as_far`), the real one included."""

    as_far: int
    of: int

    @property
    def share(self) -> Exact:
        """Their share, 0 to 1."""
        return divided(Decimal(self.as_far), Decimal(self.of))


def apart(classes: Sequence[Sequence[Marked]]) -> Fraction:
    """By how much (分) teams differ: of each the mean of what it took more than the mean of the branch's class, the
    greatest less the smallest. Of teams of which there are at least two.
    """
    found: dict[str, list[Fraction]] = {}
    for branches in classes:
        for (team, _), more in zip(branches, _beyond_the_mean(branches), strict=True):
            found.setdefault(team, []).append(more)
    means = [sum(each, Fraction(0)) / len(each) for each in found.values()]
    return max(means) - min(means)


def number_of_exchanges(classes: Sequence[Sequence[Marked]]) -> int:
    """In how many ways the names could stand at the branches, each class having as many of each as it has."""
    number = 1
    for branches in classes:
        number *= factorial(len(branches))
        for count in _counted(branches).values():
            number //= factorial(count)
    return number


def exchanges(classes: Sequence[Sequence[Marked]]) -> Exchanges | None:
    """All exchanges, counted; None where they are too many to be.

    Branch by branch each team in turn went there: of all that was done before only counts how many branches of the
    class each team has left, and what each took more than the means. The last team took what the others left, for in
    each class all of them together took no more than its mean.
    """
    teams = list(dict.fromkeys(team for branches in classes for team, _ in branches))
    beyond = [_beyond_the_mean(branches) for branches in classes]
    unit = lcm(*(each.denominator for several in beyond for each in several))
    digits = _Digits(len(teams) - 1, sum(abs(int(each * unit)) for several in beyond for each in several))
    sums = {0: 1}
    steps = 0
    for branches, several in zip(classes, beyond, strict=True):
        counted = _counted(branches)
        states = {tuple(counted.get(team, 0) for team in teams): sums}
        for more in several:
            steps += sum(map(len, states.values())) * len(teams)
            if steps > _MOST_STEPS:
                return None
            states = _placed(states, [int(more * unit) * each for each in digits.weights])
        (sums,) = states.values()
    size = [sum(_counted(branches).get(team, 0) for branches in classes) for team in teams]
    real = apart(classes) * unit
    as_far = sum(ways for key, ways in sums.items() if _apart(digits.read(key), size) >= real)
    return Exchanges(as_far, sum(sums.values()))


_States = Mapping[tuple[int, ...], Mapping[int, int]]
"""By how many branches of the class each team still goes to, in how many ways each of the sums comes about."""


class _Digits:
    """Sums of some teams as one number, a digit each; a sum lies between -most and most."""

    def __init__(self, count: int, most: int) -> None:
        self._count, self._most, self._base = count, most, 2 * most + 1
        self.weights = [self._base**index for index in range(count)] + [0]

    def read(self, number: int) -> list[int]:
        """The sums; that of the last team is what is lacking to 0."""
        found = []
        for _ in range(self._count):
            digit = (number + self._most) % self._base - self._most
            found.append(digit)
            number = (number - digit) // self._base
        return [*found, -sum(found)]


def _placed(states: _States, more: Sequence[int]) -> dict[tuple[int, ...], dict[int, int]]:
    """One more branch: each team in turn went there, if it has one left."""
    found: dict[tuple[int, ...], dict[int, int]] = {}
    for left, sums in states.items():
        for index, count in enumerate(left):
            if count:
                known = found.setdefault((*left[:index], count - 1, *left[index + 1 :]), {})
                added = more[index]
                for key, ways in sums.items():
                    known[key + added] = known.get(key + added, 0) + ways
    return found


def _apart(sums: Sequence[int], size: Sequence[int]) -> Fraction:
    means = [Fraction(each, branches) for each, branches in zip(sums, size, strict=True)]
    return max(means) - min(means)


def _beyond_the_mean(branches: Sequence[Marked]) -> list[Fraction]:
    taken = [Fraction(points) for _, points in branches]
    mean = sum(taken, Fraction(0)) / len(taken)
    return [each - mean for each in taken]


def _counted(branches: Sequence[Marked]) -> dict[str, int]:
    found: dict[str, int] = {}
    for team, _ in branches:
        found[team] = found.get(team, 0) + 1
    return found
