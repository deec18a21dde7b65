"""Text into a paragraph: what XML cannot hold becomes visible, fonts are named for every script."""

import re

from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run

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


def name_font(run: Run, font: str) -> None:
    """One font for all scripts: Word asks for each by itself."""
    fonts = run._r.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), font)
