"""How firm a round is: which single facts would have put other branches on another side of a line."""

from collections.abc import Sequence

from dangjian_kaoping.checks.round.otherwise import Acceptable
from dangjian_kaoping.engine.otherwise.edge import Edge, edges_of
from dangjian_kaoping.engine.otherwise.firmness import Firmness
from dangjian_kaoping.engine.otherwise.lines import About
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.session.otherwise import over_time_of, reckoning_of
from dangjian_kaoping.session.rounds import Rounds
from dangjian_kaoping.session.teams import teams


def edges(session: Rounds, quarter: Quarter, abouts: Sequence[About]) -> tuple[Edge, ...]:
    """What single facts decide of each kind of line. Raises NotFinalError (KP414) where the round is provisional."""
    reckoning = reckoning_of(session, quarter)
    return edges_of(reckoning, abouts, Acceptable(reckoning))


def firmness(session: Rounds, quarter: Quarter, about: About) -> Firmness:
    """All that is told of how firm a round is. Raises NotFinalError (KP414) where the round is provisional."""
    (edge,) = edges(session, quarter, (about,))
    over_time = over_time_of(session, quarter) if about == "last" else None
    return Firmness(edge, over_time, teams(session, quarter))
