"""`kaoping trend`: the course of the composites, and what may be asked of it."""

import io
import json
import re
import shutil
import sys
from pathlib import Path

import pytest

from checks.laying import DANGQUN, JIWEI, edit
from dangjian_kaoping.cli.formats import analysis
from dangjian_kaoping.cli.shell.streams import shows_bars
from sample import SAMPLE

from .conftest import Command

OF_THE_SAMPLE = """\
2018Q2 至 2021Q1，12 轮综合得分

                                 得分
名次  党支部            2021Q1   增减   最高   最低  各轮名次                          走势
----  ----------------  ------  -----  -----  -----  --------------------------------  ------------
   1  发电部党支部       96.30  -1.32  98.01  96.27  2 6 3 2 2 1 5 3 2 3 1 1           █▆█▇███▇███▆
   2  热控检修党支部     95.69  -1.72  98.43  95.69  5 5 7 3 3 3 1 1 1 1 2 2           ▆▆▆▇██████▇▆
   3  机关党支部         95.11  -1.55  98.40  94.71  3 1 5 7 6 9 2 2 4 5 4 3           ██▇▆▆▅█▇▇▇▇▅
   4  汽机检修党支部     93.50  -3.65  97.96  93.50  6 2 4 6 4 2 4 5 7 4 3 4           ▆▇▇▆███▇▆▇▇▄
   4  电气检修党支部     93.50  -2.98  98.30  93.50  1 3 2 1 1 8 3 4 3 2 5 4           █▇███▅█▇▇█▆▄
   6  锅炉检修党支部     92.30  -3.20  97.06  87.88  10 9 10 10 10 5 9 7 10 7 6 6      ▂▃▃▄▄▇▅▅▅▆▆▄
   7  化学部党支部       91.38  -3.58  97.60  91.38  4 4 1 5 5 6 6 6 6 8 8 7           ▆▆█▆▇▇▇▆▇▆▅▃
   8  综合服务部党支部   90.25  -5.04  95.65  85.72  11 11 11 11 11 7 12 11 12 10 7 8  ▁▂▃▂▄▆▃▃▄▄▅▃
   9  燃料部党支部       88.65  -5.82  97.13  88.65  9 10 9 8 7 4 7 11 5 6 9 9         ▂▃▄▅▆▇▇▃▇▇▅▂
  10  脱硫除灰部党支部   88.07  -4.17  96.82  88.07  8 8 6 4 9 10 8 8 9 12 11 10       ▅▅▆▇▄▅▅▅▅▃▄▂
  11  物资部党支部       87.23  -6.26  95.80  87.23  7 7 8 9 8 11 10 9 11 11 10 11     ▅▆▆▅▄▄▅▄▅▄▄▂
  12  供热部党支部       82.73  -6.99  95.59  82.73  - - - - - 12 11 10 8 9 12 12           ▂▄▄▆▅▃▁

走势的高低分档，每一档从多少分起：
  ▁ 82.73  ▂ 86.62  ▃ 89.72  ▄ 92.22  ▅ 94.09  ▆ 95.50  ▇ 96.66  █ 97.49 分
"""


def _rows(out: str) -> list[str]:
    """A line a branch."""
    return [line for line in out.splitlines() if "党支部  " in line][1:]


@pytest.mark.whole
def test_the_sample(kaoping: Command) -> None:
    status, out, err = kaoping("trend", "--workspace", str(SAMPLE))
    assert (status, err) == (0, "")
    assert out == OF_THE_SAMPLE


@pytest.mark.whole
def test_one_branch_of_the_sample_as_json(kaoping: Command) -> None:
    status, out, err = kaoping("trend", "--workspace", str(SAMPLE), "--branch", "供热部党支部", "--format", "json")
    assert (status, err) == (0, "")
    data = json.loads(out)
    assert data["format"] == "kaoping.trend/1"
    assert (data["quarters"][0], data["quarters"][-1], len(data["quarters"])) == ("2018Q2", "2021Q1", 12)
    (branch,) = data["branches"]
    assert (branch["branch"], branch["id"]) == ("供热部党支部", "ZB12")
    # it began in July 2019
    assert [each["quarter"] for each in branch["rounds"]] == data["quarters"][5:]
    assert {key: branch["rounds"][0][key] for key in ("composite", "rank")} == {"composite": "86.62", "rank": 12}
    assert branch["rounds"][-1] == {
        "quarter": "2021Q1",
        "composite": "82.73",
        "rank": 12,
        "flags": ["bottom_three", "task_not_done"],
    }


def test_one_round_is_no_course(root: Path, kaoping: Command) -> None:
    status, out, err = kaoping("trend")
    assert (status, err) == (0, "")
    head, _, _, _, *rows = out.splitlines()
    assert head == "2021Q1 综合得分（只有一轮，还没有走势）"
    assert [each.split() for each in rows] == [["1", "机关党支部", "9.10"], ["2", "发电部党支部", "8.20"]]
    out = kaoping("trend", "--self").out
    assert out.startswith("2021Q1 自评与检查的差距（")
    assert all(each not in out for each in ("走势", "以前", "近来", "变化"))


@pytest.mark.parametrize(("encoding", "bars"), [("utf-8", True), ("gbk", True), ("ascii", False), ("latin-1", False)])
def test_whether_a_console_has_bars(monkeypatch: pytest.MonkeyPatch, encoding: str, bars: bool) -> None:
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding=encoding))
    assert shows_bars() == bars


