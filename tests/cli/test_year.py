"""`kaoping rank --year`: the annual ranking, and what may be asked of it."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from checks.laying import DANGQUN, JIWEI, RUBRIC, edit
from sample import SAMPLE

from .conftest import Command

OF_2020 = """\
2020 年党支部量化考评年度排名（4 轮）

名次  党支部            年度得分  等次  2020Q1  2020Q2  2020Q3  2020Q4  各轮名次
----  ----------------  --------  ----  ------  ------  ------  ------  ----------
   1  热控检修党支部       97.89  优秀   98.07   98.21   97.88   97.41  1→1→1→2
   2  发电部党支部         97.49  优秀   97.17   97.54   97.62   97.62  3→2→3→1
   3  电气检修党支部       97.18  优秀   97.04   97.48   97.70   96.48  4→3→2→5
   4  机关党支部           97.07  优秀   97.27   97.34   96.99   96.66  2→4→5→4
   5  汽机检修党支部       96.95  优秀   96.96   96.57   97.10   97.15  5→7→4→3
   6  化学部党支部         95.87  优秀   96.17   96.78   95.58   94.96  6→6→8→8
   7  锅炉检修党支部       95.34  优秀   95.32   94.32   96.22   95.50  7→10→7→6
   8  燃料部党支部         95.12  优秀   92.10   96.96   96.95   94.47  11→5→6→9
   9  综合服务部党支部     93.47  良好   92.10   93.09   93.41   95.29  11→12→10→7
  10  脱硫除灰部党支部     93.37  良好   94.35   94.72   92.15   92.24  8→9→12→11
  11  物资部党支部         93.23  良好   92.93   94.09   92.40   93.49  9→11→11→10
  12  供热部党支部         93.18  良好   92.22   95.59   95.20   89.72  10→8→9→12

可以评先选优的 11 个，不可以的 1 个。
"""


@pytest.mark.whole
def test_2020_of_the_sample(kaoping: Command) -> None:
    status, out, err = kaoping("rank", "--year", "2020", "--workspace", str(SAMPLE))
    assert (status, err) == (0, "")
    assert out.startswith(OF_2020)
    why = out[len(OF_2020) :]
    assert why.startswith("  综合服务部党支部：")
    assert "2020年第二季度" in why
    assert "JF-03/班子处分" in why
    assert "不得评先选优" in why


def _year(kaoping: Command, year: str, *arguments: str) -> Any:
    status, out, _ = kaoping("rank", "--year", year, "--format", "json", *arguments)
    assert status == 0
    return json.loads(out)


@pytest.mark.whole
def test_2020_of_the_sample_as_json(kaoping: Command) -> None:
    data = _year(kaoping, "2020", "--workspace", str(SAMPLE))
    assert {key: data[key] for key in ("format", "year", "quarters", "complete")} == {
        "format": "kaoping.year/1",
        "year": "2020",
        "quarters": ["2020Q1", "2020Q2", "2020Q3", "2020Q4"],
        "complete": True,
    }
    first, *_, last = data["branches"]
    assert {key: first[key] for key in ("branch", "id", "rank", "score", "few_quarters", "eligible", "exclusions")} == {
        "branch": "热控检修党支部",
        "id": "ZB08",
        "rank": 1,
        "score": "97.89",
        "few_quarters": False,
        "eligible": True,
        "exclusions": [],
    }
    assert first["quarters"][0] == {"quarter": "2020Q1", "composite": "98.07", "rank": 1, "flags": []}
    assert (last["branch"], last["rank"], last["score"]) == ("供热部党支部", 12, "93.18")
    (barred,) = [each for each in data["branches"] if not each["eligible"]]
    assert barred["branch"] == "综合服务部党支部"
    assert barred["exclusions"] == [{"kind": "barred", "quarter": "2020Q2", "item": "JF-03", "clause": "班子处分"}]


@pytest.mark.whole
def test_a_branch_that_began_in_july_leaves_the_quarters_before_it_empty(kaoping: Command) -> None:
    status, out, _ = kaoping("rank", "--year", "2019", "--workspace", str(SAMPLE))
    assert status == 0
    (row,) = [line for line in out.splitlines() if "供热部党支部" in line and "→" in line]
    # two quarters without, and marked: ranked by fewer than three
    assert row.split() == ["12", "供热部党支部", "90.19", "良好", "86.62", "93.75", "-→-→12→11", "季度不足"]
    assert "  供热部党支部：只有 2 个季度有综合得分，少于规定的 3 个" in out.splitlines()
    data = _year(kaoping, "2019", "--workspace", str(SAMPLE))
    (began,) = [each for each in data["branches"] if each["few_quarters"]]
    assert began["branch"] == "供热部党支部"
    assert [each["kind"] for each in began["exclusions"]] == ["too_few_quarters"]


# ── a small year ───────────────────────────────────────────────────────────────────────────────────────────────


def _second_quarter(root: Path) -> None:
    """The second quarter of the base workspace: the first's records once more."""
    for file in (DANGQUN, JIWEI):
        path = root / file.replace("2021Q1", "2021Q2")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text((root / file).read_text("utf-8").replace("2021Q1", "2021Q2"), "utf-8")
    for month in (1, 2, 3):
        path = root / f"data/2021Q2/self/2021-0{month + 3}.yaml"
        path.parent.mkdir(exist_ok=True)
        text = (root / f"data/2021Q1/self/2021-0{month}.yaml").read_text("utf-8")
        path.write_text(text.replace(f"2021-0{month}", f"2021-0{month + 3}"), "utf-8")


