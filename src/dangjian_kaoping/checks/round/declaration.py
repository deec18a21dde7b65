"""自查自评 against the inspection: who declared nothing where the inspection found much."""

from dangjian_kaoping.checks.round.round import record_place
from dangjian_kaoping.diagnostics import Faults, codes
from dangjian_kaoping.engine.score.branch import BranchScore
from dangjian_kaoping.engine.score.clause import FindingScore, declarable
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.engine.score.table import TableScore
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.workspace import Round

MUCH = 3
"""From so many problems (立行立改 included) on, a self-assessment without any is remarked on."""


def check_declarations(result: RoundResult, roster: Roster, this: Round) -> Faults:
    """Branches whose months declare no fault at all, though the inspection found many that they could have seen."""
    faults = Faults()
    for placing in result.placings:
        branch, declared = placing.score.branch, placing.score.declared
        # most declare something: of those nobody asks what was found
        if declared is None or _declares(declared):
            continue
        found = _found(placing.score)
        if len(found) < MUCH:
            continue
        place = record_place((), branch.id, roster, this, own=True)
        if place is not None:
            items = "、".join(dict.fromkeys(each.item.id for each in found))
            faults.add(codes.KP412(branch=branch.name, count=len(found), items=items), place)
    return faults


def _declares(declared: TableScore) -> bool:
    """Whether a month states anything that costs points; what is borrowed from the inspection has no month."""
    stated = (each for item in declared.items for each in item.findings if each.recorded.filed is not None)
    return any(each.points < 0 or each.empties for each in stated)


def _found(score: BranchScore) -> list[FindingScore]:
    """The problems and 立行立改 that cost points, at clauses that a self-assessment can answer too."""
    return [each for each in score.findings if (each.points < 0 or each.empties) and _declarable(each)]


def _declarable(found: FindingScore) -> bool:
    finding, clause = found.recorded.finding, found.clause
    problem = finding.rectify_by is not None or finding.settled is not None
    return problem and declarable(found.item, clause) and not found.item.factor
