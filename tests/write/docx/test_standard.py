"""The notice as a file, measured against GB/T 9704—2012."""

import re
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Length
from docx.text.paragraph import Paragraph

from dangjian_kaoping.write.docx.letter import letter_docx

from .letters import DAY, opened, sample, sample_file, small


def mm(length: Length | None) -> float:
    assert length is not None
    return float(round(length.mm, 1))


def looks(paragraph: Paragraph) -> tuple[str, float]:
    """中文字体和字号 of a paragraph's first run, wherever they are set."""
    run = paragraph.runs[0]
    found: dict[str, Any] = {}
    elements: list[Any] = [run._r.rPr]
    for style in (run.style, paragraph.style):
        above: Any = style
        while above is not None:
            elements.append(above.element.rPr)
            above = above.base_style
    for each in elements:
        if each is None:
            continue
        fonts, size = each.find(qn("w:rFonts")), each.find(qn("w:sz"))
        if fonts is not None and fonts.get(qn("w:eastAsia")):
            found.setdefault("font", fonts.get(qn("w:eastAsia")))
        if size is not None:
            found.setdefault("size", int(size.get(qn("w:val"))) / 2)
    # what no style says, the document's defaults say
    return found.get("font", "仿宋"), found.get("size", 16.0)


@pytest.mark.whole
def test_the_defaults_are_the_body_s() -> None:
    styles = opened(sample_file()).styles.element
    (defaults,) = styles.xpath("w:docDefaults/w:rPrDefault/w:rPr")
    assert defaults.find(qn("w:rFonts")).get(qn("w:eastAsia")) == "仿宋"
    assert defaults.find(qn("w:sz")).get(qn("w:val")) == "32"


def paragraph(text: str) -> Paragraph:
    return next(each for each in opened(sample_file()).paragraphs if each.text.startswith(text))


def body_section() -> Section:
    return opened(sample_file()).sections[0]


@pytest.mark.whole
def test_the_page_is_a4_with_the_margins_of_the_standard() -> None:
    section = body_section()
    assert (mm(section.page_width), mm(section.page_height)) == (210.0, 297.0)
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [mm(each) for each in margins] == [37.0, 35.0, 28.0, 26.0]
    assert mm(section.page_width) - 28 - 26 == 156
    assert mm(section.page_height) - 37 - 35 == 225


def test_a_page_takes_22_lines_of_28_characters() -> None:
    document = opened(sample_file())
    normal = document.styles["Normal"]
    pitch = normal.paragraph_format.line_spacing
    assert isinstance(pitch, Length)
    assert 28 <= pitch.pt <= 29
    assert int(225 / 25.4 * 72 / pitch.pt) == 22
    (grid,) = document.sections[0]._sectPr.findall(qn("w:docGrid"))
    assert int(grid.get(qn("w:linePitch"))) == round(pitch.pt * 20)
    closer = int(normal.element.rPr.find(qn("w:spacing")).get(qn("w:val"))) / 20
    assert int(156 / 25.4 * 72 / (16 + closer)) == 28


@pytest.mark.parametrize(
    ("text", "font", "size"),
    [
        ("测试厂党委关于2021年第一季度", "方正小标宋简体", 22),
        ("各党支部：", "仿宋", 16),
        ("按照《", "仿宋", 16),
        ("一、考评结果", "黑体", 16),
        ("（一）总体情况", "楷体", 16),
        ("特此通报。", "仿宋", 16),
        ("附件：", "仿宋", 16),
        ("测试厂党委", "方正小标宋简体", 22),
        ("2021年4月12日", "仿宋", 16),
        ("2021年第一季度党支部量化考评结果排名表", "方正小标宋简体", 22),
    ],
)
def test_fonts_and_sizes(text: str, font: str, size: float) -> None:
    assert looks(paragraph(text)) == (font, size)


def test_the_annex_is_marked_and_named_as_the_standard_has_it() -> None:
    lines = [each.text for each in opened(sample_file()).paragraphs]
    start = lines.index("附件")
    # 附件 on the first line, its name on the third
    assert lines[start + 1 : start + 3] == ["", "2021年第一季度党支部量化考评结果排名表"]
    assert looks(next(each for each in opened(sample_file()).paragraphs if each.text == "附件")) == ("黑体", 16)


def test_a_second_level_heading_runs_into_its_paragraph_in_kaiti() -> None:
    line = paragraph("（一）总体情况。")
    assert line.runs[0].text == "（一）总体情况。"
    assert line.runs[1].text.startswith("参加本季度考评")


@pytest.mark.whole
def test_body_paragraphs_are_set_in_by_two_characters() -> None:
    for text in ("按照《", "一、考评结果", "（一）总体情况", "特此通报。"):
        style = paragraph(text).style
        assert style is not None
        (indent,) = style.element.pPr.findall(qn("w:ind"))
        assert indent.get(qn("w:firstLineChars")) == "200"
        assert indent.get(qn("w:firstLine")) == str(2 * 16 * 20)


def test_every_font_is_named_for_all_scripts() -> None:
    with ZipFile(BytesIO(sample_file())) as archive:
        for name in archive.namelist():
            if name.startswith("word/"):
                for fonts in re.findall(r"<w:rFonts [^>]*w:eastAsia=[^>]*>", archive.read(name).decode()):
                    names = set(re.findall(r'w:(?:ascii|hAnsi|eastAsia|cs)="([^"]+)"', fonts))
                    assert len(names) == 1, fonts
                    assert "Theme" not in fonts


