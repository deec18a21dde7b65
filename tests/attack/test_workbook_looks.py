"""A workbook whose cells are right and show something else: every way is remarked, and in the ranking it is wrong."""

import base64
import re
from collections.abc import Callable

import pytest

from dangjian_kaoping.verify.remark_words import remark_in_words
from dangjian_kaoping.verify.remarks import Remark
from dangjian_kaoping.verify.verification import verified
from dangjian_kaoping.write.xlsx.report import ranking_book
from small_plant import edition, plant
from write.xlsx.edited import rewritten, with_value
from write.xlsx.workbooks import SHEETS

from .workbooks import (
    BOOK,
    CHART,
    DRAWING,
    OFFICE,
    RANKING,
    SHEET,
    STYLES,
    Change,
    Parts,
    forged,
    held,
    in_sheet,
    part_of,
    replaced,
    substituted,
    with_format,
    with_look,
    with_part,
    with_relation,
)

pytestmark = pytest.mark.whole

ITEMS = part_of("各项得分")
_OFFICE_2009 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
_PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII="
)


def remarks(*changes: Change) -> tuple[Remark, ...]:
    """What is remarked of a workbook in which every number and formula follows."""
    found = held(forged(*changes))
    assert found.follows
    assert found.passes == (not any(found.fails(each) for each in found.comparison.remarks))
    return found.comparison.remarks


def wrong(*changes: Change) -> Remark:
    """The one remark on a forged ranking, for which the workbook does not pass."""
    found = held(forged(*changes))
    assert found.follows
    (remark,) = found.comparison.remarks
    assert found.fails(remark)
    assert not found.passes
    assert remark_in_words(remark)
    return remark


def test_the_real_one_has_none() -> None:
    assert remarks() == ()


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ('"99.99"', "99.99"),
        ('0"9"', "219"),
        ('0.0"5"', "20.95"),
        ('"9"0.00', "920.90"),
        (";;;", ""),
        ("0,", "0"),
        ("0.00,", "0.02"),
        ("0%", "2090%"),
        ("0", "21"),
        ('"甲等"', "甲等"),
        ("\\9\\9", "99"),
        ('[<0]0.00;"99.99"', None),
        ("[White]0.00", None),
        ("[DBNum1]0.00", None),
        ("0.00E+00", None),
        ("# ?/?", None),
        ("yyyy", "1900"),
        ("@", None),
        ("*9", None),
        ("0.00" + '"9"' * 100, None),
        ("#", "21"),
        ("", ""),
    ],
)
def test_a_number_format_that_shows_another_figure(code: str, shown: str | None) -> None:
    remark = wrong(with_format(code)) if code else wrong(with_format('""'))
    assert (remark.kind, remark.sheet, remark.where, remark.follows) == ("number_format", RANKING, "D5", "20.90")
    assert remark.shown == shown


@pytest.mark.parametrize("code", ["0.00", "0.0", "0.000", "#,##0.00", "General", "_ 0.00_ ", "0.00;-0.00", "\\ 0.00"])
def test_a_number_format_that_shows_the_same_figure_is_none(code: str) -> None:
    assert remarks(with_format(code)) == ()


@pytest.mark.parametrize("code", [";;;", '0;0;0;"发电部"', '@"一"', "General;;;"])
def test_a_number_format_that_shows_another_text(code: str) -> None:
    remark = wrong(with_format(code, "B5"))
    assert (remark.kind, remark.where) == ("number_format", "B5")


def test_a_format_of_a_rank_and_of_a_whole_column() -> None:
    everywhere = [with_format('"第一"', cell) for cell in ("A6", "A7")]
    remark = wrong(*everywhere)
    assert (remark.where, remark.follows, remark.shown) == ("A6:A7", "2", "第一")


def _font(color: str, size: str = "10", name: str = "宋体") -> str:
    return f'<sz val="{size}"/><color {color}/><name val="{name}"/>'


