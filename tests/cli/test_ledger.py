"""`kaoping ledger`: the 整改台账 as a table, as JSON and CSV, its summary, and what may be asked of it."""

import csv
import io
import json
from pathlib import Path

import pytest

from checks.laying import DANGQUN, FOLLOWUPS, JIWEI, TODAY, edit
from dangjian_kaoping.cli.commands import ledger
from sample import SAMPLE

from .conftest import Command

OPEN = "2021-04-14"
"""The day before the one problem of the base workspace was closed."""
CLOSED = "2021-04-15"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger, "today", lambda: TODAY)


# ── what it shows ──────────────────────────────────────────────────────────────────────────────────────────────


def test_an_entry_that_is_open(root: Path, kaoping: Command) -> None:
    status, out, err = kaoping("ledger", "--as-of", OPEN)
    assert (status, err) == (0, "")
    assert (
        out
        == """\
整改台账（截至 2021-04-14），1 条
截至 2021-04-14：考评 1 轮，发现问题 1 个，已整改销号 0 个，未销号 1 个（其中逾期 0 个）。

2021Q1-01  发电部党支部  党建工作  待整改
  问题：2月支委会未召开
  标准：缺开的会议在整改期限内补开
  发现和期限：2021-03-25 党群工作部发现，限 2021-04-30 前（含当日）整改到位
  出处：DJ-01/缺会，data/2021Q1/inspection/dangqun.yaml:10
"""
    )


def test_an_entry_that_is_closed(root: Path, kaoping: Command) -> None:
    out = kaoping("ledger", "--as-of", CLOSED).out
    assert "2021Q1-01  发电部党支部  党建工作  已销号（2021-04-15）\n" in out
    assert "  复查：2021-04-15 党群工作部复查，销号\n" in out


def test_an_entry_that_is_overdue(root: Path, kaoping: Command) -> None:
    edit(root, FOLLOWUPS, ("outcome: closed", "outcome: in_progress"))
    assert "党建工作  整改中\n" in kaoping("ledger", "--as-of", "2021-04-30").out
    assert "党建工作  逾期\n" in kaoping("ledger", "--as-of", "2021-05-01").out


def test_without_as_of_it_is_today_and_says_so(root: Path, kaoping: Command) -> None:
    status, out, err = kaoping("ledger", "--summary")
    assert (status, err) == (0, "没有写 --as-of，截至今天：2021-04-15\n")
    assert out == kaoping("ledger", "--summary", "--as-of", "2021-04-15").out


def test_as_of_a_quarter(root: Path, kaoping: Command) -> None:
    # the visit on April 15 lies after the quarter's last day
    out = kaoping("ledger", "--as-of", "2021Q1").out
    assert out.startswith("整改台账（截至 2021Q1），1 条\n")
    assert "待整改" in out
    assert "已销号" in kaoping("ledger", "--as-of", "2021Q2").out


def test_the_summary(root: Path, kaoping: Command) -> None:
    assert (
        kaoping("ledger", "--summary", "--as-of", CLOSED).out
        == """\
截至 2021-04-15：考评 1 轮，发现问题 1 个，已整改销号 1 个，未销号 0 个（其中逾期 0 个）。
从发现到销号，中位数 21 天。

发现  销号  专业方面
----  ----  --------
   1     1  党建工作

发现  销号  考评项目
----  ----  --------------
   1     1  “三会一课”落实
"""
    )


def test_before_anything_was_found(root: Path, kaoping: Command) -> None:
    status, out, _ = kaoping("ledger", "--as-of", "2021-03-24")
    assert (status, out) == (0, "整改台账（截至 2021-03-24），0 条\n")
    out = kaoping("ledger", "--as-of", "2021-03-24", "--summary").out
    assert out == "截至 2021-03-24：考评 0 轮，发现问题 0 个，已整改销号 0 个，未销号 0 个（其中逾期 0 个）。\n"


