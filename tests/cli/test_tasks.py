"""`kaoping tasks`: 任务清单 on the screen and in files, and what may be asked of it."""

import json
import os
import shutil
from pathlib import Path
from typing import Any

import icalendar
import pytest

from checks.laying import RUBRIC, TODAY, edit
from dangjian_kaoping.cli.commands import tasks
from render.golden import assert_golden
from sample import SAMPLE

from .conftest import Command

HERE = ("--workspace", str(SAMPLE))


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "today", lambda: TODAY)


FEBRUARY = ("--month", "2021-02", "--branch", "化学部党支部")
OPEN = ("--open", "--as-of", "2021-01-21")


@pytest.mark.whole
@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("tasks-month.txt", FEBRUARY),
        ("tasks-open.txt", (*FEBRUARY, *OPEN)),
        ("tasks-quarter.txt", ("--quarter", "2020Q4")),
        ("tasks-open.md", (*FEBRUARY, *OPEN, "--format", "markdown")),
        ("tasks-open.json", (*FEBRUARY, *OPEN, "--format", "json")),
    ],
)
def test_the_sample(kaoping: Command, name: str, arguments: tuple[str, ...]) -> None:
    status, out, err = kaoping("tasks", *arguments, *HERE)
    assert (status, err) == (0, "")
    assert_golden(name, out)


def test_without_a_period_it_is_the_quarter_of_today(root: Path, kaoping: Command) -> None:
    status, out, err = kaoping("tasks")
    assert status == 0
    assert out.startswith("2021年第二季度任务清单，3 项  按细则 2020 版\n")
    assert err == "没有写 --month、--quarter 或 --year，用今天所在的季度：2021Q2\n"


def test_open_without_a_day_is_as_of_today(root: Path, kaoping: Command) -> None:
    _, out, err = kaoping("tasks", "--quarter", "2021Q1", "--open")
    assert err == "没有写 --as-of，台账截至今天：2021-04-15\n"
    # closed on that day
    assert "台账上还没有销号的问题（截至 2021-04-15），0 个" in out


def test_the_records_are_not_read_where_nobody_asks_for_the_ledger(root: Path, kaoping: Command) -> None:
    shutil.rmtree(root / "data/2021Q1")
    assert kaoping("tasks", "--quarter", "2021Q1").status == 0


@pytest.mark.whole
def test_a_year_with_quarters_before_the_first_rubric(kaoping: Command) -> None:
    status, out, err = kaoping("tasks", "--year", "2018", "--format", "json", *HERE)
    assert (status, err) == (0, "2018Q1 还没有施行的细则，不在清单里。\n")
    assert min(each["due"] for each in json.loads(out)["tasks"]) == "2018-04-10"


