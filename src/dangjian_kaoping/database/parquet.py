"""A table as a Parquet file, by DuckDB: numbers are DECIMAL(18, 6), never floats; of the same table the same bytes.

DuckDB is an extra, and is imported only here.
"""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from dangjian_kaoping.database.table import PLACES, WHOLE, Cell, Kind, Table

_TYPES: dict[Kind, str] = {
    "text": "VARCHAR",
    "integer": "BIGINT",
    "number": f"DECIMAL({WHOLE + PLACES}, {PLACES})",
    "day": "DATE",
    "truth": "BOOLEAN",
}
_SAFE: dict[str, str | bool | int | float | list[str]] = {
    # one thread keeps the order, and the same bytes; nothing is fetched
    "threads": 1,
    "preserve_insertion_order": True,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
MAGIC = b"PAR1"
"""How a Parquet file begins and ends."""
_END = 8
"""The last bytes: the length of what tells of the file, and the magic."""


def parquet_bytes(table: Table, mark: str) -> bytes:
    """The whole file, which bears the mark, the comments and the key of its table.

    Raises ImportError where DuckDB is not installed, ValueError where two rows have one key.
    """
    import duckdb

    with TemporaryDirectory(prefix="kaoping-") as folder:
        source, target = Path(folder, "rows.json"), Path(folder, "rows.parquet")
        source.write_text("".join(_lines(table)), "utf-8")
        columns = ", ".join(f"{_quoted(each.name)}: {_said(_TYPES[each.kind])}" for each in table.columns)
        about = {
            "kaoping": mark,
            "comment": table.comment,
            "key": ", ".join(table.key),
            "columns": json.dumps({each.name: each.comment for each in table.columns}, ensure_ascii=False),
        }
        known = ", ".join(f"{_quoted(key)}: {_said(value)}" for key, value in about.items())
        read = f"read_json({_said(str(source))}, format = 'newline_delimited', columns = {{{columns}}})"
        options = f"FORMAT parquet, COMPRESSION zstd, KV_METADATA {{{known}}}"
        with duckdb.connect(":memory:", config=_SAFE) as connection:
            # every name and text is quoted
            connection.execute(f"COPY (SELECT * FROM {read}) TO {_said(str(target))} ({options})")  # noqa: S608
        return target.read_bytes()


def has_mark(path: Path, mark: str) -> bool:
    """Whether a Parquet file bears a mark that begins so, by what it says of itself at its end. Raises OSError."""
    with path.open("rb") as file:
        if file.read(len(MAGIC)) != MAGIC:
            return False
        size = file.seek(0, 2)
        file.seek(max(size - _END, 0))
        end = file.read()
        length = int.from_bytes(end[:4], "little")
        if not end.endswith(MAGIC) or length + _END > size:
            return False
        file.seek(size - _END - length)
        return mark.encode() in file.read(length)


def _lines(table: Table) -> Iterator[str]:
    names = [each.name for each in table.columns]
    for row in table.sorted:
        yield json.dumps(dict(zip(names, map(_written, row), strict=True)), ensure_ascii=False) + "\n"


def _written(value: Cell) -> Cell:
    """Numbers and days as text: DuckDB makes of them what the column is, and loses nothing."""
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else value


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _said(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
