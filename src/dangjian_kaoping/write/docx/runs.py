"""Text into a paragraph: what XML cannot hold becomes visible, fonts are named for every script."""

import re
from collections.abc import Mapping

from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

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


def write_marked(paragraph: Paragraph, text: str, font: str, size: float) -> None:
    """Add text; what is marked in it is struck out, or underlined."""
    for piece in pieces_of(text):
        run = write(paragraph, piece.text, font=font, size=size)
        if piece.only is not None:
            run.font.strike, run.font.underline = piece.only == "before" or None, piece.only == "after" or None
            run.font.color.rgb = RGBColor.from_string(_COLOUR[piece.only])


_COLOUR: Mapping[Only, str] = {"before": "833C0B", "after": "1F3864"}


def name_font(run: Run, font: str) -> None:
    """One font for all scripts: Word asks for each by itself."""
    fonts = run._r.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), font)
