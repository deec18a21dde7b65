"""一页纸摘要 as a .docx: one upright page of A4, in the largest letters at which all of it stands there."""

from collections.abc import Mapping
from datetime import date
from math import ceil

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.shared import Mm

from dangjian_kaoping.views.summary import Summary
from dangjian_kaoping.words.feedback.sheet import Section
from dangjian_kaoping.words.notice.letter import Table
from dangjian_kaoping.write.docx.handout import write_line
from dangjian_kaoping.write.docx.package import NOTHING, blank_document, finished
from dangjian_kaoping.write.docx.sections import mark_draft
from dangjian_kaoping.write.docx.standard import FANG_SONG, HEI, PAGE, TITLE_SONG
from dangjian_kaoping.write.docx.tables import write_table
from dangjian_kaoping.write.docx.widths import broken, characters, widths_on_a_line

_MARGIN = 15
_WIDTH, _HEIGHT = PAGE[0] - 2 * _MARGIN, PAGE[1] - 2 * _MARGIN
_SIZES = (11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0)
"""Sizes of letters (磅)."""
_TITLE, _HEAD = 6.0, 1.0
"""By so much the title and the heads are larger."""
_LINE, _BETWEEN, _BEFORE = 1.35, 2.0, 6.0
"""Height of a line in letters; what follows a paragraph, and what goes before a head (磅)."""
_CELL = 2.5
"""What a row takes beside its lines (磅)."""
_BESIDE = 1.6
"""Room in a cell beside its text (毫米)."""
_POINT = 25.4 / 72
_ROOM = 0.97
"""So much of the page is planned for: letters that stand in for missing ones are wider."""


def summary_docx(
    summary: Summary, form: str, author: str, day: date, mark: str, said: Mapping[str, str] = NOTHING
) -> bytes:
    """The file. The same summary gives the same bytes; that of a draft bears its `mark`."""
    size = next((each for each in _SIZES if _height(summary, each) <= _HEIGHT / _POINT * _ROOM), _SIZES[-1])
    document = blank_document()
    page = document.sections[0]
    page.orientation = WD_ORIENT.PORTRAIT
    page.page_width, page.page_height = Mm(PAGE[0]), Mm(PAGE[1])
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(_MARGIN)
    page.header_distance = page.footer_distance = Mm(_MARGIN / 2)
    write_line(document, summary.title, TITLE_SONG, size + _TITLE, centred=True)
    for words in _above(summary):
        write_line(document, words, FANG_SONG, size, centred=True)
    for section in summary.sections:
        _write_section(document, section, size)
    # a table is never the last of a document
    write_line(document, "", FANG_SONG, 1)
    if mark:
        mark_draft(document, mark)
    return finished(document, form, summary.title, author, day, draft=bool(mark), said=said)


def _above(summary: Summary) -> list[str]:
    return [each for each in (summary.about, f"{summary.headline}。", summary.provisional) if each]


def _write_section(document: Document, section: Section, size: float) -> None:
    write_line(document, section.title, HEI, size + _HEAD, before=_BEFORE, together=True)
    for words in section.sentences:
        write_line(document, words, FANG_SONG, size)
    if section.table is not None:
        write_table(document._body, section.table, _WIDTH, size, needed=_widths(section.table, size))


def _height(summary: Summary, size: float) -> float:
    """How much of a page it takes (磅), in letters of a size."""
    taken = _lines(summary.title, size + _TITLE) + sum(_lines(each, size) for each in _above(summary))
    for section in summary.sections:
        taken += _BEFORE + _lines(section.title, size + _HEAD)
        taken += sum(_lines(each, size) for each in section.sentences)
        taken += 0 if section.table is None else _table(section.table, size)
    return taken


def _lines(text: str, size: float) -> float:
    return ceil(characters(text) * size * _POINT / _WIDTH) * size * _LINE + _BETWEEN


def _table(table: Table, size: float) -> float:
    needed = _widths(table, size)
    rooms = [(_WIDTH * each / sum(needed) - _BESIDE) / _POINT / size for each in needed]
    rows = [[broken(column.head) for column in table.columns], *table.rows]
    return sum(max(map(_lines_in, row, rooms)) * size * _LINE + _CELL for row in rows)


def _lines_in(text: str, room: float) -> int:
    return sum(max(ceil(characters(line) / room), 1) for line in text.split("\n"))


def _widths(table: Table, size: float) -> list[float]:
    return widths_on_a_line(table, _WIDTH / _POINT / size)
