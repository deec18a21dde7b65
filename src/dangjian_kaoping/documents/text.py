"""Plain text as paragraphs and tables: lines that were only broken to fit a page are joined again."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dangjian_kaoping.characters import HARMFUL, visible
from dangjian_kaoping.documents.lines import printed
from dangjian_kaoping.documents.notes import REJOINED, Notes
from dangjian_kaoping.documents.pages import of_pages, without_number
from dangjian_kaoping.documents.refusal import refused
from dangjian_kaoping.documents.typed import typed, whole
from dangjian_kaoping.documents.wrapping import Wrapping
from dangjian_kaoping.outline.document import Block, Paragraph
from dangjian_kaoping.tables.text import decoded

_LINE_END = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_MOST_LINES = 20_000
_HEADING = re.compile(r"(#{1,6})\s+(\S.*)")
_RULE = re.compile(r"-{3,}|={3,}|\*{3,}|_{3,}|—{3,}")
"""A line drawn across the page."""
_BULLET = re.compile(r"^(?:[-*+·]\s+|[•●▪◆■➢]\s*)(?=\S)")
_EMPHASIS = re.compile(r"(\*\*|__|`)(?=\S)([^*_`]+)\1")
"""How markdown prints letters bold, or otherwise."""


class Line(NamedTuple):
    """A line of the file, counted from 1."""

    number: int
    text: str


def blocks_of(content: bytes, name: str, notes: Notes) -> list[Block]:
    """What stands in a text. Raises RefusedDocumentError, and RefusedTableError where it is no text."""
    text = HARMFUL.sub(lambda found: found[0] if _LINE_END.fullmatch(found[0]) else "", decoded(content))
    table = whole(text, commas=name.lower().endswith(".csv"))
    found: list[Block] = [table] if table is not None else list(_blocks(list(_lines(text, notes)), notes))
    if not found:
        raise refused("里面没有字", "请检查是不是拿错了文件。")
    return found


def _lines(text: str, notes: Notes) -> Iterator[Line]:
    """The lines without what only belongs to the pages."""
    lines = _LINE_END.split(text)
    if len(lines) > _MOST_LINES:
        raise refused(f"有 {_MOST_LINES} 行以上", "细则没有这么长，请检查是不是拿错了文件。")
    where = [f"第{number}行" for number in range(1, len(lines) + 1)]
    left = of_pages(lines, where, notes)
    marked = any(_HEADING.fullmatch(line) for line in lines)
    for number, line in enumerate(lines, 1):
        if number - 1 not in left:
            rest = without_number(line, where[number - 1], notes)
            rest = _EMPHASIS.sub(r"\2", rest) if marked else rest
            yield Line(number, rest.rstrip(" \u3000"))


def _blocks(lines: Sequence[Line], notes: Notes) -> Iterator[Block]:
    """Tables where some were typed, and paragraphs of the rest."""
    texts = [each.text for each in lines]
    wrapping = Wrapping(texts)
    tables = place = 0
    waiting: list[Line] = []
    while place < len(lines):
        count, table = typed(texts, place, f"表{tables + 1}")
        alike = lines[place : place + count]
        place += count
        if table is None:
            waiting += alike
            continue
        yield from _paragraphs(waiting, wrapping, notes)
        waiting, tables = [], tables + 1
        yield table
    yield from _paragraphs(waiting, wrapping, notes)


def _paragraphs(lines: Sequence[Line], wrapping: Wrapping, notes: Notes) -> Iterator[Paragraph]:
    begun: list[Line] = []
    blank = False
    for line in lines:
        if not visible(line.text) or _RULE.fullmatch(line.text.strip()):
            blank = True
            continue
        if begun and wrapping.goes_on(begun[-1].text, line.text, first=begun[0].text, blank=blank):
            notes.add(REJOINED, f"第{line.number}行")
        elif begun:
            yield _paragraph(begun)
            begun = []
        begun.append(line)
        blank = False
    if begun:
        yield _paragraph(begun)


def _paragraph(lines: Sequence[Line]) -> Paragraph:
    text = _BULLET.sub("", printed(lines[0].text), count=1)
    for each in lines[1:]:
        more = printed(each.text)
        words = text[-1:].isascii() and text[-1:].isalpha() and more[:1].isascii() and more[:1].isalpha()
        text += (" " if words else "") + more
    where = f"第{lines[0].number}行"
    heading = _HEADING.fullmatch(text)
    return Paragraph(heading[2], where, len(heading[1])) if heading else Paragraph(text, where)
