"""A round as it would be scored: reasons for whatever costs points, facts that fall into holes, and what is
still missing before the round is complete.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from dangjian_kaoping.checks.round.conditions import Acting
from dangjian_kaoping.checks.round.costing import costing
from dangjian_kaoping.checks.round.finding import fact_place
from dangjian_kaoping.diagnostics import Diagnostic, Faults, blocking, codes
from dangjian_kaoping.engine.score.across import Member
from dangjian_kaoping.engine.score.circumstances import Circumstances, Recorded, Refusal
from dangjian_kaoping.engine.score.clause import ClauseScore, score_clause
from dangjian_kaoping.engine.score.condition import lent
from dangjian_kaoping.engine.score.event import Records
from dangjian_kaoping.engine.score.gathering import BranchRecords, gathered
from dangjian_kaoping.engine.score.round import RoundResult, lines_of
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.records import Facts, Finding, Inspection, SelfAssessment
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.rubric import Item, Rubric
from dangjian_kaoping.model.rule import TableRule, WithinRule
from dangjian_kaoping.model.values import Names
from dangjian_kaoping.model.workspace import Round
from dangjian_kaoping.periods import MONTHS_OF_A_QUARTER, Quarter
from dangjian_kaoping.place import Place


class _Bare(NamedTuple):
    """A finding that costs points, under a clause, and has no 整改标准, nor has its item."""

    item: Item
    clause: Clause
    finding: Finding
    loss: str


Doubts = Callable[[str, Item, Clause], bool]
"""Whether what a branch's findings under a clause cost may depend on something that is at fault."""


def check_reasons(
    rubric: Rubric,
    roster: Roster,
    this: Round,
    records: Mapping[str, BranchRecords],
    doubts: Doubts,
    *,
    months: int = MONTHS_OF_A_QUARTER,
) -> Faults:
    """Whatever costs points has a reason and a 整改标准 (its own, or the item's); judged values that no
    table row holds. Only for records that are valid otherwise, as they were gathered.
    """
    faults = Faults()
    bare: list[_Bare] = []
    lined = _with_sure_lines(rubric, roster, this, records, doubts)
    for branch in roster.taking_part(this.quarter):
        mine = records[branch.id]
        terms = Circumstances(branch.branch_class, months)
        mine_of = lined.for_heads(branch.head_count or 0)
        sure = partial(_is_sure, doubts, branch.id)
        _check_side(mine_of, mine.inspected, {}, terms, sure, bare, faults)
        if mine.months:
            own = terms._replace(months=mine.months, declared=True)
            _check_side(mine_of, mine.declared, mine.inspected, own, sure, bare, faults)
    _blame_standards(rubric, this, bare, faults)
    return faults


def _with_sure_lines(
    rubric: Rubric, roster: Roster, this: Round, records: Mapping[str, BranchRecords], doubts: Doubts
) -> Rubric:
    """The rubric with the lines that its branches draw, but those into which something goes that may be at fault."""
    if not rubric.draws:
        return rubric
    members = [Member(each, _undoubted(rubric, each.id, records, doubts)) for each in roster.taking_part(this.quarter)]
    try:
        return lines_of(rubric, roster, this, members)[0]
    except Refusal:
        return rubric  # told where it is met: at the records that do not agree


def _undoubted(rubric: Rubric, branch: str, records: Mapping[str, BranchRecords], doubts: Doubts) -> BranchRecords:
    """A branch's records without those by which the others' lines would be drawn and that nobody can be sure of."""
    mine = records[branch]
    inspected = dict(mine.inspected)
    for item in rubric.items():
        drawing = (each for each in item.clauses if each.drawn_by is not None and doubts(branch, item, each))
        unsure = {each.recorded_under for each in drawing}
        if unsure and item.id in inspected:
            inspected[item.id] = {key: each for key, each in inspected[item.id].items() if key not in unsure}
    return mine._replace(inspected=inspected)


