"""What a governed round is not sealed against: days out of order, windows in which nothing was shown, lost seals."""

from datetime import date
from pathlib import Path

import pytest

import registering
from checks.laying import edit
from dangjian_kaoping.cli.asking import periods
from registering import Sent

from . import governing
from .conftest import Command
from .governing import (
    ADJUSTED,
    ADJUSTMENTS,
    APPROVED,
    OBJECTIONS,
    PARTLY,
    PUBLIC,
    QUARTER,
    ROUND,
    SEAL,
    Y1,
    govern,
    write,
)

pytestmark = pytest.mark.whole

WINDOW = "corrections: [{{by: 厂党委, date: {0}, publication: {{from: {1}, to: {2}}}}}]\n"


@pytest.fixture
def governed(root: Path) -> Path:
    return govern(root)


def _codes(kaoping: Command) -> list[str]:
    out = kaoping("check", "--format", "github").out
    found = (line.partition("title=")[2][:5] for line in out.splitlines() if line.startswith("::"))
    return sorted(each for each in found if "KP500" <= each < "KP600" and each != "KP573")


def _seal(kaoping: Command, day: str, *options: str) -> tuple[int, str]:
    status, out, err = kaoping("seal", *QUARTER, "--date", day, *options)
    return status, "".join(line.strip() for line in (out + err).splitlines())


def _sent(root: Path, *days: str) -> None:
    registering.register(root, "2021Q1", [Sent("公示", date.fromisoformat(f"2021-{day}")) for day in days])


def test_a_correction_is_approved_after_all_that_it_corrects(governed: Path, kaoping: Command) -> None:
    governing.corrected(governed, kaoping)  # decided on 04-24
    write(governed, ROUND, APPROVED, PUBLIC, WINDOW.format("2021-04-23", "2021-04-25", "2021-05-03"))
    _sent(governed, "04-12", "04-25")
    assert "KP555" in _codes(kaoping)
    status, told = _seal(kaoping, "2021-05-06", "--final", "--note", "更正")
    assert status == 1
    assert "更正的审定是 2021-04-23，复核调整是 2021-04-24" in told
    write(governed, ROUND, APPROVED, PUBLIC, WINDOW.format("2021-04-24", "2021-04-25", "2021-05-03"))
    assert "KP555" not in _codes(kaoping)
    assert _seal(kaoping, "2021-05-06", "--final", "--note", "更正")[0] == 0


def test_a_window_of_a_correction_has_the_working_days_too(governed: Path, kaoping: Command) -> None:
    write(governed, ROUND, APPROVED, PUBLIC, WINDOW.format("2021-05-09", "2021-05-10", "2021-05-11"))
    assert _codes(kaoping) == ["KP564"]


@pytest.mark.parametrize("day", ["04-11", "04-17", "2099"])
def test_what_went_out_at_another_time_shows_nothing_in_the_window(day: str, governed: Path, kaoping: Command) -> None:
    governing.sealed(governed, kaoping)
    write(governed, ROUND, APPROVED, PUBLIC)
    when = date(2099, 1, 1) if day == "2099" else date.fromisoformat(f"2021-{day}")
    registering.register(governed, "2021Q1", [Sent("公示", when)])
    status, told = _seal(kaoping, "2021-04-19", "--final")
    assert status == 1
    assert "里没有登记公示的文件" in told
    _sent(governed, "04-16")
    assert _seal(kaoping, "2021-04-19", "--final")[0] == 0


def test_a_seal_holds_nothing_that_came_after_its_day(governed: Path, kaoping: Command) -> None:
    governing.adjusted(governed, kaoping)  # decided and adjusted on 04-20
    status, told = _seal(kaoping, "2021-04-15")
    assert status == 1
    assert "2021-04-15 已经封存，异议 Y1 的决定是 2021-04-20" in told
    assert "2021-04-15 已经封存，复核调整是 2021-04-20" in told
    assert _seal(kaoping, "2021-04-20")[0] == 0


def test_a_seal_by_which_something_went_out_is_not_made_anew(governed: Path, kaoping: Command) -> None:
    governing.sealed(governed, kaoping)
    write(governed, ROUND, APPROVED, PUBLIC)
    governing.register(governed)
    (governed / SEAL).unlink()
    assert "2021Q1 封存对不上" in kaoping("status", "--as-of", "2021-04-13").out
    status, told = _seal(kaoping, "2021-04-10")
    assert status == 1
    assert "KP572" in told
    assert not (governed / SEAL).exists()
    assert kaoping("rank", *QUARTER, "--publish", "a.xlsx").status == 1


