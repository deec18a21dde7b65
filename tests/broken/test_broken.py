"""Broken files as people make them: each is answered with its code, the line to mend, and a word that helps.

A case lies in `files/<name>`, one file at its path in a workspace, and is laid over the base workspace of
tests/examples.
"""

from pathlib import Path
from typing import NamedTuple

import pytest

from checks.laying import DANGQUN, FOLLOWUPS, JANUARY, JIWEI, ROSTER, RUBRIC, checked, lay

FILES = Path(__file__).parent / "files"
SETTINGS = "kaoping.yaml"


class Case(NamedTuple):
    """A broken file, and what is to be said of it."""

    name: str
    file: str
    code: str
    line: int
    word: str
    """Of the message or of how it is mended."""


CASES = (
    Case("全角冒号", RUBRIC, "KP115", 15, "半角冒号"),
    Case("全角冒号在大括号里", DANGQUN, "KP115", 9, "“missing”"),
    Case("全角逗号", RUBRIC, "KP160", 14, "半角逗号"),
    Case("全角括号", RUBRIC, "KP109", 7, "不加括号，写 0.9"),
    Case("全角数字", RUBRIC, "KP109", 15, "是不是“5”"),
    Case("制表符缩进", DANGQUN, "KP114", 9, "制表符"),
    Case("全角空格缩进", DANGQUN, "KP114", 9, "全角空格"),
    Case("GBK", DANGQUN, "KP102", 4, "GBK"),
    Case("UTF-16", DANGQUN, "KP102", 1, "UTF-16"),
    Case("中间又有BOM", DANGQUN, "KP116", 3, "U+FEFF"),
    Case("中文日期", DANGQUN, "KP109", 8, "是不是“2021-03-25”"),
    Case("没有这一天", DANGQUN, "KP109", 8, "日历上没有"),
    Case("键写错", DANGQUN, "KP107", 13, "是不是“reason”"),
    Case("项目编号写错", DANGQUN, "KP304", 10, "是不是“DJ-01”"),
    Case("条款写错", DANGQUN, "KP305", 11, "缺会"),
    Case("支部写错", DANGQUN, "KP303", 7, "是不是“发电部党支部”"),
    Case("部室写错", RUBRIC, "KP214", 13, "是不是“党群工作部”"),
    Case("键写了两次", RUBRIC, "KP104", 16, "第 15 行"),
    Case("合并冲突", DANGQUN, "KP113", 8, "合并冲突"),
    Case("冒号后没有空格", DANGQUN, "KP103", 10, "空格"),
    Case("引号没有收尾", DANGQUN, "KP103", 13, "引号"),
    Case("缩进多一格", DANGQUN, "KP103", 12, "冒号"),
    Case("缩进少一格", DANGQUN, "KP103", 12, "对齐"),
    Case("少了横杠", DANGQUN, "KP109", 10, "列表"),
    Case("横杠后没有空格", DANGQUN, "KP103", 10, "空格"),
    Case("带单位的分", RUBRIC, "KP109", 15, "一个数"),
    Case("百分号", RUBRIC, "KP109", 7, "一个数"),
    Case("负的次数", DANGQUN, "KP109", 12, "不小于 0"),
    Case("扣分没有原因", DANGQUN, "KP301", 10, "reason"),
    Case("原因写在别的键下", JIWEI, "KP301", 12, "reason"),
    Case("记在别的项目下", DANGQUN, "KP305", 11, "缺项"),
    Case("别的部室的项目", JIWEI, "KP308", 12, "归党群工作部"),
    Case("期限早于检查", DANGQUN, "KP316", 15, "核对两个日期"),
    Case("复查早于发现", FOLLOWUPS, "KP322", 6, "核对日期"),
    Case("是和否", RUBRIC, "KP109", 16, "true"),
    Case("日期写成季度", RUBRIC, "KP109", 4, "2021Q1"),
    Case("月份写成季度", JANUARY, "KP109", 3, "2021-01"),
    Case("kind写错", ROSTER, "KP110", 1, "roster"),
    Case("没有kind", SETTINGS, "KP108", 1, "写错"),
    Case("空文件", JANUARY, "KP111", 1, "空"),
    Case("列表当表格", ROSTER, "KP112", 1, "键: 值"),
    Case("只有坏的一行", SETTINGS, "KP103", 1, "冒号"),
    Case("名册只有坏的一行", ROSTER, "KP103", 1, "冒号"),
    Case("粘贴来的控制字符", DANGQUN, "KP116", 13, "U+000B"),
    Case("百分号开头", DANGQUN, "KP103", 13, "引号"),
    Case("问题没有编号", DANGQUN, "KP316", 14, "2021Q1-01"),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_it_is_answered_with_the_right_line_and_a_hint(case: Case, tmp_path: Path) -> None:
    faults = [fault for fault in checked(lay(tmp_path, FILES / case.name)) if fault.place.file == case.file]
    assert (case.code, case.line) in [(fault.code, fault.place.line) for fault in faults]
    fault = next(each for each in faults if (each.code, each.place.line) == (case.code, case.line))
    assert case.word in fault.message + fault.mend
    # no second fault sends the reader to a line that is as it should be, or says more of the line than is so
    assert {each.place.line for each in faults} == {case.line}
    assert {"KP111", "KP112"} & {each.code for each in faults} <= {case.code}


def test_there_are_thirty_at_least_and_none_lies_unused() -> None:
    names = [case.name for case in CASES]
    assert len(names) == len(set(names)) >= 30
    assert {path.name for path in FILES.iterdir()} == set(names)
    for case in CASES:
        assert [path for path in (FILES / case.name).rglob("*") if path.is_file()] == [FILES / case.name / case.file]
