"""涉及的问题: findings that name older problems of their branch, rectified too late or back again.

Where not all records could be read, a problem or what closed it may lie there: `may_be_unread`, `all_read_since`.
"""

from collections.abc import Mapping
from datetime import date

from dangjian_kaoping.diagnostics import Faults, codes, perhaps
from dangjian_kaoping.engine.follow.ledger import Entry, as_of_quarter, ledger, problem_ids
from dangjian_kaoping.engine.follow.owner import is_owner
from dangjian_kaoping.model.records import Finding, Inspection
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.model.workspace import Round, Workspace
from dangjian_kaoping.periods import Quarter, parse_quarter


def check_concerns(workspace: Workspace, roster: Roster, rubrics: Mapping[Quarter, Rubric]) -> Faults:
    """All faults of `concerns`, over all rounds."""
    faults = Faults()
    held = list(workspace.rounds.values())
    named = {this.quarter: found for this in held if (found := _naming(this, roster))}
    known = problem_ids(held, roster) if named else {}
    for quarter, findings in named.items():
        entries = (
            {}
            if not all_read_since(min(named), workspace)
            else {entry.id: entry for entry in ledger(held, roster, rubrics, as_of_quarter(quarter))}
        )
        for finding, branch, day in findings:
            for index, problem_id in enumerate(finding.concerns):
                if problem_id not in known and may_be_unread(problem_id, workspace):
                    continue
                _check(finding, index, known.get(problem_id), branch, day, known, entries, roster, faults)
    return faults


def _naming(this: Round, roster: Roster) -> list[tuple[Finding, str, date]]:
    """The findings of a round that name older problems, each with its branch and day."""
    branches = roster.in_force(this.quarter)
    return [
        (finding, branches[name], record.date)
        for inspection in this.inspections
        for name, record in inspection.branches.items()
        for finding in record.findings
        if finding.concerns and not record.lacks("date") and name in branches
    ]


def _check(
    finding: Finding,
    index: int,
    problem: tuple[str, date] | None,
    branch: str,
    day: date,
    known: Mapping[str, tuple[str, date]],
    entries: Mapping[str, Entry],
    roster: Roster,
    faults: Faults,
) -> None:
    problem_id = finding.concerns[index]
    wrong = ""
    hint = ""
    if problem is None:
        wrong = f"没有编号为“{problem_id}”的问题"
        hint = perhaps(problem_id, (each for each, (owner, _) in known.items() if owner == branch))
    elif not is_owner(branch, problem[0], day, roster):
        wrong = f"问题 {problem_id} 不是这个支部的"
    elif problem[1] >= day:
        wrong = f"问题 {problem_id} 是 {problem[1]} 发现的，不在这次检查以前"
    elif (entry := entries.get(problem_id)) is not None and not _went_wrong(entry, day):
        faults.add(codes.KP337(id=problem_id, until=entry.finding.rectify_by), finding.place_of("concerns", index))
    if wrong:
        faults.add(codes.KP336(problem=wrong), finding.place_of("concerns", index), hint=hint)


def _went_wrong(entry: Entry, day: date) -> bool:
    """Whether a problem was rectified too late, is not yet, or came back."""
    returned = any(each.record.outcome == "reopened" for each in entry.follow_ups)
    return entry.state != "withdrawn" and (entry.days_late(day) > 0 or returned)


def may_be_unread(problem_id: str, workspace: Workspace) -> bool:
    """Whether a problem of which nothing is known may be one that could not be read; its id says in which round."""
    quarter = parse_quarter(problem_id.rpartition("-")[0])
    folder = "data/" if quarter is None else f"data/{quarter}/"
    this = None if quarter is None else workspace.rounds.get(quarter)
    read = {} if this is None else {each.at.file: each for each in this.inspections}
    unread = (file for file in workspace.unread if file.startswith(folder) and file != "data/roster.yaml")
    return any(file not in read or _has_lost_problems(read[file]) for file in unread if not _of_another_kind(file))


def _has_lost_problems(inspection: Inspection) -> bool:
    records = inspection.branches.values()
    return inspection.lacks("branches") or any(
        record.lacks("findings") or any(finding.lacks("id") for finding in record.findings) for record in records
    )


def _of_another_kind(file: str) -> bool:
    """Whether a file of a round holds no findings of an inspection."""
    return any(f"/{name}" in file for name in _OTHERS)


_OTHERS = ("self/", "lists/", "followups/", "followups.yaml", "adjustments.yaml", "round.yaml", "seal.yaml")


def all_read_since(quarter: Quarter, workspace: Workspace) -> bool:
    """Whether all records of a round and of those after it could be read: one of them may have closed a problem."""
    folders = (file.split("/")[1] for file in workspace.unread if file.startswith("data/"))
    later = (parse_quarter(folder) for folder in folders if folder != "roster.yaml")
    return all(each is not None and each < quarter for each in later)
