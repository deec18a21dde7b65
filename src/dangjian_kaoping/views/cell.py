"""A cell in words, for people: what a painter writes where it has nothing of its own for a value."""

from datetime import date

from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.exact import Exact, places
from dangjian_kaoping.views.table import (
    Column,
    Course,
    FiguresByClass,
    Flags,
    Marked,
    Moved,
    Row,
    Several,
    Value,
    exact_of,
)
from dangjian_kaoping.words.figures import NONE, moved_in_words, points_by_class, published, shown, signed, yuan
from dangjian_kaoping.words.names import FLAG


def cell_in_words(column: Column[Row], value: Value, decimals: int = 2, missing: str = NONE) -> str:
    """A value of a column. What is not published has so many decimals."""
    match value:
        case None:
            return "" if column.blank else missing
        case str():
            return value
        case Marked():
            return value.words
        case Flags():
            return "、".join(FLAG[flag] for flag in value.flags)
        case Several():
            return "、".join(value.words)
        case FiguresByClass():
            return points_by_class(value.figures)
        case Moved():
            return moved_in_words(value.places)
        case Course():
            return "、".join("无" if each is None else _number(column, each, decimals) for each in value.figures)
        case int():
            return str(value)
        case date():
            return value.isoformat()
        case _:
            return _number(column, value, decimals)


def _number(column: Column[Row], value: Step | Exact, decimals: int) -> str:
    exact = exact_of(value)
    if column.kind == "money":
        return yuan(exact)
    if column.kind in ("difference", "owed"):
        return signed(exact, shown(exact) if column.exact else None)
    if column.exact:
        return shown(exact)
    if isinstance(value, Step) and value.operation == "rounded":
        return published(value)
    return places(exact, decimals)
