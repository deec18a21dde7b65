"""The Chinese of the ledger: states, outcomes, and the columns that an office uses."""

from collections.abc import Mapping
from typing import Literal

from dangjian_kaoping.engine.ledger import Entry, State

STATE: Mapping[State, str] = {
    "waiting": "待整改",
    "in_progress": "整改中",
    "closed": "已销号",
    "overdue": "逾期",
    "repeated": "重复发生",
}
OUTCOME: Mapping[Literal["closed", "in_progress", "not_started", "reopened"], str] = {
    "closed": "销号",
    "in_progress": "整改中",
    "not_started": "尚未整改",
    "reopened": "又出现",
}

COLUMNS = ("编号", "发现时间", "党支部", "问题", "整改标准", "责任部室", "整改期限", "整改情况", "复查结论")
"""整改台账 as offices head it."""


def cells_of(entry: Entry) -> tuple[str, ...]:
    """An entry under these columns."""
    finding = entry.finding
    return (
        entry.id,
        entry.found.isoformat(),
        entry.branch,
        finding.reason or "",
        entry.standard or "",
        entry.department,
        "" if finding.rectify_by is None else finding.rectify_by.isoformat(),
        followed_in_words(entry),
        conclusion_in_words(entry),
    )


def followed_in_words(entry: Entry) -> str:
    """The follow-ups in order: day, department, outcome, note."""
    told = []
    for each in entry.follow_ups:
        note = f"：{each.record.note}" if each.record.note else ""
        told.append(f"{each.day.isoformat()} {each.department}复查，{OUTCOME[each.record.outcome]}{note}")
    return "；".join(told)


def conclusion_in_words(entry: Entry) -> str:
    """The state, with the day of closing and the earlier entries that it repeats."""
    words = STATE[entry.state]
    if entry.closed_on is not None:
        words += f"（{entry.closed_on.isoformat()}）"
    if entry.repeats:
        words += f"；与 {'、'.join(entry.repeats)} 相同"
    return words
