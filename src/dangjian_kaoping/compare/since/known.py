"""A branch's score from a round's records, some facts of which may not be known; and of which items that tells nothing.

What a round lays down over all its branches, lines and mean shares, it lays down at each stage anew.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from dangjian_kaoping.compare.impact.replay import Gap, Replayed
from dangjian_kaoping.compare.impact.together import together
from dangjian_kaoping.engine.score.absence import Absence
from dangjian_kaoping.engine.score.branch import BranchScore, Scorer
from dangjian_kaoping.engine.score.gathering import BranchRecords
from dangjian_kaoping.engine.score.item import ItemScore
from dangjian_kaoping.engine.score.ranges import score_range
from dangjian_kaoping.model.roster import Branch
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.periods import Quarter


class Asked(NamedTuple):
    """A round under a version: when, what it leaves out at every branch, and which of its branches is asked about."""

    rubric: Rubric
    quarter: Quarter
    absences: Mapping[str, Absence]
    branch_id: str


class Known(NamedTuple):
    """The score of a branch; the items (by id) whose points in it are not to be used, for they are not known; and why,
    as far as it is a matter of one of them.
    """

    score: BranchScore
    unknown: frozenset[str]
    gaps: tuple[Gap, ...]


Told = tuple[Branch, Replayed]
"""A branch, and what is told of it under a version."""


def as_recorded(branch: Branch, records: BranchRecords) -> Told:
    """A branch of which all is known."""
    return branch, Replayed(records, ())


def members_of(rubric: Rubric, members: Sequence[Told], branch_id: str) -> list[Told]:
    """Those of some branches who have to do with the score of one: all, where the version compares them with each
    other.
    """
    whole = rubric.draws or rubric.averages
    return [each for each in members if whole or each[0].id == branch_id]


def known(asked: Asked, members: Sequence[Told]) -> Known:
    """The score of the branch that is asked about, as far as it is known. Raises Refusal."""
    several = members_of(asked.rubric, members, asked.branch_id)
    if not asked.rubric.measure.weights.self_assessment:
        # it moves no composite, and what is missing in it is no matter
        several = [(branch, _without_own(told)) for branch, told in several]
    index = next(index for index, (branch, _) in enumerate(several) if branch.id == asked.branch_id)
    while True:
        branch, mine, scorers = _laid_down(asked, several, index)
        ends = score_range(scorers[0], branch, mine.records, mine.unknown, scorers[1]).ends
        lacking = _lacking(ends) - mine.unknown.items
        if not lacking:
            gaps = tuple(each for each in mine.gaps if each.leaves_unknown)
            return Known(ends[0], frozenset({each.item.id for each in gaps} | _differing(ends)), gaps)
        # without the fact that it needs an item has no points, and without all items there is no sum
        more = (Gap(asked.rubric.by_item[each], None, "no_fact") for each in sorted(lacking))
        several[index] = branch, several[index][1]._replace(gaps=(*several[index][1].gaps, *more))


def _laid_down(asked: Asked, members: Sequence[Told], index: int) -> tuple[Branch, Replayed, tuple[Scorer, Scorer]]:
    """One of some branches, with what is unknown of it because of others; who scores it at the least and at the most
    of what the round lays down.
    """
    branch, told = members[index]
    if not (asked.rubric.draws or asked.rubric.averages):
        scorer = Scorer(asked.rubric, asked.quarter, absences=asked.absences)
        return branch, told, (scorer, scorer)
    branches, every = [each for each, _ in members], [each for _, each in members]
    found = together(asked.rubric, asked.quarter, asked.absences, branches, every)
    return branch, found.replayed[index], (found.least, found.most)


def _without_own(told: Replayed) -> Replayed:
    return told._replace(records=told.records._replace(months=0, declared={}))


def _tables(score: BranchScore) -> Iterator[Sequence[ItemScore]]:
    yield score.inspected.items
    if score.declared is not None:
        yield score.declared.items


def _lacking(ends: Sequence[BranchScore]) -> set[str]:
    """The items that have no points at an end."""
    return {each.item.id for end in ends for table in _tables(end) for each in table if each.value is None}


def _differing(ends: Sequence[BranchScore]) -> set[str]:
    """The items whose points are not the same at all ends."""
    first, *others = ends
    return {
        one.item.id
        for end in others
        for table, there in zip(_tables(first), _tables(end), strict=False)
        for one, other in zip(table, there, strict=True)
        if _points(one) != _points(other)
    }


def _points(score: ItemScore) -> tuple[object, ...]:
    return score.value, score.bonus.value, score.penalty.value, score.status
