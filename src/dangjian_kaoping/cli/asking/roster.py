"""Whom an option names: branches and departments by a name of theirs, of now or before, or by id."""

from collections.abc import Mapping, Sequence

from dangjian_kaoping.cli.shell.failure import Misused
from dangjian_kaoping.diagnostics import perhaps
from dangjian_kaoping.engine.score.round import Placing, RoundResult, branches_of
from dangjian_kaoping.model.roster import BranchRow, DepartmentRow

Rows = Mapping[str, tuple[BranchRow, ...]] | Mapping[str, tuple[DepartmentRow, ...]]


def asked_branch(result: RoundResult, name: str) -> Placing:
    """The placing of the branch that an option names, by its name in the round or by id."""
    placing = result.placing_of(name)
    if placing is not None:
        return placing
    known = [placing.score.branch.name for placing in result.placings]
    raise Misused(f"{result.quarter} 没有“{name}”这个支部。{perhaps(name, known)}有：{'、'.join(known)}")


def asked_branch_id(results: Sequence[RoundResult], name: str) -> str:
    """The id of the branch that an option names, by a name in any of some rounds, the last to bear it, or by id."""
    branches = [placing.score.branch for result in results for placing in result.placings]
    found = next((each.id for each in reversed(branches) if name in (each.name, each.id)), None)
    if found is None:
        known = [each.name for each in branches_of(results).values()]
        raise Misused(f"没有“{name}”这个支部。{perhaps(name, known)}有：{'、'.join(known)}")
    return found


def ids_of(name: str, rows: Rows, what: str) -> set[str]:
    """The ids of the branches or departments that have a name now or had it before."""
    wanted = {key for key, several in rows.items() if name == key or any(row.name == name for row in several)}
    if not wanted:
        known = list(dict.fromkeys(row.name for several in rows.values() for row in several if row.name))
        raise Misused(f"名册里没有“{name}”这个{what}。{perhaps(name, known)}有：{'、'.join(known)}")
    return wanted


def names_of(name: str, rows: Rows, what: str) -> set[str]:
    """All names and the ids of the branches or departments that have a name now or had it before."""
    return {
        called for key in ids_of(name, rows, what) for called in (key, *(row.name for row in rows[key] if row.name))
    }
