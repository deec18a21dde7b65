"""Everything at once: all versions, all rounds that were loaded."""

from datetime import date

from dangjian_kaoping.checks.adjustments import check_adjustments
from dangjian_kaoping.checks.concerns import check_concerns
from dangjian_kaoping.checks.declaration import check_declarations
from dangjian_kaoping.checks.followups import check_followups
from dangjian_kaoping.checks.records import check_records
from dangjian_kaoping.checks.roster import check_roster
from dangjian_kaoping.checks.round import check_completeness, check_reasons
from dangjian_kaoping.checks.rubric import check_rubric, check_versions
from dangjian_kaoping.diagnostics import Faults, blocking
from dangjian_kaoping.engine.circumstances import Refusal
from dangjian_kaoping.engine.round import score_round
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.model.workspace import Round, Workspace
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.place import Place


def check_workspace(workspace: Workspace, today: date | None = None) -> Faults:
    """All faults of a workspace that could be read.

    With `today`, follow-ups too, and what is overdue; that needs all rounds.
    """
    faults = Faults()
    faults.extend(check_versions(workspace.rubrics))
    if workspace.roster is not None:
        known = check_roster(workspace.roster)
        faults.extend(known)
        if blocking(known):
            return faults  # who is who decides all the rest
    sound = []
    for rubric in workspace.rubrics:
        found = check_rubric(rubric, workspace.roster)
        faults.extend(found)
        if not blocking(found):
            sound.append(rubric)
    # of a version that cannot be read nobody knows when it is in force
    for this in workspace.rounds.values() if workspace.readable("rubrics/") else ():
        rubric_then = workspace.rubric_in_force(this.quarter)
        if rubric_then is None:
            _blame_no_rubric(workspace, this, faults)
        elif rubric_then in sound:
            faults.extend(check_round(workspace, rubric_then, this))
    if today is not None and workspace.roster is not None and workspace.readable("data/"):
        rubrics = rubrics_by_quarter(workspace)
        faults.extend(check_followups(workspace.rounds.values(), workspace.roster, rubrics, today))
        faults.extend(check_concerns(workspace.rounds.values(), workspace.roster, rubrics))
    return faults


def rubrics_by_quarter(workspace: Workspace) -> dict[Quarter, Rubric]:
    """The rubric in force in each round that has one."""
    found = ((quarter, workspace.rubric_in_force(quarter)) for quarter in workspace.rounds)
    return {quarter: rubric for quarter, rubric in found if rubric is not None}


def check_round(workspace: Workspace, rubric: Rubric, this: Round) -> Faults:
    """All faults of one round under a sound rubric."""
    faults = check_scorable(workspace, rubric, this)
    roster = workspace.roster
    if roster is None or blocking(faults) or not this.inspections:
        return faults
    earlier = [each for each in workspace.rounds.values() if each.quarter < this.quarter]
    try:
        result = score_round(rubric, roster, this, earlier, workspace.rubrics)
    except Refusal as refusal:
        faults.extend([refusal.fault])
        return faults
    if workspace.readable(f"data/{this.quarter}/"):
        faults.extend(check_completeness(result, roster, this))
        faults.extend(check_declarations(result, roster, this))
    return faults


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


def _blame_no_rubric(workspace: Workspace, this: Round, faults: Faults) -> None:
    known = "、".join(f"{rubric.version} 版从 {rubric.effective_from} 起" for rubric in workspace.rubrics) or "没有一版"
    documents = [each.at for each in (*this.inspections, *this.self_assessments)]
    place = documents[0] if documents else Place(f"data/{this.quarter}", 0)
    faults.add("KP401", place, quarter=this.quarter, known=known)
