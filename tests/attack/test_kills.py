"""Whenever a command is killed, no file is torn, and the same command run again does as if nothing had been."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from .kills import TRIALS, Tree, chosen, faults_after

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="只在 POSIX 上")

HANDFUL = {"seal": 9, "import": 6, "rubric-new": 6, "init-folder": 5}
"""What is tried every time, and how often; `.ci/run` tries every command."""
MOST = 40


def _tried(name: str, most: int) -> int:
    """How often the command was killed; nothing was wrong."""
    done = subprocess.run(
        [sys.executable, "-m", "attack.kills", name, str(most)],
        cwd=Path(__file__).parents[1],
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["faults"] == []
    return int(told["tried"])


@pytest.mark.whole
@pytest.mark.every(3)
@pytest.mark.parametrize("name", HANDFUL)
def test_killed_at_a_few_moments(name: str) -> None:
    assert _tried(name, HANDFUL[name]) == HANDFUL[name]


@pytest.mark.attack
@pytest.mark.parametrize("name", TRIALS)
def test_killed_at_every_operation(name: str) -> None:
    assert 5 <= _tried(name, MOST) <= MOST


def test_the_moments_are_spread_over_all_operations() -> None:
    assert chosen(3, 5) == [0, 1, 2]
    assert chosen(5, 5) == [0, 1, 2, 3, 4]
    assert chosen(100, 5) == [0, 25, 50, 74, 99]


def test_what_a_kill_may_not_leave_is_found(tmp_path: Path) -> None:
    before: Tree = {"a": b"old", "b": b"old", "c": b"mine"}
    after: Tree = {**before, "a": b"new a", "b": b"new b"}

    def told(**left: bytes) -> list[str]:
        return faults_after(before, after, {**before, **left}, tmp_path)

    assert told() == []
    assert told(**{".a.tmp": b"ne"}) == []
    assert told(a=b"new a", b=b"new b") == []
    assert told(a=b"ne") == ["a is neither old nor new"]
    assert told(c=b"") == ["c is neither old nor new"]
    assert told(d=b"") == ["d is none of the files"]
    assert told(a=b"new a") == ["only ['a'] of ['a', 'b'], and nobody says so"]
    (tmp_path / ".kaoping.lock").write_text("kaoping rank（机器 甲，进程 7，从 2021-04-20 10:32:05 起）", "utf-8")
    assert told(a=b"new a") == []
