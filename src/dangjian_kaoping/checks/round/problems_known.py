"""What may be said of the 台账 where not all records could be read: a problem, or what closed it, may lie there."""

from dangjian_kaoping.model.records import Inspection
from dangjian_kaoping.model.workspace import Workspace
from dangjian_kaoping.periods import Quarter, parse_quarter


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
    return any(f"/{name}" in file for name in ("self/", "followups.yaml", "adjustments.yaml", "seal.yaml"))


def all_read_since(quarter: Quarter, workspace: Workspace) -> bool:
    """Whether all records of a round and of those after it could be read: one of them may have closed a problem."""
    folders = (file.split("/")[1] for file in workspace.unread if file.startswith("data/"))
    later = (parse_quarter(folder) for folder in folders if folder != "roster.yaml")
    return all(each is not None and each < quarter for each in later)
