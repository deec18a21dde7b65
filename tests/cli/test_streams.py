"""stdout carries the answer and nothing else; it survives a GBK or ASCII console and a closed pipe."""

import errno
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from checks.laying import DANGQUN, edit

from .conftest import Command

pytestmark = pytest.mark.whole

KAOPING = [sys.executable, "-m", "dangjian_kaoping"]


def _environment(encoding: str) -> dict[str, str]:
    kept = {
        name: value for name, value in os.environ.items() if name not in ("PYTHONUTF8", "GITHUB_ACTIONS", "GITLAB_CI")
    }
    return {**kept, "PYTHONIOENCODING": encoding}


def _run(root: Path, encoding: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*KAOPING, *arguments], cwd=root, env=_environment(encoding), capture_output=True, check=False, timeout=30
    )


@pytest.mark.parametrize("arguments", [("score",), ("explain", "发电部党支部"), ("rubric", "show")])
def test_a_gbk_console_shows_chinese(root: Path, arguments: tuple[str, ...]) -> None:
    done = _run(root, "gbk", *arguments)
    assert done.returncode == 0
    assert re.search(r"[\u4e00-\u9fff]{3}", done.stdout.decode("gbk"))
    assert b"Traceback" not in done.stderr
    done.stderr.decode("gbk")


@pytest.mark.parametrize("arguments", [("score",), ("explain", "ZB01"), ("nothing",)])
def test_an_ascii_console_shows_what_it_can(root: Path, arguments: tuple[str, ...]) -> None:
    done = _run(root, "ascii", *arguments)
    assert done.returncode == (2 if arguments == ("nothing",) else 0)
    assert (done.stdout + done.stderr).isascii()
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "utf-8"])
def test_json_loses_nothing_whatever_the_console(root: Path, encoding: str) -> None:
    edit(root, DANGQUN, ("2月支委会未召开", "2月支委会未召开（𠮷）😀"))
    done = _run(root, encoding, "score", "--quarter", "2021Q1", "--format", "json")
    assert (done.returncode, done.stderr) == (0, b"")
    reasons = [
        finding["reason"]
        for branch in json.loads(done.stdout.decode(encoding))["branches"]
        for finding in branch["findings"]
    ]
    assert "2月支委会未召开（𠮷）😀" in reasons


def test_diagnostics_survive_an_ascii_console(root: Path) -> None:
    edit(root, DANGQUN, ("quarter: 2021Q1", "quarter：2021Q1"))
    done = _run(root, "ascii", "check")
    assert (done.returncode, done.stderr) == (1, b"")
    assert f"{DANGQUN}:3".encode() in done.stdout
    assert b"KP115" in done.stdout


@pytest.mark.parametrize("arguments", [("score",), ("rubric", "schema")])
def test_a_pipe_that_was_closed_before_is_no_error(root: Path, arguments: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [*KAOPING, *arguments], cwd=root, stdout=writing, stderr=subprocess.PIPE, check=False, timeout=30
        )
    finally:
        os.close(writing)
    assert done.returncode == 0
    assert done.stderr.decode() in ("", "没有写 --quarter，用最近的一轮：2021Q1\n")


def test_a_reader_that_has_seen_enough_is_no_error(root: Path) -> None:
    # as `kaoping rubric schema | head -1`
    with subprocess.Popen(
        [*KAOPING, "rubric", "schema"], cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.readline() == b"{\n"
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait(timeout=30) == 0


def test_the_program_tells_its_status_to_the_shell(root: Path) -> None:
    assert _run(root, "utf-8", "--version").returncode == 0
    assert _run(root, "utf-8", "score", "-q", "2021Q4").returncode == 3
    assert _run(root, "utf-8", "score", "-b", "没有").returncode == 2


def test_the_same_input_gives_the_same_bytes(root: Path) -> None:
    def answer(**environment: str) -> bytes:
        return subprocess.run(
            [*KAOPING, "explain", "ZB01", "-q", "2021Q1", "-f", "json"],
            cwd=root,
            env={**_environment("utf-8"), **environment},
            capture_output=True,
            check=True,
        ).stdout

    assert answer(PYTHONHASHSEED="0", LC_ALL="C") == answer(PYTHONHASHSEED="4242", TZ="Asia/Shanghai")


# streams that are closed, full or left by their reader

FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="没有 /dev/full")


