"""Tables that were typed: between tabs, strokes or commas."""

import csv
import re
from collections import Counter
from collections.abc import Sequence
from io import StringIO
from itertools import takewhile

from dangjian_kaoping.characters import visible
from dangjian_kaoping.documents.laying import Placed, laid
from dangjian_kaoping.documents.lines import printed
from dangjian_kaoping.documents.wrapping import begins
from dangjian_kaoping.outline.document import Table

_MOST_ROWS = 5000
_STROKE = re.compile(r"[|｜│┃┆┊║]")
_BORDER = re.compile(r"[\s|｜│┃┆┊║─━┄┈═┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬╞╡╪+:=-]+")
_DRAWN = re.compile("[─━┄┈═┌└├┏┗┣╔╚╠]|[+]-")
"""What only stands in a border of a table that is drawn."""
_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)


def whole(text: str, *, commas: bool) -> Table | None:
    """A text that is a table from beginning to end, between tabs or commas; None where it is none.

    A comma stands in sentences too: without a name that says so (`commas`) all rows must have the same three or more.
    """
    for separator, least in (("\t", 2), (",", 2 if commas else 3)):
        try:
            read = list(csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True))
        except csv.Error:
            continue
        rows = [row for row in read if any(map(visible, row))]
        if len(rows) < 2:
            continue
        usual, count = Counter(map(len, rows)).most_common(1)[0]
        mostly = (commas or separator == "\t") and count * 5 >= len(rows) * 4 and usual == max(map(len, rows))
        if usual >= least and (count == len(rows) or mostly) and not _numbered(rows):
            return _laid([[printed(each) for each in row] for row in rows], "表1")
    return None


def length_of_table(lines: Sequence[str], start: int) -> int:
    """How many lines, from one on, are a table; 0 where none begins there."""
    for belongs in (_has_strokes, _has_tabs):
        found = list(takewhile(belongs, lines[start : start + _MOST_ROWS]))
        rows = [line for line in found if not _BORDER.fullmatch(line)]
        prose = belongs is _has_tabs and _numbered([line.strip().split("\t") for line in rows])
        if len(rows) > 1 and not prose:
            return len(found)
    return 0


def table(lines: Sequence[str], where: str) -> Table | None:
    """The table of such lines; None where nothing stands in it. Drawn rows go on to the next border."""
    drawn = sum(_is_border(line) for line in lines) > 2
    rows: list[list[str]] = []
    new = True
    for line in lines:
        if _BORDER.fullmatch(line):
            new = True
            continue
        cells = _cells(line)
        if drawn and not new and len(cells) == len(rows[-1]):
            pairs = zip(rows[-1], cells, strict=True)
            rows[-1] = [f"{above}\n{cell}" if visible(cell) else above for above, cell in pairs]
        else:
            rows.append(cells)
        new = False
    return _laid([[printed(_BREAK.sub("\n", each)) for each in row] for row in rows], where)


def _is_border(line: str) -> bool:
    return _DRAWN.search(line) is not None and _BORDER.fullmatch(line) is not None


def _has_strokes(line: str) -> bool:
    return _STROKE.search(line) is not None or _is_border(line)


def _has_tabs(line: str) -> bool:
    return "\t" in line.strip()


def _cells(line: str) -> list[str]:
    if not _STROKE.search(line):
        return line.split("\t")
    cells = _STROKE.split(line.strip())
    # the strokes at both ends of a row part it from nothing
    cells = cells if visible(cells[0]) else cells[1:]
    return cells if not cells or visible(cells[-1]) else cells[:-1]


def _numbered(rows: Sequence[Sequence[str]]) -> bool:
    """Whether it is prose, in which only a number stands before the tab."""
    return all(len(row) == 2 and begins(row[0].strip()) and len(row[0].strip()) < 8 for row in rows)


def _laid(rows: Sequence[Sequence[str]], where: str) -> Table | None:
    return laid([Placed(cell, row, column) for row, each in enumerate(rows) for column, cell in enumerate(each)], where)
