"""Tables in text: csv as Excel, WPS and 问卷星 write it, and text between tabs."""

import csv
from io import StringIO

from dangjian_kaoping.forms.grid import BLANK, Cell, Grid
from dangjian_kaoping.tables.refusal import RefusedTableError
from dangjian_kaoping.tables.sheet import Room, rows_of

_SEPARATORS = "\t,;，"
"""Of those that stand in as many lines the first: words hold commas, but no tabs."""
_LOOKED_AT = 20
"""Lines by which the separator is told."""


def sheets_of(content: bytes) -> list[Grid]:
    """The one sheet of a text; it has no name. Raises RefusedTableError where it is no text, or no table."""
    text = _decoded(content)
    if "\0" in text:
        raise RefusedTableError("认不出这是什么文件", "能读的有 .xlsx、.xls、.et、.ods 和 .csv。")
    lines = text.splitlines()[:_LOOKED_AT]
    separator = max(_SEPARATORS, key=lambda each: sum(each in line for line in lines))
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        raise RefusedTableError(
            "引号没有配对，或一格太长，分不出各列", "请用 Excel、WPS 打开核对，另存为 .xlsx 再交。"
        ) from error
    cells = {
        (row, column): Cell(value) if value else BLANK
        for row, values in enumerate(rows, 1)
        for column, value in enumerate(values, 1)
    }
    return [Grid("", rows_of(cells, "", Room()))]


def _decoded(content: bytes) -> str:
    """The text; of encodings without a mark, UTF-8 is surely that, and else it is what Windows writes here."""
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise RefusedTableError("认不出文字的编码", "请用记事本打开，另存为时把编码选为 UTF-8。")
