"""The runner that every installation has: a group's units shared out among this computer's processors."""

import gc
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain
from typing import Protocol

from dangjian_kaoping.engine.group.rows import Asked, UnitRound, Workplace
from dangjian_kaoping.engine.group.together import GroupRound, group_round
from dangjian_kaoping.group.unit import unit_round
from dangjian_kaoping.loading.shared import Shared
from dangjian_kaoping.pace import counted
from dangjian_kaoping.source import plain  # noqa: F401 - ready, it reads texts of every size

AT_ONCE = 16
"""Units of a piece of work: so many that sending it costs nothing, so few that nobody waits for the last."""
_ENOUGH = 8
"""From so many units on it is worth while to begin further processes."""


class Runner(Protocol):
    """Where the units of a group (by its name) are asked, and put together. What comes of it is the same wherever that
    is: on this computer (`pooled`), or on several (`group.cluster.runner.OnCluster`).
    """

    def __call__(self, name: str, places: Sequence[Workplace], asked: Asked) -> GroupRound: ...  # noqa: D102


def pooled(name: str, places: Sequence[Workplace], asked: Asked) -> GroupRound:
    """The group's round, by this computer's processors, put together in memory."""
    return group_round(name, asked, on_this_computer(places, asked))


def units_in(places: Sequence[Workplace], asked: Asked) -> list[UnitRound]:
    """Some units, one after another; what they have in common is read once."""
    shared = _shared()
    found = []
    for place in places:
        found.append(unit_round(place, asked, shared))
        # nothing is collected while a command runs, and each workspace would stay
        gc.collect(1)
    return found


_known: list[Shared] = []


def _shared() -> Shared:
    """What this process has read already, of the pieces before."""
    if not _known:
        _known.append(Shared())
    return _known[0]


def pieces(places: Sequence[Workplace], at_once: int = AT_ONCE) -> list[Sequence[Workplace]]:
    """The units in pieces of so many."""
    return [places[start : start + at_once] for start in range(0, len(places), at_once)]


def on_this_computer(places: Sequence[Workplace], asked: Asked, at_once: int = AT_ONCE) -> Iterator[UnitRound]:
    """The units, by as many processes as there are processors; few of them are asked one after another."""
    processors = _processors()
    if processors < 2 or len(places) < _ENOUGH:
        for place in counted(places):
            yield from units_in([place], asked)
        return
    from multiprocessing import get_context  # noqa: PLC0415 - few units need no other process

    # a fork takes no thread along, such as the one that tells how far the work is, but may take a lock that it holds
    way = "fork" if sys.platform == "linux" and threading.active_count() == 1 else "spawn"
    several = pieces(places, min(at_once, -(-len(places) // processors)))
    with get_context(way).Pool(processors, _begin) as pool:
        answers = chain.from_iterable(pool.imap(partial(units_in, asked=asked), several))
        for _ in counted(places):
            yield next(answers)


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def _begin() -> None:
    """Ctrl-C is for the process that waits: it ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
