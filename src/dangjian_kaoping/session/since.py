"""Why a branch's composite moved from one round to a later one."""

from dangjian_kaoping.compare.impact.impact import HeldRounds
from dangjian_kaoping.compare.since.since import Since, since_of
from dangjian_kaoping.engine.score.circumstances import Refusal
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.session.complete import complete_round
from dangjian_kaoping.session.error import SessionError
from dangjian_kaoping.session.reading import roster_of
from dangjian_kaoping.session.rounds import Rounds
from dangjian_kaoping.session.versions import Versions


def since(session: Rounds, quarter: Quarter, branch_id: str, earlier: Quarter) -> Since:
    """The difference to an earlier round, cause by cause. Raises NotFinalError (KP414) where one of both is
    provisional; ValueError where the other is no earlier one, or the branch took no part in one of them.
    """
    if not earlier < quarter:
        raise ValueError(f"{earlier} is not before {quarter}")
    results = complete_round(session, earlier), complete_round(session, quarter)
    for each in results:
        if all(placing.score.branch.id != branch_id for placing in each.placings):
            raise ValueError(f"{branch_id!r} took no part in {each.quarter}")
    workspace = session.reading.up_to(quarter)
    every = sorted((each for each in workspace.rounds.values() if each.inspections), key=lambda each: each.quarter)
    held = HeldRounds(roster_of(workspace), every, workspace.rubrics)
    rounds = workspace.rounds[earlier], workspace.rounds[quarter]
    versions = Versions(session.loader).between(results[0].rubric, results[1].rubric)
    try:
        return since_of(rounds, results, held, branch_id, versions)
    except Refusal as refusal:
        raise SessionError([refusal.fault], session.loader.texts) from refusal


def took_part(session: Rounds, branch_id: str, until: Quarter) -> list[Quarter]:
    """The rounds before one in which a branch took part, in order."""
    roster = session.loader.roster()
    session.reading.stop_at(session.loader.faults)
    assert roster is not None
    held = (each for each in session.quarters() if each < until)
    return [each for each in held if any(branch.id == branch_id for branch in roster.taking_part(each))]
