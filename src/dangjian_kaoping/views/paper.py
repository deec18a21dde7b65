"""A table on paper: texts under heads, as a letter or a sheet to hand out has them."""

from dangjian_kaoping.views.cell import cell_in_words
from dangjian_kaoping.views.table import Column, Flags, Kind, Row, Table, Value
from dangjian_kaoping.words.names import FLAG
from dangjian_kaoping.words.notice import letter

_LEFT: frozenset[Kind] = frozenset({"name", "prose"})


def on_paper(table: Table[Row]) -> letter.Table:
    """The table in words. Figures that are not published have as many decimals as those that are."""
    columns = table.on("paper")
    heads = tuple(letter.Column(_head(each), each.kind in _LEFT, each.width.letters) for each in columns)
    return letter.Table(heads, tuple(tuple(_text(each, each.value(row)) for each in columns) for row in table.rows))


def _head(column: Column[Row]) -> str:
    heading = column.heading_on("paper")
    return f"{heading}\n{column.full.behind}" if column.full and column.full.behind else heading


def _text(column: Column[Row], value: Value) -> str:
    if isinstance(value, Flags):
        return "\n".join(FLAG[flag] for flag in value.flags)
    return cell_in_words(column, value, column.places[0])
