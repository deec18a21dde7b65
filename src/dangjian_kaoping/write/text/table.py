"""A table painted for a terminal."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from dangjian_kaoping.views.cell import cell_in_words
from dangjian_kaoping.views.table import FIGURES, Column, Course, Row, Table
from dangjian_kaoping.words.figures import MISSING
from dangjian_kaoping.write.layout import Page
from dangjian_kaoping.write.text import grid
from dangjian_kaoping.write.text.bars import scale_of
from dangjian_kaoping.write.text.standing_out import tones_of
from dangjian_kaoping.write.toned import Tone


def lines_of(table: Table[Row], width: int, *, plain: bool = False) -> list[str]:
    """The lines; what stands apart follows in tables of its own where all does not fit side by side.

    A `plain` console has no bars: courses are drawn in digits.
    """
    columns, paint = table.on("screen"), partial(_painted, table, plain)
    apart = [column for column in columns if table.is_apart(column)]
    whole = grid.grid(paint(columns), width)
    if whole is not None:
        return whole
    lines = grid.fitting(paint([column for column in columns if column not in apart]), width)
    heads = [column for column in columns if column.key in table.heads]
    for some in _divided(paint, heads, apart, width):
        lines += ["", *grid.fitting(paint(some), width)]
    return lines


def write_record(page: Page, table: Table[Row], row: Row, depth: int = 0) -> None:
    """A row by itself: a line that names it, and what else there is to say of it below, each with its heading."""
    columns = table.on("screen")
    cells = {column.key: cell_in_words(column, column.value(row), missing="") for column in columns}
    page.line("  ".join(filter(None, (cells[key] for key in table.heads))), depth)
    for column in columns:
        if column.key not in table.heads and cells[column.key]:
            page.line(cells[column.key], depth + 1, f"{column.heading_on('screen')}：")


_Paint = Callable[[Sequence[Column[Row]]], list[grid.Column]]


def _divided(
    paint: _Paint[Row], heads: Sequence[Column[Row]], apart: Sequence[Column[Row]], width: int
) -> Iterator[list[Column[Row]]]:
    """As many columns beside the heads as fit; one at least."""
    while apart:
        count = len(apart)
        while count > 1 and grid.grid(paint([*heads, *apart[:count]]), width) is None:
            count -= 1
        yield [*heads, *apart[:count]]
        apart = apart[count:]


def _painted(table: Table[Row], plain: bool, columns: Sequence[Column[Row]]) -> list[grid.Column]:
    return [
        grid.Column(
            column.heading_on("screen").replace("\n", ""),
            [*_full(table, column), *_cells(table, column, plain=plain), *_sum(table, column)],
            column.kind in FIGURES,
            [*[None] * len(_full(table, column)), *_tones(table, column), *[None] * len(_sum(table, column))],
        )
        for column in columns
    ]


def _cells(table: Table[Row], column: Column[Row], *, plain: bool) -> Sequence[str]:
    values = [column.value(row) for row in table.rows]
    courses = [value for value in values if isinstance(value, Course)]
    if courses:
        scale = scale_of(courses, plain=plain)
        return [scale.line(each) for each in courses]
    return [cell_in_words(column, value, missing=MISSING) for value in values]


def _tones(table: Table[Row], column: Column[Row]) -> Sequence[Tone | None]:
    return tones_of(column, [column.value(row) for row in table.rows])


def _sum(table: Table[Row], column: Column[Row]) -> list[str]:
    """What stands below all others."""
    return [cell_in_words(column, table.sums.get(column.key), missing="")] if table.sums else []


def _full(table: Table[Row], column: Column[Row]) -> list[str]:
    """满分, in a row above all others where any column has some."""
    if not any(each.full for each in table.columns):
        return []
    return [column.full.narrow if column.full else "满分" if column.kind == "name" else ""]