def _shell(root: Path, redirected: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    command = ["sh", "-c", f'exec "$@" {redirected}', "sh", *KAOPING, *arguments]
    return subprocess.run(
        command, cwd=root, env=_environment("utf-8"), capture_output=True, check=False, stdin=subprocess.DEVNULL
    )


@FULL
@pytest.mark.parametrize("arguments", [("score", "-q", "2021Q1"), ("score", "-q", "2021Q1", "-f", "json"), ("--help",)])
@pytest.mark.parametrize(("redirected", "reason"), [(">/dev/full", "磁盘满了"), (">&-", "它已经关闭")])
def test_an_answer_that_cannot_be_written_is_told(
    root: Path, redirected: str, reason: str, arguments: tuple[str, ...]
) -> None:
    done = _shell(root, redirected, *arguments)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode() == f"结果没有写完：标准输出写不了（{reason}）。\n"


@FULL
@pytest.mark.parametrize("redirected", [">/dev/full", ">&-"])
def test_what_was_published_before_stays_and_is_named(root: Path, redirected: str) -> None:
    done = _shell(root, redirected, "rank", "-q", "2021Q1", "-p", "a.json")
    assert done.returncode == 1
    assert "这些文件已经写好：a.json。" in done.stderr.decode()
    assert "没有改动" not in done.stderr.decode()
    assert json.loads((root / "a.json").read_bytes())


@FULL
@pytest.mark.parametrize("redirected", ["2>/dev/full", "2>&-"])
@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("score",), 0),
        (("check",), 0),
        (("score", "-q", "2021Q4"), 3),
        (("score", "-b", "没有"), 2),
        (("rank", "-q", "2021Q1", "-p", "nowhere/a.json"), 1),
    ],
)
def test_nobody_need_hear_what_stderr_says(
    root: Path, redirected: str, arguments: tuple[str, ...], status: int
) -> None:
    done = _shell(root, redirected, *arguments)
    assert (done.returncode, done.stderr) == (status, b"")
    assert done.stdout == _run(root, "utf-8", *arguments).stdout


@FULL
def test_a_file_never_takes_the_number_of_a_closed_stream(root: Path) -> None:
    done = _shell(root, "<&- >&- 2>&-", "rank", "-q", "2021Q1", "-p", "a.json")
    assert done.returncode == 1
    whole = (root / "a.json").read_bytes()
    assert _run(root, "utf-8", "rank", "-q", "2021Q1", "-p", "a.json").returncode == 0
    assert (root / "a.json").read_bytes() == whole


def test_check_of_a_closed_stdin_is_a_finding(root: Path) -> None:
    done = _shell(root, "<&-", "check", "-")
    assert done.returncode == 1
    assert "KP1" in done.stdout.decode()
    assert b"Traceback" not in done.stderr


def test_whoever_stops_reading_does_not_make_a_bad_check_good(root: Path) -> None:
    edit(root, DANGQUN, ("quarter: 2021Q1", "quarter：2021Q1"))
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [*KAOPING, "check"],
            cwd=root,
            stdout=writing,
            stderr=subprocess.PIPE,
            check=False,
            env=_environment("utf-8"),
        )
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (1, b"")


class _Stream(io.TextIOWrapper):
    """A stream to which nothing can be written."""

    def __init__(self, error: OSError) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8")
        self._error = error

    def write(self, text: str) -> int:
        raise self._error


@pytest.mark.parametrize(
    ("number", "status", "said"),
    [
        (errno.EPIPE, 0, ""),
        (errno.ENOSPC, 1, "磁盘满了"),
        (errno.EIO, 1, "磁盘读写出错"),
        (errno.EBADF, 1, "它已经关闭"),
        (errno.EDQUOT, 1, "磁盘配额用完了"),
    ],
)
def test_each_way_in_which_stdout_fails(
    root: Path, kaoping: Command, monkeypatch: pytest.MonkeyPatch, number: int, status: int, said: str
) -> None:
    monkeypatch.setattr(sys, "stdout", _Stream(OSError(number, "")))
    done = kaoping("score", "-q", "2021Q1")
    assert done.status == status
    assert (said in done.err) if said else (done.err == "")


@pytest.mark.parametrize("published", [(), ("-p", "a.json")])
def test_that_no_file_has_changed_is_said_only_where_it_is_so(
    root: Path, kaoping: Command, monkeypatch: pytest.MonkeyPatch, published: tuple[str, ...]
) -> None:
    from dangjian_kaoping.cli.commands import rank

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError

    # after the files are written, or before anything is shown
    monkeypatch.setattr(rank, "answer" if published else "scored_round", fail)
    status, _, err = kaoping("rank", "-q", "2021Q1", *published)
    assert status == 70
    assert ("你的文件没有改动。" in err) == (not published)
    assert ("这些文件已经写好：a.json。" in err) == bool(published)


def test_what_the_system_refuses_is_no_fault_of_the_program(
    root: Path, kaoping: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dangjian_kaoping.cli.commands import score

    def fail(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", "data/secret.yaml")

    monkeypatch.setattr(score, "scored_round", fail)
    status, out, err = kaoping("score")
    assert (status, out) == (3, "")
    assert err == "data/secret.yaml 用不了：没有权限，或文件正被别的程序打开。\n"
