"""The teams of a round's departments, held beside each other."""

from dangjian_kaoping.engine.otherwise.teams import DepartmentTeams, teams_of
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.session.complete import complete_round
from dangjian_kaoping.session.reading import roster_of
from dangjian_kaoping.session.rounds import Rounds


def teams(session: Rounds, quarter: Quarter) -> tuple[DepartmentTeams, ...]:
    """Of the departments of which at least two teams went out; raises NotFinalError (KP414) where the round is
    provisional.
    """
    result = complete_round(session, quarter)
    workspace = session.reading.of_round(quarter)
    return teams_of(result, roster_of(workspace), workspace.rounds[quarter])
