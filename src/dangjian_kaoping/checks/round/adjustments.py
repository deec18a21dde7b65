"""复核调整 against the round: each means one finding or one item, of which what it says can be."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from dangjian_kaoping.checks.roster import all_branches_named, all_departments_named
from dangjian_kaoping.checks.round.finding import check_fact
from dangjian_kaoping.checks.round.versions import known_elsewhere
from dangjian_kaoping.checks.rubric.percentage import check_percentage
from dangjian_kaoping.checks.rubric.rubric import all_clauses_known, all_items_known
from dangjian_kaoping.diagnostics import Faults, codes, perhaps
from dangjian_kaoping.engine.score.absence import absences_of
from dangjian_kaoping.engine.score.adjustment import Candidates, candidates, in_order, meant_by, revised
from dangjian_kaoping.engine.score.gathering import BranchRecords, gathered
from dangjian_kaoping.engine.score.inspectors import inspectors_of
from dangjian_kaoping.engine.score.settlement import ceiling_of
from dangjian_kaoping.exact import plain
from dangjian_kaoping.model.adjustments import Adjustment
from dangjian_kaoping.model.records import Finding
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.rubric import Item, Rubric
from dangjian_kaoping.model.workspace import Round
from dangjian_kaoping.periods import quarters_in_words
from dangjian_kaoping.place import Place


class _Ground(NamedTuple):
    """What adjustments are held against in one round."""

    rubric: Rubric
    versions: tuple[Rubric, ...]
    roster: Roster
    this: Round
    branches: dict[str, str]
    departments: dict[str, str]
    classes: dict[str, str]
    heads: dict[str, int | None]
    records: dict[str, BranchRecords]
    findings: Candidates
    complete: bool
    unsound: frozenset[str]


class _Done(NamedTuple):
    """What the decisions so far have come to: the places of those of one day, and the findings as they hold."""

    places: dict[tuple[object, date], Place]
    held: dict[int, Finding]


def check_adjustments(
    rubric: Rubric,
    roster: Roster,
    this: Round,
    versions: Iterable[Rubric] = (),
    *,
    complete: bool = True,
    unsound: frozenset[str] = frozenset(),
) -> Faults:
    """All faults of a round's adjustments; only for a round whose other records are valid.

    Without `complete` some were left out, and an adjustment may mean one of them. `unsound` are the items at fault.
    """
    faults = Faults()
    if not this.adjustments:
        return faults
    ground = _Ground(
        rubric,
        tuple(versions),
        roster,
        this,
        roster.in_force(this.quarter),
        roster.departments_in_force(this.quarter),
        {branch.id: branch.branch_class for branch in roster.taking_part(this.quarter)},
        {branch.id: branch.head_count for branch in roster.taking_part(this.quarter)},
        gathered(rubric, roster, this),
        candidates(this, roster),
        complete,
        unsound,
    )
    done = _Done({}, {})
    for adjustment in in_order(this):
        before = len(faults)
        _check_names(adjustment, ground, faults)
        if adjustment.points is not None and not adjustment.lacks("item", "points"):
            _check_range(adjustment, adjustment.points, ground, faults)
        if len(faults) > before or not adjustment.whole:
            continue
        if adjustment.points is not None:
            _check_item(adjustment, ground, done, faults)
        else:
            _check_finding(adjustment, ground, done, faults)
    return faults


def check_who(roster: Roster, this: Round) -> Faults:
    """Whether the roster knows whom the adjustments name; all that can be asked where no rubric is known."""
    faults = Faults()
    for adjustment in in_order(this):
        _check_who(adjustment, roster, this, faults)
    return faults


def _check_who(adjustment: Adjustment, roster: Roster, this: Round, faults: Faults) -> None:
    branches, departments = roster.in_force(this.quarter), roster.departments_in_force(this.quarter)
    branch, department = adjustment.branch, adjustment.department
    if branch is not None and branch not in branches and all_branches_named(roster):
        place, hint = adjustment.place_of("branch"), perhaps(branch, branches)
        faults.add(codes.KP303(branch=branch, quarter=this.quarter), place, hint=hint)
    if department is not None and department not in departments and all_departments_named(roster):
        hint = perhaps(department, departments)
        faults.add(codes.KP214(department=department), adjustment.place_of("department"), hint=hint)


def _check_names(adjustment: Adjustment, ground: _Ground, faults: Faults) -> None:
    """Whether the branch, department, item and clause that it names exist."""
    _check_who(adjustment, ground.roster, ground.this, faults)
    if adjustment.item is None:
        return
    item = ground.rubric.by_item.get(adjustment.item)
    if item is None and not all_items_known(ground.rubric):
        return
    if item is None:
        hint = known_elsewhere(adjustment.item, ground.rubric, ground.versions)
        hint = hint or perhaps(adjustment.item, ground.rubric.by_item)
        place = adjustment.place_of("item")
        faults.add(codes.KP304(item=adjustment.item, rubric=ground.rubric.version), place, hint=hint)
    elif adjustment.clause is not None and adjustment.clause not in item.by_clause and all_clauses_known(item):
        hint, known = perhaps(adjustment.clause, item.by_clause), "、".join(item.by_clause)
        place = adjustment.place_of("clause")
        faults.add(codes.KP305(item=item.id, clause=adjustment.clause, known=known), place, hint=hint)


def _check_finding(adjustment: Adjustment, ground: _Ground, done: _Done, faults: Faults) -> None:
    found = meant_by(adjustment, ground.findings, ground.this, ground.roster)
    if not found and not ground.complete:
        return
    if not found:
        problem = f"本轮没有{_said(adjustment)}的检查发现"
        key, hint = _near(adjustment, ground)
        place = adjustment.key_of(key) if key == "recorded" else adjustment.place_of(key)
        faults.add(codes.KP331(problem=problem), place, hint=hint)
        return
    if len(found) > 1:
        places = "、".join(str(each.finding.at) for each in found)
        faults.add(codes.KP332(said=_said(adjustment), count=len(found), places=places), adjustment.place_of("clause"))
        return
    (only,) = found
    if _is_early(adjustment, only.day, faults) or _is_twice(adjustment, id(only.finding), done, faults):
        return
    before = done.held.get(id(only.finding), only.finding)
    after = done.held[id(only.finding)] = revised(before, adjustment)
    item = ground.rubric.by_item[after.item]
    if not adjustment.withdrawn and item.whole and item.id not in ground.unsound:
        told = after.standing_as(adjustment)
        item = item.for_heads(ground.heads.get(only.branch_id))
        clause = item.by_clause[after.clause]
        branch_class = ground.classes.get(only.branch_id)
        if check_fact(item, clause, told, branch_class, faults):
            # what the decision leaves as it was recorded was asked about where it was recorded
            stated = adjustment.model_copy(update={"required": after.required})
            check_percentage(item, clause, stated, branch_class, faults)


def _said(adjustment: Adjustment) -> str:
    """What it looks for, in words."""
    if adjustment.finding is not None:
        return f"编号为“{adjustment.finding}”"
    department = f"{adjustment.department}查" if adjustment.department is not None else ""
    return f"{department}“{adjustment.branch}”{adjustment.item}/{adjustment.clause} "


def _near(adjustment: Adjustment, ground: _Ground) -> tuple[str, str]:
    """The key by which it finds nothing, and what the round has that is like what it looks for."""
    if adjustment.finding is not None:
        same = [each for each in ground.findings.every if each.finding.id == adjustment.finding]
        if not same:
            known = (each.finding.id for each in ground.findings.every if each.finding.id)
            return "finding", perhaps(adjustment.finding, known)
        return "finding", f"这个问题记在 {same[0].finding.at}，其他几项与它不符。"
    wider = adjustment.model_copy(update={"department": None, "recorded": None})
    same = meant_by(wider, ground.findings, ground.this, ground.roster)
    if same:
        places = "、".join(str(each.finding.at) for each in same)
        key = "department" if adjustment.recorded is None else "recorded"
        return key, f"这一条的发现在 {places}，与 department 或 recorded 不符。"
    branch = ground.branches[adjustment.branch or ""]
    recorded = (
        f"{each.finding.item}/{each.finding.clause}" for each in ground.findings.every if each.branch_id == branch
    )
    here = "、".join(dict.fromkeys(recorded))
    return "clause", f"这个支部本轮记有：{here}。" if here else "这个支部本轮没有检查发现。"


def _check_item(adjustment: Adjustment, ground: _Ground, done: _Done, faults: Faults) -> None:
    branch = ground.branches.get(adjustment.branch or "")
    item = ground.rubric.by_item.get(adjustment.item or "")
    if branch is None or item is None or not item.whole or item.id in ground.unsound:
        return
    branch_class = ground.classes.get(branch)
    if branch_class is None:
        faults.add(codes.KP408(branch=adjustment.branch, quarter=ground.this.quarter), adjustment.place_of("branch"))
        return
    if not _applies(adjustment, item, branch, branch_class, ground, faults):
        return
    inspectors = inspectors_of(item, ground.departments)
    inspected = ground.records[branch].departments
    days = [day for department, day in inspected.items() if department in inspectors.any_of]
    seen = inspectors.have_seen(inspected)
    if not seen and not ground.complete:
        return
    if not seen:
        problem = (
            f"{item.id} 归{'、'.join(item.named_departments or item.department)}检查，本轮还没有查“{adjustment.branch}”"
        )
        faults.add(codes.KP331(problem=problem), adjustment.place_of("item"))
    elif not _is_early(adjustment, max(days), faults):
        _is_twice(adjustment, (branch, item.id), done, faults)


def _applies(
    adjustment: Adjustment, item: Item, branch: str, branch_class: str, ground: _Ground, faults: Faults
) -> bool:
    """Whether the item has points of its own at this branch in this quarter."""
    number = ground.this.quarter.number
    if item.id in ground.records[branch].not_applicable or branch_class in item.not_applicable_to:
        problem = f"{item.id} 对“{adjustment.branch}”不涉及，不能再定分"
        faults.add(
            codes.KP310(problem=problem, how="删去这条调整；其实涉及的，先改检查记录"), adjustment.place_of("item")
        )
    elif absence := absences_of(ground.rubric, ground.roster, ground.this).get(item.id):
        problem = f"{item.id} 本轮没有检查（{'、'.join(absence.departments)}），不能再定分"
        faults.add(codes.KP310(problem=problem, how="删去这条调整"), adjustment.place_of("item"))
    elif not item.due_in(number):
        due, quarter = quarters_in_words(item.due), ground.this.quarter
        faults.add(codes.KP311(item=item.id, due=due, quarter=quarter), adjustment.place_of("item"))
    else:
        return True
    return False


def _check_range(adjustment: Adjustment, points: Decimal, ground: _Ground, faults: Faults) -> None:
    item = ground.rubric.by_item.get(adjustment.item or "")
    branch_class = ground.classes.get(ground.branches.get(adjustment.branch or "", ""))
    if item is None or item.lacks("points", "floor"):
        return
    if item.points is None:
        place = adjustment.place_of("points")
        faults.add(codes.KP333(problem=f"{item.id} 没有满分，只在总分上加减", how="调整它的发现，不定分"), place)
    elif branch_class is not None or isinstance(item.points, Decimal):
        ceiling = ceiling_of(item, branch_class or "")
        if points < item.floor or (ceiling is not None and points > ceiling):
            low = plain(item.floor)
            within = f"不能低于 {low} 分" if ceiling is None else f"只能在 {low} 到 {plain(ceiling)} 分之间"
            problem = f"{item.id} 定为 {plain(points)} 分，{within}"
            faults.add(codes.KP333(problem=problem, how="按细则的范围改正"), adjustment.place_of("points"))


def _is_early(adjustment: Adjustment, day: date, faults: Faults) -> bool:
    early = adjustment.date < day
    if early:
        faults.add(codes.KP334(day=adjustment.date, found=day), adjustment.place_of("date"))
    return early


def _is_twice(adjustment: Adjustment, target: object, done: _Done, faults: Faults) -> bool:
    first = done.places.setdefault((target, adjustment.date), adjustment.at)
    twice = first is not adjustment.at
    if twice:
        faults.add(codes.KP335(first=first, day=adjustment.date), adjustment.place_of("date"))
    return twice
