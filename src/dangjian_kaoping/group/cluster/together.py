"""The chunks put together by DuckDB, to what `group_round` makes of the same answers in memory."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from typing import Any

from dangjian_kaoping.engine.group.rows import AreaRow, Asked, UnitRow
from dangjian_kaoping.engine.group.together import Band, GroupRound, Placed, Pool, Spread
from dangjian_kaoping.group.cluster.engine import database
from dangjian_kaoping.group.cluster.tables import BRANCHES, KINDS, UNITS, Kind, row_of, source

_AT_ONCE = 10_000
"""Rows that are taken from the database together."""


@cache
def sql(name: str) -> str:
    """One of the queries that lie beside this module."""
    return files(__package__).joinpath(f"{name}.sql").read_text("utf-8")


def opened(tables: Mapping[Kind, Sequence[Path]], **bounds: Any) -> Any:
    """A database in which the tables of some chunks are to be asked, and are ranked."""
    base = database(**bounds)
    for kind in KINDS:
        base.execute(f"CREATE VIEW {kind.name} AS SELECT * FROM {source(kind, tables[kind])}")  # noqa: S608 - our own files
    base.execute(f"CREATE TABLE ranked AS {sql('ranking')}")
    return base


def together(name: str, asked: Asked, tables: Mapping[Kind, Sequence[Path]]) -> GroupRound:
    """The group's round, from the files of all its chunks, in whatever order these come."""
    base = opened(tables)
    try:
        units = tuple(row_of(UNITS, each) for each in _rows(base, f"SELECT * FROM units ORDER BY unit"))  # noqa: F541
        areas = tuple(AreaRow(*each) for each in _rows(base, sql("problems")))
        return GroupRound(name, asked, units, tuple(_pools(base, units)), areas)
    finally:
        base.close()


def _pools(base: Any, units: Sequence[UnitRow]) -> Iterator[Pool]:
    known: dict[str, list[UnitRow]] = {}
    for each in units:
        if each.counted:
            known.setdefault(each.rubric, []).append(each)
    counts = dict(_rows(base, "SELECT rubric, count(*) FROM ranked GROUP BY rubric"))
    spreads = {each[0]: _spread(each) for each in _rows(base, sql("spread"))}
    grades = {key: list(told) for key, told in groupby(_rows(base, sql("grades")), key=lambda each: each[0])}
    tens: dict[str, dict[int, int]] = {}
    for rubric, start, branches in _rows(base, sql("tens")):
        tens.setdefault(rubric, {})[start] = branches
    for rubric in sorted(known, key=lambda each: (-counts.get(each, 0), each)):
        yield Pool(
            rubric,
            known[rubric][0].version,
            tuple(known[rubric]),
            tuple(_placed(base, rubric, {each.unit: each for each in known[rubric]})),
            spreads.get(rubric),
            tuple(_bands(grades.get(rubric, []), tens.get(rubric, {}))),
        )


def _placed(base: Any, rubric: str, units: dict[str, UnitRow]) -> Iterator[Placed]:
    asked = "SELECT * EXCLUDE (rubric) FROM ranked WHERE rubric = ? ORDER BY place NULLS LAST, unit, branch"
    for *values, rank, class_rank in _rows(base, asked, [rubric]):
        row = row_of(BRANCHES, values)
        yield Placed(row, units[row.unit], rank, class_rank)


def _spread(told: Sequence[Any]) -> Spread:
    _, branches, *figures = told
    return Spread(branches, *map(Decimal, figures))


def _bands(grades: Sequence[Any], tens: dict[int, int]) -> Iterator[Band]:
    if any(grade is not None for _, grade, _ in grades):
        yield from (Band(grade, None, branches) for _, grade, branches in grades)
    elif tens:
        # an empty one between others is there too
        yield from (Band(None, each, tens.get(each, 0)) for each in range(max(tens), min(tens) - 1, -10))


def _rows(base: Any, asked: str, values: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
    found = base.cursor().execute(asked, list(values))
    while rows := found.fetchmany(_AT_ONCE):
        yield from rows
