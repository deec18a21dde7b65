"""复核调整 through the commands: both values stay visible everywhere; older problems are named with their lines."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from checks.laying import DANGQUN, JIWEI, TODAY, edit
from dangjian_kaoping.cli.commands import ledger
from sample import SAMPLE

from .conftest import Command
from .reviews import ADJUSTMENTS, DECIDED


@pytest.fixture
def reviewed(root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The base workspace after a review."""
    (root / ADJUSTMENTS).write_text(DECIDED, "utf-8")
    (root / "data/2021Q1/followups.yaml").unlink()
    monkeypatch.setattr(ledger, "today", lambda: TODAY)
    return root


def _branch(kaoping: Command, *arguments: str) -> Any:
    status, out, err = kaoping("score", "-q", "2021Q1", "-f", "json", "-b", "发电部党支部", *arguments)
    assert (status, err) == (0, "")
    return json.loads(out)["branches"][0]


def test_the_workspace_is_sound(reviewed: Path, kaoping: Command) -> None:
    assert kaoping("check").status == 0


def test_the_json_has_both_values(reviewed: Path, kaoping: Command) -> None:
    branch = _branch(kaoping)
    assert (branch["composite"], branch["composite_before"]) == ("9.55", "8.20")
    withdrawn, points = branch["adjustments"]
    assert {key: withdrawn[key] for key in ("item", "clause", "finding", "withdrawn", "fact_before", "fact_after")} == {
        "item": "DJ-01",
        "clause": "缺会",
        "finding": "2021Q1-01",
        "withdrawn": True,
        "fact_before": {"missing": "1"},
        "fact_after": None,
    }
    assert (withdrawn["item_points_before"], withdrawn["item_points_after"]) == ("3.000000", "4.000000")
    assert (withdrawn["source"], withdrawn["finding_source"]) == (f"{ADJUSTMENTS}:6", f"{DANGQUN}:10")
    assert (points["points"], points["item_points_before"], points["date"]) == ("1.500000", "1.000000", "2021-04-08")
    assert points["approved_by"] == "考评领导小组办公室"
    first, second = branch["findings"]
    assert (first["points"], first["withdrawn"], len(first["adjustments"])) == ("0.000000", True, 1)
    assert (second["withdrawn"], second["adjustments"]) == (False, [])


def test_where_nothing_was_reviewed_the_keys_are_there(root: Path, kaoping: Command) -> None:
    branch = _branch(kaoping)
    assert (branch["adjustments"], branch["composite_before"]) == ([], None)


def test_the_table_marks_the_branch_and_says_both(reviewed: Path, kaoping: Command) -> None:
    out = kaoping("score", "-q", "2021Q1").out
    (row,) = (line for line in out.splitlines() if "发电部党支部" in line and "9.55" in line and "调整" not in line)
    assert row.endswith("◆")
    assert "◆ 发电部党支部：复核调整 2 处，综合得分调整前 8.20，调整后 9.55。\n" in out


def test_the_csv_has_a_column_more_only_then(reviewed: Path, kaoping: Command) -> None:
    rows = list(csv.DictReader(io.StringIO(kaoping("score", "-q", "2021Q1", "-f", "csv").out.lstrip("\ufeff"))))
    assert {row["党支部"]: row["复核调整前综合得分"] for row in rows} == {"发电部党支部": "8.20", "机关党支部": ""}
    (reviewed / ADJUSTMENTS).unlink()
    assert "复核" not in kaoping("score", "-q", "2021Q1", "-f", "csv").out


def test_explain_tells_what_was_on_whose_word_and_why(reviewed: Path, kaoping: Command) -> None:
    out = kaoping("explain", "发电部党支部", "-q", "2021Q1").out.replace("\n", "").replace(" ", "")
    assert "复核调整：2处，调整前综合得分8.20分，检查得分8.00分" in out
    assert "DJ-01/缺会（问题2021Q1-01）：2021-04-06经考评领导小组办公室批准，原记缺1次，撤销：" in out
    assert f"2月支委会与党员大会合开，有记录（{ADJUSTMENTS}:6）；本项3分→4分" in out
    assert "复核撤销：每季应开4次会" in out
    assert "复核：原1分；2021-04-08经考评领导小组办公室批准，定为1.5分：当场补齐，酌情少扣" in out
    assert "算式：2（起始分）-1（缺项）=1分" in out


