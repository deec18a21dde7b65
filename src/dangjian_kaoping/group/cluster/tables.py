"""The rows that units send (engine/group/rows.py) as tables in Parquet files, and back.

A figure has two columns: a DECIMAL to reckon with, and its text, which keeps the places with which it was published.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple, get_args, get_type_hints

from dangjian_kaoping.engine.group.rows import AreaRow, BranchRow, UnitRow
from dangjian_kaoping.group.cluster.engine import database

SCALE = 10
"""Decimal places of a figure in a table; what has more is refused, never rounded."""
_FIGURE = f"DECIMAL(38, {SCALE})"
_AT_ONCE = 1000
"""Rows that go into the database together."""
_TYPES: dict[Any, str] = {str: "VARCHAR", int: "BIGINT", bool: "BOOLEAN", Decimal: _FIGURE}


class Column(NamedTuple):
    """A column: its name, its type, and whether it is the text beside a figure."""

    name: str
    type: str
    text_of: str = ""


class Kind(NamedTuple):
    """A table: its name, of which rows it is, and its columns; `owned` where each row has its unit before it."""

    name: str
    row: type[Any]
    columns: tuple[Column, ...]
    owned: bool = False


def _columns(row: type[Any]) -> Iterable[Column]:
    for name, hint in get_type_hints(row).items():
        kinds = [each for each in (get_args(hint) or (hint,)) if each is not type(None)]
        # a word of a few known ones is a text too
        found = _TYPES.get(kinds[0], "VARCHAR")
        yield Column(name, found)
        if found == _FIGURE:
            yield Column(f"{name}_text", "VARCHAR", name)


UNITS = Kind("units", UnitRow, tuple(_columns(UnitRow)))
BRANCHES = Kind("branches", BranchRow, tuple(_columns(BranchRow)))
AREAS = Kind("areas", AreaRow, (Column("unit", "VARCHAR"), *_columns(AreaRow)), owned=True)
KINDS = (UNITS, BRANCHES, AREAS)


class TooFineError(ValueError):
    """A figure has more decimal places than a table keeps."""


def write(kind: Kind, rows: Sequence[Sequence[Any]], file: Path) -> None:
    """Write rows as a Parquet file: the same rows give the same bytes. Raises OSError, TooFineError."""
    base = database(threads=1, memory="1GB")
    try:
        declared = ", ".join(f"{each.name} {each.type}" for each in kind.columns)
        base.execute(f"CREATE TABLE rows ({declared})")
        # what is cast is the list and not each of its values: the library is quicker so
        asked = ", ".join(f"unnest(${at}::VARCHAR[]::{each.type}[])" for at, each in enumerate(kind.columns, 1))
        for start in range(0, len(rows), _AT_ONCE):
            written = [_written(kind, each) for each in rows[start : start + _AT_ONCE]]
            base.execute(f"INSERT INTO rows SELECT {asked}", [list(each) for each in zip(*written, strict=True)])
        base.execute(f"COPY rows TO '{_quoted(file)}' (FORMAT parquet, COMPRESSION zstd)")
    except base_error() as error:
        raise OSError(f"{error}") from error
    finally:
        base.close()


def base_error() -> type[Exception]:
    """What the library raises where a file cannot be read or written."""
    import duckdb  # noqa: PLC0415 - of the extra `cluster`

    return duckdb.IOException


def _written(kind: Kind, row: Sequence[Any]) -> list[str | None]:
    values = iter(row)
    found: list[str | None] = []
    for column in kind.columns:
        if column.text_of:
            found.append(found[-1])
            continue
        value = next(values)
        if isinstance(value, Decimal):
            exponent = value.as_tuple().exponent
            if not isinstance(exponent, int) or -exponent > SCALE:
                raise TooFineError(f"{column.name} {value}")
            found.append(format(value, "f"))
        else:
            found.append(None if value is None else str(value))
    return found


def row_of(kind: Kind, values: Sequence[Any]) -> Any:
    """The row that some values of a table's columns are, in their order."""
    figures = {column.text_of: value for column, value in zip(kind.columns, values, strict=True) if column.text_of}
    own = []
    for column, value in zip(kind.columns, values, strict=True):
        if column.text_of or (kind.owned and column is kind.columns[0]):
            continue
        text = figures.get(column.name)
        own.append((None if text is None else Decimal(text)) if column.name in figures else value)
    return kind.row(*own)


def source(kind: Kind, files: Sequence[Path]) -> str:
    """The table as it lies in many files, for a FROM."""
    told = ", ".join(f"'{_quoted(each)}'" for each in files)
    return f"read_parquet([{told}])"


def _quoted(file: Path) -> str:
    return str(file).replace("'", "''")