def _blame_standards(rubric: Rubric, this: Round, bare: Sequence[_Bare], faults: Faults) -> None:
    """Tell once at the rubric what no finding of an item has; at the finding only where others of its item have it."""
    if not bare:
        return
    own = {finding.item for finding in _findings(this) if finding.standard is not None}
    for each in bare:
        if each.item.id in own:
            place = each.finding.place_of()
            faults.add(codes.KP302(item=each.item.id, clause=each.clause.id, loss=each.loss), place)
    items = {each.item.id: each.item for each in bare if each.item.id not in own}
    if items and all(item.standard is None for item in rubric.items()):
        faults.add(codes.KP161(whose="各项目都"), rubric.key_of("areas"))
        return
    for item in items.values():
        faults.add(codes.KP161(whose=f"{item.id} "), item.place_of("id"))


def _findings(this: Round) -> Iterator[Finding]:
    documents: list[Inspection | SelfAssessment | Facts] = [*this.inspections, *this.self_assessments, *this.lists]
    for document in documents:
        for record in document.branches.values():
            yield from record.findings


def _is_sure(doubts: Doubts, branch: str, item: Item, clause: Clause) -> bool:
    return not doubts(branch, item, clause)


def _check_side(
    rubric: Rubric,
    records: Records,
    inspected: Records,
    terms: Circumstances,
    sure: Callable[[Item, Clause], bool],
    bare: list[_Bare],
    faults: Faults,
) -> None:
    for item_id, clauses in records.items():
        whole = rubric.by_item[item_id]
        judged = {key: each for key, each in clauses.items() if sure(whole, whole.by_clause[key])}
        if not judged:
            continue
        item = whole.of_class(terms.branch_class)
        acting = Acting(item, clauses, terms, lent(item, inspected), sure) if item.conditional else None
        for clause_id, recorded in judged.items():
            lacking = [each for each in recorded if _lacks_words(item, each)]
            for clause in item.readers[clause_id]:
                if clause.drawn_by is not None:
                    continue  # what it costs waits for other branches
                if acting is not None and not acting.acts(clause, recorded, faults):
                    continue
                if lacking or _may_refuse(clause, recorded, terms):
                    lacking = _check_clause(item, clause, recorded, lacking, terms, bare, faults)


def _may_refuse(clause: Clause, recorded: Sequence[Recorded], terms: Circumstances) -> bool:
    """Whether facts that are each possible may still have no points together."""
    if isinstance(clause.rule, TableRule) or (isinstance(clause.rule, WithinRule) and clause.rule.per == "item"):
        return True
    return clause.fact.at_odds([each for each in recorded if not each.withdrawn], terms) is not None


def _lacks_words(item: Item, recorded: Recorded) -> bool:
    finding = recorded.finding
    return not finding.says_why or (finding.standard is None and item.standard is None)


def _check_clause(
    item: Item,
    clause: Clause,
    recorded: Sequence[Recorded],
    lacking: Sequence[Recorded],
    terms: Circumstances,
    bare: list[_Bare],
    faults: Faults,
) -> list[Recorded]:
    """Tell which findings that cost points lack words; those that cost none here, for what else reads them."""
    try:
        score = score_clause(item, clause, recorded, terms)
    except Refusal as refusal:
        # the fault is the rubric's, but the record is where it is met
        fault, place = refusal.fault, fact_place(clause, recorded[0].finding)
        faults.extend([Diagnostic(fault.fault, place, place.width)])
        return []
    losing = {id(each.finding) for each in costing(clause, score, terms)}
    for each in lacking:
        finding = each.finding
        if id(finding) not in losing:
            continue
        if not finding.says_why:
            hint = "" if finding.reason is None else f"“{finding.reason}”不是原因。"
            place = finding.place_of(*([] if finding.reason is None else ["reason"]))
            faults.add(codes.KP301(item=item.id, clause=clause.id, loss=_loss(score)), place, hint=hint)
        if finding.standard is None and item.standard is None:
            bare.append(_Bare(item, clause, finding, _loss(score)))
    return [each for each in lacking if id(each.finding) not in losing]


