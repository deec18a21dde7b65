"""The notice and a feedback sheet in LibreOffice: they open, fill their pages as they should, and stay ours."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from dangjian_kaoping.engine.follow.overview import overview
from dangjian_kaoping.session.session import Session
from dangjian_kaoping.views.notice import round_notice
from dangjian_kaoping.write.docx.letter import letter_docx
from dangjian_kaoping.write.docx.sheet import sheet_docx
from dangjian_kaoping.write.ownership import format_of
from many_branches import QUARTER, many_branches
from office import OFFICE, PDFINFO, converted, converted_all

from .letters import sample_file
from .sheets import sample, sheet

PDFTOTEXT = shutil.which("pdftotext")


def _writes() -> bool:
    """Whether LibreOffice has its word processor: the calculator alone opens no document."""
    if OFFICE is None:
        return False
    program = Path(OFFICE).resolve().parent
    return any((program / name).exists() for name in ("libswlo.so", "swlo.dll", "libswlo.dylib"))


pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(
        not _writes(), reason="没有 LibreOffice Writer（Debian：apt-get install libreoffice-writer-nogui）"
    ),
    pytest.mark.skipif(PDFINFO is None, reason="没有 pdfinfo（Debian：apt-get install poppler-utils）"),
]


def pages(pdf: Path) -> list[tuple[int, int]]:
    """Width and height of each page (磅)."""
    assert PDFINFO is not None
    told = subprocess.run([PDFINFO, "-l", "-1", pdf], check=True, capture_output=True, text=True).stdout
    sizes = re.findall(r"Page +\d+ size: +([\d.]+) x ([\d.]+) pts", told)
    return [(round(float(width)), round(float(height))) for width, height in sizes]


def text_of(pdf: Path, page: int) -> str:
    assert PDFTOTEXT is not None
    command = [PDFTOTEXT, "-f", str(page), "-l", str(page), "-layout", str(pdf), "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def saved(folder: Path, content: bytes) -> Path:
    path = folder / "file.docx"
    path.write_bytes(content)
    return path


def test_the_notice_takes_a_few_upright_pages_and_a_turned_annex(tmp_path: Path) -> None:
    pdf = converted(saved(tmp_path, sample_file()), "pdf")
    sizes = pages(pdf)
    upright, across = (595, 842), (842, 595)
    turned = sizes.index(across)
    assert 3 <= turned <= 5
    assert sizes[:turned] == [upright] * turned
    assert 1 <= len(sizes) - turned <= 2
    assert set(sizes[turned:]) == {across}


def test_a_notice_of_sixty_branches_takes_four_pages_and_of_long_names_five(tmp_path: Path) -> None:
    for length, most in ((0, 4), (25, 5)):
        folder = tmp_path / str(length)
        session = Session(many_branches(folder / "plant", 60, length))
        facts = overview(session.dossier(QUARTER), session.tasks_after(QUARTER))
        letter = round_notice(facts, session.edition(QUARTER), None)
        pdf = converted(saved(folder, letter_docx(letter)), "pdf")
        assert len(pages(pdf)) == most
        # no row is broken: so many lines have a score with its two decimals
        told = "".join(text_of(pdf, page + 1) for page in range(3, most))
        assert len(re.findall(r"党支部 +\d+\.\d\d ", told)) == 60


def test_a_full_page_has_22_lines_and_its_number_on_the_outer_side(tmp_path: Path) -> None:
    pdf = converted(saved(tmp_path, sample_file()), "pdf")
    for page in (1, 2):
        lines = [line for line in text_of(pdf, page).splitlines() if line.strip()]
        number = lines.pop()
        assert re.fullmatch(rf"— ?{page} ?—", number.strip())
        # odd pages right, even ones left
        assert (len(number) - len(number.lstrip()) > 20) == (page % 2 == 1)
    # page 2 is all body; a heading that would stand at its foot goes with what follows
    assert len(lines) in (21, 22)


def test_a_feedback_sheet_takes_two_pages_and_its_annexes_two_more(tmp_path: Path) -> None:
    files = []
    for feedback in sample():
        (tmp_path / feedback.placing.score.branch.id).with_suffix(".docx").write_bytes(sheet_docx(sheet(feedback)))
        files.append(tmp_path / f"{feedback.placing.score.branch.id}.docx")
    folder = converted_all(files, "pdf")
    for pdf in sorted(folder.glob("*.pdf")):
        assert pages(pdf) == [(842, 595)] * 4
        told = ["".join(text_of(pdf, page).split()) for page in range(1, 5)]
        # what is signed and handed back ends the second page; no page holds but a few lines
        assert "签收人（签字）" in told[1]
        assert "需要整改的问题" not in told[1] or "党支部书记（签字）" in told[1]
        assert told[2].startswith("附表")
        assert all(len(each) > 300 for each in told)


def test_a_notice_stays_ours_when_another_program_saves_it(tmp_path: Path) -> None:
    again = converted(saved(tmp_path, sample_file()), "docx")
    assert format_of(again) == "kaoping.notice/1"