@pytest.mark.parametrize(
    ("font", "fill", "why"),
    [
        (_font('rgb="FFFFFFFF"'), "", "faint"),
        (_font('rgb="FFF0F0F0"'), "", "faint"),
        (_font('theme="0"'), "", "faint"),
        (_font('theme="1" tint="0.95"'), "", "faint"),
        (_font('indexed="9"'), "", "faint"),
        ("", '<patternFill patternType="solid"><fgColor rgb="FF000000"/></patternFill>', "faint"),
        ("", '<patternFill patternType="darkGray"><fgColor rgb="FF101010"/></patternFill>', "faint"),
        (
            "",
            '<gradientFill><stop position="0"><color rgb="FF000000"/></stop>'
            '<stop position="1"><color theme="1"/></stop></gradientFill>',
            "faint",
        ),
        (
            _font('rgb="FFC00000"'),
            '<patternFill patternType="solid"><fgColor rgb="FFC00000"/></patternFill>',
            "faint",
        ),
        (_font('rgb="FF000000"', "1"), "", "tiny"),
        (_font('rgb="FF000000"', "10", "Wingdings"), "", "symbols"),
        ("<strike/>" + _font('rgb="FF000000"'), "", "struck"),
        (_font('rgb="FF000000"', "10", "某字体") + '<charset val="2"/>', "", "symbols"),
    ],
)
def test_letters_that_cannot_be_read(font: str, fill: str, why: str) -> None:
    remark = wrong(with_look("D5", font=font, fill=fill))
    assert (remark.kind, remark.where, remark.says) == ("letters", "D5", why)


def test_letters_that_can_be_read_are_no_remark() -> None:
    assert remarks(with_look("D5", font=_font('rgb="FFC00000"', "14", "微软雅黑"))) == ()
    light = '<patternFill patternType="solid"><fgColor rgb="FFFFF2CC"/></patternFill>'
    assert remarks(with_look("D5", fill=light)) == ()


def test_pieces_of_a_text_that_cannot_be_read() -> None:
    pieces = "<r><rPr><sz val='10'/><color rgb='FFFFFFFF'/></rPr><t>发电部</t></r><r><t>党支部</t></r>"
    texts = replaced("xl/sharedStrings.xml", "<t>发电部党支部</t>", pieces, 1)
    found = held(forged(texts))
    assert found.follows
    assert not found.passes
    assert {(each.kind, each.says) for each in found.comparison.remarks} == {("letters", "faint")}


@pytest.mark.parametrize(
    ("aligned", "why"),
    [
        ('horizontal="fill"', "fill"),
        ('shrinkToFit="1"', "shrink"),
        ('textRotation="90"', "turned"),
        ('horizontal="left" indent="200"', "indent"),
    ],
)
def test_texts_that_are_repeated_shrunk_or_pushed_out(aligned: str, why: str) -> None:
    remark = wrong(with_look("D5", aligned=aligned))
    assert (remark.kind, remark.where, remark.says) == ("placing", "D5", why)


@pytest.mark.parametrize(
    "hidden",
    [
        'hidden="1"',
        "hidden='1'",
        'hidden = "true"',
        "hidden='true'",
        'hidden="&#49;"',
        'ht="0"',
        'ht="0.75" customHeight="1"',
    ],
)
def test_hidden_rows(hidden: str) -> None:
    def hide(text: str) -> str:
        if "ht=" in hidden:
            return '<row r="6" '
        return '<row r="6" ht="22" '

    remark = wrong(substituted(SHEET, r'<row r="6"[^>]*?(?=>)', f"{hide(hidden)}{hidden}"))
    assert (remark.kind, remark.where) == ("hidden_rows", "6")


def test_rows_hidden_by_default() -> None:
    rows = replaced(SHEET, "<sheetFormatPr", '<sheetFormatPr zeroHeight="1"')
    bare = substituted(SHEET, r'(<row r="6" [^>]*?) ht="[^"]*" customHeight="1"', r"\1")
    assert wrong(rows, bare).where == "6"
    assert remarks(rows) == ()
    low = replaced(SHEET, 'defaultRowHeight="15"', 'defaultRowHeight="0" customHeight="1"')
    assert wrong(low, bare).where == "6"


