"""Commands in processes of their own, which wait for each other by pipes and not by the clock."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

RUNNING = "import sys\nfrom dangjian_kaoping.cli.shell.app import run\nsys.exit(run(sys.argv[1:]))"
HOLDING = """
import sys
from pathlib import Path
from dangjian_kaoping.cli.files import locking
locking.command = sys.argv[1]
with locking.held(Path(sys.argv[2])):
    print("held", flush=True)
    input()
    if len(sys.argv) > 3:
        raise SystemExit(sys.argv[3])
"""


class Command:
    """A command that runs beside this process."""

    def __init__(self, folder: Path, *words: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", *words],
            cwd=folder,
            env={**os.environ, "PYTHONUTF8": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        self.err = ""

    @property
    def pid(self) -> int:
        """The number of its process."""
        return self._process.pid

    def wait_until_it_waits(self) -> None:
        """Until it says that another command is writing."""
        while "等它做完" not in self.err:
            line = self._read(self._process.stderr)
            assert line, self.err
            self.err += line

    def wait_until_it_holds(self) -> None:
        """Until it says that it holds its folder."""
        assert self._read(self._process.stdout) == "held\n", self.ended()

    def ended(self, told: str = "") -> tuple[int, str, str]:
        """Its status and what it said, after it has been told something."""
        out, err = self._process.communicate(told)
        self.err += err
        return self._process.returncode, out, self.err

    def kill(self) -> None:
        """End it at once."""
        self._process.kill()
        self._process.communicate()

    @staticmethod
    def _read(stream: IO[str] | None) -> str:
        assert stream is not None
        return stream.readline()


def kaoping(folder: Path, *arguments: str) -> Command:
    """Start a command line in a folder."""
    return Command(folder, RUNNING, *arguments)


@contextmanager
def holder(folder: Path, name: str = "kaoping rank", end: str | None = None) -> Iterator[Command]:
    """Another process that holds a folder until told to end, or to fail with some words."""
    found = Command(Path.cwd(), HOLDING, name, str(folder), *([] if end is None else [end]))
    try:
        found.wait_until_it_holds()
        yield found
    finally:
        found.kill()