def test_as_csv_with_the_columns_of_an_office(root: Path, kaoping: Command) -> None:
    status, out, err = kaoping("ledger", "--as-of", CLOSED, "--format", "csv")
    assert (status, err) == (0, "")
    assert list(csv.reader(io.StringIO(out))) == [
        ["编号", "发现时间", "党支部", "问题", "整改标准", "责任部室", "整改期限", "整改情况", "复查结论"],
        [
            "2021Q1-01",
            "2021-03-25",
            "发电部党支部",
            "2月支委会未召开",
            "缺开的会议在整改期限内补开",
            "党群工作部",
            "2021-04-30",
            "2021-04-15 党群工作部复查，销号",
            "已销号（2021-04-15）",
        ],
    ]


def test_as_json(root: Path, kaoping: Command) -> None:
    data = json.loads(kaoping("ledger", "--as-of", CLOSED, "--format", "json").out)
    (entry,) = data["entries"]
    assert entry["id"] == "2021Q1-01"
    assert (entry["state"], entry["closed_on"], entry["rounds_open"], entry["repeats"]) == (
        "closed",
        "2021-04-15",
        1,
        [],
    )
    assert (entry["found"], entry["rectify_by"]) == ("2021-03-25", "2021-04-30")
    assert entry["source"] == "data/2021Q1/inspection/dangqun.yaml:10"
    (followed,) = entry["follow_ups"]
    assert (followed["date"], followed["department"], followed["outcome"]) == ("2021-04-15", "党群工作部", "closed")
    assert followed["source"] == "data/2021Q1/followups.yaml:6"


# ── the sample ─────────────────────────────────────────────────────────────────────────────────────────────────


def sample(kaoping: Command, *arguments: str) -> str:
    status, out, _ = kaoping("ledger", "--workspace", str(SAMPLE), *arguments)
    assert status == 0
    return out


@pytest.mark.parametrize(
    ("as_of", "rounds", "problems", "rectified", "overdue"),
    [
        # the eleven rounds and their 62 problems; the last was closed on that day
        ("2021-02-24", 11, 62, 62, 0),
        ("2021-02-23", 11, 62, 61, 0),
        # of the fourth quarter all five were still open, none was due
        ("2020Q4", 11, 62, 57, 0),
        # 2020Q4-01 was to be done by January 20 and was closed on the 29th; two more of the five were closed by then
        ("2021-01-21", 11, 62, 59, 1),
        # the first round: seven problems, none followed up
        ("2018Q2", 1, 7, 0, 0),
        ("2018-06-19", 1, 1, 0, 0),
        ("2018-01-01", 0, 0, 0, 0),
        # and the twelfth
        ("2021Q1", 12, 84, 62, 0),
        ("2021-06-09", 12, 84, 84, 0),
    ],
)
def test_the_headline_of_the_sample(
    kaoping: Command, as_of: str, rounds: int, problems: int, rectified: int, overdue: int
) -> None:
    data = json.loads(sample(kaoping, "--as-of", as_of, "--summary", "--format", "json"))
    assert "entries" not in data
    assert {key: data[key] for key in ("format", "as_of", "rounds", "problems", "rectified", "open", "overdue")} == {
        "format": "kaoping.ledger/1",
        "as_of": as_of,
        "rounds": rounds,
        "problems": problems,
        "rectified": rectified,
        "open": problems - rectified,
        "overdue": overdue,
    }
    for counts in (data["by_area"], data["by_kind"]):
        assert sum(each["problems"] for each in counts.values()) == problems
        assert sum(each["rectified"] for each in counts.values()) == rectified


def test_the_sentence_that_the_plant_publishes(kaoping: Command) -> None:
    out = sample(kaoping, "--as-of", "2021-02-24", "--summary")
    head = "截至 2021-02-24：考评 11 轮，发现问题 62 个，已整改销号 62 个，未销号 0 个（其中逾期 0 个）。"
    assert out.splitlines()[0] == head


@pytest.mark.whole
def test_the_six_kinds_of_problem_that_were_published(kaoping: Command) -> None:
    entries = json.loads(sample(kaoping, "--as-of", "2021-02-24", "--format", "json"))["entries"]
    kinds = (
        *("“三会一课”内容单一", "组织制度落实不到位", "发展党员程序不规范"),
        *("日常廉政谈话制度落实不及时", "困难职工档案建立不完善", "普法教育开展不及时"),
    )
    assert len(entries) == 62
    for kind in kinds:
        assert any(kind in entry["problem"] for entry in entries)


