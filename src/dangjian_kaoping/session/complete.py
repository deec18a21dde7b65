"""Rounds of which it is settled who stands where: only of these can be told how firm that is."""

from dangjian_kaoping.diagnostics import Diagnostic, codes
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.place import Place
from dangjian_kaoping.session.error import NotFinalError
from dangjian_kaoping.session.rounds import Rounds


def complete_round(session: Rounds, quarter: Quarter) -> RoundResult:
    """A round, scored. Raises NotFinalError (KP414) where it is provisional."""
    result = session.round(quarter)
    if not result.complete:
        missing = [each.score.branch.name for each in result.placings if each.score.composite is None]
        fault = codes.KP414(quarter=quarter, branches="、".join(missing))
        raise NotFinalError([Diagnostic(fault, Place(f"data/{quarter}", 0))])
    return result
