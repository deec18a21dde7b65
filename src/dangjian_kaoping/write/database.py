"""What is exported as a database that answers SQL."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from dangjian_kaoping.database.parquet import has_mark, parquet_bytes
from dangjian_kaoping.database.sqlite import marked, sqlite_bytes
from dangjian_kaoping.engine.export import Export
from dangjian_kaoping.views.database.database import FORMAT, MARK, database

HEAD = 72
"""So many bytes tell whose a file is."""


def results_sqlite(export: Export) -> bytes:
    """An SQLite database."""
    return sqlite_bytes(database(export))


def is_ours(head: bytes) -> bool:
    """Whether a file that begins so is such a database, of whatever version."""
    return marked(head, MARK)


def parquet_files(export: Export) -> dict[str, Callable[[], bytes]]:
    """A Parquet file for each table, by its name, each made when it is asked for."""
    return {f"{table.name}.parquet": partial(parquet_bytes, table, FORMAT) for table in database(export).tables}


def is_our_parquet(path: Path) -> bool:
    """Whether a Parquet file is one of these, of whatever version. Raises OSError."""
    return has_mark(path, "kaoping.export/")
