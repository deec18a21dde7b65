"""The sample plant as it is exported, made once: as a value, as a file, and open."""

import sqlite3
from functools import cache

from dangjian_kaoping.engine.export import Export
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.session.exporting import exported
from dangjian_kaoping.session.session import Session
from dangjian_kaoping.write.database import results_sqlite
from sample import SAMPLE

QUARTERS = [Quarter(2020, number) for number in (1, 2, 3, 4)] + [Quarter(2021, 1)]


@cache
def session() -> Session:
    return Session(SAMPLE)


@cache
def export() -> Export:
    return exported(session(), QUARTERS, draft=False)


@cache
def content() -> bytes:
    return results_sqlite(export())


def opened() -> sqlite3.Connection:
    """A connection to a copy of its own, in memory."""
    connection = sqlite3.connect(":memory:")
    connection.deserialize(content())
    connection.execute("PRAGMA foreign_keys = ON")
    return connection
