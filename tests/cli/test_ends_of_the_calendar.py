"""The calendar has a first and a last day; whatever bears them is read, scored, published and asked for."""

from pathlib import Path

import pytest

from checks.laying import DANGQUN, FOLLOWUPS, ROSTER, edit

from .conftest import Command

pytestmark = pytest.mark.every(4)

LAST, FIRST = "9999-12-31", "0001-01-01"
PUBLISHED = [
    ("rank", "-p", "a.xlsx", "-p", "a.docx", "-p", "a.html", "-p", "a.json"),
    ("feedback", "-o", "反馈"),
    ("ledger", "--as-of", LAST, "-p", "a.xlsx", "-p", "b.json", "-p", "c.csv"),
    ("ledger", "--as-of", FIRST, "-p", "d.xlsx"),
    ("tasks", "--open", "--as-of", LAST, "-p", "t.ics", "-p", "t.xlsx", "-p", "t.md"),
]
ASKED = [
    ("check",),
    ("score",),
    ("explain", "ZB01"),
    ("ledger", "--as-of", LAST),
    ("ledger", "--as-of", LAST, "--summary"),
    ("ledger", "--as-of", FIRST, "--overdue"),
    ("status",),
    ("trend",),
    ("gap",),
    ("confidence",),
    ("tasks", "--open", "--as-of", FIRST),
    ("rubric", "list"),
    ("rubric", "impact", "2020"),
]
OF_A_ROUND = {"rank", "feedback", "score", "explain", "status", "gap", "confidence"}
"""What is asked of one quarter."""


def _of(quarter: str, arguments: tuple[str, ...]) -> tuple[str, ...]:
    return (*arguments, "-q", quarter) if arguments[0] in {*OF_A_ROUND, "tasks"} else arguments


def _rectify_late(root: Path) -> None:
    edit(root, DANGQUN, ("rectify_by: 2021-04-30", f"rectify_by: {LAST}"))


def _inspected_late(root: Path) -> None:
    edit(root, DANGQUN, ("date: 2021-03-25\n    findings", f"date: {LAST}\n    findings"))


def _inspected_early(root: Path) -> None:
    edit(root, DANGQUN, ("date: 2021-03-25\n    findings", f"date: {FIRST}\n    findings"))
    edit(root, DANGQUN, ("rectify_by: 2021-04-30", f"rectify_by: {FIRST}"))


def _revisited_late(root: Path) -> None:
    text = (root / FOLLOWUPS).read_text("utf-8")
    (root / FOLLOWUPS).write_text(text.replace("date: 2021-", "date: 9999-"), "utf-8")


def _renamed_on_the_last_day(root: Path) -> None:
    edit(root, ROSTER, ("class: 机关}", f"class: 机关}}\n    - {{from: {LAST}, name: 机关一支部}}"))


def _there_from_the_first_day(root: Path) -> None:
    text = (root / ROSTER).read_text("utf-8")
    (root / ROSTER).write_text(text.replace("2018-01-01", FIRST), "utf-8")


def _waived_for_ever(root: Path) -> None:
    waiver = f"{{code: KP304, path: data/**, until: {LAST}, reason: 举例}}"
    (root / "waivers.yaml").write_text(f"kind: waivers\nversion: 1\nwaivers:\n  - {waiver}\n", "utf-8")


CHANGES = [
    _rectify_late,
    _inspected_late,
    _inspected_early,
    _revisited_late,
    _renamed_on_the_last_day,
    _there_from_the_first_day,
    _waived_for_ever,
]


@pytest.mark.whole
@pytest.mark.parametrize("change", CHANGES)
def test_a_day_at_either_end_crashes_nothing(root: Path, kaoping: Command, change: object) -> None:
    assert callable(change)
    change(root)
    for arguments in (*ASKED, *PUBLISHED):
        status, _, err = kaoping(*_of("2021Q1", arguments))
        assert status in (0, 1, 2, 3), (arguments, err)
        assert "程序自己出了错" not in err, (arguments, err)


def test_a_deadline_on_the_last_day_is_in_every_list(root: Path, kaoping: Command) -> None:
    _rectify_late(root)
    assert LAST in kaoping("ledger", "--as-of", "2021-04-01").out
    assert kaoping("tasks", "-q", "2021Q1", "--open", "--as-of", "2021-04-01", "-p", "a.ics").status == 0
    events = (root / "a.ics").read_bytes().split(b"BEGIN:VEVENT")
    (event,) = [each for each in events if b"DTSTART;VALUE=DATE:99991231" in each]
    assert b"DTEND" not in event


@pytest.mark.whole
@pytest.mark.parametrize(("quarter", "months"), [("9998Q4", ("10", "11", "12")), ("0001Q1", ("01", "02", "03"))])
def test_the_first_and_the_last_round_there_can_be(
    root: Path, kaoping: Command, quarter: str, months: tuple[str, ...]
) -> None:
    year = quarter[:4]
    self_assessments = sorted((root / "data/2021Q1/self").iterdir())
    for path, month in zip(self_assessments, months, strict=True):
        text = path.read_text("utf-8").replace(f"month: {path.stem}", f"month: {year}-{month}")
        path.unlink()
        path.with_stem(f"{year}-{month}").write_text(text, "utf-8")
    (root / "data/2021Q1").rename(root / f"data/{quarter}")
    for path in root.rglob("*.yaml"):
        text = path.read_text("utf-8").replace("2021Q1", quarter).replace("2021-", f"{year}-")
        text = text.replace("effective_from: 2020Q1", "effective_from: 0001Q1").replace("2018-01-01", FIRST)
        path.write_text(text, "utf-8")
    assert kaoping("score", "-q", quarter).status == 0
    for arguments in (*ASKED, *PUBLISHED, ("rank", "--year", year), ("seal", "-q", quarter, "--date", LAST)):
        status, _, err = kaoping(*_of(quarter, arguments))
        assert "程序自己出了错" not in err, (arguments, err)
        assert status in (0, 1, 2), (arguments, err)


@pytest.mark.parametrize(
    "arguments",
    [
        ("seal", "-q", "2021Q1", "--date", LAST),
        ("seal", "-q", "2021Q1", "--date", FIRST),
        ("rank", "-q", "2021Q1", "-p", "a.docx", "--date", LAST),
        ("rank", "-q", "2021Q1", "-p", "a.docx", "--date", FIRST),
        *(
            (command, "--year", year)
            for command in ("rank", "tasks", "reward")
            for year in ("9999", "9998", "0000", "0001")
        ),
        *(("tasks", "--month", month) for month in ("9999-12", "9998-12", "0000-01", "0001-01")),
        *(
            (*command, quarter)
            for command in (
                ("score", "-q"),
                ("rank", "-q"),
                ("check", "-q"),
                ("status", "-q"),
                ("gap", "-q"),
                ("tasks", "-q"),
                ("ledger", "--as-of"),
                ("reward", "-q"),
                ("seal", "-q"),
                ("explain", "ZB01", "-q"),
                ("init", "新", "-q"),
                ("rubric", "new", "新", "--effective-from"),
            )
            for quarter in ("9999Q4", "9999Q1", "9998Q4", "0000Q1", "0001Q1")
        ),
    ],
)
def test_whatever_is_asked_for_has_an_answer(root: Path, kaoping: Command, arguments: tuple[str, ...]) -> None:
    status, out, err = kaoping(*arguments)
    assert status in (0, 1, 2, 3)
    assert "程序自己出了错" not in out + err
