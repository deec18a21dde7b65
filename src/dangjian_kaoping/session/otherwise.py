"""Rounds as they would be if something else were recorded."""

from dangjian_kaoping.engine.otherwise.mending import BranchMending, branch_mending
from dangjian_kaoping.engine.otherwise.over_time import OverTime, over_time
from dangjian_kaoping.engine.score.round import Reckoning
from dangjian_kaoping.pace import counted
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.session.complete import complete_round
from dangjian_kaoping.session.publishing import releases_of
from dangjian_kaoping.session.reading import roster_of
from dangjian_kaoping.session.rounds import Rounds


def mending_of(session: Rounds, quarter: Quarter, branch: str, item_id: str | None = None) -> BranchMending:
    """What a branch would have without each finding that takes points."""
    return branch_mending(reckoning_of(session, quarter), branch, item_id)


def mendings_of(session: Rounds, quarter: Quarter, only: str | None = None) -> dict[str, BranchMending]:
    """The same of all branches that have a composite, or of one, by id."""
    reckoning = _reckoning(session, quarter)
    placed = [each.score.branch.id for each in reckoning.result.placings if each.score.composite is not None]
    return {each: branch_mending(reckoning, each) for each in counted([id for id in placed if only in (None, id)])}


def over_time_of(session: Rounds, quarter: Quarter) -> OverTime:
    """What the rounds held up to one say of its last places; those before it count as far as they are as sealed."""
    complete_round(session, quarter)
    results = session.rounds(until=quarter)
    before = {each.quarter for each in results[:-1]}
    found = releases_of(session, session.reading.up_to(quarter), results, before)
    return over_time(results, {each.quarter for each in found if each.state == "as_sealed"})


def reckoning_of(session: Rounds, quarter: Quarter) -> Reckoning:
    """A round that is complete, ready to be scored otherwise. Raises NotFinalError (KP414) where it is provisional."""
    complete_round(session, quarter)
    return _reckoning(session, quarter)


def _reckoning(session: Rounds, quarter: Quarter) -> Reckoning:
    session.round(quarter)  # so it is known to be sound
    workspace = session.reading.of_round(quarter)
    rubric = session.reading.rubric_of(workspace, quarter)
    earlier = [each for each in workspace.rounds.values() if each.quarter < quarter]
    return Reckoning(rubric, roster_of(workspace), workspace.rounds[quarter], earlier, workspace.rubrics)
