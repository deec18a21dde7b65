"""任务清单 as a calendar, read back by a parser that has nothing to do with the writer."""

import warnings
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from dangjian_kaoping.cli.formats import ours
from dangjian_kaoping.engine.follow.ledger import AsOf
from dangjian_kaoping.engine.follow.tasks import TaskList, with_open
from dangjian_kaoping.periods import Quarter, Year
from dangjian_kaoping.write.calendar import tasks_calendar
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


def test_every_task_and_every_open_problem_is_an_event_of_one_whole_day() -> None:
    here = listed()
    found = events(tasks_calendar(here, UNIT))
    days = [each.due for each in here.tasks] + [each.finding.rectify_by for each in here.entries]
    assert len(here.entries) == 1
    assert [each.dtstart.value for each in found] == days
    for event in found:
        # a date, not a time of day, or a phone in another zone shows the day before
        assert type(event.dtstart.value) is date
        assert event.dtend.value - event.dtstart.value == timedelta(days=1)
        assert event.transp.value == "TRANSPARENT"
    assert len({event.uid.value for event in found}) == len(found)
    assert all(event.uid.value.isascii() for event in found)


def test_what_an_event_says() -> None:
    (event,) = [each for each in events(tasks_calendar(listed(), UNIT)) if "（DJ-04）" in each.summary.value]
    assert event.summary.value == "2020年第四季度 组织生活会和民主评议党员（单项工作）（DJ-04）"
    assert event.dtstart.value == date(2020, 12, 31)
    said = event.description.value.split("\n")
    assert [line.partition("：")[0] for line in said] == ["要求", "整改标准", "检查", "备查材料", "分值", "适用"]
    (task,) = [each for each in listed().tasks if each.item.id == "DJ-04"]
    assert said[0] == f"要求：{task.item.requirement}"
    assert said[-1] == "适用：化学部党支部"


def test_only_what_is_punished_by_itself_reminds() -> None:
    found = events(tasks_calendar(listed(), UNIT))
    reminding = [each for each in found if "valarm" in each.contents]
    assert reminding
    for event in found:
        by_itself = "（单项工作）" in event.summary.value or event.summary.value.startswith("整改到期 ")
        assert (event in reminding) == by_itself
    # nine in the morning, three days ahead
    assert {each.valarm.trigger.value for each in reminding} == {timedelta(days=-3, hours=9)}


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
    assert event.summary.value == '2020年1月 a;b,c\\n"d"  END:VEVENT□：☃（DJ-01）'
    assert event.description.value.startswith('要求：a;b,c\\n"d"  END:VEVENT□：☃a;b')


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
