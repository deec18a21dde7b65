"""附件 on turned pages of its own; formatted by itself, so that it can follow any document."""

from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from dangjian_kaoping.words.notice.letter import Annex
from dangjian_kaoping.write.docx.runs import write
from dangjian_kaoping.write.docx.sections import across
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
from dangjian_kaoping.write.docx.widths import letter_size, title_set, widened

_ROW = 18.0
"""Least height of a row (磅)."""
_CLOSE = TABLE_SIZES[-1]
"""The letters of such a table (磅): what they spare goes to the names, which so take fewer lines."""
_BELOW = 8.0
"""Room between the title and the table (磅)."""
_MANY = 25
"""The rows of a table of more are as close as their lines."""
_TITLE_WIDTH = 28
"""So many characters of 2号 go on a line of 225 毫米."""


def add_annex(document: Document, annex: Annex) -> None:
    """附件 on the first line, its name on the third, the table, the remarks."""
    across(document, document.add_section(WD_SECTION.NEW_PAGE))
    _line(document, "附件", HEI, BODY_SIZE)
    _line(document, "", HEI, BODY_SIZE)
    lines, size = title_set([annex.name], _TITLE_WIDTH, TITLE_SIZES)
    for line in lines:
        last = _line(document, line, TITLE_SONG, size, centred=True)
    last.paragraph_format.space_after = Pt(_BELOW)
    write_annex_table(document, annex, PAGE[1] - ACROSS.left - ACROSS.right)


def write_annex_table(document: Document, annex: Annex, width: float) -> list[object]:
    """Add the table (`width` in 毫米) and the remarks; returns their XML elements."""
    table, least, size = annex.table, _ROW, letter_size(annex.table, width, TABLE_SIZES)
    if len(table.rows) > _MANY:
        size = min(size, _CLOSE)
        table, least = widened(table, width, size), 0
    made: list[object] = [write_table(document._body, table, width, size, least)]
    for index, words in enumerate(annex.remarks):
        remark = document.add_paragraph()
        close_lines(remark, REMARK_SIZE)
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
