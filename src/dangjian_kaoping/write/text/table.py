"""A table painted for a terminal."""

from collections.abc import Iterator, Sequence

from dangjian_kaoping.views.cell import cell_in_words
from dangjian_kaoping.views.table import FIGURES, Column, Row, Table
from dangjian_kaoping.words.figures import MISSING
from dangjian_kaoping.write.layout import Page
from dangjian_kaoping.write.text import grid


def lines_of(table: Table[Row], width: int) -> list[str]:
    """The lines; what stands apart follows in tables of its own where all does not fit side by side."""
    columns = table.on("screen")
    apart = [column for column in columns if table.apart and column.part == table.apart]
    whole = grid.grid(_painted(table, columns), width)
    if whole is not None:
        return whole
    lines = grid.fitting(_painted(table, [column for column in columns if column not in apart]), width)
    heads = [column for column in columns if column.key in table.heads]
    for some in _divided(table, heads, apart, width):
        lines += ["", *grid.fitting(_painted(table, some), width)]
    return lines


def write_record(page: Page, table: Table[Row], row: Row, depth: int = 0) -> None:
    """A row by itself: a line that names it, and what else there is to say of it below, each with its heading."""
    columns = table.on("screen")
    cells = {column.key: cell_in_words(column, column.value(row), missing="") for column in columns}
    page.line("  ".join(filter(None, (cells[key] for key in table.heads))), depth)
    for column in columns:
        if column.key not in table.heads and cells[column.key]:
            page.line(cells[column.key], depth + 1, f"{column.heading_on('screen')}：")


def _divided(
    table: Table[Row], heads: Sequence[Column[Row]], apart: Sequence[Column[Row]], width: int
) -> Iterator[list[Column[Row]]]:
    """As many columns beside the heads as fit; one at least."""
    while apart:
        count = len(apart)
        while count > 1 and grid.grid(_painted(table, [*heads, *apart[:count]]), width) is None:
            count -= 1
        yield [*heads, *apart[:count]]
        apart = apart[count:]


def _painted(table: Table[Row], columns: Sequence[Column[Row]]) -> list[grid.Column]:
    return [
        grid.Column(
            column.heading_on("screen").replace("\n", ""),
            [*_full(table, column), *_cells(table, column), *_sum(table, column)],
            column.kind in FIGURES,
        )
        for column in columns
    ]


def _cells(table: Table[Row], column: Column[Row]) -> Iterator[str]:
    for row in table.rows:
        yield cell_in_words(column, column.value(row), missing=MISSING)


def _sum(table: Table[Row], column: Column[Row]) -> list[str]:
    """What stands below all others."""
    return [cell_in_words(column, table.sums.get(column.key), missing="")] if table.sums else []


def _full(table: Table[Row], column: Column[Row]) -> list[str]:
    """满分, in a row above all others where any column has some."""
    if not any(each.full for each in table.columns):
        return []
    return [column.full.narrow if column.full else "满分" if column.kind == "name" else ""]
