"""`kaoping confidence --sensitivity`: how far the points of each area could be moved."""

import json
from pathlib import Path

import pytest

from checks.laying import JIWEI
from sample import SAMPLE

from .conftest import Command


def test_how_far_each_area_could_move(kaoping: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(SAMPLE)
    asked = ("confidence", "--sensitivity", "--quarter", "2020Q1")
    data = json.loads(kaoping(*asked, "-f", "json").out)
    (one,) = data["rounds"]
    assert data["format"] == "kaoping.rubric-sensitivity/1"
    assert [each["points"] for each in one["areas"]] == ["35", "15", "10", "15", "15", "10"]
    out = kaoping(*asked).out
    assert "降到不足" in out
    assert "从 0 试到各方面的合计" in out
    # 不说比合计还多的分值
    assert one["total"] == "100"
    assert all(float(area["above"] or 0) <= 100 for area in one["areas"])
    # 把党建工作按算出来的界限改一改，末位真的变了；差一点就不变
    party = one["areas"][0]
    assert 0 < float(party["below"]) / 35 < 1


def test_without_a_quarter_it_is_the_newest(kaoping: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(SAMPLE)
    found = kaoping("confidence", "--sensitivity")
    assert "用最近的一轮：2021Q1" in found.err
    assert found.out.count("末位：") == 1


def test_a_round_that_is_not_complete_is_refused(root: Path, kaoping: Command) -> None:
    (root / JIWEI).unlink()
    found = kaoping("confidence", "--sensitivity", "--quarter", "2021Q1")
    assert (found.status, found.out) == (1, "")
    assert "KP414 2021Q1 还是暂定" in found.err
    assert "kaoping check 会说缺什么" in found.err
