"""What of a round's records is at fault, kept apart so that the rest of the round is checked further all the same."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from dangjian_kaoping.engine.score.adjustment import candidates, in_order
from dangjian_kaoping.model.adjustments import Adjustments
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.records import (
    BranchFacts,
    BranchInspection,
    BranchSelf,
    Facts,
    Finding,
    Inspection,
    SelfAssessment,
)
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.workspace import Round

Record = TypeVar("Record", BranchInspection, BranchSelf, BranchFacts)
Document = TypeVar("Document", Inspection, SelfAssessment, Facts)


class Sieve:
    """Takes what is at fault, and gives what is left of a round; true once it has taken anything."""

    def __init__(self) -> None:
        self._rejected: set[int] = set()
        self._clauses: set[tuple[str | None, str, str]] = set()
        self._branches: set[str | None] = set()

    def __bool__(self) -> bool:
        return bool(self._rejected)

    def reject(
        self,
        record: Inspection | SelfAssessment | Facts | BranchInspection | BranchSelf | BranchFacts,
        branch: str | None,
    ) -> None:
        """Leave out a record, or a document, of a branch (of nobody knows whom: None)."""
        self._rejected.add(id(record))
        self._branches.add(branch)

    def reject_finding(self, finding: Finding, branch: str | None, clause: Clause | None) -> None:
        """Leave out a finding of a branch under a clause (under none that is known: None)."""
        self._rejected.add(id(finding))
        self._clauses.add((branch, finding.item, finding.clause))
        if clause is None or branch is None:
            self._branches.add(branch)

    def reject_adjusted(self, this: Round, roster: Roster) -> None:
        """Leave out what the round's adjustments are about, since these are at fault."""
        branches, findings = roster.in_force(this.quarter), candidates(this, roster)
        for each in in_order(this):
            for meant in findings.by_id.get(each.finding, []) if each.finding is not None else ():
                self._clauses.add((meant.branch_id, meant.finding.item, meant.finding.clause))
            self._clauses.add((branches.get(each.branch or ""), each.item or "", each.clause or ""))

    def doubts(self, branch: str, item: str, clause: Clause) -> bool:
        """Whether what the findings of a branch under a clause cost may depend on one that was left out.

        More findings only cost more; but what is done adds up, so that what lacks may have been done.
        """
        if (branch, item, clause.id) in self._clauses:
            return True
        return clause.fact.CAN_BE_MADE_GOOD and bool(self._branches & {branch, None})

    def left_of(self, this: Round, *, adjusted: bool = True) -> Round:
        """The round without what was left out; without its adjustments, where these are at fault."""
        adjustments: list[Adjustments] = this.adjustments if adjusted else []
        if not self:
            return this if adjusted else replace(this, adjustments=adjustments)
        return replace(
            this,
            inspections=list(self._left(this.inspections)),
            self_assessments=list(self._left(this.self_assessments)),
            lists=list(self._left(this.lists)),
            adjustments=adjustments,
        )

    def _left(self, documents: Iterable[Document]) -> Iterable[Document]:
        for document in documents:
            if id(document) not in self._rejected:
                yield document.model_copy(update={"branches": self._records(document.branches)})

    def _records(self, records: Mapping[str, Record]) -> dict[str, Record]:
        return {name: self._record(record) for name, record in records.items() if id(record) not in self._rejected}

    def _record(self, record: Record) -> Record:
        findings = tuple(each for each in record.findings if id(each) not in self._rejected)
        return record.model_copy(update={"findings": findings})