def _loss(score: ClauseScore) -> str:
    """What a clause that costs points does to the branch."""
    if score.vetoes:
        return "要一票否决"
    if score.empties is not None:
        return "使本组不得分" if score.empties == "group" else "使本项不得分"
    return "没有得满分" if score.effect == "earn" else "要扣减总分" if score.effect == "penalty" else "要扣分"


def has_points(rubric: Rubric, records: Records, inspected: Records, terms: Circumstances) -> bool:
    """Whether all that is recorded on one side (as in `check_reasons`) acts and has points, whatever words it lacks."""
    faults = Faults()
    _check_side(rubric, records, inspected, terms, lambda item, clause: True, [], faults)
    return all(each.code == "KP301" for each in blocking(faults))


def check_completeness(result: RoundResult, roster: Roster, this: Round) -> Faults:
    """What is missing before the round is complete: inspections, months, needed facts."""
    faults = Faults()
    records = gathered(result.rubric, roster, this)
    names = {branch.id: branch.name for branch in roster.taking_part(this.quarter)}
    _check_departments(result, roster, this, records, names, faults)
    _check_months(result, roster, this, names, faults)
    for placing in result.placings:
        for kind, subject, _ in placing.score.incomplete:
            if kind in ("no_fact", "self_no_fact") and isinstance(subject, tuple):
                item, clause = subject
                own = kind == "self_no_fact"
                where = "自评里" if own else "检查里"
                faults.add(
                    codes.KP407(
                        branch=placing.score.branch.name,
                        where=where,
                        item=item.id,
                        clause=clause.id,
                        wanted=clause.fact.wanted,
                    ),
                    record_place(item.recorded_by(clause), placing.score.branch.id, roster, this, own=own) or clause.at,
                )
    taking_part = set(names)
    called = roster.in_force(this.quarter)
    for told in this.told():
        if called[told.branch] not in taking_part:
            faults.add(codes.KP408(branch=told.branch, quarter=this.quarter), told.record.place_of())
    return faults


def _check_departments(
    result: RoundResult,
    roster: Roster,
    this: Round,
    records: Mapping[str, BranchRecords],
    names: Mapping[str, str],
    faults: Faults,
) -> None:
    departments = roster.departments_in_force(this.quarter)
    needed = {
        departments[name]
        for item in result.rubric.items()
        if item.due_in(this.quarter.number)
        for name in item.department
        if name in departments
    }
    needed -= {departments.get(name, name) for name in this.absent}
    for department in roster.departments:
        missing = [name for branch, name in names.items() if department not in records[branch].departments]
        if department in needed and missing:
            own = (
                each.place_of("department") for each in this.inspections if departments[each.department] == department
            )
            faults.add(
                codes.KP405(
                    quarter=this.quarter,
                    department=roster.department_name(department, this.quarter),
                    branches="、".join(missing),
                ),
                next(own, Place(f"data/{this.quarter}/inspection", 0)),
            )


def record_place(by: Names, branch_id: str, roster: Roster, this: Round, *, own: bool) -> Place | None:
    """Where a branch's record of its own months, or by one of some departments, stands; None where there is none."""
    called = roster.in_force(this.quarter)
    departments = roster.departments_in_force(this.quarter)
    owners = {departments.get(name) for name in by}
    inspections = (each for each in this.inspections if departments[each.department] in owners)
    for document in this.self_assessments if own else inspections:
        for name, record in document.branches.items():
            if called[name] == branch_id:
                return record.place_of()
    return None


def _check_months(result: RoundResult, roster: Roster, this: Round, names: Mapping[str, str], faults: Faults) -> None:
    if not result.rubric.measure.asks_self_assessment:
        return
    called = roster.in_force(this.quarter)
    for period in result.rubric.measure.assessed_in(this.quarter):
        documents = [each for each in this.self_assessments if each.is_of(period)]
        filed = {called[name] for each in documents for name in each.branches}
        missing = [name for branch, name in names.items() if branch not in filed]
        if missing:
            place = documents[0].place_of(documents[0].key) if documents else Place(f"data/{this.quarter}/self", 0)
            what = "本季度" if isinstance(period, Quarter) else f" {period} "
            faults.add(codes.KP406(quarter=this.quarter, what=what, branches="、".join(missing)), place)
