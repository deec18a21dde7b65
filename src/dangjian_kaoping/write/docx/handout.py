"""What is handed out beside a 公文: A4 across, a foot with the page out of how many, tables with repeated heads."""

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from dangjian_kaoping.write.docx.package import blank_document
from dangjian_kaoping.write.docx.runs import write
from dangjian_kaoping.write.docx.shapes import write_foot
from dangjian_kaoping.write.docx.standard import PAGE
from dangjian_kaoping.write.docx.tables import close_lines

MARGIN = 18
WIDTH = PAGE[1] - 2 * MARGIN
"""Between the margins (毫米)."""
TITLE, HEAD, TEXT, TABLE = 18.0, 12.0, 10.5, 9.0
"""Sizes of letters (磅)."""


def handout(foot: str, margin: float = MARGIN) -> Document:
    """A document without a paragraph, turned, with margins (毫米); `foot` stands before its page numbers."""
    document = blank_document()
    page = document.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = Mm(PAGE[1]), Mm(PAGE[0])
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(margin)
    page.header_distance = page.footer_distance = Mm(margin / 2 - 1)
    write_foot(page.footer.paragraphs[0], foot, TABLE)
    return document


def write_line(
    document: Document,
    text: str,
    font: str,
    size: float,
    *,
    centred: bool = False,
    before: float = 0,
    together: bool = False,
) -> Paragraph:
    """Add a paragraph; one that belongs `together` with the next stays on its page."""
    paragraph = document.add_paragraph()
    close_lines(paragraph, size)
    form = paragraph.paragraph_format
    form.space_before, form.space_after = Pt(before), Pt(2)
    form.keep_with_next = together
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.LEFT
    write(paragraph, text, font=font, size=size)
    return paragraph
