"""Whether a calendar is as RFC 5545 has it: its lines, its components, and what every event must have."""

import re
import warnings
from collections import Counter
from datetime import date, datetime
from typing import Any

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # of the parser itself
    import vobject  # type: ignore[import-untyped, unused-ignore]

_MOST = 75
"""Octets of a line without its end (3.1)."""
_LINE = re.compile(rb"[A-Za-z0-9-]+(;[A-Za-z0-9-]+=(\"[^\"]*\"|[^\";:,]*))*:.*")
_CONTROL = re.compile(rb"[\x00-\x08\x0a-\x1f\x7f]")


def faults_in_calendar(content: bytes) -> list[str]:
    """What is wrong with a calendar."""
    faults = _lines(content)
    if faults:
        return faults
    try:
        (calendar,) = vobject.readComponents(content.decode())
        calendar.validate(raiseException=True)
    except Exception as error:
        return [f"{type(error).__name__}: {error}"]
    events = list(getattr(calendar, "vevent_list", []))
    faults += [f"{name} is missing" for name in ("prodid", "version") if name not in calendar.contents]
    known = Counter((event.uid.value, _instance(event)) for event in events)
    faults += [f"UID {uid} stands {count} times" for (uid, _), count in known.items() if count > 1]
    for event in events:
        faults += [f"{event.uid.value}: {fault}" for fault in _event(event)]
    return faults


def _instance(event: Any) -> date | None:
    """3.8.4.4: which day of a recurrence an event is; None of one that stands for itself or is the recurrence."""
    return event.recurrence_id.value if "recurrence-id" in event.contents else None


def _lines(content: bytes) -> list[str]:
    """3.1: lines end with CRLF, are folded, are UTF-8 also where they are folded, and have a name and a value."""
    if not content.endswith(b"\r\n"):
        return ["the last line has no end"]
    faults = []
    for number, line in enumerate(content[:-2].split(b"\r\n"), start=1):
        if len(line) > _MOST:
            faults.append(f"line {number} has {len(line)} octets")
        if _CONTROL.search(line):
            faults.append(f"line {number} has a control character")
        try:
            line.decode()
        except UnicodeDecodeError:
            faults.append(f"line {number} parts a character")
    whole = content[:-2].replace(b"\r\n ", b"").replace(b"\r\n\t", b"").split(b"\r\n")
    return faults + [f"no content line: {line[:40]!r}" for line in whole if not _LINE.fullmatch(line)]


def _event(event: Any) -> list[str]:
    """3.6.1, 3.8.2.2, 3.8.7.2, 3.8.7.4; and of an alarm 3.6.6."""
    faults = [f"{name} is missing" for name in ("uid", "dtstamp", "dtstart") if name not in event.contents]
    if faults:
        return faults
    start, stamp = event.dtstart.value, event.dtstamp.value
    if not isinstance(stamp, datetime) or stamp.tzinfo is None:
        faults.append("DTSTAMP is no time in UTC")
    if "dtend" in event.contents:
        end = event.dtend.value
        if type(end) is not type(start):
            faults.append("DTSTART and DTEND are of two kinds")
        elif end <= start:
            faults.append("DTEND is not after DTSTART")
        if "duration" in event.contents:
            faults.append("both DTEND and DURATION")
    if not isinstance(start, date):
        faults.append("DTSTART is no date")
    if "sequence" in event.contents and not event.sequence.value.isdecimal():
        faults.append("SEQUENCE is no number")
    once = ("uid", "dtstamp", "dtstart", "dtend", "summary", "description", "sequence", "status", "transp")
    faults += [f"{name} stands more than once" for name in once if len(event.contents.get(name, [])) > 1]
    for alarm in event.contents.get("valarm", []):
        faults += [f"alarm: no {name}" for name in ("action", "trigger", "description") if name not in alarm.contents]
    return faults