def test_hidden_and_narrow_columns() -> None:
    assert wrong(substituted(SHEET, '<col min="2"', "<col hidden='1' min=\"2\"")).where == "B"
    assert wrong(substituted(SHEET, '(<col min="4" max="6") width="[^"]*"', r'\1 width="0.1"')).where == "D:F"
    narrow = replaced(SHEET, "<sheetFormatPr", '<sheetFormatPr defaultColWidth="0"')
    assert wrong(narrow, substituted(SHEET, '<col min="2" max="2"[^>]*/>', "")).where == "B"


def test_columns_narrow_by_the_first_font() -> None:
    found = held(forged(substituted(STYLES, '<font><sz val="11"/>', '<font><sz val="1"/>')))
    assert {each.kind for each in found.comparison.remarks} == {"hidden_columns"}
    assert not found.passes


def test_rows_and_columns_beside_the_table_may_be_hidden() -> None:
    assert remarks(in_sheet("</cols>", '<col min="20" max="16384" hidden="1"/>')) == ()
    assert remarks(in_sheet("</sheetData>", '<row r="900" hidden="1"/>')) == ()


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_hidden_sheets(state: str) -> None:
    def hidden(name: str) -> Change:
        return replaced(BOOK, f'<sheet name="{name}"', f'<sheet name="{name}" state="{state}"')

    assert wrong(hidden(RANKING)).kind == "hidden_sheet"
    (found,) = remarks(hidden("自评对照"))
    assert (found.kind, found.sheet) == ("hidden_sheet", "自评对照")


def test_merged_cells_that_cover_figures() -> None:
    remark = wrong(in_sheet("</mergeCells>", '<mergeCell ref="C5:E6"/>'))
    assert (remark.kind, remark.where) == ("merged", "C5:E6")
    assert "D5" in remark.says
    assert remarks(in_sheet("</mergeCells>", '<mergeCell ref="A40:E60"/>')) == ()


RULE = (
    '<conditionalFormatting sqref="{0}"><cfRule type="cellIs" priority="9" operator="greaterThan"{1}>'
    "<formula>0</formula></cfRule></conditionalFormatting>"
)
DXF = '<dxfs count="1"><dxf>{}</dxf></dxfs>'


@pytest.mark.parametrize(
    "effect",
    [
        '<font><color rgb="FFFFFFFF"/></font>',
        '<numFmt numFmtId="991" formatCode="&quot;99.99&quot;"/>',
        '<fill><patternFill><bgColor rgb="FF000000"/></patternFill></fill>',
    ],
)
def test_conditional_formats(effect: str) -> None:
    rule = in_sheet("<printOptions", RULE.format("D5:D12", ' dxfId="0"'))
    remark = wrong(rule, replaced(STYLES, '<dxfs count="0"/>', DXF.format(effect)))
    assert (remark.kind, remark.where) == ("conditional_format", "D5:D12")


def test_a_conditional_format_in_the_list_of_extensions() -> None:
    inner = f'<x14:conditionalFormattings xmlns:x14="{_OFFICE_2009}"><x14:conditionalFormatting>'
    inner += '<xm:sqref xmlns:xm="http://a">D5</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings>'
    listed = in_sheet("</worksheet>", f'<extLst><ext uri="x">{inner}</ext></extLst>')
    remark = wrong(listed)
    assert (remark.kind, remark.where) == ("conditional_format", "D5")


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (substituted(SHEET, "<sheetView ", '<sheetView zoomScale="10" '), "zoom"),
        (substituted(SHEET, "<sheetView ", '<sheetView zoomScale="400" '), "zoom"),
        (substituted(SHEET, "<sheetView ", '<sheetView showZeros="0" '), "zeros"),
        (substituted(SHEET, "<sheetView ", '<sheetView showFormulas="true" '), "formulas"),
        (substituted(SHEET, "<sheetView ", '<sheetView topLeftCell="A5" '), "scrolled"),
    ],
)
def test_views(change: Change, what: str) -> None:
    remark = wrong(change)
    assert (remark.kind, remark.says) == ("view", what)


