"""An init that was broken off is taken up again, and what it has left half done is no workspace."""

from pathlib import Path

import pytest

from dangjian_kaoping.cli.files.locking import LOCK

from .running import Kaoping, content

pytestmark = pytest.mark.whole

NEW = ("init", "--unit", "甲厂", "--committee", "中共甲厂委员会", "--quarter", "2021Q1")
BROKEN_OFF = "{}（机器 甲，进程 7，从 2021-04-20 10:32:05 起）"


def _broken_off(command: str = "kaoping init") -> None:
    """What stands in the lock of a command that was killed."""
    Path(LOCK).write_text(BROKEN_OFF.format(command), "utf-8")


def _half(kaoping: Kaoping) -> dict[str, bytes]:
    """What would have been written whole, of which now every second file is missing, and the settings."""
    assert kaoping(*NEW).status == 0
    whole = content(Path.cwd())
    for name in [*sorted(whole)[::2], "kaoping.yaml"]:
        Path(name).unlink(missing_ok=True)
    return whole


@pytest.mark.parametrize("signed", [True, False])
def test_what_is_there_with_the_very_same_bytes_is_completed(kaoping: Kaoping, signed: bool) -> None:
    whole = _half(kaoping)
    if signed:
        _broken_off()
    done = kaoping(*NEW)
    assert (done.status, done.told) == (0, "")
    assert content(Path.cwd()) == whole
    assert kaoping("check", "--fail-on", "warning").status == 0


def test_whatever_differs_is_refused_and_stays(kaoping: Kaoping) -> None:
    _half(kaoping)
    _broken_off()
    before = content(Path.cwd())
    done = kaoping("init", "--sample")
    assert done.status == 1
    assert "KP119" in done.told
    assert "上一次没有做完：用当时的参数再运行一次，就接着做完。" in done.told
    assert content(Path.cwd()) == {name: data for name, data in before.items() if name != LOCK}


def test_all_was_written_before_it_was_killed(kaoping: Kaoping) -> None:
    assert kaoping(*NEW).status == 0
    whole = content(Path.cwd())
    _broken_off("kaoping rank")
    assert kaoping(*NEW).status == 1
    _broken_off()
    assert kaoping(*NEW).status == 0
    assert kaoping(*NEW).status == 1
    assert content(Path.cwd()) == whole


def test_the_files_of_a_service_are_completed_too(kaoping: Kaoping) -> None:
    assert kaoping(*NEW).status == 0
    both = ("init", "--ci", "github", "--ci", "gitlab")
    assert kaoping(*both).status == 0
    whole = content(Path.cwd())
    Path(".gitlab-ci.yml").unlink()
    assert kaoping(*both).status == 0
    assert content(Path.cwd()) == whole
    assert "已经存在" in kaoping(*both).told


@pytest.mark.parametrize("options", [(), ("--fail-on", "never"), ("--format", "json"), ("-q", "2021Q1")])
@pytest.mark.parametrize("below", ["", "data"])
def test_what_is_half_made_does_not_pass_the_check(
    kaoping: Kaoping, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...], below: str
) -> None:
    _half(kaoping)
    _broken_off()
    top = Path.cwd()
    monkeypatch.chdir(top / below)
    done = kaoping("check", *options)
    assert done.status == 3
    assert "KP194" in done.answer
    assert str(top) in done.answer.replace("\n  ", "")
    assert "kaoping init（机器 甲，进程 7，从 2021-04-20 10:32:05 起）" in done.answer.replace("\n  ", "")
    assert kaoping("score").status == 3


def test_of_another_command_that_was_broken_off_nothing_is_said_by_the_check(kaoping: Kaoping) -> None:
    _broken_off("kaoping rank")
    done = kaoping("check")
    assert done.status == 1
    assert "KP124" in done.answer


def test_another_command_that_was_broken_off_is_told_of(kaoping: Kaoping) -> None:
    _broken_off("kaoping feedback")
    done = kaoping(*NEW)
    assert done.status == 0
    assert "kaoping feedback（机器 甲，进程 7，从 2021-04-20 10:32:05 起）没有做完就断了" in done.told