def test_explain_json_keeps_the_old_points_aside(reviewed: Path, kaoping: Command) -> None:
    data = json.loads(kaoping("explain", "发电部党支部", "DJ-02", "-q", "2021Q1", "-f", "json").out)
    step = data["steps"][0]
    assert (step["name"], step["value"], step["operation"]) == ("adjusted", "1.500000", "chosen")
    assert step["parts"][0]["source"] == f"{ADJUSTMENTS}:11"
    assert [aside["value"] for aside in step["aside"]] == ["1.000000"]
    assert data["composite_before"] == "8.20"


def test_the_ledger_lists_what_was_withdrawn_and_does_not_count_it(reviewed: Path, kaoping: Command) -> None:
    data = json.loads(kaoping("ledger", "--as-of", "2021-04-30", "-f", "json").out)
    assert {key: data[key] for key in ("problems", "rectified", "open", "overdue", "withdrawn")} == {
        "problems": 0,
        "rectified": 0,
        "open": 0,
        "overdue": 0,
        "withdrawn": 1,
    }
    (entry,) = data["entries"]
    assert (entry["state"], entry["adjustments"][0]["source"]) == ("withdrawn", f"{ADJUSTMENTS}:6")
    assert json.loads(kaoping("ledger", "--as-of", "2021-04-05", "-f", "json").out)["open"] == 1
    text = kaoping("ledger", "--as-of", "2021-05-30").out
    assert "复核撤销（2021-04-06）" in text
    assert "复核：2021-04-06 经考评领导小组办公室批准撤销：2月支委会与党员大会合开，有记录" in text
    assert "另有 1 个经复核撤销，不计在内。" in kaoping("ledger", "--as-of", "2021-05-30", "--summary").out
    assert kaoping("ledger", "--as-of", "2021-05-30", "--open").out.startswith("整改台账（截至 2021-05-30），0 条")


def test_a_review_that_means_nothing_stops_the_score(reviewed: Path, kaoping: Command) -> None:
    edit(reviewed, ADJUSTMENTS, ("finding: 2021Q1-01", "finding: 2021Q1-11"))
    status, out, err = kaoping("score", "-q", "2021Q1")
    assert (status, out) == (3, "")
    assert "KP331" in err
    assert "是不是“2021Q1-01”？" in err


# ── the earlier rounds behind a price ──────────────────────────────────────────────────────────────────────────


@pytest.mark.whole
def test_the_sample_names_the_older_problem_that_was_rectified_too_late(kaoping: Command) -> None:
    here = ("--workspace", str(SAMPLE), "--quarter", "2021Q1")
    out = kaoping("explain", "燃料部党支部", "DJ-10", *here).out.replace("\n", "").replace(" ", "")
    line = _line("data/2020Q4/inspection/dangqun.yaml", "item: DJ-", "id: 2020Q4-01")
    told = f"涉及：问题2020Q4-01（data/2020Q4/inspection/dangqun.yaml:{line}），限2021-01-20前（含当日）整改到位，"
    assert f"{told}2021-01-29销号，晚了9天" in out
    (entry,) = json.loads(kaoping("explain", "燃料部党支部", "DJ-10", *here, "-f", "json").out)["concerned"]
    assert (entry["id"], entry["days_late"], entry["closed_on"]) == ("2020Q4-01", 9, "2021-01-29")
    assert entry["source"] == f"data/2020Q4/inspection/dangqun.yaml:{line}"
    assert [each["source"].split(":")[0] for each in entry["follow_ups"]] == ["data/2020Q4/followups.yaml"] * 2


@pytest.mark.whole
def test_of_another_item_it_is_not_told(kaoping: Command) -> None:
    here = ("--workspace", str(SAMPLE), "--quarter", "2021Q1", "-f", "json")
    assert json.loads(kaoping("explain", "燃料部党支部", "DJ-02", *here).out)["concerned"] == []


def _line(file: str, begins: str, holds: str) -> int:
    """The line at which the finding begins that holds a text."""
    lines = (SAMPLE / file).read_text("utf-8").splitlines()
    at = next(index for index, line in enumerate(lines) if holds in line)
    return next(index + 1 for index in range(at, -1, -1) if begins in lines[index])


