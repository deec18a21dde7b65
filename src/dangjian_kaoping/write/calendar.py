"""任务清单 as a calendar (RFC 5545) that Outlook, WPS and phones import: all-day events on the days when tasks are due.

Events, not to-dos: Outlook and most phones pass over VTODO. What comes every month or every quarter is one event that
recurs until the year or the rubric ends, and the calendars of a quarter and of a month have that very event: whichever
of them are imported, nothing is there twice. Whether a task recurs follows from how often it comes, never from its
days: a deadline that moves leaves the UID as it is, and an occurrence on a day of its own stands beside the rule
(RECURRENCE-ID). Programs replace what is older by SEQUENCE, then by DTSTAMP (RFC 5546, 2.1.5). Both follow from what is
told, never from a clock or from when a file was written: from the version of the rubric, how far a task still recurs,
the day as of which the ledger is told; and what is put off is newer. What nothing tells to be later, one can only know
from the calendar that is written over: whatever is another there is one SEQUENCE newer (`renewed`).
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from typing import NamedTuple
from uuid import NAMESPACE_OID, uuid5

from icalendar import Alarm, Calendar, Event

from dangjian_kaoping.engine.follow.ledger import Entry
from dangjian_kaoping.engine.follow.tasks import Filing, Task, TaskList, duties
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.periods import Month, Quarter
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
_SAFE_DAY = 28
"""Every month has it; what is due later in the month is told from the month's end."""
_EVENT = re.compile(rb"BEGIN:VEVENT\r\n.*?\r\nEND:VEVENT\r\n", re.DOTALL)
_UID = re.compile(rb"\r\nUID:([^\r]*)")
_SEQUENCE = re.compile(rb"(?<=\r\nSEQUENCE:)\d{1,9}(?=\r\n)")
_STAMP = re.compile(rb"(?<=\r\nDTSTAMP:)[^\r]*")


class _Deed(NamedTuple):
    """Something to be done by a day of a period: what names it, its title without the period, what is told of it."""

    key: str
    title: str
    told: tuple[tuple[str, str], ...]
    period: Month | Quarter
    due: date
    rubric: Rubric
    recurs: bool


class _Age(NamedTuple):
    """By what one export of an event is told from an older one."""

    sequence: int
    stamp: datetime


