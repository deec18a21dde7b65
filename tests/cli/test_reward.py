"""`kaoping reward`: the payouts, their contract, what is refused; and `explain` down to the money."""

import csv
import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from checks.laying import DANGQUN, JIWEI, edit
from sample import SAMPLE

from .conftest import Command

POLICY = "rubrics/reward-2020.yaml"
HEAD = "kind: reward\nversion: 2020\ntitle: 党支部绩效奖励办法\neffective_from: 2021Q1\n"
SHARED = "rewards:\n  季度奖励: {fund: 173, share_by: [score, 10]}\n"


def _policy(root: Path, text: str = SHARED, head: str = HEAD) -> None:
    (root / POLICY).write_text(head + text, "utf-8")


def _json(kaoping: Command, *arguments: str) -> Any:
    status, out, err = kaoping("reward", *arguments, "--format", "json")
    assert (status, err) == (0, "")
    return json.loads(out)


# 机关党支部 9.10 分，发电部党支部 8.20 分：合计 17.30 分分 173 元，每分 10 元


def test_the_contract_of_the_json(root: Path, kaoping: Command) -> None:
    _policy(root)
    assert _json(kaoping, "-q", "2021Q1") == {
        "format": "kaoping.reward/1",
        "quarter": "2021Q1",
        "policy": "2020",
        "fund": "173.00",
        "branches": [
            {
                "branch": "机关党支部",
                "rank": 1,
                "score": "9.10",
                "reward": "91.00",
                "penalty": "0.00",
                "net": "91.00",
            },
            {
                "branch": "发电部党支部",
                "rank": 2,
                "score": "8.20",
                "reward": "82.00",
                "penalty": "0.00",
                "net": "82.00",
            },
        ],
    }


def test_a_remainder_is_a_key_of_its_own(root: Path, kaoping: Command) -> None:
    _policy(root, "rewards:\n  季度奖励: {fund: 173, share_by: score, at_most: 85, rest: return}\n")
    data = _json(kaoping, "-q", "2021Q1")
    assert (data["fund"], data["retained"]) == ("173.00", "6.00")
    assert [each["reward"] for each in data["branches"]] == ["85.00", "82.00"]
    out = kaoping("reward", "-q", "2021Q1").out
    assert "季度奖励：基金 173.00 元，核定奖励 167.00 元，余 6.00 元收回" in out


def test_the_table(root: Path, kaoping: Command) -> None:
    _policy(root, SHARED + "penalties:\n  末位: {when: {flags: [bottom_three]}, dock: 10}\n")
    status, out, err = kaoping("reward", "-q", "2021Q1")
    assert (status, err) == (0, "")
    rows = [line.split() for line in out.splitlines()]
    assert ["1", "机关党支部", "9.10", "91.00", "0.00", "91.00"] in rows
    assert ["2", "发电部党支部", "8.20", "82.00", "10.00", "72.00"] in rows
    assert ["合计", "173.00", "10.00", "163.00"] in rows
    assert "发电部党支部：末位扣 10.00" in out


def test_the_csv(root: Path, kaoping: Command) -> None:
    _policy(root)
    rows = list(csv.DictReader(io.StringIO(kaoping("reward", "-q", "2021Q1", "-f", "csv").out)))
    assert list(rows[0]) == ["党支部", "得分", "名次", "系数", "核定奖励", "考核扣减", "实发", "备注"]
    assert rows[0]["实发"] == "91.00"


def test_a_round_without_a_policy(root: Path, kaoping: Command) -> None:
    status, out, err = kaoping("reward", "-q", "2021Q1")
    assert (status, out) == (3, "")
    assert "KP607 2021Q1 没有施行的绩效奖励办法" in err
    _policy(root, head=HEAD.replace("2021Q1", "2021Q2"))
    assert "2020 版从 2021Q2 起" in kaoping("reward", "-q", "2021Q1").err
    assert "KP607 2021 年" in kaoping("reward", "-y", "2021").err


@pytest.mark.parametrize("arguments", [("-q", "2021Q1"), ("-y", "2021")])
def test_a_provisional_round_is_refused_unless_it_is_a_draft(
    arguments: tuple[str, ...], root: Path, kaoping: Command
) -> None:
    _policy(root)
    edit(root, JIWEI, ("  发电部党支部:\n    date: 2021-03-26\n", ""))
    status, out, err = kaoping("reward", *arguments)
    assert (status, out) == (1, "")
    assert "KP409" in err
    assert "发电部党支部" in err
    status, out, _ = kaoping("reward", *arguments, "--draft")
    assert status == 0
    assert "暂定" in out
    assert "发电部党支部" not in out


