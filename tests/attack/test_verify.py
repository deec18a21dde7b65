"""`kaoping verify` of forged files: how it ends, and that it says where and what, in words and as JSON."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.conftest import Command, kaoping, root
from write.xlsx.edited import edited, rewritten, with_value

from .workbooks import BOOK, SHEET, STYLES

pytestmark = pytest.mark.whole

__all__ = ["kaoping", "root"]


@pytest.fixture
def report(root: Path, kaoping: Command) -> Path:
    assert kaoping("rank", "--quarter", "2021Q1", "--publish", "report.xlsx").status == 0
    return root / "report.xlsx"


def seen(how: str) -> Callable[[str], str]:
    """A sheet that is shown in another way."""
    return lambda text: text.replace("<sheetView ", f"<sheetView {how} ")


def test_a_figure_that_a_format_replaces(report: Path, kaoping: Command) -> None:
    format = 'formatCode="&quot;99.99&quot;"'
    report.write_bytes(rewritten(report.read_bytes(), STYLES, lambda text: text.replace('formatCode="0.00"', format)))
    status, out, err = kaoping("verify", "report.xlsx")
    assert (status, err) == (1, "")
    assert "“综合排名”里看到的与写出的不同" in out
    assert '数字格式 "99.99" 把 9.10 显示成 99.99' in out
    assert "每个数、每个公式都由细则和记录得出。" in out
    data = json.loads(kaoping("verify", "report.xlsx", "--format", "json").out)
    assert (data["follows"], data["passes"], data["deviations"]) == (True, False, [])
    first = data["seen_otherwise"][0]
    assert (first["kind"], first["sheet"], first["shown"], first["fails"]) == (
        "number_format",
        "综合排名",
        "99.99",
        True,
    )
    assert first["words"] in data["remarks"]


def test_what_is_hidden_elsewhere_is_told_and_passes(report: Path, kaoping: Command) -> None:
    hide = '<sheet name="各项得分" state="hidden"'
    report.write_bytes(rewritten(report.read_bytes(), BOOK, lambda text: text.replace('<sheet name="各项得分"', hide)))
    status, out, _ = kaoping("verify", "report.xlsx")
    assert status == 0
    assert "另外要留意（1 处）：\n  各项得分：整张表隐藏着" in out
    assert json.loads(kaoping("verify", "report.xlsx", "--format", "json").out)["hidden"] == ["各项得分"]


def test_both_are_told(report: Path, kaoping: Command) -> None:
    content = edited(report.read_bytes(), "综合排名", with_value("D5", "9.11"))
    report.write_bytes(
        edited(content, "综合排名", lambda text: text.replace("<sheetView ", '<sheetView zoomScale="10" '))
    )
    status, out, _ = kaoping("verify", "report.xlsx")
    assert status == 1
    assert "综合排名：显示比例太小或太大，看不清" in out
    assert "D5（机关党支部 · 综合得分）：9.11，应为9.1" in out


def test_the_year_s_ranking_is_the_one_of_its_workbook(root: Path, kaoping: Command) -> None:
    assert kaoping("rank", "--year", "2021", "--publish", "year.xlsx").status == 0
    path = root / "year.xlsx"
    path.write_bytes(
        edited(path.read_bytes(), "年度排名", lambda text: text.replace("<sheetView ", '<sheetView showZeros="0" '))
    )
    status, out, _ = kaoping("verify", "year.xlsx")
    assert status == 1
    assert "年度排名：0 不显示" in out


def test_what_is_refused_says_why(report: Path, kaoping: Command) -> None:
    content = report.read_bytes()
    row = '<row r="2000000000"/></sheetData>'
    forged = {
        "各程序打开看到的可能不一样": content + b" ",
        "1048576": rewritten(content, SHEET, lambda text: text.replace("</sheetData>", row)),
        "DOCTYPE": rewritten(content, BOOK, lambda text: text.replace("<workbook ", "<!DOCTYPE a><workbook ")),
    }
    for why, data in forged.items():
        report.write_bytes(data)
        status, out, err = kaoping("verify", "report.xlsx")
        assert (status, out) == (3, "")
        assert "KP125" in err
        assert why in err.replace("\n", "").replace(" ", "")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="这个系统没有命名管道")
def test_what_is_no_file(root: Path, kaoping: Command) -> None:
    os.mkfifo(root / "pipe.xlsx")
    with (root / "large.xlsx").open("wb") as file:
        file.truncate(1_500_000_000)
    for name, why in (("pipe.xlsx", "不是普通文件"), ("/dev/zero", "不是普通文件"), ("large.xlsx", "文件太大")):
        status, out, err = kaoping("verify", name)
        assert (status, out) == (3, "")
        assert why in err
