"""How a command ends when it cannot answer, and with which exit status."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from dangjian_kaoping.diagnostics import Diagnostic
from dangjian_kaoping.session.error import NotFinalError, SessionError

FINDINGS = 1
"""Findings at or above `--fail-on`, or a refused publication."""
USAGE = 2
"""The command line itself is wrong."""
UNREADABLE = 3
"""Input that cannot be read, or no rubric in force."""
INTERRUPTED = 130
"""Ctrl-C, as shells say it."""
OWN_FAULT = 70
"""A fault of the program's own."""


placed: list[Path] = []
"""The files that the command under way has put in their places: what is said when it fails after all goes by it."""


class Misused(Exception):  # noqa: N818 - the user's slip, not an error of the program
    """The command line asks for something that does not exist; the words say what and how to mend it."""


class Stopped(Exception):  # noqa: N818 - faults of the input, already told as diagnostics
    """The command cannot go on because of these faults."""

    def __init__(self, status: int, faults: Iterable[Diagnostic], texts: Mapping[str, str]) -> None:
        super().__init__()
        self.status = status
        self.faults = list(faults)
        self.texts = texts


def status_of(error: Stopped | SessionError) -> int:
    """The exit status of a command that cannot go on."""
    if isinstance(error, Stopped):
        return error.status
    return FINDINGS if isinstance(error, NotFinalError) else UNREADABLE
