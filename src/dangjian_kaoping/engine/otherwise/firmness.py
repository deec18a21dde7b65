"""How firm a round is: what single facts decide, what the rounds before say, what teams took."""

from typing import NamedTuple

from dangjian_kaoping.engine.otherwise.edge import Edge
from dangjian_kaoping.engine.otherwise.over_time import OverTime
from dangjian_kaoping.engine.otherwise.teams import DepartmentTeams


class Firmness(NamedTuple):
    """Three answers that are not added up: none of them changes a score.

    `over_time` is of the last places alone; `teams` are of the departments of which at least two teams went out.
    """

    edge: Edge
    over_time: OverTime | None = None
    teams: tuple[DepartmentTeams, ...] = ()
