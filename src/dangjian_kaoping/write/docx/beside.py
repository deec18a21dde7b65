"""A table and beside it a chart: two cells of a table that has no lines."""

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt
from docx.table import _Cell

from dangjian_kaoping.words.feedback.sheet import Chart
from dangjian_kaoping.words.notice.letter import Table
from dangjian_kaoping.write.docx.chart import write_chart
from dangjian_kaoping.write.docx.runs import write
from dangjian_kaoping.write.docx.standard import HEI
from dangjian_kaoping.write.docx.tables import close_lines, write_table

_CHART = 0.42
"""Which part of the width the chart takes."""
_LEAST, _LINE = 36.0, 3.9
"""Height of a chart: at least so much, and that of the rows beside it (毫米)."""
_GAP = 3
"""Between the two (毫米)."""
_UNLINED = f'<w:tblCellMar {nsdecls("w")}><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'


def write_beside(document: Document, table: Table, chart: Chart, width: float, size: float, pitch: float) -> None:
    """Add both: `width` in 毫米, letters of the table in 磅, its lines as far apart as `pitch` letters."""
    right = width * _CHART
    left = width - right
    outer = document._body.add_table(1, 2, Mm(width))
    outer.autofit = False
    outer._tbl.tblPr.insert_element_before(parse_xml(_UNLINED), "w:tblLook", "w:tblCaption", "w:tblDescription")
    for cell, each in zip(outer.rows[0].cells, (left, right), strict=True):
        cell.width = Mm(each)
    for grid, each in zip(outer._tbl.tblGrid.gridCol_lst, (left, right), strict=True):
        grid.w = Mm(each)
    _table_in(outer.cell(0, 0), table, left - _GAP, size, pitch)
    title = outer.cell(0, 1).paragraphs[0]
    close_lines(title, size)
    write(title, chart.title, font=HEI, size=size)
    below = outer.cell(0, 1).add_paragraph()
    below.paragraph_format.line_spacing = 1.0
    write_chart(below, chart, right, max(_LEAST, (len(table.rows) + 1) * _LINE - _LINE))


def _table_in(cell: _Cell, table: Table, width: float, size: float, pitch: float) -> None:
    """A cell begins with the table, and ends with a paragraph, as it must: one as low as can be."""
    write_table(cell, table, width, size, pitch=pitch)
    last = cell.paragraphs[0]
    cell._tc.append(last._p)
    close_lines(last, 1)
    last.paragraph_format.line_spacing = Pt(1)
