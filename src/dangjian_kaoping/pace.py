"""How far long work is: its loops count, and whoever waits may listen. Nothing depends on whether anybody does."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

Thing = TypeVar("Thing")
Listener = Callable[[int, int], None]
"""Is told how many of how many are done."""

_listeners: list[Listener] = []


def counted(things: Iterable[Thing]) -> Iterator[Thing]:
    """The things one by one, counted; loops inside are not told of, unless this one has a single thing to do."""
    if not _listeners:
        yield from things
        return
    several = list(things)
    if len(several) < 2:
        yield from several
        return
    listener = _listeners[-1]
    for done, each in enumerate(several):
        listener(done, len(several))
        with heard_by(_nobody):
            yield each


@contextmanager
def heard_by(listener: Listener) -> Iterator[None]:
    """Let somebody listen for a while."""
    _listeners.append(listener)
    try:
        yield
    finally:
        _listeners.remove(listener)


def _nobody(done: int, of: int) -> None:
    """Does not listen."""
