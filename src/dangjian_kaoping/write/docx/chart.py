"""A chart in a document: bars as Word, WPS and LibreOffice draw them themselves, their figures kept in the part."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from xml.sax.saxutils import escape, quoteattr

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from dangjian_kaoping.words.feedback.sheet import Chart, Series
from dangjian_kaoping.write.docx.runs import writable
from dangjian_kaoping.write.docx.standard import SONG

_CONTENT = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LETTERS = 800
"""Size of letters (1/100 磅): the smallest that is printed."""
_BLUES = ("C9D6E6", "94AECB", "5C82B1", "1F4079")
"""From the oldest series to the newest: told apart by lightness, so on black and white paper too."""
_AXES = (1001, 1002)


def write_chart(paragraph: Paragraph, chart: Chart, width: float, height: float) -> None:
    """Add the chart in a line of its own (毫米)."""
    document = paragraph.part
    number = 1 + sum(part.content_type == _CONTENT for part in document.package.iter_parts())
    name = PackURI(f"/word/charts/chart{number}.xml")
    part = Part(name, _CONTENT, _part(chart).encode(), document.package)
    relation = document.relate_to(part, RELATIONSHIP_TYPE.CHART)
    size = f'cx="{Mm(width)}" cy="{Mm(height)}"'
    paragraph._p.append(
        parse_xml(
            f"""<w:r {nsdecls("w")}><w:drawing>
<wp:inline {nsdecls("wp")} distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>
<wp:docPr id="{number}" name="{number}" descr={quoteattr(writable(chart.title))}/><wp:cNvGraphicFramePr/>
<a:graphic xmlns:a="{_DRAWING}"><a:graphicData uri="{_CHART}">
<c:chart xmlns:c="{_CHART}" xmlns:r="{_RELATIONS}" r:id="{relation}"/></a:graphicData></a:graphic>
</wp:inline></w:drawing></w:r>"""
        )
    )


def _part(chart: Chart) -> str:
    """The chart's part. Its figures are kept in it, as where a workbook was, and no workbook is."""
    blues = _BLUES[-sum(not each.beside for each in chart.series) :]
    fills = iter(blues)
    series = "".join(
        _series(index, each, chart.groups, _HATCHED if each.beside else _filled(next(fills, _BLUES[-1])))
        for index, each in enumerate(chart.series)
    )
    category, value = _AXES
    return f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<c:chartSpace xmlns:c="{_CHART}" xmlns:a="{_DRAWING}" xmlns:r="{_RELATIONS}"><c:roundedCorners val="0"/>
<c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>
<c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/>{series}
<c:gapWidth val="60"/><c:axId val="{category}"/><c:axId val="{value}"/></c:barChart>
<c:catAx><c:axId val="{category}"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>
<c:axPos val="b"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>
<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>{_LINE}<c:crossAx val="{value}"/><c:crosses val="autoZero"/>
</c:catAx>
<c:valAx><c:axId val="{value}"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/></c:scaling>
<c:delete val="0"/><c:axPos val="l"/><c:majorGridlines>{_LINE}</c:majorGridlines>
<c:numFmt formatCode="0&quot;%&quot;" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>
<c:tickLblPos val="nextTo"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr><c:crossAx val="{category}"/>
<c:crosses val="autoZero"/></c:valAx></c:plotArea>
<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend><c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/>
</c:chart><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>
<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{_LETTERS}"><a:latin typeface="{SONG}"/>
<a:ea typeface="{SONG}"/></a:defRPr></a:pPr><a:endParaRPr lang="zh-CN"/></a:p></c:txPr></c:chartSpace>"""


_LINE = '<c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="D0D0D0"/></a:solidFill></a:ln></c:spPr>'
_HATCHED = (
    '<c:spPr><a:pattFill prst="wdUpDiag"><a:fgClr><a:srgbClr val="B35806"/></a:fgClr>'
    '<a:bgClr><a:srgbClr val="FFFFFF"/></a:bgClr></a:pattFill>'
    '<a:ln w="6350"><a:solidFill><a:srgbClr val="B35806"/></a:solidFill></a:ln></c:spPr>'
)


def _filled(colour: str) -> str:
    return f'<c:spPr><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></c:spPr>'


def _series(index: int, series: Series, groups: Sequence[str], fill: str) -> str:
    column, last = chr(ord("B") + index), len(groups) + 1
    names = "".join(f'<c:pt idx="{at}"><c:v>{_text(name)}</c:v></c:pt>' for at, name in enumerate(groups))
    values = "".join(_points(series.values))
    count = f'<c:ptCount val="{len(groups)}"/>'
    return f"""<c:ser><c:idx val="{index}"/><c:order val="{index}"/>
<c:tx><c:strRef><c:f>Sheet1!${column}$1</c:f><c:strCache><c:ptCount val="1"/>
<c:pt idx="0"><c:v>{_text(series.name)}</c:v></c:pt></c:strCache></c:strRef></c:tx>{fill}<c:invertIfNegative val="0"/>
<c:cat><c:strRef><c:f>Sheet1!$A$2:$A${last}</c:f><c:strCache>{count}{names}</c:strCache></c:strRef></c:cat>
<c:val><c:numRef><c:f>Sheet1!${column}$2:${column}${last}</c:f><c:numCache><c:formatCode>General</c:formatCode>{count}
{values}</c:numCache></c:numRef></c:val></c:ser>"""


def _points(values: Sequence[Decimal | None]) -> Iterator[str]:
    for at, value in enumerate(values):
        if value is not None:
            yield f'<c:pt idx="{at}"><c:v>{value}</c:v></c:pt>'


def _text(words: str) -> str:
    return escape(writable(words))