def test_the_draft_says_so_in_json(root: Path, kaoping: Command) -> None:
    _policy(root)
    edit(root, JIWEI, ("  发电部党支部:\n    date: 2021-03-26\n", ""))
    assert _json(kaoping, "-q", "2021Q1", "--draft")["complete"] is False


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("rewards:\n  季度奖励: {fund: -5, share_by: score}\n", "KP109"),
        ("rewards:\n  季度奖励: {fund: 10, share_by: [score, heads]}\n", "KP602"),
        ("rewards:\n  季度奖励: {fund: 10, share_by: {bands: [{from: 9, value: 1}, {under: 8, value: 0}]}}\n", "KP603"),
        ("coefficient: {product: {rank: [{from: 1, value: 2}]}, at_most: 1}\n" + SHARED, "KP604"),
        ("rewards:\n  季度奖励: {pay: {rank: [{from: 1, to: 1, value: 2}]}}\n", "KP605"),
        ("rewards:\n  季度奖励: {pay: {grade: {优秀: 2}}}\n", "KP606"),
        ("rewards:\n  季度奖励: {fund: 10, share_by: score, at_least: 6}\n", "KP608"),
        ("rewards:\n  季度奖励: {fund: 10, share_by: score, when: {from: 99}}\n", "KP608"),
    ],
)
def test_a_policy_that_cannot_be_carried_out(text: str, code: str, root: Path, kaoping: Command) -> None:
    _policy(root, text)
    status, out, err = kaoping("reward", "-q", "2021Q1")
    assert (status, out) == (3, "")
    assert code in err
    assert POLICY in err
    if code == "KP109":
        return
    # and the points are what they were
    assert kaoping("score", "-q", "2021Q1").status == 0
    status, out, err = kaoping("explain", "机关党支部", "-q", "2021Q1")
    assert status == 0
    assert "9.10" in out
    assert "绩效奖励算不出来" in err


def test_a_broken_policy_keeps_no_round_from_being_scored(root: Path, kaoping: Command) -> None:
    (root / POLICY).write_text("kind: reward\nversion: 2020\n", "utf-8")
    assert kaoping("score", "-q", "2021Q1").status == 0
    checked = kaoping("check")
    assert checked.status == 1
    assert checked.out.count("错误 KP108") == 2  # no title, no date


def test_two_policies_at_once(root: Path, kaoping: Command) -> None:
    _policy(root)
    (root / "rubrics/reward-b.yaml").write_text(HEAD.replace("2020", "2021", 1) + SHARED, "utf-8")
    assert "KP404" in kaoping("check").out
    assert kaoping("reward", "-q", "2021Q1").status == 3


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("-q", "2021Q1", "-y", "2021"), "--year 与 --quarter 只能写一个"),
        (("-y", "二〇二一"), "不是年份"),
        (("-y", "2021", "-p", "a.csv"), "文件名要以 .xlsx 结尾"),
        (("-y", "2021", "--difference"), "--difference 一个季度一张"),
        (("-q", "2021Q1", "-p", "a.doc"), "文件名要以 .xlsx 或 .json 结尾"),
    ],
)
def test_misuse(arguments: tuple[str, ...], told: str, root: Path, kaoping: Command) -> None:
    _policy(root)
    status, _, err = kaoping("reward", *arguments)
    assert status == 2
    assert told in err


@pytest.mark.whole
def test_publishing(root: Path, kaoping: Command) -> None:
    _policy(root)
    status, out, _ = kaoping("reward", "-q", "2021Q1", "-p", "兑现表.xlsx", "-p", "a.json")
    assert status == 0
    assert "核定奖励 173.00 元，考核扣减 0.00 元，实发 173.00 元" in out
    first = (root / "兑现表.xlsx").read_bytes()
    assert kaoping("reward", "-q", "2021Q1", "-p", "兑现表.xlsx").status == 0
    assert (root / "兑现表.xlsx").read_bytes() == first
    assert json.loads((root / "a.json").read_text("utf-8"))["format"] == "kaoping.reward/1"
    (root / "b.json").write_text("{}", "utf-8")
    assert kaoping("reward", "-q", "2021Q1", "-p", "b.json").status == 1
    assert kaoping("reward", "-q", "2021Q1", "-p", "b.json", "--force").status == 0


