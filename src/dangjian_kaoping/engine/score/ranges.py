"""A round of which some facts are not known: the least and the most of every published figure and rank.

A branch is scored by the engine's own loop at the ends of what is unknown (`engine/score/unknown.py`), and ranked by
its own rules. What is unknown of one branch has nothing to do with what is unknown of another: so a branch ranks
best where it is at its best and all others are at their worst, and worst the other way round.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dangjian_kaoping.engine.score.branch import BranchScore, Scorer
from dangjian_kaoping.engine.score.composite import VetoInForce
from dangjian_kaoping.engine.score.gathering import BranchRecords
from dangjian_kaoping.engine.score.ranking import Standing, is_last, rank_among, standing
from dangjian_kaoping.engine.score.unknown import NEARLY_BOUNDLESS, Unknown, assumptions, nothing_found
from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.exact import Exact
from dangjian_kaoping.model.measure import Measure
from dangjian_kaoping.model.roster import Branch


class Range(NamedTuple):
    """A figure between two ends (分), which belong to it; an end that is None has no limit."""

    low: Exact | None
    high: Exact | None

    @property
    def exact(self) -> bool:
        """Whether it is one number."""
        return self.low is not None and self.low == self.high


class BranchRange(NamedTuple):
    """A branch's score at each end of what is unknown of it; one score where nothing is.

    Of the first nothing happened that is not known to have happened, of the last all that may have.
    """

    branch: Branch
    ends: tuple[BranchScore, ...]

    @property
    def base(self) -> Range | None:
        """基础分; None, as each of these, where something is missing that no assumption makes up."""
        return _spanned(each.base for each in self.ends)

    @property
    def bonus(self) -> Range | None:
        """加分."""
        return _spanned(each.bonus for each in self.ends)

    @property
    def penalty(self) -> Range | None:
        """扣减."""
        return _spanned(each.penalty for each in self.ends)

    @property
    def inspection(self) -> Range | None:
        """检查得分."""
        return _spanned(each.inspection for each in self.ends)

    @property
    def self_assessment(self) -> Range | None:
        """自评得分."""
        return _spanned(each.self_assessment for each in self.ends)

    @property
    def composite(self) -> Range | None:
        """综合得分."""
        return _spanned(each.composite for each in self.ends)

    @property
    def undone(self) -> bool | None:
        """Whether a single task was left undone: yes, no, or perhaps (None)."""
        surely, perhaps = self.ends[0].undone, self.ends[-1].undone
        return True if surely else None if perhaps else False

    @property
    def vetoes(self) -> tuple[VetoInForce, ...]:
        """The vetoes that are set off whatever is unknown."""
        return self.ends[0].vetoes

    @property
    def perhaps(self) -> tuple[VetoInForce, ...]:
        """The vetoes that may be set off."""
        return tuple(each for each in self.ends[-1].vetoes if each not in self.vetoes)

    def standings(self, measure: Measure) -> tuple[Standing, Standing] | None:
        """Where it stands at its best and at its worst, each thing that decides by itself; None without composite."""
        found = [place for each in self.ends if (place := standing(each, measure)) is not None]
        deciding = list(zip(*found, strict=True))
        return (tuple(map(min, deciding)), tuple(map(max, deciding))) if found else None


def _spanned(steps: Iterable[Step | None]) -> Range | None:
    values = [step.value for step in steps if step is not None]
    if not values:
        return None
    low, high = min(values), max(values)
    return Range(None if low <= -NEARLY_BOUNDLESS else low, None if high >= NEARLY_BOUNDLESS else high)


def score_range(
    scorer: Scorer, branch: Branch, records: BranchRecords, unknown: Unknown, most: Scorer | None = None
) -> BranchRange:
    """The range of a branch, some of whose facts are unknown. Raises Refusal where what is known has no points.

    `most` scores at the most of what the round lays down over all branches, where `scorer` does at the least.
    """
    scorers = [scorer] if most is None or most is scorer else [scorer, most]
    if unknown.nothing:
        return BranchRange(branch, tuple(each.score(branch, records) for each in scorers))
    known = records.without(unknown.items)
    ways = assumptions(scorer.rubric, scorer.quarter, branch.branch_class, known, unknown)
    return BranchRange(branch, tuple(own.score_assuming(branch, known, each) for each in ways for own in scorers))


def score_estimate(scorer: Scorer, branch: Branch, records: BranchRecords, unknown: Unknown) -> BranchScore:
    """A branch as it stands if nothing is found of what is unknown. Raises Refusal as `score_range` does."""
    if unknown.nothing:
        return scorer.score(branch, records)
    way = nothing_found(scorer.rubric, scorer.quarter, branch.branch_class, unknown)
    return scorer.score_assuming(branch, records.without(unknown.items), way)


class PlaceRange(NamedTuple):
    """A branch's best and worst rank, and whether it is among the last places: yes, no, or perhaps (None).

    No ranks where it has no composite; nobody is among the last places while one branch has none.
    """

    best: int | None
    worst: int | None
    last: bool | None

    @property
    def certain(self) -> bool:
        """Whether the rank holds over the whole range."""
        return self.best is not None and self.best == self.worst


class _Ends(NamedTuple):
    """Where a branch stands at its best and its worst, and in which pool of last places; the smaller stands higher."""

    best: Standing
    worst: Standing
    pool: str


def place_ranges(branches: Sequence[BranchRange | None], measure: Measure) -> list[PlaceRange]:
    """The ranks and last places of all branches of a round, in the order given; None is one without composite."""
    by_class = measure.last.pool == "class"
    ends: list[_Ends | None] = []
    for each in branches:
        found = None if each is None else each.standings(measure)
        pool = each.branch.branch_class if each is not None and by_class else ""
        ends.append(None if found is None else _Ends(*found, pool))
    ranked = [each for each in ends if each is not None]
    complete = None not in ends
    return [
        PlaceRange(None, None, False) if each is None else _place(each, ranked, measure, complete=complete)
        for each in ends
    ]


def _place(mine: _Ends, every: Sequence[_Ends], measure: Measure, *, complete: bool) -> PlaceRange:
    pool = [each for each in every if each.pool == mine.pool]
    surely = complete and is_last(mine.best, _at_its_best(mine, pool), measure.last)
    perhaps = complete and is_last(mine.worst, _at_its_worst(mine, pool), measure.last)
    best, worst = rank_among(mine.best, _at_its_best(mine, every)), rank_among(mine.worst, _at_its_worst(mine, every))
    if measure.ranking == "dense":
        best, worst = _dense_ranks(mine, every)
    return PlaceRange(best, worst, True if surely else None if perhaps else False)


def _dense_ranks(mine: _Ends, every: Sequence[_Ends]) -> tuple[int, int]:
    """The best and the worst rank where those who are tied take one: as few different standings above it as those
    surely above can share, and as many as those perhaps above can have.
    """
    fewest, reached = 0, None
    for each in sorted((each for each in every if each is not mine and each.worst < mine.best), key=_worst):
        if reached is None or each.best > reached:
            fewest, reached = fewest + 1, each.worst
    above = [each for each in every if each is not mine and each.best < mine.worst]
    known = {each.best for each in above if each.best == each.worst}
    return 1 + fewest, 1 + len(known) + sum(each.best != each.worst for each in above)


def _worst(ends: _Ends) -> Standing:
    return ends.worst


def _at_its_best(mine: _Ends, every: Sequence[_Ends]) -> list[Standing]:
    """All standings in order, this one's best among the worst of all others."""
    return sorted(each.best if each is mine else each.worst for each in every)


def _at_its_worst(mine: _Ends, every: Sequence[_Ends]) -> list[Standing]:
    return sorted(each.worst if each is mine else each.best for each in every)
