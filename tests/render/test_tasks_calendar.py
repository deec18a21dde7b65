"""任务清单 as a calendar, read back by a parser that has nothing to do with the writer."""

import warnings
from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest

from calendars import faults_in_calendar
from dangjian_kaoping.cli.formats import ours
from dangjian_kaoping.engine.follow.ledger import AsOf
from dangjian_kaoping.engine.follow.tasks import TaskList, with_open
from dangjian_kaoping.periods import DayOfYear, Month, Period, Quarter, Year
from dangjian_kaoping.write.calendar import renewed, tasks_calendar
from sample import entries, tasks

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # of the parser itself
    import vobject  # type: ignore[import-untyped, unused-ignore]

UNIT = "某某热电厂"
DAY = date(2021, 1, 21)


def listed(branch: str | None = "ZB03") -> TaskList:
    return with_open(tasks(Year(2020), branch), entries(AsOf(DAY)), DAY)


def events(content: bytes) -> list[Any]:
    (calendar,) = vobject.readComponents(content.decode())
    calendar.validate(raiseException=True)
    assert calendar.method.value == "PUBLISH"
    return list(calendar.vevent_list)


def days_of(event: Any) -> list[date]:
    """The days of an event, those on which it recurs included."""
    if "rrule" not in event.contents:
        return [event.dtstart.value]
    return [each.date() for each in event.getrruleset(addRDate=True)]


def all_days(found: list[Any]) -> list[date]:
    """The days of all events: an occurrence on a day of its own takes the place of the one that the rule names."""
    days = [day for event in found for day in days_of(event)]
    for event in found:
        if "recurrence-id" in event.contents:
            days.remove(event.contents["recurrence-id"][0].value)
    return sorted(days)


@pytest.mark.whole
@pytest.mark.parametrize("period", [Year(2020), Year(2018), Quarter(2021, 1), Month(2021, 2)])
def test_every_task_and_every_open_problem_is_on_its_day_once(period: Period) -> None:
    here = with_open(tasks(period, "ZB03"), entries(AsOf(DAY)), DAY)
    found = events(tasks_calendar(here, UNIT))
    days = Counter([each.due for each in here.tasks] + [each.finding.rectify_by for each in here.entries])
    assert len(here.entries) == 1
    assert Counter(all_days(found)) == days
    for event in found:
        # a date, not a time of day, or a phone in another zone shows the day before
        assert type(event.dtstart.value) is date
        assert event.dtend.value - event.dtstart.value == timedelta(days=1)
        assert event.transp.value == "TRANSPARENT"
    assert len({event.uid.value for event in found}) == len(found)
    assert all(event.uid.value.isascii() for event in found)


@pytest.mark.whole
def test_what_comes_every_month_of_a_year_is_one_event_that_ends() -> None:
    here = tasks(Year(2021), "ZB03")
    found = {event.summary.value: event for event in events(tasks_calendar(here, UNIT))}
    assert len(found) < len(here.tasks) / 4
    fees = found["每月 党费和组织关系（DJ-06）"]
    assert days_of(fees) == [date(2021, month, 10) for month in range(1, 13)]
    assert fees.rrule.value == "FREQ=MONTHLY;UNTIL=20211210;INTERVAL=1;BYMONTHDAY=10"
    assert days_of(found["每月 主题党日（DJ-03）"])[:2] == [date(2021, 1, 31), date(2021, 2, 28)]
    assert found["每季 党员教育培训（DJ-07）"].rrule.value.endswith("INTERVAL=3;BYMONTHDAY=-1")
    # what comes twice a year is two events
    assert found["2021年第一季度 创建计划和总结（单项工作）（WM-01）"].dtstart.value == date(2021, 3, 15)


def named(content: bytes) -> dict[tuple[str, str], bytes]:
    """The events by what a program knows them by: UID, and the occurrence that one stands for."""
    found = {}
    for each in icalendar.Calendar.from_ical(content).walk("VEVENT"):
        at = each.get("recurrence-id")
        found[str(each["uid"]), "" if at is None else str(at.dt)] = each.to_ical()
    return found


@pytest.mark.whole
def test_whichever_calendars_of_a_year_are_imported_nothing_is_there_twice() -> None:
    year = tasks(Year(2021), "ZB03")
    whole = named(tasks_calendar(year, UNIT))
    parts: list[Period] = [
        Quarter(2021, 1),
        Quarter(2021, 2),
        Quarter(2021, 3),
        Quarter(2021, 4),
        Month(2021, 2),
        Month(2021, 12),
    ]
    together = {}
    for part in parts:
        of_part = named(tasks_calendar(tasks(part, "ZB03"), UNIT, year=year))
        assert of_part.items() <= whole.items()
        together.update(of_part)
    assert together == whole


