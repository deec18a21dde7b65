"""Sheets of workbooks as they are seen."""

import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from dangjian_kaoping.documents import converting
from dangjian_kaoping.outline.document import Document, Table
from dangjian_kaoping.tables.workbook import sheets_of
from office import OFFICE, converted

from .making import grid, told


def _saved(fill: Callable[[Worksheet], object]) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "评分表"
    fill(sheet)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _told(folder: Path, fill: Callable[[Worksheet], object]) -> Document:
    return told(_saved(fill), folder, "细则.xlsx")


def _changed(content: bytes, part: str, old: str, new: str) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as before, zipfile.ZipFile(stream, "w") as after:
        for name in before.namelist():
            text = before.read(name)
            after.writestr(name, text.replace(old.encode(), new.encode()) if name == part else text)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("value", "shown_by", "said"),
    [
        *((8.0, "General", "8"), (8.0, "0.0", "8"), (0.5, "0.00", "0.5"), (0.5, "0%", "50%"), (0.885, "0.0%", "88.5%")),
        *((0.1 + 0.2, "General", "0.3"), (5, '0"分"', "5分"), (12, "[DBNum1]0", "12"), (1500, "#,##0", "1500")),
        *((True, "General", "TRUE"), ("  每少1次\u200b扣1分 ", "General", "每少1次扣1分"), ("05", "@", "05")),
    ],
)
def test_a_cell_says_what_is_seen_in_it(value: object, shown_by: str, said: str, tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = value  # type: ignore[assignment]
        sheet["A1"].number_format = shown_by
        sheet["B1"] = "乙"

    found = _told(tmp_path, fill)
    assert (grid(found), list(found.remarks)) == ([[said, "乙"]], [])


def test_a_number_that_is_shown_rounded_is_told(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["例会", 0.5])
        sheet["B1"].number_format = "0"

    found = _told(tmp_path, fill)
    assert grid(found) == [["例会", "1"]]
    assert list(found.remarks) == ["显示的数与格里的数不一样，按显示的读，请核对：工作表“评分表”B1“显示 1，格里 0.5”"]


def test_a_date_is_no_points_and_is_told(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["例会", date(2026, 1, 2)])
        sheet["B1"].number_format = 'm"月"d"日"'

    found = _told(tmp_path, fill)
    assert grid(found) == [["例会", "2026年1月2日（日期）"]]
    assert len(found.remarks) == 1
    assert "工作表“评分表”B1“1月2日”" in found.remarks[0]


def test_what_is_struck_out_is_left_out_and_named(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["例会", "扣2分", 5, None, 6])
        sheet["B1"].font = Font(strike=True)
        sheet["C1"].font = Font(strike=True)
        struck = TextBlock(InlineFont(strike=True), "每次扣3分。")
        sheet["D1"] = CellRichText(struck, TextBlock(InlineFont(b=True), "每次"), "扣1分。")

    found = _told(tmp_path, fill)
    where = "工作表“评分表”"
    assert grid(found) == [["例会", "", "每次扣1分。", "6"]]
    assert list(found.remarks) == [f"划掉的字没有读：{where}B1“扣2分”、{where}C1“5”、{where}D1“每次扣3分。”"]


def test_merges_hidden_rows_columns_and_sheets(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["评分表", None, None, None])
        sheet.append(["项目", "内容", "旧分", "分值"])
        for row in (["组织", "例会", 3, 5], [None, "党课", 3, 6], [None, "旧事", 3, 7]):
            sheet.append(row)
        sheet.merge_cells("A1:D1")
        sheet.merge_cells("A3:A5")
        sheet.row_dimensions[3].hidden = True
        sheet.row_dimensions[5].hidden = True
        sheet.column_dimensions["C"].hidden = True
        assert sheet.parent is not None
        draft = sheet.parent.create_sheet("旧版")
        draft.append(["扣2分"])
        draft.sheet_state = "hidden"
        sheet.parent.create_sheet("Sheet3")
        sheet.parent.create_sheet("附加分").append(["加分项", "每次加1分"])

    found = _told(tmp_path, fill)
    assert grid(found) == [["评分表", "^", "^"], ["项目", "内容", "分值"], ["组织", "党课", "6"]]
    assert [(each.where, getattr(each, "name", "")) for each in found.blocks] == [
        ("工作表“评分表”", "评分表"),
        ("工作表“附加分”", "附加分"),
    ]
    table = found.blocks[0]
    assert isinstance(table, Table)
    assert [each.where for each in table.rows[2]] == ["工作表“评分表”A3", "工作表“评分表”B4", "工作表“评分表”D4"]
    assert sorted(found.remarks) == [
        "隐藏的列没有读：工作表“评分表”C列“旧分 3 3 3”",
        "隐藏的工作表没有读：“旧版”",
        "隐藏的行没有读：工作表“评分表”第3行“例会 3 5”、工作表“评分表”第5行“旧事 3 7”",
    ]


def test_hidden_columns_without_end_end_with_the_sheet() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["项目", "分值", "旧分"])
        sheet.column_dimensions["C"].hidden = True

    content = _changed(_saved(fill), "xl/worksheets/sheet1.xml", 'max="3"', 'max="1000000"')
    (sheet,), _ = sheets_of(content)
    assert sheet.hidden_columns == frozenset(range(3, 16_385))


