"""A table on paper: texts under heads, as a letter or a sheet to hand out has them."""

from collections.abc import Mapping

from dangjian_kaoping.engine.score.eligibility import Flag
from dangjian_kaoping.views.cell import cell_in_words
from dangjian_kaoping.views.table import Column, Flags, Kind, Row, Table, Value
from dangjian_kaoping.words.names import FLAG, FLAG_SHORT
from dangjian_kaoping.words.notice import letter

_BETWEEN = "、"
_LEFT: frozenset[Kind] = frozenset({"name", "prose"})


def on_paper(table: Table[Row]) -> letter.Table:
    """The table in words, of many rows in few. Figures that are not published have as many decimals as those that
    are.
    """
    flags = FLAG_SHORT if len(table.rows) > letter.MANY else FLAG
    columns = table.on("paper")
    heads = tuple(letter.Column(_head(each), each.kind in _LEFT, each.width.letters) for each in columns)
    return letter.Table(
        heads, tuple(tuple(_text(each, each.value(row), flags) for each in columns) for row in table.rows)
    )


def flags_in_full(table: letter.Table) -> list[str]:
    """What is said in few words in a table: in a line to stand below it, or in none."""
    told = {word for row in table.rows for cell in row for word in cell.split(_BETWEEN)}
    words = "，".join(f"“{short}”为{FLAG[flag]}" for flag, short in FLAG_SHORT.items() if short in told - {FLAG[flag]})
    return [f"考核情形：{words}。"] if words else []


def _head(column: Column[Row]) -> str:
    """The heading; full marks stand on a line of their own and want no brackets there."""
    heading = column.heading_on("paper")
    return f"{heading}\n{column.full.behind.strip('（）')}" if column.full and column.full.behind else heading


def _text(column: Column[Row], value: Value, flags: Mapping[Flag, str]) -> str:
    if isinstance(value, Flags):
        return ("\n" if flags is FLAG else _BETWEEN).join(flags[flag] for flag in value.flags)
    return cell_in_words(column, value, column.places[0])
