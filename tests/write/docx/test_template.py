"""The office's own document as a template."""

import re
import zipfile
from collections.abc import Callable
from copy import deepcopy
from io import BytesIO

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from dangjian_kaoping.write.docx.letter import letter_docx
from dangjian_kaoping.write.docx.opening import TemplateError
from dangjian_kaoping.write.docx.template import KNOWN

from .letters import DAY, all_text, opened, own, small

pytestmark = pytest.mark.whole


def filled(*lines: str, change: Callable[[Document], object] = lambda document: None) -> Document:
    return opened(letter_docx(small(day=DAY), own(*lines, change=change)))


def test_every_place_is_filled_in() -> None:
    document = filled(
        "{{标题}}", "{{主送}}", "{{正文}}", "{{附件}}", "{{署名}}", "{{日期}}", "{{单位}}{{季度}}", "{{排名表}}"
    )
    text = all_text(document)
    assert not [name for name in KNOWN if f"{{{{{name}" in text]
    lines = [each.text for each in document.paragraphs]
    letter = small(day=DAY)
    assert lines[0] == letter.subject
    assert lines[1] == "各党支部："
    assert lines[2 : 2 + len(letter.body)] == [each.lead + each.text for each in letter.body]
    assert f"附件：{letter.annex.name}" in lines
    assert "2021年4月12日" in lines
    assert "测试厂2021年第一季度" in lines
    (table,) = document.tables
    assert [cell.text for cell in table.rows[0].cells][:2] == ["名次", "党支部"]
    assert len(document.sections) == 1


def test_the_office_s_own_words_stay() -> None:
    document = filled("测党发〔2021〕　号", "{{正文}}", "印发：各党支部")
    lines = [each.text for each in document.paragraphs]
    assert lines[0] == "测党发〔2021〕　号"
    assert "印发：各党支部" in lines


def test_without_a_place_for_the_table_it_follows_on_turned_pages() -> None:
    document = filled("{{正文}}")
    assert len(document.sections) == 2
    first, second = document.sections
    assert second.page_width == pytest.approx(docx.shared.Mm(297), abs=1000)
    assert first.page_width != second.page_width
    # the office's own footers stay as they are
    assert not document.settings.odd_and_even_pages_header_footer


def test_what_is_filled_in_takes_the_looks_of_its_place() -> None:
    def looks(document: Document) -> None:
        line = document.paragraphs[0]
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        line.runs[0].font.size = Pt(15)
        line.runs[0].font.name = "隶书"

    lines = filled("{{正文}}", change=looks).paragraphs
    assert {each.alignment for each in lines[:3]} == {WD_ALIGN_PARAGRAPH.RIGHT}
    assert {run.font.size for each in lines[:3] for run in each.runs} == {Pt(15)}
    assert lines[0].runs[0].font.name == "隶书"
    # headings keep the standard's fonts
    assert lines[1].text == "一、考评结果"
    assert lines[1].runs[0].font.name == "黑体"


@pytest.mark.parametrize("place", ["{{ 日期 }}", "｛｛日期｝｝", "{｛日期}｝", "{{日期　}}"])
def test_a_place_may_be_written_as_it_comes(place: str) -> None:
    assert "（2021年4月12日）" in [each.text for each in filled(f"（{place}）", "{{正文}}").paragraphs]


def test_a_place_may_be_broken_into_runs() -> None:
    def broken(document: Document) -> None:
        line = document.paragraphs[0]
        for piece in ("签发：{", "{日", "期", "}} 止，{{单位", "}}"):
            line.add_run(piece)

    assert filled("", "{{正文}}", change=broken).paragraphs[0].text == "签发：2021年4月12日 止，测试厂"


def test_places_in_tables_headers_and_text_boxes() -> None:
    def elsewhere(document: Document) -> None:
        document.add_table(1, 1).cell(0, 0).text = "{{日期}}"
        document.sections[0].header.paragraphs[0].text = "{{单位}}"
        document.paragraphs[1].runs[0]._r.append(
            parse_xml(
                f'<w:pict {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textbox><w:txbxContent>'
                "<w:p><w:r><w:t>{{署名}}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict>"
            )
        )

    document = filled("{{正文}}", "印", change=elsewhere)
    assert document.tables[0].cell(0, 0).text == "2021年4月12日"
    assert document.sections[0].header.paragraphs[0].text == "测试厂"
    boxes = [each.text for each in document.element.iter(qn("w:t")) if each.text == "测试厂党委"]
    assert boxes


def test_what_is_filled_in_is_no_place_itself() -> None:
    document = opened(letter_docx(small(day=DAY)._replace(addressee="{{正文}}："), own("{{主送}}", "{{正文}}")))
    assert document.paragraphs[0].text == "{{正文}}："


def test_a_draft_is_marked_in_the_office_s_document_too() -> None:
    document = opened(letter_docx(small(draft=True), own("{{正文}}")))
    assert all("暂定" in section.header.paragraphs[0].text for section in document.sections)


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (("{{正文}}", "{{标题1}}{{落款}}"), "不认识{{标题1}}、{{落款}}"),
        (("以下：{{正文}}",), "{{正文}}要单独占一段"),
        (("{{正文}}", "{{排名表}}如下"), "{{排名表}}要单独占一段"),
        (("{{标题}}",), "里面没有写{{正文}}"),
        ((), "里面没有写{{正文}}"),
    ],
)
def test_a_template_that_cannot_be_filled_in_says_why(lines: tuple[str, ...], why: str) -> None:
    with pytest.raises(TemplateError, match=re.escape(why)):
        filled(*lines)


