"""The workbook of a year: names and rounds."""

from pathlib import Path

import pytest

from dangjian_kaoping.periods import Year
from dangjian_kaoping.session.session import Session
from dangjian_kaoping.write.xlsx.year_report import year_workbook
from many_branches import many_branches
from sample import workbook
from small_plant import edition

from .workbooks import opened, sheet, words

pytestmark = pytest.mark.whole


def test_a_branch_that_was_renamed_is_told_by_both_names() -> None:
    content = workbook(None, 2020)
    assert "更名的党支部：综合服务部党支部（原后勤服务中心党支部）。" in words(sheet(content, "年度排名"))
    names = [str(row[0].value) for row in sheet(content, "各轮得分").iter_rows()]
    both = "综合服务部党支部（原后勤服务中心党支部）"
    assert (names.count(both), names.count("综合服务部党支部")) == (2, 2)


def test_one_round_is_no_course(tmp_path: Path) -> None:
    session = Session(many_branches(tmp_path / "plant", 3))
    assert "趋势" not in opened(year_workbook(session.dossier(Year(2020)), edition())).sheetnames
    assert "趋势" in opened(workbook(None, 2020)).sheetnames


def test_rounds_are_called_as_in_what_is_published() -> None:
    heads = [str(cell.value) for cell in sheet(workbook("2021Q1"), "趋势")[3]]
    assert heads[-1] == "2021年\n第一季度"
