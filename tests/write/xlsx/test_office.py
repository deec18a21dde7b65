"""The workbook in LibreOffice: it opens, prints on A4, and stays ours when it is saved again."""

import re
import subprocess
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from openpyxl import Workbook

from attack.workbooks import BOOK, SHEET, Change, forged, replaced, substituted, with_format, with_look
from dangjian_kaoping.cli.formats import ours
from dangjian_kaoping.engine.follow.ledger import as_of_quarter
from dangjian_kaoping.periods import Quarter, Year
from dangjian_kaoping.session.session import Session
from dangjian_kaoping.verify.remarks import RemarkKind
from dangjian_kaoping.verify.verification import verified
from dangjian_kaoping.write.xlsx.book import Book
from dangjian_kaoping.write.xlsx.report import ranking_book, ranking_workbook
from dangjian_kaoping.write.xlsx.sheets.ledger import ledger_workbook
from dangjian_kaoping.write.xlsx.sheets.reward import reward_workbook
from dangjian_kaoping.write.xlsx.sheets.reward_year import reward_year_workbook
from dangjian_kaoping.write.xlsx.sheets.tasks import tasks_workbook
from many_branches import QUARTER, many_branches
from office import OFFICE, PDFINFO, converted, converted_all, letters_of_pages
from sample import SAMPLE, book, quarters, workbook
from small_plant import edition, held, plant

from .edited import edited, with_formula, with_value
from .workbooks import formulas, opened, report

LINK = '<hyperlink ref="D5" location="A1" display="9"/>'
STORED = "(?<=</f>)<v>[^<]*</v>"
"""The value that is stored beside a formula."""

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(OFFICE is None, reason="没有 LibreOffice（Debian：apt-get install libreoffice-calc-nogui）"),
]


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
def test_it_prints_on_a4(tmp_path: Path) -> None:
    assert PDFINFO is not None
    pdf = converted(saved(tmp_path), "pdf")
    told = subprocess.run([PDFINFO, "-l", "-1", pdf], check=True, capture_output=True, text=True).stdout
    sizes = re.findall(r"Page +\d+ size: +([\d.]+) x ([\d.]+) pts", told)
    assert 6 <= len(sizes) <= 12
    sheets = [(round(float(width)), round(float(height))) for width, height in sizes]
    # 一页纸摘要、自评对照竖排
    assert (sheets[0], sheets[1]) == ((595, 842), (842, 595))
    assert set(sheets) == {(595, 842), (842, 595)}


def test_what_an_office_prints_is_short_and_can_be_read(tmp_path: Path) -> None:
    session = Session(SAMPLE)
    quarter, year = Quarter(2020, 4), Year(2020)
    sealed = session.edition(None)
    whole = session.ledger(as_of_quarter(quarter))
    large = Session(many_branches(tmp_path / "plant", 60, 25))
    most = {
        "quarter": (workbook("2021Q1"), 24),
        "year": (workbook(None, 2020), 6),
        "ledger": (ledger_workbook(whole.entries, as_of_quarter(quarter), sealed), 3),
        "tasks": (tasks_workbook(session.tasks(year), sealed), 4),
        "branch": (tasks_workbook(session.tasks(quarter, "ZB01"), sealed), 2),
        "reward": (reward_workbook(session.reward(quarter), session.edition(quarter)), 5),
        "reward-year": (reward_year_workbook(session.reward_year(year), session.edition(year)), 5),
        "sixty": (ranking_workbook(large.dossier(QUARTER), edition()), 130),
        "all": (ledger_workbook(whole.entries, as_of_quarter(quarter), sealed, print_all=True), 12),
    }
    paths = {name: tmp_path / f"{name}.xlsx" for name in most}
    for name, path in paths.items():
        path.write_bytes(most[name][0])
    folder = converted_all(list(paths.values()), "pdf")
    found = {name: letters_of_pages(folder / f"{name}.pdf") for name in most}
    assert {name: len(pages) for name, pages in found.items() if not 0 < len(pages) <= most[name][1]} == {}
    assert {name: min(pages) for name, pages in found.items() if round(min(pages), 2) < 8} == {}


