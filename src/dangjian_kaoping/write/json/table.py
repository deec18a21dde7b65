"""A row of a table painted as fields of a JSON object."""

from datetime import date

from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.exact import Exact, plain
from dangjian_kaoping.views.table import (
    Column,
    Course,
    FiguresByClass,
    Flags,
    Marked,
    Moved,
    Row,
    Several,
    Table,
    Value,
    exact_of,
)
from dangjian_kaoping.words.figures import machine, money, six


def fields_of(table: Table[Row], row: Row) -> dict[str, object]:
    """The columns by key; those whose key has a dot together, by heading. Numbers are text; null where missing.

    Published figures are as they were rounded, the others have six places.
    """
    fields: dict[str, object] = {}
    groups: dict[str, dict[str, object]] = {}
    for column in table.on("fields"):
        group, dot, _ = column.key.partition(".")
        if dot:
            fields[group] = groups.setdefault(group, {})
            groups[group][column.heading] = _field(column, column.value(row))
        else:
            fields[column.key] = _field(column, column.value(row))
    return fields


def _field(column: Column[Row], value: Value) -> object:
    match value:
        case None | str() | int():
            return value
        case date():
            return value.isoformat()
        case Flags():
            return list(value.flags)
        case Moved():
            return value.places
        case Course():
            return [None if each is None else _number(column, each) for each in value.figures]
        case Marked():
            return value.words
        case Several():
            return list(value.words)
        case FiguresByClass():
            return {name: plain(figure) for name, figure in value.figures.items()}
        case _:
            return _number(column, value)


def _number(column: Column[Row], value: Step | Exact) -> str:
    if column.kind == "money":
        return money(exact_of(value))
    return machine(value) if isinstance(value, Step) else six(value)