@pytest.mark.whole
def test_what_is_open_stands_first_the_most_urgent_before_all(kaoping: Command) -> None:
    out = sample(kaoping, "--as-of", "2021-01-21")
    ids = [line.split("  ")[0] for line in out.splitlines() if line.startswith("20") and "党支部  " in line]
    assert ids[:4] == ["2020Q4-01", "2020Q4-04", "2020Q4-05", "2018Q2-01"]
    assert "未销号 3 个（其中逾期 1 个）" in out.splitlines()[1]
    # what is left out of the list is counted all the same
    assert "发现问题 62 个" in sample(kaoping, "--as-of", "2021-01-21", "--open").splitlines()[1]


@pytest.mark.whole
def test_a_problem_of_the_sample_that_was_reopened(kaoping: Command) -> None:
    states = {}
    for as_of in ("2019Q2", "2019Q3", "2019Q4", "2020Q1"):
        entries = json.loads(sample(kaoping, "--as-of", as_of, "--format", "json"))["entries"]
        states[as_of] = next(each["state"] for each in entries if each["id"] == "2019Q2-04")
    assert states == {"2019Q2": "waiting", "2019Q3": "closed", "2019Q4": "overdue", "2020Q1": "closed"}


def test_a_problem_of_the_sample_that_came_back_under_another_number(kaoping: Command) -> None:
    # DJ-02/内容单一 was DJ-01/内容单一 in the version before
    out = sample(kaoping, "--as-of", "2019Q2", "--branch", "燃料部党支部")
    assert "2019Q1-01  燃料部党支部  党建工作  已销号（2019-06-17）；与 2018Q2-01 相同\n" in out


# ── filters ────────────────────────────────────────────────────────────────────────────────────────────────────


def numbers(out: str) -> list[str]:
    return [entry["id"] for entry in json.loads(out)["entries"]]


@pytest.mark.whole
def test_only_the_open_and_only_the_overdue(kaoping: Command) -> None:
    day = ("--as-of", "2021-01-21", "--format", "json")
    assert numbers(sample(kaoping, *day, "--open")) == ["2020Q4-01", "2020Q4-04", "2020Q4-05"]
    assert numbers(sample(kaoping, *day, "--overdue")) == ["2020Q4-01"]
    assert numbers(sample(kaoping, *day, "--open", "--branch", "化学部党支部")) == ["2020Q4-04"]


def test_of_one_department(kaoping: Command) -> None:
    day = ("--as-of", "2018Q2", "--format", "json")
    assert numbers(sample(kaoping, *day, "--department", "纪委办公室")) == ["2018Q2-05"]


@pytest.mark.whole
@pytest.mark.parametrize("name", ["后勤服务中心党支部", "综合服务部党支部", "ZB11"])
def test_of_a_branch_by_any_of_its_names(kaoping: Command, name: str) -> None:
    found = numbers(sample(kaoping, "--as-of", "2020Q3", "--format", "json", "--branch", name))
    assert (found[0], found[-1]) == ("2018Q2-04", "2020Q3-04")


@pytest.mark.parametrize(
    "arguments",
    [
        ("--branch", "机关党支部", "--as-of", CLOSED),
        ("--branch", "ZB02", "--as-of", CLOSED),
        ("--department", "纪委办公室", "--as-of", CLOSED),
        ("--branch", "发电部党支部", "--as-of", "2021-03-24"),
    ],
)
def test_a_branch_or_department_without_problems_has_an_empty_ledger(
    root: Path, kaoping: Command, arguments: tuple[str, ...]
) -> None:
    status, out, _ = kaoping("ledger", *arguments)
    assert (status, out) == (0, f"整改台账（截至 {arguments[-1]}），0 条\n")


def test_a_follow_up_under_another_branch_is_told_of(root: Path, kaoping: Command) -> None:
    edit(root, FOLLOWUPS, ("followups:\n  - {id: 2021Q1-01,", "followups: []\n# {id: 2021Q1-01,"))
    later = root / DANGQUN.replace("2021Q1", "2021Q2")
    later.parent.mkdir(parents=True)
    head = (root / DANGQUN).read_text("utf-8").partition("branches:")[0].replace("2021Q1", "2021Q2")
    record = "    date: 2021-06-25\n    followups:\n      2021Q1-01: {outcome: closed}\n"
    later.write_text(f"{head}branches:\n  机关党支部:\n{record}", "utf-8")
    # the problem is 发电部党支部's
    assert "2021Q1-01" in kaoping("check").out


# ── how it ends ────────────────────────────────────────────────────────────────────────────────────────────────

MISUSES = {
    ("--as-of", "2021-02-30"): "不是日期，也不是季度",
    ("--as-of", "2021Q5"): "要写成 2021-02-24 或 2020Q4 这样",
    ("--as-of", "2021q1"): "“2021q1”不是日期，也不是季度，要写成 2021-02-24 或 2020Q4 这样。是不是“2021Q1”？",
    ("--as-of", "2021-2-24"): "是不是“2021-02-24”？",
    ("--as-of", "2021年1季度"): "是不是“2021Q1”？",
    ("--as-of", "昨天"): "昨天",
    ("--as-of", ""): "不是日期",
    ("--as-of", "２０２１-02-24"): "不是日期",
    ("--branch", "发电部支部"): "是不是“发电部党支部”？",
    ("--department", "党群部"): "是不是“党群工作部”？",
    ("--format", "ods"): "csv",
    ("--asof", "2021-02-24"): "--as-of",
    ("--as-of",): "--as-of 后面要写一个值",
    ("2021Q1",): "多写了参数",
}


@pytest.mark.parametrize("arguments", MISUSES)
def test_a_slip_ends_with_2(root: Path, kaoping: Command, arguments: tuple[str, ...]) -> None:
    status, out, err = kaoping("ledger", *arguments)
    assert (status, out) == (2, "")
    assert "用法有误：" in err
    assert MISUSES[arguments] in err


@pytest.mark.parametrize("text", ["20210224", "2021-W08-3", "2021W083"])
def test_a_date_has_one_way_to_be_written(root: Path, kaoping: Command, text: str) -> None:
    assert kaoping("ledger", "--as-of", text)[:2] == (2, "")


def test_records_that_cannot_be_read_end_with_3(root: Path, kaoping: Command) -> None:
    edit(root, DANGQUN, ("quarter: 2021Q1", "quarter：2021Q1"))
    status, out, err = kaoping("ledger", "--as-of", CLOSED)
    assert (status, out) == (3, "")
    assert f"{DANGQUN}:3" in err


def test_no_workspace_ends_with_3(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kaoping: Command) -> None:
    monkeypatch.chdir(tmp_path)
    status, out, err = kaoping("ledger")
    assert (status, out) == (3, "")
    assert "kaoping.yaml" in err


# ── whom the headline counts ───────────────────────────────────────────────────────────────────────────────────


def test_the_headline_counts_what_concerns_the_branch(kaoping: Command) -> None:
    out = sample(kaoping, "--as-of", "2020Q4", "--summary", "--branch", "供热部党支部")
    # founded in July 2019: six of the eleven rounds
    head = "截至 2020Q4，供热部党支部：考评 6 轮，发现问题 6 个，已整改销号 5 个，未销号 1 个（其中逾期 0 个）。"
    assert out.splitlines()[0] == head


@pytest.mark.whole
def test_the_headlines_of_all_departments_add_up_to_the_plants(kaoping: Command) -> None:
    day = ("--as-of", "2021-02-24", "--summary", "--format", "json")
    found = [
        json.loads(sample(kaoping, *day, "--department", name))["problems"]
        for name in ("党群工作部", "纪委办公室", "厂工会", "党委办公室")
    ]
    assert sum(found) == 62
    assert all(found)