def test_closed_reopened_and_repeated_over_three_rounds(root: Path, kaoping: Command) -> None:
    """2021Q1 found and closed, 2021Q2 found again and the old one reopened, 2021Q3 pays for both."""
    edit(
        root,
        "rubrics/2020.yaml",
        ("            deduct: {each: 1}", "            deduct: {each: 1}\n            repeat: {prices: [1, 2, 3]}"),
    )
    for quarter, day, rest in (
        (
            "2021Q2",
            "2021-06-25",
            "    followups: {2021Q1-01: {outcome: reopened}}\n    findings:\n    - {item: DJ-01, clause: 缺会, "
            "missing: 1, reason: 5月支委会未召开, id: 2021Q2-01, rectify_by: 2021-07-31}\n",
        ),
        (
            "2021Q3",
            "2021-09-25",
            "    followups: {2021Q1-01: {outcome: closed}, 2021Q2-01: {outcome: in_progress}}\n    findings:\n"
            "    - {item: DJ-01, clause: 缺会, missing: 1, reason: 8月未开会, concerns: [2021Q1-01, 2021Q2-01]}\n",
        ),
    ):
        for department, more in (("党群工作部", rest), ("纪委办公室", "")):
            path = root / f"data/{quarter}/inspection/{department}.yaml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(
                f"kind: inspection\nversion: 1\nquarter: {quarter}\ndepartment: {department}\nbranches:\n"
                f"  发电部党支部:\n    date: {day}\n{more}  机关党支部:\n    date: {day}\n",
                "utf-8",
            )

    def states(as_of: str) -> dict[str, tuple[str, int]]:
        entries = json.loads(kaoping("ledger", "--as-of", as_of, "-f", "json").out)["entries"]
        return {each["id"]: (each["state"], each["rounds_open"]) for each in entries}

    assert states("2021-04-15") == {"2021Q1-01": ("closed", 1)}
    assert states("2021Q2") == {"2021Q1-01": ("overdue", 2), "2021Q2-01": ("repeated", 1)}
    assert states("2021Q3") == {"2021Q1-01": ("closed", 3), "2021Q2-01": ("overdue", 2)}

    told = kaoping("explain", "发电部党支部", "DJ-01", "-q", "2021Q3").out.replace("\n", "").replace(" ", "")
    second = "data/2021Q2/inspection/党群工作部.yaml:10"
    assert f"本轮每次按3分计；前面有2轮也有：2021Q2-01（{second}）、2021Q1-01（{DANGQUN}:10）" in told
    assert f"涉及：问题2021Q1-01（{DANGQUN}:10），限2021-04-30前（含当日）整改到位，2021-04-15销号，" in told
    assert "2021-06-25又出现，2021-09-25销号" in told
    assert (
        f"涉及：问题2021Q2-01（{second}），限2021-07-31前（含当日）整改到位，到2021-09-25还没有销号，已逾期56天" in told
    )
    steps = json.loads(kaoping("explain", "发电部党支部", "DJ-01", "-q", "2021Q3", "-f", "json").out)["steps"]
    terms = next(each["terms"] for each in _steps(steps) if each["name"] == "clause")
    assert terms["repeat_occurrences"] == [
        {"quarter": "2021Q2", "id": "2021Q2-01", "source": second},
        {"quarter": "2021Q1", "id": "2021Q1-01", "source": f"{DANGQUN}:10"},
    ]


def _steps(steps: list[Any]) -> list[Any]:
    return [each for step in steps for each in (step, *_steps(step["parts"]))]


# ── all rounds in one command ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.whole
def test_one_command_checks_and_scores_the_samples_twelve_rounds(kaoping: Command) -> None:
    status, out, err = kaoping("trend", "--workspace", str(SAMPLE), "-f", "json")
    assert (status, err) == (0, "")
    data = json.loads(out)
    assert len(data["quarters"]) == 12
    courses = {each["id"]: {one["quarter"]: one for one in each["rounds"]} for each in data["branches"]}
    for quarter in data["quarters"]:
        scored = json.loads(kaoping("score", "-q", quarter, "-f", "json", "--workspace", str(SAMPLE)).out)
        assert scored["complete"], quarter
        assert len({each["composite"] for each in scored["branches"]}) >= 8, quarter
        for each in scored["branches"]:
            one = courses[each["id"]][quarter]
            assert (one["composite"], one["rank"], one["flags"]) == (each["composite"], each["rank"], each["flags"])


def test_a_fault_in_any_round_stops_it(root: Path, kaoping: Command) -> None:
    (root / "data/2021Q2/inspection").mkdir(parents=True)
    (root / "data/2021Q2/inspection/jiwei.yaml").write_text(
        (root / JIWEI).read_text("utf-8").replace("2021Q1", "2021Q2").replace("LZ-01", "LZ-9"), "utf-8"
    )
    status, out, err = kaoping("trend")
    assert (status, out) == (3, "")
    assert "data/2021Q2/inspection/jiwei.yaml" in err