@pytest.mark.whole
def test_a_console_without_bars_has_digits(kaoping: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(analysis, "shows_bars", lambda: False)
    out = kaoping("trend", "--workspace", str(SAMPLE)).out
    assert not set("▁▂▃▄▅▆▇█") & set(out)
    assert all(re.search(r" [1-8-]+$", line) for line in _rows(out))


def test_a_round_without_composite_is_a_gap(root: Path, kaoping: Command) -> None:
    edit(root, JIWEI, ("  发电部党支部:\n    date: 2021-03-26\n", ""))
    out = kaoping("trend").out
    assert _rows(out)[-1].split() == ["-", "发电部党支部", "-"]
    data = json.loads(kaoping("trend", "--format", "json", "--branch", "ZB01").out)
    (only,) = data["branches"][0]["rounds"]
    assert (only["composite"], only["rank"]) == (None, None)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--branch", "发电部支部"), "是不是“发电部党支部”？"),
        (("--branch", "ZB99"), "没有“ZB99”这个支部"),
        (("--format", "csv"), "json"),
        (("--quarter", "2021Q1"), "没有 --quarter 这个选项"),
        (("2021Q1",), "多写了参数"),
    ],
)
def test_a_slip_ends_with_2(root: Path, kaoping: Command, arguments: tuple[str, ...], said: str) -> None:
    status, out, err = kaoping("trend", *arguments)
    assert (status, out) == (2, "")
    assert "用法有误：" in err
    assert said in err


def _next_quarter_without(root: Path) -> None:
    """发电部党支部 ends with the first quarter; the second is held without it."""
    edit(root, "data/roster.yaml", ("class: 生产}", "class: 生产}\n    - {from: 2021-04-01, ends: true}"))
    for file in (DANGQUN, JIWEI):
        path = root / file.replace("2021Q1", "2021Q2")
        path.parent.mkdir(parents=True, exist_ok=True)
        head = (root / file).read_text("utf-8").partition("branches:")[0].replace("2021Q1", "2021Q2")
        path.write_text(f"{head}branches:\n  机关党支部:\n    date: 2021-06-25\n", "utf-8")


def test_a_branch_that_ended_keeps_its_line(root: Path, kaoping: Command) -> None:
    _next_quarter_without(root)
    status, out, _ = kaoping("trend")
    assert status == 0
    (line,) = [line for line in out.splitlines() if "发电部党支部" in line]
    assert line.split()[-3:-1] == ["2", "-"]


@pytest.mark.whole
def test_the_branches_stand_as_the_newest_round_ranks_them_and_those_that_ended_below(
    root: Path, kaoping: Command
) -> None:
    _next_quarter_without(root)
    assert [line.split()[1] for line in _rows(kaoping("trend").out)] == ["机关党支部", "发电部党支部"]
    # the same round again, but that the first of it is the last of the next
    (root / "data/roster.yaml").write_text(
        (root / "data/roster.yaml").read_text("utf-8").replace("\n    - {from: 2021-04-01, ends: true}", ""), "utf-8"
    )
    finding = "\n    findings:\n    - {item: DJ-01, clause: 缺会, missing: 3, reason: 少开三次}\n"
    path = root / DANGQUN.replace("2021Q1", "2021Q2")
    held = "  发电部党支部:\n    date: 2021-06-25\n"
    path.write_text(path.read_text("utf-8").rstrip("\n") + finding + held, "utf-8")
    path = root / JIWEI.replace("2021Q1", "2021Q2")
    path.write_text(path.read_text("utf-8") + held, "utf-8")
    assert [line.split()[1] for line in _rows(kaoping("trend").out)] == ["发电部党支部", "机关党支部"]
    branches = json.loads(kaoping("trend", "--format", "json").out)["branches"]
    assert [each["branch"] for each in branches] == ["发电部党支部", "机关党支部"]


def test_a_branch_that_ended_can_be_asked_for(root: Path, kaoping: Command) -> None:
    _next_quarter_without(root)
    assert kaoping("trend", "--branch", "发电部党支部").status == 0


@pytest.mark.whole
def test_a_new_branch_may_bear_the_name_of_one_that_ended(root: Path, kaoping: Command) -> None:
    _next_quarter_without(root)
    roster = root / "data/roster.yaml"
    new = "  ZB03:\n    - {from: 2021-04-01, name: 发电部党支部, class: 生产}\n"
    roster.write_text(roster.read_text("utf-8") + new, "utf-8")
    for file in (DANGQUN, JIWEI):
        path = root / file.replace("2021Q1", "2021Q2")
        path.write_text(path.read_text("utf-8") + "  发电部党支部:\n    date: 2021-06-25\n", "utf-8")
    assert [each["id"] for each in json.loads(kaoping("trend", "-f", "json").out)["branches"]] == [
        "ZB02",
        "ZB03",
        "ZB01",
    ]
    assert kaoping("trend").out.count("发电部党支部") == 2


def test_no_round_at_all_ends_with_3(root: Path, kaoping: Command) -> None:
    shutil.rmtree(root / "data/2021Q1/inspection")
    status, out, err = kaoping("trend")
    assert (status, out) == (3, "")
    assert "KP402" in err
