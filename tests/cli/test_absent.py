"""`round.yaml`: a department that inspected nobody in a round, told wherever the round is told, and sealed with it."""

import json
from pathlib import Path

import pytest

from checks.laying import JIWEI, TODAY
from dangjian_kaoping.cli.commands import seal, status
from write.docx.letters import all_text, opened

from .conftest import Command

ROUND = "data/2021Q1/round.yaml"
TOLD = "纪委办公室本轮没有检查（换届，集中培训）"
SENTENCE = f"{TOLD}，LZ-01 对各党支部都按不考评计。"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (seal, status):
        monkeypatch.setattr(module, "today", lambda: TODAY)


@pytest.fixture
def absent(root: Path) -> Path:
    """The base workspace, in which the second of the two departments inspected nobody."""
    (root / JIWEI).unlink()
    (root / ROUND).write_text(
        "kind: round\nversion: 1\nquarter: 2021Q1\nnote: 一季度\nabsent:\n  纪委办公室: 换届，集中培训\n",
        encoding="utf-8",
    )
    return root


def test_nothing_is_missing_and_the_round_is_complete(absent: Path, kaoping: Command) -> None:
    assert kaoping("check", ".") == (0, "", "")
    told = kaoping("status", "--quarter", "2021Q1").out
    assert f"{TOLD}，不再等。" in told
    assert "缺" not in told
    assert "下一步：记录已齐" in told


def test_programs_are_told_it_too(absent: Path, kaoping: Command) -> None:
    told = json.loads(kaoping("score", "--quarter", "2021Q1", "--format", "json").out)
    assert told["absences"] == [{"item": "LZ-01", "departments": {"纪委办公室": "换届，集中培训"}}]


def test_the_other_items_carry_the_whole(absent: Path, kaoping: Command) -> None:
    out = kaoping("score", "--quarter", "2021Q1").out
    assert SENTENCE in out.replace("\n", "")
    out = kaoping("explain", "机关党支部", "--quarter", "2021Q1").out
    assert f"LZ-01 廉政谈话  0 / 4 分  {TOLD}；不计入，按其余各项折算" in out


@pytest.mark.whole
def test_what_is_published_tells_it_and_is_verified(absent: Path, kaoping: Command) -> None:
    published = ("report.xlsx", "report.html", "notice.docx")
    for name in published:
        assert kaoping("rank", "--quarter", "2021Q1", "--publish", name).status == 0
    assert kaoping("verify", "report.xlsx").status == 0
    assert SENTENCE in (absent / "report.html").read_text(encoding="utf-8")
    assert SENTENCE in all_text(opened((absent / "notice.docx").read_bytes()))


def test_the_absence_is_sealed_and_nothing_else_of_the_file(absent: Path, kaoping: Command) -> None:
    assert kaoping("seal", "--quarter", "2021Q1").status == 0
    file = absent / ROUND
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("note: 一季度", "note: 二〇二一年第一季度"), encoding="utf-8")
    assert kaoping("check", ".").status == 0
    file.write_text(text.replace("换届，", ""), encoding="utf-8")
    outcome, out, _ = kaoping("check", ".")
    assert outcome == 1
    assert "KP506" in out
    assert "纪委办公室没有检查的原因改了" in out


def test_a_round_without_such_a_file_keeps_its_digest(root: Path, kaoping: Command) -> None:
    assert kaoping("seal", "--quarter", "2021Q1").status == 0
    (root / ROUND).write_text("kind: round\nversion: 1\nquarter: 2021Q1\nnote: 都检查了\n", encoding="utf-8")
    assert kaoping("check", ".").status == 0


def test_the_file_of_another_quarter_is_not_read_for_this_one(absent: Path, kaoping: Command) -> None:
    file = absent / ROUND
    file.write_text(file.read_text(encoding="utf-8").replace("2021Q1", "2021Q2"), encoding="utf-8")
    outcome, out, _ = kaoping("check", ".")
    assert outcome != 0
    assert "KP403" in out


def test_a_department_without_a_reason_is_asked_for_it(absent: Path, kaoping: Command) -> None:
    file = absent / ROUND
    file.write_text(file.read_text(encoding="utf-8").replace(": 换届，集中培训", ":"), encoding="utf-8")
    outcome, out, _ = kaoping("check", ".")
    assert outcome != 0
    assert "“纪委办公室”下面是空的，不对，要写上一段文字，如原因" in "".join(out.split())
