"""Tables in Markdown whose cells stay what they are: text."""

from collections.abc import Iterable, Mapping, Sequence

from dangjian_kaoping.views import table as view
from dangjian_kaoping.views.cell import cell_in_words
from dangjian_kaoping.words.marked import Only, Piece, marked_lines, pieces_of
from dangjian_kaoping.write.layout import clean


def table(headings: Sequence[str], rows: Iterable[Sequence[str]], figures: Sequence[str] = ()) -> list[str]:
    """The lines of a table; `figures` are headings of columns that stand to the right. Cells are written as given."""
    rule = "|".join("--:" if heading in figures else "---" for heading in headings)
    return [_row(headings), f"|{rule}|", *map(_row, rows)]


def lines_of(described: view.Table[view.Row]) -> list[str]:
    """The lines of a table that is described in `views`."""
    columns = described.on("paper")
    rows = [
        [cell_of_lines(cell_in_words(column, column.value(row), missing="")) for column in columns]
        for row in described.rows
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


def cell_of_lines(text: str) -> str:
    """Text of several lines in a table; what is marked in it is struck out, or underlined."""
    return "<br>".join("".join(map(_piece, pieces_of(line))) for line in marked_lines(text))


def _piece(piece: Piece) -> str:
    words = cell(piece.text)
    return words if piece.only is None or not words else f"<{_TAG[piece.only]}>{words}</{_TAG[piece.only]}>"


_TAG: Mapping[Only, str] = {"before": "del", "after": "ins"}