def test_what_the_seal_lists_of_the_procedure_was_changed(governed: Path, kaoping: Command) -> None:
    governing.final(governed, kaoping)
    edit(governed, ROUND, ("where: 厂内网", "where: 公示栏"))
    assert "KP554" in _codes(kaoping)
    assert "2021Q1 封存对不上" in kaoping("status", "--as-of", "2021-05-01").out
    assert kaoping("reward", *QUARTER, "-p", "a.json").status == 1


def test_a_day_that_has_not_come(governed: Path, kaoping: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(periods, "today", lambda: date(2021, 4, 10))
    write(governed, ROUND, APPROVED)
    status, told = _seal(kaoping, "2021-04-11")
    assert status == 2
    assert "封存日期 2021-04-11 还没有到（今天是 2021-04-10）" in told
    assert _seal(kaoping, "2021-04-10")[0] == 0


@pytest.mark.parametrize("note", ["电话 13800138000", "王书记同意"])
def test_a_note_says_nothing_that_may_not_go_out(note: str, governed: Path, kaoping: Command) -> None:
    write(governed, ROUND, APPROVED)
    status, told = _seal(kaoping, "2021-04-10", "--note", note)
    assert status == 1
    assert "--note" in told
    assert "13800138000" not in told
    assert not (governed / SEAL).exists()


def test_what_is_final_is_asked_for_again_on_another_day(governed: Path, kaoping: Command) -> None:
    governing.final(governed, kaoping)
    status, told = _seal(kaoping, "2021-05-01", "--final")
    assert status == 0
    assert "不必再封" in told
    assert _seal(kaoping, "2021-05-01", "--final", "--note", "换一句")[0] == 1


def test_without_an_approval_a_seal_lists_nothing_yet(root: Path, kaoping: Command) -> None:
    govern(root)
    edit(root, governing.SETTINGS, ("publication_days: 5", "approval: false"))
    assert _seal(kaoping, "2021-04-10")[0] == 0
    assert "procedure:" not in (root / SEAL).read_text("utf-8")
    assert "不必再封" in _seal(kaoping, "2021-04-10")[1]


def test_an_objection_that_is_written_down_after_the_final_seal(governed: Path, kaoping: Command) -> None:
    governing.final(governed, kaoping)
    late = Y1.replace("Y1", "Y2").replace("  clause: 不规范\n", "")
    write(governed, OBJECTIONS, Y1, PARTLY, late)
    assert _codes(kaoping) == ["KP567"]
    # decided later, it is no fault of the seal
    write(governed, OBJECTIONS, Y1, PARTLY, late, PARTLY.replace("partly", "rejected").replace("04-20", "05-06"))
    assert _codes(kaoping) == []


@pytest.mark.parametrize(("received", "code"), [("2020-12-31", "KP555"), ("2021-04-11", "KP567"), ("2021-04-12", None)])
def test_when_an_objection_may_be_received(received: str, code: str | None, governed: Path, kaoping: Command) -> None:
    write(governed, ROUND, APPROVED, PUBLIC)
    write(governed, OBJECTIONS, Y1.replace("2021-04-14", received))
    assert _codes(kaoping) == ([] if code is None else [code])


def test_what_was_upheld_and_not_adjusted_is_still_dealt_with(governed: Path, kaoping: Command) -> None:
    governing.objected(governed, kaoping)
    write(governed, OBJECTIONS, Y1, PARTLY)
    assert "2021Q1 处理异议" in kaoping("status", "--as-of", "2021-04-22").out
    status, told = _seal(kaoping, "2021-04-22", "--final")
    assert status == 1
    assert "异议 Y1 成立，还没有作调整" in told


def test_the_window_of_a_correction_is_not_lengthened_once_it_is_final(governed: Path, kaoping: Command) -> None:
    governing.corrected(governed, kaoping)
    write(governed, ROUND, APPROVED, PUBLIC, WINDOW.format("2021-05-18", "2021-05-19", "2021-05-25"))
    _sent(governed, "04-12", "05-19")
    assert _seal(kaoping, "2021-05-26", "--final", "--note", "更正")[0] == 0
    assert _codes(kaoping) == []
    write(governed, ROUND, APPROVED, PUBLIC, WINDOW.format("2021-05-18", "2021-05-19", "2021-05-26"))
    assert _codes(kaoping) == ["KP555"]


def test_an_adjustment_serves_the_objection_on_its_item(governed: Path, kaoping: Command) -> None:
    write(governed, ROUND, APPROVED, PUBLIC)
    write(governed, ADJUSTMENTS, ADJUSTED)
    write(governed, OBJECTIONS, Y1.replace("branch: 机关党支部", "branch: 发电部党支部"), PARTLY)
    assert "KP568" in _codes(kaoping)
    write(governed, OBJECTIONS, Y1, PARTLY.replace("}", ", without_adjustment: 只改写法}"))
    assert _codes(kaoping) == ["KP569"]
