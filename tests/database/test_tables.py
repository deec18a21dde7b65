"""Tables as SQLite and as Parquet: what went in comes out again, with its keys, and the same bytes each time."""

import sqlite3
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from dangjian_kaoping.database.parquet import has_mark, parquet_bytes
from dangjian_kaoping.database.sqlite import create_table, marked, sqlite_bytes
from dangjian_kaoping.database.table import Cell, Column, Database, Reference, Table, View

MARK = 0x01020304
PLACES = Table(
    "places",
    "Where",
    (Column("place", "text", "Which"), Column("at", "integer", "Which number")),
    ("place", "at"),
    rows=[("b", 10), ("b", 9), ("a", 1)],
)
THINGS = Table(
    "things",
    'What; it\'s "there"\nand on',
    (
        Column("thing", "integer", "Which"),
        Column("place", "text", "Where", optional=True),
        Column("at", "integer", "Where", optional=True),
        Column("big", "number", "How much", optional=True),
        Column("day", "day", "When", optional=True),
        Column("good", "truth", "Whether"),
    ),
    ("thing",),
    [Reference(("place", "at"), "places", ("place", "at"))],
    [(2, "a", 1, Decimal("0.1"), date(2021, 3, 31), True), (1, None, None, None, None, False)],
)
BOTH = Database(MARK, 7, (PLACES, THINGS), (View("all", "All", "SELECT * FROM things"),), "Not here: it's a copy")


def opened(database: Database) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.deserialize(sqlite_bytes(database))
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def test_rows_stand_in_the_order_of_their_key_and_are_what_they_were() -> None:
    with closing(opened(BOTH)) as connection:
        assert connection.execute("SELECT * FROM places").fetchall() == [("a", 1), ("b", 9), ("b", 10)]
        assert connection.execute('SELECT * FROM "all"').fetchall() == [
            (1, None, None, None, None, 0),
            (2, "a", 1, 0.1, "2021-03-31", 1),
        ]


def test_the_order_in_which_rows_are_given_changes_no_byte() -> None:
    turned = BOTH._replace(tables=[each._replace(rows=each.rows[::-1]) for each in BOTH.tables])
    assert sqlite_bytes(turned) == sqlite_bytes(BOTH)
    assert parquet_bytes(turned.tables[1], "m/1") == parquet_bytes(THINGS, "m/1")


def test_comments_stand_in_the_text_of_the_table() -> None:
    text = create_table(THINGS)
    assert '-- What; it\'s "there" and on\n' in text
    assert '"big" REAL, -- How much' in text
    with closing(opened(BOTH)) as connection:
        assert connection.execute("SELECT sql FROM sqlite_master WHERE name = 'things'").fetchone() == (text,)


def test_nothing_can_be_changed() -> None:
    with closing(opened(BOTH)) as connection:
        for change in ("DELETE FROM things", "UPDATE things SET big = 1", "INSERT INTO places VALUES ('c', 1)"):
            with pytest.raises(sqlite3.IntegrityError, match="Not here: it's a copy"):
                connection.execute(change)


@pytest.mark.parametrize(
    "row",
    [
        (3, "c", 1, None, None, True),  # there is no such place
        (None, "a", 1, None, None, True),
        (3, None, None, None, None, 2),  # neither true nor not
    ],
)
def test_a_row_that_does_not_fit_is_no_row(row: tuple[Cell, ...]) -> None:
    wrong = THINGS._replace(rows=[row])
    with pytest.raises(sqlite3.IntegrityError):
        sqlite_bytes(BOTH._replace(tables=(PLACES, wrong)))


def test_two_rows_of_one_key_are_a_fault_whichever_file_they_go_to() -> None:
    twice = THINGS._replace(rows=[*THINGS.rows, THINGS.rows[0]])
    with pytest.raises(ValueError, match="two rows of things"):
        sqlite_bytes(BOTH._replace(tables=(PLACES, twice)))
    with pytest.raises(ValueError, match="two rows of things"):
        parquet_bytes(twice, "m/1")


def test_a_file_is_known_by_its_mark() -> None:
    content = sqlite_bytes(BOTH)
    assert marked(content[:72], MARK)
    assert not marked(content[:72], MARK + 1)
    assert not marked(content[:60], MARK)
    assert not marked(b"x" * 72, MARK)


def test_parquet_has_decimals_and_says_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "things.parquet"
    path.write_bytes(parquet_bytes(THINGS, "m/1"))
    with duckdb.connect(":memory:") as connection:
        found = connection.execute("SELECT big, day, good FROM read_parquet(?)", [str(path)])
        assert [each[1] for each in found.description or ()] == ["DECIMAL(18,6)", "DATE", "BOOLEAN"]
        assert found.fetchall() == [(None, None, False), (Decimal("0.1"), date(2021, 3, 31), True)]
        told = connection.execute("SELECT decode(key), decode(value) FROM parquet_kv_metadata(?)", [str(path)])
        assert dict(told.fetchall())["comment"] == THINGS.comment
    assert has_mark(path, "m/1")
    assert not has_mark(path, "n/1")
    for content in (b"", b"PAR1", b"PAR1" + b"\xff" * 8 + b"PAR1", b"hello"):
        path.write_bytes(content)
        assert not has_mark(path, "m/1")


TEXTS = some.text(some.characters(codec="utf-8", exclude_characters="\0"))
NUMBERS = some.none() | some.decimals(-(10**11), 10**11, places=6)


@pytest.mark.whole
@settings(max_examples=12)  # each opens DuckDB twice
@given(rows=some.dictionaries(TEXTS, some.tuples(some.none() | TEXTS, NUMBERS), max_size=5))
def test_whatever_text_and_number_comes_back(
    tmp_path_factory: pytest.TempPathFactory, rows: dict[str, tuple[str | None, Decimal | None]]
) -> None:
    columns = (Column("a", "text", ""), Column("b", "text", "", True), Column("c", "number", "", True))
    table = Table("t", "", columns, ("a",), rows=[(key, *rest) for key, rest in rows.items()])
    expected = [(key, *rows[key]) for key in sorted(rows)]
    with closing(opened(Database(MARK, 1, (table,)))) as connection:
        found = connection.execute("SELECT * FROM t").fetchall()
        assert sorted(found) == [(a, b, None if c is None else float(c)) for a, b, c in expected]
    path = tmp_path_factory.mktemp("parquet") / "t.parquet"
    path.write_bytes(parquet_bytes(table, "m/1"))
    with duckdb.connect(":memory:") as connection:
        assert connection.execute("SELECT * FROM read_parquet(?)", [str(path)]).fetchall() == expected
