"""反馈单 as a .docx: A4 across, tables with repeated heads, annexes behind on pages of their own."""

from docx.document import Document

from dangjian_kaoping.words.feedback.sheet import Section, Sheet
from dangjian_kaoping.words.notice.letter import Column, Table
from dangjian_kaoping.write.docx.beside import write_beside
from dangjian_kaoping.write.docx.handout import handout, write_line
from dangjian_kaoping.write.docx.package import finished
from dangjian_kaoping.write.docx.runs import write
from dangjian_kaoping.write.docx.sections import mark_draft
from dangjian_kaoping.write.docx.standard import FANG_SONG, HEI, PAGE, TITLE_SONG
from dangjian_kaoping.write.docx.tables import keep_with_next, write_table

FORMAT = "kaoping.feedback/1"
"""By this the tool knows its own sheets."""
_MARGIN = 12
_WIDTH = PAGE[1] - 2 * _MARGIN
_TITLE, _HEAD, _TEXT, _TABLE, _PITCH = 16.0, 11.0, 10.0, 8.0, 1.15
"""Letters (磅), and how far apart the lines of tables are: a usual branch takes two pages."""
_BY_HAND = 20.0
"""Least height of a row that is written in (磅)."""

_ON_A_PAGE = 15
"""So many of them stay together."""


def sheet_docx(sheet: Sheet) -> bytes:
    """The file. The same sheet gives the same bytes."""
    document = handout(f"{sheet.branch}　{sheet.title}", _MARGIN)
    write_line(document, f"{sheet.unit}{sheet.title}", TITLE_SONG, _TITLE, centred=True)
    write_line(document, f"{sheet.branch}　{sheet.about}", FANG_SONG, _TEXT, centred=True)
    if sheet.provisional:
        write_line(document, f"{sheet.mark}：{sheet.provisional}", HEI, _TEXT, centred=True)
    write_table(document._body, _headline(sheet), _WIDTH, _TEXT)
    for section in sheet.sections:
        _section(document, section)
    for number, section in enumerate(sheet.annexes):
        # what is handed back stands before; the annexes are short enough to follow each other
        _section(document, section, apart=not number)
    if sheet.draft:
        mark_draft(document, sheet.mark, close=True)
    title = f"{sheet.branch}{sheet.title}"
    return finished(document, FORMAT, title, sheet.issuer, sheet.period.last_day, draft=sheet.draft)


def _headline(sheet: Sheet) -> Table:
    names, values = zip(*sheet.headline, strict=True)
    return Table(tuple(Column(name, most=20) for name in names), (values,))


def _section(document: Document, section: Section, *, apart: bool = False) -> None:
    if section.table is None:
        _in_line(document, section)
        return
    title = write_line(document, section.title, HEI, _HEAD, before=0 if apart else 4, together=True)
    title.paragraph_format.page_break_before = apart
    for words in section.sentences:
        write_line(document, words, FANG_SONG, _TEXT, together=True)
    if section.chart is not None:
        write_beside(document, section.table, section.chart, _WIDTH, _TABLE, _PITCH)
    elif section.by_hand:
        made = write_table(document._body, section.table, _WIDTH, _TABLE, _BY_HAND, _PITCH)
        if len(section.table.rows) <= _ON_A_PAGE:
            # what is signed below is torn off with it
            keep_with_next(made, document._body)
    else:
        write_table(document._body, section.table, _WIDTH, _TABLE, pitch=_PITCH)
    for words in section.remarks:
        write_line(document, words, FANG_SONG, _TABLE, before=2)


def _in_line(document: Document, section: Section) -> None:
    """A section that is but a few sentences: they follow its title."""
    line = write_line(document, f"{section.title}　", HEI, _TEXT, before=3)
    write(line, "".join(section.sentences), font=FANG_SONG, size=_TEXT)
