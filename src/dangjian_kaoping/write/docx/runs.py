"""Text into a paragraph: what XML cannot hold becomes visible, fonts are named for every script."""

import re
from collections.abc import Mapping
from copy import deepcopy

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt, RGBColor
from docx.text.font import Font
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml.etree import SubElement  # type: ignore[import-untyped]

from dangjian_kaoping.words.marked import Only, pieces_of
from dangjian_kaoping.write.layout import clean

_NONCHARACTERS = re.compile("[\ufffe\uffff]")
"""What XML cannot hold and `clean` lets pass."""


def writable(text: str) -> str:
    """Text that a document can hold, its lines kept; a character that it cannot becomes a visible one."""
    return _NONCHARACTERS.sub("\N{REPLACEMENT CHARACTER}", "\n".join(map(clean, text.split("\n"))))


def write(paragraph: Paragraph, text: str, style: str | None = None, font: str | None = None, size: float = 0) -> Run:
    """Add text (字号 in 磅; 0 keeps the style's)."""
    run = paragraph.add_run(writable(text), style)
    fonts = run._r.get_or_add_rPr().get_or_add_rFonts()
    # “”—… are Chinese here: without the hint Word takes them from the Latin font
    fonts.set(qn("w:hint"), "eastAsia")
    if font is not None:
        name_font(run, font)
    if size:
        run.font.size = Pt(size)
    return run


def write_marked_in(run: BaseOxmlElement, text: str) -> None:
    """Write a text into a run that is empty; what is marked in it is struck out, or underlined, in runs like it."""
    for piece in reversed(pieces_of(text)):
        own = deepcopy(run)
        _append(own, writable(piece.text))
        if piece.only is not None:
            font = Font(own)
            font.strike, font.underline = piece.only == "before" or None, piece.only == "after" or None
            font.color.rgb = RGBColor.from_string(_COLOUR[piece.only])
        run.addnext(own)
    run.getparent().remove(run)


def _append(run: BaseOxmlElement, text: str) -> None:
    """Add text as python-docx does, which looks at every character and looks up where each line belongs."""
    for index, line in enumerate(text.split("\n")):
        if index:
            SubElement(run, _BREAK)
        if line:
            written = SubElement(run, _TEXT)
            written.text = line
            if len(line.strip()) < len(line):
                written.set(_SPACE, "preserve")


_BREAK, _TEXT, _SPACE = qn("w:br"), qn("w:t"), qn("xml:space")
_COLOUR: Mapping[Only, str] = {"before": "833C0B", "after": "1F3864"}


def name_font(run: Run, font: str) -> None:
    """One font for all scripts: Word asks for each by itself."""
    fonts = run._r.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), font)