@pytest.mark.whole
def test_publishing_a_year(root: Path, kaoping: Command) -> None:
    _policy(root)
    status, out, _ = kaoping("reward", "-y", "2021", "-p", "年度.xlsx")
    assert status == 0
    assert f"2021年绩效奖励兑现表已写到：{root / '年度.xlsx'}" in out
    assert "核定奖励 173.00 元，考核扣减 0.00 元，实发 173.00 元" in out
    first = (root / "年度.xlsx").read_bytes()
    assert kaoping("reward", "-y", "2021", "-p", "年度.xlsx").status == 0
    assert (root / "年度.xlsx").read_bytes() == first


def test_a_year_that_is_not_final_is_published_as_a_draft_only(root: Path, kaoping: Command) -> None:
    _policy(root)
    edit(root, JIWEI, ("  发电部党支部:\n    date: 2021-03-26\n", ""))
    status, out, err = kaoping("reward", "-y", "2021", "-p", "年度.xlsx")
    assert (status, out) == (1, "")
    assert "KP409" in err
    assert not (root / "年度.xlsx").exists()
    assert kaoping("reward", "-y", "2021", "-p", "年度.xlsx", "--draft").status == 0


# ── carried over ───────────────────────────────────────────────────────────────────────────────────────────────


def _next_quarter(root: Path) -> None:
    """The second quarter: everybody with full marks of the inspection, and no self-assessment."""
    for file in (DANGQUN, JIWEI):
        path = root / file.replace("2021Q1", "2021Q2")
        path.parent.mkdir(parents=True, exist_ok=True)
        head = (root / file).read_text("utf-8").partition("branches:")[0].replace("2021Q1", "2021Q2")
        day = "{date: 2021-06-25}"
        path.write_text(f"{head}branches:\n  发电部党支部: {day}\n  机关党支部: {day}\n", "utf-8")


@pytest.mark.whole
def test_what_is_not_paid_is_carried_to_the_next_quarter(root: Path, kaoping: Command) -> None:
    _next_quarter(root)
    _policy(root, "rewards:\n  季度奖励: {fund: 173, share_by: score, at_most: 85, rest: carry}\n")
    assert _json(kaoping, "-q", "2021Q1")["retained"] == "6.00"
    later = _json(kaoping, "-q", "2021Q2")
    assert (later["fund"], later["retained"]) == ("179.00", "9.00")
    assert [each["reward"] for each in later["branches"]] == ["85.00", "85.00"]
    assert "（含上季度结转 6.00 元）" in kaoping("reward", "-q", "2021Q2").out
    year = _json(kaoping, "-y", "2021")
    # what was carried counts once
    assert (year["format"], year["fund"], year["retained"]) == ("kaoping.reward-year/1", "346.00", "9.00")
    assert [(each["branch"], each["reward"]) for each in year["branches"]] == [
        ("机关党支部", "170.00"),
        ("发电部党支部", "167.00"),
    ]
    assert "上季度结转" in kaoping("explain", "机关党支部", "-q", "2021Q2").out


def test_a_quarter_that_waits_for_a_provisional_one_waits_too(root: Path, kaoping: Command) -> None:
    _next_quarter(root)
    _policy(root, "rewards:\n  季度奖励: {fund: 173, share_by: score, at_most: 85, rest: carry}\n")
    edit(root, JIWEI, ("  发电部党支部:\n    date: 2021-03-26\n", ""))
    status, _, err = kaoping("reward", "-q", "2021Q2")
    assert status == 1
    assert "KP409 2021Q1" in err
    assert kaoping("reward", "-q", "2021Q2", "--draft").status == 0


# ── explain, rubric ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.whole
def test_explain_reaches_the_money(root: Path, kaoping: Command) -> None:
    _policy(root, SHARED + "penalties:\n  末位: {when: {flags: [bottom_three]}, dock: [reward, 0.1]}\n")
    out = kaoping("explain", "发电部党支部", "-q", "2021Q1").out
    for line in (
        "五、绩效奖励",
        "实发 73.80 元 = 奖励 82.00 - 扣减 8.20",
        "份额：综合得分 8.20 × 办法写明的数 10 = 82",
        "每份金额：基金 173 ÷ 份额合计（2 个支部） 173 = 1",
        "末位：扣减 8.20 元",
    ):
        assert line in out
    data = json.loads(kaoping("explain", "发电部党支部", "-q", "2021Q1", "-f", "json").out)
    money = data["money"]
    assert (money["policy"], money["reward"], money["penalty"], money["net"]) == ("2020", "82.00", "8.20", "73.80")
    assert money["steps"]["name"] == "net"
    # an item alone is explained as before
    assert "绩效奖励" not in kaoping("explain", "发电部党支部", "DJ-01", "-q", "2021Q1").out


