"""复查: follow-ups to problems that exist, are open, and were found before; rectification that is overdue."""

from collections.abc import Iterable
from datetime import date

from dangjian_kaoping.checks.round.concerns import all_read_since, may_be_unread
from dangjian_kaoping.diagnostics import Faults, codes
from dangjian_kaoping.engine.follow.ledger import AsOf, is_owner, ledger, problem_ids
from dangjian_kaoping.model.records import FollowUp
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.model.workspace import Round, Workspace
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.place import Place


def check_followups(workspace: Workspace, roster: Roster, rubrics: dict[Quarter, Rubric], today: date) -> Faults:
    """All faults of follow-ups, over all rounds; what is overdue, as of today."""
    faults = Faults()
    held = list(workspace.rounds.values())
    known = problem_ids(held, roster)
    names = {key: rows[-1].name or key for key, rows in roster.branches.items() if rows}
    closed_before: dict[str, Place] = {}
    for day, problem_id, record, branch in sorted(_all(held, roster), key=lambda each: (each[0], each[2].at)):
        problem = known.get(problem_id)
        if problem is None and may_be_unread(problem_id, workspace):
            continue
        if problem is None:
            faults.add(codes.KP320(id=problem_id), _named(record))
        elif branch in roster.branches and not is_owner(branch, problem[0], day, roster):
            faults.add(codes.KP326(id=problem_id, branch=names.get(problem[0], problem[0])), _named(record))
            continue
        elif day < problem[1]:
            faults.add(codes.KP322(id=problem_id, day=day, found=problem[1]), record.place_of("date"))
        elif problem_id in closed_before and record.outcome != "reopened":
            faults.add(codes.KP321(id=problem_id, first=closed_before[problem_id]), _named(record))
        if record.outcome == "closed":
            closed_before.setdefault(problem_id, record.at)
        elif record.outcome == "reopened":
            closed_before.pop(problem_id, None)
    for entry in ledger(held, roster, rubrics, AsOf(today)):
        until = entry.finding.rectify_by if all_read_since(entry.quarter, workspace) else None
        if entry.state == "overdue" and until is not None:
            late = (today - until).days
            faults.add(
                codes.KP411(id=entry.id, branch=entry.branch, until=until, today=today, days=late),
                entry.finding.place_of("rectify_by"),
            )
    return faults


def _named(record: FollowUp) -> Place:
    """Where it says which problem it followed up: a visit under `id`, in an inspection it is kept under its name."""
    return record.place_of("id")


def _all(rounds: Iterable[Round], roster: Roster) -> list[tuple[date, str, FollowUp, str | None]]:
    """Every follow-up: its day, the problem's id, itself, and the branch under which it stands (visits: none)."""
    found: list[tuple[date, str, FollowUp, str | None]] = []
    for this in rounds:
        called = roster.in_force(this.quarter)
        for inspection in this.inspections:
            for name, record in inspection.branches.items():
                if record.lacks("date"):
                    continue
                branch = called.get(name, name)
                found += [(record.date, problem_id, each, branch) for problem_id, each in record.followups.items()]
        found += [
            (visit.date, visit.id, visit, None)
            for document in this.visits
            for visit in document.followups
            if visit.whole
        ]
    return found