@pytest.mark.whole
def test_the_headline_counts_the_closed_too_where_only_the_open_are_listed(kaoping: Command) -> None:
    day = ("--as-of", "2021-01-21", "--branch", "化学部党支部", "--format", "json")
    whole, listed = json.loads(sample(kaoping, *day)), json.loads(sample(kaoping, *day, "--open"))
    assert (listed["problems"], listed["open"]) == (whole["problems"], 1)
    assert [len(each["entries"]) for each in (whole, listed)] == [whole["problems"], 1]


def test_an_inspection_of_others_is_no_round_of_the_branch(root: Path, kaoping: Command) -> None:
    edit(root, JIWEI, ("  发电部党支部:\n    date: 2021-03-26\n", ""))
    arguments = ("ledger", "--as-of", "2021Q1", "--summary", "--branch", "发电部党支部", "--department", "纪委办公室")
    assert "考评 0 轮" in kaoping(*arguments).out


# ── files ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["台账.xlsx", "台账.csv", "台账.json"])
def test_a_file_is_written_anew_unasked_and_a_foreign_one_is_not(root: Path, kaoping: Command, name: str) -> None:
    arguments = ("ledger", "--as-of", OPEN, "--publish", name)
    status, out, err = kaoping(*arguments)
    assert (status, out, err) == (0, f"整改台账 1 条（截至 {OPEN}）已写到：{root / name}\n", "")
    first = (root / name).read_bytes()
    assert kaoping(*arguments).status == 0
    assert (root / name).read_bytes() == first
    (root / name).write_bytes(b"ours")
    status, out, err = kaoping(*arguments)
    assert (status, out) == (1, "")
    assert "KP119" in err
    assert (root / name).read_bytes() == b"ours"
    assert kaoping(*arguments, "--force").status == 0
    assert (root / name).read_bytes() == first


def test_a_workbook_without_a_name_lies_in_the_current_folder(root: Path, kaoping: Command) -> None:
    status, out, _ = kaoping("ledger", "--as-of", OPEN, "--format", "xlsx")
    assert (status, out) == (0, f"整改台账 1 条（截至 {OPEN}）已写到：{root / '整改台账.xlsx'}\n")


def test_a_csv_file_is_what_excel_opens(root: Path, kaoping: Command) -> None:
    kaoping("ledger", "--as-of", OPEN, "--publish", "a.csv")
    content = (root / "a.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert len(list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))) == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--publish", "a.pdf"), "以 .xlsx、.csv 或 .json 结尾"),
        (("--publish", "a.xlsx", "--summary"), "--summary 只在屏幕上看"),
        (("--format", "xlsx", "--summary"), "--summary 只在屏幕上看"),
    ],
)
def test_what_cannot_be_published_ends_with_2(
    root: Path, kaoping: Command, arguments: tuple[str, ...], words: str
) -> None:
    status, out, err = kaoping("ledger", "--as-of", OPEN, *arguments)
    assert (status, out) == (2, "")
    assert words in err


@pytest.mark.parametrize("command", [("ledger",), ("ledger", "-p", "a.csv"), ("tasks", "-y", "2021", "--open")])
def test_an_id_that_two_problems_have_is_refused(root: Path, kaoping: Command, command: tuple[str, ...]) -> None:
    # in another round, where a follow-up to the one would close the other too
    again = (root / DANGQUN).read_text("utf-8").replace("2021Q1\n", "2021Q2\n").replace("2021-03", "2021-06")
    again = again.replace("2021-04-30", "2021-07-31")
    (root / "data/2021Q2/inspection").mkdir(parents=True)
    (root / "data/2021Q2/inspection/dangqun.yaml").write_text(again, "utf-8")
    status, out, err = kaoping(*command)
    assert (status, out) == (3, "")
    assert "data/2021Q2/inspection/dangqun.yaml:14:13 错误 KP317 问题编号“2021Q1-01”已经用在" in err
    assert not (root / "a.csv").exists()


def test_the_summary_is_no_table_of_entries(root: Path, kaoping: Command) -> None:
    found = kaoping("ledger", "--as-of", CLOSED, "--summary", "--format", "csv")
    assert (found.status, found.out) == (2, "")
    assert "整改汇总不能写成 csv。可写：table、json。" in found.err
