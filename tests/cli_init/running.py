"""Run a command line in a folder and look at what came of it."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from dangjian_kaoping.cli.shell.app import run


class Done(NamedTuple):
    """The exit status, and what was said."""

    status: int
    answer: str
    told: str


Kaoping = Callable[..., Done]
"""`kaoping("check", "--fail-on", "warning")`, in the folder that is the current one."""


def runner(capsys: pytest.CaptureFixture[str]) -> Kaoping:
    """Runs command lines in this process; the harness's streams take the place of a console."""

    def kaoping(*arguments: str) -> Done:
        capsys.readouterr()
        status = run(list(arguments))
        said = capsys.readouterr()
        return Done(status, said.out, said.err)

    return kaoping


def content(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by path from it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }
