"""Much of the same work, shared out among the processors; where a system cannot, one does it all.

A process that is forked has all that was read already, so that only numbers go to it and bytes come back.
"""

import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

Made = TypeVar("Made")

_ENOUGH = 24
"""From so many pieces of work on it is worth while to begin further processes."""
_MOST = 8
_AT_ONCE = 4
_inherited: list[Callable[[], object]] = []
"""The work, in a process that was forked."""


@contextmanager
def shared_out(work: Sequence[Callable[[], Made]]) -> Iterator[Iterator[Made]]:
    """What each piece of work makes, in order; what it makes, or raises, has to go from process to process.

    To be entered before any thread is begun: a fork takes none of them along.
    """
    processors = len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1
    if processors < 2 or len(work) < _ENOUGH:
        yield (each() for each in work)
        return
    from multiprocessing import get_context

    with get_context("fork").Pool(min(processors, _MOST), _begin, (work,)) as pool:
        yield pool.imap(_do, range(len(work)), chunksize=_AT_ONCE)  # type: ignore[arg-type]


def _begin(work: Sequence[Callable[[], object]]) -> None:
    """Ctrl-C is for the process that waits: it ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _inherited[:] = work


def _do(index: int) -> object:
    return _inherited[index]()
