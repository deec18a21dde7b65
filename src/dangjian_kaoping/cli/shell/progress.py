"""Patience: what takes over a second says how far it is, on a terminal only; a pipe or a file sees nothing of it."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Timer
from typing import TYPE_CHECKING

from dangjian_kaoping.pace import heard_by

if TYPE_CHECKING:
    from rich.status import Status

_SECONDS = 1.0
_shown: "list[Status]" = []
"""That of the work under way: what is done on its behalf is told in its place."""


Tell = Callable[[str], None]
"""Says how far the work is."""


@contextmanager
def patience(text: str) -> Iterator[Tell]:
    """Show that work is going on, and how many of how many are done, if it goes on for more than a second; what is
    yielded says something else of it.
    """
    if not sys.stderr.isatty():
        yield lambda text: None
        return
    with _status(text) as status, heard_by(lambda done, of: status.update(f"{text} {done}/{of}")):
        yield status.update


@contextmanager
def _status(text: str) -> "Iterator[Status]":
    if _shown:
        before = _shown[-1].status
        _shown[-1].update(text)
        yield _shown[-1]
        _shown[-1].update(before)
        return
    from rich.console import Console

    status = Console(stderr=True).status(text, spinner="line")
    timer = Timer(_SECONDS, status.start)
    timer.daemon = True
    timer.start()
    _shown.append(status)
    try:
        yield status
    finally:
        _shown.pop()
        timer.cancel()
        status.stop()
