"""Rows of large workbooks, laid down as text: byte for byte what XlsxWriter writes cell by cell."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from dangjian_kaoping.ooxml.spreadsheet.workbook import Reading
from dangjian_kaoping.periods import Quarter, Year
from dangjian_kaoping.session.session import Session
from dangjian_kaoping.words.marked import Marked, Piece
from dangjian_kaoping.write.about import About
from dangjian_kaoping.write.xlsx import report, year_report
from dangjian_kaoping.write.xlsx.book import Book
from dangjian_kaoping.write.xlsx.cells import Cell, Day, Figure, Text
from dangjian_kaoping.write.xlsx.report import ranking_workbook
from dangjian_kaoping.write.xlsx.row_text import RowText
from dangjian_kaoping.write.xlsx.whereabouts import Address
from dangjian_kaoping.write.xlsx.year_report import year_workbook
from many_branches import QUARTER, many_branches
from sample import SAMPLE
from small_plant import edition

pytestmark = pytest.mark.whole

TO = Address("表", 0, 0)
ROWS: Sequence[Sequence[Cell]] = (
    [
        Text("甲"),
        Text(""),
        Text(" 前"),
        Text("后\n"),
        Text("&<>\"'"),
        Text("_x0041_"),
        Text("\x07\x7f\ufffe"),
        Text("\t"),
    ],
    [Text("=1+1"), Text("https://x"), Text("007"), Text("\xa0"), Text("\u3000"), Text("一\r\n二"), Text("𠮷" * 9_000)],
    [Text("长" * 40_000), Text("甲", "link", TO), Text("", "link", TO), Figure(Decimal(3), "link", to=TO)],
    [Figure(each) for each in (Decimal("0.1"), Decimal("1E+3"), Fraction(20, 3), Fraction(-1, 7), Decimal("-0.00"))],
    [Figure(Decimal("12345678901234567.5")), Figure(Decimal("1E-7"), least=2), Figure(Decimal(2), mark="△")],
    [Figure(Decimal(2), formula='COUNTIF(A1:A9, ">" & B2)'), Figure(Fraction(1, 3), formula="A1<B1", signed=True)],
    [Day(date(2021, 3, 25)), Day(date(1900, 3, 1)), Day(date(1900, 2, 28)), Day(date(9999, 12, 31), "minor")],
    [Text(Marked([Piece("旧", "before"), Piece("新", "after"), Piece("。")])), Text("旁")],
)


def _is_as_cell_by_cell(write: Callable[[], bytes], monkeypatch: pytest.MonkeyPatch) -> bool:
    laid = write()
    with monkeypatch.context() as patched:
        patched.setattr(RowText, "written", lambda *_: None)
        return laid == write()


def _book() -> bytes:
    book = Book("表", edition(), About("kaoping.rubric/1", Quarter(2021, 1), "表"), large=True)
    sheet = book.page("表", [10.0] * 8)
    for level, cells in enumerate(ROWS):
        sheet.row([*cells, *[Text("")] * (8 - len(cells))], level=level % 2)
        sheet.spanning([(0, 3, Text("并")), (4, 4, Text("不并"))])
    return book.to_bytes()


def test_of_cells_of_every_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _is_as_cell_by_cell(_book, monkeypatch)


@pytest.mark.parametrize("quarter", ["2020Q4", QUARTER])
def test_of_a_round(quarter: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = SAMPLE if quarter != QUARTER else many_branches(tmp_path / "plant", 40)
    dossier = Session(root).dossier(quarter)
    small = ranking_workbook(dossier, edition(draft=True))
    monkeypatch.setattr(report, "LARGE", 0)

    def write() -> bytes:
        return ranking_workbook(dossier, edition(draft=True), self_assessment=True)

    assert _is_as_cell_by_cell(write, monkeypatch)
    one, other = Reading(small), Reading(write())
    for name in one:
        # its values, formulas and looks, cell by cell, and all that it has beside them
        assert one.sheet(name) == other.sheet(name)


def test_of_a_year(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(year_report, "LARGE", 0)
    dossier = Session(SAMPLE).dossier(Year(2020))
    assert _is_as_cell_by_cell(lambda: year_workbook(dossier, edition()), monkeypatch)


def test_what_looks_like_the_markup_of_a_text_is_text() -> None:
    book = Book("表", edition(), About("kaoping.rubric/1", Quarter(2021, 1), "表"), large=True)
    book.page("表", [10.0]).row([Text("<r><t>甲</t></r>")])
    assert Reading(book.to_bytes())["表"][1, 1].value == "<r><t>甲</t></r>"


def test_xlsxwriter_still_puts_down_a_row_by_its_cells() -> None:
    missing = [
        name
        for name in ("_write_cell", "_write_single_row", "_check_dimensions")
        if not callable(getattr(Worksheet, name, None))
    ]
    assert not missing, f"XlsxWriter 里没有 {missing} 了：大的工作簿要换一种写法（write/xlsx/book.py 的 LaidSheet）"
    held = all(hasattr(Worksheet(), name) for name in ("table", "previous_row", "hyperlinks", "hlink_count"))
    assert held, "XlsxWriter 不再把一行的格放在 table 里：LaidSheet 要换一种写法"
