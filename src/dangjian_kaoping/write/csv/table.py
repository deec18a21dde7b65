"""A table painted as CSV, for a spreadsheet. The caller adds the BOM that Excel wants."""

import csv
import io
from decimal import Decimal
from fractions import Fraction

from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.exact import Exact, plain
from dangjian_kaoping.views.cell import cell_in_words
from dangjian_kaoping.views.table import Column, Row, Table, Value, exact_of
from dangjian_kaoping.words.figures import money, published, six
from dangjian_kaoping.write.layout import clean

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_FINITE = 6


def as_csv(table: Table[Row]) -> str:
    """Headings and rows, with `\\r\\n` line ends. A number stays a number; what is missing is empty."""
    columns = table.on("rows")
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([words(column.heading) for column in columns])
    for row in table.rows:
        writer.writerow([_cell(column, column.value(row)) for column in columns])
    return out.getvalue()


def words(text: str) -> str:
    """Words from the data as a cell: what a spreadsheet would take for a formula gets an apostrophe before it."""
    text = clean(text)
    return f"'{text}" if text.lstrip(" □").startswith(_FORMULA) else text


def _cell(column: Column[Row], value: Value) -> str:
    match value:
        case int():
            return str(value)
        case Step() | Decimal() | Fraction():
            return _number(column, value)
        case _:
            return words(cell_in_words(column, value, missing=""))


def _number(column: Column[Row], value: Step | Exact) -> str:
    exact = exact_of(value)
    if column.kind == "money":
        return money(exact)
    if isinstance(value, Step) and value.operation == "rounded":
        return published(value)
    text = plain(exact) if isinstance(exact, Decimal) else ""
    finite = len(text.partition(".")[2]) <= _FINITE or column.exact
    return text if text and finite else six(exact)
