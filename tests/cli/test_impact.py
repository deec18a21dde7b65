"""`kaoping rubric impact`: the sample's own revision, an edit that is tried, and mistakes."""

import json
import shutil
from pathlib import Path

import pytest

from checks.laying import edit
from sample import SAMPLE

from .conftest import Command

pytestmark = pytest.mark.whole

MEETINGS = """\
            text: 支委会每月至少召开1次，每少开1次扣1分
            fact: {missing: 次, required: 1, per: month}
            deduct: {each: """


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "厂"
    folder.mkdir()
    shutil.copy(SAMPLE / "kaoping.yaml", folder / "kaoping.yaml")
    for name in ("rubrics", "data"):
        shutil.copytree(SAMPLE / name, folder / name)
    monkeypatch.chdir(folder)
    return folder


def test_the_revision_of_2020_on_the_rounds_of_2019(sample: Path, kaoping: Command) -> None:
    data = json.loads(kaoping("rubric", "impact", "2019", "2020", "--format", "json").out)
    assert (data["format"], data["from"], data["to"]) == ("kaoping.rubric-impact/1", "2019", "2020")
    assert [each["quarter"] for each in data["rounds"]] == ["2019Q1", "2019Q2", "2019Q3", "2019Q4"]
    named = {(each["item"], each["clause"]): each["reason"] for each in data["not_replayed"]}
    assert named["DJ-11", None] == "new_item"
    assert named["DJ-03", "无故缺席"] == "new_clause"
    # “党员身边无事故”并入了 DJ-08，它的记录跟着过去
    assert ("DJ-08", "身边事故") not in named
    for one in data["rounds"]:
        for each in one["branches"]:
            least, most = (float(each["after"]["composite"][key]) for key in ("least", "most"))
            assert least < most
            estimate = each["estimate"]
            assert least <= float(estimate["composite"]) <= most
            moved = float(estimate["composite"]) - float(each["before"]["composite"])
            assert round(moved, 2) == float(estimate["difference"])
            assert estimate["gained"] == each["before"]["rank"] - estimate["rank"]
            assert 1 <= each["after"]["rank"]["best"] <= each["after"]["rank"]["worst"] <= len(one["branches"])
    assert all(one["undecided"] for one in data["rounds"])
    out = kaoping("rubric", "impact", "2019", "2020").out
    assert out.count("哪个支部都可能排在第 1 名到第 1") == 4
    assert "不一定      不一定" not in out
    assert "处缺少记录，不能重算" in out
    assert "否→不一定" not in out
    assert "DJ-11 智慧党建平台应用：新的项目，原来没有记录" in out
    markdown = kaoping("rubric", "impact", "2019", "2020", "--format", "markdown").out
    assert markdown.startswith("## 修订的影响：2019 → 2020")
    assert "DJ-03/无故缺席" in markdown
    assert markdown.count("估计的数只供参考。") == 4


def test_an_edit_is_tried_before_it_is_written(sample: Path, kaoping: Command) -> None:
    words = ("rubric", "impact", "2020", "--quarters", "2021Q1", "--format", "json")
    path = "item.DJ-01.clause.缺支委会.deduct.each"
    tried = json.loads(kaoping(*words, "--try", f"{path}=2").out)
    (one,) = tried["rounds"]
    assert one["exact"]
    assert tried["not_replayed"] == []
    after = {each["branch"]: each["after"] for each in one["branches"]}
    assert after["脱硫除灰部党支部"]["bottom_three"] == "no"
    assert after["燃料部党支部"]["bottom_three"] == "yes"
    assert one["branches"][0]["money"]["before"] == "26786.64"
    # 真的改了文件，评出来就是试出来的
    edit(
        sample,
        "rubrics/2020.yaml",
        (f"{MEETINGS}1}}", f"{MEETINGS}2}}"),
    )
    real = json.loads(kaoping("score", "--quarter", "2021Q1", "--format", "json").out)
    for each in real["branches"]:
        assert after[each["branch"]]["composite"] == {"least": each["composite"], "most": each["composite"]}
        assert after[each["branch"]]["rank"] == {"best": each["rank"], "worst": each["rank"]}
        assert (after[each["branch"]]["bottom_three"] == "yes") == ("bottom_three" in each["flags"])


