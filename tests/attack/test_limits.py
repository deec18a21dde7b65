"""What is huge is refused at a limit, or takes twice the work where there is twice as much: counted, not timed."""

import contextlib
import io
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from checks.laying import DANGQUN, ROSTER, RUBRIC, edit, lay
from dangjian_kaoping.checks.round.months import month_outside
from dangjian_kaoping.cli.shell.app import run
from dangjian_kaoping.diagnostics import Faults, nearest
from dangjian_kaoping.diagnostics.suggestion import MOST_COMPARED
from dangjian_kaoping.model.values import MOST_CHARACTERS, MOST_IN_A_NAME
from dangjian_kaoping.periods import Quarter, meant_quarter
from dangjian_kaoping.source import reader
from dangjian_kaoping.source.reader import read_yaml
from effort import calls

pytestmark = pytest.mark.every(3)

INSPECTION = "data/2021Q1/inspection"
REASON = "reason: 3月两次会议没有签到，当场补齐"


def _added(file: str, line: str) -> Callable[[Path, int], None]:
    def add(root: Path, count: int) -> None:
        with (root / file).open("a", encoding="utf-8") as text:
            text.writelines(line.format(number) for number in range(count))

    return add


def _files(name: str, text: str) -> Callable[[Path, int], None]:
    def add(root: Path, count: int) -> None:
        for number in range(count):
            (root / INSPECTION / name.format(number)).write_text(text.format(number), "utf-8")

    return add


def _strange_branches(root: Path, count: int) -> None:
    rows = "".join(
        f"  QQ{each}:\n    - {{from: 2018-01-01, name: 第{each}党支部, class: 生产}}\n" for each in range(count)
    )
    edit(root, ROSTER, ("branches:\n", f"branches:\n{rows}"))
    _added(DANGQUN, "  第{}党支部委:\n    date: 2021-03-25\n    findings: []\n")(root, count)


def _unused_waivers(root: Path, count: int) -> None:
    (root / "waivers.yaml").write_text("kind: waivers\nversion: 1\nwaivers:\n", "utf-8")
    _added("waivers.yaml", "  - {{code: KP401, path: a{}.yaml, reason: 原细则如此, until: 9999-12-31}}\n")(root, count)


GROWING = {
    "unknown keys": _added(ROSTER, "brunches{}: 1\n"),
    "unknown keys of a rubric": _added(RUBRIC, "titel{}: 1\n"),
    "unknown branches": _added(DANGQUN, "  第{}党支部:\n    date: 2021-03-25\n    findings: []\n"),
    "unknown branches among many": _strange_branches,
    "files of one size": _files("{:06}.yaml", "kind: x{:06}\n"),
    "files called copies": _files("甲{0} (1).yaml", "kind: x{0}\n"),
    "copies of copies": _files("甲 - 副本 ({0}).yaml", "kind: inspection\nquarter: 2021Q1\ndepartment: 某部{0}\n"),
    "strangers": _files("宣传科{0}.yaml.txt", "{0}"),
    "cut comments": _added(ROSTER, "note{}: 集控楼 #3机组\n"),
    "wide colons": _added(ROSTER, "note{}：1\n"),
    "keys twice": _added(ROSTER, "kind: {}\n"),
    "unused waivers": _unused_waivers,
}


@pytest.mark.whole
@pytest.mark.parametrize("what", GROWING)
def test_twice_as_much_is_twice_the_work(
    what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    work = []
    for count in (3, 60, 180, 300):
        root = lay(tmp_path / str(count))
        GROWING[what](root, count)
        monkeypatch.chdir(root)
        work.append(calls(lambda: run(["check"])))
        capsys.readouterr()
    # the first time things are imported and made ready
    _, *several = work
    assert several[2] - several[1] < 1.25 * max(several[1] - several[0], 0) + 2000, several


@pytest.mark.whole
def test_a_suggestion_is_looked_up_where_many_are_known() -> None:
    known = [f"第{number}党支部" for number in range(5000)]
    assert nearest("第42党支郜", known) == "第42党支部"
    assert nearest("第4242党支部委", known) == "第4242党支部"
    assert nearest("发电部", known) is None
    assert calls(lambda: [nearest(f"第{number}党小组", known) for number in range(100)]) < 100 * 60
    assert nearest("x" * 10_000_000, ["x" * 50]) is None
    few = known[:MOST_COMPARED]
    assert nearest("第42党支", few) == "第42党支部"


@pytest.mark.whole
def test_a_long_text_full_of_months() -> None:
    text = "去年3月 " * 20_000
    short, whole = (calls(partial(month_outside, text[:size], Quarter(2021, 1), set())) for size in (50_000, 100_000))
    assert whole < 2.2 * short


@pytest.mark.parametrize("text", ["2021" + " " * 100_000 + "季x", " " * 100_000, "2021 - 1 - 1" + " " * 100_000 + "x"])
def test_blanks_without_end_are_no_period(text: str) -> None:
    assert meant_quarter(text) is None


NUMBERS = ["1e999999", "9" * 1_000_000, "0." + "1" * 1_000_000, "-" * 1_000_000, "1_000", "0x" + "f" * 100_000, "inf"]


@pytest.mark.parametrize("number", NUMBERS, ids=lambda each: each[:8])
@pytest.mark.parametrize("where", ["record", "rubric", "command"])
def test_numbers_without_end_are_refused(
    number: str, where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = lay(tmp_path / "workspace")
    monkeypatch.chdir(root)
    if where != "command":
        file, before, plain, after = {
            "record": (DANGQUN, "missing: ", "1", ""),
            "rubric": (RUBRIC, "[", "0.5", ", 2]"),
        }[where]
        edit(root, file, (before + plain + after, before + number + after))
    status = run(["explain", "ZB01", number[:1000]] if where == "command" else ["check"])
    written = capsys.readouterr()
    assert status in (1, 2)
    assert len(written.out + written.err) < 10_000
    assert "Traceback" not in written.err


@pytest.mark.parametrize("length", [MOST_CHARACTERS, MOST_CHARACTERS + 1, 1_000_000])
def test_texts_have_a_limit(length: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refused = length > MOST_CHARACTERS
    root = lay(tmp_path / "workspace")
    monkeypatch.chdir(root)
    edit(root, DANGQUN, (REASON, f"reason: {'字' * length}"))
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        assert run(["check"]) == int(refused)
    assert (f"最多 {MOST_CHARACTERS} 个字" in out.getvalue()) == refused
    assert len(out.getvalue()) < 10_000


def test_names_have_a_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = lay(tmp_path / "workspace")
    monkeypatch.chdir(root)
    edit(root, ROSTER, ("name: 机关党支部", f"name: {'党' * (MOST_IN_A_NAME + 1)}"))
    assert run(["check"]) == 1
    assert f"最多 {MOST_IN_A_NAME} 个字" in capsys.readouterr().out


def test_more_values_than_a_file_may_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_VALUES", 1000)
    faults = Faults()
    assert read_yaml("a: [" + "1, " * 900 + "1]\n", "a.yaml", faults) is not None
    assert not len(faults)
    for text in (
        "a: [" + "1, " * 2000 + "1]\n",
        "a:\n" + "".join(f"  k{n}:\n" for n in range(2000)),
        "[[]" + ",[]" * 999 + "]",
    ):
        assert read_yaml(text, "a.yaml", faults) is None
    assert {fault.code for fault in faults} == {"KP174"}
