"""A table painted on a sheet: its columns' widths, its heads, and the cells of a row."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.views.cell import cell_in_words
from dangjian_kaoping.views.table import Column, FiguresByClass, Kind, Marked, Moved, Row, Table, Value
from dangjian_kaoping.words.figures import NONE
from dangjian_kaoping.write.xlsx.balance import balanced, sampled
from dangjian_kaoping.write.xlsx.cells import Cell, Day, Figure, Text, shown
from dangjian_kaoping.write.xlsx.layout import column_width, name_width
from dangjian_kaoping.write.xlsx.looks import Look
from dangjian_kaoping.write.xlsx.page import Page

_WORDS: Mapping[Kind, Look] = {"name": "center", "word": "center", "note": "minor", "prose": "small", "day": "minor"}
_FORM: Mapping[Kind, str] = {
    "move": '"↑"0;"↓"0;"—"',
    "difference": "+0.00;-0.00;0.00",
    "owed": "+#,##0.00;-#,##0.00;0.00",
    "money": "#,##0.00",
}


def widths_of(columns: Sequence[Column[Row]], rows: Sequence[Row]) -> list[float]:
    """The width of each column, for what stands in it."""
    return [_width(column, rows) for column in columns]


def _width(column: Column[Row], rows: Sequence[Row]) -> float:
    least, most = column.width.least, column.width.most
    if least == most:
        return least
    within = name_width if column.kind == "name" else column_width
    return within((shown(cell_of(column, row)) for row in rows), least, most)


def alike(columns: Sequence[Column[Row]], rows: Sequence[Row]) -> list[Column[Row]]:
    """The columns, the figures of each with as many decimals as the one that has the most."""
    found = []
    for column in columns:
        cells = (cell_of(column, row) for row in rows)
        most = max((cell.places for cell in cells if isinstance(cell, Figure)), default=0)
        found.append(column._replace(places=(most, max(most, column.places[1]))))
    return found


def balanced_widths(columns: Sequence[Column[Row]], rows: Sequence[Row], unprinted: int = 0) -> list[float]:
    """The widths, those of the printed columns moved to where there is much to read."""
    widths, printed = widths_of(columns, rows), columns[: len(columns) - unprinted]
    cells = [[cell_of(column, row) for column in printed] for row in sampled(rows)]
    return [*balanced(cells, widths[: len(printed)]), *widths[len(printed) :]]


def write_heads(page: Page, table: Table[Row], columns: Sequence[Column[Row]], height: float, fixed: int) -> None:
    """The headings, under those of their groups; they and the first columns stay on the screen."""
    # a group that goes on on another printed page is named there too
    pages = [
        max((number for number, span in enumerate(page.spans) if span[0] <= each), default=-1)
        for each in range(len(columns))
    ]
    grouped = groupby(range(len(columns)), key=lambda each: (table.groups.get(columns[each].part, ""), pages[each]))
    groups = [(name, list(several)) for (name, _), several in grouped]
    first = page.next_row
    if table.groups:
        page.spanning([(indexes[0], indexes[-1], Text(name, "group")) for name, indexes in groups], 20)
    head = page.row([Text(heading_of(column), "head") for column in columns], height, buttons=True)
    page.heads(first, head, fixed)


def heading_of(column: Column[Row]) -> str:
    """The heading, with the full marks behind it."""
    heading = column.heading_on("sheet")
    return f"{heading}\n{column.full.behind}" if column.full and column.full.behind else heading


def cell_of(column: Column[Row], row: Row) -> Cell:
    """The cell of a row; a step is live."""
    return cell_with(column, column.value(row))


def cell_with(column: Column[Row], value: Value) -> Cell:
    """The cell of a column with a value that is not read off a row."""
    look: Look = "strong" if column.weight == "strong" else "figure"
    match value:
        case None:
            return Text("" if column.blank else NONE, _WORDS.get(column.kind, "center"))
        case Marked():
            return Text(value.words, value.mark)
        case FiguresByClass():
            figures = set(value.figures.values())
            return (
                cell_with(column, figures.pop()) if len(figures) == 1 else Text(cell_in_words(column, value), "minor")
            )
        case Moved():
            return Figure(Decimal(value.places), form=_FORM["move"])
        case int():
            return Figure(Decimal(value), look)
        case date():
            return Day(value)
        case Step():
            return Figure(value, look, *column.places, live=column.live, form=_FORM.get(column.kind, ""))
        case Decimal() | Fraction():
            return Figure(value, look, *column.places, column.mark, form=_FORM.get(column.kind, ""))
        case _:
            return Text(cell_in_words(column, value), _WORDS.get(column.kind, "center"))
