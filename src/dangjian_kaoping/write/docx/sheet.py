"""反馈单 as a .docx: A4 across, tables with repeated heads."""

from docx.document import Document

from dangjian_kaoping.words.feedback.sheet import Section, Sheet
from dangjian_kaoping.words.notice.letter import Column, Table
from dangjian_kaoping.write.docx.handout import HEAD, TABLE, TEXT, TITLE, WIDTH, handout, write_line
from dangjian_kaoping.write.docx.package import finished
from dangjian_kaoping.write.docx.sections import mark_draft
from dangjian_kaoping.write.docx.standard import FANG_SONG, HEI, TITLE_SONG
from dangjian_kaoping.write.docx.tables import write_table

FORMAT = "kaoping.feedback/1"
"""By this the tool knows its own sheets."""
_ROW = 20.0
_BRANCH = 14.0


def sheet_docx(sheet: Sheet) -> bytes:
    """The file. The same sheet gives the same bytes."""
    document = handout(f"{sheet.branch}　{sheet.title}")
    write_line(document, f"{sheet.unit}{sheet.title}", TITLE_SONG, TITLE, centred=True)
    write_line(document, sheet.branch, HEI, _BRANCH, centred=True)
    write_line(document, sheet.about, FANG_SONG, TEXT, centred=True)
    if sheet.provisional:
        write_line(document, f"{sheet.mark}：{sheet.provisional}", HEI, TEXT, centred=True)
    write_line(document, "", FANG_SONG, TABLE)
    write_table(document._body, _headline(sheet), WIDTH, TEXT, _ROW)
    for section in sheet.sections:
        _section(document, section)
    if sheet.draft:
        mark_draft(document, sheet.mark)
    title = f"{sheet.branch}{sheet.title}"
    return finished(document, FORMAT, title, sheet.issuer, sheet.quarter.last_day, draft=sheet.draft)


def _headline(sheet: Sheet) -> Table:
    names, values = zip(*sheet.headline, strict=True)
    return Table(tuple(Column(name, most=20) for name in names), (values,))


def _section(document: Document, section: Section) -> None:
    write_line(document, section.title, HEI, HEAD, before=10, together=True)
    for words in section.sentences:
        write_line(document, words, FANG_SONG, TEXT, together=section.table is not None)
    if section.table is not None:
        write_table(document._body, section.table, WIDTH, TABLE)
    for words in section.remarks:
        write_line(document, words, FANG_SONG, TABLE, before=2)
