"""A table of text: heads repeated on every page, rows kept whole. It stands by itself, in whatever document."""

from collections.abc import Sequence
from copy import copy, deepcopy
from functools import cache
from typing import NamedTuple

from docx.blkcntnr import BlockItemContainer
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from dangjian_kaoping.words.notice.letter import Table
from dangjian_kaoping.write.docx.runs import write, write_marked_in
from dangjian_kaoping.write.docx.standard import FANG_SONG, HEI
from dangjian_kaoping.write.docx.widths import column_widths, head_within

_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_BORDERS = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in _SIDES)
_AFTER_MARGINS = ("w:tblLook", "w:tblCaption", "w:tblDescription", "w:tblPrChange")
_AFTER_BORDERS = ("w:shd", "w:tblLayout", "w:tblCellMar", *_AFTER_MARGINS)
"""What follows them in a table's properties (ISO/IEC 29500-1, CT_TblPr)."""


class Room(NamedTuple):
    """Room at a cell's left and right, above and below (毫米)."""

    beside: float = 0.8
    above: float = 0.3


ROOM = Room()


def write_table(
    where: BlockItemContainer,
    table: Table,
    width: float,
    size: float,
    least: float = 0,
    pitch: float = 1.35,
    needed: Sequence[float] = (),
    room: Room = ROOM,
) -> BaseOxmlElement:
    """Add the table: `width` in 毫米, letters and least height of a row below the head in 磅, lines as far apart as
    `pitch` letters. Returns its XML element.

    Its columns share the width as they need it, or as several tables that look alike do (`needed`).
    """
    needed = needed or column_widths(table)
    heads = [head_within(column.head, each) for column, each in zip(table.columns, needed, strict=True)]
    # a cell has a method of the same name that takes no width
    made = BlockItemContainer.add_table(where, min(len(table.rows) + 1, 2), len(heads), Mm(width))
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    made.autofit = False
    _frame(made._tbl.tblPr, room)
    widths = [Mm(width * each / sum(needed)) for each in needed]
    for grid, each in zip(made._tbl.tblGrid.gridCol_lst, widths, strict=True):
        grid.w = each
    known: dict[tuple[bool, str], BaseOxmlElement] = {}
    for head, row in zip((True, False), made.rows, strict=False):
        _whole(row._tr, repeated=head)
        if least and not head:
            row.height = Pt(least)
        for cell, column, each in zip(row.cells, table.columns, widths, strict=True):
            cell.width = each
            cell._tc.get_or_add_tcPr().append(copy(_centred()))
            kind = column.left and not head, HEI if head else FANG_SONG
            if kind not in known:
                known[kind] = _laid(cell.paragraphs[0], *kind, size, pitch)
            cell._tc.replace(cell._tc[-1], deepcopy(known[kind]))
    _fill(made._tbl.tr_lst[0], heads)
    if table.rows:
        # rows differ in nothing but their text
        bare = made._tbl.tr_lst[1]
        made._tbl.remove(bare)
        for texts in table.rows:
            made._tbl.append(_fill(deepcopy(bare), texts))
    return made._tbl


def keep_with_next(table: BaseOxmlElement, where: BlockItemContainer) -> None:
    """Keep a table on one page with what follows."""
    for each in table.iter(qn("w:p")):
        Paragraph(each, where).paragraph_format.keep_with_next = True


def _frame(properties: BaseOxmlElement, cell: Room) -> None:
    """Lines all around and room in the cells, each where the schema has it: a strict reader repairs what is not."""
    sides = (("top", cell.above), ("left", cell.beside), ("bottom", cell.above), ("right", cell.beside))
    room = "".join(f'<w:{side} w:w="{round(size * 1440 / 25.4)}" w:type="dxa"/>' for side, size in sides)
    borders = parse_xml(f"<w:tblBorders {nsdecls('w')}>{_BORDERS}</w:tblBorders>")
    properties.insert_element_before(borders, *_AFTER_BORDERS)
    margins = parse_xml(f"<w:tblCellMar {nsdecls('w')}>{room}</w:tblCellMar>")
    properties.insert_element_before(margins, *_AFTER_MARGINS)


def _whole(row: object, *, repeated: bool) -> None:
    properties = row.get_or_add_trPr()  # type: ignore[attr-defined]
    properties.append(OxmlElement("w:cantSplit"))
    if repeated:
        properties.append(OxmlElement("w:tblHeader"))


def _laid(paragraph: Paragraph, left: bool, font: str, size: float, pitch: float) -> BaseOxmlElement:
    """A cell's paragraph with all but its text: it holds an empty run."""
    close_lines(paragraph, size, pitch)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT if left else WD_ALIGN_PARAGRAPH.CENTER
    write(paragraph, "", font=font, size=size)
    return paragraph._p


def _fill(row: BaseOxmlElement, texts: Sequence[str]) -> BaseOxmlElement:
    """The row, each cell's empty run with its text."""
    for cell, text in zip(row.iterchildren(qn("w:tc")), texts, strict=True):
        write_marked_in(cell[-1][-1], text)
    return row


@cache
def _centred() -> BaseOxmlElement:
    return parse_xml(f'<w:vAlign {nsdecls("w")} w:val="center"/>')


def close_lines(paragraph: Paragraph, size: float, pitch: float = 1.35) -> None:
    """Lines as close as small letters want them, whatever the document's own pitch is."""
    form = paragraph.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.first_line_indent = Pt(0)
    form.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    form.line_spacing = Pt(round(size * pitch, 1))
    properties = paragraph._p.get_or_add_pPr()
    if properties.find(qn("w:snapToGrid")) is None:
        properties.insert_element_before(copy(_off_the_grid()), "w:spacing", "w:ind", "w:jc", "w:rPr")


@cache
def _off_the_grid() -> BaseOxmlElement:
    return parse_xml(f'<w:snapToGrid {nsdecls("w")} w:val="0"/>')
