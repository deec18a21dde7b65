"""整改台账 as JSON: `kaoping.ledger/1`."""

from collections.abc import Sequence
from pathlib import Path

from dangjian_kaoping.engine.follow.ledger import AsOf, Entry, Summary
from dangjian_kaoping.write.json.finding import Data, decision_data, source_of
from dangjian_kaoping.write.json.score import begins_as, draft_mark
from dangjian_kaoping.write.json_text import as_json

FORMAT = "kaoping.ledger/1"


def ledger_json(entries: Sequence[Entry], summary: Summary, as_of: AsOf, *, whole: bool, draft: bool = False) -> str:
    """The headline, and with `whole` every entry; a draft says that it is one."""
    data: Data = {
        "format": FORMAT,
        "as_of": as_of.text,
        **draft_mark(draft),
        "rounds": summary.rounds,
        "problems": summary.problems,
        "rectified": summary.rectified,
        "open": summary.open,
        "overdue": summary.overdue,
        "withdrawn": summary.withdrawn,
        "median_days_to_close": None if summary.days_to_close is None else f"{summary.days_to_close:g}",
        "by_area": {name: {"problems": found, "rectified": done} for name, (found, done) in summary.by_area.items()},
        "by_kind": {name: {"problems": found, "rectified": done} for name, (found, done) in summary.by_kind.items()},
    }
    if whole:
        data["entries"] = [entry_data(entry) for entry in entries]
    return as_json(data)


def entry_data(entry: Entry) -> Data:
    """One entry for programs."""
    finding = entry.finding
    return {
        "id": entry.id,
        "quarter": str(entry.quarter),
        "branch": entry.branch,
        "branch_id": entry.branch_id,
        "area": entry.area,
        "item": finding.item,
        "clause": finding.clause,
        "problem": finding.reason,
        "standard": entry.standard,
        "department": entry.department,
        "found": entry.found.isoformat(),
        "rectify_by": None if finding.rectify_by is None else finding.rectify_by.isoformat(),
        "state": entry.state,
        "closed_on": None if entry.closed_on is None else entry.closed_on.isoformat(),
        "rounds_open": entry.rounds_open,
        "repeats": list(entry.repeats),
        "follow_ups": [
            {
                "date": each.day.isoformat(),
                "department": each.department,
                "outcome": each.record.outcome,
                "note": each.record.note,
                "source": source_of(each.record.at),
            }
            for each in entry.follow_ups
        ],
        "adjustments": [decision_data(each.adjustment, each) for each in entry.revisions],
        "source": source_of(finding.at),
    }


def is_ledger_json(path: Path) -> bool:
    """Whether a file is one of ours, by how it begins: only those are overwritten unasked."""
    return begins_as(path, FORMAT)
