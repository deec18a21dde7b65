"""What a worker runs. It is sent by its name, so that worker, scheduler and command need the same version installed."""

import sys
import threading
from pathlib import Path
from typing import NamedTuple

from dangjian_kaoping.group.cluster.chunk import Former, Piece, follows_from, former, put
from dangjian_kaoping.group.pool import units_in
from dangjian_kaoping.loading.workspace import SETTINGS
from dangjian_kaoping.version import VERSION

_ONE = threading.Lock()
"""A process asks one unit after another, however many threads a worker was given."""


class NotSeenError(Exception):
    """A worker does not see a folder that it needs (at the same path, wherever it runs)."""


class OtherVersionError(Exception):
    """A worker has another version of the program."""


class Made(NamedTuple):
    """A chunk that is there: what was there before, and the digests of its tables."""

    name: str
    former: Former
    tables: dict[str, str]


def made(piece: Piece) -> Made:
    """Ask some units and write what they answer, unless that lies there already.

    Raises NotSeenError, OtherVersionError, and OSError where the chunk cannot be written.
    """
    if piece.version != VERSION:
        raise OtherVersionError(VERSION)
    if not Path(piece.folder).is_dir():
        raise NotSeenError(piece.folder)
    for place in piece.places:
        if not (Path(place.folder) / SETTINGS).is_file():
            raise NotSeenError(place.folder)
    with _ONE:
        # before the files are read: what is changed meanwhile makes the chunk differ the next time
        follows = follows_from(piece)
        found, tables = former(piece, follows)
        if found != "kept":
            tables = put(piece, follows, units_in(piece.places, piece.asked))
    return Made(piece.name, found, tables)


def version() -> tuple[str, str]:
    """The versions of the program and of Python here."""
    return VERSION, ".".join(map(str, sys.version_info[:2]))
