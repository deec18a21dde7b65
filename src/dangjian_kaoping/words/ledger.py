"""The Chinese of the ledger: states, outcomes, what was done and what came of it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Literal

from dangjian_kaoping.engine.follow.ledger import AsOf, Entry, State, Summary
from dangjian_kaoping.exact import plain

STATE: Mapping[State, str] = {
    "waiting": "待整改",
    "in_progress": "整改中",
    "closed": "已销号",
    "overdue": "逾期",
    "repeated": "重复发生",
    "withdrawn": "复核撤销",
}
OUTCOME: Mapping[Literal["closed", "in_progress", "not_started", "reopened"], str] = {
    "closed": "销号",
    "in_progress": "整改中",
    "not_started": "尚未整改",
    "reopened": "又出现",
}

_SOON = 7
"""Days within which a deadline is told as near."""
NOT_FOR = "整改和考核"
"""What a draft is not to be used for."""


def owner_in_words(entry: Entry) -> str:
    """Whose problem it is: `丙党支部（原乙党支部）` where the branch at which it was found was merged into another."""
    return entry.branch if entry.formerly is None else f"{entry.branch}（原{entry.formerly}）"


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
    if entry.state == "withdrawn":
        words += f"（{entry.revisions[-1].adjustment.date.isoformat()}）"
    elif entry.revisions:
        words += "；经复核调整"
    if entry.repeats:
        words += f"；与 {'、'.join(entry.repeats)} 相同"
    return words


def standing_in_words(entry: Entry, day: date) -> str:
    """Its state with the days that are left: `逾期 12 天`, `整改中，还剩 5 天`, `待整改，当天到期`."""
    words, left = STATE[entry.state], entry.days_left(day)
    if left is None or entry.state == "overdue":
        return words if left is None else f"{words} {-left} 天"
    return f"{words}，{f'还剩 {left} 天' if left else '当天到期'}"


def counts_in_words(entries: Sequence[Entry], day: date) -> str:
    """How many there are, open, overdue, soon due and closed."""
    problems = [each for each in entries if each.state != "withdrawn"]
    left = [each.days_left(day) for each in problems if each.open]
    overdue = sum(each.state == "overdue" for each in problems)
    soon = sum(each is not None and 0 <= each <= _SOON for each in left)
    found = [f"逾期 {overdue} 个"] * bool(overdue) + [f"{_SOON} 天内到期 {soon} 个"] * bool(soon)
    words = f"{len(problems)} 个问题，没有销号的 {len(left)} 个" + (f"（其中{'，'.join(found)}）" if found else "")
    closed, withdrawn = len(problems) - len(left), len(entries) - len(problems)
    words += f"，已销号 {closed} 个" if closed else ""
    return words + (f"，另有 {withdrawn} 个经复核撤销" if withdrawn else "")


def owners_in_words(entries: Iterable[Entry]) -> str:
    """With whom the open ones are, most first: `化学部党支部 3 个、…`; empty where nothing is open."""
    found = Counter(each.branch for each in entries if each.open)
    return "、".join(f"{name} {count} 个" for name, count in found.most_common())


def reviewed_in_words(entry: Entry) -> str:
    """What a review made of the entry: when, on whose word, and why."""
    told = []
    for adjustment in (each.adjustment for each in entry.revisions):
        change = "撤销" if adjustment.withdrawn else "调整事实"
        told.append(f"{adjustment.date.isoformat()} 经{adjustment.approved_by}批准{change}：{adjustment.reason}")
    return "；".join(told)


def task_in_words(entry: Entry) -> str:
    """Who found it, when, and by when it is to be put right."""
    rectify_by = "" if entry.finding.rectify_by is None else entry.finding.rectify_by.isoformat()
    return f"{entry.found.isoformat()} {entry.department}发现，限 {rectify_by} 前（含当日）整改到位"


def summary_in_words(summary: Summary, as_of: AsOf, whom: str = "") -> Iterator[str]:
    """The headline of the plant, or of whom it was asked for, in sentences."""
    yield (
        f"截至 {as_of.text}{f'，{whom}' if whom else ''}：考评 {summary.rounds} 轮，发现问题 {summary.problems} 个，"
        f"已整改销号 {summary.rectified} 个，未销号 {summary.open} 个（其中逾期 {summary.overdue} 个）。"
    )
    if summary.withdrawn:
        yield f"另有 {summary.withdrawn} 个经复核撤销，不计在内。"
    if summary.days_to_close is not None:
        yield f"从发现到销号，中位数 {plain(summary.days_to_close)} 天。"


def lateness_in_words(entry: Entry, day: date) -> str:
    """How an older problem stood on a day: its deadline, when it was closed and came back, how many days late."""
    turns = [each for each in entry.follow_ups if each.record.outcome in ("closed", "reopened")]
    words = [f"限 {entry.finding.rectify_by} 前（含当日）整改到位"]
    words += [f"{each.day.isoformat()} {OUTCOME[each.record.outcome]}" for each in turns]
    if not turns:
        words.append(f"到 {day.isoformat()} 还没有销号")
    late = entry.days_late(day)
    if late:
        words.append(f"晚了 {late} 天" if turns else f"已逾期 {late} 天")
    return "，".join(words)
