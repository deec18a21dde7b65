"""Everything at once: all versions, all rounds that were loaded."""

from datetime import date

from dangjian_kaoping.checks.concerns import check_concerns
from dangjian_kaoping.checks.copied import check_copied
from dangjian_kaoping.checks.declaration import check_declarations
from dangjian_kaoping.checks.followups import check_followups
from dangjian_kaoping.checks.policies import check_policies
from dangjian_kaoping.checks.roster import check_roster
from dangjian_kaoping.checks.round import check_completeness
from dangjian_kaoping.checks.rubric import check_rubric, check_versions
from dangjian_kaoping.checks.scorable import check_scorable
from dangjian_kaoping.checks.seal import check_seals
from dangjian_kaoping.checks.twice import check_twice
from dangjian_kaoping.diagnostics import Faults, blocking
from dangjian_kaoping.engine.circumstances import Refusal
from dangjian_kaoping.engine.round import RoundResult, score_round
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.model.workspace import Round, Workspace
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.place import Place


def check_workspace(workspace: Workspace, today: date | None = None, only: Quarter | None = None) -> Faults:
    """All faults of a workspace that could be read.

    With `today`, follow-ups too, and what is overdue; that needs all rounds. With `only`, of that round alone:
    those before it are there for what they say of it.
    """
    faults = Faults()
    faults.extend(check_versions(workspace.rubrics))
    if workspace.policies and workspace.readable("rubrics/") and workspace.readable("data/roster.yaml"):
        faults.extend(check_policies(workspace.policies, workspace.roster, workspace.rubrics))
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
    results = {}
    # of a version that cannot be read nobody knows when it is in force
    for this in workspace.rounds.values() if workspace.readable("rubrics/") else ():
        if only not in (None, this.quarter):
            continue
        rubric_then = workspace.rubric_in_force(this.quarter)
        if rubric_then is None:
            _blame_no_rubric(workspace, this, faults)
        elif rubric_then in sound:
            result = check_round(workspace, rubric_then, this, faults)
            if result is not None:
                results[this.quarter] = result
    faults.extend(check_seals(workspace, results, only))
    if today is not None and workspace.roster is not None and workspace.readable("data/"):
        rubrics = rubrics_by_quarter(workspace)
        faults.extend(check_followups(workspace.rounds.values(), workspace.roster, rubrics, today))
        faults.extend(check_concerns(workspace.rounds.values(), workspace.roster, rubrics))
    return faults


def rubrics_by_quarter(workspace: Workspace) -> dict[Quarter, Rubric]:
    """The rubric in force in each round that has one."""
    found = ((quarter, workspace.rubric_in_force(quarter)) for quarter in workspace.rounds)
    return {quarter: rubric for quarter, rubric in found if rubric is not None}


def check_round(workspace: Workspace, rubric: Rubric, this: Round, faults: Faults) -> RoundResult | None:
    """Note all faults of one round under a sound rubric; its result where it can be scored."""
    found = check_scorable(workspace, rubric, this)
    faults.extend(found)
    roster = workspace.roster
    if roster is None:
        return None
    earlier = [each for each in workspace.rounds.values() if each.quarter < this.quarter]
    faults.extend(check_twice(this, roster, rubric))
    faults.extend(check_copied(this, earlier, roster, rubric))
    if blocking(found) or not this.inspections:
        return None
    try:
        result = score_round(rubric, roster, this, earlier, workspace.rubrics)
    except Refusal as refusal:
        faults.extend([refusal.fault])
        return None
    if workspace.readable(f"data/{this.quarter}/"):
        faults.extend(check_completeness(result, roster, this))
        faults.extend(check_declarations(result, roster, this))
    return result


def _blame_no_rubric(workspace: Workspace, this: Round, faults: Faults) -> None:
    ordered = sorted(workspace.rubrics, key=lambda each: each.effective_from)
    known = "、".join(f"{rubric.version} 版从 {rubric.effective_from} 起" for rubric in ordered) or "没有一版"
    said = [each.place_of("quarter") for each in this.inspections]
    said += [each.place_of("month") for each in this.self_assessments]
    place = said[0] if said else Place(f"data/{this.quarter}", 0)
    faults.add("KP401", place, quarter=this.quarter, known=known)
