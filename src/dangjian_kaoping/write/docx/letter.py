"""A letter as a .docx in 公文 form by GB/T 9704—2012."""

from collections.abc import Mapping

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph as Line

from dangjian_kaoping.words.notice.letter import NO_ANNEX, Annex, Letter, Paragraph
from dangjian_kaoping.write.docx.annex import add_annex
from dangjian_kaoping.write.docx.package import NOTHING, blank_document, finished
from dangjian_kaoping.write.docx.runs import write
from dangjian_kaoping.write.docx.sections import mark_draft, upright
from dangjian_kaoping.write.docx.standard import BODY_SIZE, TITLE_SIZE, TITLE_SIZES, TITLE_WIDTH
from dangjian_kaoping.write.docx.template import filled
from dangjian_kaoping.write.docx.widths import characters, title_set

FORMAT = "kaoping.notice/1"
"""By this the tool knows its own notices."""
_TITLE, _HEADING, _LEAD = "Title", "Heading 1", "二级标题"
_ADDRESSEE, _BODY, _SIGNATURE = "主送机关", "公文正文", "署名和日期"
_SEAL_FROM_RIGHT = 4.0
"""成文日期 ends so many characters before the right edge where a seal is put on."""


def letter_docx(letter: Letter, template: bytes | None = None, said: Mapping[str, str] = NOTHING) -> bytes:
    """The file; in the office's own template where there is one, with what is `said` of it where only programs look.
    The same input gives the same bytes.

    Raises TemplateError.
    """
    document = _standard(letter) if template is None else filled(template, letter)
    day = letter.day or letter.period.last_day
    return finished(document, FORMAT, letter.subject, letter.signature, day, draft=letter.draft, said=said)


def _standard(letter: Letter) -> Document:
    document = blank_document()
    upright(document, document.sections[0])
    lines, size = title_set(letter.title, TITLE_WIDTH, TITLE_SIZES)
    for line in lines:
        _add(document, line, _TITLE, size if size != TITLE_SIZE else 0)
    _add(document, "", _ADDRESSEE)
    _add(document, letter.addressee, _ADDRESSEE)
    for paragraph in letter.body:
        write_body(document.add_paragraph(), paragraph)
    if letter.annex is not NO_ANNEX:
        _add(document, "", _BODY)
        _note_annex(document, letter.annex)
    for _ in range(2):
        _add(document, "", _BODY).paragraph_format.keep_with_next = True
    _sign(document, letter)
    if letter.annex is not NO_ANNEX:
        add_annex(document, letter.annex)
    if letter.draft:
        mark_draft(document, letter.mark)
    return document


def _add(document: Document, text: str, style: str, size: float = 0) -> Line:
    paragraph = document.add_paragraph(style=style)
    if text:
        write(paragraph, text, size=size)
    return paragraph


def write_body(line: Line, paragraph: Paragraph) -> None:
    """A heading or a paragraph of the body in our own styles."""
    line.style = _HEADING if paragraph.kind == "heading" else _BODY
    if paragraph.lead:
        write(line, paragraph.lead, style=_LEAD)
    write(line, paragraph.text)


def _note_annex(document: Document, annex: Annex) -> None:
    """附件说明: two characters in, its further lines under the name."""
    line = _add(document, f"附件：{annex.name}", _BODY)
    _indent(line, left=5.0, hanging=3.0)
    line.paragraph_format.keep_with_next = True


def _sign(document: Document, letter: Letter) -> None:
    """署名 above 成文日期 and centred on it, the date four characters in: room for the seal."""
    name, day = characters(letter.signature), characters(letter.dated)
    right = max(_SEAL_FROM_RIGHT, (name - day) / 2)
    signature = _add(document, letter.signature, _SIGNATURE)
    _indent(signature, right=max(right + (day - name) / 2, 0.0))
    signature.paragraph_format.keep_with_next = True
    _indent(_add(document, letter.dated, _SIGNATURE), right=right)


def _indent(line: Line, left: float = 0, right: float = 0, hanging: float = 0) -> None:
    """Indents in characters of 3号; programs that do not count in characters read the 磅."""
    attributes = "".join(
        f' w:{side}Chars="{round(count * 100)}" w:{side}="{round(count * BODY_SIZE * 20)}"'
        for side, count in (("left", left), ("right", right), ("hanging", hanging))
        if count
    )
    properties = line._p.get_or_add_pPr()
    properties._insert_ind(parse_xml(f"<w:ind {nsdecls('w')}{attributes}/>"))
