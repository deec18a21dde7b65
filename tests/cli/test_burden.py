"""`kaoping burden`, and the limits that `check` holds the newest version against."""

import json
import re
from pathlib import Path

import pytest

from checks.laying import edit
from sample import SAMPLE

from .conftest import Command


def test_as_text(kaoping: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(SAMPLE)
    out = kaoping("burden", "2019", "2020").out
    assert "2019  2019Q1    43       147         129          55     55%\n" in out
    assert "最新一版的上限（kaoping.yaml 的 limits）：备查材料 30 份，痕迹管理的分占总分的 20%。\n" in out
    assert "2019     4       3       850      12      16  机关后勤\n" in out
    assert "2021         1      12          48       187        96\n" in out
    assert "2018" not in out


def test_as_data(kaoping: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(SAMPLE)
    data = json.loads(kaoping("burden", "-f", "json").out)
    assert data["limits"] == {"materials": 30, "trace_percent": "20"}
    assert [each["materials"] for each in data["versions"]] == [162, 147, 26]
    assert data["versions"][2]["traces"][0] == {"class": "生产", "points": "14", "total": "100"}
    assert len(data["rounds"]) == 12
    rows = kaoping("burden", "-f", "csv").out.splitlines()
    assert len(rows) == len(data["branches"]) + 1
    assert rows[0].startswith("\ufeff年度,党支部,支部编号,类别,") or rows[0].startswith("年度,")


def test_what_cannot_be_asked(kaoping: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(SAMPLE)
    found = kaoping("burden", "2091")
    assert (found.status, found.out) == (2, "")
    assert "没有“2091”这一版细则。" in found.err
    assert "有：2018、2019、2020。" in found.err


def test_the_newest_version_is_held_against_the_limits_and_no_older_one(root: Path, kaoping: Command) -> None:
    edit(root, "rubrics/2020.yaml", ("title: 会议记录\n", "title: 会议记录\n        materials: [一, 二]\n"))
    with (root / "kaoping.yaml").open("a", encoding="utf-8") as file:
        file.write("limits: {materials: 1, trace_percent: 50}\n")
    found = kaoping("check")
    assert found.status == 1
    assert "kaoping.yaml:5:21 错误 KP281 2020 版要 2 份备查材料，上限是 1 份；最多的项目：DJ-02（2 份）" in found.out
    # 有了新的一版，旧的超过也不说
    text = (root / "rubrics/2020.yaml").read_text("utf-8")
    newer = text.replace("version: 2020", "version: 2022").replace("2020Q1", "2022Q1").replace("[一, 二]", "[一]")
    (root / "rubrics/2022.yaml").write_text(newer, "utf-8")
    assert "KP281" not in kaoping("check").out
    # 还没有施行的一版也算最新的
    (root / "rubrics/2022.yaml").write_text(newer.replace("[一]", "[一, 二, 三]"), "utf-8")
    assert "2022 版要 3 份备查材料" in kaoping("check").out
    assert "2022" in kaoping("burden").out


def test_what_is_over_the_limits_is_scored_all_the_same(root: Path, kaoping: Command) -> None:
    edit(root, "rubrics/2020.yaml", ("title: 会议记录\n", "title: 会议记录\n        focus: trace\n"))
    with (root / "kaoping.yaml").open("a", encoding="utf-8") as file:
        file.write("limits: {trace_percent: 10}\n")
    assert "KP282 2020 版痕迹管理 2 分，占总分的 20%，上限是 10%" in kaoping("check").out
    assert kaoping("rank", "-q", "2021Q1").status == 0


def test_what_the_page_shows_is_what_is_printed(kaoping: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(SAMPLE)
    text = (SAMPLE / "docs/负担和尺度.md").read_text("utf-8")
    shown = re.findall(r"^```\n\$ kaoping ([^\n]+)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert len(shown) == 1
    for command, output in shown:
        assert kaoping(*command.split()).out == output