def test_panes_frozen_further_down() -> None:
    assert wrong(replaced(SHEET, 'ySplit="4"', 'ySplit="11"')).kind == "frozen"
    assert wrong(replaced(SHEET, 'xSplit="2"', 'xSplit="14"')).kind == "frozen"
    assert remarks(substituted(SHEET, "<pane [^>]*/>", "")) == ()


def test_a_filter_that_is_set() -> None:
    column = '<filterColumn colId="1"><filters><filter val="a"/></filters></filterColumn>'
    filtered = f'<autoFilter ref="A4:O12">{column}</autoFilter>'
    remark = wrong(replaced(SHEET, '<autoFilter ref="A4:O12"/>', filtered))
    assert (remark.kind, remark.where) == ("filter", "A4:O12")


def _shape(inner: str, corner: tuple[int, int] = (3, 4), to: tuple[int, int] = (5, 6)) -> str:
    ends = "".join(
        f"<xdr:{name}><xdr:col>{column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{row}</xdr:row>"
        f"<xdr:rowOff>0</xdr:rowOff></xdr:{name}>"
        for name, (column, row) in (("from", corner), ("to", to))
    )
    return f"<xdr:twoCellAnchor>{ends}{inner}<xdr:clientData/></xdr:twoCellAnchor>"


_BOX = "<xdr:sp><xdr:txBody><a:p><a:r><a:t>99.99</a:t></a:r></a:p></xdr:txBody></xdr:sp>"


@pytest.mark.parametrize(
    "inner",
    [
        _BOX,
        f"<xdr:grpSp>{_BOX}</xdr:grpSp>",
        "<xdr:cxnSp/>",
        f'<mc:AlternateContent xmlns:mc="http://a"><mc:Choice>{_BOX}</mc:Choice></mc:AlternateContent>',
        '<xdr:graphicFrame><a:graphic><a:graphicData uri="x"/></a:graphic></xdr:graphicFrame>',
    ],
)
def test_text_boxes_and_shapes(inner: str) -> None:
    remark = wrong(replaced(DRAWING, "</xdr:wsDr>", f"{_shape(inner)}</xdr:wsDr>"))
    assert (remark.kind, remark.where) == ("drawing", "D5:F7")
    if "99.99" in inner:
        assert remark.says == "99.99"


def test_shapes_anchored_in_other_ways() -> None:
    one = _shape(_BOX).replace("twoCellAnchor", "oneCellAnchor")
    assert wrong(replaced(DRAWING, "</xdr:wsDr>", f"{one}</xdr:wsDr>")).kind == "drawing"
    nowhere = f"<xdr:absoluteAnchor><xdr:pos/><xdr:ext/>{_BOX}</xdr:absoluteAnchor>"
    assert wrong(replaced(DRAWING, "</xdr:wsDr>", f"{nowhere}</xdr:wsDr>")).kind == "drawing"
    outside = f'<mc:AlternateContent xmlns:mc="http://a">{_BOX}</mc:AlternateContent>'
    assert wrong(replaced(DRAWING, "</xdr:wsDr>", f"{outside}</xdr:wsDr>")).says == "99.99"


def _picture(part: str = "xl/media/a.png") -> list[Change]:
    inner = f'<xdr:pic><xdr:blipFill><a:blip xmlns:r="{OFFICE}" r:embed="rIdX"/></xdr:blipFill></xdr:pic>'
    return [
        replaced(DRAWING, "</xdr:wsDr>", f"{_shape(inner)}</xdr:wsDr>"),
        with_part(part, _PIXEL, "image/png"),
        with_relation(DRAWING, f"{OFFICE}/image", f"/{part}"),
    ]


def test_pictures() -> None:
    remark = wrong(*_picture())
    assert (remark.kind, remark.where) == ("picture", "D5:F7")


