"""A table: its columns with what they mean, its keys, its rows. What file holds it, it does not know."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from operator import itemgetter
from typing import Literal, NamedTuple

Kind = Literal["text", "integer", "number", "day", "truth"]
"""A `number` is a Decimal of at most `WHOLE` digits before the point and `PLACES` after it; a `truth` is a bool."""
Cell = str | int | Decimal | date | bool | None

WHOLE, PLACES = 12, 6
"""Digits of a number before and after the point: what SQL sums exactly as DECIMAL(18, 6)."""


class Column(NamedTuple):
    """A column, and in words what stands in it; `optional` where it may be empty."""

    name: str
    kind: Kind
    comment: str
    optional: bool = False


class Reference(NamedTuple):
    """That some columns of a table are the key of another."""

    columns: tuple[str, ...]
    table: str
    key: tuple[str, ...]


class Table(NamedTuple):
    """A table with its rows, each a value for each column in order; the rows are written in the order of the key."""

    name: str
    comment: str
    columns: Sequence[Column]
    key: tuple[str, ...]
    references: Sequence[Reference] = ()
    rows: Sequence[tuple[Cell, ...]] = ()

    @property
    def sorted(self) -> list[tuple[Cell, ...]]:
        """The rows in the order of the key, which is never empty. Raises ValueError where two rows have one key."""
        names = [each.name for each in self.columns]
        places = [names.index(each) for each in self.key]
        rows = sorted(self.rows, key=itemgetter(*places))
        for one, other in pairwise(rows):
            if all(one[place] == other[place] for place in places):
                raise ValueError(f"two rows of {self.name} have the key {[one[place] for place in places]}")
        return rows


class View(NamedTuple):
    """A question that is asked so often that the database has it, by name: the SQL of a SELECT, and what it tells."""

    name: str
    comment: str
    sql: str


class Database(NamedTuple):
    """Tables in an order in which each comes after those that it refers to, the views on them, and what is said of the
    whole. `mark` tells whose file it is, `version` of which kind.
    """

    mark: int
    version: int
    tables: Sequence[Table]
    views: Sequence[View] = ()
    refusal: str = ""
    """What a program is told that tries to change something."""


def described(tables: Iterable[Table]) -> list[tuple[str, str, str]]:
    """Table, column and meaning, for a table that tells of all others; the column is empty where the table is meant."""
    found = []
    for table in tables:
        found.append((table.name, "", table.comment))
        found += [(table.name, each.name, each.comment) for each in table.columns]
    return found