@pytest.mark.whole
def test_the_policy_is_listed_shown_checked_and_described(root: Path, kaoping: Command) -> None:
    _policy(root)
    assert "reward-2020  2021Q1  季度奖励" in kaoping("rubric", "list").out
    shown = kaoping("rubric", "show", "reward-2020").out
    assert "奖励·季度奖励：每季度基金 173 元；按份额分，份额 = 得分 × 10" in shown
    assert kaoping("rubric", "show", "reward-2020", "--format", "markdown").out.startswith("# 党支部绩效奖励办法\n")
    missing = kaoping("rubric", "show", "reward-2019")
    assert (missing.status, "是不是“reward-2020”？" in missing.err) == (2, True)
    assert "1 版绩效奖励办法" in kaoping("rubric", "check").err
    _policy(root, "rewards:\n  季度奖励: {fund: 1.005, share_by: score}\n")
    assert "KP601" in kaoping("rubric", "check").out
    assert "KP601" in kaoping("rubric", "check", POLICY).out
    assert json.loads(kaoping("rubric", "schema", "--reward").out)["properties"]["rewards"]


def test_cases_of_a_policy(root: Path, kaoping: Command) -> None:
    _policy(root)
    cases = root / "rubrics/cases/reward.yaml"
    cases.parent.mkdir()
    case = "{name: 两家, branches: {甲: {score: 3}, 乙: {score: 1}}, expect: {rewards: {甲: 129.75}}}"
    whole = f"kind: cases\nversion: 1\nreward: 2020\ncases:\n- {case}\n"
    cases.write_text(whole, "utf-8")
    assert kaoping("rubric", "test").status == 0
    cases.write_text(whole.replace("129.75", "129.74"), "utf-8")
    status, out, _ = kaoping("rubric", "test")
    assert status == 1
    assert "甲奖励应是 129.74，算出来是 129.75" in out
    assert "份额合计 40" in out
    cases.write_text(whole.replace("reward: 2020", "reward: 2019"), "utf-8")
    status, _, err = kaoping("rubric", "test")
    assert (status, "KP410" in err) == (3, True)
    cases.write_text(whole.replace("reward: 2020", "rubric: 2020"), "utf-8")
    assert "没有写试哪一份奖励办法" in kaoping("rubric", "test").out


# ── the sample ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.whole
@pytest.mark.parametrize("quarter", ["2020Q1", "2020Q2", "2020Q3", "2020Q4", "2021Q1"])
def test_the_sample_pays_its_fund_to_the_fen(quarter: str, kaoping: Command) -> None:
    data = _json(kaoping, "-q", quarter, "-w", str(SAMPLE))
    assert sum(Decimal(each["reward"]) for each in data["branches"]) == Decimal(data["fund"]) == 100000
    for each in data["branches"]:
        assert Decimal(each["reward"]) - Decimal(each["penalty"]) == Decimal(each["net"]) >= 0


@pytest.mark.whole
def test_a_payout_of_the_sample_by_hand(kaoping: Command) -> None:
    # 2020年第四季度，热控检修党支部：97.41×1.2×38 ＝ 4441.896 份；全部份额 88122.594
    (found,) = [each for each in _json(kaoping, "-q", "2020Q4", "-w", str(SAMPLE))["branches"] if each["rank"] == 2]
    assert (found["branch"], found["score"], found["reward"]) == ("热控检修党支部", "97.41", "5040.58")


@pytest.mark.whole
def test_who_is_vetoed_in_the_sample_gets_nothing(kaoping: Command) -> None:
    (found,) = [
        each
        for each in _json(kaoping, "-q", "2020Q2", "-w", str(SAMPLE))["branches"]
        if each["branch"] == "后勤服务中心党支部"
    ]
    assert (found["reward"], found["net"]) == ("0.00", "0.00")


@pytest.mark.parametrize("line", ["0", "0.00", "{by_class: {机关: 0}, otherwise: 90}"])
def test_a_shortfall_of_nothing_is_refused(line: str, root: Path, kaoping: Command) -> None:
    _policy(root, f"penalties:\n  扣奖: {{dock: [1000, {{short_of: {line}}}]}}\n")
    for command in (("check",), ("reward", "-q", "2021Q1")):
        status, out, err = kaoping(*command)
        assert status in (1, 3)
        assert "大于 0 的数：差额要除以它" in out + err


def test_a_policy_may_say_last_what_it_is(root: Path, kaoping: Command) -> None:
    _policy(root, HEAD, head=SHARED)
    assert _json(kaoping, "-q", "2021Q1")["fund"] == "173.00"