@pytest.mark.parametrize("content", [b"", b"PK", b"\xd0\xcf\x11\xe0 an old .doc", b"text"])
def test_what_is_no_document_is_refused(content: bytes) -> None:
    with pytest.raises(TemplateError, match=re.escape("不是 .docx 文档")):
        letter_docx(small(), content)


def test_the_same_template_gives_the_same_bytes() -> None:
    template = own("{{标题}}", "{{正文}}")
    assert letter_docx(small(), template) == letter_docx(small(), template)


def test_a_notice_of_ours_may_be_the_template_of_the_next() -> None:
    """A clerk saves our notice, writes places into it, and uses it again: it stays ours, with one property."""
    first = opened(letter_docx(small()))
    first.paragraphs[3].runs[0].text = "{{正文}}"
    for run in first.paragraphs[3].runs[1:]:
        run.text = ""
    again = BytesIO()
    first.save(again)
    document = opened(letter_docx(small(), again.getvalue()))
    (custom,) = [part for part in document.part.package.iter_parts() if part.partname == "/docProps/custom.xml"]
    assert custom.blob.count(b"kaoping.notice/1") == 1


NAMESPACES = ("schemas.openxmlformats.org", "purl.oclc.org/ooxml")
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def retyped(content: bytes, kind: str) -> bytes:
    """A document whose package says that it is of another kind."""
    result = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as before, zipfile.ZipFile(result, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            if name == "[Content_Types].xml":
                assert f"{WORD}.document.main+xml".encode() in data
                data = data.replace(f"{WORD}.document.main+xml".encode(), kind.encode())
            after.writestr(name, data)
    return result.getvalue()


def test_a_dotx_is_taken_and_what_comes_of_it_is_a_document() -> None:
    template = own("{{标题}}", "{{正文}}", "{{排名表}}")
    made = letter_docx(small(day=DAY), retyped(template, f"{WORD}.template.main+xml"))
    # the same file as of the .docx: nothing of the template's kind is left
    assert made == letter_docx(small(day=DAY), template)
    with zipfile.ZipFile(BytesIO(made)) as archive:
        assert b"template.main" not in archive.read("[Content_Types].xml")


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        ("application/vnd.ms-word.document.macroEnabled.main+xml", "带宏的"),
        ("application/vnd.ms-word.template.macroEnabledTemplate.main+xml", "带宏的"),
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "工作簿或演示文稿"),
    ],
)
def test_a_package_of_another_kind_is_called_what_it_is(kind: str, why: str) -> None:
    with pytest.raises(TemplateError, match=why):
        letter_docx(small(), retyped(own("{{正文}}"), kind))


@pytest.mark.parametrize(
    ("start", "why"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧格式的（.doc、.dot、.wps），或者设了密码"),
        (b"%PDF-1.7", "是PDF"),
        (b"{\\rtf1", ".rtf 文档"),
    ],
    ids=["doc", "pdf", "rtf"],
)
def test_what_is_no_package_is_called_what_it_is(start: bytes, why: str) -> None:
    with pytest.raises(TemplateError, match=re.escape(why)):
        letter_docx(small(), start + bytes(512))


def test_an_archive_of_another_program_and_strict_xml_are_called_what_they_are() -> None:
    other, strict = BytesIO(), BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    with pytest.raises(TemplateError, match=re.escape("（如 .odt、.ofd）")):
        letter_docx(small(), other.getvalue())
    with zipfile.ZipFile(BytesIO(own("{{正文}}"))) as before, zipfile.ZipFile(strict, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            usual, strictly = (f"http://{each}/officeDocument".encode() for each in NAMESPACES)
            after.writestr(name, data.replace(usual, strictly))
    with pytest.raises(TemplateError, match="严格的 Open XML"):
        letter_docx(small(), strict.getvalue())


def test_a_place_that_ends_a_section_ends_it_once() -> None:
    def sections(document: Document) -> None:
        break_ = deepcopy(document.sections[0]._sectPr)
        document.paragraphs[0]._p.get_or_add_pPr().append(break_)
        document.paragraphs[1]._p.get_or_add_pPr().append(deepcopy(break_))

    document = filled("{{正文}}", "{{排名表}}", "印发：各党支部", change=sections)
    assert len(document.sections) == 3
    lines = [each.text for each in document.paragraphs]
    body = small(day=DAY).body
    assert lines[: len(body)] == [each.lead + each.text for each in body]
    assert [bool(each._p.xpath("./w:pPr/w:sectPr")) for each in document.paragraphs[: len(body)]] == [
        *[False] * (len(body) - 1),
        True,
    ]


def test_the_number_of_a_paragraph_is_not_given_to_others() -> None:
    def numbered(document: Document) -> None:
        number = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
        document.paragraphs[0]._p.set(number, "1A2B3C4D")

    document = filled("{{正文}}", change=numbered)
    assert not document.element.xpath("//w:p/@*[local-name()='paraId']")
