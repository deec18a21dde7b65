"""What is read of files of each kind: what a cell holds and, where it can be seen, what stands behind it."""

import zipfile
from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from dangjian_kaoping.forms.grid import BLANK, Area, Cell, Grid, Returned
from dangjian_kaoping.tables.reading import read
from office import OFFICE, converted


def _of(path: Path) -> Returned:
    found = read(path, path.name)
    assert isinstance(found, Returned), found
    return found


def _filled(path: Path, fill: Callable[[Worksheet], None], *, epoch_1904: bool = False) -> Grid:
    book = Workbook()
    if epoch_1904:
        book.epoch = CALENDAR_MAC_1904
    sheet = book.worksheets[0]
    sheet.title = "检查登记"
    fill(sheet)
    book.save(path)
    return _of(path).sheets[0]


def _changed(folder: Path, part: str, old: bytes, new: bytes) -> None:
    """表.xlsx with something else in one of its parts, as 改.xlsx."""
    with zipfile.ZipFile(folder / "表.xlsx") as archive:
        parts = {each: archive.read(each) for each in archive.namelist()}
    assert old in parts[part]
    parts[part] = parts[part].replace(old, new)
    with zipfile.ZipFile(folder / "改.xlsx", "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def _values(sheet: Worksheet) -> None:
    sheet.append([0.885, 3, 3.0, 0.1, 1e22, "３次", "", True, date(2026, 9, 30), "=A1*2"])
    sheet.append([0.885, 0.5, 0.5])
    sheet["A2"].number_format = "0.0%"
    sheet["B2"].number_format = '0.0"%"'
    sheet["C2"].number_format = r"0.0\%;[Red]-0.0_%"
    sheet["A3"] = "=SUM(1)"
    sheet["A3"].data_type = "s"
    sheet["B3"] = "#DIV/0!"
    sheet["B3"].data_type = "e"
    sheet["C3"] = time(1, 30)


SEEN = [
    [
        Cell(Decimal("0.885")),
        Cell(Decimal(3)),
        Cell(Decimal(3)),
        Cell(Decimal("0.1")),
        Cell(Decimal("1e22")),
        Cell("３次"),
        BLANK,
        Cell(True),
        Cell(date(2026, 9, 30), shown_by="yyyy-mm-dd"),
        Cell(formula="=A1*2"),
    ],
    [
        Cell(Decimal("0.885"), percent=True, shown_by="0.0%"),
        Cell(Decimal("0.5"), shown_by='0.0"%"'),
        Cell(Decimal("0.5"), shown_by=r"0.0\%;[Red]-0.0_%"),
    ],
    [Cell("=SUM(1)"), Cell(error="#DIV/0!"), Cell("01:30:00")],
]


@pytest.mark.parametrize("epoch_1904", [False, True])
def test_a_workbook_shows_what_its_cells_hold(epoch_1904: bool, tmp_path: Path) -> None:
    rows = _filled(tmp_path / "表.xlsx", _values, epoch_1904=epoch_1904).rows
    assert [[each._replace(since_1904=False) for each in row] for row in rows] == SEEN
    numbers = [each for row in rows for each in row if isinstance(each.value, Decimal)]
    assert {each.since_1904 for each in numbers} == {epoch_1904}


def test_hidden_rows_merges_and_hidden_sheets_are_seen(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A5"] = "原因"
        sheet.merge_cells("A5:B7")
        sheet.row_dimensions[5].hidden = True
        assert sheet.parent is not None
        sheet.parent.create_sheet("代码").sheet_state = "veryHidden"

    grid = _filled(tmp_path / "表.xlsx", fill)
    assert (grid.hidden_rows, list(grid.merged)) == (frozenset({5}), [Area(5, 1, 7, 2)])
    assert grid.cell(5, 1) == Cell("原因")
    assert grid.cell(6, 9) == BLANK
    assert [(each.name, each.hidden) for each in _of(tmp_path / "表.xlsx").sheets] == [
        ("检查登记", False),
        ("代码", True),
    ]


def test_a_sheet_that_says_that_it_has_one_cell_is_read_whole(tmp_path: Path) -> None:
    # as WPS writes it
    _filled(tmp_path / "表.xlsx", _values)
    _changed(tmp_path, "xl/worksheets/sheet1.xml", b'<dimension ref="A1:J3"', b'<dimension ref="A1:A1"')
    assert _of(tmp_path / "改.xlsx").sheets[0].rows == SEEN


def test_a_number_is_the_shortest_that_the_file_means(tmp_path: Path) -> None:
    # as Excel writes it
    _filled(tmp_path / "表.xlsx", _values)
    _changed(tmp_path, "xl/worksheets/sheet1.xml", b"<v>0.885</v>", b"<v>0.88500000000000001</v>")
    assert _of(tmp_path / "改.xlsx").sheets[0].rows == SEEN


def test_macros_and_links_are_named(tmp_path: Path) -> None:
    _filled(tmp_path / "表.xlsm", _values)
    with zipfile.ZipFile(tmp_path / "表.xlsm", "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
        archive.writestr("xl/externalLinks/externalLink1.xml", b"<a/>")
    assert ["宏" in each or "链接" in each for each in _of(tmp_path / "表.xlsm").remarks] == [True, True]


def test_comments_and_pictures_are_named(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        for row in range(1, 8):
            sheet.cell(row, 1, "甲").comment = Comment("看这里", "某")

    _filled(tmp_path / "表.xlsx", fill)
    with zipfile.ZipFile(tmp_path / "表.xlsx", "a") as archive:
        archive.writestr("xl/media/image1.png", b"x")
    picture, comments = _of(tmp_path / "表.xlsx").remarks
    assert "图片" in picture
    assert comments == "“检查登记”的 A1、A2、A3、A4、A5 等 7 格有批注，没有读"


def test_of_a_workbook_with_broken_styles_the_cells_are_read(tmp_path: Path) -> None:
    _filled(tmp_path / "表.xlsx", lambda sheet: sheet.append(["甲", 3]))
    _changed(tmp_path, "xl/styles.xml", b'fillId="0"', b'fillId="x"')
    found = _of(tmp_path / "改.xlsx")
    assert (found.kind, found.sheets[0].rows) == ("old", [[Cell("甲"), Cell(Decimal(3))]])
    assert "格式部分坏了" in found.remarks[0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_text_of_every_encoding_and_separator_is_a_table(encoding: str, separator: str, tmp_path: Path) -> None:
    text = separator.join(("党支部", "分")) + "\r\n" + separator.join(('"发电部\n党支部"', "９５", "")) + "\r\n\r\n"
    (tmp_path / "表.xls").write_bytes(text.encode(encoding))
    found = _of(tmp_path / "表.xls")
    assert found.kind == "text"
    assert found.sheets[0].rows == [[Cell("党支部"), Cell("分")], [Cell("发电部\n党支部"), Cell("９５")]]


@pytest.mark.office
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("to", ["xls", "ods"])
def test_other_kinds_show_what_a_cell_comes_to(to: str, tmp_path: Path) -> None:
    _filled(tmp_path / "表.xlsx", _values)
    renamed = converted(tmp_path / "表.xlsx", to).rename(tmp_path / "改名.xlsx")
    found = _of(renamed)
    assert found.kind == "old"
    assert "看不到公式" in found.remarks[0]
    first, second, third = found.sheets[0].rows
    # a formula shows its last number, a percentage none of its sign, an error nothing
    assert [each.value for each in (first[0], first[5], first[8], first[9])] == [
        Decimal("0.885"),
        "３次",
        date(2026, 9, 30),
        Decimal("1.77"),
    ]
    assert second[0] == Cell(Decimal("0.885"))
    assert third[:2] == [Cell("=SUM(1)"), BLANK]
