"""Documents and workbooks are valid by their schema, and the validator that says so finds what is broken.

In the thorough run (`KAOPING_THOROUGH=1`) every one that any test makes is validated as it is made.
"""

import re
import zipfile
from functools import cache
from io import BytesIO

import pytest

from dangjian_kaoping.write.docx.letter import letter_docx
from dangjian_kaoping.write.xlsx.report import ranking_workbook
from ooxml import every_file_validated, faults_in
from small_plant import edition, held
from write.docx.letters import DAY, own, small
from write.docx.sheets import sheet_file

pytestmark = pytest.mark.whole


@cache
def notice() -> bytes:
    return letter_docx(small(day=DAY))


@cache
def workbook() -> bytes:
    return ranking_workbook(held(), edition())


def test_a_notice_is_valid() -> None:
    assert faults_in(notice(), ".docx") == []


def test_a_feedback_sheet_with_its_chart_is_valid() -> None:
    assert faults_in(sheet_file(), ".docx") == []


def test_a_draft_in_the_office_s_template_is_valid() -> None:
    content = own("{{标题}}", "{{正文}}", "{{排名表}}")
    assert faults_in(letter_docx(small(draft=True), content), ".docx") == []


def test_a_workbook_is_valid() -> None:
    assert faults_in(workbook(), ".xlsx") == []


def broken(content: bytes, part: str, pattern: str, replacement: str) -> bytes:
    """A file with something in one of its parts written otherwise."""
    result = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as before, zipfile.ZipFile(result, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            if name == part:
                text, count = re.subn(pattern, replacement, data.decode(), count=1, flags=re.DOTALL)
                assert count == 1, pattern
                data = text.encode()
            after.writestr(name, data)
    return result.getvalue()


DOCUMENT, SHEET = "word/document.xml", "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("part", "pattern", "replacement", "named"),
    [
        (DOCUMENT, r"(<w:tblBorders>.*?</w:tblBorders>)(.*?)(</w:tblPr>)", r"\2\1\3", "tblBorders"),
        (DOCUMENT, r"(<w:tblCellMar>.*?</w:tblCellMar>)(.*?)(</w:tblPr>)", r"\2\1\3", "tblCellMar"),
        (DOCUMENT, r"(<w:tcW [^>]*/>)(<w:vAlign [^>]*/>)", r"\2\1", "tcW"),
        (DOCUMENT, r"(<w:ind [^>]*/>)(<w:jc [^>]*/>)", r"\2\1", "ind"),
        (DOCUMENT, r"(<w:pgSz [^>]*/>)(<w:pgMar [^>]*/>)", r"\2\1", "pgSz"),
        (DOCUMENT, r"(<w:rFonts [^>]*/>)(<w:sz [^>]*/>)", r"\2\1", "rFonts"),
        (DOCUMENT, r'<w:jc w:val="center"/>', r'<w:jc w:val="middle"/>', "middle"),
        ("word/styles.xml", r'(<w:name [^>]*/>)(<w:basedOn [^>]*/>)', r"\2\1", "name"),
        ("word/_rels/document.xml.rels", r"styles\.xml", "nowhere.xml", "nowhere.xml"),
    ],
)  # fmt: skip
def test_a_broken_document_is_found(part: str, pattern: str, replacement: str, named: str) -> None:
    found = faults_in(broken(notice(), part, pattern, replacement), ".docx")
    assert any(named in each for each in found), found


@pytest.mark.parametrize(
    ("pattern", "replacement", "named"),
    [
        (r"(<sheetViews>.*?</sheetViews>)(<sheetFormatPr[^>]*/>)", r"\2\1", "sheetViews"),
        (r"</worksheet>", "<mergeCells><mergeCell ref='A1:B2'/></mergeCells></worksheet>", "mergeCells"),
    ],
)
def test_a_broken_workbook_is_found(pattern: str, replacement: str, named: str) -> None:
    found = faults_in(broken(workbook(), SHEET, pattern, replacement), ".xlsx")
    assert any(named in each for each in found), found


def test_whoever_writes_an_invalid_file_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dangjian_kaoping.write.docx.tables._AFTER_BORDERS", ())
    with every_file_validated(), pytest.raises(AssertionError, match="tblBorders"):
        letter_docx(small())