def test_a_background() -> None:
    background = in_sheet("</worksheet>", '<picture r:id="rIdY"/>')
    part = with_part("xl/media/a.png", _PIXEL, "image/png")
    found = remarks(background, part, with_relation(SHEET, f"{OFFICE}/image", "/xl/media/a.png", id="rIdY"))
    assert {each.kind for each in found} == {"background", "part"}


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (replaced(CHART, "<c:v>19.22</c:v>", "<c:v>99.22</c:v>"), "chart_value"),
        (replaced(CHART, "<c:v>发电部党支部</c:v>", "<c:v>物资部党支部</c:v>"), "chart_value"),
        (replaced(CHART, '<c:pt idx="1"><c:v>19.22</c:v></c:pt>', ""), "chart_value"),
        (replaced(CHART, "<a:t>综合得分</a:t>", "<a:t>检查得分</a:t>"), "chart"),
        (replaced(CHART, "$D$5:$D$12", "$G$5:$G$12"), None),
        (replaced(CHART, '<c:min val="0"/>', '<c:min val="12"/>'), "chart"),
        (replaced(CHART, '<c:orientation val="maxMin"/>', '<c:orientation val="minMax"/>'), "chart"),
        (replaced(CHART, "<c:dLbls>", '<c:dLbls><c:numFmt formatCode="&quot;9&quot;" sourceLinked="0"/>'), None),
        (
            replaced(CHART, "<c:dLbls>", '<c:dLbls><c:dLbl><c:idx val="0"/><c:tx><a:t>99.9</a:t></c:tx></c:dLbl>'),
            "chart",
        ),
        (replaced(CHART, "<c:formatCode>General", "<c:formatCode>;;;"), None),
    ],
)
def test_charts(change: Change, kind: str | None) -> None:
    found = held(forged(change))
    assert found.follows
    assert not found.passes
    if kind is not None:
        assert [each.kind for each in found.comparison.remarks] == [kind]


def test_a_chart_moved_over_the_figures_or_taken_away() -> None:
    assert wrong(substituted(DRAWING, r"<xdr:row>\d+</xdr:row>", "<xdr:row>4</xdr:row>")).kind == "chart_over"
    assert wrong(substituted(DRAWING, "<xdr:twoCellAnchor.*</xdr:twoCellAnchor>", "")).kind == "missing_chart"


def test_a_chart_with_shapes_of_its_own() -> None:
    shapes = with_part("xl/drawings/d9.xml", b"<a/>")
    relation = with_relation(CHART, f"{OFFICE}/chartUserShapes", "/xl/drawings/d9.xml")
    assert wrong(shapes, relation).kind == "chart"


@pytest.mark.parametrize("kind", ["comments", "threadedComments"])
def test_comments(kind: str) -> None:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    comment = '<comment ref="D5"><text><t>实为 99 分</t></text></comment>'
    text = f'<comments xmlns="{main}"><commentList>{comment}</commentList></comments>'
    relation, content = f"{OFFICE}/comments", "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
    if kind == "threadedComments":
        comment = '<threadedComment ref="D5"><text>实为 99 分</text></threadedComment>'
        text = f'<ThreadedComments xmlns="a">{comment}</ThreadedComments>'
        relation, content = (
            "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment",
            "application/xml",
        )
    remark = wrong(with_part("xl/c.xml", text.encode(), content), with_relation(SHEET, relation, "/xl/c.xml"))
    assert (remark.kind, remark.where, remark.says) == ("comment", "D5", "实为 99 分")


