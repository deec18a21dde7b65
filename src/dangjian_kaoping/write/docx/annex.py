"""附件 on pages of its own; formatted by itself, so that it can follow any document."""

from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from dangjian_kaoping.words.notice.letter import Annex
from dangjian_kaoping.write.docx import long_table
from dangjian_kaoping.write.docx.runs import write
from dangjian_kaoping.write.docx.sections import across, along
from dangjian_kaoping.write.docx.standard import (
    ACROSS,
    BODY_SIZE,
    FANG_SONG,
    HEI,
    LINE,
    PAGE,
    REMARK_SIZE,
    TABLE_SIZES,
    TITLE_SIZES,
    TITLE_SONG,
)
from dangjian_kaoping.write.docx.tables import close_lines, write_table
from dangjian_kaoping.write.docx.widths import CLOSE, column_widths, letter_size, title_set, widened

_ROW = 18.0
"""Least height of a row (磅)."""
_USUAL = long_table.Form(1, 0, turned=True, width=PAGE[1] - ACROSS.left - ACROSS.right, least=_ROW)
_BELOW = 8.0
"""Room between the title and the table (磅)."""
_TITLE_WIDTH = 28 / 225
"""So many characters of 2号 go on a 毫米."""


def add_annex(document: Document, annex: Annex) -> None:
    """附件 on the first line, its name on the third, the table, the remarks; a long table takes the line between."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    form = long_table.form_of(annex) if long_table.is_long(annex.table) else _USUAL
    (across if form.turned else along)(document, section)
    width, usual = form.width, form is _USUAL
    _line(document, "附件", HEI, BODY_SIZE)
    if usual:
        _line(document, "", HEI, BODY_SIZE)
    sizes = TITLE_SIZES if usual else TITLE_SIZES[1:]
    lines, size = title_set([annex.name], width * _TITLE_WIDTH * TITLE_SIZES[0] / sizes[0], sizes)
    for line in lines:
        last = _line(document, line, TITLE_SONG, size, centred=True)
    last.paragraph_format.space_after = Pt(_BELOW)
    write_annex_table(document, annex, width, form.least)


def write_annex_table(document: Document, annex: Annex, width: float, least: float = 0) -> list[object]:
    """Add the table (`width` in 毫米; the `least` height of a row of a long one in 磅) and the remarks; returns their
    XML elements.
    """
    if long_table.is_long(annex.table):
        table = widened(annex.table, width, long_table.SIZE)
        needed = column_widths(table, CLOSE)
        form = (long_table.SIZE, least, long_table.PITCH, needed, long_table.ROOM)
        pitch = long_table.REMARK_PITCH
        made: list[object] = [write_table(document._body, table, width, *form)]
    else:
        size, pitch = letter_size(annex.table, width, TABLE_SIZES), 1.35
        made = [write_table(document._body, annex.table, width, size, _ROW)]
    for index, words in enumerate(annex.remarks):
        remark = document.add_paragraph()
        close_lines(remark, REMARK_SIZE, pitch)
        if not index:
            remark.paragraph_format.space_before = Pt(REMARK_SIZE / 3)
        write(remark, words, font=FANG_SONG, size=REMARK_SIZE)
        made.append(remark._p)
    return made


def _line(document: Document, text: str, font: str, size: float, *, centred: bool = False) -> Paragraph:
    paragraph = document.add_paragraph()
    close_lines(paragraph, size)
    paragraph.paragraph_format.line_spacing = Pt(LINE)
    paragraph.paragraph_format.keep_with_next = True
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.LEFT
    write(paragraph, text, font=font, size=size)
    return paragraph
