"""封存: whether what a sealed round follows from, and what came of it, is still as it was sealed."""

from collections.abc import Collection, Iterable, Mapping
from typing import Protocol

from dangjian_kaoping.checks.seal.sealed import Changed, Comparison, compared, without_rubric
from dangjian_kaoping.diagnostics import Diagnostic, Fault, Faults, codes
from dangjian_kaoping.engine.content import inputs_of
from dangjian_kaoping.engine.course.standing import is_governed
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.engine.seal import seal_digest
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.seal import Seal, Seals
from dangjian_kaoping.model.workspace import Round, Workspace
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.place import Place

CORRECTED = frozenset({"KP511", "KP512"})
"""What a review brings about, here or in earlier rounds: the round is sealed anew."""


def check_seals(workspace: Workspace, results: Mapping[Quarter, RoundResult], only: Quarter | None = None) -> Faults:
    """The faults of the sealed rounds (of one, where asked); `results` are those of rounds that can be scored.

    What other checks tell is not told again: what cannot be read, and records under a name that nobody bears.
    """
    faults = Faults()
    if only is None:
        for seals in workspace.seals():
            lost = check_links(seals, workspace.rounds)
            faults.extend(each for each in lost if workspace.readable(f"data/{each.particulars['earlier']}/"))
    asked = None if only is None else {only}
    by_round = faults_by_round(workspace, results, asked, told_elsewhere=True)
    faults.extend(told_once(fault for found in by_round.values() for fault in found))
    return faults


def compared_by(workspace: Workspace) -> tuple[str, ...]:
    """What the paths begin with of the files without which no sealed round, or not each, is compared with its seal:
    what is wrong there and keeps it from being read is told for certain.
    """
    sealed = [
        f"data/{quarter}"
        for quarter, this in workspace.rounds.items()
        if this.seals is not None or not workspace.readable(f"data/{quarter}/seal.yaml")
    ]
    unread = [file for file in workspace.unread if file.startswith("rubrics/")]
    # where there is none at all, no file is at fault but the folder
    rubrics = unread if workspace.rubrics else ["rubrics"]
    return ("data/roster.yaml", *rubrics, *sealed) if sealed else ()


def faults_by_round(
    workspace: Workspace,
    results: Mapping[Quarter, RoundResult],
    asked: Collection[Quarter] | None = None,
    *,
    told_elsewhere: bool = False,
) -> dict[Quarter, Faults]:
    """By sealed round (of those asked for; None: of all) what is not as it was sealed; empty where all is.

    What came of a round is compared where there is its result; `told_elsewhere` leaves out what other checks tell.
    """
    by_quarter: dict[Quarter, Faults] = {}
    if workspace.roster is None or all(this.seals is None for this in workspace.rounds.values()):
        return by_quarter
    inputs = inputs_of(workspace)
    firm = True  # so far every round that was held is sealed, and as it was sealed
    for quarter, this in sorted(workspace.rounds.items()):
        if this.seals is None:
            firm = firm and not this.inspections
            continue
        names = _names(workspace.roster, quarter, this.seals.in_force)
        rubric = workspace.rubric_in_force(quarter)
        faults = check_seals_themselves(this.seals)
        if asked is None or quarter in asked:
            by_quarter[quarter] = faults
        if len(faults) or (told_elsewhere and (rubric is None or not _read(workspace, quarter))):
            firm = False
            continue
        if rubric is None:
            firm = False
            _tell_parts(codes.KP504, without_rubric(this.seals.in_force), quarter, names, faults)
            continue
        found = compared(
            this.seals.in_force, inputs[quarter], results.get(quarter), rubric, workspace.policy_in_force(quarter)
        )
        _tell_parts(codes.KP504, found.rubric, quarter, names, faults)
        _tell_parts(codes.KP505, found.roster, quarter, names, faults)
        _tell_parts(codes.KP513, found.policy, quarter, names, faults)
        # of records under a name that nobody bears it is told already that the name is wrong
        for changed in found.records if not told_elsewhere or _recognised(workspace.roster, this) else ():
            faults.add(codes.KP506(change=changed.words(names), quarter=quarter), changed.place)
        governed = is_governed(workspace.settings, quarter, this.seals)
        _check_results(found, this.seals, names, faults, firm=firm, governed=governed)
        firm = firm and found.intact and not found.adjustments
    return by_quarter


