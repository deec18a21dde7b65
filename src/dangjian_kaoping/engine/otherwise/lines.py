"""Lines that a branch may cross: the last places, the first, a grade. Whether it did is seen without ranking all."""

from bisect import bisect_left, bisect_right, insort
from typing import Literal, get_args

from dangjian_kaoping.engine.score.branch import BranchScore
from dangjian_kaoping.engine.score.grade import gradings
from dangjian_kaoping.engine.score.ranking import Standing, standing
from dangjian_kaoping.engine.score.round import Reckoning, contender
from dangjian_kaoping.model.measure import LastPlaces

About = Literal["last", "first", "grade"]
"""Which line: 末位, 第一名, 等次."""
ABOUTS: tuple[About, ...] = get_args(About)


class Lines:
    """The lines of a complete round, in which branches draw nothing together."""

    def __init__(self, reckoning: Reckoning) -> None:
        self._reckoning = reckoning
        self._measure = reckoning.rubric.measure
        bands = self._measure.round_grades
        self._limited = any(band.at_most is not None or band.at_most_percent is not None for band in bands)
        self._places = {each.branch.id: self._place(each) for each in reckoning.scores}
        self._everybody = sorted(self._places.values())
        self._pools: dict[str, list[Standing]] = {}
        for each in reckoning.scores:
            insort(self._pools.setdefault(self._pool(each), []), self._places[each.branch.id])

    def side(self, about: About, score: BranchScore) -> object:
        """On which side of the lines a branch stands with this score, and how many stand there with it: while that is
        the same, nobody is on another side than he was.
        """
        match about:
            case "last":
                return _last(self._among(self._pools[self._pool(score)], score), self._place(score), self._measure.last)
            case "first":
                return _first(self._among(self._everybody, score), self._place(score))
            case "grade":
                return self._grade(score)

    def _among(self, ordered: list[Standing], score: BranchScore) -> list[Standing]:
        """All standings, the highest first, if the branch had this score."""
        found = ordered.copy()
        del found[bisect_left(found, self._places[score.branch.id])]
        insort(found, self._place(score))
        return found

    def _pool(self, score: BranchScore) -> str:
        return score.branch.branch_class if self._measure.last.pool == "class" else ""

    def _place(self, score: BranchScore) -> Standing:
        place = standing(score, self._measure)
        assert place is not None  # the round is complete, and so is what is tried
        return place

    def _grade(self, score: BranchScore) -> object:
        """Its grade; where only so many may have one, all by which grades are given."""
        earlier = self._reckoning.vetoes.get(score.branch.id, ())
        one = contender(self._reckoning.this.quarter, self._reckoning.rubric, score, self._place(score), earlier)
        if self._limited:
            return one
        (found,) = gradings([one], self._measure)
        return found and found.grade


def _last(ordered: list[Standing], mine: Standing, last: LastPlaces) -> tuple[bool, int]:
    """Whether one is among the last places, and how many are: those who stand lowest."""
    count = len(ordered)
    places = last.among(count)
    if not places:
        begin = count
    elif last.edge == "all":
        begin = bisect_left(ordered, ordered[max(count - places, 0)])
    else:
        begin = 0 if places >= count else bisect_right(ordered, ordered[count - places - 1])
    return bisect_left(ordered, mine) >= begin, count - begin


def _first(ordered: list[Standing], mine: Standing) -> tuple[bool, int]:
    """Whether one stands first, and how many do."""
    return mine == ordered[0], bisect_right(ordered, ordered[0])
