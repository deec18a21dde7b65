"""`kaoping gap` and `kaoping trend --self`: self-assessment held against inspection."""

import json
from pathlib import Path

import pytest

from checks.laying import DANGQUN, edit
from render.golden import assert_golden
from sample import SAMPLE

from .conftest import Command

HERE = ("--workspace", str(SAMPLE))


@pytest.mark.whole
def test_the_sample(kaoping: Command) -> None:
    status, out, err = kaoping("gap", "--quarter", "2021Q1", *HERE)
    assert (status, err) == (0, "")
    assert_golden("gap.txt", out)


@pytest.mark.whole
def test_one_branch_item_by_item(kaoping: Command) -> None:
    status, out, err = kaoping("gap", "--quarter", "2021Q1", "--branch", "热控检修党支部", *HERE)
    assert (status, err) == (0, "")
    assert_golden("gap-热控检修党支部.txt", out)


@pytest.mark.whole
def test_over_the_rounds(kaoping: Command) -> None:
    status, out, err = kaoping("trend", "--self", *HERE)
    assert (status, err) == (0, "")
    assert_golden("gap-trend.txt", out)


@pytest.mark.whole
def test_as_json(kaoping: Command) -> None:
    data = json.loads(kaoping("gap", "--quarter", "2021Q1", "--branch", "ZB08", "--format", "json", *HERE).out)
    assert (data["format"], data["quarter"], data["rubric"]) == ("kaoping.gap/1", "2021Q1", "2020")
    (branch,) = data["branches"]
    # by hand, from the records: 0.5 + 1 + 0.25 + 0.5 + 0.2 + 0.3 + 0.2 milder, 0.1 stricter
    assert (branch["net"], branch["size"], branch["months"]) == ("2.850000", "3.050000", 3)
    assert branch["stricter"] == ["XC-04"]
    assert branch["overlooked"] == ["DJ-02", "DJ-08", "WM-03", "LZ-02", "LZ-06", "QT-02"]
    (item,) = [each for each in branch["items"] if each["item"] == "WM-03"]
    assert item == {
        "item": "WM-03",
        "title": "志愿服务",
        "points": "3.000000",
        "self_assessment": "3.000000",
        "inspection": "2.750000",
        "gap": "0.250000",
        "found": True,
        "seen": False,
    }


@pytest.mark.whole
def test_over_the_rounds_as_json(kaoping: Command) -> None:
    data = json.loads(kaoping("trend", "--self", "--branch", "供热部党支部", "--format", "json", *HERE).out)
    assert data["format"] == "kaoping.gap-trend/1"
    (branch,) = data["branches"]
    # it began in July 2019
    assert [each["quarter"] for each in branch["rounds"]] == data["quarters"][5:]
    sizes = [float(each["size"]) for each in branch["rounds"]]
    assert float(branch["size_of_late"]) == pytest.approx(sum(sizes[-3:]) / 3)
    assert float(branch["size_before"]) == pytest.approx(sum(sizes[-6:-3]) / 3)
    assert branch["change"] == "farther"


def test_a_branch_that_filed_nothing(root: Path, kaoping: Command) -> None:
    for month in (1, 2, 3):
        edit(root, f"data/2021Q1/self/2021-0{month}.yaml", ("  发电部党支部: {}\n", ""))
    out = kaoping("gap", "--quarter", "2021Q1").out
    assert "发电部党支部：没有交自评，没有可比的。" in out
    assert "没有交自评。" in kaoping("gap", "--quarter", "2021Q1", "--branch", "发电部党支部").out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--quarter", "2021"), "不是季度"),
        (("--branch", "发电支部"), "是不是“发电部党支部”？"),
        (("--format", "csv"), "json"),
    ],
)
def test_a_slip_ends_with_2(root: Path, kaoping: Command, arguments: tuple[str, ...], words: str) -> None:
    status, out, err = kaoping("gap", *arguments)
    assert (status, out) == (2, "")
    assert words in err


def test_records_that_cannot_be_read_end_with_3(root: Path, kaoping: Command) -> None:
    edit(root, DANGQUN, ("quarter: 2021Q1", "quarter：2021Q1"))
    status, out, err = kaoping("gap", "--quarter", "2021Q1")
    assert (status, out) == (3, "")
    assert DANGQUN in err
