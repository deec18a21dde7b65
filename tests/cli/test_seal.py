"""`kaoping seal`: what is sealed, what is refused, and what `kaoping check` says afterwards."""

import io
import shutil
import sys
from datetime import date
from pathlib import Path

import pytest

from checks.laying import DANGQUN, EXAMPLES, FOLLOWUPS, JIWEI, MARCH, ROSTER, RUBRIC, edit
from dangjian_kaoping.cli.commands import seal

from .conftest import Command, Outcome

pytestmark = pytest.mark.whole

SEAL = "data/2021Q1/seal.yaml"
DAY = "2021-04-20"


def _seal(kaoping: Command, *options: str) -> Outcome:
    return kaoping("seal", "--quarter", "2021Q1", "--date", DAY, *options)


def _codes(kaoping: Command, *options: str) -> list[str]:
    out = kaoping("check", "--format", "github", *options).out
    return sorted(line.partition("title=")[2][:5] for line in out.splitlines() if line.startswith("::"))


def test_a_round_is_sealed_and_checked(root: Path, kaoping: Command) -> None:
    status, out, err = _seal(kaoping, "--note", "党委发〔2021〕7号：公布")
    assert (status, err) == (0, "")
    assert str(root / SEAL) in out
    text = (root / SEAL).read_text("utf-8")
    assert "- sealed_on: 2021-04-20\n" in text
    assert '  note: "党委发〔2021〕7号：公布"\n' in text
    assert "    ZB02: {name: 机关党支部, rank: 1, composite: 9.10, inspection: 9.00," in text
    digest = text.rpartition("  digest: ")[2].strip()
    assert f"封存摘要：{digest}\n" in out
    status, out, err = kaoping("check")
    assert (status, out) == (0, "")
    assert kaoping("check", "--quarter", "2021Q1").status == 0


def test_the_same_round_gives_the_same_bytes_on_the_same_day(root: Path, kaoping: Command) -> None:
    _seal(kaoping)
    first = (root / SEAL).read_bytes()
    (root / SEAL).unlink()
    _seal(kaoping)
    assert (root / SEAL).read_bytes() == first
    (root / SEAL).unlink()
    kaoping("seal", "-q", "2021Q1", "--date", "2021-04-21")
    assert (root / SEAL).read_bytes() != first


def test_without_a_date_it_is_today_and_told(root: Path, kaoping: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seal, "today", lambda: date(2021, 5, 6))
    status, _, err = kaoping("seal")
    assert status == 0
    assert err == "没有写 --quarter，用最近的一轮：2021Q1\n没有写 --date，封存日期用今天：2021-05-06\n"
    assert "sealed_on: 2021-05-06" in (root / SEAL).read_text("utf-8")


@pytest.mark.parametrize("day", ["昨天", "2021-4-20", "2021-02-30", "2020-12-31"])
def test_a_day_that_is_none_or_too_early_is_refused(root: Path, kaoping: Command, day: str) -> None:
    status, out, err = kaoping("seal", "--quarter", "2021Q1", "--date", day)
    assert (status, out) == (2, "")
    assert day in err
    assert not (root / SEAL).exists()


def test_a_provisional_round_is_refused(root: Path, kaoping: Command) -> None:
    (root / JIWEI).unlink()
    status, out, err = _seal(kaoping)
    assert (status, out) == (1, "")
    assert "KP510" in err
    assert "发电部党支部、机关党支部没有综合得分" in err
    assert not (root / SEAL).exists()


def test_a_sealed_round_is_not_sealed_again(root: Path, kaoping: Command) -> None:
    _seal(kaoping)
    before = (root / SEAL).read_bytes()
    for terms in ((), ("--date", "2021-04-20")):
        status, out, err = kaoping("seal", "--quarter", "2021Q1", *terms)
        assert (status, err) == (0, "")
        assert "已在 2021-04-20 封存，一直没有变" in out
    edit(root, JIWEI, ("judged: 1", "judged: 2"))
    status, out, err = kaoping("seal", "--quarter", "2021Q1", "--date", "2021-05-06")
    assert (status, out) == (1, "")
    assert "KP506" in err
    assert "KP509" in err
    assert (root / SEAL).read_bytes() == before