@pytest.mark.parametrize("day", [1, 10, 28, 29, 30, 31, None])
def test_a_deadline_that_moves_leaves_no_older_event_behind(day: int | None) -> None:
    here = tasks(Year(2021), "ZB03")
    fees = tuple(each for each in here.tasks if each.item.id == "DJ-06")
    moved = tuple(each._replace(item=each.item.model_copy(update={"due_day": day})) for each in fees)
    before, after = (events(tasks_calendar(here._replace(tasks=each), UNIT)) for each in (fees, moved))
    assert {each.uid.value for each in after} == {each.uid.value for each in before}
    assert sum("rrule" in each.contents for each in after) == 1
    assert all_days(after) == [each.due for each in moved]
    assert after[0].dtstart.value in days_of(after[0])


def test_one_quarter_with_a_day_of_its_own_stands_beside_the_rule() -> None:
    here = tasks(Year(2021), "ZB03")
    several = [each for each in here.tasks if each.item.id == "DJ-07"]
    first = several[0]
    days = {f"Q{number}": None for number in range(2, 5)} | {"Q1": DayOfYear(2, 15)}
    early = first._replace(item=first.item.model_copy(update={"due": days}))
    found = events(tasks_calendar(here._replace(tasks=(early, *several[1:])), UNIT))
    assert all_days(found) == sorted([date(2021, 2, 15), *(each.due for each in several[1:])])
    assert len({each.uid.value for each in found}) == 1


def with_due_day(day: int | None) -> bytes:
    """The calendar of a year's fees, due on a day of each month."""
    here = tasks(Year(2021), "ZB03")
    fees = [each for each in here.tasks if each.item.id == "DJ-06"]
    moved = tuple(each._replace(item=each.item.model_copy(update={"due_day": day})) for each in fees)
    return tasks_calendar(here._replace(tasks=moved), UNIT)


def test_what_is_put_off_is_newer() -> None:
    (before,), (after,) = events(with_due_day(10)), events(with_due_day(15))
    assert before.uid.value == after.uid.value
    assert age(before) < age(after)


@pytest.mark.parametrize("day", [5, 10, 28, 31, None])
@pytest.mark.parametrize("ends", [b"\r\n", b"\n"])
def test_what_differs_from_the_calendar_written_over_is_newer(day: int | None, ends: bytes) -> None:
    earlier, content = with_due_day(28).replace(b"\r\n", ends), with_due_day(day)
    written = renewed(content, earlier)
    assert not faults_in_calendar(written)
    assert renewed(content, written) == written
    assert renewed(content, b"") == content
    if day == 28:
        assert written == content
    else:
        old = max(age(each) for each in events(with_due_day(28)))
        assert all(age(each) > old for each in events(written))


def test_a_recurrence_that_a_later_rubric_cuts_off_replaces_the_whole_one() -> None:
    here = tasks(Year(2021), "ZB03")
    fees = [each for each in here.tasks if each.item.id == "DJ-06"]
    rubric = fees[0].rubric
    revised = rubric.model_copy(update={"version": "2021", "effective_from": Quarter(2021, 3)})
    cut = [each if each.due.month < 7 else each._replace(rubric=revised) for each in fees]
    (before,) = events(tasks_calendar(here._replace(tasks=tuple(fees)), UNIT))
    first, second = events(tasks_calendar(here._replace(tasks=tuple(cut)), UNIT))
    assert first.uid.value == before.uid.value != second.uid.value
    assert age(before) < age(first)
    assert [*days_of(first), *days_of(second)] == days_of(before)
    # so is one that ends because another department checks from then on
    moved = [each if each.due.month < 7 else each._replace(departments=("别的部室",)) for each in fees]
    first, second = events(tasks_calendar(here._replace(tasks=tuple(moved)), UNIT))
    assert first.uid.value == before.uid.value != second.uid.value
    assert age(before) < age(first)


@pytest.mark.whole
def test_what_an_event_says() -> None:
    (event,) = [each for each in events(tasks_calendar(listed(), UNIT)) if "（DJ-04）" in each.summary.value]
    assert event.summary.value == "2020年第四季度 组织生活会和民主评议党员（单项工作）（DJ-04）"
    assert event.dtstart.value == date(2020, 12, 31)
    said = event.description.value.split("\n")
    assert [line.partition("：")[0] for line in said] == ["要求", "整改标准", "检查", "备查材料", "分值", "适用"]
    (task,) = [each for each in listed().tasks if each.item.id == "DJ-04"]
    assert said[0] == f"要求：{task.item.requirement}"
    assert said[-1] == "适用：化学部党支部"


@pytest.mark.whole
@pytest.mark.parametrize(("days", "ahead"), [(3, timedelta(days=-3, hours=9)), (0, timedelta(hours=9))])
def test_everything_reminds_at_nine_so_many_days_ahead(days: int, ahead: timedelta) -> None:
    found = events(tasks_calendar(listed(), UNIT, days))
    assert {each.valarm.trigger.value for each in found} == {ahead}
    assert all(each.valarm.description.value == each.summary.value for each in found)
    assert tasks_calendar(listed(), UNIT, 3) == tasks_calendar(listed(), UNIT)
    assert "VALARM" not in tasks_calendar(listed(), UNIT, None).decode()


