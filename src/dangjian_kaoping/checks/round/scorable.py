"""Whether a round can be scored: what every command asks that computes points."""

from collections.abc import Mapping
from typing import NamedTuple

from dangjian_kaoping.checks.round.adjustments import check_adjustments, check_who
from dangjian_kaoping.checks.round.records import check_records
from dangjian_kaoping.checks.round.round import check_reasons
from dangjian_kaoping.checks.round.sieve import Sieve
from dangjian_kaoping.diagnostics import Faults, blocking
from dangjian_kaoping.engine.score.gathering import BranchRecords, gathered
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.rubric import Item, Rubric
from dangjian_kaoping.model.workspace import Round, Workspace
from dangjian_kaoping.periods import MONTHS_OF_A_QUARTER


class Examined(NamedTuple):
    """The faults of a round's records, and what the records say of each branch, but for those at fault."""

    faults: Faults
    records: Mapping[str, BranchRecords]


def check_scorable(
    workspace: Workspace,
    rubric: Rubric | None,
    this: Round,
    unsound: frozenset[str] = frozenset(),
    *,
    months: int = MONTHS_OF_A_QUARTER,
) -> Faults:
    """The faults that a score would stumble over: names, facts, reasons; all of them, though some be at fault.

    `unsound` are the items with errors of their own; without a rubric, only what needs none is looked at. `months` are
    those of which an inspection speaks; only a rubric's tests have fewer.
    """
    return examined(workspace, rubric, this, unsound, months=months).faults


def examined(
    workspace: Workspace,
    rubric: Rubric | None,
    this: Round,
    unsound: frozenset[str] = frozenset(),
    *,
    months: int = MONTHS_OF_A_QUARTER,
) -> Examined:
    """The same with the records: who scores a round without errors need not gather them again."""
    roster = workspace.roster
    sieve = Sieve()
    faults = check_records(rubric, roster, this, workspace.rubrics, unsound=unsound, sieve=sieve, months=months)
    if roster is not None and rubric is None:
        faults.extend(check_who(roster, this))
    if roster is None or rubric is None:
        return Examined(faults, {})
    folder = f"data/{this.quarter}/"
    # an adjustment may mean a finding that could not be read
    complete = not sieve and all(map(workspace.readable, (f"{folder}inspection", f"{folder}lists")))
    sound = sieve.left_of(this)
    found = check_adjustments(rubric, roster, sound, workspace.rubrics, complete=complete, unsound=unsound)
    faults.extend(found)
    if blocking(found) or not workspace.readable(f"{folder}adjustments"):
        sieve.reject_adjusted(sound, roster)
        sound = sieve.left_of(this, adjusted=False)

    unclassed = {each.id for each in roster.taking_part(this.quarter) if each.branch_class not in roster.classes}
    at_fault = {
        (item.id, clause.id)
        for item in rubric.items()
        for clause in item.clauses
        if item.id in unsound or item.lacks("points", "groups", "floor") or not clause.whole
    }

    def doubts(branch: str, item: Item, clause: Clause) -> bool:
        doubtful = (item.id, clause.id) in at_fault or branch in unclassed
        return doubtful or sieve.doubts(branch, item.id, clause)

    records = gathered(rubric, roster, sound)
    faults.extend(check_reasons(rubric, roster, sound, records, doubts, months=months))
    return Examined(faults, records)
