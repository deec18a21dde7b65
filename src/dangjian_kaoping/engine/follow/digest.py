"""一页纸摘要: what a committee reads first of a round: who and why, who moved, which deductions, what is open."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from dangjian_kaoping.engine.dossier import Dossier
from dangjian_kaoping.engine.follow.overview import Rectification, standing
from dangjian_kaoping.engine.score.alike_losses import LossesAlike
from dangjian_kaoping.engine.score.among import spread
from dangjian_kaoping.engine.score.apportioning import Part, Taken, gains, losses, taken_from
from dangjian_kaoping.engine.score.branch import BranchScore
from dangjian_kaoping.engine.score.round import Placing, RoundResult
from dangjian_kaoping.engine.score.year import YearPlacing, YearResult
from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.exact import ZERO, Exact, divided, mean, minus, negative, plus, times, total
from dangjian_kaoping.model.measure import Band as GradeLine
from dangjian_kaoping.model.rubric import Area, Item, Rubric

_ENDS, _LARGEST, _COMMONEST, _ROUNDS, _MOVED = 3, 2, 5, 4, 2
"""So many branches at either end, items at each of them, kinds of deduction, rounds, and movers either way."""
_TEN = 10


class Lost(NamedTuple):
    """What was lost under one item: how often it was deducted, and how many points (分) as they weigh.

    An item that stands apart loses points that nobody deducted: `number` is 0.
    """

    area: Area
    item: Item
    number: int
    points: Exact


class Placed(NamedTuple):
    """A branch at either end: all that it lost, and the items that cost it most, most first."""

    placing: Placing
    points: Exact
    most: tuple[Lost, ...]


class Moved(NamedTuple):
    """A branch that stands elsewhere than in the round before: by how many places and points (分) up."""

    placing: Placing
    places: int
    points: Exact


class Common(NamedTuple):
    """A kind of deduction: how often it was made, in how many branches, which part of all deductions these are, alone
    and with all that are commoner.
    """

    lost: Lost
    branches: int
    share: Exact
    cumulated: Exact


class Band(NamedTuple):
    """The branches of one grade, best first; where the measure has none, of one ten of points (`tens` from, below)."""

    grade: str | None
    tens: tuple[int, int] | None
    placings: tuple[Placing | YearPlacing, ...]


class Digest(NamedTuple):
    """The facts. `first` and `last` have no branch in common; `mean` is what a branch lost on average.

    `average` is the mean of the composites, `before` that of the last round (None where there is none). `risen` and
    `fallen` moved most. `distribution` is that of all that have a composite. `rectified` are the problems of the last
    rounds, the oldest first, as of this one.
    """

    first: tuple[Placed, ...]
    last: tuple[Placed, ...]
    mean: Exact
    average: Exact | None
    before: Exact | None
    risen: tuple[Moved, ...]
    fallen: tuple[Moved, ...]
    deductions: int
    commonest: tuple[Common, ...]
    distribution: tuple[Band, ...]
    rectified: tuple[Rectification, ...]


def all_taken(result: RoundResult) -> dict[str, Taken]:
    """What was taken from each branch of a round, by its id."""
    of_item = LossesAlike().losses
    scores = (each.score for each in result.placings)
    return {each.branch.id: Taken(losses(each, result.rubric, of_item), gains(each)) for each in scores}


def digest(dossier: Dossier, taken: Mapping[str, Taken] | None = None) -> Digest:
    """The facts of the dossier's round. Who knows it already says what was `taken` from each branch."""
    result = dossier.result
    taken = all_taken(result) if taken is None else taken
    scores = [each.score for each in result.placings]
    lost = {each.branch.id: lost_by(each, result.rubric, taken[each.branch.id]) for each in scores}
    ranked = [each for each in result.placings if each.rank is not None]
    ends = min(_ENDS, len(ranked) // 2)
    first = ranked[: min(_ENDS, len(ranked) - ends)]
    moved = list(_moved(dossier, ranked))
    count, commonest = _commonest(result.rubric, (each.items for each in lost.values()))
    every = [lost[each.score.branch.id].points for each in ranked]
    return Digest(
        tuple(_placed(each, lost[each.score.branch.id]) for each in first),
        tuple(_placed(each, lost[each.score.branch.id]) for each in ranked[len(ranked) - ends :]),
        mean(every) or ZERO,
        _average(result),
        None if dossier.previous is None else _average(dossier.previous),
        tuple(sorted((each for each in moved if each.places > 0), key=lambda each: -each.places)[:_MOVED]),
        tuple(sorted((each for each in moved if each.places < 0), key=lambda each: each.places)[:_MOVED]),
        count,
        commonest[:_COMMONEST],
        tuple(distribution(result)),
        tuple(Rectification(each.quarter, standing(dossier, each)) for each in dossier.rounds[-_ROUNDS:]),
    )


def _average(result: RoundResult) -> Exact | None:
    found = spread(each.score.composite for each in result.placings)
    return None if found is None else found.mean


class Losses(NamedTuple):
    """All that a branch lost (分): full marks minus base, and penalties; `items` are those under which it lost any."""

    inspected: Exact
    penalty: Exact
    items: tuple[Lost, ...]

    @property
    def points(self) -> Exact:
        """Full marks and bonus minus 检查得分."""
        return plus(self.inspected, self.penalty)


def lost_by(score: BranchScore, rubric: Rubric, taken: Taken | None = None) -> Losses:
    """What a branch lost, as 扣分明细 tells it: by findings, for want of what earns, aside, and from the total."""
    parts, gains = taken or taken_from(score, rubric)
    from_total = [each for each in gains if each.points is not None and each.points < 0]
    inspected, weighed = (_by_item(each) for each in (parts, from_total))
    weight = rubric.weight
    items = []
    for area in rubric.areas:
        for item in area.items:
            own, beside = inspected.get(item.id, []), weighed.get(item.id, [])
            if not beside and not any(each.points for each in own):
                continue
            points = plus(times(times(_sum(own), area.weight), weight), negative(_sum(beside)))
            if points > 0:
                items.append(Lost(area, item, _number(own) + len(beside), points))
    return Losses(_sum(parts), score.penalty.value, tuple(items))


def _by_item(parts: Iterable[Part]) -> dict[str, list[Part]]:
    found: dict[str, list[Part]] = {}
    for each in parts:
        if each.item is not None:
            found.setdefault(each.item.item.id, []).append(each)
    return found


def _sum(parts: Iterable[Part]) -> Exact:
    return total(each.points or ZERO for each in parts)


def _number(parts: Sequence[Part]) -> int:
    """How many findings took points of an item; where none did, they were not earned, which is one deduction."""
    if parts and parts[0].item is not None and parts[0].item.status != "scored":
        return 0
    took = sum(part.finding is not None and (part.points or ZERO) > 0 for part in parts)
    return took or int(_sum(parts) > 0)


def _placed(placing: Placing, lost: Losses) -> Placed:
    return Placed(placing, lost.points, tuple(sorted(lost.items, key=lambda each: -each.points)[:_LARGEST]))


def _moved(dossier: Dossier, ranked: Iterable[Placing]) -> Iterator[Moved]:
    """Those with a rank in both rounds, in the order of the ranking."""
    gained = dossier.gains()
    before = () if dossier.previous is None else dossier.previous.placings
    known = {each.score.branch.id: each.score.composite for each in before}
    for placing in ranked:
        places, was, now = (
            gained.get(placing.score.branch.id),
            known.get(placing.score.branch.id),
            placing.score.composite,
        )
        if places is not None and was is not None and now is not None:
            yield Moved(placing, places, minus(now.value, was.value))


def _commonest(rubric: Rubric, every: Iterable[Sequence[Lost]]) -> tuple[int, tuple[Common, ...]]:
    """How many deductions there were, and their kinds: the commonest first, of equals the dearest."""
    kinds: dict[str, list[Lost]] = {}
    for lost in every:
        for each in lost:
            if each.number:
                kinds.setdefault(each.item.id, []).append(each)
    order = [item.id for item in rubric.items() if item.id in kinds]
    summed = [
        (Lost(own[0].area, own[0].item, sum(each.number for each in own), total(each.points for each in own)), len(own))
        for own in (kinds[name] for name in order)
    ]
    summed.sort(key=lambda each: (-each[0].number, -each[0].points))
    count = sum(each.number for each, _ in summed)
    common: list[Common] = []
    so_far = 0
    for each, branches in summed:
        so_far += each.number
        share, cumulated = (divided(Decimal(number), Decimal(count)) for number in (each.number, so_far))
        common.append(Common(each, branches, share, cumulated))
    return count, tuple(common)


def distribution(result: RoundResult) -> Iterator[Band]:
    """How the branches that have a composite are spread: by grade, or, where there are none, by tens of points."""
    scored = [(each, each.score.composite, each.grade) for each in result.placings]
    return _spread(scored, result.rubric.measure.round_grades)


def distribution_of_year(result: YearResult) -> Iterator[Band]:
    """The same of a year's scores."""
    return _spread([(each, each.score, each.grade) for each in result.placings], result.measure.grades)


def _spread(
    placings: Iterable[tuple[Placing | YearPlacing, Step | None, str | None]], measured: Sequence[GradeLine]
) -> Iterator[Band]:
    scored = [(placing, step.value, grade) for placing, step, grade in placings if step is not None]
    grades = list(dict.fromkeys(band.grade for band in measured))
    if grades:
        for grade in grades:
            yield Band(grade, None, tuple(placing for placing, _, own in scored if own == grade))
        if others := tuple(placing for placing, _, own in scored if own is None):
            yield Band(None, None, others)
        return
    tens = [int(plus(value, ZERO) // _TEN) for _, value, _ in scored]
    for ten in range(max(tens, default=0), min(tens, default=1) - 1, -1):
        placed = tuple(placing for (placing, _, _), own in zip(scored, tens, strict=True) if own == ten)
        yield Band(None, (ten * _TEN, (ten + 1) * _TEN), placed)