def test_several_edits_and_settings_that_are_not_written_yet(sample: Path, kaoping: Command) -> None:
    words = ["rubric", "impact", "--quarters", "2021Q1"]
    for each in ("measure.weights.inspection=0.8", "measure.weights.self_assessment=0.2", "measure.penalty.at_most=1"):
        words += ["--try", each]
    found = kaoping(*words)
    assert found.status == 0
    assert "原来的记录都能照用" in found.out
    assert kaoping("rubric", "impact", "--quarters", "2021Q1", "--try", "item.DJ-01.points=8").status == 0
    assert kaoping("rubric", "impact", "--quarters", "2021Q1", "--try", "item.XC-06.materials=").status == 0


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("2019",), 2, "要写两个"),
        (("2019", "2030"), 2, "没有“2030”"),
        (("2019", "reward-2020"), 2, "是绩效奖励办法"),
        (("2019", "2020", "--quarters", "2019Q4..2019Q1"), 2, "前后写反了，要写成 2019Q1..2019Q4"),
        (("2019", "2020", "--quarters", "2019"), 2, "不是季度"),
        (("2019", "2020", "--quarters", "2021Q1"), 3, "2021Q1 不是按 2019 版考评的，不算在内"),
        (("2020", "--sensitivity"), 2, "改用 kaoping confidence --sensitivity"),
        (("2019", "2020", "--try", "item.DJ-01.points=8"), 2, "只写一个版本"),
        (("2020", "--try", "item.DJ-01.points"), 2, "不是“路径=值”"),
        (("2020", "--try", "item.DJ-1.points=8"), 2, "没有“DJ-1”。是不是“DJ-"),
        (("2020", "--try", "item.DJ-01.clause.缺会.deduct.each=8"), 2, "没有“缺会”。是不是“缺大会”？"),
        (("2020", "--try", "item.DJ-01.pionts=8"), 2, "不认识的键"),
        (("2020", "--try", "item.DJ-01.points=很多"), 2, "一个数"),
        (("2020", "--try", "item.DJ-01.points.x=8"), 2, "下面没有"),
        (("2020", "--try", "item.DJ-01.points=[1"), 2, "不能作值"),
        (("2020", "--try", "item.DJ-01.department=没有这个部"), 3, "KP214"),
    ],
)
def test_what_cannot_be_asked(sample: Path, kaoping: Command, words: tuple[str, ...], status: int, said: str) -> None:
    found = kaoping("rubric", "impact", *words)
    assert (found.status, found.out) == (status, "")
    assert said in found.err


def test_outside_a_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kaoping: Command) -> None:
    monkeypatch.chdir(tmp_path)
    assert kaoping("rubric", "impact", "2019", "2020").status == 3


def test_what_is_tried_is_said(kaoping: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(SAMPLE)
    edits = ["item.DJ-01.points=8", "item.XC-06.materials="]
    words = ["rubric", "impact", "--quarters", "2021Q1", *(word for each in edits for word in ("--try", each))]
    assert "试改：item.DJ-01.points=8；item.XC-06.materials=\n" in kaoping(*words).out
    assert "- 试改：item.DJ-01.points=8；item.XC-06.materials=\n" in kaoping(*words, "-f", "markdown").out
    assert json.loads(kaoping(*words, "-f", "json").out)["tried"] == edits
    both = kaoping("rubric", "impact", "2019", "2020", "--quarters", "2019Q4")
    assert "新：" in both.out and "试改" not in both.out


def test_an_edit_that_the_text_does_not_follow_is_told(sample: Path, kaoping: Command) -> None:
    tried = ("rubric", "impact", "2020", "--quarters", "2021Q1", "--try")
    told = kaoping(*tried, "item.DJ-01.clause.缺大会.deduct.each=2").err
    assert "规则的 deduct.each 是 2，原文里没有这个数（KP810）" in told
    both = (*tried, "item.DJ-01.clause.缺大会.deduct.each=2", "--try")
    assert "KP8" not in kaoping(*both, "item.DJ-01.clause.缺大会.text=党员大会每季至少召开1次，每少开1次扣2分").err
