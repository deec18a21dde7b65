"""How a file of our own is known, kind by kind: only such a file is overwritten without `--force`.

What is read of it says what it is, in whatever version. A function here raises OSError where the file cannot be read.
"""

from collections.abc import Callable, Iterable
from pathlib import Path

Ours = Callable[[Path], bool]

MARKED = "utf-8-sig"
"""The encoding of CSV in a file: Excel takes one without the mark for GBK."""

_PAGE = '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n<meta name="generator" content="kaoping.'
"""How every page of ours begins (`base.html`); the format and its version follow."""
_HEAD = 200
"""So many bytes have the line that says which program made a calendar."""


def begins(*marks: bytes) -> Ours:
    """Files that begin with one of some marks."""

    def ours(path: Path) -> bool:
        return _head(path, max(map(len, marks))).startswith(marks)

    return ours


def json_of(name: str) -> Ours:
    """JSON of a format, such as `kaoping.score`, of whatever version."""
    return begins(f'{{\n  "format": "{name}/'.encode())


def markdown_of(name: str) -> Ours:
    """Markdown whose first line names its format."""
    return begins(f"<!-- {name}/".encode())


def csv_of(empty: Callable[[], Iterable[str]]) -> Ours:
    """CSV that begins as one of the tables would that have no rows."""

    def ours(path: Path) -> bool:
        # what the tables begin with is asked only now: their writer is not imported before
        return begins(*(each.encode(MARKED) for each in empty()))(path)

    return ours


def calendar_of(name: str) -> Ours:
    """A calendar whose product names its format."""
    return lambda path: f"PRODID:-//kaoping//{name}/".encode() in _head(path, _HEAD)


page = begins(_PAGE.encode())
"""A page, whatever is on it."""


def office(path: Path) -> bool:
    """A workbook or a document, whatever is in it, by its properties. Never raises."""
    from dangjian_kaoping.write.ownership import format_of

    return format_of(path) is not None


def database(path: Path) -> bool:
    """An exported database, whatever is in it."""
    from dangjian_kaoping.write.database import HEAD, is_ours

    return is_ours(_head(path, HEAD))


def parquet(path: Path) -> bool:
    """A Parquet file of an exported database."""
    from dangjian_kaoping.write.database import is_our_parquet

    return is_our_parquet(path)


def _head(path: Path, size: int) -> bytes:
    with path.open("rb") as file:
        return file.read(size)
