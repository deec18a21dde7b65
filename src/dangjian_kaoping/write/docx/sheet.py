"""反馈单 as a .docx: A4 across, tables with repeated heads."""

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from dangjian_kaoping.words.feedback.sheet import Section, Sheet
from dangjian_kaoping.words.notice.letter import Column, Table
from dangjian_kaoping.write.docx.package import blank_document, finished
from dangjian_kaoping.write.docx.runs import write
from dangjian_kaoping.write.docx.sections import mark_draft
from dangjian_kaoping.write.docx.shapes import write_foot
from dangjian_kaoping.write.docx.standard import FANG_SONG, HEI, PAGE, TITLE_SONG
from dangjian_kaoping.write.docx.tables import close_lines, write_table

FORMAT = "kaoping.feedback/1"
"""By this the tool knows its own sheets."""
_MARGIN = 18
_WIDTH = PAGE[1] - 2 * _MARGIN
_ROW = 20.0
_TITLE, _BRANCH, _HEAD, _TEXT, _TABLE = 18.0, 14.0, 12.0, 10.5, 9.0


def sheet_docx(sheet: Sheet) -> bytes:
    """The file. The same sheet gives the same bytes."""
    document = blank_document()
    _lay(document, f"{sheet.branch}　{sheet.title}")
    _line(document, f"{sheet.unit}{sheet.title}", TITLE_SONG, _TITLE, centred=True)
    _line(document, sheet.branch, HEI, _BRANCH, centred=True)
    _line(document, sheet.about, FANG_SONG, _TEXT, centred=True)
    if sheet.provisional:
        _line(document, f"{sheet.mark}：{sheet.provisional}", HEI, _TEXT, centred=True)
    _line(document, "", FANG_SONG, _TABLE)
    write_table(document._body, _headline(sheet), _WIDTH, _TEXT, _ROW)
    for section in sheet.sections:
        _section(document, section)
    if sheet.draft:
        mark_draft(document, sheet.mark)
    title = f"{sheet.branch}{sheet.title}"
    return finished(document, FORMAT, title, sheet.issuer, sheet.quarter.last_day, draft=sheet.draft)


def _headline(sheet: Sheet) -> Table:
    names, values = zip(*sheet.headline, strict=True)
    return Table(tuple(Column(name, most=20) for name in names), (values,))


def _lay(document: Document, foot: str) -> None:
    page = document.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = Mm(PAGE[1]), Mm(PAGE[0])
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(_MARGIN)
    page.header_distance = page.footer_distance = Mm(8)
    write_foot(page.footer.paragraphs[0], foot, _TABLE)


def _section(document: Document, section: Section) -> None:
    _line(document, section.title, HEI, _HEAD, before=10, together=True)
    for words in section.sentences:
        _line(document, words, FANG_SONG, _TEXT, together=section.table is not None)
    if section.table is not None:
        write_table(document._body, section.table, _WIDTH, _TABLE)
    for words in section.remarks:
        _line(document, words, FANG_SONG, _TABLE, before=2)


def _line(
    document: Document,
    text: str,
    font: str,
    size: float,
    *,
    centred: bool = False,
    before: float = 0,
    together: bool = False,
) -> Paragraph:
    paragraph = document.add_paragraph()
    close_lines(paragraph, size)
    form = paragraph.paragraph_format
    form.space_before, form.space_after = Pt(before), Pt(2)
    form.keep_with_next = together
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.LEFT
    write(paragraph, text, font=font, size=size)
    return paragraph
