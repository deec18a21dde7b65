"""任务清单 as a calendar (RFC 5545) that Outlook, WPS and phones import: all-day events on the days when tasks are due.

Events, not to-dos: Outlook and most phones pass over VTODO. What is due on the same day of every month, or at the end
of each quarter, is in the calendar of a year one event that recurs until the year or the rubric ends. An event keeps
its UID from export to export, so that importing again replaces it; programs replace what is older by SEQUENCE, then by
DTSTAMP (RFC 5546, 2.1.5). The same list gives the same bytes, so both are reckoned from what can make an event another
one: the version of the rubric that a task follows from, how far it still recurs, the day as of which the ledger is
told, and the deadline.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby, pairwise
from typing import NamedTuple
from uuid import NAMESPACE_OID, uuid5

from icalendar import Alarm, Calendar, Event

from dangjian_kaoping.engine.follow.ledger import Entry
from dangjian_kaoping.engine.follow.tasks import Filing, Task, TaskList, duties
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.periods import Month, Quarter, Year
from dangjian_kaoping.words.figures import points_by_class
from dangjian_kaoping.words.ledger import conclusion_in_words, owner_in_words
from dangjian_kaoping.words.names import PROVISIONAL
from dangjian_kaoping.words.task import EVERY, asked_of_in_words, name_and_id, title_of
from dangjian_kaoping.write.layout import clean

FORMAT = "kaoping.tasks/1"
_PRODUCT = f"-//kaoping//{FORMAT}//ZH"
DRAFT = f"（{PROVISIONAL}）"
REMIND = 3
"""Days ahead, where a workspace does not say."""
_MORNING = 9
"""The hour at which one is reminded."""
_DAY = 24 * 60 * 60
"""Seconds of a day: what a stamp may be late by within its day."""
_MONTHS = 12
_OFTEN = 3
"""What comes so many times in a year recurs; a plan in March and a report in December do not."""


class _Deed(NamedTuple):
    """Something to be done by a day of a period: what names it, its title without the period, what is told of it."""

    key: str
    title: str
    told: tuple[tuple[str, str], ...]
    period: Month | Quarter
    due: date
    rubric: Rubric


def tasks_calendar(listed: TaskList, unit: str, remind: int | None = REMIND, *, draft: bool = False) -> bytes:
    """The calendar of a list; `unit` is whose it is, so that two plants' calendars can lie in one. It reminds so many
    days ahead (天; None: it does not).

    A draft says 暂定 in its name and in the titles of the problems, which are tentative events.
    """
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", clean(f"{unit}{title_of(listed)}{DRAFT if draft else ''}"))
    whose = (unit, "" if listed.branch is None else listed.branch.id)
    for event in (*_events(listed, whose), *_entries(listed, unit, draft=draft)):
        if remind is not None:
            _remind(event, remind)
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _events(listed: TaskList, whose: tuple[str, str]) -> Iterator[Event]:
    """The tasks and what is to be handed in, in the order of their first days."""
    filings = groupby((_filed(each) for each in listed.filings), key=lambda each: (each.told, each.rubric.version))
    several = [[_deed(task, listed) for task in duty.tasks] for duty in duties(listed.tasks)]
    several += [list(same) for _, same in filings]
    newest = max((deed.rubric.effective_from for deeds in several for deed in deeds), default=Quarter(1, 1))
    runs = [run for deeds in several for run in _runs(deeds, whole=isinstance(listed.period, Year))]
    for run in sorted(runs, key=lambda each: each[0].due):
        yield _single(run[0], whose) if len(run) == 1 else _recurring(run, whose, newest)


def _deed(task: Task, listed: TaskList) -> _Deed:
    item = task.item
    told = (
        ("要求", item.requirement or ""),
        ("整改标准", item.standard or ""),
        ("检查", "、".join(task.departments)),
        ("备查材料", "、".join(item.materials)),
        ("分值", points_by_class(task.points)),
        ("适用", asked_of_in_words(task) if listed.branch is None else listed.branch.name),
    )
    return _Deed(item.id, name_and_id(task), told, task.period, task.due, task.rubric)


def _filed(filing: Filing) -> _Deed:
    told = (("适用", "、".join(each.name for each in filing.branches)),)
    return _Deed("self", "自评", told, filing.period, filing.due, filing.rubric)


def _runs(deeds: Sequence[_Deed], *, whole: bool) -> Iterator[Sequence[_Deed]]:
    """The deeds that one event says: where a whole year is listed, those that come in an even rhythm."""
    steps = {_months_between(one.due, other.due) for one, other in pairwise(deeds)}
    days = {each.due.day for each in deeds}
    even = len(days) == 1 or all(_is_last(each.due) for each in deeds)
    if whole and len(deeds) >= _OFTEN and even and len(steps) == 1 and steps <= EVERY.keys():
        yield deeds
    else:
        yield from ([each] for each in deeds)


def _months_between(one: date, other: date) -> int:
    return (other.year - one.year) * _MONTHS + other.month - one.month


def _is_last(day: date) -> bool:
    return day == Month(day.year, day.month).last_day


def _single(deed: _Deed, whose: tuple[str, str]) -> Event:
    filed = deed.key == "self"
    title = f"报送{deed.period.chinese}{deed.title}" if filed else f"{deed.period.chinese} {deed.title}"
    since = deed.rubric.effective_from
    # of two versions that were in force for a period the later is the newer
    event = _event(title, deed.told, deed.due, since.year * 4 + since.number, _midnight(deed.period.first_day))
    event.add("uid", _uid(*whose, deed.key, str(deed.period)))
    return event


def _recurring(run: Sequence[_Deed], whose: tuple[str, str], newest: Quarter) -> Event:
    """One event for all of a run, which ends with its last day: a later rubric, or other branches, have their own."""
    first, step = run[0], _months_between(run[0].due, run[1].due)
    filed = first.key == "self"
    title = f"报送上{'月' if step == 1 else '季'}{first.title}" if filed else f"{EVERY[step]} {first.title}"
    # one that ends earlier than it did was cut off by something newer
    sequence = (newest.year * 4 + newest.number) * (_MONTHS + 1) + _MONTHS - len(run)
    event = _event(title, first.told, first.due, sequence, _midnight(first.period.first_day))
    event.add("uid", _uid(*whose, first.key, "every", str(first.period)))
    day = -1 if all(_is_last(each.due) for each in run) else first.due.day
    event.add("rrule", {"freq": "monthly", "interval": step, "bymonthday": day, "until": run[-1].due})
    return event


def _entries(listed: TaskList, unit: str, *, draft: bool) -> Iterator[Event]:
    for entry in listed.entries:
        if entry.finding.rectify_by is not None:
            known = listed.as_of or entry.found
            yield _entry(entry, entry.finding.rectify_by, known, unit, draft=draft)


def _entry(entry: Entry, until: date, as_of: date, unit: str, *, draft: bool) -> Event:
    told = (
        ("问题", entry.finding.reason or ""),
        ("整改标准", entry.standard or ""),
        ("责任部室", entry.department),
        ("整改情况", conclusion_in_words(entry)),
    )
    title = f"整改到期 {entry.id} {owner_in_words(entry)}{DRAFT if draft else ''}"
    # told on a later day it is the newer; told on the same day, that with the later deadline: it was put off
    stamp = _midnight(as_of) + timedelta(seconds=min((until - entry.found).days, _DAY - 1))
    event = _event(title, told, until, (as_of - entry.found).days, stamp)
    event.add("uid", _uid(unit, "ledger", entry.id))
    if draft:
        event.add("status", "TENTATIVE")
    return event


def _event(title: str, told: tuple[tuple[str, str], ...], day: date, sequence: int, stamp: datetime) -> Event:
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


def _remind(event: Event, days: int) -> None:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", event["summary"])
    # counted from the midnight with which the day begins
    alarm.add("trigger", timedelta(days=-days, hours=_MORNING))
    event.add_component(alarm)


def _uid(*parts: str) -> str:
    """The same for the same task in every export, and ASCII whatever the ids are."""
    return f"{uuid5(NAMESPACE_OID, chr(0).join(('kaoping', *parts)))}@kaoping"
