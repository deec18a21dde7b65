"""一页纸摘要: one page that can be read, whatever the plant; in the workbook and as a document."""

import re
import subprocess
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pytest

from dangjian_kaoping.model.edition import Edition
from dangjian_kaoping.periods import parse_quarter
from dangjian_kaoping.session.session import Session
from dangjian_kaoping.views.summary import NAME, Summary, round_summary
from dangjian_kaoping.write.about import about_round
from dangjian_kaoping.write.docx.letter import FORMAT
from dangjian_kaoping.write.docx.summary import summary_docx
from dangjian_kaoping.write.xlsx.book import Book
from dangjian_kaoping.write.xlsx.sheets.summary import write_summary
from many_branches import QUARTER, many_branches
from office import OFFICE, PDFINFO, converted_all
from ooxml import faults_in
from printed import printed
from sample import SAMPLE, workbook

pytestmark = pytest.mark.whole

PLANTS = [(3, 0, True), (3, 25, False), (12, 25, True), (60, 0, True), (60, 25, True), (60, 60, True)]
"""How many branches, how long their names are, and whether there was a round before."""
LONG = "一" * 25


def _made(session: Session, unit: str = LONG, departure: str = "") -> tuple[Summary, Edition]:
    dossier = session.dossier(QUARTER)
    edition = session.edition(parse_quarter(QUARTER) or QUARTER)._replace(
        unit=unit, draft=bool(departure), departure=departure
    )
    return round_summary(dossier, edition), edition


def _sheet(session: Session, summary: Summary, edition: Edition) -> bytes:
    book = Book("摘要", edition, about_round(session.round(QUARTER)))
    write_summary(book, summary)
    return book.to_bytes()


def _document(summary: Summary) -> bytes:
    return summary_docx(summary, FORMAT, "某单位", date(2021, 3, 31), "")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[bytes, bytes]]:
    """The sheet and the document of each plant."""
    folder = tmp_path_factory.mktemp("plants")
    found = {}
    for count, length, before in PLANTS:
        session = Session(many_branches(folder / f"{count}-{length}", count, length, before=before))
        summary, edition = _made(session, departure="改过" * 30 if length else "")
        found[f"{count}-{length}"] = (_sheet(session, summary, edition), _document(summary))
    return found


def test_the_sheet_is_one_page_of_eight_points_at_least(made: dict[str, tuple[bytes, bytes]]) -> None:
    for name, (sheet, _) in made.items():
        page = printed(sheet)[NAME]
        assert (page.beside, page.below, page.fits) == (1, 1, True), name
        assert page.letters >= 8, name


def test_the_document_has_letters_of_eight_points_at_least(made: dict[str, tuple[bytes, bytes]]) -> None:
    for _, content in made.values():
        assert faults_in(content, ".docx") == []
        document = docx.Document(BytesIO(content))
        sizes = [run.font.size.pt for each in document.paragraphs for run in each.runs if run.text and run.font.size]
        sizes += [
            run.font.size.pt
            for table in document.tables
            for cell in table._cells
            for each in cell.paragraphs
            for run in each.runs
            if run.text and run.font.size
        ]
        assert min(sizes) >= 8


@pytest.mark.office
@pytest.mark.skipif(OFFICE is None or PDFINFO is None, reason="没有 LibreOffice 或 pdfinfo")
def test_both_are_one_page_in_libreoffice(made: dict[str, tuple[bytes, bytes]], tmp_path: Path) -> None:
    paths = []
    for name, (sheet, document) in made.items():
        for suffix, content in ((".xlsx", sheet), (".docx", document)):
            paths.append(tmp_path / f"{suffix[1:]}-{name}{suffix}")
            paths[-1].write_bytes(content)
    folder = converted_all(paths, "pdf")
    assert PDFINFO is not None
    for path in paths:
        told = subprocess.run([PDFINFO, folder / f"{path.stem}.pdf"], check=True, capture_output=True, text=True).stdout
        assert re.search(r"Pages: +(\d+)", told)[1] == "1", path  # type: ignore[index]


def test_it_says_what_a_committee_has_to_know() -> None:
    summary, _ = _made(Session(SAMPLE), "示例热电厂")
    titles = [each.title for each in summary.sections]
    assert titles == [
        "前三名、末三名和扣分原因（扣分合计含折算和扣减，平均每个党支部扣9.57分）",
        "比上轮的变化",
        "最常见的五种扣分（全部168次，占29.2%）",
        "等次分布",
        "问题整改",
        "提请党委研究决定的事项",
    ]
    assert summary.sections[-1].sentences[1] == (
        "2. 脱硫除灰部党支部、物资部党支部、供热部党支部列入末位，按照考评办法予以考核。"
    )
    ends = summary.sections[0].table
    assert ends is not None
    assert [row[0] for row in ends.rows] == ["1", "2", "3", "10", "11", "12"]


def test_a_first_round_has_no_changes(tmp_path: Path) -> None:
    summary, _ = _made(Session(many_branches(tmp_path / "plant", 3, before=False)))
    assert "比上轮的变化" not in [each.title for each in summary.sections]
    ends = summary.sections[0].table
    assert ends is not None
    assert "升降" not in [column.head for column in ends.columns]


def test_while_nobody_has_a_rank_nothing_is_compared(tmp_path: Path) -> None:
    root = many_branches(tmp_path / "plant", 3)
    next((root / "data" / QUARTER / "inspection").glob("*.yaml")).unlink()
    summary, _ = _made(Session(root), departure="缺检查记录")
    (changes,) = [each for each in summary.sections if each.title == "比上轮的变化"]
    assert "还不能比" in changes.sentences[0]
    assert "没有变化" not in changes.sentences[0]


@pytest.mark.parametrize(("count", "title"), [(1, "得分和"), (4, "前两名、末两名和")])
def test_of_a_small_plant(tmp_path: Path, count: int, title: str) -> None:
    summary, _ = _made(Session(many_branches(tmp_path / "plant", count, before=False)))
    assert summary.sections[0].title.startswith(title)
    assert ("最高" in summary.headline) == (count > 1)
    assert ("平均" in summary.sections[0].title) == (count > 1)


def test_it_is_the_first_sheet_of_the_workbook() -> None:
    assert next(iter(printed(workbook("2021Q1")))) == NAME