def told_once(faults: Iterable[Diagnostic]) -> Faults:
    """One edit of a rubric, the roster or a policy shows in many rounds; it is told once, with all of them."""
    once = Faults()
    edited: dict[tuple[str, Place, str], list[str]] = {}
    for fault in faults:
        if "rounds" in fault.particulars:
            key = (fault.code, fault.place, fault.particulars["change"])
            edited.setdefault(key, []).append(fault.particulars["rounds"])
        else:
            once.extend([fault])
    for (code, place, change), rounds in edited.items():
        once.add(Fault(code, {"change": change, "rounds": "、".join(rounds)}), place)
    return once


class _Edited(Protocol):
    """A code that is told of what was edited after some rounds were sealed."""

    def __call__(self, *, change: object, rounds: object) -> Fault: ...


def _tell_parts(
    code: _Edited, parts: Iterable[Changed], quarter: Quarter, names: Mapping[str, str], faults: Faults
) -> None:
    for changed in parts:
        faults.add(code(change=changed.words(names), rounds=quarter), changed.place)


def _read(workspace: Workspace, quarter: Quarter) -> bool:
    """Whether all that a round follows from could be read: of what could not, nobody knows whether it changed."""
    in_force = (workspace.rubric_in_force(quarter), workspace.policy_in_force(quarter))
    files = [each.at.file for each in in_force if each is not None]
    return workspace.dated and all(map(workspace.readable, (*files, "data/roster.yaml", f"data/{quarter}/")))


def _recognised(roster: Roster, this: Round) -> bool:
    """Whether the roster knows all whom a round's records name."""
    told = list(this.told())
    branches = {each.branch for each in told}
    branches |= {name for each in this.self_assessments for name in each.branches}
    departments = {each.department for each in told}
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
            faults.add(codes.KP507(quarter=seals.quarter, day=seal.sealed_on), seal.place_of("digest"))
        before = seal
    return faults


def as_final(seals: Seals | None, *, governed: bool) -> str | None:
    """How a correction of a governed round is sealed that is final; None where it is sealed as any other."""
    return " --final" if governed and seals is not None and seals.in_force.final else None


def check_links(seals: Seals, rounds: Mapping[Quarter, Round]) -> Faults:
    """Whether the earlier seals that these follow on are still there."""
    faults = Faults()
    for link in (seal.after for seal in seals.seals if seal.after is not None):
        earlier = rounds.get(link.quarter)
        known = [] if earlier is None or earlier.seals is None else [each.digest for each in earlier.seals.seals]
        if link.digest not in known:
            faults.add(codes.KP508(quarter=seals.quarter, earlier=link.quarter), link.place_of("digest"))
    return faults


def _check_results(
    found: Comparison, seals: Seals, names: Mapping[str, str], faults: Faults, *, firm: bool, governed: bool
) -> None:
    """What came of it. What a review corrected, here or in earlier rounds that are sealed anew, is sealed anew too."""
    quarter, final = seals.quarter, as_final(seals, governed=governed)
    results = "；".join(each.words(names) for each in found.results)
    if found.adjustments:
        changes = "、".join(each.words(names) for each in found.adjustments)
        words = f"；{results}" if results and found.intact else ""
        faults.add(codes.KP511(quarter=quarter, changes=changes + words, final=final), found.adjustments[0].place)
    if not found.results or (found.adjustments and found.intact):
        return
    if found.intact and found.earlier and firm:
        faults.add(codes.KP512(quarter=quarter, results=results, final=final), found.results[0].place)
    else:
        cause = _BY_INPUTS if not found.intact else _BY_EARLIER if found.earlier else BY_PROGRAM
        faults.add(codes.KP509(quarter=quarter, results=results, cause=cause), found.results[0].place)


_BY_INPUTS = "依据改了（见另外几处）"
_BY_EARLIER = "以前各轮的依据改了，本轮跟着变了（如屡查屡犯）"
BY_PROGRAM = "细则、名册、记录都没有改，是程序的算法变了"


def _names(roster: Roster, quarter: Quarter, seal: Seal) -> dict[str, str]:
    """What branches and departments are called, also those that the roster no longer has."""
    names = {branch: each.name for branch, each in seal.results.items()}
    names |= {department: roster.department_name(department, quarter) for department in roster.departments}
    called = roster.in_force(quarter).items()
    return names | {branch: name for name, branch in called if name != branch} | {"*": "各支部"}