@pytest.mark.parametrize("drawing", ["<x><v:shape xmlns:v='v'/></x>", "<x><br></x>"])
def test_old_drawings_that_are_no_comments(drawing: str) -> None:
    part = with_part("xl/v.vml", drawing.encode(), "application/vnd.openxmlformats-officedocument.vmlDrawing")
    assert wrong(part, with_relation(SHEET, f"{OFFICE}/vmlDrawing", "/xl/v.vml")).kind == "drawing"


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (
            in_sheet("<printOptions", '<dataValidations><dataValidation sqref="D5" prompt="99"/></dataValidations>'),
            "validation",
        ),
        (in_sheet("<printOptions", '<hyperlinks><hyperlink ref="D5" location="A1"/></hyperlinks>'), "hyperlink"),
        (replaced(SHEET, "2021年第一季度  综合排名", "2021年第二季度  综合排名"), "header"),
        (replaced(SHEET, "第 &amp;P 页", "第一名：发电部 第 &amp;P 页"), "header"),
        (in_sheet("<drawing", '<legacyDrawingHF r:id="rId1"/>'), "header_picture"),
        (in_sheet("<drawing", "<oleObjects/>"), "unknown"),
        (substituted(SHEET, '<c r="D5"', '<c vm="1" r="D5"'), "unknown"),
        (substituted(SHEET, '<c r="B5"', '<c ph="1" r="B5"'), "unknown"),
        (in_sheet("<drawing", '<x:a xmlns:x="http://a"/>'), "unknown"),
        (in_sheet("<printOptions", "<scenarios/>"), "unknown"),
        (in_sheet("</worksheet>", '<extLst><ext uri="a"><s:sparklineGroups xmlns:s="a"/></ext></extLst>'), "unknown"),
        (
            replaced(
                BOOK,
                "</definedNames>",
                f'<definedName name="_xlnm.Print_Area" localSheetId="{SHEETS.index(RANKING)}">综合排名!$A$1:$C$6'
                "</definedName></definedNames>",
            ),
            "name",
        ),
        (replaced(BOOK, "综合排名!$A:$B,", ""), "name"),
    ],
)
def test_whatever_else_a_sheet_has(change: Change, kind: str) -> None:
    assert wrong(change).kind == kind


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (replaced(BOOK, "<calcPr ", '<calcPr fullPrecision="0" '), "precision"),
        (replaced(BOOK, "<workbookPr ", '<workbookPr date1904="1" '), "calendar"),
        (replaced(BOOK, "<workbookView ", '<workbookView showSheetTabs="0" '), "tabs"),
    ],
)
def test_settings_of_the_whole_workbook(change: Change, what: str) -> None:
    remark = wrong(change)
    assert (remark.kind, remark.sheet, remark.says) == ("setting", "", what)


def test_what_is_elsewhere_than_in_the_ranking_is_told_and_passes() -> None:
    name = replaced(BOOK, "</definedNames>", '<definedName name="a">1</definedName></definedNames>')
    table = [with_part("xl/t.xml", b"<a/>"), with_relation(ITEMS, f"{OFFICE}/table", "/xl/t.xml")]
    changes: list[tuple[str, list[Change]]] = [
        ("number_format", [with_look("C6", number_format='"9"', sheet=ITEMS)]),
        ("name", [name]),
        ("part", table),
        ("hidden_rows", [substituted(ITEMS, '<row r="6"', '<row r="6" hidden="1"')]),
    ]
    for kind, change in changes:
        found = held(forged(*change))
        assert found.passes
        assert [each.kind for each in found.comparison.remarks] == [kind]


def test_a_watermark_that_was_taken_away() -> None:
    draft = edition(draft=True)
    content = ranking_book(plant(), draft).to_bytes()
    assert verified(content, ranking_book(plant(), draft), draft).passes
    # every sheet of a draft has a drawing, in their order
    drawing = f"xl/drawings/drawing{SHEETS.index(RANKING) + 1}.xml"
    bare = rewritten(content, drawing, _without_pictures)
    found = verified(bare, ranking_book(plant(), draft), draft)
    assert {each.kind for each in found.comparison.remarks} == {"missing_picture"}
    assert not found.passes


def _without_pictures(text: str) -> str:
    return re.sub(
        r"<xdr:\w+Anchor[^>]*>(?:(?!</xdr:\w+Anchor>).)*<xdr:pic>.*?</xdr:\w+Anchor>", "", text, flags=re.DOTALL
    )


