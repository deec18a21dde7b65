"""How far teams lie apart, and how often they would if their names were exchanged among branches of one class.

Nothing is supposed of how deductions are spread: all exchanges are counted, none is drawn. That names are exchanged
only within a class keeps what a class has in common out of it.
"""

from collections.abc import Iterator, Mapping, Sequence
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
    """All exchanges, counted; None where they are too many to be."""
    teams = list(dict.fromkeys(team for branches in classes for team, _ in branches))
    beyond = [_beyond_the_mean(branches) for branches in classes]
    unit = lcm(*(each.denominator for several in beyond for each in several))
    sums: dict[tuple[int, ...], int] = {(0,) * len(teams): 1}
    steps = 0
    for branches, several in zip(classes, beyond, strict=True):
        counted = _counted(branches)
        states = {(tuple(counted.get(team, 0) for team in teams), key): ways for key, ways in sums.items()}
        for more in several:
            steps += len(states) * len(teams)
            if steps > _MOST_STEPS:
                return None
            states = _placed(states, int(more * unit))
        sums = {key: ways for (_, key), ways in states.items()}
    size = {team: sum(_counted(branches).get(team, 0) for branches in classes) for team in teams}
    real = apart(classes)
    as_far = sum(ways for key, ways in sums.items() if _apart(key, teams, size, unit) >= real)
    return Exchanges(as_far, sum(sums.values()))


_State = tuple[tuple[int, ...], tuple[int, ...]]
"""How many branches of the class each team still goes to, and what each took more than the means so far."""


def _placed(states: Mapping[_State, int], more: int) -> dict[_State, int]:
    """One more branch: each team in turn went there, if it has one left."""
    found: dict[_State, int] = {}
    for state, ways in states.items():
        for key in _ways(state, more):
            found[key] = found.get(key, 0) + ways
    return found


def _ways(state: _State, more: int) -> Iterator[_State]:
    left, sums = state
    for index, count in enumerate(left):
        if count:
            yield (
                (*left[:index], count - 1, *left[index + 1 :]),
                (*sums[:index], sums[index] + more, *sums[index + 1 :]),
            )


def _apart(sums: Sequence[int], teams: Sequence[str], size: Mapping[str, int], unit: int) -> Fraction:
    means = [Fraction(each, unit * size[team]) for each, team in zip(sums, teams, strict=True)]
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