def test_what_a_formula_last_came_to_stands_beside_it(tmp_path: Path) -> None:
    content = _saved(lambda sheet: sheet.append(["合计", "=SUM(B1:B2)", "=A1"]))
    once = _changed(content, "xl/worksheets/sheet1.xml", "<f>SUM(B1:B2)</f><v></v>", "<f>SUM(B1:B2)</f><v>11</v>")
    once = _changed(once, "xl/worksheets/sheet1.xml", "<f>SUM(B1:B2)</f><v />", "<f>SUM(B1:B2)</f><v>11</v>")
    found = told(once, tmp_path, "细则.xlsx")
    table = found.blocks[0]
    assert isinstance(table, Table)
    assert [(each.text, each.formula) for each in table.rows[0]] == [("合计", ""), ("11", "=SUM(B1:B2)"), ("", "=A1")]
    assert list(found.remarks) == ["公式没有算出的结果，当作空的（请打开、存盘一次再导入）：工作表“评分表”C1"]


@pytest.mark.whole
def test_empty_rows_and_columns_do_not_make_a_table_larger(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        for cell, text in (("C5", "甲"), ("E5", "乙"), ("C9", "丙"), ("AZ400", "丁")):
            sheet[cell] = text

    assert grid(_told(tmp_path, fill)) == [
        ["甲", "", "乙", "", ""], [""] * 5, ["丙", "", "", "", ""], [""] * 5, ["", "", "", "", "丁"]
    ]  # fmt: skip


def test_a_row_and_a_column_without_any_size_are_hidden(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        for row in "一二":
            sheet.append([f"{row}{column}" for column in "甲乙"])

    content = _saved(fill)
    flat = _changed(content, "xl/worksheets/sheet1.xml", '<row r="2"', '<row r="2" ht="0" customHeight="1"')
    narrow = '<cols><col min="2" max="3" width="0" customWidth="1"/></cols><sheetData>'
    found = told(_changed(flat, "xl/worksheets/sheet1.xml", "<sheetData>", narrow), tmp_path, "细则.xlsx")
    assert grid(found) == [["一甲"]]


@pytest.mark.office
@pytest.mark.skipif(OFFICE is None, reason="no LibreOffice here")
@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_an_older_workbook_says_the_same_or_what_cannot_be_seen(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill(sheet: Worksheet) -> None:
        for row in (["组织", "例会", 0.95], [None, "党课", 6], [None, "旧事", 7]):
            sheet.append(row)
        sheet["C1"].number_format = "0%"
        sheet.merge_cells("A1:A3")
        sheet.row_dimensions[3].hidden = True

    (tmp_path / "细则.xlsx").write_bytes(_saved(fill))
    content = converted(tmp_path / "细则.xlsx", kind).read_bytes()
    found = told(content, tmp_path, "细则.et")
    assert grid(found) == [["组织", "例会", "95%"], ["^", "党课", "6"]]
    assert list(found.remarks) == [
        "旧格式的工作簿，由 LibreOffice 转换以后读的",
        "隐藏的行没有读：工作表“评分表”第3行“旧事 7”",
    ]
    monkeypatch.setattr(converting, "_USUAL", ())
    monkeypatch.setenv("PATH", str(tmp_path))
    blind = told(content, tmp_path, "细则.et")
    assert grid(blind)[0][1:] == ["例会", "0.95"]
    assert "看不到公式、数的格式和隐藏的行" in blind.remarks[0]
