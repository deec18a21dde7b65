"""异议: whom and what they name, whether their days can be, and whether records follow from what was decided."""

from collections.abc import Iterator, Mapping
from datetime import date

from dangjian_kaoping.checks.roster import all_branches_named
from dangjian_kaoping.checks.rubric.rubric import all_clauses_known, all_items_known
from dangjian_kaoping.diagnostics import Faults, codes, perhaps
from dangjian_kaoping.engine.course.standing import Standing
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.exact import plain
from dangjian_kaoping.model.adjustments import Adjustment
from dangjian_kaoping.model.objections import Objection, Outcome
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.model.workspace import Round, Workspace
from dangjian_kaoping.periods import Quarter, quarter_of_day
from dangjian_kaoping.place import Place

OUTCOMES: Mapping[Outcome, str] = {"upheld": "成立", "partly": "部分成立", "rejected": "不成立", "withdrawn": "撤回"}


def check_objections(standing: Standing, workspace: Workspace, faults: Faults) -> None:
    """All faults of a round's objections by themselves."""
    known: dict[str, Place] = {}
    told: dict[tuple[str, ...], Place] = {}
    called = {} if workspace.roster is None else workspace.roster.in_force(standing.quarter)
    for each in standing.objections:
        first = each.at if each.lacks("id") else known.setdefault(each.id, each.at)
        if first is not each.at:
            faults.add(codes.KP556(id=each.id, first=first), each.place_of("id"))
        _check_names(each, standing.this, workspace, faults)
        if not each.whole:
            continue
        concern = tuple(called.get(part, part) for part in (each.party, *each.concern))
        before = told.setdefault(concern, each.at)
        if before is not each.at and each.new is None:
            faults.add(codes.KP558(party=each.party, concern=_concern(each), first=before), each.place_of())
        _check_received(each, standing, faults)
        _check_days(each, standing, faults)


def _concern(objection: Objection) -> str:
    """What an objection is about, in words."""
    if objection.finding is not None:
        return f"问题 {objection.finding} "
    named = "/".join(part for part in (objection.item, objection.clause) if part is not None)
    return f"{objection.branch} {named} " if named else f"{objection.branch}的结果"


def _check_names(objection: Objection, this: Round, workspace: Workspace, faults: Faults) -> None:
    """Whether there are the branches, the item and clause, the problem that it names; what could not be read hides
    none of them.
    """
    quarter, roster = this.quarter, workspace.roster
    if roster is not None and all_branches_named(roster):
        branches = roster.in_force(quarter)
        parties = {**branches, **_since(roster, quarter, objection.received)}
        for key, name, names in (("branch", objection.branch, branches), ("from", objection.objector, parties)):
            # by what the objector is called depends on the day
            unread = objection.lacks(key) or (key == "from" and objection.lacks("received"))
            if name is not None and name not in names and not unread:
                hint = perhaps(name, names)
                faults.add(codes.KP303(branch=name, quarter=quarter), objection.place_of(key), hint=hint)
    if objection.finding is not None and not objection.lacks("finding") and workspace.readable(f"data/{quarter}/"):
        findings = [each.id for told in this.told() for each in told.record.findings if each.id is not None]
        if objection.finding not in findings:
            hint = perhaps(objection.finding, findings)
            faults.add(codes.KP566(finding=objection.finding), objection.place_of("finding"), hint=hint)
    rubric = workspace.rubric_in_force(quarter) if workspace.dated else None
    if rubric is not None and objection.item is not None and not objection.lacks("item"):
        _check_item(objection, objection.item, rubric, faults)


def _since(roster: Roster, quarter: Quarter, day: date) -> Mapping[str, str]:
    """The branches of the day on which an objection came: one of the round may be part of another by then."""
    now = quarter_of_day(day)
    return roster.in_force(now) if now > quarter else {}


def _check_item(objection: Objection, item_id: str, rubric: Rubric, faults: Faults) -> None:
    item = rubric.by_item.get(item_id)
    if item is None:
        if all_items_known(rubric):
            hint, place = perhaps(item_id, rubric.by_item), objection.place_of("item")
            faults.add(codes.KP304(item=item_id, rubric=rubric.version), place, hint=hint)
    elif (
        objection.clause is not None
        and not objection.lacks("clause")
        and objection.clause not in item.by_clause
        and all_clauses_known(item)
    ):
        hint, known = perhaps(objection.clause, item.by_clause), "、".join(item.by_clause)
        place = objection.place_of("clause")
        faults.add(codes.KP305(item=item.id, clause=objection.clause, known=known), place, hint=hint)


