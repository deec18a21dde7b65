"""A small workspace to stand in, and the command line to run there."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from checks.laying import TODAY, lay
from dangjian_kaoping.cli.commands import check
from dangjian_kaoping.cli.shell.app import run


class Outcome(NamedTuple):
    """How a command ended, and what it wrote."""

    status: int
    out: str
    err: str


Command = Callable[..., Outcome]
"""Runs `kaoping` with these arguments."""


@pytest.fixture(autouse=True)
def _outside_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GITHUB_ACTIONS", "GITLAB_CI", "CI"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "today", lambda: TODAY)


@pytest.fixture
def piped(monkeypatch: pytest.MonkeyPatch) -> None:
    """No console of so many columns: nothing is broken into lines."""
    monkeypatch.delenv("COLUMNS")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The base workspace of the examples, and the current folder."""
    folder = lay(tmp_path / "workspace")
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def kaoping(capsys: pytest.CaptureFixture[str]) -> Command:
    """The command line, run in this process."""

    def command(*arguments: str) -> Outcome:
        capsys.readouterr()
        status = run(list(arguments))
        written = capsys.readouterr()
        return Outcome(status, written.out, written.err)

    return command
