"""复核调整: which finding each decision means, and what holds instead (docs/设计.md, 定下来的读法).

A finding's decisions follow each other by their dates: each replaces what held before it, and all stay
visible. Nothing here looks at points; what an item was set to is a step of the item (`engine/score/item.py`).
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from dangjian_kaoping.facts.kinds import FACT_KEYS
from dangjian_kaoping.model.adjustments import Adjustment
from dangjian_kaoping.model.records import Finding
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.workspace import Round

_GIVES_WAY: Mapping[str, tuple[str, ...]] = {
    "done": ("missing",),
    "missing": ("done",),
    "late": ("never",),
    "never": ("late",),
    "rank": ("tied",),
}
"""Keys that say the same thing otherwise: where one is stated anew, what was recorded under the other goes."""


class Revision(NamedTuple):
    """What one decision made of a finding. A withdrawn one keeps its fact, to be seen, and counts for nothing."""

    adjustment: Adjustment
    before: Finding
    after: Finding


class Candidate(NamedTuple):
    """A finding of the round where an adjustment may look for it."""

    finding: Finding
    branch_id: str
    department_id: str | None
    day: date


class Candidates(NamedTuple):
    """All findings of a round, and where to look: by the problem's id, and by branch, item and clause."""

    every: tuple[Candidate, ...]
    by_id: Mapping[str | None, list[Candidate]]
    by_clause: Mapping[tuple[str | None, str | None, str | None], list[Candidate]]


class AdjustedRound(NamedTuple):
    """The decisions of a round: on findings, by the identity of the finding as recorded, and on items of a branch."""

    findings: Mapping[int, tuple[Revision, ...]]
    items: Mapping[str, Mapping[str, tuple[Adjustment, ...]]]

    def of(self, finding: Finding) -> tuple[Revision, ...]:
        """What became of a finding, in the order of the dates; empty where nobody touched it."""
        return self.findings.get(id(finding), ())


NOT_ADJUSTED = AdjustedRound({}, {})


def adjusted_round(this: Round, roster: Roster) -> AdjustedRound:
    """The decisions of a round; those that mean no finding, or not only one, are for `check` to refuse."""
    if not this.adjustments:
        return NOT_ADJUSTED
    everything = candidates(this, roster)
    branches = roster.in_force(this.quarter)
    findings: dict[int, tuple[Revision, ...]] = {}
    items: dict[str, dict[str, tuple[Adjustment, ...]]] = {}
    for each in in_order(this):
        if each.points is not None:
            mine = items.setdefault(branches.get(each.branch or "", ""), {})
            mine[each.item or ""] = (*mine.get(each.item or "", ()), each)
            continue
        found = meant_by(each, everything, this, roster)
        if len(found) == 1:
            recorded = found[0].finding
            before = findings.get(id(recorded), ())
            held = before[-1].after if before else recorded
            findings[id(recorded)] = (*before, Revision(each, held, revised(held, each)))
    return AdjustedRound(findings, items)


def in_order(this: Round) -> list[Adjustment]:
    """All decisions of a round by date; those of one day by their place in the file."""
    every = (each for document in this.adjustments for each in document.adjustments)
    return sorted(every, key=lambda each: (each.date, each.at))


def is_withdrawn(revisions: tuple[Revision, ...]) -> bool:
    """Whether the last decision on a finding withdrew it."""
    return bool(revisions) and revisions[-1].adjustment.withdrawn


def revised(finding: Finding, adjustment: Adjustment) -> Finding:
    """The finding with the fact that holds instead; where it had no reason, with that of the decision."""
    if adjustment.withdrawn:
        return finding
    stated = adjustment.stated
    gone = {other: None for key in stated for other in _GIVES_WAY.get(key, ())}
    return finding.model_copy(update={**gone, **stated, "reason": finding.reason or adjustment.reason})


def candidates(this: Round, roster: Roster) -> Candidates:
    """All findings of the departments' records of the round, with the ids of branch and department."""
    every = tuple(_candidates(this, roster))
    by_id: dict[str | None, list[Candidate]] = {}
    by_clause: dict[tuple[str | None, str | None, str | None], list[Candidate]] = {}
    for each in every:
        by_id.setdefault(each.finding.id, []).append(each)
        by_clause.setdefault((each.branch_id, each.finding.item, each.finding.clause), []).append(each)
    return Candidates(every, by_id, by_clause)


def _candidates(this: Round, roster: Roster) -> Iterator[Candidate]:
    branches = roster.in_force(this.quarter)
    departments = roster.departments_in_force(this.quarter)
    for told in this.told():
        branch = branches.get(told.branch)
        if branch is not None:
            for finding in told.record.findings:
                yield Candidate(finding, branch, departments.get(told.department), told.day)


def meant_by(adjustment: Adjustment, among: Candidates, this: Round, roster: Roster) -> list[Candidate]:
    """The findings to which all applies that an adjustment says of its own.

    It names the problem's id, or branch, item and clause: only there is looked.
    """
    branch = roster.in_force(this.quarter).get(adjustment.branch or "")
    department = roster.departments_in_force(this.quarter).get(adjustment.department or "")
    if adjustment.finding is not None:
        near = among.by_id.get(adjustment.finding, [])
    else:
        near = among.by_clause.get((branch, adjustment.item, adjustment.clause), [])
    return [
        each
        for each in near
        if adjustment.finding in (None, each.finding.id)
        and (adjustment.branch is None or each.branch_id == branch)
        and adjustment.item in (None, each.finding.item)
        and adjustment.clause in (None, each.finding.clause)
        and (adjustment.department is None or each.department_id == department)
        and _is_recorded(adjustment, each.finding)
    ]


def _is_recorded(adjustment: Adjustment, finding: Finding) -> bool:
    recorded = adjustment.recorded
    if recorded is None:
        return True
    said = ((key, getattr(recorded, key)) for key in (*FACT_KEYS, "reason"))
    return all(value is None or value == getattr(finding, key) for key, value in said)