def tasks_calendar(
    listed: TaskList,
    unit: str,
    remind: int | None = REMIND,
    *,
    draft: bool = False,
    year: TaskList | None = None,
) -> bytes:
    """The calendar of a list; `unit` is whose it is, so that two plants' calendars can lie in one. It reminds so many
    days ahead (天; None: it does not). `year` is the list of the whole year, of which what recurs is told; `revised` is
    when the files that all follows from were last written.

    A draft says 暂定 in its name and in the titles of the problems, which are tentative events.
    """
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", clean(f"{unit}{title_of(listed)}{DRAFT if draft else ''}"))
    whose = (unit, "" if listed.branch is None else listed.branch.id)
    for event in (
        *_events(listed, listed if year is None else year, whose),
        *_entries(listed, unit, draft=draft),
    ):
        if remind is not None:
            _remind(event, remind)
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def renewed(content: bytes, earlier: bytes) -> bytes:
    """A calendar that takes the place of an earlier one of ours: what is another there is newer here."""
    # git may have changed the ends of its lines
    before, now = _by_uid(earlier.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")), _by_uid(content)

    def newer(event: re.Match[bytes]) -> bytes:
        uid = _uid_of(event[0])
        if uid not in before:
            return event[0]
        told, sequence = before[uid]
        least = sequence + (told != now[uid][0])
        return _SEQUENCE.sub(lambda own: b"%d" % max(int(own[0]), least), event[0], count=1)

    return _EVENT.sub(newer, content)


def _by_uid(content: bytes) -> dict[bytes, tuple[bytes, int]]:
    """What a calendar tells under each UID, of whatever age, and the highest SEQUENCE there."""
    found: dict[bytes, tuple[bytes, int]] = {}
    for event in _EVENT.findall(content):
        told, highest = found.get(_uid_of(event), (b"", 0))
        sequence = max([highest, *(int(each) for each in _SEQUENCE.findall(event))])
        found[_uid_of(event)] = told + _STAMP.sub(b"", _SEQUENCE.sub(b"", event)), sequence
    return found


def _uid_of(event: bytes) -> bytes:
    found = _UID.search(event)
    return found[1] if found else b""


def _events(listed: TaskList, year: TaskList, whose: tuple[str, str]) -> Iterator[Event]:
    """The tasks and what is to be handed in, in the order of their first days; what recurs, whole."""
    filings = groupby((_filed(each) for each in year.filings), key=lambda each: (each.told, each.rubric.version))
    several = [[_deed(task, year) for task in duty.tasks] for duty in duties(year.tasks)]
    several += [list(same) for _, same in filings]
    newest = max((deed.rubric.effective_from for deeds in several for deed in deeds), default=Quarter(1, 1))
    runs = [run for deeds in several for run in _runs(deeds)]
    first, last = listed.period.first_day, listed.period.last_day
    for run in sorted(runs, key=lambda each: each[0].due):
        if any(first <= each.due <= last for each in run):
            yield from [_single(run[0], whose)] if len(run) == 1 else _recurring(run, whose, newest)


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
    return _Deed(item.id, name_and_id(task), told, task.period, task.due, task.rubric, item.due_always)


def _filed(filing: Filing) -> _Deed:
    told = (("适用", "、".join(each.name for each in filing.branches)),)
    return _Deed("self", "自评", told, filing.period, filing.due, filing.rubric, recurs=True)


def _runs(deeds: Sequence[_Deed]) -> Iterator[Sequence[_Deed]]:
    """The deeds that one event says: those of periods that follow one another, where they come in each."""
    run: list[_Deed] = []
    for each in deeds:
        if run and not (each.recurs and each.period.first_day == run[-1].period.last_day + timedelta(days=1)):
            yield run
            run = []
        run.append(each)
    if run:
        yield run


def _single(deed: _Deed, whose: tuple[str, str]) -> Event:
    filed = deed.key == "self"
    title = f"报送{deed.period.chinese}{deed.title}" if filed else f"{deed.period.chinese} {deed.title}"
    since = deed.rubric.effective_from
    # of two versions that were in force for a period the later is the newer
    age = _Age(since.year * 4 + since.number, _stamp(deed.period.first_day, _lateness([deed])))
    event = _event(title, deed.told, deed.due, age)
    event.add("uid", _uid(*whose, deed.key, str(deed.period)))
    return event


def _recurring(run: Sequence[_Deed], whose: tuple[str, str], newest: Quarter) -> Iterator[Event]:
    """One event for all of a run, which ends with its last day: a later rubric, or other branches, have their own.
    Then those of it that are on another day.
    """
    first, step = run[0], 1 if isinstance(run[0].period, Month) else 3
    filed = first.key == "self"
    title = f"报送上{'月' if step == 1 else '季'}{first.title}" if filed else f"{EVERY[step]} {first.title}"
    days = _ruled(run)
    # one that ends earlier than it did was cut off by something newer
    sequence = (newest.year * 4 + newest.number) * (_MONTHS + 1) + _MONTHS - len(run)
    age = _Age(sequence, _stamp(first.period.first_day, _lateness(run)))
    uid = _uid(*whose, first.key, str(first.period))
    event = _event(title, first.told, days[0], age)
    event.add("uid", uid)
    day = days[0].day if days[0].day <= _SAFE_DAY and not all(map(_is_last, days)) else -1
    event.add("rrule", {"freq": "monthly", "interval": step, "bymonthday": day, "until": days[-1]})
    yield event
    for deed, ruled in zip(run, days, strict=True):
        if deed.due != ruled:
            other = _event(title, deed.told, deed.due, age)
            other.add("uid", uid)
            other.add("recurrence-id", ruled)
            yield other


def _ruled(run: Sequence[_Deed]) -> list[date]:
    """The days that a rule for a run can name: one day of all its months, or the end of each."""
    after = Counter(_months_between(each.period.last_day, each.due) for each in run).most_common(1)[0][0]
    day = Counter(each.due.day for each in run).most_common(1)[0][0]
    months = [_month_after(each.period.last_day, after) for each in run]
    # one that is due at the end of each month has most often the 31st
    return [each.day(day) if day <= _SAFE_DAY else each.last_day for each in months]


def _months_between(one: date, other: date) -> int:
    return (other.year - one.year) * _MONTHS + other.month - one.month


def _month_after(day: date, months: int) -> Month:
    years, number = divmod(day.month - 1 + months, _MONTHS)
    return Month(day.year + years, number + 1)


def _is_last(day: date) -> bool:
    return day == Month(day.year, day.month).last_day


def _lateness(run: Sequence[_Deed]) -> int:
    """The days after which all is due, added up: more where a deadline is put off."""
    return sum((each.due - each.period.first_day).days for each in run)


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
    # told on a later day it is the newer
    age = _Age((as_of - entry.found).days, _stamp(as_of, (until - entry.found).days))
    event = _event(title, told, until, age)
    event.add("uid", _uid(unit, "ledger", entry.id))
    if draft:
        event.add("status", "TENTATIVE")
    return event


def _event(title: str, told: tuple[tuple[str, str], ...], day: date, age: _Age) -> Event:
    event = Event()
    event.add("summary", clean(title))
    event.add("description", "\n".join(f"{name}：{clean(text)}" for name, text in told if text))
    event.add("dtstart", day)
    if day < date.max:
        # an event without an end lasts the one day; the calendar has none after the last
        event.add("dtend", day + timedelta(days=1))
    event.add("sequence", max(age.sequence, 0))
    event.add("dtstamp", age.stamp)
    # a day by which something is to be done keeps nobody from other appointments
    event.add("transp", "TRANSPARENT")
    event.add("x-microsoft-cdo-busystatus", "FREE")
    return event


def _stamp(day: date, lateness: int) -> datetime:
    """A moment of a day: the later, the later a deadline is."""
    return datetime.combine(day, time(), UTC) + timedelta(seconds=min(max(lateness, 0), _DAY - 1))


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
