"""Whether a round can be scored: what every command asks that computes points."""

from dangjian_kaoping.checks.adjustments import check_adjustments
from dangjian_kaoping.checks.records import check_records
from dangjian_kaoping.checks.round import check_reasons
from dangjian_kaoping.diagnostics import Faults, blocking
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.model.workspace import Round, Workspace


def check_scorable(workspace: Workspace, rubric: Rubric, this: Round) -> Faults:
    """The faults that a score would stumble over: names, facts, reasons."""
    faults = Faults()
    if workspace.roster is None:
        return faults
    faults.extend(check_records(rubric, workspace.roster, this, workspace.rubrics))
    # an adjustment may mean a finding that could not be read
    if not blocking(faults) and workspace.readable(f"data/{this.quarter}/inspection"):
        faults.extend(check_adjustments(rubric, workspace.roster, this, workspace.rubrics))
    if not blocking(faults):
        faults.extend(check_reasons(rubric, workspace.roster, this))
    return faults
