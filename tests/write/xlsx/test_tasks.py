"""任务清单 as a workbook, read back."""

import shutil
import subprocess
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from dangjian_kaoping.engine.follow.ledger import AsOf
from dangjian_kaoping.engine.follow.tasks import TaskList, duties, with_open
from dangjian_kaoping.periods import Month, Quarter, Year
from dangjian_kaoping.write.ownership import format_of
from dangjian_kaoping.write.xlsx.sheets.tasks import tasks_workbook
from office import OFFICE, converted
from printed import smallest
from sample import entries
from sample import tasks as listed
from small_plant import edition

from .workbooks import Row, sheet, table

pytestmark = pytest.mark.whole

DAY = date(2021, 1, 21)
PDFTOTEXT = shutil.which("pdftotext")


def rows(here: TaskList) -> list[Row]:
    return table(sheet(tasks_workbook(here, edition()), "任务清单"), "期限")


def test_every_duty_has_its_row_with_its_days() -> None:
    here = listed(Quarter(2020, 4))
    found = rows(here)
    assert [row["编号"].value for row in found] == [each.one.item.id for each in duties(here.tasks)]
    assert len({row["编号"].value for row in found}) == len(found) < len(here.tasks)
    by_when = {row["编号"].value: (row["期限"].value, row["完成情况"].value) for row in found}
    assert by_when["DJ-06"] == ("每月10日", "□10月 □11月 □12月")
    assert by_when["DJ-01"] == ("每月底", "□10月 □11月 □12月")
    assert by_when["WM-01"] == ("12月15日", None)
    spared = next(row for row in found if row["编号"].value == "WM-04")
    assert spared["适用"].value == "除机关后勤类以外的党支部"
    alone = next(row for row in found if row["编号"].value == "DJ-04")
    assert str(alone["任务"].value).endswith("（单项工作）")
    # a number that can be added up, not words
    assert alone["分值"].value == 3


def test_of_one_branch_nobody_else_is_spoken_of() -> None:
    (row, *_) = rows(listed(Month(2021, 2), "ZB03"))
    assert "适用" not in row
    assert row["完成情况"].value is None


def test_what_is_asked_where_nothing_was_done_is_beside_the_list() -> None:
    here = listed(Quarter(2021, 1), "ZB03")
    found = table(sheet(tasks_workbook(here, edition()), "整改标准和备查材料"), "编号")
    standards = {each.item.id: each.item.standard for each in here.tasks if each.item.standard}
    assert {row["编号"].value: row["没有做到的，整改标准"].value for row in found} == standards


def test_it_can_be_read_and_is_signed() -> None:
    for branch in (None, "ZB03"):
        content = tasks_workbook(listed(Year(2021), branch), edition())
        assert smallest(content) >= 8
    last = "".join(str(cell.value) for cell in list(sheet(content, "任务清单").iter_rows())[-1] if cell.value)
    assert last.split() == ["填表人：", "审核人：", "批准人：", "日期："]


@pytest.mark.office
@pytest.mark.skipif(OFFICE is None or PDFTOTEXT is None, reason="没有 LibreOffice 或 pdftotext")
def test_the_quarter_of_a_branch_takes_two_pages(tmp_path: Path) -> None:
    assert PDFTOTEXT is not None
    path = tmp_path / "a.xlsx"
    path.write_bytes(tasks_workbook(listed(Quarter(2021, 1), "ZB03"), edition()))
    told = subprocess.run([PDFTOTEXT, converted(path, "pdf"), "-"], check=True, capture_output=True, text=True).stdout
    # each page says at its head of which sheet it is; what is asked where nothing was done is printed on demand
    assert [page.count("2021年第一季度 任务清单") for page in told.split("\f") if page.strip()] == [1, 1]
    assert "填表人：" in told.split("\f")[1]


def test_what_is_open_has_a_sheet_of_its_own() -> None:
    here = listed(Month(2021, 2), "ZB03")
    assert load_workbook(BytesIO(tasks_workbook(here, edition()))).sheetnames == ["任务清单", "整改标准和备查材料"]
    content = tasks_workbook(with_open(here, entries(AsOf(DAY)), DAY), edition())
    assert load_workbook(BytesIO(content)).sheetnames == ["任务清单", "整改标准和备查材料", "未销号问题"]
    assert [row["编号"].value for row in table(sheet(content, "未销号问题"), "编号")] == ["2020Q4-04"]


def test_the_same_input_gives_the_same_bytes_and_it_says_what_it_is(tmp_path: Path) -> None:
    content = tasks_workbook(listed(Month(2021, 2)), edition())
    assert content == tasks_workbook(listed(Month(2021, 2)), edition())
    (tmp_path / "a.xlsx").write_bytes(content)
    assert format_of(tmp_path / "a.xlsx") == "kaoping.tasks/1"


def test_an_empty_list_is_a_sheet_too() -> None:
    found = sheet(tasks_workbook(TaskList(Month(2021, 2), None, (), {}), edition()), "任务清单")
    assert found["A5"].value == "没有到期的任务。"
