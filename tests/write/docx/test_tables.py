"""Tables: rows that are made from one are what python-docx would have made of each cell by itself."""

from copy import deepcopy

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import RGBColor
from docx.text.paragraph import Paragraph
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree  # type: ignore[import-untyped]

from dangjian_kaoping.words.marked import Marked, Piece, pieces_of
from dangjian_kaoping.words.notice.letter import Column, Table
from dangjian_kaoping.write.docx.runs import writable, write
from dangjian_kaoping.write.docx.standard import FANG_SONG, HEI
from dangjian_kaoping.write.docx.tables import close_lines, write_table
from thorough import law

pytestmark = pytest.mark.whole

_SIZE, _PITCH = 9.0, 1.2
_COLUMNS = (Column("项目"), Column("原因", left=True), Column("分"))
_plain = st.text(st.sampled_from("问题 　2\n\t\r\x07\ufffe&<"), max_size=6)
_marked = st.lists(st.builds(Piece, _plain, st.sampled_from([None, "before", "after"])), max_size=3).map(Marked)
_rows = st.lists(st.tuples(*[_plain | _marked] * len(_COLUMNS)), max_size=3)


def _by_itself(document: Document, text: str, *, left: bool, font: str) -> bytes:
    """A paragraph, each piece of its text in a run that is written from its beginning."""
    paragraph = document.add_paragraph()
    close_lines(paragraph, _SIZE, _PITCH)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT if left else WD_ALIGN_PARAGRAPH.CENTER
    for piece in pieces_of(text):
        run = write(paragraph, piece.text, font=font, size=_SIZE)
        assert run.text == writable(piece.text)
        if piece.only is not None:
            run.font.strike, run.font.underline = piece.only == "before" or None, piece.only == "after" or None
            run.font.color.rgb = RGBColor.from_string("833C0B" if piece.only == "before" else "1F3864")
    return _xml(paragraph)


def _xml(paragraph: Paragraph) -> bytes:
    alone = deepcopy(paragraph._p)
    etree.cleanup_namespaces(alone)
    return bytes(etree.tostring(alone, method="c14n"))


@law(60)
@given(_rows)
def test_each_cell_is_as_if_written_by_itself(rows: list[tuple[str, ...]]) -> None:
    document = docx.Document()
    made = write_table(document._body, Table(_COLUMNS, tuple(rows)), 100, _SIZE, pitch=_PITCH)
    lines = list(made.iter(qn("w:tr")))
    assert len(lines) == len(rows) + 1
    for line, texts in zip(lines, [tuple(each.head for each in _COLUMNS), *rows], strict=True):
        head = line is lines[0]
        written = [_xml(Paragraph(each, document._body)) for each in line.iter(qn("w:p"))]
        assert written == [
            _by_itself(document, text, left=column.left and not head, font=HEI if head else FANG_SONG)
            for column, text in zip(_COLUMNS, texts, strict=True)
        ]
