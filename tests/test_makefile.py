"""The goals of the Makefile fail when what they run fails."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAKE = shutil.which("make")


GOALS = (
    *("lint", "types", "tests", "lowest", "office", "browser", "bench", "bench-check", "bench-guard", "golden"),
    *("fuzz", "attack", "audit"),
)
MADE = ("venv/installed", "venv/developing", "venv/axe-core/package/axe.min.js", "venv-lowest/installed")


@pytest.mark.skipif(MAKE is None, reason="没有 make")
@pytest.mark.parametrize("status", [0, 1])
@pytest.mark.parametrize("goal", GOALS)
def test_a_goal_ends_as_its_program_ends(goal: str, status: int, tmp_path: Path) -> None:
    for programs in (tmp_path / each / "bin" for each in ("venv", "venv-lowest", "venv-audit")):
        programs.mkdir(parents=True)
        for name in ("python", "ruff", "mypy"):
            (programs / name).write_text(f"#!/bin/sh\nexit {status}\n")
            (programs / name).chmod(0o755)
    # in the order in which they are made, so that nothing is to be installed
    for path in (tmp_path / each for each in (*MADE, "venv-audit/installed")):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    assert MAKE is not None
    # a make around this one must not say how this one runs
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    command = [MAKE, "-C", str(ROOT), f"VENV={tmp_path / 'venv'}", goal]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode != 0) == (status != 0), done.stdout + done.stderr