def test_what_stands_in_for_a_missing_title_font_is_named() -> None:
    with ZipFile(BytesIO(sample_file())) as archive:
        table = archive.read("word/fontTable.xml").decode()
    assert re.search(r'w:name="方正小标宋简体">\s*<w:altName w:val="[^"]*宋体"', table)


def page_number(section: Section, *, odd: bool) -> Any:
    footer = section.footer if odd else section.even_page_footer
    return footer.paragraphs[0]


def test_page_numbers_stand_on_the_outer_side() -> None:
    document = opened(sample_file())
    assert document.settings.odd_and_even_pages_header_footer
    section = document.sections[0]
    for odd, side in ((True, "right"), (False, "left")):
        line = page_number(section, odd=odd)
        assert looks(line) == ("宋体", 14)
        assert line.paragraph_format.alignment.name.lower() == side
        (indent,) = line._p.pPr.findall(qn("w:ind"))
        assert indent.get(qn(f"w:{side}Chars")) == "100"
        assert "".join(each.text for each in line._p.iter(qn("w:t"))) == "— 1 —"
        (field,) = line._p.iter(qn("w:fldSimple"))
        assert field.get(qn("w:instr")).strip() == "PAGE"
    # 一字线 lies 7 毫米 below the 版心: the line of 14 磅 ends above the edge of the paper by what is left of 35
    assert section.footer_distance is not None
    assert section.footer_distance.mm == pytest.approx(35 - 7 - 14 * 25.4 / 72, abs=0.1)


def test_the_annex_is_the_same_page_turned() -> None:
    section = opened(sample_file()).sections[1]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert (mm(section.page_width), mm(section.page_height)) == (297.0, 210.0)
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [mm(each) for each in margins] == [28.0, 26.0, 35.0, 37.0]


def test_the_annex_has_its_page_number_where_an_upright_page_has_it() -> None:
    section = opened(sample_file()).sections[1]
    for header in (section.header, section.even_page_header):
        (direction,) = header._element.iter(qn("w:textDirection"))
        assert direction.get(qn("w:val")) == "tbRl"
        (place,) = header._element.iter(qn("w:tblpPr"))
        across, down = (int(place.get(qn(key))) * 25.4 / 1440 for key in ("w:tblpX", "w:tblpY"))
        assert across == pytest.approx(35 - 7 - 14 * 25.4 / 72, abs=0.1)
        assert down == pytest.approx(28, abs=0.1)
        (height,) = header._element.iter(qn("w:trHeight"))
        assert int(height.get(qn("w:val"))) * 25.4 / 1440 == pytest.approx(156, abs=0.1)
    for footer in (section.footer, section.even_page_footer):
        assert footer.paragraphs[0].text == ""


def test_the_table_repeats_its_heads_and_keeps_its_rows_whole() -> None:
    (table,) = opened(sample_file()).tables
    assert len(table.rows) == 1 + 12
    for index, row in enumerate(table.rows):
        properties = row._tr.trPr
        assert properties is not None
        assert properties.find(qn("w:cantSplit")) is not None
        assert (properties.find(qn("w:tblHeader")) is not None) == (index == 0)
    widths = [cell.width for cell in table.rows[0].cells]
    assert sum(each.mm for each in widths if each is not None) == pytest.approx(225, abs=0.5)


def test_the_date_ends_four_characters_in_and_the_signature_is_centred_on_it() -> None:
    lines = opened(sample_file()).paragraphs
    day = next(index for index, each in enumerate(lines) if each.text == "2021年4月12日")
    signature = lines[day - 1]
    assert signature.text == "测试厂党委"

    def right(line: Paragraph) -> float:
        (indent,) = line._p.pPr.findall(qn("w:ind"))  # type: ignore[union-attr]
        return int(indent.get(qn("w:rightChars"))) / 100

    assert right(lines[day]) == 4
    # 2021年4月12日 is 6.5 characters wide, the committee's name 5
    assert right(signature) == 4 + (6.5 - 5) / 2


@pytest.mark.whole
def test_without_a_date_there_is_room_for_one() -> None:
    lines = [each.text for each in opened(letter_docx(small())).paragraphs]
    assert "　　年　月　日" in lines


@pytest.mark.whole
def test_a_draft_is_marked_on_every_page() -> None:
    document = opened(letter_docx(small(draft=True, day=DAY)))
    for section in document.sections:
        for header in (section.header, section.even_page_header):
            assert not header.is_linked_to_previous
            (watermark,) = [
                each
                for each in header._element.iter()
                if each.tag == "{urn:schemas-microsoft-com:vml}textpath" and each.get("string")
            ]
            assert watermark.get("string") == "暂定"
            assert "暂定" in header.paragraphs[0].text
    assert "（暂定）" in "".join(each.text for each in document.paragraphs[:3])


def test_a_notice_that_is_none_has_no_such_mark() -> None:
    with ZipFile(BytesIO(sample_file())) as archive:
        assert not any("暂定" in archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


@pytest.mark.whole
def test_the_same_letter_gives_the_same_bytes() -> None:
    assert letter_docx(sample("2021Q1")) == sample_file()
    with ZipFile(BytesIO(sample_file())) as archive:
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    core = opened(sample_file()).core_properties
    assert core.author == core.last_modified_by == "测试厂党委"
    assert core.created == core.modified
    assert core.created is not None
    assert core.created.date() == DAY
    assert core.title == "测试厂党委关于2021年第一季度党支部量化考评情况的通报"
