"""`kaoping verify`: the workbook that still follows, the one that does not, and files that are neither."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from checks.laying import JIWEI, edit
from sample import SAMPLE
from write.xlsx.edited import change, edited, rewritten, with_value, without_formula, without_stored_values

from .conftest import Command

pytestmark = pytest.mark.whole


@pytest.fixture
def report(root: Path, kaoping: Command) -> Path:
    assert kaoping("rank", "--quarter", "2021Q1", "--publish", "report.xlsx").status == 0
    return root / "report.xlsx"


def test_what_was_published_follows(report: Path, kaoping: Command) -> None:
    status, out, err = kaoping("verify", "report.xlsx")
    assert (status, err) == (0, "")
    assert "2021年第一季度考评报告" in out
    assert "每个数、每个公式都由细则和记录得出。" in out


def test_of_the_sample_what_was_just_written_follows_and_is_written_alike(
    tmp_path: Path, kaoping: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a", "b"):
        files = [each for suffix in ("xlsx", "html", "docx") for each in ("-p", f"{name}.{suffix}")]
        assert kaoping("rank", "-q", "2021Q1", *files, "-w", str(SAMPLE)).status == 0
        assert kaoping("rank", "-y", "2020", "-p", f"{name}-年.xlsx", "-w", str(SAMPLE)).status == 0
    for suffix in (".xlsx", ".html", ".docx", "-年.xlsx"):
        assert Path(f"a{suffix}").read_bytes() == Path(f"b{suffix}").read_bytes(), suffix
    for name in ("a.xlsx", "a-年.xlsx"):
        status, out, _ = kaoping("verify", name, "-w", str(SAMPLE))
        assert (status, "每个数、每个公式都由细则和记录得出。" in out) == (0, True)


def _former(report: Path, *changes: tuple[str, Callable[[str], str]]) -> None:
    """The report as if it had been laid out otherwise, with sheets changed."""
    content = rewritten(report.read_bytes(), "docProps/custom.xml", lambda text: text.replace("report/2", "report/1"))
    for sheet, changed in changes:
        content = edited(content, sheet, changed)
    report.write_bytes(content)


def test_a_workbook_of_a_former_layout_is_held_against_the_figures_of_its_ranking(
    report: Path, kaoping: Command
) -> None:
    _former(report, ("各项得分", with_value("C6", "1")))
    status, out, _ = kaoping("verify", "report.xlsx")
    assert (status, "工作簿是以前的版式" in out, "这些数都由细则和记录得出。" in out) == (0, True, True)
    change(report, "综合排名", "A5", "12")
    status, out, _ = kaoping("verify", "report.xlsx")
    assert (status, "机关党支部 · 名次：12，应为1\n" in out) == (1, True)


def test_of_a_former_layout_what_is_not_stored_is_not_called_wrong(report: Path, kaoping: Command) -> None:
    _former(report, ("综合排名", without_stored_values))
    status, out, err = kaoping("verify", "report.xlsx")
    assert (status, out) == (3, "")
    assert "公式旁边没有存值，没有数可以核对" in err
    assert "用 Excel 或 WPS 打开、保存一次再核对" in err


def test_without_stored_values_nothing_is_said_of_scores_where_something_else_deviates(
    root: Path, kaoping: Command
) -> None:
    assert kaoping("seal", "-q", "2021Q1", "--date", "2021-04-02").status == 0
    assert kaoping("rank", "-q", "2021Q1", "-p", "report.xlsx").status == 0
    report = root / "report.xlsx"
    report.write_bytes(edited(report.read_bytes(), "综合排名", without_stored_values))
    status, out, _ = kaoping("verify", "report.xlsx")
    assert (status, "每个数、每个公式都由细则和记录得出。" in out, "改过" in out) == (0, True, False)
    assert _json(kaoping, "report.xlsx")["as_sealed"] is True
    report.write_bytes(edited(report.read_bytes(), "各项得分", with_value("C6", "1")))
    status, out, _ = kaoping("verify", "report.xlsx")
    assert (status, "得分、名次旁边没有存值，没有比。" in out, "却不是那次封存的" in out) == (1, True, False)
    assert _json(kaoping, "report.xlsx")["as_sealed"] is None


def test_a_changed_number_is_told_with_its_place(report: Path, kaoping: Command) -> None:
    change(report, "综合排名", "D5", "9.11")
    status, out, _ = kaoping("verify", "report.xlsx")
    assert status == 1
    assert "有 1 处不符" in out
    assert "D5（机关党支部 · 综合得分）：9.11，应为9.1" in out
    assert "细则和记录自公布以来没有改过，是工作簿改过了。" in out


def test_a_formula_turned_into_a_number_is_told(report: Path, kaoping: Command) -> None:
    report.write_bytes(edited(report.read_bytes(), "综合排名", without_formula("D5")))
    status, out, _ = kaoping("verify", "report.xlsx")
    assert status == 1
    assert "数值 9.1，应为公式 =ROUND(ROUND(" in out


def test_records_changed_since_are_told_and_judged_by_the_numbers(root: Path, report: Path, kaoping: Command) -> None:
    digest = _json(kaoping, "report.xlsx")["input"]["now"]
    other = "0123456789abcdef" * 4
    # as if it had been published from other records, that give the same
    content = report.read_bytes()
    for part in ("docProps/custom.xml", "xl/sharedStrings.xml"):
        content = rewritten(content, part, lambda text: text.replace(digest, other))
    report.write_bytes(content)
    status, out, _ = kaoping("verify", "report.xlsx")
    assert status == 0
    assert "细则或记录在公布之后改过（输入摘要 0123456789ab" in out
    edit(root, JIWEI, ("judged: 1", "judged: 2"))
    status, out, _ = kaoping("verify", "report.xlsx")
    assert status == 1
    assert "细则或记录在公布之后改过" in out


def _json(kaoping: Command, *arguments: str) -> Any:
    return json.loads(kaoping("verify", *arguments, "--format", "json").out)


def test_json(report: Path, kaoping: Command) -> None:
    data = _json(kaoping, "report.xlsx")
    assert {key: data[key] for key in ("format", "file", "workbook", "period", "draft", "follows", "deviations")} == {
        "format": "kaoping.verify/1",
        "file": "report.xlsx",
        "workbook": "kaoping.report/2",
        "period": "2021Q1",
        "draft": False,
        "follows": True,
        "deviations": [],
    }
    assert data["input"]["changed"] is False
    change(report, "综合排名", "D5", "9.11")
    (found,) = _json(kaoping, "report.xlsx")["deviations"]
    assert found == {
        "kind": "value",
        "sheet": "综合排名",
        "cell": "D5",
        "of": "机关党支部 · 综合得分",
        "says": "9.11",
        "follows": "9.1",
        "formula_says": found["formula_follows"],
        "formula_follows": found["formula_follows"],
    }


def test_a_draft_is_held_against_a_draft(root: Path, kaoping: Command) -> None:
    assert kaoping("rank", "-q", "2021Q1", "--publish", "draft.xlsx", "--draft").status == 0
    status, out, _ = kaoping("verify", "draft.xlsx")
    assert status == 0
    assert "（暂定）" in out


def test_the_year_s_workbook(root: Path, kaoping: Command) -> None:
    assert kaoping("rank", "--year", "2021", "--publish", "year.xlsx").status == 0
    status, out, _ = kaoping("verify", "year.xlsx")
    assert status == 0
    assert "2021年考评报告" in out
    change(root / "year.xlsx", "年度排名", "D4", "9.2")
    status, out, _ = kaoping("verify", "year.xlsx")
    assert status == 1
    assert "年度得分" in out


def test_a_round_that_lacks_records_now(root: Path, report: Path, kaoping: Command) -> None:
    edit(root, JIWEI, ("  发电部党支部:\n    date: 2021-03-26\n", ""))
    status, out, err = kaoping("verify", "report.xlsx")
    assert (status, out) == (1, "")
    assert "KP524" in err
    assert "只是暂定" in err


def _foreign(path: Path) -> None:
    Workbook().save(path)


def test_files_that_cannot_be_verified(root: Path, report: Path, kaoping: Command) -> None:
    _foreign(root / "foreign.xlsx")
    (root / "text.xlsx").write_text("不是工作簿", "utf-8")
    (root / "locked.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 512)
    (root / "cut.xlsx").write_bytes(report.read_bytes()[:9000])
    broken = rewritten(report.read_bytes(), "xl/worksheets/sheet1.xml", lambda text: text[:2000])
    (root / "broken.xlsx").write_bytes(broken)
    assert kaoping("ledger", "--as-of", "2021Q1", "--publish", "ledger.xlsx").status == 0
    assert kaoping("rank", "-q", "2021Q1", "-p", "a.html", "-p", "a.json").status == 0
    assert kaoping("rank", "-q", "2021Q1", "--as", "摘要", "-p", "摘要.docx").status == 0
    (root / "other.html").write_text("<!DOCTYPE html><title>x</title>", "utf-8")
    for name, words in {
        "missing.xlsx": "没有这个文件",
        "data": "这是一个文件夹",
        "foreign.xlsx": "没有本工具写的标记",
        "text.xlsx": "不是 .xlsx 工作簿",
        "locked.xlsx": "加了密码",
        "cut.xlsx": "不是 .xlsx 工作簿",
        "broken.xlsx": "已经损坏",
        "ledger.xlsx": "另一种文件（整改台账）",
        "摘要.docx": "另一种文件（摘要）",
        "a.html": "本工具写的考评结果，不是 .xlsx 工作簿\n",
        "a.json": "本工具写的考评结果，不是 .xlsx 工作簿\n",
        "other.html": "核对不了：文件不是 .xlsx 工作簿\n",
    }.items():
        status, out, err = kaoping("verify", name)
        assert (status, out) == (3, ""), name
        assert "KP125" in err
        assert words in err


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("2021Q1", "2021Q7", "KP125"),
        ("2021Q1", "2019Q1", "KP4"),
        ("kaoping.report/2", "kaoping.ledger/1", "KP125"),
        ("kaoping.report/2", "kaoping.year-report/2", "KP125"),
    ],
)
def test_a_period_that_is_none(root: Path, report: Path, kaoping: Command, old: str, new: str, code: str) -> None:
    content = rewritten(report.read_bytes(), "docProps/custom.xml", lambda text: text.replace(old, new))
    (root / "odd.xlsx").write_bytes(content)
    status, out, err = kaoping("verify", "odd.xlsx")
    assert (status, out) == (3, "")
    assert code in err


def test_a_slip_ends_with_2(root: Path, kaoping: Command) -> None:
    assert kaoping("verify").status == 2
    assert kaoping("verify", "a.xlsx", "--format", "xml").status == 2