def recounted(content: bytes, folder: Path) -> bytes:
    """A workbook whose stored values were all taken away, as LibreOffice reckons it anew."""
    folder.mkdir(exist_ok=True)
    path = folder / "bare.xlsx"
    path.write_bytes(content)
    bare = without(path, "xl/worksheets/sheet", STORED)
    left = opened(bare.read_bytes())
    # of a cell that leads elsewhere and has no value openpyxl tells whereto
    found = [left[sheet][cell] for sheet, cell in formulas(content)]
    assert not [each.coordinate for each in found if each.value is not None and each.hyperlink is None]
    return converted(bare, "xlsx").read_bytes()


def recount(content: bytes, folder: Path, expected: bytes | None = None) -> tuple[int, list[str]]:
    """How many formulas LibreOffice reckoned, and which came out otherwise than is stored: a rounded figure must be
    the same number, any other one the same to 1e-9.
    """
    return unlike(opened(recounted(content, folder)), expected or content)


def unlike(there: Workbook, content: bytes) -> tuple[int, list[str]]:
    """How many formulas a workbook has, and which come out otherwise there than they are stored."""
    stored, written, wrong = opened(content), formulas(content), []
    for (sheet, cell), formula in written.items():
        value, engine = there[sheet][cell].value, stored[sheet][cell].value
        same = value == engine if "ROUND" in formula else value == pytest.approx(engine, abs=1e-9)
        if not same:
            wrong.append(f"{sheet}!{cell} ={formula}: {value}, not {engine}")
    return len(written), wrong


def test_libreoffice_reckons_every_formula_to_the_engine_s_value(tmp_path: Path) -> None:
    count, wrong = recount(report(), tmp_path)
    assert count > 150
    assert wrong == []


@pytest.mark.parametrize("mode", ["half_up", "half_even", "down", "up"])
def test_in_every_way_of_rounding(mode: str, tmp_path: Path) -> None:
    measure = "measure:\n  bonus: {at_most: 2}\n"
    changed = f"{measure}  rounding: {{places: 1, mode: {mode}}}\n  tie_breakers: [penalty, base, bonus]\n"
    count, wrong = recount(ranking_workbook(held({measure: changed}), edition()), tmp_path)
    assert count > 150
    assert wrong == []


@pytest.mark.parametrize("breakers", ["", "  tie_breakers: [penalty, {item: DJ-02}, {area: DJ}]\n"])
def test_a_dense_ranking(breakers: str, tmp_path: Path) -> None:
    measure = "measure:\n  bonus: {at_most: 2}\n"
    content = ranking_workbook(held({measure: f"{measure}  ranking: dense\n{breakers}"}), edition())
    assert sum("SUMPRODUCT" in formula for formula in formulas(content).values()) == 8
    _, wrong = recount(content, tmp_path)
    assert wrong == []


def test_all_rounds_and_years_of_the_sample(tmp_path: Path) -> None:
    books = {each: workbook(each) for each in quarters()} | {
        str(year): workbook(None, year) for year in (2018, 2019, 2020)
    }
    bare = []
    for name, content in books.items():
        path = tmp_path / f"{name}.xlsx"
        path.write_bytes(content)
        bare.append(without(path, "xl/worksheets/sheet", STORED))
    converted_all(bare, "xlsx")
    total = 0
    for name, content in books.items():
        count, wrong = unlike(opened((tmp_path / "xlsx" / f"bare-{name}.xlsx").read_bytes()), content)
        total += count
        assert wrong == []
    assert total > 8_000


def test_a_wrong_formula_is_found(tmp_path: Path) -> None:
    wrong_sum = edited(report(), "各项得分", with_formula("G6", "SUM(C6:E6)"))
    _, wrong = recount(wrong_sum, tmp_path, report())
    # the area, and all that is reckoned from it
    assert {each.split(" ")[0] for each in wrong} >= {"各项得分!G6", "综合排名!D5"}