def _as_excel_saves(parts: Parts) -> None:
    """What Excel writes otherwise than we: names and targets, formulas that cells share, lists, parts of its own."""

    def rel(kind: str) -> str:
        return f"{OFFICE}/{kind}"

    text = parts[SHEET].decode()
    text = text.replace(
        "<worksheet ",
        '<worksheet xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac xr" '
        'xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac" '
        'xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision" xr:uid="{0}" ',
    )
    text = text.replace("<row ", '<row x14ac:dyDescent="0.15" ').replace(
        "<sheetFormatPr ", '<sheetFormatPr x14ac:dyDescent="0.15" '
    )
    first, *others = re.findall(r'<c r="A(\d+)"[^>]*><f>([^<]*)</f>', text)
    text = text.replace(f"<f>{first[1]}</f>", f'<f t="shared" ref="A5:A12" si="0">{first[1]}</f>', 1)
    for _, formula in others:
        text = text.replace(f"<f>{formula}</f>", '<f t="shared" si="0"/>', 1)
    parts[SHEET] = text.encode()
    with_part(
        "xl/calcChain.xml", b"<calcChain/>", "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"
    )(parts)
    with_relation(BOOK, rel("calcChain"), "calcChain.xml")(parts)
    with_part("xl/printerSettings/printerSettings1.bin", b"\0" * 90, "application/vnd.ms-printer")(parts)
    with_relation(SHEET, rel("printerSettings"), "../printerSettings/printerSettings1.bin")(parts)
    for name, kind in (("style1", "chartStyle"), ("colors1", "chartColorStyle")):
        with_part(f"xl/charts/{name}.xml", b"<a/>")(parts)
        with_relation(CHART, f"http://schemas.microsoft.com/office/2011/relationships/{kind}", f"{name}.xml", id=name)(
            parts
        )
    with_part("docProps/thumbnail.wmf", b"\0", "image/x-wmf")(parts)
    thumbnail = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail"
    with_relation("", thumbnail, "docProps/thumbnail.wmf")(parts)
    with_part("xl/persons/person.xml", b"<personList/>")(parts)
    with_relation(
        BOOK, "http://schemas.microsoft.com/office/2017/10/relationships/person", "persons/person.xml", id="rIdP"
    )(parts)
    labels = "http://schemas.microsoft.com/office/2020/02/relationships/classificationlabels"
    with_part("docMetadata/LabelInfo.xml", b"<a/>")(parts)
    with_relation("", labels, "docMetadata/LabelInfo.xml", id="rIdL")(parts)
    with_part("customXml/item1.xml", b"<a/>")(parts)
    with_relation(BOOK, rel("customXml"), "../customXml/item1.xml", id="rIdC")(parts)
    book = (
        parts[BOOK]
        .decode()
        .replace("</workbook>", '<extLst><ext uri="{0}"><x15:a xmlns:x15="x"/></ext></extLst></workbook>')
    )
    parts[BOOK] = book.replace(
        "<bookViews>", '<mc:AlternateContent xmlns:mc="http://a"><mc:Choice/></mc:AlternateContent><bookViews>'
    ).encode()
    parts["[trash]/0000.dat"] = b"\0"


def test_what_excel_writes_when_it_saves_is_no_remark() -> None:
    assert remarks(_as_excel_saves) == ()


def test_a_formula_shared_with_another_is_read_as_moved() -> None:
    found = held(forged(_as_excel_saves, replaced(SHEET, "RANK(D5, $D$5:$D$12", "RANK(D6, $D$5:$D$12", 1)))
    assert [(each.kind, each.cell) for each in found.deviations] == [("formula", f"A{row}") for row in range(5, 13)]


def test_what_deviates_and_what_is_hidden_are_both_told() -> None:
    value: Callable[[str], str] = with_value("D5", "99.99")
    number = forged(lambda parts: parts.update({SHEET: value(parts[SHEET].decode()).encode()}), with_format('"20.90"'))
    found = held(number)
    assert not found.follows
    # the chart still has what stood there before
    assert [each.kind for each in found.comparison.remarks] == ["number_format", "chart_value"]
