"""Pages as the standard has them: paper, margins, lines and characters, page numbers on the outer side."""

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section, _Footer, _Header
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from dangjian_kaoping.write.docx.runs import write
from dangjian_kaoping.write.docx.shapes import (
    NUMBER_FROM_EDGE,
    number_from_edge,
    write_page_number,
    write_turned_page_number,
    write_watermark,
)
from dangjian_kaoping.write.docx.standard import ACROSS, BODY_SIZE, HEI, LINE, LONG, PAGE, UPRIGHT, Margins
from dangjian_kaoping.write.docx.tables import close_lines

_HEADER_FROM_EDGE, _HEADER_CLOSE = 15, 6
_CLOSE = 12.0
"""Letters of a close header (磅)."""


def upright(document: Document, section: Section) -> None:
    """A portrait page with 22 lines of 28 characters."""
    _lay(section, PAGE, UPRIGHT)
    section.orientation = WD_ORIENT.PORTRAIT
    _grid(section)
    document.settings.odd_and_even_pages_header_footer = True
    for odd, _, footer in _sides(document, section):
        write_page_number(_own(footer), odd=odd)


def along(document: Document, section: Section) -> None:
    """A portrait page for a long table, its number as far below it as below lines."""
    _lay(section, PAGE, LONG)
    section.orientation = WD_ORIENT.PORTRAIT
    section.footer_distance = Mm(number_from_edge(LONG))
    section.header_distance = Mm(_HEADER_CLOSE)
    _ungrid(section)
    section.different_first_page_header_footer = False
    for odd, header, footer in _sides(document, section):
        _own(header)
        write_page_number(_own(footer), odd=odd)


def across(document: Document, section: Section) -> None:
    """The same page turned, its number standing where it stands on the others."""
    _lay(section, (PAGE[1], PAGE[0]), ACROSS)
    section.orientation = WD_ORIENT.LANDSCAPE
    _ungrid(section)
    section.different_first_page_header_footer = False
    # from the header, as what is placed on the page by itself is best anchored
    for odd, header, footer in _sides(document, section):
        _own(footer)
        write_turned_page_number(_own(header), odd=odd)


def _lay(section: Section, paper: tuple[int, int], margins: Margins) -> None:
    section.page_width, section.page_height = Mm(paper[0]), Mm(paper[1])
    section.top_margin, section.bottom_margin = Mm(margins.top), Mm(margins.bottom)
    section.left_margin, section.right_margin = Mm(margins.left), Mm(margins.right)
    section.header_distance = Mm(_HEADER_FROM_EDGE)
    section.footer_distance = Mm(NUMBER_FROM_EDGE)
    section.gutter = Mm(0)


def _grid(section: Section) -> None:
    """文档网格: 22 lines a page."""
    _ungrid(section)
    pitch = round(LINE * 20)
    section._sectPr.append(parse_xml(f'<w:docGrid {nsdecls("w")} w:type="lines" w:linePitch="{pitch}"/>'))


def _ungrid(section: Section) -> None:
    for grid in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(grid)


_Part = _Header | _Footer


def _sides(document: Document, section: Section) -> list[tuple[bool, _Part, _Part]]:
    """Header and footer of odd pages, and those of even ones in a document that tells them apart."""
    sides: list[tuple[bool, _Part, _Part]] = [(True, section.header, section.footer)]
    if document.settings.odd_and_even_pages_header_footer:
        sides.append((False, section.even_page_header, section.even_page_footer))
    return sides


def _own(part: _Part) -> Paragraph:
    """The first paragraph of a header or footer that is the section's own and not the last one's."""
    part.is_linked_to_previous = False
    return part.paragraphs[0] if part.paragraphs else part.add_paragraph()


def mark_draft(document: Document, mark: str, *, close: bool = False) -> None:
    """What a draft is marked with on every page: large behind the text, and in the header; where pages are `close`, it
    takes no more of them than the margin.
    """
    number = 0
    for index, section in enumerate(document.sections):
        headers = [header for _, header, _ in _sides(document, section)]
        headers += [section.first_page_header] if section.different_first_page_header_footer else []
        for header in headers:
            if header.is_linked_to_previous and index:
                continue
            paragraph = _own(header)
            number += 1
            if close:
                close_lines(paragraph, _CLOSE)
            write(paragraph, f"【{mark}】", font=HEI, size=_CLOSE if close else BODY_SIZE)
            write_watermark(paragraph, mark, number)
