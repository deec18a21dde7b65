"""Tables as an SQLite database: of the same tables the same bytes, by the same SQLite.

SQLite has no decimal numbers: a number is a REAL, for sums and comparisons. What has to be exact to the last digit
has a column of text beside it, which is the caller's to give. Comments stand in the text of CREATE TABLE, which
SQLite keeps as it was written.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from decimal import Decimal

from dangjian_kaoping.database.table import Cell, Database, Kind, Table, View

_TYPES: dict[Kind, str] = {"text": "TEXT", "integer": "INTEGER", "number": "REAL", "day": "TEXT", "truth": "INTEGER"}
_MARK_AT = 68
"""Where in its head an SQLite file says whose it is (https://www.sqlite.org/fileformat2.html, application ID)."""
_HEAD = b"SQLite format 3\0"


def sqlite_bytes(database: Database) -> bytes:
    """The whole file. Raises sqlite3.IntegrityError where a row has not what its column asks, or a key that is not
    there.
    """
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute("PRAGMA page_size = 4096")
        connection.execute(f"PRAGMA application_id = {database.mark}")
        connection.execute(f"PRAGMA user_version = {database.version}")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("BEGIN")
        for table in database.tables:
            connection.execute(create_table(table))
            for index in _indices(table):
                connection.execute(index)
            marks = ", ".join("?" * len(table.columns))
            rows = (tuple(map(_stored, row)) for row in table.sorted)
            # the name is quoted, and everything else is handed over as a value
            connection.executemany(f"INSERT INTO {_quoted(table.name)} VALUES ({marks})", rows)  # noqa: S608
        for view in database.views:
            connection.execute(create_view(view))
        if database.refusal:
            for statement in _guards(database):
                connection.execute(statement)
        connection.execute("COMMIT")
        return connection.serialize()


def marked(head: bytes, mark: int) -> bool:
    """Whether a file that begins so is a database of a mark; 72 bytes are enough to see."""
    return head.startswith(_HEAD) and head[_MARK_AT : _MARK_AT + 4] == mark.to_bytes(4, "big")


def create_table(table: Table) -> str:
    """CREATE TABLE, with a comment at the table and at each column."""
    lines = []
    for column in table.columns:
        words = [_quoted(column.name), _TYPES[column.kind], "" if column.optional else "NOT NULL"]
        if column.kind == "truth":
            words.append(f"CHECK ({_quoted(column.name)} IN (0, 1))")
        lines.append((" ".join(filter(None, words)), column.comment))
    lines.append((f"PRIMARY KEY ({_names(table.key)})", ""))
    lines += [
        (f"FOREIGN KEY ({_names(each.columns)}) REFERENCES {_quoted(each.table)} ({_names(each.key)})", "")
        for each in table.references
    ]
    last = len(lines) - 1
    text = "\n".join(
        f"  {line}{'' if number == last else ','}{f' -- {_line(comment)}' if comment else ''}"
        for number, (line, comment) in enumerate(lines)
    )
    return f"CREATE TABLE {_quoted(table.name)} ( -- {_line(table.comment)}\n{text}\n) WITHOUT ROWID"


def create_view(view: View) -> str:
    """CREATE VIEW, with its comment."""
    return f"CREATE VIEW {_quoted(view.name)} AS -- {_line(view.comment)}\n{view.sql.strip()}"


def _indices(table: Table) -> Iterator[str]:
    """An index for each reference that the key does not begin with: joins go by them."""
    for number, each in enumerate(table.references, start=1):
        if table.key[: len(each.columns)] != each.columns:
            name = _quoted(f"{table.name}_{number}")
            yield f"CREATE INDEX {name} ON {_quoted(table.name)} ({_names(each.columns)})"


def _guards(database: Database) -> Iterator[str]:
    """Triggers that let nothing be changed."""
    said = database.refusal.replace("'", "''")
    for table in database.tables:
        for act in ("INSERT", "UPDATE", "DELETE"):
            name = _quoted(f"{table.name}_{act.lower()}")
            on = f"BEFORE {act} ON {_quoted(table.name)}"
            yield f"CREATE TRIGGER {name} {on} BEGIN SELECT RAISE(ABORT, '{said}'); END"


def _stored(value: Cell) -> str | int | float | None:
    match value:
        case bool():
            return int(value)
        case Decimal():
            return float(value)
        case date():
            return value.isoformat()
    return value


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _names(columns: tuple[str, ...]) -> str:
    return ", ".join(map(_quoted, columns))


def _line(comment: str) -> str:
    return " ".join(comment.split())
