"""Lines that a branch may cross: the last places, the first, a grade. Whether it did is seen without ranking all."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple, get_args

from dangjian_kaoping.engine.otherwise.margins import is_last
from dangjian_kaoping.engine.score.branch import BranchScore
from dangjian_kaoping.engine.score.grade import Contender, Grading, gradings
from dangjian_kaoping.engine.score.ranking import Standing, in_last_places, standing
from dangjian_kaoping.engine.score.round import Reckoning, RoundResult, contender
from dangjian_kaoping.model.measure import LastPlaces

About = Literal["last", "first", "grade"]
"""Which line: 末位, 第一名, 等次."""
ABOUTS: tuple[About, ...] = get_args(About)


class Sides(NamedTuple):
    """Who stands where in a round, by id: among the last places, first, and the grade of each (None: none)."""

    last: frozenset[str]
    first: frozenset[str]
    grades: Mapping[str, str | None]


def sides_of(result: RoundResult) -> Sides:
    """The sides of a complete round."""
    placings = {each.score.branch.id: each for each in result.placings}
    return Sides(
        frozenset(key for key, each in placings.items() if is_last(each)),
        frozenset(key for key, each in placings.items() if each.rank == 1),
        {key: each.grade for key, each in placings.items()},
    )


class Lines:
    """The lines of a complete round, in which branches draw nothing together."""

    def __init__(self, reckoning: Reckoning) -> None:
        self._reckoning = reckoning
        self._measure = reckoning.rubric.measure
        bands = self._measure.round_grades
        self._limited = any(band.at_most is not None or band.at_most_percent is not None for band in bands)
        self._places = {each.branch.id: self._place(each) for each in reckoning.scores}
        self._sides = sides_of(reckoning.result)
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

    def sides(self, about: About, score: BranchScore) -> Sides:
        """Who stands where with this score of a branch, as far as it is asked about."""
        mine, places = score.branch.id, {**self._places, score.branch.id: self._place(score)}
        match about:
            case "last":
                pool = [each.branch.id for each in self._reckoning.scores if self._pool(each) == self._pool(score)]
                flagged = in_last_places([places[each] for each in pool], self._measure.last)
                last = {each for each, among in zip(pool, flagged, strict=True) if among}
                return self._sides._replace(last=(self._sides.last - {*pool}) | last)
            case "first":
                highest = min(places.values())
                return self._sides._replace(first=frozenset(key for key, each in places.items() if each == highest))
            case "grade":
                scores = [score if each.branch.id == mine else each for each in self._reckoning.scores]
                found = self._gradings(list(map(self._contender, scores)))
                grades = {each.branch.id: grade and grade.grade for each, grade in zip(scores, found, strict=True)}
                return self._sides._replace(grades=grades)

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
        one = self._contender(score)
        if self._limited:
            return one
        (found,) = self._gradings([one])
        return found and found.grade

    def _gradings(self, contenders: Sequence[Contender]) -> Sequence[Grading | None]:
        """None of anybody where a round gives no grades."""
        return gradings(contenders, self._measure) if self._measure.round_grades else [None] * len(contenders)

    def _contender(self, score: BranchScore) -> Contender:
        earlier = self._reckoning.vetoes.get(score.branch.id, ())
        return contender(self._reckoning.this.quarter, self._reckoning.rubric, score, self._place(score), earlier)


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
