"""Rounds of which it is settled who stands where: only of these can be told how firm that is."""

from dangjian_kaoping.checks.round.round import check_completeness
from dangjian_kaoping.diagnostics import Diagnostic, Faults, codes
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.place import Place
from dangjian_kaoping.session.error import NotFinalError
from dangjian_kaoping.session.reading import roster_of
from dangjian_kaoping.session.rounds import Rounds


def complete_round(session: Rounds, quarter: Quarter) -> RoundResult:
    """A round, scored. Raises NotFinalError (KP414) where it is provisional."""
    result = session.round(quarter)
    if not result.complete:
        missing = [each.score.branch.name for each in result.placings if each.score.composite is None]
        fault = codes.KP414(quarter=quarter, branches="、".join(missing))
        place = Place(f"data/{quarter}", 0)
        raise NotFinalError([Diagnostic(fault, place), *_missing(session, result)], session.loader.texts)
    return result


def _missing(session: Rounds, result: RoundResult) -> Faults:
    """What is missing, as `check` tells it."""
    workspace = session.reading.of_round(result.quarter)
    return check_completeness(result, roster_of(workspace), workspace.rounds[result.quarter])
