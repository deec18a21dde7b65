"""Tables that were typed: between tabs, strokes or commas."""

import csv
import re
from collections import Counter
from collections.abc import Sequence
from io import StringIO
from itertools import takewhile

from dangjian_kaoping.characters import visible
from dangjian_kaoping.documents.laying import Placed, laid
from dangjian_kaoping.documents.lines import begins, printed, width
from dangjian_kaoping.outline.document import Table

_STROKE = re.compile(r"[|｜│┃┆┊║]")
_BORDER = re.compile(r"[\s|｜│┃┆┊║─━┄┈═┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬╞╡╪+:=-]+")
_DRAWN = re.compile("[─━┄┈═┌└├┏┗┣╔╚╠]|[+]-")
"""What only stands in a border of a table that is drawn."""
_MOST_LINES = 40
"""Of one row."""
_MOST_COLUMNS = 30
"""Of rows that are told by gaps; a line with more is no row."""
_CELL = re.compile(r"\S+(?: \S+)*")
"""What stands between gaps of two spaces or more."""
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


def typed(lines: Sequence[str], start: int, where: str) -> tuple[int, Table | None]:
    """How many lines, from one on, are of the same kind, and the table that they are; None where they are none."""
    ways = (_has_strokes, _between_strokes), (_has_tabs, _between_tabs), (_has_gaps, _between_gaps)
    for belongs, rows_of in ways:
        if belongs(lines[start]):
            count, rows = rows_of(lines[start:])
            found = len(rows) > 1 and not (belongs is _has_tabs and _numbered(rows))
            return count, _laid([[printed(each) for each in row] for row in rows], where) if found else None
    return 1, None


def _between_strokes(lines: Sequence[str]) -> tuple[int, list[list[str]]]:
    """Rows between strokes; those of a table that is drawn go on to the next border."""
    found = list(takewhile(_has_strokes, lines))
    drawn = sum(map(_is_border, found)) > 2
    rows: list[list[str]] = []
    new = True
    for line in found:
        if _BORDER.fullmatch(line):
            new = True
            continue
        cells = _cells(line)
        if drawn and not new and len(cells) == len(rows[-1]):
            pairs = zip(rows[-1], cells, strict=True)
            rows[-1] = [f"{above}\n{cell}" if visible(cell) else above for above, cell in pairs]
        else:
            rows.append([_BREAK.sub("\n", each) for each in cells])
        new = False
    return len(found), rows


def _between_tabs(lines: Sequence[str]) -> tuple[int, list[list[str]]]:
    """Rows between tabs. Where a cell has several lines, its row goes on in the lines that follow: it then has just as
    many cells as the first row.
    """
    rows: list[list[str]] = []
    place = 0
    while place < len(lines) and _has_tabs(lines[place]):
        cells = lines[place].split("\t")
        place += 1
        whole = _with_lines_after(cells, lines[place : place + _MOST_LINES], len(rows[0])) if rows else None
        if whole is not None:
            cells, more = whole
            place += more
        rows.append(cells)
    return place, rows


def _with_lines_after(cells: list[str], lines: Sequence[str], width: int) -> tuple[list[str], int] | None:
    """A row with the lines that make it as wide as the others, and how many those are; None where none do."""
    for count, line in enumerate(lines, 1):
        following = line.split("\t")
        if len(cells) >= width or len(cells) + len(following) - 1 > width:
            return None
        cells = [*cells[:-1], f"{cells[-1]}\n{following[0]}", *following[1:]]
        if len(cells) == width:
            return cells, count
    return None


def _between_gaps(lines: Sequence[str]) -> tuple[int, list[list[str]]]:
    """Rows of columns that stand under each other: as many cells as in the first row, or where these begin."""
    rows: list[list[str]] = []
    begin: list[int] = []
    for line in lines:
        if not 1 < len(_CELL.findall(line)) <= (len(begin) or _MOST_COLUMNS):
            break
        cells = [(width(line[: found.start()]), found[0]) for found in _CELL.finditer(line)]
        if not rows:
            begin = [place for place, _ in cells]
        row = [""] * len(begin)
        for number, (place, text) in enumerate(cells):
            column = (
                number if len(cells) == len(begin) else min(range(len(begin)), key=lambda at: abs(begin[at] - place))
            )
            row[column] = f"{row[column]} {text}".strip()
        rows.append(row)
    return (len(rows), rows) if sum(all(row) for row in rows) > 1 else (1, [])


def _has_gaps(line: str) -> bool:
    return 2 < len(_CELL.findall(line)) <= _MOST_COLUMNS


def _is_border(line: str) -> bool:
    return _DRAWN.search(line) is not None and _BORDER.fullmatch(line) is not None


def _has_strokes(line: str) -> bool:
    return _STROKE.search(line) is not None or _is_border(line)


def _has_tabs(line: str) -> bool:
    return "\t" in line.strip()


def _cells(line: str) -> list[str]:
    cells = _STROKE.split(line.strip())
    # the strokes at both ends of a row part it from nothing
    cells = cells if visible(cells[0]) else cells[1:]
    return cells if not cells or visible(cells[-1]) else cells[:-1]


def _numbered(rows: Sequence[Sequence[str]]) -> bool:
    """Whether it is prose, in which only a number stands before the tab."""
    return all(len(row) == 2 and begins(row[0].strip()) and len(row[0].strip()) < 8 for row in rows)


def _laid(rows: Sequence[Sequence[str]], where: str) -> Table | None:
    return laid([Placed(cell, row, column) for row, each in enumerate(rows) for column, cell in enumerate(each)], where)
