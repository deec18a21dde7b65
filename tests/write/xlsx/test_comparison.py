"""Two workbooks cell by cell: every change is found, and nothing that a program does when it saves is one."""

import random
import re
from collections.abc import Callable
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from dangjian_kaoping.ooxml.refusal import RefusedPackageError
from dangjian_kaoping.ooxml.spreadsheet.workbook import Reading
from dangjian_kaoping.verify.comparison import Deviation, plain_formula, same_value
from dangjian_kaoping.verify.verification import Verification, verified
from dangjian_kaoping.write.xlsx import report as report_module
from dangjian_kaoping.write.xlsx.report import ranking_book, ranking_workbook
from small_plant import edition, plant
from thorough import some

from .edited import edited, rewritten, with_formula, with_value, without_formula, without_stored_values
from .workbooks import formulas, opened, report

pytestmark = pytest.mark.whole


def held_against(content: bytes) -> Verification:
    return verified(content, ranking_book(plant(), edition()), edition())


def deviations(content: bytes) -> tuple[Deviation, ...]:
    return held_against(content).deviations


def test_what_was_published_follows() -> None:
    found = held_against(report())
    assert found.follows
    assert found.comparison.formulas == len(formulas(report())) > 150
    assert found.comparison.unstored == 0


@pytest.mark.parametrize("large", [False, True])
def test_what_is_the_same_to_the_byte_is_told_as_if_it_were_read(large: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if large:
        monkeypatch.setattr(report_module, "LARGE", 0)
    content = ranking_workbook(plant(), edition())
    one, other = Reading(content), Reading(content)
    for name in one:
        cells = one[name].values()
        assert one.has_same(name, other)
        assert one.counted(name) == (len(cells), sum(each.formula is not None for each in cells))
    changed = edited(content, "各项得分", with_value("C6", "99.99"))
    quick = held_against(content), held_against(changed)
    monkeypatch.setattr(Reading, "has_same", lambda *_: False)
    assert quick == (held_against(content), held_against(changed))


@pytest.mark.parametrize("part", ["worksheets/sheet2", "drawings/drawing1", "charts/chart1", "styles", "sharedStrings"])
def test_another_byte_in_what_a_sheet_shows_is_read(part: str) -> None:
    changed = rewritten(report(), f"xl/{part}.xml", lambda text: f"{text} ")
    assert not Reading(changed).has_same("综合排名", Reading(report()))
    assert held_against(changed).passes


def _numbers() -> list[tuple[str, str, float]]:
    return [
        (sheet.title, cell.coordinate, float(cell.value))
        for sheet in opened(report())
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, (int, float)) and not isinstance(cell.value, bool)
    ]


@pytest.mark.parametrize("seed", some(range(20), 5))
def test_one_number_changed_by_a_hundredth_is_found(seed: int) -> None:
    sheet, cell, value = random.Random(seed).choice(_numbers())
    (found,) = deviations(edited(report(), sheet, with_value(cell, repr(value + 0.01))))
    assert (found.kind, found.sheet, found.cell) == ("value", sheet, cell)


@pytest.mark.parametrize("seed", some(range(10), 4))
def test_one_formula_turned_into_its_number_is_found(seed: int) -> None:
    sheet, cell = random.Random(seed).choice(sorted(formulas(report())))
    (found,) = deviations(edited(report(), sheet, without_formula(cell)))
    assert (found.kind, found.sheet, found.cell) == ("formula", sheet, cell)
    assert found.says is not None
    assert found.says.formula is None


def test_a_formula_that_gives_the_same_today_is_found() -> None:
    (found,) = deviations(edited(report(), "各项得分", with_formula("G6", "SUM(C6:E6)+F6")))
    assert (found.kind, found.cell) == ("formula", "G6")


def test_a_number_turned_into_a_formula_is_found() -> None:
    (found,) = deviations(edited(report(), "各项得分", with_formula("C6", "2+2")))
    assert (found.kind, found.cell) == ("formula", "C6")


def test_a_deviation_says_which_branch_and_which_figure() -> None:
    name = opened(report())["综合排名"]["B5"].value
    (found,) = deviations(edited(report(), "综合排名", with_value("D5", "99.99")))
    assert found.of == f"{name} · 综合得分"
    item = opened(report())["各项得分"]["B6"].value
    (found,) = deviations(edited(report(), "各项得分", with_value("C6", "9.5")))
    assert found.of == f"{item} · DJ-01 组织生活"


def test_one_changed_text_is_found() -> None:
    changed = rewritten(report(), "xl/sharedStrings.xml", lambda text: text.replace("少开两次", "少开一次"))
    (found,) = [each for each in deviations(changed) if each.sheet == "扣分明细"]
    assert found.says is not None
    assert found.says.value == "少开一次"