# ── files ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.whole
@pytest.mark.parametrize("name", ["任务.ics", "任务.md", "任务.xlsx"])
def test_a_file_is_written_anew_unasked_and_a_foreign_one_is_not(root: Path, kaoping: Command, name: str) -> None:
    arguments = ("tasks", "--quarter", "2021Q1", "--publish", name)
    status, out, err = kaoping(*arguments)
    assert (status, err) == (0, "")
    assert out == f"2021年第一季度任务清单 3 项已写到：{root / name}\n"
    first = (root / name).read_bytes()
    assert kaoping(*arguments).status == 0
    # the same input, the same bytes
    assert (root / name).read_bytes() == first
    (root / name).write_bytes(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Microsoft//Outlook//EN\r\n# ours\r\n")
    status, out, err = kaoping(*arguments)
    assert (status, out) == (1, "")
    assert "KP119" in err
    assert kaoping(*arguments, "--force").status == 0
    assert (root / name).read_bytes() == first


def test_several_files_at_once(root: Path, kaoping: Command) -> None:
    assert kaoping("tasks", "-q", "2021Q1", "-p", "a.ics", "-p", "a.md").status == 0
    assert {each.name for each in root.iterdir()} >= {"a.ics", "a.md"}


def test_the_markdown_file_is_what_the_screen_shows(root: Path, kaoping: Command) -> None:
    kaoping("tasks", "-q", "2021Q1", "-p", "a.md")
    assert (root / "a.md").read_text("utf-8") == kaoping("tasks", "-q", "2021Q1", "-f", "markdown").out


# ── how it ends ────────────────────────────────────────────────────────────────────────────────────────────────

MISUSES = {
    ("--month", "2021-13"): "“2021-13”不是月份",
    ("--month", "2021-2"): "要写成 2021-02 这样",
    ("--month", "9999-12"): "不是月份",
    ("--month", "0000-12"): "不是月份",
    ("--quarter", "2021"): "不是季度",
    ("--year", "21"): "“21”不是年份",
    ("--year", "9999"): "不是年份",
    ("--year", "２０２１"): "不是年份",
    ("--year", "2021", "--month", "2021-02"): "只能写一个",
    ("--quarter", "2021Q1", "--branch", "发电支部"): "是不是“发电部党支部”？",
    ("--quarter", "2021Q1", "--as-of", "2021-02-24"): "要和 --open 一起写",
    ("--quarter", "2021Q1", "--open", "--as-of", "2021-02-30"): "不是日期",
    ("--quarter", "2021Q1", "--publish", "任务.doc"): "以 .xlsx、.ics 或 .md 结尾",
    ("--quarter", "2021Q1", "--format", "csv"): "markdown",
}


@pytest.mark.parametrize("arguments", MISUSES)
def test_a_slip_ends_with_2(root: Path, kaoping: Command, arguments: tuple[str, ...]) -> None:
    status, out, err = kaoping("tasks", *arguments)
    assert (status, out) == (2, "")
    assert "用法有误：" in err
    assert MISUSES[arguments] in err


def test_a_branch_that_does_not_take_part_ends_with_2(kaoping: Command) -> None:
    # founded in July 2019
    status, out, err = kaoping("tasks", "--month", "2019-05", "--branch", "供热部党支部", *HERE)
    assert (status, out) == (2, "")
    assert "不参加考评" in err


def test_a_quarter_without_a_rubric_ends_with_3(root: Path, kaoping: Command) -> None:
    for period in (("--quarter", "2019Q4"), ("--month", "2019-12"), ("--year", "2019")):
        status, out, err = kaoping("tasks", *period)
        assert (status, out) == (3, "")
        assert "KP401" in err


def test_a_rubric_that_is_wrong_ends_with_3(root: Path, kaoping: Command) -> None:
    edit(root, RUBRIC, ("points: 6", "points: 7"))
    status, out, err = kaoping("tasks", "--quarter", "2021Q1")
    assert (status, out) == (3, "")
    assert f"{RUBRIC}:" in err


# ── calendars ──────────────────────────────────────────────────────────────────────────────────────────────────


def _events(path: Path) -> dict[tuple[str, str], Any]:
    """By UID and by the occurrence that an event stands for."""
    found = icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    return {(str(each["uid"]), str(each.get("recurrence-id", ""))): each for each in found}


@pytest.mark.whole
def test_the_calendars_of_a_year_of_its_quarters_and_months_are_parts_of_one(root: Path, kaoping: Command) -> None:
    for name, period in (("年", ("-y", "2021")), ("季", ("-q", "2021Q2")), ("月", ("-m", "2021-06"))):
        assert kaoping("tasks", *period, "-p", f"{name}.ics").status == 0
    year, quarter, month = (_events(root / f"{each}.ics") for each in "年季月")
    assert any("rrule" in each for each in month.values())
    assert month.keys() <= quarter.keys() <= year.keys()
    assert all(each.to_ical() == year[key].to_ical() for key, each in {**quarter, **month}.items())


Q1_EARLIER = ("id: DJ-01\n", "id: DJ-01\n        due: {Q1: 03-15, Q2: 06-30, Q3: 09-15, Q4: 12-15}\n")


@pytest.mark.whole
def test_a_deadline_that_was_changed_is_newer_than_in_the_calendar_written_over(root: Path, kaoping: Command) -> None:
    def calendar(name: str = "年.ics") -> dict[tuple[str, str], Any]:
        assert kaoping("tasks", "-y", "2021", "-p", name).status == 0
        return _events(root / name)

    before = calendar()
    original = (root / RUBRIC).read_bytes()
    edit(root, RUBRIC, Q1_EARLIER)
    after = calendar()
    assert {uid for uid, _ in before} == {uid for uid, _ in after}
    moved = {uid for (uid, day), each in before.items() if each["dtstart"].dt != after[uid, day]["dtstart"].dt}
    assert len(moved) == 1
    for key, each in before.items():
        assert after[key]["sequence"] == each["sequence"] + (key[0] in moved)
    # written once more it is the same; what is changed back is newer again
    assert {key: each.to_ical() for key, each in calendar().items()} == {k: each.to_ical() for k, each in after.items()}
    (root / RUBRIC).write_bytes(original)
    assert all(each["sequence"] == after[key]["sequence"] + (key[0] in moved) for key, each in calendar().items())
    # a calendar that takes no other's place knows nothing of that
    assert {key: each.to_ical() for key, each in calendar("a.ics").items()} == {
        key: each.to_ical() for key, each in before.items()
    }


def test_a_calendar_does_not_tell_when_the_files_were_written(root: Path, kaoping: Command) -> None:
    calendars = []
    for number, when in enumerate((1_600_000_000, 1_700_000_000)):
        for file in root.rglob("*.yaml"):
            os.utime(file, (when, when))
        assert kaoping("tasks", "-y", "2021", "-p", f"{number}.ics").status == 0
        calendars.append((root / f"{number}.ics").read_bytes())
    assert calendars[0] == calendars[1]


def test_a_calendar_of_somebody_else_is_written_over_as_if_it_were_none(root: Path, kaoping: Command) -> None:
    assert kaoping("tasks", "-y", "2021", "-p", "a.ics").status == 0
    foreign = (root / "a.ics").read_bytes().replace(b"//kaoping//", b"//others//").replace(b"SEQUENCE:", b"SEQUENCE:9")
    (root / "b.ics").write_bytes(foreign)
    assert kaoping("tasks", "-y", "2021", "-p", "b.ics", "--force").status == 0
    assert (root / "a.ics").read_bytes() == (root / "b.ics").read_bytes()


@pytest.mark.parametrize(("days", "told"), [("90", ""), ("91", "最多 90"), ("400", "最多 90"), ("一周", "一个整数")])
def test_a_notice_that_is_too_long_is_told(root: Path, kaoping: Command, days: str, told: str) -> None:
    settings = root / "kaoping.yaml"
    settings.write_text(f"{settings.read_text('utf-8')}\nremind_days: {days}\n", "utf-8")
    found = kaoping("tasks", "-q", "2021Q1", "-p", "a.ics")
    assert (found.status == 0) == (not told)
    assert told in found.err
