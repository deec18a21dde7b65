"""The workbook in LibreOffice: it opens, prints on A4 across, and stays ours when it is saved again."""

import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from dangjian_kaoping.excel.ownership import made_by_us

from .plant import opened, report

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
PDFINFO = shutil.which("pdfinfo")

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(OFFICE is None, reason="没有 LibreOffice（Debian：apt-get install libreoffice-calc-nogui）"),
]


def converted(source: Path, to: str) -> Path:
    """A file as LibreOffice saves it, in another folder beside it; with a profile of its own."""
    assert OFFICE is not None
    target = source.parent / to
    profile = (source.parent / "profile").as_uri()
    subprocess.run(
        [OFFICE, f"-env:UserInstallation={profile}", "--headless", "--convert-to", to, "--outdir", target, source],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return target / f"{source.stem}.{to}"


def saved(folder: Path) -> Path:
    path = folder / "report.xlsx"
    path.write_bytes(report())
    return path


def without(path: Path, parts: str, pattern: str) -> Path:
    """A zip archive (workbook, ODS) with something taken out of the parts whose names match."""
    target = path.with_name(f"bare-{path.name}")
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(target, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            after.writestr(name, re.sub(pattern.encode(), b"", content) if re.match(parts, name) else content)
    return target


@pytest.mark.skipif(PDFINFO is None, reason="没有 pdfinfo（Debian：apt-get install poppler-utils）")
def test_it_prints_on_a4_across(tmp_path: Path) -> None:
    assert PDFINFO is not None
    pdf = converted(saved(tmp_path), "pdf")
    told = subprocess.run([PDFINFO, "-l", "-1", pdf], check=True, capture_output=True, text=True).stdout
    sizes = re.findall(r"Page +\d+ size: +([\d.]+) x ([\d.]+) pts", told)
    # 排名、各项得分、口径说明各一页，扣分明细一到三页
    assert 4 <= len(sizes) <= 6
    for width, height in sizes:
        assert (round(float(width)), round(float(height))) == (842, 595)


def test_it_survives_being_saved_again(tmp_path: Path) -> None:
    again = converted(saved(tmp_path), "xlsx")
    assert made_by_us(again)
    before, after = opened(report()), opened(again.read_bytes())
    for ours, theirs in zip(before, after, strict=True):
        for row in ours.iter_rows():
            for cell in row:
                # LibreOffice keeps 15 digits of a number
                kept = pytest.approx(cell.value, abs=1e-9) if isinstance(cell.value, float) else cell.value
                assert theirs[cell.coordinate].value == kept, cell.coordinate


def test_no_row_is_lower_than_libreoffice_itself_would_make_it(tmp_path: Path) -> None:
    # LibreOffice lays rows out anew only in a file of its own, and only where no height is written
    workbook = without(saved(tmp_path), "xl/worksheets/sheet", ' (ht|customHeight)="[^"]*"')
    own = without(converted(workbook, "ods"), "content.xml", 'style:row-height="[^"]*"')
    laid_out = opened(converted(own, "xlsx").read_bytes())
    compared = 0
    for sheet in opened(report()):
        for row in range(1, sheet.max_row + 1):
            ours, theirs = (each.row_dimensions[row].height for each in (sheet, laid_out[sheet.title]))
            if ours is not None and theirs is not None:
                assert ours >= theirs, (sheet.title, row)
                compared += 1
    assert compared > 50