def _check_days(objection: Objection, standing: Standing, faults: Faults) -> None:
    decision, received = objection.decision, objection.received
    late = standing.late(objection)
    if late and decision is None and not objection.accepted and standing.window is not None:
        until = standing.window.until
        place = objection.place_of("received")
        faults.add(codes.KP562(id=objection.id, received=received, until=until), place)
    if decision is None:
        return
    if decision.date < received:
        problem = f"异议 {objection.id} 在 {received} 收到，决定是 {decision.date}"
        faults.add(codes.KP555(problem=problem), decision.place_of("date"))
    if decision.answered is not None and decision.answered < decision.date:
        problem = f"异议 {objection.id} 在 {decision.date} 决定，答复是 {decision.answered}"
        faults.add(codes.KP555(problem=problem), decision.place_of("answered"))


def _check_received(objection: Objection, standing: Standing, faults: Faults) -> None:
    """That an objection came when there was a result to object to, and was written down before that was final."""
    received, window, quarter = objection.received, standing.window, standing.quarter
    place = objection.place_of("received")
    if received < quarter.first_day:
        problem = f"异议 {objection.id} 在 {received} 收到，{quarter} 还没有开始"
        faults.add(codes.KP555(problem=problem), place)
        return
    if window is not None and received < window.since:
        problem = f"异议 {objection.id} 在 {received} 收到，公示从 {window.since} 开始"
        faults.add(codes.KP567(problem=problem), place)
    if objection.decision is None and not objection.accepted and _unknown_to_final(objection, standing):
        problem = f"异议 {objection.id} 在 {received} 收到，定案的封存里没有"
        faults.add(codes.KP567(problem=problem), place)


def _unknown_to_final(objection: Objection, standing: Standing) -> bool:
    """Whether the first result that became final after an objection came in time does not know it."""
    finals = () if standing.seals is None or standing.late(objection) else standing.seals.finals
    final = next((each for each in finals if each.sealed_on >= objection.received), None)
    listed = None if final is None else final.procedure
    return listed is not None and f"objection/{objection.id}" not in listed.parts


def _of_another(adjustment: Adjustment, objection: Objection, called: Mapping[str, str]) -> bool:
    """Whether an adjustment is surely of another branch, item or problem than an objection."""
    if not (adjustment.whole and objection.whole):
        return False
    if adjustment.finding is not None or objection.finding is not None:
        return None not in (adjustment.finding, objection.finding) and adjustment.finding != objection.finding
    branches = {called.get(each, each) for each in (adjustment.branch, objection.branch) if each is not None}
    items = {each for each in (adjustment.item, objection.item) if each is not None}
    return len(branches) > 1 or len(items) > 1


def check_links(standing: Standing, called: Mapping[str, str], faults: Faults) -> None:
    """Whether what was upheld changed a record, and what was not did not; `called` are the branches by their names."""
    known = {each.id: each for each in standing.objections}
    served: set[str] = set()
    for adjustment, name in _linked(standing.this):
        objection = known.get(name)
        if objection is None:
            faults.add(codes.KP557(id=name), adjustment.place_of("objection"), hint=perhaps(name, known))
            continue
        served.add(name)
        if _of_another(adjustment, objection, called):
            faults.add(codes.KP568(id=name, concern=_concern(objection)), adjustment.place_of("objection"))
        decision = objection.decision
        if not adjustment.lacks("date") and adjustment.date < objection.received:
            problem = f"异议 {name} 在 {objection.received} 收到，因它作的调整是 {adjustment.date}"
            faults.add(codes.KP555(problem=problem), adjustment.place_of("date"))
        if decision is not None and not decision.grants:
            faults.add(codes.KP560(id=name, result=OUTCOMES[decision.result]), adjustment.place_of("objection"))
    for each in known.values():
        decision = each.decision
        if decision is not None and decision.without_adjustment is not None and each.id in served:
            faults.add(codes.KP569(id=each.id), decision.place_of("without_adjustment"))
        if decision is None or not decision.grants or each.id in served or decision.without_adjustment is not None:
            continue
        result = OUTCOMES[decision.result]
        place = decision.place_of("result")
        faults.add(codes.KP559(id=each.id, result=result, quarter=standing.quarter), place)


def _linked(this: Round) -> Iterator[tuple[Adjustment, str]]:
    """The adjustments, each with every objection that it names."""
    adjustments = (each for document in this.adjustments for each in document.adjustments)
    yield from ((each, name) for each in adjustments if not each.lacks("objection") for name in each.objection)


def check_outcome(standing: Standing, roster: Roster, result: RoundResult, faults: Faults) -> None:
    """Tell where an objector has fewer points of an item for what was adjusted because of its objection."""
    called = roster.in_force(standing.quarter)
    parties = {each.id: each.party for each in standing.objections}
    for score in (placing.score for placing in result.placings):
        for each in score.adjusted:
            before, after = each.points_before, each.points_after
            if before is None or after is None or after >= before:
                continue
            for name in each.adjustment.objection:
                if called.get(parties.get(name, "")) == score.branch.id:
                    values = {"item": each.item.id, "before": plain(before), "after": plain(after)}
                    place = each.adjustment.place_of("objection")
                    faults.add(codes.KP563(party=parties[name], id=name, **values), place)
