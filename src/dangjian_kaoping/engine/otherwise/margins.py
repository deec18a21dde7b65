"""How much lies between the last places and those above them, or between the first and the next."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from dangjian_kaoping.engine.score.round import Placing, RoundResult
from dangjian_kaoping.exact import Exact, minus


class Margin(NamedTuple):
    """A line: who stands next to it `above` and `below`; those who are level stand there together.

    `pool` is the class of branches whose line it is, empty where it is that of all.
    """

    pool: str
    above: tuple[Placing, ...]
    below: tuple[Placing, ...]

    @property
    def points(self) -> Exact | None:
        """What lies between the published composites (分), 0 where something else decided between equals; None where
        it was not the composite that put the lower ones there.
        """
        found = minus(figure_of(self.above[0]), figure_of(self.below[0]))
        return None if found < 0 else found


def margins_of(result: RoundResult, about: Literal["last", "first"]) -> Iterator[Margin]:
    """The lines between the last places and all others, or below the first; none where nobody stands on one side."""
    by_class = about == "last" and result.rubric.measure.last.pool == "class"
    for pool in result.classes if by_class else ("",):
        mine = [each for each in result.placings if pool in ("", each.score.branch.branch_class)]
        below = [each for each in mine if _is_below(each, about)]
        above = [each for each in mine if not _is_below(each, about)]
        if above and below:
            least, most = figure_of(above[-1]), figure_of(below[0])
            yield Margin(
                pool,
                tuple(each for each in above if figure_of(each) == least),
                tuple(each for each in below if figure_of(each) == most),
            )


def _is_below(placing: Placing, about: Literal["last", "first"]) -> bool:
    return is_last(placing) if about == "last" else placing.rank != 1


def is_last(placing: Placing) -> bool:
    """Whether a branch is among the last places."""
    return "bottom_three" in placing.flags


def figure_of(placing: Placing) -> Exact:
    """The published composite (分) of a branch of a complete round."""
    assert placing.score.composite is not None
    return placing.score.composite.value
