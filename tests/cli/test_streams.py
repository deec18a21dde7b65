"""stdout carries the answer and nothing else; it survives a GBK or ASCII console and a closed pipe."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from checks.laying import DANGQUN, edit

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