@pytest.mark.parametrize(
    "terms", [("--date", "2021-05-06"), ("--date", "2021-04-19"), ("--date", "1999-01-01"), ("--note", "补记")]
)
def test_an_unchanged_round_keeps_the_terms_of_its_seal(root: Path, kaoping: Command, terms: tuple[str, str]) -> None:
    _seal(kaoping)
    before = (root / SEAL).read_text("utf-8")
    digest = before.rpartition("digest: ")[2].strip()
    status, out, err = kaoping("seal", "--quarter", "2021Q1", *terms)
    assert (status, out) == (1, "")
    assert f"已在2021-04-20封存（封存摘要{digest}）" in "".join(err.split())
    assert terms[1] in err
    assert (root / SEAL).read_text("utf-8") == before


def test_the_note_of_the_seal_may_be_said_again(root: Path, kaoping: Command) -> None:
    noted = ("seal", "--quarter", "2021Q1", "--date", "2021-04-20", "--note", "某发〔2021〕7号")
    assert kaoping(*noted).status == 0
    assert "一直没有变" in kaoping(*noted).out


def test_a_file_that_is_no_seal_is_not_overwritten(root: Path, kaoping: Command) -> None:
    (root / SEAL).write_text("kind: rubric\nversion: 1\n", "utf-8")
    status, out, err = _seal(kaoping)
    assert (status, out) == (3, "")
    assert "KP110" in err
    assert (root / SEAL).read_text("utf-8") == "kind: rubric\nversion: 1\n"


def test_every_later_edit_is_told_by_its_code(root: Path, kaoping: Command) -> None:
    _seal(kaoping)
    edit(root, RUBRIC, ("每缺1项扣0.5分", "每缺一项扣0.5分"))
    edit(root, ROSTER, ("class: 生产}", "class: 生产, head_count: 60}"))
    edit(root, MARCH, ("  机关党支部: {}", "  机关党支部: {note: 补记}"))
    assert _codes(kaoping) == ["KP504", "KP505", "KP506"]
    assert _codes(kaoping, "--quarter", "2021Q1") == ["KP504", "KP505", "KP506"]
    out = kaoping("check").out
    for words in ("项目 DJ-02 改了", "名册里“发电部党支部”的情况改了", "机关党支部 2021-03 的自评改了"):
        assert words in out.replace("\n  ", "")


def test_a_result_that_changes_is_told_with_both_figures(root: Path, kaoping: Command) -> None:
    _seal(kaoping)
    edit(root, JIWEI, ("judged: 1", "judged: 2"))
    assert _codes(kaoping) == ["KP506", "KP509"]
    out = kaoping("check").out.replace("\n  ", "")
    assert "机关党支部封存时 9.10 分、第 1 名，现在 8.20 分、第 1 名" in out
    assert "依据改了" in out


def test_what_comes_later_lies_outside(root: Path, kaoping: Command) -> None:
    _seal(kaoping)
    edit(root, FOLLOWUPS, ("outcome: closed}", "outcome: closed, note: 会已补开}"))
    edit(root, ROSTER, ("class: 生产}", "class: 生产}\n    - {from: 2021-07-01, name: 发电分公司党支部}"))
    text = (root / RUBRIC).read_text("utf-8").replace("version: 2020", "version: 2021").replace("2020Q1", "2021Q2")
    (root / "rubrics/2021.yaml").write_text(text.replace("每缺1项扣0.5分", "每缺一项扣0.5分"), "utf-8")
    assert _codes(kaoping) == []


def test_another_version_for_a_sealed_round_is_told_once(root: Path, kaoping: Command) -> None:
    _seal(kaoping)
    text = (root / RUBRIC).read_text("utf-8").replace("version: 2020", "version: 2021").replace("2020Q1", "2020Q4")
    (root / "rubrics/2021.yaml").write_text(text, "utf-8")
    assert _codes(kaoping) == ["KP504"]
    assert "施行的细则本来是 2020 版，现在是 2021 版" in kaoping("check").out


POLICY = "rubrics/reward-2020.yaml"


def test_a_policy_that_is_edited_or_reaches_back_is_told(root: Path, kaoping: Command) -> None:
    text = (EXAMPLES / "KP513/good" / POLICY).read_text("utf-8")
    (root / POLICY).write_text(text, "utf-8")
    _seal(kaoping)
    assert _codes(kaoping) == []
    edit(root, POLICY, ("value: 300", "value: 300.0"))
    assert _codes(kaoping) == []
    edit(root, POLICY, ("value: 300.0", "value: 400"))
    assert _codes(kaoping) == ["KP513"]
    assert "奖励“名次奖”改了" in kaoping("check").out
    (root / POLICY).unlink()
    assert _codes(kaoping) == ["KP513"]
    (root / POLICY).write_text(text, "utf-8")
    later = text.replace("version: 2020", "version: 2021")
    (root / "rubrics/reward-2021.yaml").write_text(later.replace("2021Q1", "2021Q2"), "utf-8")
    assert _codes(kaoping) == []
    (root / POLICY).write_text(text.replace("effective_from: 2021Q1", "effective_from: 2020Q1"), "utf-8")
    (root / "rubrics/reward-2021.yaml").write_text(later, "utf-8")
    assert _codes(kaoping) == ["KP513"]
    assert "施行的奖励办法本来是 2020 版" in kaoping("check").out


