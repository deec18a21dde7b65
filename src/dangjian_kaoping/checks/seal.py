"""封存: whether what a sealed round follows from, and what came of it, is still as it was sealed."""

from collections.abc import Mapping

from dangjian_kaoping.checks.sealed import Comparison, compared
from dangjian_kaoping.diagnostics import Faults
from dangjian_kaoping.engine.content import inputs_of
from dangjian_kaoping.engine.round import RoundResult
from dangjian_kaoping.engine.seal import seal_digest
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.seal import Seal, Seals
from dangjian_kaoping.model.workspace import Round, Workspace
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.place import Place

CORRECTED = frozenset({"KP511", "KP512"})
"""What a review brings about, here or in earlier rounds: the round is sealed anew."""


def check_seals(workspace: Workspace, results: Mapping[Quarter, RoundResult], only: Quarter | None = None) -> Faults:
    """The faults of the sealed rounds (of one, where asked); `results` are those of rounds that can be scored."""
    faults = Faults()
    if workspace.roster is None or all(this.seals is None for this in workspace.rounds.values()):
        return faults
    inputs = inputs_of(workspace)
    # one edit of the rubric or the roster shows in many rounds, and is told once
    edited: dict[tuple[str, Place, str], list[Quarter]] = {}
    firm = True  # so far every round that was held is sealed, and as it was sealed
    for quarter, this in sorted(workspace.rounds.items()):
        rubric = workspace.rubric_in_force(quarter)
        if this.seals is None:
            firm = firm and not this.inspections
            continue
        tampered = check_seals_themselves(this.seals)
        told = only in (None, quarter)
        if told:
            faults.extend(tampered)
        if only is None:
            faults.extend(_check_links(workspace, this.seals))
        if len(tampered) or rubric is None or quarter not in inputs or not _read(workspace, quarter):
            firm = False
            continue
        found = compared(
            this.seals.in_force, inputs[quarter], results.get(quarter), rubric, workspace.policy_in_force(quarter)
        )
        names = _names(workspace.roster, quarter, this.seals.in_force)
        for code, several in (
            (("KP504", found.rubric), ("KP505", found.roster), ("KP513", found.policy)) if told else ()
        ):
            for changed in several:
                edited.setdefault((code, changed.place, changed.words(names)), []).append(quarter)
        # of records under a name that nobody bears it is told already that the name is wrong
        for changed in found.records if told and _recognised(workspace.roster, this) else ():
            faults.add("KP506", changed.place, change=changed.words(names), quarter=quarter)
        if told:
            _check_results(found, this.seals, names, faults, firm=firm)
        firm = firm and found.intact and not found.adjustments
    for (code, place, change), quarters in edited.items():
        faults.add(code, place, change=change, rounds="、".join(map(str, quarters)))
    return faults


def _read(workspace: Workspace, quarter: Quarter) -> bool:
    """Whether all that a round follows from could be read: of what could not, nobody knows whether it changed."""
    return all(map(workspace.readable, ("rubrics/", "data/roster.yaml", f"data/{quarter}/")))


def _recognised(roster: Roster, this: Round) -> bool:
    """Whether the roster knows all whom a round's records name."""
    branches = {name for each in this.inspections for name in each.branches}
    branches |= {name for each in this.self_assessments for name in each.branches}
    departments = {inspection.department for inspection in this.inspections}
    return (
        branches <= roster.in_force(this.quarter).keys()
        and departments <= roster.departments_in_force(this.quarter).keys()
    )


def check_seals_themselves(seals: Seals) -> Faults:
    """Whether a file of seals is as it was written: each says its own digest, and names the one before."""
    faults = Faults()
    before: Seal | None = None
    for seal in seals.seals:
        previous = None if before is None else before.digest
        if seal.digest != seal_digest(seals.quarter, seal) or seal.previous != previous:
            faults.add("KP507", seal.place_of("digest"), quarter=seals.quarter, day=seal.sealed_on)
        before = seal
    return faults


def _check_links(workspace: Workspace, seals: Seals) -> Faults:
    """Whether the earlier seals that these follow on are still there."""
    faults = Faults()
    for link in (seal.after for seal in seals.seals if seal.after is not None):
        earlier = workspace.rounds.get(link.quarter)
        known = [] if earlier is None or earlier.seals is None else [each.digest for each in earlier.seals.seals]
        if link.digest not in known and workspace.readable(f"data/{link.quarter}/"):
            faults.add("KP508", link.place_of("digest"), quarter=seals.quarter, earlier=link.quarter)
    return faults


def _check_results(found: Comparison, seals: Seals, names: Mapping[str, str], faults: Faults, *, firm: bool) -> None:
    """What came of it. What a review corrected, here or in earlier rounds that are sealed anew, is sealed anew too."""
    quarter = seals.quarter
    results = "；".join(each.words(names) for each in found.results)
    if found.adjustments:
        changes = "、".join(each.words(names) for each in found.adjustments)
        told = f"；{results}" if results and found.intact else ""
        faults.add("KP511", found.adjustments[0].place, quarter=quarter, changes=changes + told)
    if not found.results or (found.adjustments and found.intact):
        return
    if found.intact and found.earlier and firm:
        faults.add("KP512", found.results[0].place, quarter=quarter, results=results)
    else:
        cause = _BY_INPUTS if not found.intact else _BY_EARLIER if found.earlier else _BY_PROGRAM
        faults.add("KP509", found.results[0].place, quarter=quarter, results=results, cause=cause)


_BY_INPUTS = "依据改了（见另外几处）"
_BY_EARLIER = "以前各轮的依据改了，本轮跟着变了（如屡查屡犯）"
_BY_PROGRAM = "细则、名册、记录都没有改，是程序的算法变了"


def _names(roster: Roster, quarter: Quarter, seal: Seal) -> dict[str, str]:
    """What branches and departments are called, also those that the roster no longer has."""
    names = {branch: each.name for branch, each in seal.results.items()}
    names |= {department: roster.department_name(department, quarter) for department in roster.departments}
    called = roster.in_force(quarter).items()
    return names | {branch: name for name, branch in called if name != branch} | {"*": "各支部"}