@pytest.mark.whole
def test_a_task_keeps_its_uid_and_no_two_branches_share_one() -> None:
    def uids(branch: str | None, unit: str = UNIT) -> set[str]:
        return {event.uid.value for event in events(tasks_calendar(listed(branch)._replace(entries=()), unit))}

    assert uids("ZB03") == uids("ZB03")
    assert uids("ZB03").isdisjoint(uids("ZB04"))
    assert uids("ZB03").isdisjoint(uids(None))
    assert uids("ZB03").isdisjoint(uids("ZB03", "别的厂"))
    # an open problem is the same whoever's calendar it is in
    every, mine = (tasks_calendar(listed(each)._replace(tasks=()), UNIT) for each in (None, "ZB03"))
    assert {each.uid.value for each in events(mine)} < {each.uid.value for each in events(every)}


@pytest.mark.whole
def test_lines_are_as_the_standard_has_them() -> None:
    content = tasks_calendar(listed(), UNIT)
    assert content == tasks_calendar(listed(), UNIT)
    lines = content.split(b"\r\n")
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()  # no character is cut


def test_what_would_break_a_line_does_not() -> None:
    here = listed()
    task = here.tasks[0]
    title = 'a;b,c\\n"d"\r\nEND:VEVENT\x00：☃'
    item = task.item.model_copy(update={"title": title, "requirement": title * 20, "standard": None, "materials": ()})
    (event,) = events(tasks_calendar(here._replace(tasks=(task._replace(item=item),), entries=()), UNIT))
    assert event.summary.value == '2020年1月 a;b,c\\n"d"  END:VEVENT□：☃（DJ-06）'
    assert event.description.value.startswith('要求：a;b,c\\n"d"  END:VEVENT□：☃a;b')


@pytest.mark.whole
def test_a_calendar_of_ours_is_known_by_its_product(tmp_path: Path) -> None:
    path = tmp_path / "a.ics"
    path.write_bytes(tasks_calendar(listed(), UNIT))
    assert ours.calendar_of("kaoping.tasks")(path)
    path.write_bytes(path.read_bytes().replace(b"//kaoping//kaoping", b"//Google Inc//Google"))
    assert not ours.calendar_of("kaoping.tasks")(path)
    path.write_bytes(b"")
    assert not ours.calendar_of("kaoping.tasks")(path)


def test_an_empty_list_is_a_calendar_too() -> None:
    empty = TaskList(Quarter(2021, 1), None, (), {})
    (calendar,) = vobject.readComponents(tasks_calendar(empty, UNIT).decode())
    assert "vevent" not in calendar.contents


def open_problem(until: date, as_of: date = DAY) -> Any:
    """The event of the branch's open problem, its deadline moved, in a calendar of a day."""
    here = listed()
    (entry,) = here.entries
    moved = entry._replace(finding=entry.finding.model_copy(update={"rectify_by": until}))
    (event,) = events(tasks_calendar(here._replace(tasks=(), entries=(moved,), as_of=as_of), UNIT))
    return event


def age(event: Any) -> tuple[int, datetime]:
    """By what programs tell which of two events with one UID is the newer (RFC 5546, 2.1.5)."""
    return int(event.sequence.value), event.dtstamp.value


@pytest.mark.whole
@pytest.mark.parametrize("later", [timedelta(0), timedelta(1), timedelta(400)])
@pytest.mark.parametrize("moved", [timedelta(-5), timedelta(0), timedelta(1), timedelta(90)])
def test_a_deadline_that_moved_makes_a_newer_event_with_the_same_uid(moved: timedelta, later: timedelta) -> None:
    (entry,) = listed().entries
    until = entry.finding.rectify_by
    assert until is not None
    before, after = open_problem(until), open_problem(until + moved, DAY + later)
    assert before.uid.value == after.uid.value
    if later or moved > timedelta(0):
        assert age(before) < age(after)
        assert (before.sequence.value == after.sequence.value) == (not later)
    assert after.serialize() == open_problem(until + moved, DAY + later).serialize()


def test_a_stamp_stays_within_its_day() -> None:
    assert open_problem(date(9000, 1, 1)).dtstamp.value.date() == DAY


def test_a_task_under_a_later_version_of_the_rubric_is_newer() -> None:
    here = listed()
    task = here.tasks[0]
    since = task.rubric.effective_from
    revised = task.rubric.model_copy(update={"effective_from": since.next})
    old, new = (
        events(tasks_calendar(here._replace(tasks=(task._replace(rubric=each),), entries=()), UNIT))[0]
        for each in (task.rubric, revised)
    )
    assert old.uid.value == new.uid.value
    assert age(old) < age(new)
