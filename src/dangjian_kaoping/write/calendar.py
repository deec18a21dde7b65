"""任务清单 as a calendar (RFC 5545) that Outlook, WPS and phones import: all-day events on the days when tasks are due.

Events, not to-dos: Outlook and most phones pass over VTODO. An event keeps its UID from export to export, so that
importing again replaces it; programs replace what is older by SEQUENCE, then by DTSTAMP (RFC 5546, 2.1.5). The same
list gives the same bytes, so both are reckoned from what can make an event another one: the version of the rubric
that a task follows from, the day as of which the ledger is told, and the deadline.
"""

from datetime import UTC, date, datetime, time, timedelta
from uuid import NAMESPACE_OID, uuid5

from icalendar import Alarm, Calendar, Event

from dangjian_kaoping.engine.follow.ledger import Entry
from dangjian_kaoping.engine.follow.tasks import Filing, Task, TaskList
from dangjian_kaoping.words.figures import points_by_class
from dangjian_kaoping.words.ledger import conclusion_in_words, owner_in_words
from dangjian_kaoping.words.names import PROVISIONAL
from dangjian_kaoping.words.task import asked_of_in_words, title_of
from dangjian_kaoping.write.layout import clean

FORMAT = "kaoping.tasks/1"
_PRODUCT = f"-//kaoping//{FORMAT}//ZH"
DRAFT = f"（{PROVISIONAL}）"
_REMINDER = timedelta(days=-3, hours=9)
"""Before a day begins: at nine in the morning, three days ahead."""
_DAY = 24 * 60 * 60
"""Seconds of a day: what a stamp may be late by within its day."""


def tasks_calendar(listed: TaskList, unit: str, *, draft: bool = False) -> bytes:
    """The calendar of a list; `unit` is whose it is, so that two plants' calendars can lie in one.

    A draft says 暂定 in its name and in the titles of the problems, which are tentative events.
    """
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", clean(f"{unit}{title_of(listed)}{DRAFT if draft else ''}"))
    for task in listed.tasks:
        calendar.add_component(_task(task, listed, unit))
    for filing in listed.filings:
        calendar.add_component(_filing(filing, listed, unit))
    for entry in listed.entries:
        if entry.finding.rectify_by is not None:
            known = listed.as_of or entry.found
            calendar.add_component(_entry(entry, entry.finding.rectify_by, known, unit, draft=draft))
    return bytes(calendar.to_ical())


def _task(task: Task, listed: TaskList, unit: str) -> Event:
    item = task.item
    who = "" if listed.branch is None else listed.branch.id
    told = [
        ("要求", item.requirement or ""),
        ("整改标准", item.standard or ""),
        ("检查", "、".join(task.departments)),
        ("备查材料", "、".join(item.materials)),
        ("分值", points_by_class(task.points)),
        ("适用", asked_of_in_words(task) if listed.branch is None else listed.branch.name),
    ]
    title = f"{task.period.chinese} {item.title}" + ("（单项工作）" if item.task else "")
    since = task.rubric.effective_from
    # of two versions that were in force for a period the later is the newer
    event = _event(f"{title}（{item.id}）", told, task.due, since.year * 4 + since.number, _midnight(task.start))
    event.add("uid", _uid(unit, who, item.id, str(task.period)))
    if item.task:
        _remind(event, title)
    return event


def _filing(filing: Filing, listed: TaskList, unit: str) -> Event:
    who = "" if listed.branch is None else listed.branch.id
    title = f"报送{filing.period.chinese}自评"
    told = [("适用", "、".join(each.name for each in filing.branches))]
    since = filing.rubric.effective_from
    stamp = _midnight(filing.period.first_day)
    event = _event(title, told, filing.due, since.year * 4 + since.number, stamp)
    event.add("uid", _uid(unit, who, "self", str(filing.period)))
    return event


def _entry(entry: Entry, until: date, as_of: date, unit: str, *, draft: bool) -> Event:
    told = [
        ("问题", entry.finding.reason or ""),
        ("整改标准", entry.standard or ""),
        ("责任部室", entry.department),
        ("整改情况", conclusion_in_words(entry)),
    ]
    title = f"整改到期 {entry.id} {owner_in_words(entry)}{DRAFT if draft else ''}"
    # told on a later day it is the newer; told on the same day, that with the later deadline: it was put off
    stamp = _midnight(as_of) + timedelta(seconds=min((until - entry.found).days, _DAY - 1))
    event = _event(title, told, until, (as_of - entry.found).days, stamp)
    event.add("uid", _uid(unit, "ledger", entry.id))
    if draft:
        event.add("status", "TENTATIVE")
    _remind(event, title)
    return event


def _event(title: str, told: list[tuple[str, str]], day: date, sequence: int, stamp: datetime) -> Event:
    event = Event()
    event.add("summary", clean(title))
    event.add("description", "\n".join(f"{name}：{clean(text)}" for name, text in told if text))
    event.add("dtstart", day)
    if day < date.max:
        # an event without an end lasts the one day; the calendar has none after the last
        event.add("dtend", day + timedelta(days=1))
    event.add("sequence", max(sequence, 0))
    event.add("dtstamp", stamp)
    # a day by which something is to be done keeps nobody from other appointments
    event.add("transp", "TRANSPARENT")
    event.add("x-microsoft-cdo-busystatus", "FREE")
    return event


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _remind(event: Event, title: str) -> None:
    """Ahead of what is punished by itself when it is left undone; forty reminders on one day would remind nobody."""
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", clean(title))
    alarm.add("trigger", _REMINDER)
    event.add_component(alarm)


def _uid(*parts: str) -> str:
    """The same for the same task in every export, and ASCII whatever the ids are."""
    return f"{uuid5(NAMESPACE_OID, chr(0).join(('kaoping', *parts)))}@kaoping"