def test_what_libreoffice_merely_saved_again_still_follows(tmp_path: Path) -> None:
    again = converted(saved(tmp_path), "xlsx").read_bytes()
    assert verified(again, ranking_book(plant(), edition()), edition()).comparison.remarks == ()
    twice = tmp_path / "twice"
    twice.mkdir()
    (twice / "report.xlsx").write_bytes(again)
    again = converted(twice / "report.xlsx", "xlsx").read_bytes()
    found = verified(again, ranking_book(plant(), edition()), edition())
    assert found.passes
    assert found.comparison.remarks == ()
    assert found.comparison.unstored == 0


def test_no_workbook_that_libreoffice_saved_again_has_a_remark(tmp_path: Path) -> None:
    books: dict[str, Callable[[], Book]] = {each: partial(book, each) for each in quarters()}
    books |= {str(year): partial(book, None, year) for year in (2018, 2019, 2020)}
    books["draft"] = partial(ranking_book, plant(), edition(draft=True))
    paths = [tmp_path / f"{name}.xlsx" for name in books]
    for path, make in zip(paths, books.values(), strict=True):
        path.write_bytes(make().to_bytes())
    folder = converted_all(paths, "xlsx")
    for path, make in zip(paths, books.values(), strict=True):
        follows = make()
        found = verified((folder / path.name).read_bytes(), follows, follows.edition)
        assert (found.passes, found.comparison.remarks) == (True, ()), path.name


def test_what_was_made_to_show_something_else_and_then_saved_by_libreoffice_is_remarked(tmp_path: Path) -> None:
    changes: dict[RemarkKind, Change] = {
        "number_format": with_format('"99.99"'),
        "letters": with_look("D5", font='<sz val="10"/><color rgb="FFFFFFFF"/><name val="宋体"/>'),
        "placing": with_look("D5", aligned='horizontal="fill"'),
        "hidden_rows": substituted(SHEET, '<row r="6"', '<row r="6" hidden="1"'),
        "hidden_columns": substituted(SHEET, '<col min="2"', '<col hidden="1" min="2"'),
        "merged": replaced(SHEET, "</mergeCells>", '<mergeCell ref="D5:E6"/></mergeCells>'),
        "hidden_sheet": replaced(BOOK, '<sheet name="自评对照"', '<sheet name="自评对照" state="hidden"'),
        "header": replaced(SHEET, "2021年第一季度  综合排名", "2021年第二季度  综合排名"),
        "hyperlink": replaced(SHEET, "<printOptions", f"<hyperlinks>{LINK}</hyperlinks><printOptions"),
    }
    paths = {kind: tmp_path / f"{kind}.xlsx" for kind in changes}
    for kind, path in paths.items():
        path.write_bytes(forged(changes[kind]))
    folder = converted_all(list(paths.values()), "xlsx")
    for kind, path in paths.items():
        found = verified((folder / path.name).read_bytes(), ranking_book(plant(), edition()), edition())
        assert kind in {each.kind for each in found.comparison.remarks}, kind


def test_what_was_changed_and_then_saved_by_libreoffice_is_found(tmp_path: Path) -> None:
    path = tmp_path / "report.xlsx"
    path.write_bytes(edited(report(), "各项得分", with_value("C6", "3.99")))
    found = verified(converted(path, "xlsx").read_bytes(), ranking_book(plant(), edition()), edition())
    assert ("各项得分", "C6") in {(each.sheet, each.cell) for each in found.deviations}


def test_it_survives_being_saved_again(tmp_path: Path) -> None:
    again = converted(saved(tmp_path), "xlsx")
    assert ours.office(again)
    before, after = opened(report()), opened(again.read_bytes())
    for own, theirs in zip(before, after, strict=True):
        for row in own.iter_rows():
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
