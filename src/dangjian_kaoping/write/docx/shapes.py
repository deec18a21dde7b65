"""What stands on a page outside its lines: page numbers, and what a draft is marked with."""

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from dangjian_kaoping.write.docx.runs import name_font, write
from dangjian_kaoping.write.docx.standard import NUMBER_BELOW, NUMBER_SIZE, PAGE, SONG, UPRIGHT, Margins

_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_TWIPS_A_MM = 1440 / 25.4
_NUMBER_HEIGHT = NUMBER_SIZE * 25.4 / 72
"""Height of the page number's line (毫米)."""


def number_from_edge(margins: Margins) -> float:
    """How far the line of the page number ends above the edge of the paper (毫米)."""
    return margins.bottom - NUMBER_BELOW - _NUMBER_HEIGHT


NUMBER_FROM_EDGE = number_from_edge(UPRIGHT)


def write_page_number(paragraph: Paragraph, *, odd: bool) -> None:
    """— 1 — in 4号半角宋体, one character in from the outer side: odd pages right, even ones left."""
    side = "right" if odd else "left"
    properties = paragraph._p.get_or_add_pPr()
    properties._insert_ind(
        parse_xml(f'<w:ind {_NAMESPACES} w:{side}Chars="100" w:{side}="{int(NUMBER_SIZE * 20)}" w:firstLine="0"/>')
    )
    properties._insert_jc(parse_xml(f'<w:jc {_NAMESPACES} w:val="{side}"/>'))
    write(paragraph, "— ", font=SONG, size=NUMBER_SIZE)
    _write_field(paragraph, "PAGE", NUMBER_SIZE)
    write(paragraph, " —", font=SONG, size=NUMBER_SIZE)


def write_foot(paragraph: Paragraph, words: str, size: float) -> None:
    """Words, and the page out of how many, in the middle."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    write(paragraph, f"{words}　第 ", font=SONG, size=size)
    _write_field(paragraph, "PAGE", size)
    write(paragraph, " 页，共 ", font=SONG, size=size)
    _write_field(paragraph, "NUMPAGES", size)
    write(paragraph, " 页", font=SONG, size=size)


def _write_field(paragraph: Paragraph, name: str, size: float) -> None:
    field = parse_xml(f'<w:fldSimple {_NAMESPACES} w:instr=" {name} "/>')
    paragraph._p.append(field)
    inside = Run(parse_xml(f"<w:r {_NAMESPACES}><w:t>1</w:t></w:r>"), paragraph)
    name_font(inside, SONG)
    inside.font.size = Pt(size)
    field.append(inside._r)


def write_turned_page_number(paragraph: Paragraph, *, odd: bool) -> None:
    """The page number of a page that is turned for a wide table: where it stands on an upright page.

    The annex's head lies at the upright page's left edge, so its lower edge is the turned page's left one. A
    floating table with turned text is set alike by all programs; text boxes are not.
    """
    x, y, across, down = (
        round(each * _TWIPS_A_MM)
        for each in (NUMBER_FROM_EDGE, UPRIGHT.left, _NUMBER_HEIGHT, PAGE[0] - UPRIGHT.left - UPRIGHT.right)
    )
    table = parse_xml(
        f"""<w:tbl {_NAMESPACES}><w:tblPr>
<w:tblpPr w:vertAnchor="page" w:horzAnchor="page" w:tblpX="{x}" w:tblpY="{y}"/><w:tblOverlap w:val="overlap"/>
<w:tblW w:w="{across}" w:type="dxa"/><w:tblLayout w:type="fixed"/>
<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>
<w:tblGrid><w:gridCol w:w="{across}"/></w:tblGrid>
<w:tr><w:trPr><w:trHeight w:val="{down}" w:hRule="exact"/></w:trPr>
<w:tc><w:tcPr><w:tcW w:w="{across}" w:type="dxa"/><w:textDirection w:val="tbRl"/></w:tcPr>
<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr></w:p></w:tc></w:tr></w:tbl>"""
    )
    paragraph._p.addprevious(table)
    inside = next(table.iter(qn("w:p")))
    write_page_number(Paragraph(inside, paragraph._parent), odd=odd)


def write_watermark(paragraph: Paragraph, words: str, number: int) -> None:
    """Large grey letters across the page, behind its text, as word processors make them; numbered in the document."""
    run = parse_xml(
        f"""<w:r {_NAMESPACES}><w:rPr><w:noProof/></w:rPr><w:pict>
<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">
<v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>
<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/>
<v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/>
<v:f eqn="sum @6 0 @5"/></v:formulas>
<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800"
 o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/>
<v:handles><v:h position="#0,bottomRight" xrange="6629,14971"/></v:handles><o:lock v:ext="edit" text="t" shapetype="t"/>
</v:shapetype>
<v:shape id="PowerPlusWaterMarkObject{number}" o:spid="_x0000_s{2048 + number}" type="#_x0000_t136" alt="{words}"
 style="position:absolute;margin-left:0;margin-top:0;width:360pt;height:180pt;rotation:315;z-index:-251658752;\
mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical:center;\
mso-position-vertical-relative:margin" o:allowincell="f" fillcolor="#dcdcdc" stroked="f">
<v:textpath style="font-family:&quot;黑体&quot;;font-size:1pt" string="{words}"/></v:shape></w:pict></w:r>"""
    )
    paragraph._p.append(run)