def test_a_policy_that_came_after_the_seal_does_not_reach_back(root: Path, kaoping: Command) -> None:
    _seal(kaoping)
    shutil.copy(EXAMPLES / "KP513/good" / POLICY, root / POLICY)
    assert _codes(kaoping) == ["KP513"]
    assert "施行的奖励办法本来没有，现在是 2020 版" in kaoping("check").out


def test_which_file_holds_what_has_no_meaning(root: Path, kaoping: Command) -> None:
    _seal(kaoping)
    head, _, branches = (root / DANGQUN).read_text("utf-8").partition("branches:\n")
    first, _, second = branches.partition("  机关党支部:\n")
    (root / DANGQUN).unlink()
    folder = root / "data/2021Q1/inspection/党群"
    folder.mkdir()
    (folder / "a.yaml").write_text(f"{head}branches:\n  ZB02:\n{second}", "utf-8")
    (folder / "b.yaml").write_text(f"{head}branches:\n{first}", "utf-8")
    assert _codes(kaoping) == []


def test_what_a_renamed_branch_did_is_not_told_as_gone(root: Path, kaoping: Command) -> None:
    _seal(kaoping)
    edit(root, ROSTER, ("name: 机关党支部", "name: 机关一支部"))
    assert set(_codes(kaoping)) == {"KP303", "KP505"}


def test_records_that_are_gone_are_told_department_by_department(root: Path, kaoping: Command) -> None:
    _seal(kaoping)
    for path in (root / "data/2021Q1/inspection").iterdir():
        path.unlink()
    out = kaoping("check").out
    assert out.count("错误 KP506") == 2
    assert "党群工作部对各支部的检查记录没有了" in out


def test_a_seal_edited_by_hand_is_found_by_itself_too(
    root: Path, kaoping: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    _seal(kaoping)
    edit(root, SEAL, ("rank: 1,", "rank: 2,"))
    assert _codes(kaoping) == ["KP507"]
    text = (root / SEAL).read_bytes()

    class Stdin:
        buffer = io.BytesIO(text)

    monkeypatch.setattr(sys, "stdin", Stdin)
    assert _codes(kaoping, "-") == ["KP507"]


def test_a_seal_of_another_round_is_none(root: Path, kaoping: Command) -> None:
    _seal(kaoping)
    text = (root / SEAL).read_text("utf-8")
    edit(root, SEAL, ("quarter: 2021Q1", "quarter: 2020Q4"))
    assert _codes(kaoping) == ["KP403"]
    (root / "data/2020Q4").mkdir()
    (root / SEAL).rename(root / "data/2020Q4/seal.yaml")
    assert _codes(kaoping) == ["KP507"]
    (root / SEAL).write_text(text, "utf-8")
    assert _codes(kaoping) == ["KP507"]


def test_a_score_reads_no_seal(root: Path, kaoping: Command) -> None:
    before = kaoping("score", "-q", "2021Q1").out
    (root / SEAL).write_text("kind: [", "utf-8")
    assert kaoping("score", "-q", "2021Q1") == (0, before, "")
    assert "KP103" in _codes(kaoping)


def test_a_workbook_is_the_same_after_a_later_follow_up_and_a_new_layout(root: Path, kaoping: Command) -> None:
    def workbook(name: str) -> bytes:
        assert kaoping("rank", "-q", "2021Q1", "--publish", name).status == 0
        return (root / name).read_bytes()

    first = workbook("a.xlsx")
    edit(root, FOLLOWUPS, ("outcome: closed}", "outcome: closed, note: 会已补开}"))
    edit(root, JIWEI, ("judged: 1", "judged: 1.0  # 核对过"))
    assert workbook("b.xlsx") == first
    edit(root, JIWEI, ("judged: 1.0", "judged: 1.5"))
    assert workbook("c.xlsx") != first
