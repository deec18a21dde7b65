"""`kaoping verify` of sealed rounds: the workbook in force, the one that was right once, and the wrong one."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from checks.laying import EXAMPLES, JIWEI, edit
from render.golden import assert_golden
from write.xlsx.edited import change

from .conftest import Command
from .reviews import ADJUSTMENTS, two_rounds, withdrawn

pytestmark = pytest.mark.whole

Q1 = ("-q", "2021Q1")


@pytest.fixture
def published(root: Path, kaoping: Command) -> Path:
    """The base workspace, sealed and published."""
    assert kaoping("seal", *Q1, "--date", "2021-04-02").status == 0
    assert kaoping("rank", *Q1, "-p", "old.xlsx").status == 0
    assert kaoping("rank", "-y", "2021", "-p", "old-year.xlsx").status == 0
    return root


@pytest.fixture
def corrected(published: Path, kaoping: Command) -> Path:
    """Corrected by a review, sealed anew and published again."""
    shutil.copy(EXAMPLES / "KP511/bad" / ADJUSTMENTS, published / ADJUSTMENTS)
    assert kaoping("seal", *Q1, "--date", "2021-04-08", "--note", "复核更正").status == 0
    assert kaoping("rank", *Q1, "-p", "new.xlsx").status == 0
    return published


def _json(kaoping: Command, *arguments: str) -> Any:
    return json.loads(kaoping("verify", *arguments, "--format", "json").out)


def _in_one_line(text: str) -> str:
    return text.replace("\n          ", "").replace("\n", "")


def test_the_workbook_in_force_follows(corrected: Path, kaoping: Command) -> None:
    assert kaoping("verify", "new.xlsx").status == 0
    data = _json(kaoping, "new.xlsx")
    assert (data["follows"], data["outdated"], data["as_sealed"], data["branches"]) == (True, False, True, [])
    (seal,) = data["seals"]
    assert (seal["quarter"], seal["sealed_on"], seal["replaced_by"]) == ("2021Q1", "2021-04-08", None)


def test_one_that_was_right_once_is_told_by_its_seal(corrected: Path, kaoping: Command) -> None:
    status, out, err = kaoping("verify", "old.xlsx")
    assert (status, err) == (1, "")
    assert_golden("verify_outdated.txt", out, Path(__file__).parent / "golden")
    data = _json(kaoping, "old.xlsx")
    assert (data["follows"], data["outdated"], data["as_sealed"]) == (True, True, True)
    (seal,) = data["seals"]
    assert seal["sealed_on"] == "2021-04-02"
    assert {key: seal["replaced_by"][key] for key in ("sealed_on", "note")} == {
        "sealed_on": "2021-04-08",
        "note": "复核更正",
    }
    # it is held against the round as it was sealed: nothing in it is wrong
    assert data["branches"] == []


def test_one_that_says_so_and_is_not_is_wrong(corrected: Path, kaoping: Command) -> None:
    change(corrected / "old.xlsx", "综合排名", "D5", "9.8")
    status, out, _ = kaoping("verify", "old.xlsx")
    assert status == 1
    assert "工作簿写明照 2021Q1 在 2021-04-02 的封存写成，得分或名次却不是那次封存的，是工作簿改过了。" in _in_one_line(
        out
    )
    data = _json(kaoping, "old.xlsx")
    assert (data["outdated"], data["as_sealed"]) == (False, False)


def test_of_a_year_each_seal_is_told(corrected: Path, kaoping: Command) -> None:
    status, out, _ = kaoping("verify", "old-year.xlsx")
    assert status == 1
    assert "2021Q1 在 2021-04-02 的封存已由 2021-04-08 的封存代替（复核更正）。" in out
    assert "机关党支部：工作簿上 9.1 分、第 1 名，应为 9.55 分、第 1 名" in out
    change(corrected / "old-year.xlsx", "各轮得分", "D4", "9.8")
    assert _json(kaoping, "old-year.xlsx")["outdated"]  # of the ranking nothing was changed
    change(corrected / "old-year.xlsx", "年度排名", "E4", "9.8")
    assert not _json(kaoping, "old-year.xlsx")["outdated"]


def test_a_workbook_of_other_records_was_sealed_by_nobody(root: Path, kaoping: Command) -> None:
    edit(root, JIWEI, ("judged: 1", "judged: 2"))
    assert kaoping("rank", *Q1, "-p", "wrong.xlsx").status == 0
    edit(root, JIWEI, ("judged: 2", "judged: 1"))
    assert kaoping("seal", *Q1, "--date", "2021-04-02").status == 0
    status, out, _ = kaoping("verify", "wrong.xlsx")
    assert status == 1
    assert "不是哪一次封存的" in out
    assert out.index("机关党支部：工作簿上 8.2 分、第 1 名，应为 9.1 分、第 1 名") < out.index("处不符：")
    data = _json(kaoping, "wrong.xlsx")
    assert (data["seals"], data["outdated"], data["as_sealed"]) == (None, False, None)
    # and where the records are changed back to its own, it is not right for that
    edit(root, JIWEI, ("judged: 1", "judged: 2"))
    status, out, err = kaoping("verify", "wrong.xlsx")
    assert (status, out) == (1, "")
    assert "KP521" in err
    assert "这份工作簿的输入摘要不是哪一次封存的；" in _in_one_line(err)


@pytest.mark.parametrize("file", ["old.xlsx", "old-year.xlsx"])
def test_where_the_records_were_changed_the_workbook_is_not_to_blame(
    file: str, published: Path, kaoping: Command
) -> None:
    edit(published, JIWEI, ("judged: 1", "judged: 2"))
    status, out, err = kaoping("verify", file)
    assert (status, out) == (1, "")
    assert "KP521" in err
    assert "KP506" in err
    assert "这份工作簿是照 2021Q1 在 2021-04-02 的封存写成的，得分和名次与封存一致；" in _in_one_line(err)
    status, out, err = kaoping("verify", file, "--draft")
    assert (status, err) == (1, "")
    assert "考评报告（暂定）" in out
    assert "2021年第一季度与 2021-04-02 的封存不一致；下面按现在的核对，是暂定的。" in out
    assert "应为 8.2 分" in out


def test_a_changed_workbook_is_told_from_changed_records(published: Path, kaoping: Command) -> None:
    edit(published, JIWEI, ("judged: 1", "judged: 2"))
    change(published / "old.xlsx", "综合排名", "D5", "9.8")
    assert "得分或名次却不是那次封存的；" in _in_one_line(kaoping("verify", "old.xlsx").err)


def test_a_correction_that_is_not_sealed_yet_changes_no_workbook(published: Path, kaoping: Command) -> None:
    shutil.copy(EXAMPLES / "KP511/bad" / ADJUSTMENTS, published / ADJUSTMENTS)
    status, out, err = kaoping("verify", "old.xlsx")
    assert (status, out) == (1, "")
    assert "KP522" in err
    assert kaoping("rank", *Q1, "-p", "draft.xlsx", "--draft").status == 0
    status, out, err = kaoping("verify", "draft.xlsx")
    assert (status, err) == (0, "")
    assert "（暂定）" in out
    assert "2021年第一季度封存以后有更正，还没有重新封存；下面按现在的核对，是暂定的。" in out


def test_what_an_earlier_round_brought_about_is_said(root: Path, kaoping: Command) -> None:
    two_rounds(root)
    for quarter in ("2020Q4", "2021Q1"):
        assert kaoping("seal", "-q", quarter, "--date", "2021-04-02").status == 0
    assert kaoping("rank", *Q1, "-p", "a.xlsx").status == 0
    (root / "data/2020Q4/adjustments.yaml").write_text(
        "kind: adjustments\nversion: 1\nquarter: 2020Q4\nadjustments:\n"
        "  - {branch: 机关党支部, item: LZ-01, clause: 不规范, judged: 0.5, reason: 有附页, "
        "approved_by: 考评领导小组办公室, date: 2021-04-06}\n",
        "utf-8",
    )
    assert kaoping("seal", "-q", "2020Q4", "--date", "2021-04-08").status == 0
    status, out, err = kaoping("verify", "a.xlsx")
    assert (status, err) == (1, "")
    assert "得分和名次与封存一致；以前各轮后来有改动，不符的从那里来。" in _in_one_line(out)
    assert "各党支部的得分、名次都相符，不符的在别处。" in out
    # a correction that changes this round too is sealed anew here, and then replaces the seal
    withdrawn(root)
    for quarter in ("2020Q4", "2021Q1"):
        assert kaoping("seal", "-q", quarter, "--date", "2021-04-09").status == 0
    assert _json(kaoping, "a.xlsx")["outdated"]


def test_a_branch_that_left_or_came_is_told_first(root: Path, kaoping: Command) -> None:
    assert kaoping("rank", *Q1, "-p", "a.xlsx").status == 0
    edit(root, "data/roster.yaml", ("name: 机关党支部", "name: 机关一支部"))
    for path in (root / "data/2021Q1").rglob("*.yaml"):
        path.write_text(path.read_text("utf-8").replace("机关党支部", "机关一支部"), "utf-8")
    out = kaoping("verify", "a.xlsx").out
    assert "得分、名次不符的党支部 2 个：" in out
    assert "机关一支部：工作簿上没有这个党支部，应为 9.1 分、第 1 名" in out
    assert "机关党支部：工作簿上 9.1 分、第 1 名，应当没有这个党支部" in out
