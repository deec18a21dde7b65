"""What a round's documents say of each branch: findings filed by item and clause, as a review left them."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from dangjian_kaoping.engine.score.adjustment import AdjustedRound, adjusted_round
from dangjian_kaoping.engine.score.circumstances import ClauseKey, Earlier, Emptied, Recorded, Scoped
from dangjian_kaoping.engine.score.clause import declarable
from dangjian_kaoping.engine.score.event import Records
from dangjian_kaoping.model.adjustments import Adjustment
from dangjian_kaoping.model.records import BranchInspection, Finding, SelfAssessment
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.model.workspace import Round, Told
from dangjian_kaoping.periods import Quarter

_Said = TypeVar("_Said")


class BranchRecords(NamedTuple):
    """What one round's documents say of one branch.

    `departments` are those that inspected it, `not_applicable` the reasons by item, `months` how many
    months of self-assessment were filed. `inspected` is as a review left it: `revised` are the findings that it
    changed, `set_items` the points (分) that it set for whole items. `emptied` is what earlier rounds of the year
    left nothing of.
    """

    departments: Mapping[str, date]
    inspected: Records
    not_applicable: Mapping[str, str]
    months: int
    declared: Records
    earlier: Mapping[ClauseKey, Earlier] = MappingProxyType({})
    revised: tuple[Recorded, ...] = ()
    set_items: Mapping[str, tuple[Adjustment, ...]] = MappingProxyType({})
    emptied: Mapping[Scoped, Emptied] = MappingProxyType({})

    @property
    def adjusted(self) -> bool:
        """Whether a review changed anything."""
        return bool(self.revised or self.set_items)

    def unadjusted(self) -> "BranchRecords":
        """What was recorded before any review."""
        inspected = {
            item: {clause: [each.unrevised for each in recorded] for clause, recorded in clauses.items()}
            for item, clauses in self.inspected.items()
        }
        return self._replace(inspected=inspected, revised=(), set_items={})

    def replacing(self, old: Recorded, new: Finding | None) -> "BranchRecords":
        """What is said if an inspection's finding, as it counts, were another one of its clause, or (None) not there.

        `old` is the very record out of `inspected`. Raises KeyError where it is not.
        """
        item, clause = old.finding.item, old.finding.clause
        several = list(self.inspected[item][clause])
        index = next((index for index, each in enumerate(several) if each is old), None)
        if index is None:
            raise KeyError(clause)
        several[index : index + 1] = [] if new is None else [old._replace(finding=new, revisions=())]
        clauses = {key: found for key, found in {**self.inspected[item], clause: several}.items() if found}
        by_item = {key: found for key, found in {**self.inspected, item: clauses}.items() if found}
        return self._replace(inspected=by_item)

    def without(self, items: frozenset[str]) -> "BranchRecords":
        """What is said of all other items."""
        return self._replace(
            inspected=_without(self.inspected, items),
            not_applicable=_without(self.not_applicable, items),
            declared=_without(self.declared, items),
            set_items=_without(self.set_items, items),
        )


def _without(by_item: Mapping[str, _Said], items: frozenset[str]) -> Mapping[str, _Said]:
    return {item: said for item, said in by_item.items() if item not in items}


class _Gathering(NamedTuple):
    departments: dict[str, date]
    inspected: dict[str, dict[str, list[Recorded]]]
    not_applicable: dict[str, str]
    months: list[str]
    declared: dict[str, dict[str, list[Recorded]]]
    revised: list[Recorded]


def gathered(rubric: Rubric, roster: Roster, this: Round) -> dict[str, BranchRecords]:
    """What the round's documents say of each branch of the roster, findings in order and as a review left them."""
    branch_ids = roster.in_force(this.quarter)
    departments = roster.departments_in_force(this.quarter)
    found = {branch_id: _Gathering({}, {}, {}, [], {}, []) for branch_id in roster.branches}
    order = {department: index for index, department in enumerate(roster.departments)}
    adjusted = adjusted_round(this, roster)
    for told in this.told():
        department = departments[told.department]
        name = roster.department_name(department, this.quarter)
        _gather_told(told, department, name, order[department], found[branch_ids[told.branch]], adjusted)
    for filed in this.self_assessments:
        _gather_filed(filed, rubric, branch_ids, found)
    return {
        branch_id: BranchRecords(
            each.departments,
            _in_order(each.inspected),
            each.not_applicable,
            len(each.months),
            _in_order(each.declared),
            revised=tuple(each.revised),
            set_items=adjusted.items.get(branch_id, {}),
        )
        for branch_id, each in found.items()
    }


def _gather_told(told: Told, department: str, name: str, order: int, mine: _Gathering, adjusted: AdjustedRound) -> None:
    record = told.record
    listed = not isinstance(record, BranchInspection)
    if isinstance(record, BranchInspection):
        # facts of a list are no visit: whoever has them only may still have to come
        mine.departments[department] = record.date
        if record.not_applicable:
            mine.not_applicable.update(record.not_applicable)
    for finding in record.findings:
        recorded = Recorded(finding, told.day, order, name, listed=listed)
        if adjusted.findings and (revisions := adjusted.of(finding)):
            recorded = recorded._replace(finding=revisions[-1].after, revisions=revisions)
            mine.revised.append(recorded)
        _file(mine.inspected, recorded)


def _gather_filed(
    filed: SelfAssessment, rubric: Rubric, branch_ids: Mapping[str, str], found: Mapping[str, _Gathering]
) -> None:
    """One month or quarter; of what it declares only what a self-assessment answers: the rest is the inspection's."""
    months = filed.period.months if isinstance(filed.period, Quarter) else (filed.period,)
    day = filed.period.first_day
    for name, record in filed.branches.items():
        mine = found[branch_ids[name]]
        mine.months.extend(map(str, months))
        for finding in record.findings:
            item = rubric.by_item.get(finding.item)
            clause = item.by_clause.get(finding.clause) if item is not None else None
            if item is not None and clause is not None and declarable(item, clause):
                _file(mine.declared, Recorded(finding, day, filed=filed.period))


def _file(where: dict[str, dict[str, list[Recorded]]], recorded: Recorded) -> None:
    finding = recorded.finding
    where.setdefault(finding.item, {}).setdefault(finding.clause, []).append(recorded)


def _in_order(records: dict[str, dict[str, list[Recorded]]]) -> dict[str, dict[str, list[Recorded]]]:
    """Findings of a clause in order of date, department and place in the file, however files are named."""
    for clauses in records.values():
        for several in clauses.values():
            if len(several) > 1:
                several.sort(key=lambda each: each.rank)
    return records