@pytest.mark.whole
def test_a_quarter_without_inspection_is_no_round(root: Path, kaoping: Command) -> None:
    before = kaoping("rank", "--year", "2021")
    _second_quarter(root)
    assert _year(kaoping, "2021")["quarters"] == ["2021Q1", "2021Q2"]
    shutil.rmtree(root / "data/2021Q2/inspection")
    assert kaoping("rank", "--year", "2021") == before
    assert _year(kaoping, "2021")["quarters"] == ["2021Q1"]


@pytest.mark.whole
def test_fewer_quarters_than_needed_are_ranked_and_not_eligible(root: Path, kaoping: Command) -> None:
    _second_quarter(root)
    data = _year(kaoping, "2021")
    assert [(each["rank"], each["few_quarters"], each["eligible"]) for each in data["branches"]] == [
        (1, True, False),
        (2, True, False),
    ]
    assert "可以评先选优的 0 个，不可以的 2 个。\n" in kaoping("rank", "--year", "2021").out
    edit(root, RUBRIC, ("  weights:", "  year: {min_quarters: 2}\n  weights:"))
    assert [each["eligible"] for each in _year(kaoping, "2021")["branches"]] == [True, True]


@pytest.mark.whole
def test_a_round_without_composite_makes_the_year_provisional(root: Path, kaoping: Command) -> None:
    _second_quarter(root)
    edit(root, JIWEI.replace("2021Q1", "2021Q2"), ("  发电部党支部:\n    date: 2021-03-26\n", ""))
    status, out, _ = kaoping("rank", "--year", "2021")
    assert status == 0
    assert out.splitlines()[1].startswith("暂定")
    data = _year(kaoping, "2021")
    assert data["complete"] is False
    assert [(each["branch"], each["rank"], each["score"]) for each in data["branches"]] == [
        ("机关党支部", 1, "9.10"),
        # shown and not ranked
        ("发电部党支部", None, "8.20"),
    ]
    last = data["branches"][1]
    assert {"kind": "no_composite", "quarter": "2021Q2", "item": None, "clause": None} in last["exclusions"]
    assert last["quarters"][1]["composite"] is None


# ── how it ends ────────────────────────────────────────────────────────────────────────────────────────────────

MISUSES = {
    ("--year", "0000"): "“0000”不是年份",
    ("--year", "9999"): "“9999”不是年份",
    ("--year", "20"): "要写成 2020 这样",
    ("--year", "２０２１"): "要写成 2020 这样",
    ("--year", "2021Q1"): "“2021Q1”不是年份",
    ("--year", "二〇二一"): "不是年份",
    ("--year", ""): "不是年份",
    ("--year", "2021", "--quarter", "2021Q1"): "--year 与 --quarter 只能写一个",
    ("--year", "2021", "--format", "xml"): "json",
    ("--year",): "--year 后面要写一个值",
}


@pytest.mark.parametrize("arguments", MISUSES)
def test_a_slip_ends_with_2(root: Path, kaoping: Command, arguments: tuple[str, ...]) -> None:
    status, out, err = kaoping("rank", *arguments)
    assert (status, out) == (2, "")
    assert "用法有误：" in err
    assert MISUSES[arguments] in err


def test_a_year_without_rounds_ends_with_3(root: Path, kaoping: Command) -> None:
    status, out, err = kaoping("rank", "--year", "2019")
    assert (status, out) == (3, "")
    assert "KP402" in err
    assert "2021Q1" in err


def test_a_quarter_without_a_rubric_ends_with_3(root: Path, kaoping: Command) -> None:
    _second_quarter(root)
    edit(root, RUBRIC, ("effective_from: 2020Q1", "effective_from: 2021Q2"))
    status, out, err = kaoping("rank", "--year", "2021")
    assert (status, out) == (3, "")
    assert "KP401" in err
    assert "2021Q1" in err


def test_a_round_that_cannot_be_scored_ends_with_3(root: Path, kaoping: Command) -> None:
    _second_quarter(root)
    edit(root, DANGQUN, ("missing: 1", "missing: 5"))
    status, out, err = kaoping("rank", "--year", "2021")
    assert (status, out) == (3, "")
    assert f"{DANGQUN}:12" in err
