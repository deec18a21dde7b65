"""Tables in text: csv as Excel, WPS and 问卷星 write it, and text between tabs."""

import csv
import re
from io import StringIO

from dangjian_kaoping.forms.grid import BLANK, Cell, Grid
from dangjian_kaoping.tables.refusal import RefusedTableError
from dangjian_kaoping.tables.sheet import Room, rows_of

_SEPARATORS = "\t,;，"
"""Of those that stand in as many lines the first: words hold commas, but no tabs."""
_USUAL = re.compile(r"[\t\r\n -~\u3000-\u303f\u4e00-\u9fff\uff00-\uffef‘’“”…—①-⑳]")
_LEAST_LIKELY = 0.95
_LOOKED_AT = 20
"""Lines by which the separator is told."""


def sheets_of(content: bytes) -> list[Grid]:
    """The one sheet of a text; it has no name. Raises RefusedTableError where it is no text, or no table."""
    text = decoded(content)
    lines = text.splitlines()[:_LOOKED_AT]
    separator = max(_SEPARATORS, key=lambda each: sum(each in line for line in lines))
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        raise RefusedTableError(
            "引号没有配对，或一格太长，分不出各列", "请用 Excel、WPS 打开核对，另存为 .xlsx。"
        ) from error
    cells = {
        (row, column): Cell(value) if value else BLANK
        for row, values in enumerate(rows, 1)
        for column, value in enumerate(values, 1)
    }
    return [Grid("", rows_of(cells, "", Room()))]


def decoded(content: bytes) -> str:
    """The text; of encodings without a mark, UTF-8 is surely that, and else it is what Windows writes here.

    Raises RefusedTableError where it is no text.
    """
    for encoding in _encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text or (encoding.startswith("utf-16-") and _likely(content, encoding) < _LEAST_LIKELY):
            raise RefusedTableError("认不出这是什么文件", "请用写它的程序打开，另存为 .xlsx；是文档的，另存为 .docx。")
        return text
    raise RefusedTableError("认不出文字的编码", "请用记事本打开，另存为时把编码选为 UTF-8。")


def _encodings(content: bytes) -> tuple[str, ...]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    if b"\0" in content and len(content) % 2 == 0:
        # without a mark: plain digits and the ends of lines have a byte of nothing, but so has 一
        return (max(("utf-16-le", "utf-16-be"), key=lambda each: _likely(content, each)),)
    return ("utf-8-sig", "gb18030")


def _likely(content: bytes, encoding: str) -> float:
    """Which part of a text is Chinese, its punctuation, or plain."""
    text = content[:10_000].decode(encoding, "replace")
    return len(_USUAL.findall(text)) / len(text)
