"""记了两次: the same finding twice at one branch, which costs the points twice."""

from collections.abc import Hashable, Iterator
from typing import NamedTuple

from dangjian_kaoping.diagnostics import Faults, codes
from dangjian_kaoping.engine.score.adjustment import adjusted_round, is_withdrawn
from dangjian_kaoping.engine.score.inspectors import recorders
from dangjian_kaoping.facts.kinds import FACT_KEYS
from dangjian_kaoping.model.records import Finding
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.model.workspace import Round
from dangjian_kaoping.place import Place


class _Told(NamedTuple):
    """A finding, and where it may not be told twice: at a branch, or in a month's self-assessment."""

    where: Hashable
    branch: str
    finding: Finding


def check_twice(this: Round, roster: Roster, rubric: Rubric) -> Faults:
    """Findings of a round that are told twice, by whatever departments and in whatever files.

    The same are branch, item, clause, facts and reason; another event tells two apart. What a review withdrew, or
    whoever records it is not entitled to (KP308), does not count.
    """
    faults = Faults()
    first: dict[Hashable, Place] = {}
    for where, branch, finding in _findings(this, roster, rubric):
        before = first.setdefault((where, finding.item, finding.clause, _said(finding)), finding.at)
        if before is not finding.at:
            faults.add(
                codes.KP344(branch=branch, item=finding.item, clause=finding.clause, first=before), finding.place_of()
            )
    return faults


def _findings(this: Round, roster: Roster, rubric: Rubric) -> Iterator[_Told]:
    branches, departments = roster.in_force(this.quarter), roster.departments_in_force(this.quarter)
    recording = {
        (item.id, clause.id): recorders(item, clause, departments) for item in rubric.items() for clause in item.clauses
    }
    adjusted = adjusted_round(this, roster)
    for told in this.told():
        department = departments.get(told.department)
        for finding in told.record.findings:
            if (
                finding.whole
                and department in recording.get((finding.item, finding.clause), ())
                and not is_withdrawn(adjusted.of(finding))
            ):
                branch = branches.get(told.branch, told.branch)
                yield _Told(branch if _adds_up(finding, rubric) else (branch, department), told.branch, finding)
    for filed in this.self_assessments:
        for name, own in filed.branches.items():
            for finding in filter(_is_whole, own.findings):
                yield _Told((str(filed.period), branches.get(name, name)), name, finding)


def _is_whole(finding: Finding) -> bool:
    return finding.whole


def _adds_up(finding: Finding, rubric: Rubric) -> bool:
    """Whether what two departments record costs twice; of a state (a level, a value) each may well find the same."""
    clause = rubric.by_item[finding.item].by_clause.get(finding.clause)
    return clause is not None and not clause.fact.IS_STATE


def _said(finding: Finding) -> Hashable:
    """Facts and reason, however they are written: one occurrence need not be counted, blanks do not matter."""
    facts = {key: getattr(finding, key) for key in FACT_KEYS}
    if facts["count"] is None:
        facts["count"] = 1
    return tuple(map(_hashable, facts.values())), "".join((finding.reason or "").split())


def _hashable(value: object) -> Hashable:
    if isinstance(value, dict):
        return tuple(sorted((key, _hashable(each)) for key, each in value.items()))
    return value
