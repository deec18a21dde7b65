"""Tables in Markdown whose cells stay what they are: text."""

from collections.abc import Iterable, Sequence

from dangjian_kaoping.views import table as view
from dangjian_kaoping.views.cell import cell_in_words
from dangjian_kaoping.write.layout import clean


def table(headings: Sequence[str], rows: Iterable[Sequence[str]], figures: Sequence[str] = ()) -> list[str]:
    """The lines of a table; `figures` are headings of columns that stand to the right. Cells are written as given."""
    rule = "|".join("--:" if heading in figures else "---" for heading in headings)
    return [_row(headings), f"|{rule}|", *map(_row, rows)]


def lines_of(described: view.Table[view.Row]) -> list[str]:
    """The lines of a table that is described in `views`."""
    columns = described.on("paper")
    rows = [
        [cell(cell_in_words(column, column.value(row), missing="")) for column in columns] for row in described.rows
    ]
    figures = [column.heading_on("paper") for column in columns if column.kind in view.FIGURES]
    return table([cell(column.heading_on("paper")) for column in columns], rows, figures)


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def cell(text: str) -> str:
    """Text that stays text in a table: no line ends, no bars, no markup of its own."""
    safe = clean(text)
    for mark in "\\|<>*_`[]":
        safe = safe.replace(mark, f"\\{mark}")
    return safe
