"""`kaoping status`: what of a round is in and what is missing."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from checks.laying import DANGQUN, FEBRUARY, JIWEI, TODAY, edit
from dangjian_kaoping.cli.commands import status as module
from governed import settle
from sample import SAMPLE

from .conftest import Command

pytestmark = pytest.mark.usefixtures("piped")


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "today", lambda: TODAY)


def rows(out: str) -> dict[str, list[str]]:
    """The grid by branch."""
    words = [line.split() for line in out.splitlines()]
    return {row[0]: row[1:] for row in words if len(row) > 5 and row[0].endswith("党支部") and row[0] != "党支部"}


def test_a_round_that_is_whole(root: Path, kaoping: Command) -> None:
    status, out, err = kaoping("status", "--quarter", "2021Q1")
    assert (status, err) == (0, "")
    # as of the day on which it is asked
    assert out.splitlines()[0] == "2021Q1 可公布  03-26 起  记录已齐"
    assert out.splitlines()[2] == "2021年第一季度考评进度（截至 2021-04-15）"
    assert rows(out) == {
        "发电部党支部": ["03-25", "03-26", "√", "√", "√"],
        "机关党支部": ["03-25", "03-26", "√", "√", "√"],
    }
    assert out.splitlines()[-1].startswith("下一步：记录已齐")
    assert "kaoping rank --quarter 2021Q1 --publish" in out


def test_without_a_quarter_each_round_has_a_line_and_one_under_inspection_its_table(
    root: Path, kaoping: Command
) -> None:
    status, out, err = kaoping("status")
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert lines[0].split() == ["2021Q2", "未开始", "04-01", "起", "还没有检查", *lines[0].split()[5:]]
    assert "kaoping rank --quarter 2021Q1 --publish report.xlsx" in lines[1]
    assert len(lines) == 2
    edit(root, JIWEI, ("  发电部党支部:\n    date: 2021-03-26\n", ""))
    out = kaoping("status").out
    assert "2021Q1 检查中  03-25 起  纪委办公室缺 1 个支部  下一步：催交（见下表）\n" in out
    assert rows(out)["发电部党支部"][:2] == ["03-25", "缺"]


def test_a_department_that_was_not_there_yet(root: Path, kaoping: Command) -> None:
    edit(root, JIWEI, ("  发电部党支部:\n    date: 2021-03-26\n", ""))
    out = kaoping("status", "--quarter", "2021Q1").out
    assert rows(out)["发电部党支部"][:2] == ["03-25", "缺"]
    assert out.splitlines()[-1].startswith("下一步：请还没有检查的部室检查")


def test_a_month_that_was_not_handed_in(root: Path, kaoping: Command) -> None:
    (root / FEBRUARY).unlink()
    out = kaoping("status", "--quarter", "2021Q1").out
    assert rows(out)["机关党支部"][2:] == ["√", "缺", "√"]
    assert out.splitlines()[-1].startswith("下一步：请催交自评")


@pytest.mark.whole
def test_a_round_that_has_not_begun_owes_what_the_last_one_found(root: Path, kaoping: Command) -> None:
    status, out, _ = kaoping("status", "--quarter", "2021Q2", "--as-of", "2021-04-14")
    assert status == 0
    assert rows(out) == {"发电部党支部": ["缺"] * 5 + ["1"], "机关党支部": ["缺"] * 5}
    assert "  2021Q1-01 发电部党支部：2月支委会未召开（限 2021-04-30）\n" in out
    # closed the day after
    out = kaoping("status", "--quarter", "2021Q2", "--as-of", "2021-04-15").out
    assert "欠复查的问题" not in out
    assert out.splitlines()[-1].startswith("下一步：请还没有检查的部室检查，表用 kaoping form inspection 发")


@pytest.mark.whole
def test_the_sample(kaoping: Command) -> None:
    arguments = ("status", "--workspace", str(SAMPLE), "--quarter", "2021Q1", "--as-of", "2021-04-15")
    status, out, err = kaoping(*arguments)
    assert (status, err) == (0, "")
    found = rows(out)
    assert len(found) == 12
    assert found["发电部党支部"] == ["03-22", "03-23", "03-24", "03-29", "√", "√", "√"]
    assert found["供热部党支部"] == ["03-25", "03-26", "03-29", "03-31", "√", "√", "√"]
    assert out.splitlines()[-1].startswith("下一步：记录已齐")


def test_as_of_a_day_later_inspections_are_still_missing(root: Path, kaoping: Command) -> None:
    out = kaoping("status", "--quarter", "2021Q1", "--as-of", "2021-03-25").out
    assert rows(out)["发电部党支部"][:2] == ["03-25", "缺"]


BESIDE = ("weights: {inspection: 0.9, self_assessment: 0.1}", "weights: {inspection: 1, self_assessment: 0}")
"""The self-assessment decides about nothing."""


@pytest.mark.whole
def test_months_that_decide_about_nothing_are_not_missing(root: Path, kaoping: Command) -> None:
    edit(root, "rubrics/2020.yaml", BESIDE)
    (root / FEBRUARY).unlink()
    out = kaoping("status", "--quarter", "2021Q1").out
    assert "缺" not in out
    assert ["机关党支部", "03-25", "03-26", "√", "√"] in [line.split() for line in out.splitlines()]
    assert "自评不计入综合得分，不要求交" in out
    assert out.splitlines()[-1].startswith("下一步：记录已齐")
    status, _, err = kaoping("check", "--quarter", "2021Q1")
    assert (status, "KP406" in err) == (0, False)
    shutil.rmtree(root / "data/2021Q1/self")
    assert "月自评" not in kaoping("status", "--quarter", "2021Q1").out


@pytest.mark.whole
def test_a_self_assessment_of_a_quarter_is_followed_as_one(root: Path, kaoping: Command) -> None:
    edit(root, "rubrics/2020.yaml", ("measure:\n", "measure:\n  self_assessment: quarterly\n"))
    shutil.rmtree(root / "data/2021Q1/self")
    settle(root, "deadlines: {self_assessment: [2021-04-08]}\n")
    out = kaoping("status", "--quarter", "2021Q1", "--as-of", "2021-04-09").out
    assert "自评缺 2 个支部，截止 04-08（已逾期）。\n" in out
    assert ["机关党支部", "03-25", "03-26", "缺"] in [line.split() for line in out.splitlines()]
    (root / "收").mkdir()
    out = kaoping("status", "--quarter", "2021Q1", "--received", "收", "--remind").out
    assert "发电部党支部：\n2021年第一季度自评表还没有交，请填好交回。\n" in out


# ── how it ends ────────────────────────────────────────────────────────────────────────────────────────────────

MISUSES = {
    ("--as-of", "2021-13-01"): "“2021-13-01”不是日期",
    ("--as-of", "2021Q1"): "要写成 2021-03-31 这样",
    ("--as-of", ""): "不是日期",
    ("--quarter", "2021-01"): "要写成 2021Q1 这样",
    ("--branch", "发电部党支部"): "没有 --branch 这个选项",
    ("2021Q1",): "多写了参数",
    ("--handover", "--quarter", "2021Q1"): "--handover 写的是全部各轮",
    ("--handover", "--received", "."): "--handover 写的是全部各轮",
    ("--remind",): "--remind 要与 --received 同用",
}


@pytest.mark.parametrize("arguments", MISUSES)
def test_a_slip_ends_with_2(root: Path, kaoping: Command, arguments: tuple[str, ...]) -> None:
    status, out, err = kaoping("status", *arguments)
    assert (status, out) == (2, "")
    assert "用法有误：" in err
    assert MISUSES[arguments] in err


def test_without_inspections_a_round_has_a_state_and_a_table_all_the_same(root: Path, kaoping: Command) -> None:
    shutil.rmtree(root / "data/2021Q1/inspection")
    status, out, _ = kaoping("status")
    assert (status, out.splitlines()[1].split()[:4]) == (0, ["2021Q1", "检查中", "01-01", "起"])
    status, out, err = kaoping("status", "--received", ".")
    assert (status, out) == (2, "")
    assert "请写 --quarter" in err
    status, out, _ = kaoping("status", "--quarter", "2021Q1")
    assert status == 0
    assert rows(out)["机关党支部"] == ["缺", "缺", "√", "√", "√"]


def test_a_quarter_before_any_rubric_ends_with_3(root: Path, kaoping: Command) -> None:
    status, out, err = kaoping("status", "--quarter", "2019Q4")
    assert (status, out) == (3, "")
    assert "KP401" in err


def test_records_that_cannot_be_read_end_with_3(root: Path, kaoping: Command) -> None:
    edit(root, DANGQUN, ("quarter: 2021Q1", "quarter：2021Q1"))
    status, out, err = kaoping("status", "--quarter", "2021Q1")
    assert (status, out) == (3, "")
    assert f"{DANGQUN}:3" in err


@pytest.mark.whole
def test_what_bears_a_later_day_counts_as_it_does_in_the_ranking(
    root: Path, kaoping: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "today", lambda: date(2021, 3, 25))
    for arguments in (("status",), ("status", "--quarter", "2021Q1"), ("status", "--handover")):
        status, out, err = kaoping(*arguments)
        assert (status, "可公布" in out, "缺" in out) == (0, True, False), arguments
        assert err.startswith("2021Q1 的检查记录里有 2021-03-26 的，在 2021-03-25 以后，也算在内")
    assert kaoping("rank", "--quarter", "2021Q1", "--publish", "report.xlsx").status == 0
    # a day that is asked for is looked back to
    _, out, err = kaoping("status", "--as-of", "2021-03-25")
    assert ("检查中" in out, err) == (True, "")