def saved_by_openpyxl(change: Callable[[Workbook], object]) -> bytes:
    book = load_workbook(BytesIO(report()))
    change(book)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def test_a_missing_an_extra_and_a_renamed_sheet_are_found() -> None:
    (gone,) = deviations(saved_by_openpyxl(lambda book: book.remove(book["自评对照"])))
    assert (gone.kind, gone.sheet) == ("sheet_missing", "自评对照")
    (more,) = deviations(saved_by_openpyxl(lambda book: book.create_sheet("备注")))
    assert (more.kind, more.sheet) == ("sheet_extra", "备注")


def test_a_renamed_sheet_is_one_deviation_and_its_formulas_still_follow() -> None:
    def rename(book: Workbook) -> None:
        book["自评各项得分"].title = "自评"
        for sheet in book:
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.data_type == "f":
                        cell.value = str(cell.value).replace("自评各项得分!", "自评!")

    (found,) = deviations(saved_by_openpyxl(rename))
    assert (found.kind, found.sheet) == ("sheet_renamed", "自评各项得分")


def test_a_note_written_beside_the_table_and_a_cell_emptied_are_found() -> None:
    def change(book: Workbook) -> None:
        book["综合排名"]["Z40"] = "经研究加 1 分"
        book["各项得分"]["C6"] = None

    found = {(each.kind, each.cell) for each in deviations(saved_by_openpyxl(change))}
    assert found == {("extra", "Z40"), ("missing", "C6")}


def test_looks_are_no_difference() -> None:
    def change(book: Workbook) -> None:
        book["综合排名"].column_dimensions["C"].width = 50
        book["综合排名"].row_dimensions[6].height = 60
        book["综合排名"]["D5"].number_format = "0.0"

    assert deviations(saved_by_openpyxl(change)) == ()


def test_formulas_without_stored_values_follow_and_are_counted() -> None:
    found = held_against(edited(report(), "综合排名", without_stored_values))
    assert found.follows
    assert found.comparison.unstored > 50


def test_hidden_rows_and_sheets_are_told() -> None:
    def change(book: Workbook) -> None:
        book["综合排名"].row_dimensions[6].hidden = True
        book["自评对照"].sheet_state = "hidden"
        book["扣分明细"].column_dimensions["C"].hidden = True

    found = held_against(saved_by_openpyxl(change))
    assert found.follows
    assert found.hidden == ("综合排名", "扣分明细", "自评对照")


@pytest.mark.parametrize(
    "formula",
    [
        "=ROUND( ROUND(各项得分!$R$6*100,7),0 )/100",
        "round(round('各项得分'!R6 * 100, 7), 0) / 100",
        "=+ROUND(ROUND('各项得分'!R6*100.0,7),0)/1E2",
    ],
)
def test_the_same_formula_in_other_hands(formula: str) -> None:
    assert plain_formula(formula) == plain_formula("ROUND(ROUND(各项得分!R6 * 100, 7), 0) / 100")


def test_other_formulas_are_others() -> None:
    ours = '1 + COUNTIF($D$4:$D$11, ">" & D4)'
    for other in ('1+COUNTIF(D4:D11,">="&D4)', '1+COUNTIF(D4:D12,">"&D4)', '1+COUNTIF(D4:D11,"> "&D4)'):
        assert plain_formula(other) != plain_formula(ours)
    assert plain_formula("ROUND(A1*100,7)") != plain_formula("ROUND(A1*100,6)")
    assert plain_formula("A1*0.9") != plain_formula("A1*0.91")


def test_values() -> None:
    assert same_value(96.3, 96.30000000000001)
    assert same_value(1, 1.0)
    assert not same_value(96.3, "96.3")
    assert not same_value(96.3, 96.31)
    assert not same_value("甲", "甲 ")
    assert same_value("一\n二", "一\r\n二")
    assert not same_value(None, 0)
    assert not same_value(True, 1)


@pytest.mark.parametrize(
    ("content", "trouble"),
    [
        (b"", "no_package"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 512, "encrypted"),
        (b"PK\x03\x04" + b"\x00" * 64, "no_package"),
    ],
)
def test_files_that_are_no_workbooks(content: bytes, trouble: str) -> None:
    with pytest.raises(RefusedPackageError) as caught:
        Reading(content)
    assert caught.value.trouble == trouble


def test_damaged_workbooks() -> None:
    for part in ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"):
        for change in (lambda text: text[: len(text) // 2], lambda text: f"<!DOCTYPE x []>{text}"):
            with pytest.raises(RefusedPackageError) as caught:
                dict(Reading(rewritten(report(), part, change)))
            assert caught.value.trouble == "damaged"


def test_cells_beyond_the_size_that_a_sheet_says_are_read() -> None:
    def hidden_below(text: str) -> str:
        return text.replace("</sheetData>", '<row r="400"><c r="B400"><v>99.99</v></c></row></sheetData>')

    (found,) = deviations(edited(report(), "综合排名", hidden_below))
    assert (found.kind, found.cell) == ("extra", "B400")
    small = edited(report(), "综合排名", lambda text: re.sub(r'<dimension ref="[^"]*"', '<dimension ref="A1"', text))
    assert held_against(small).follows
