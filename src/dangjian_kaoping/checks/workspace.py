"""Everything at once: all versions, all rounds that were loaded."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from dangjian_kaoping.checks.limits import check_limits
from dangjian_kaoping.checks.procedure.procedure import check_procedures
from dangjian_kaoping.checks.roster import check_roster
from dangjian_kaoping.checks.round.concerns import check_concerns
from dangjian_kaoping.checks.round.copied import check_copied
from dangjian_kaoping.checks.round.declaration import check_declarations
from dangjian_kaoping.checks.round.followups import check_followups
from dangjian_kaoping.checks.round.round import check_completeness
from dangjian_kaoping.checks.round.scorable import check_scorable
from dangjian_kaoping.checks.round.twice import check_twice
from dangjian_kaoping.checks.rubric.policies import check_policies
from dangjian_kaoping.checks.rubric.rubric import Examined, check_versions, examined, none_in_force
from dangjian_kaoping.checks.seal.heard import check_corrections_heard
from dangjian_kaoping.checks.seal.seal import check_seals
from dangjian_kaoping.diagnostics import Faults, blocking, codes
from dangjian_kaoping.engine.score.circumstances import Refusal
from dangjian_kaoping.engine.score.round import RoundResult, score_round
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.model.workspace import Round, Workspace
from dangjian_kaoping.pace import counted
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.place import Place


def check_workspace(
    workspace: Workspace,
    today: date | None = None,
    only: Quarter | None = None,
    versions: Sequence[Examined] | None = None,
) -> Faults:
    """All faults of a workspace. What is at fault, or could not be read, keeps nothing else from being checked; only
    what would follow from it is not told.

    With `today`, follow-ups too, and what is overdue; that needs all rounds. With `only`, of that round alone:
    those before it are there for what they say of it. `versions` are its rubrics, where they are examined already.
    """
    faults = Faults()
    roster = workspace.roster
    faults.extend(check_versions(workspace.rubrics))
    if workspace.policies:
        faults.extend(check_policies(workspace.policies, roster, workspace.rubrics))
    known = Faults() if roster is None else check_roster(roster)
    faults.extend(known)
    bases = {}
    if versions is None:
        versions = [examined(each, roster) for each in workspace.rubrics]
    for rubric, (found, unsound) in zip(workspace.rubrics, versions, strict=True):
        faults.extend(found)
        bases[id(rubric)] = _Basis(
            unsound if blocking(found) or not rubric.whole else frozenset(),
            not blocking(found) and rubric.whole and not blocking(known) and workspace.readable("data/roster.yaml"),
        )
    results = {}
    for this in counted(workspace.rounds.values()):
        if only in (None, this.quarter):
            result = _check_one(workspace, this, bases, faults)
            if result is not None:
                results[this.quarter] = result
    faults = _each_once(faults)
    if not blocking(known):
        faults.extend(check_seals(workspace, results, only))
        faults.extend(check_corrections_heard(workspace, results, only))
    faults.extend(check_procedures(workspace, results, only))
    if only is None:
        _check_signature(workspace, faults)
        check_limits(workspace, faults)
    if today is not None and roster is not None:
        in_force = workspace.rubrics_by_quarter()
        faults.extend(check_followups(workspace, roster, in_force, today))
        faults.extend(check_concerns(workspace, roster, in_force))
    return faults


def _check_signature(workspace: Workspace, faults: Faults) -> None:
    """Tell that the unit would sign what is published: where it is written so, or where something is published."""
    settings = workspace.settings
    if settings is None or not settings.whole or not settings.signed_by_unit:
        return
    if settings.committee is not None:
        faults.add(codes.KP600(document="通报、公示", unit=settings.unit), settings.place_of("committee"))
    elif settings.procedure is not None or workspace.seals():
        faults.add(codes.KP600(document="通报、公示", unit=settings.unit), settings.place_of("unit"))


def _each_once(faults: Faults) -> Faults:
    """What several rounds have brought to light of one rubric, told once."""
    once = Faults()
    once.extend({(fault.code, fault.place, fault.message): fault for fault in faults}.values())
    return once


class _Basis(NamedTuple):
    """A rubric's items with errors of their own, and whether a round can be scored under it."""

    unsound: frozenset[str]
    sound: bool


def _check_one(workspace: Workspace, this: Round, bases: Mapping[int, _Basis], faults: Faults) -> RoundResult | None:
    """Note all faults of one round; its result where it can be scored."""
    rubric = workspace.rubric_in_force(this.quarter) if workspace.dated else None
    if rubric is None:
        if workspace.dated:
            _blame_no_rubric(workspace, this, faults)
        faults.extend(check_scorable(workspace, None, this))
        return None
    basis = bases[id(rubric)]
    return check_round(workspace, rubric, this, faults, unsound=basis.unsound, sound=basis.sound)


def check_round(
    workspace: Workspace,
    rubric: Rubric,
    this: Round,
    faults: Faults,
    *,
    unsound: frozenset[str] = frozenset(),
    sound: bool = True,
) -> RoundResult | None:
    """Note all faults of one round under a rubric; its result where it can be scored.

    `unsound` are the rubric's items with errors of their own; nothing is scored without a `sound` rubric and roster.
    """
    found = check_scorable(workspace, rubric, this, unsound)
    faults.extend(found)
    roster = workspace.roster
    if roster is None:
        return None
    earlier = [each for each in workspace.rounds.values() if each.quarter < this.quarter]
    faults.extend(check_twice(this, roster, rubric))
    faults.extend(check_copied(this, earlier, roster, rubric))
    # nor from what could only be read in part
    readable = workspace.readable(f"data/{this.quarter}/")
    if not sound or blocking(found) or not this.inspections or not readable:
        return None
    held = [each for each in earlier if workspace.readable(f"data/{each.quarter}/")]
    try:
        result = score_round(rubric, roster, this, held, workspace.rubrics)
    except Refusal as refusal:
        faults.extend([refusal.fault])
        return None
    faults.extend(check_completeness(result, roster, this))
    faults.extend(check_declarations(result, roster, this))
    # what came of it follows from all that lies before it too
    return result if held == earlier and all(each.whole for each in workspace.rubrics) else None


def _blame_no_rubric(workspace: Workspace, this: Round, faults: Faults) -> None:
    ordered = sorted(workspace.rubrics, key=lambda each: each.effective_from)
    known = [f"{rubric.version} 版从 {rubric.effective_from} 起" for rubric in ordered]
    said = [each.place_of("quarter") for each in this.inspections]
    said += [each.place_of(each.key) for each in this.self_assessments]
    place = said[0] if said else Place(f"data/{this.quarter}", 0)
    faults.add(none_in_force(this.quarter, known), place if known else Place("rubrics", 0))
