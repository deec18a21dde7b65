"""`kaoping explain --mend`: what a branch's round would be without each finding that takes points."""

import json
from pathlib import Path

import pytest

from checks.laying import JIWEI, edit
from docx_faults import faults_in_document
from render.golden import assert_golden
from sample import SAMPLE

from .conftest import Command

HERE = ("--workspace", str(SAMPLE), "--quarter", "2021Q1")
STAYS = "；已公布的分不因整改而变。"


@pytest.mark.parametrize("columns", ["100", "80"])
def test_a_branch(kaoping: Command, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    status, out, err = kaoping("explain", "物资部党支部", "--mend", *HERE)
    assert (status, err) == (0, "")
    assert_golden(f"mend-{columns}.txt", out)


def test_what_is_said_of_one_finding(kaoping: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    out = kaoping("explain", "化学部党支部", "--mend", *HERE).out
    assert f"本轮若没有这一条，综合得分高 1.80 分、列第 6 名{STAYS}" in out
    assert f"本轮若没有这一条，综合得分高 0.90 分、名次不变、不算单项工作未完成{STAYS}" in out
    assert f"本轮若这一条不失分，即定为“好”，综合得分高 0.45 分、名次不变{STAYS}" in out
    assert "可得回" not in out
    assert "可回" not in out


def test_one_item(kaoping: Command) -> None:
    out = kaoping("explain", "供热部党支部", "LZ-02", "--mend", *HERE).out
    assert "日常廉政谈话" in out
    assert "按屡查屡犯扣得更多：综合得分少 1.08 分（本轮少 0.54 分）。" in out
    assert "DJ-03" not in out
    assert "LZ-01 没有失分的记录。" in kaoping("explain", "供热部党支部", "LZ-01", "--mend", *HERE).out


def test_a_veto_that_takes_no_points_is_told_by_what_else_it_does(kaoping: Command) -> None:
    asked = ("--workspace", str(SAMPLE), "--quarter", "2020Q2")
    out = kaoping("explain", "后勤服务中心党支部", "JF-03", "--mend", *asked).out
    assert f"本轮若没有这一条，综合得分不变、名次不变、没有一票否决{STAYS}" in "".join(map(str.strip, out.splitlines()))


def test_why_a_round_would_be_the_same_is_told(kaoping: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    told = {
        ("物资部党支部", "JF-02"): "同一事件另有更重的一条",
        ("脱硫除灰部党支部", "WM-04"): "另有更不利的一次记录",
        ("供热部党支部", "DJ-03"): "本项别的记录照样扣这么多",
    }
    for (branch, item), why in told.items():
        out = kaoping("explain", branch, item, "--mend", *HERE).out
        assert f"本轮若只少这一条，综合得分不变（{why}）{STAYS}" in out


def test_as_json(kaoping: Command) -> None:
    out = kaoping("explain", "ZB10", "JF-02", "--mend", "--format", "json", *HERE).out
    assert faults_in_document(out) == []
    data = json.loads(out)
    assert (data["format"], data["branch"], data["composite"]) == ("kaoping.mend/1", "物资部党支部", "87.23")
    (item,) = data["items"]
    first, second = item["findings"]
    assert (first["fact"]["level"], first["without"]["gain"], first["without"]["composite"]) == (
        "党内警告",
        "1.350000",
        "88.58",
    )
    assert (second["without"]["gain"], item["together"]["gain"], item["together"]["rank"]) == (
        "0.000000",
        "1.800000",
        9,
    )


def test_a_provisional_round_is_refused(kaoping: Command, root: Path) -> None:
    edit(root, JIWEI, ("  发电部党支部:\n    date: 2021-03-26\n", ""))
    found = kaoping("explain", "发电部党支部", "--mend")
    assert found.status == 1
    assert "KP414 2021Q1 还是暂定" in found.err
    assert "发电部党支部" in found.err


def test_an_unknown_item_is_a_usage_error(kaoping: Command) -> None:
    found = kaoping("explain", "供热部党支部", "XX-01", "--mend", *HERE)
    assert found.status == 2
    assert "没有项目“XX-01”" in found.err
