"""任务清单 as a workbook, read back."""

from datetime import date, datetime
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook

from dangjian_kaoping.engine.follow.ledger import AsOf
from dangjian_kaoping.engine.follow.tasks import TaskList, with_open
from dangjian_kaoping.periods import Month, Quarter
from dangjian_kaoping.write.ownership import format_of
from dangjian_kaoping.write.xlsx.sheets.tasks import tasks_workbook
from sample import entries
from sample import tasks as listed
from small_plant import edition

from .workbooks import Row, sheet, table

DAY = date(2021, 1, 21)


def rows(here: TaskList) -> list[Row]:
    return table(sheet(tasks_workbook(here, edition()), "任务清单"), "期限")


def test_every_task_has_its_row_in_order() -> None:
    here = listed(Quarter(2020, 4))
    found = rows(here)
    assert [(row["期限"].value, row["编号"].value) for row in found] == [
        (datetime(each.due.year, each.due.month, each.due.day), each.item.id) for each in here.tasks
    ]
    spared = next(row for row in found if row["编号"].value == "WM-04")
    assert spared["适用"].value == "除机关后勤类以外的党支部"
    alone = next(row for row in found if row["编号"].value == "DJ-04")
    assert str(alone["任务"].value).endswith("\n（单项工作）")
    # a number that can be added up, not words
    assert alone["分值"].value == 3


def test_of_one_branch_nobody_else_is_spoken_of() -> None:
    (row, *_) = rows(listed(Month(2021, 2), "ZB03"))
    assert "适用" not in row
    assert row["完成情况"].value is None


def test_what_is_open_has_a_sheet_of_its_own() -> None:
    here = listed(Month(2021, 2), "ZB03")
    assert load_workbook(BytesIO(tasks_workbook(here, edition()))).sheetnames == ["任务清单"]
    content = tasks_workbook(with_open(here, entries(AsOf(DAY)), DAY), edition())
    assert load_workbook(BytesIO(content)).sheetnames == ["任务清单", "未销号问题"]
    assert [row["编号"].value for row in table(sheet(content, "未销号问题"), "编号")] == ["2020Q4-04"]


def test_the_same_input_gives_the_same_bytes_and_it_says_what_it_is(tmp_path: Path) -> None:
    content = tasks_workbook(listed(Month(2021, 2)), edition())
    assert content == tasks_workbook(listed(Month(2021, 2)), edition())
    (tmp_path / "a.xlsx").write_bytes(content)
    assert format_of(tmp_path / "a.xlsx") == "kaoping.tasks/1"


def test_an_empty_list_is_a_sheet_too() -> None:
    found = sheet(tasks_workbook(TaskList(Month(2021, 2), None, (), {}), edition()), "任务清单")
    assert found["A5"].value == "没有到期的任务。"
