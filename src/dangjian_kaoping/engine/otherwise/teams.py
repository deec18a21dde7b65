"""检查组: what the teams of each department took from the branches that they went to, class by class.

A team that takes more may be the stricter one, or have gone where more was wrong: this tells where to ask, and settles
nothing.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dangjian_kaoping.engine.otherwise.exchanges import Exchanges, Marked, apart, exchanges, number_of_exchanges
from dangjian_kaoping.engine.score.alike_losses import LossesAlike
from dangjian_kaoping.engine.score.apportioning import Part, losses
from dangjian_kaoping.engine.score.branch import BranchScore
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.exact import Exact, mean, total
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.workspace import Round

LEAST_EXCHANGES = 20
"""Of fewer exchanges even the rarest is one in so few: nothing is told but the means."""


class TeamMean(NamedTuple):
    """To how many branches of a class a team went, and what it took from them on the mean (分 of the inspection)."""

    team: str
    branches: int
    mean: Exact


class ClassTeams(NamedTuple):
    """The teams that went to branches of a class, in the roster's order."""

    branch_class: str
    teams: tuple[TeamMean, ...]


class DepartmentTeams(NamedTuple):
    """The teams of a department, at least two of them, class by class.

    `apart` is by how much they differ (分), see `exchanges.apart`; `number` is how many exchanges of their names there
    are, `exchanges` how many of these set them at least as far apart: None where there are fewer than LEAST_EXCHANGES
    or too many to be counted. `without` are the branches that it inspected by no team that is named.
    """

    department: str
    classes: tuple[ClassTeams, ...]
    apart: Exact
    number: int
    exchanges: Exchanges | None
    without: tuple[str, ...]


def teams_of(result: RoundResult, roster: Roster, this: Round) -> tuple[DepartmentTeams, ...]:
    """The departments of which at least two teams went out in a complete round, in the roster's order."""
    called, branches = roster.departments_in_force(this.quarter), roster.in_force(this.quarter)
    went: dict[str, dict[str, str | None]] = {}
    for inspection in this.inspections:
        own = went.setdefault(called[inspection.department], {})
        own |= {branches[name]: record.team for name, record in inspection.branches.items()}
    scores = {each.score.branch.id: each.score for each in result.placings}
    of_item = LossesAlike().losses
    lost: dict[str, Sequence[Part]] = {}
    found = []
    for department in roster.departments:
        teams = {branch: team for branch, team in went.get(department, {}).items() if branch in scores}
        if len({team for team in teams.values() if team is not None}) > 1:
            name = roster.department_name(department, this.quarter)
            for branch in teams.keys() - lost.keys():
                lost[branch] = losses(scores[branch], result.rubric, of_item)
            taken = {branch: _taken(lost[branch], name) for branch in teams}
            marked = _by_class(scores, teams, taken)
            found.append(_compared(name, marked, roster.teams, tuple(_without(scores, teams))))
    return tuple(found)


def _taken(parts: Sequence[Part], department: str) -> Exact:
    """What a department's visit took from a branch, without what it has from lists of others."""
    return total(
        part.points
        for part in parts
        if part.points is not None
        and part.finding is not None
        and part.finding.recorded.department == department
        and not part.finding.recorded.listed
    )


def _by_class(
    scores: dict[str, BranchScore], teams: dict[str, str | None], taken: dict[str, Exact]
) -> dict[str, list[Marked]]:
    found: dict[str, list[Marked]] = {}
    for branch, team in sorted(teams.items()):
        if team is not None:
            found.setdefault(scores[branch].branch.branch_class, []).append((team, taken[branch]))
    return found


def _without(scores: dict[str, BranchScore], teams: dict[str, str | None]) -> Iterator[str]:
    return (scores[branch].branch.name for branch, team in sorted(teams.items()) if team is None)


def _compared(
    name: str, marked: dict[str, list[Marked]], order: Sequence[str], without: tuple[str, ...]
) -> DepartmentTeams:
    classes = list(marked.values())
    number = number_of_exchanges(classes)
    return DepartmentTeams(
        name,
        tuple(ClassTeams(each, tuple(_means(branches, order))) for each, branches in marked.items()),
        apart(classes),
        number,
        exchanges(classes) if number >= LEAST_EXCHANGES else None,
        without,
    )


def _means(branches: Sequence[Marked], order: Sequence[str]) -> Iterator[TeamMean]:
    for team in order:
        taken = [points for each, points in branches if each == team]
        figure = mean(taken)
        if figure is not None:
            yield TeamMean(team, len(taken), figure)
