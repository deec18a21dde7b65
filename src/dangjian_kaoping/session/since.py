"""Why a branch's composite moved from one round to a later one."""

from collections.abc import Iterator

from dangjian_kaoping.compare.impact.impact import HeldRounds
from dangjian_kaoping.compare.since.since import Since, since_of
from dangjian_kaoping.diagnostics import Diagnostic, codes
from dangjian_kaoping.engine.score.branch import BranchScore
from dangjian_kaoping.engine.score.circumstances import Refusal
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.model.rubric import Item
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.place import Place
from dangjian_kaoping.session.error import NotFinalError, SessionError
from dangjian_kaoping.session.reading import roster_of
from dangjian_kaoping.session.rounds import Rounds
from dangjian_kaoping.session.versions import Versions


def since(session: Rounds, quarter: Quarter, branch_id: str, earlier: Quarter) -> Since:
    """The difference to an earlier round, cause by cause. Raises NotFinalError (KP415) where one of both is
    provisional; ValueError where the other is no earlier one, or the branch took no part in one of them.
    """
    if not earlier < quarter:
        raise ValueError(f"{earlier} is not before {quarter}")
    results = session.round(earlier), session.round(quarter)
    missing = [
        Diagnostic(codes.KP415(quarter=each.quarter, missing=_missing(each)), Place(f"data/{each.quarter}", 0))
        for each in results
        if not each.complete
    ]
    if missing:
        raise NotFinalError(missing, session.loader.texts)
    for each in results:
        if all(placing.score.branch.id != branch_id for placing in each.placings):
            raise ValueError(f"{branch_id!r} took no part in {each.quarter}")
    workspace = session.reading.up_to(quarter)
    every = sorted((each for each in workspace.rounds.values() if each.inspections), key=lambda each: each.quarter)
    held = HeldRounds(roster_of(workspace), every, workspace.rubrics)
    rounds = workspace.rounds[earlier], workspace.rounds[quarter]
    versions = Versions(session.loader).between(results[0].rubric, results[1].rubric)
    try:
        return since_of(rounds, results, held, branch_id, versions)
    except Refusal as refusal:
        raise SessionError([refusal.fault], session.loader.texts) from refusal


def took_part(session: Rounds, branch_id: str, until: Quarter) -> list[Quarter]:
    """The rounds before one in which a branch took part, in order."""
    roster = session.loader.roster()
    session.reading.stop_at(session.loader.faults)
    assert roster is not None
    held = (each for each in session.quarters() if each < until)
    return [each for each in held if any(branch.id == branch_id for branch in roster.taking_part(each))]


_FIRST = 3
"""So many branches, and items of each, are named: where a whole department is missing there would be hundreds."""


def _missing(result: RoundResult) -> str:
    """What is missing in a round, branch by branch."""
    told = []
    for placing in result.placings:
        score = placing.score
        if score.composite is None:
            subjects = _shortly(list(dict.fromkeys(_subjects(score))))
            told.append(f"{score.branch.name}缺 {subjects}" if subjects else f"{score.branch.name}没有综合得分")
    named = "；".join(told[:_FIRST])
    return f"{named}；共 {len(told)} 个支部" if len(told) > _FIRST else named


def _shortly(several: list[str]) -> str:
    named = "、".join(several[:_FIRST])
    return f"{named} 等 {len(several)} 项" if len(several) > _FIRST else named


def _subjects(score: BranchScore) -> Iterator[str]:
    for each in score.incomplete:
        own = "自评" if each.kind == "months" or each.kind.startswith("self_") else ""
        subject = each.subject[0] if isinstance(each.subject, tuple) else each.subject
        told = f"{own} {subject.id}" if isinstance(subject, Item) else own
        if told:
            yield told.strip()
