"""一页纸摘要 as a sheet: one upright page, in the largest letters at which all of it stands there."""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from math import ceil

from dangjian_kaoping.views.summary import NAME, Summary
from dangjian_kaoping.words.notice.letter import Table
from dangjian_kaoping.write.xlsx.book import Book
from dangjian_kaoping.write.xlsx.cells import Cell, Text, shown
from dangjian_kaoping.write.xlsx.layout import display_width, longest_word, pixels, row_height
from dangjian_kaoping.write.xlsx.looks import font_size
from dangjian_kaoping.write.xlsx.paper import Paper, printed

_GRID = 48
"""Tables with other columns stand one below the other, each on some of so many."""
_PAPER = Paper(tall=True, whole=True)
_SMALLEST = 0.8
"""Letters of 10 are printed as 8 at least."""
_STEPS = 10
_HALF_WIDTHS = 2.2
"""Of letters, that a column of the grid takes at full size; the padding takes one."""
_HEAD = 8.0
"""Half widths that a head is given at least."""

Row = tuple[Sequence[tuple[int, int, Cell]], float]
"""Cells over columns (first, last), and the least height."""


def write_summary(book: Book, summary: Summary) -> None:
    """Write the sheet."""
    rows = list(_rows(summary))
    scales = [1 - (1 - _SMALLEST) * step / _STEPS for step in range(_STEPS + 1)]
    fitting = (each for each in scales if _height(rows, _unit(each)) <= _PAPER.height / each)
    page = book.page(NAME, [_unit(next(fitting, _SMALLEST))] * _GRID, _PAPER)
    for spans, least in rows:
        page.spanning(spans, least)
    page.sheet.ignore_errors({"number_stored_as_text": f"A1:{page.address(page.next_row - 1, _GRID - 1).cell}"})


def _unit(scale: float) -> float:
    """How wide a column is that the page is filled at a scale."""
    padding = printed([0.0])
    return (_PAPER.width / scale / _GRID - padding) / (printed([1.0]) - padding)


def _height(rows: Sequence[Row], unit: float) -> float:
    return sum(
        row_height(
            [(shown(cell), _merged(first, last, unit), font_size(cell.look)) for first, last, cell in cells], least
        )
        for cells, least in rows
    )


def _merged(first: int, last: int, unit: float) -> float:
    return ((last - first + 1) * pixels(unit) - pixels(0)) / (pixels(1) - pixels(0))


def _rows(summary: Summary) -> Iterator[Row]:
    yield _over(Text(summary.title, "title"), 28)
    yield _over(Text(summary.about, "subtitle"), 16)
    yield _over(Text(f"{summary.headline}。", "subtitle"), 16)
    if summary.provisional:
        yield _over(Text(summary.provisional, "subtitle"), 16)
    for section in summary.sections:
        yield _over(Text(section.title, "label"), 16)
        for words in section.sentences:
            yield _over(Text(words, "plain"), 16)
        if section.table is not None:
            yield from _table_rows(section.table)


def _over(cell: Cell, least: float) -> Row:
    return [(0, _GRID - 1, cell)], least


def _table_rows(table: Table) -> Iterator[Row]:
    spans = _spans(table)
    heads: list[Cell] = [Text(column.head, "head") for column in table.columns]
    yield [(*span, cell) for span, cell in zip(spans, heads, strict=True)], 16
    for row in table.rows:
        cells: list[Cell] = [
            Text(text, "text" if column.left else "center") for text, column in zip(row, table.columns, strict=True)
        ]
        yield [(*span, cell) for span, cell in zip(spans, cells, strict=True)], 16


def _spans(table: Table) -> list[tuple[int, int]]:
    """The columns of the grid that each column of a table takes: as many as its share, and one at least."""
    columns = enumerate(table.columns)
    needed = [
        max(_HEAD, *(min(display_width(row[index]), 2 * each.most) for row in table.rows)) for index, each in columns
    ]
    share = sum(needed) / _GRID
    # a figure is not broken
    least = [
        ceil((max(longest_word(row[index]) for row in table.rows) + 1) / _HALF_WIDTHS) for index in range(len(needed))
    ]
    taken = [max(one, round(width / share)) for one, width in zip(least, needed, strict=True)]
    while over := sum(taken) - _GRID:
        step = -1 if over > 0 else 1
        free = [index for index, width in enumerate(taken) if step > 0 or width > least[index]] or [0]
        taken[max(free, key=lambda index: step * (needed[index] / share - taken[index]))] += step
    ends = list(accumulate(taken))
    return [(end - width, end - 1) for end, width in zip(ends, taken, strict=True)]
