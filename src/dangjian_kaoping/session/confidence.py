"""How firm a round is: which single facts would have put other branches on another side of a line."""

from collections.abc import Sequence

from dangjian_kaoping.checks.round.otherwise import Acceptable
from dangjian_kaoping.engine.otherwise.edge import Edge, edges_of
from dangjian_kaoping.engine.otherwise.lines import About
from dangjian_kaoping.engine.score.round import Reckoning
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.session.complete import complete_round
from dangjian_kaoping.session.reading import roster_of
from dangjian_kaoping.session.rounds import Rounds


def edges(session: Rounds, quarter: Quarter, abouts: Sequence[About]) -> tuple[Edge, ...]:
    """What single facts decide of each kind of line. Raises NotFinalError (KP414) where the round is provisional."""
    complete_round(session, quarter)  # so it is known to be sound, too
    workspace = session.reading.of_round(quarter)
    rubric = session.reading.rubric_of(workspace, quarter)
    earlier = [each for each in workspace.rounds.values() if each.quarter < quarter]
    reckoning = Reckoning(rubric, roster_of(workspace), workspace.rounds[quarter], earlier, workspace.rubrics)
    return edges_of(reckoning, abouts, Acceptable(reckoning))
