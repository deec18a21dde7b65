"""Patience: what takes over a second says so, on a terminal only; a pipe or a file sees nothing of it."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Timer

_SECONDS = 1.0


Tell = Callable[[str], None]
"""Says how far the work is."""


@contextmanager
def patience(text: str) -> Iterator[Tell]:
    """Show that work is going on, if it goes on for more than a second; what is yielded says something else of it."""
    if not sys.stderr.isatty():
        yield lambda text: None
        return
    from rich.console import Console

    console = Console(stderr=True)
    status = console.status(text, spinner="line")
    timer = Timer(_SECONDS, status.start)
    timer.daemon = True
    timer.start()
    try:
        yield status.update
    finally:
        timer.cancel()
        status.stop()
