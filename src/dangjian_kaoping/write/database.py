"""What is exported as a database that answers SQL."""

from dangjian_kaoping.database.sqlite import marked, sqlite_bytes
from dangjian_kaoping.engine.export import Export
from dangjian_kaoping.views.database.database import MARK, database

HEAD = 72
"""So many bytes tell whose a file is."""


def results_sqlite(export: Export) -> bytes:
    """An SQLite database."""
    return sqlite_bytes(database(export))


def is_ours(head: bytes) -> bool:
    """Whether a file that begins so is such a database, of whatever version."""
    return marked(head, MARK)
