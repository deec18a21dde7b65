"""A table painted on a page: its heads, and its cells with the classes that the style sheets know (`table.html`)."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from dangjian_kaoping.engine.follow.reach import rounded_mean
from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.model.measure import Rounding
from dangjian_kaoping.views.cell import cell_in_words
from dangjian_kaoping.views.table import FIGURES, Column, Course, Flags, Row, Value

MEAN = "各支部平均"
Form = Literal["text", "name", "move", "course", "flags"]
"""How the template draws a cell."""


class Head(NamedTuple):
    """The head of a column: what stands in it, small below it, and its classes; a `fixed` one sorts nothing."""

    text: str
    below: str
    classes: str
    fixed: bool


class Cell(NamedTuple):
    """A cell: its text, its value where the template draws it, and its classes."""

    text: str
    value: Value
    form: Form
    classes: str


def head_of(column: Column[Row], *more: str) -> Head:
    """The head of a column, with `more` classes."""
    below = column.full.below if column.full else ""
    text = column.heading_on("page").replace("\n", "")
    return Head(text, below, _classes(_side(column), *more, _room(column)), column.kind == "course")


def cell_of(column: Column[Row], value: Value, *more: str) -> Cell:
    """A cell of a column, with `more` classes."""
    form: Form = "text"
    if column.kind in ("name", "move"):
        form = "name" if column.kind == "name" else "move"
    elif isinstance(value, Course):
        form = "course"
    elif isinstance(value, Flags):
        form = "flags"
    return Cell(cell_in_words(column, value), value, form, _classes(_side(column), *more, _room(column)))


def means(columns: Iterable[Column[Row]], rows: Sequence[Row], rounding: Rounding) -> Iterator[Cell]:
    """The row below a table: the means of its points; of what they are multiplied by there is none."""
    for column in columns:
        value: Value = MEAN if column.kind == "name" else ""
        if column.kind == "points" and not column.exact:
            values = map(column.value, rows)
            found = rounded_mean((each for each in values if isinstance(each, Step)), rounding)
            value = "" if found is None else format(found, "f")
        yield cell_of(column, value)


def _side(column: Column[Row]) -> str:
    return "move" if column.kind == "move" else "number" if column.kind in FIGURES else ""


def _room(column: Column[Row]) -> str:
    """What may be left out on a small screen."""
    return "wide" if column.weight == "light" else ""


def _classes(*names: str) -> str:
    return " ".join(filter(None, names))
