"""The office's own 公文 as a template: named places in an ordinary document, `{{标题}}`, are filled in.

A place may be broken into runs as word processors do, written with blanks or with full-width braces, and stand in
a table, a text box, a header or a footer. What is filled in takes the looks of the place.
"""

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as Line

from dangjian_kaoping.words.notice.letter import NO_ANNEX, Letter, Paragraph
from dangjian_kaoping.write.docx.annex import add_annex, write_annex_table
from dangjian_kaoping.write.docx.opening import TemplateError, opened
from dangjian_kaoping.write.docx.runs import name_font, writable, write
from dangjian_kaoping.write.docx.sections import mark_draft
from dangjian_kaoping.write.docx.standard import HEI, KAI

BODY, TABLE = "正文", "排名表"
"""Places that take paragraphs and a table; each stands in a paragraph by itself."""
INLINE = ("标题", "主送", "附件", "署名", "日期", "单位", "季度")
KNOWN = (*INLINE[:2], BODY, *INLINE[2:], TABLE)
"""All places, in the order of a notice."""

_PLACE = re.compile(r"[{｛]{2}\s*+([^{}｛｝]{1,30}?)\s*+[}｝]{2}")


def filled(template: bytes, letter: Letter) -> Document:
    """The office's document with the letter in its places. Raises TemplateError."""
    document = opened(template)
    lines = [Line(element, document._body) for element in _paragraphs(document)]
    _refuse(lines)
    table = False
    for line in lines:
        names = _names(line)
        if names == [BODY]:
            _fill_body(line, letter)
        elif names == [TABLE]:
            table = True
            _fill_table(document, line, letter)
        elif names:
            _fill_inline(line, letter)
    if not table and letter.annex is not NO_ANNEX:
        add_annex(document, letter.annex)
    if letter.draft:
        mark_draft(document, letter.mark)
    return document


def _paragraphs(document: Document) -> Iterator[Any]:
    """The paragraphs of the text and of every header and footer, those of tables and text boxes among them."""
    package = document.part.package
    for part in package.iter_parts():
        name = str(part.partname)
        if re.fullmatch(r"/word/(document|header\d*|footer\d*)\.xml", name) and hasattr(part, "element"):
            yield from part.element.iter(qn("w:p"))


def _refuse(lines: list[Line]) -> None:
    found = [(name, line) for line in lines for name in _names(line)]
    unknown = dict.fromkeys(name for name, _ in found if name not in KNOWN)
    if unknown:
        raise TemplateError(f"不认识{_quoted(unknown)}")
    crowded = [name for name, line in found if name in (BODY, TABLE) and not _PLACE.fullmatch(_text(line).strip())]
    if crowded:
        raise TemplateError(f"{_quoted(dict.fromkeys(crowded))}要单独占一段，同一段里不能有别的字")
    if BODY not in (name for name, _ in found):
        raise TemplateError("里面没有写{{正文}}")


def _quoted(names: Iterable[str]) -> str:
    return "、".join(f"{{{{{name}}}}}" for name in names)


def _texts(line: Line) -> list[Any]:
    """The paragraph's own pieces of text; those of a text box inside it belong to the paragraphs there."""
    return [each for each in line._p.iter(qn("w:t")) if next(each.iterancestors(qn("w:p"))) is line._p]


def _text(line: Line) -> str:
    return "".join(each.text or "" for each in _texts(line))


def _names(line: Line) -> list[str]:
    return _PLACE.findall(_text(line))


def _fill_inline(line: Line, letter: Letter) -> None:
    words = _words(letter)
    pieces = _texts(line)
    # from the last place to the first, so that what is filled in moves nothing that is still to be found
    for place in reversed(list(_PLACE.finditer(_text(line)))):
        start = 0
        first = True
        for piece in pieces:
            text = piece.text or ""
            low, high = max(place.start() - start, 0), min(place.end() - start, len(text))
            start += len(text)
            if low < high:
                piece.text = text[:low] + (words[place[1]] if first else "") + text[high:]
                piece.set(qn("xml:space"), "preserve")
                first = False


def _words(letter: Letter) -> dict[str, str]:
    words = {
        "标题": letter.subject,
        "主送": letter.addressee,
        "附件": "" if letter.annex is NO_ANNEX else f"附件：{letter.annex.name}",
        "署名": letter.signature,
        "日期": letter.dated,
        "单位": letter.unit,
        "季度": letter.period.chinese,
    }
    return {name: writable(text) for name, text in words.items()}


def _fill_body(line: Line, letter: Letter) -> None:
    looks = _looks(line)
    _empty(line)
    for paragraph in letter.body[:-1]:
        element = deepcopy(line._p)
        for section in element.xpath("./w:pPr/w:sectPr"):
            section.getparent().remove(section)
        line._p.addprevious(element)
        _write_body(Line(element, line._parent), paragraph, looks)
    # the last in the place itself, since a section may end with it
    _write_body(line, letter.body[-1], looks)


def _empty(line: Line) -> None:
    """Nothing stays of a place but how its paragraph looks; the number that Word gave it is one paragraph's only."""
    for child in list(line._p):
        if child.tag != qn("w:pPr"):
            line._p.remove(child)
    for name in [each for each in line._p.attrib if each.endswith(("}paraId", "}textId"))]:
        del line._p.attrib[name]


def _looks(line: Line) -> Any:
    """How the place itself is written."""
    for piece in _texts(line):
        properties = piece.getparent().find(qn("w:rPr"))
        return None if properties is None else properties
    return None


def _write_body(line: Line, paragraph: Paragraph, looks: Any) -> None:
    parts = [(paragraph.lead, KAI), (paragraph.text, HEI if paragraph.kind == "heading" else None)]
    for text, font in parts:
        if text:
            run = write(line, text)
            if looks is not None:
                run._r.remove(run._r.rPr)
                run._r.insert(0, deepcopy(looks))
            if font is not None:
                name_font(run, font)


def _fill_table(document: Document, line: Line, letter: Letter) -> None:
    sections = line._p.xpath("following::w:sectPr[1]")
    page, margins = (sections[0].find(qn(tag)) for tag in ("w:pgSz", "w:pgMar")) if sections else (None, None)
    width = 156.0
    if page is not None and margins is not None:
        room = [int(each.get(qn(key), "0")) for each, key in ((page, "w:w"), (margins, "w:left"), (margins, "w:right"))]
        width = (room[0] - room[1] - room[2]) * 25.4 / 1440
    for element in () if letter.annex is NO_ANNEX else write_annex_table(document, letter.annex, width):
        line._p.addprevious(element)
    if line._p.xpath("./w:pPr/w:sectPr"):
        _empty(line)
    else:
        line._p.getparent().remove(line._p)
