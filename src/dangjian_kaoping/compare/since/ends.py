"""A round as it was held, without its adjustments, and without what earlier rounds make dearer there."""

from collections.abc import Sequence
from typing import NamedTuple

from dangjian_kaoping.compare.impact.impact import HeldRounds
from dangjian_kaoping.compare.since.known import Asked, Told, as_recorded, known
from dangjian_kaoping.compare.since.stage import Stage
from dangjian_kaoping.engine.score.circumstances import Refusal
from dangjian_kaoping.engine.score.gathering import BranchRecords
from dangjian_kaoping.engine.score.round import Placing, Reckoning, RoundResult
from dangjian_kaoping.model.roster import Branch
from dangjian_kaoping.model.workspace import Round


class End(NamedTuple):
    """One end of the way: a branch as it was published; without adjustments; without repeats too.

    `members` are all branches with their records as of the last of these. `adjusted`: adjustments could not be taken
    out, because what was recorded has no points without them.
    """

    result: RoundResult
    placing: Placing
    published: Stage
    unadjusted: Stage
    bare: Stage
    members: tuple[Told, ...]
    adjusted: bool


def end_of(result: RoundResult, this: Round, held: HeldRounds, branch_id: str) -> End:
    """A complete round as one end. Raises Refusal."""
    rubric, roster, quarter = result.rubric, held.roster, result.quarter
    every = Reckoning(rubric, roster, this, held.before(this), held.rubrics).members
    members = [(each.branch, each.records) for each in every]
    asked = Asked(rubric, quarter, result.absences, branch_id)
    placing = next(each for each in result.placings if each.score.branch.id == branch_id)
    published = unadjusted = Stage(rubric, placing.score)
    adjusted = False
    if any(each.adjusted for _, each in members):
        plain = [(branch, each.unadjusted()) for branch, each in members]
        found = _scored(asked, plain)
        if found is None:
            adjusted = True
        else:
            members, unadjusted = plain, found
    bare = unadjusted
    if any(each.earlier for _, each in members):
        members = [(branch, each._replace(earlier={})) for branch, each in members]
        bare = _scored(asked, members) or unadjusted
    told = tuple(as_recorded(*each) for each in members)
    return End(result, placing, published, unadjusted, bare, told, adjusted)


def _scored(asked: Asked, members: Sequence[tuple[Branch, BranchRecords]]) -> Stage | None:
    """A branch as it stands with these records; None where they have no points."""
    try:
        found = known(asked, [as_recorded(*each) for each in members])
    except Refusal:
        return None
    return None if found.unknown or found.score.composite is None else Stage(asked.rubric, found.score)
