"""`kaoping explain --since`: what is printed, one item of it, and what is refused."""

import json
import shutil
from fractions import Fraction
from pathlib import Path

import pytest

from render.golden import assert_golden
from sample import SAMPLE

from .conftest import Command

HERE = ("--workspace", str(SAMPLE))
CHEMISTRY = ("explain", "化学部党支部", "--quarter", "2021Q1", "--since", "2020Q4")


@pytest.mark.parametrize("columns", ["80", "100"])
def test_the_sample(kaoping: Command, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    status, out, err = kaoping(*CHEMISTRY, *HERE)
    assert (status, err) == (0, "")
    assert_golden(f"since-{columns}.txt", out)


@pytest.mark.parametrize("columns", ["80", "100"])
def test_over_a_revision(kaoping: Command, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    status, out, err = kaoping("explain", "机关党支部", "-q", "2020Q1", "--since", "2019Q4", *HERE)
    assert (status, err) == (0, "")
    assert_golden(f"since-revision-{columns}.txt", out)


def test_one_item(kaoping: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    asked = ("-q", "2020Q1", "--since", "2019Q4", *HERE)
    status, out, err = kaoping("explain", "机关党支部", "DJ-08", *asked)
    assert (status, err) == (0, "")
    assert_golden("since-item.txt", out)
    # 原来的一版里的编号也行
    assert "DJ-08、DJ-12→DJ-08" in kaoping("explain", "机关党支部", "DJ-12", *asked).out
    assert "两轮给综合得分的一样" in kaoping("explain", "机关党支部", "DJ-01", *asked).out


def test_as_json(kaoping: Command) -> None:
    data = json.loads(kaoping(*CHEMISTRY, "-f", "json", *HERE).out)
    assert (data["format"], data["difference"], data["item"]) == ("kaoping.since/1", "-3.58", None)
    assert (data["before"]["composite"], data["after"]["composite"]) == ("94.96", "91.38")
    assert [each["cause"] for each in data["causes"]] == [
        "adjustments",
        "repeats",
        "inseparable",
        "revision",
        "roster",
        "facts",
        "rounding",
    ]
    assert sum(Fraction(each["points"]) for each in data["causes"]) == Fraction("-3.58")
    one = json.loads(kaoping("explain", "化学部党支部", "QT-04", *CHEMISTRY[2:], "-f", "json", *HERE).out)
    assert (one["item"], one["difference"]) == ("QT-04", "0.25")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--since", "2021Q1"), "--since 写的就是 2021Q1 这一轮"),
        (("--since", "2021Q2"), "2021Q2 在它以后"),
        (("--since", "2020"), "不是季度的写法"),
        (("DJ-99", "--since", "2020Q4"), "两轮的细则都没有项目“DJ-99”"),
    ],
    ids=["same", "later", "no-quarter", "no-item"],
)
def test_what_is_no_question_is_a_slip(kaoping: Command, arguments: tuple[str, ...], said: str) -> None:
    status, out, err = kaoping("explain", "化学部党支部", *arguments, "-q", "2021Q1", *HERE)
    assert (status, out) == (2, "")
    assert said in err


def test_a_branch_that_took_no_part_then_is_told_its_first_round(kaoping: Command) -> None:
    status, out, err = kaoping("explain", "供热部党支部", "-q", "2021Q1", "--since", "2019Q1", *HERE)
    assert (status, out) == (2, "")
    assert "它参加的第一轮是 2019Q3" in err
    status, out, err = kaoping("explain", "供热部党支部", "-q", "2019Q3", "--since", "2019Q2", *HERE)
    assert (status, out) == (2, "")
    assert "2019Q3 是它参加的第一轮，还没有可比的" in err


def test_a_quarter_without_records_is_no_round(kaoping: Command) -> None:
    status, out, err = kaoping("explain", "化学部党支部", "-q", "2021Q1", "--since", "2017Q4", *HERE)
    assert (status, out) == (3, "")
    assert "KP401 2017Q4" in err


@pytest.mark.parametrize("quarter", ["2020Q4", "2021Q1"])
def test_a_provisional_round_is_refused_and_what_is_missing_is_said(
    tmp_path: Path, kaoping: Command, quarter: str
) -> None:
    for name in ("rubrics", "data"):
        shutil.copytree(SAMPLE / name, tmp_path / name)
    shutil.copy(SAMPLE / "kaoping.yaml", tmp_path)
    (tmp_path / "data" / quarter / "inspection" / "gonghui.yaml").unlink()
    status, out, err = kaoping(*CHEMISTRY, "--workspace", str(tmp_path))
    assert (status, out) == (1, "")
    assert f"KP414 {quarter} 还是暂定" in err
    assert "“厂工会”没有检查" in err
