"""What may not go out: refused where everybody reads it, remarked where the plant does, waived on somebody's word."""

from pathlib import Path

import pytest

from checks.laying import EXAMPLES, JIWEI, RUBRIC, TODAY, edit, lay
from dangjian_kaoping.cli.files import outgoing

from .conftest import Command

pytestmark = pytest.mark.whole

PUBLIC = ("-p", "公开.html", "--redact")
NAME, NUMBER = "1份谈话记录没有写内容，谈话人李某", "1份谈话记录没有写内容，谈话人电话 13800000000"
WAIVER = """\
kind: waivers
version: 1
waivers:
- {{code: {}, path: {}, reason: 本人同意, approved_by: 党群部, until: 2021-12-31}}
"""
REGISTERED = """\
kind: publications
version: 1
quarter: 2021Q1
publications:
- id: 1
  what: 通报
  file: 公布/张某同志.docx
  date: 2021-04-09
  number: 示厂〔2021〕5号，13800000000
  where: 厂内网（李四同志）
  sha256: 13800000000a
  digest: 13800000000
"""


@pytest.fixture(autouse=True)
def _that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outgoing, "today", lambda: TODAY)


@pytest.fixture
def everything(root: Path) -> Path:
    """A workspace in which the reasons are public."""
    edit(root, RUBRIC, ("measure:\n", "measure:\n  publish: [reasons]\n"))
    return root


def _record(root: Path, reason: str) -> None:
    edit(root, JIWEI, ("1份谈话记录没有写内容", reason))


@pytest.mark.parametrize(("reason", "code"), [(NAME, "KP583"), (NUMBER, "KP582")])
def test_a_public_page_that_would_print_it_is_refused(
    reason: str, code: str, everything: Path, kaoping: Command
) -> None:
    _record(everything, reason)
    status, out, err = kaoping("rank", "-q", "2021Q1", *PUBLIC)
    assert (status, out) == (1, "")
    assert f"{JIWEI}:15:" in err
    assert code in err
    assert not (everything / "公开.html").exists()


def test_what_a_public_page_does_not_print_does_not_keep_it(root: Path, kaoping: Command) -> None:
    _record(root, NAME)
    assert kaoping("rank", "-q", "2021Q1", *PUBLIC)[0] == 0
    assert "李某" not in (root / "公开.html").read_text("utf-8")


def test_a_notice_is_refused_and_its_draft_is_remarked(root: Path, kaoping: Command) -> None:
    edit(root, "kaoping.yaml", ("committee: 中共示例热电厂委员会", "committee: 中共示例热电厂委员会（联系人：李四）"))
    status, _, err = kaoping("rank", "-q", "2021Q1", "-p", "通报.docx")
    assert status == 1
    assert "KP583" in err
    status, out, _ = kaoping("rank", "-q", "2021Q1", "-p", "送审.docx", "--draft")
    assert status == 0
    assert "记录里有不能公布的内容：个人姓名 1 处。" in out


@pytest.mark.parametrize(
    "command",
    [
        ("rank", "-q", "2021Q1", "-p", "a.xlsx"),
        ("rank", "-q", "2021Q1", "-p", "a.html"),
        ("feedback", "-q", "2021Q1", "-o", "反馈"),
        ("ledger", "--as-of", "2021-04-15", "-p", "a.xlsx"),
        ("rank", "-y", "2021", "-p", "a.xlsx"),
    ],
)
def test_what_stays_inside_is_written_and_remarked(command: tuple[str, ...], root: Path, kaoping: Command) -> None:
    _record(root, NAME)
    status, out, _ = kaoping(*command)
    assert status == 0
    where = " --quarter 2021Q1" if "2021Q1" in command else ""
    remark = "记录里有不能公布的内容：个人姓名 1 处。写的文件只在内部用；逐处列出："
    assert out.rstrip().endswith(f"{remark}kaoping check --publication{where}")


def test_check_tells_it_only_for_a_publication(root: Path, kaoping: Command) -> None:
    _record(root, NUMBER)
    assert kaoping("check")[0] == 0
    status, out, _ = kaoping("check", "--publication", "-q", "2021Q1")
    assert status == 1
    assert "这里写着电话号码 138******00" in out


def test_a_name_may_be_waived(everything: Path, kaoping: Command) -> None:
    _record(everything, NAME)
    (everything / "waivers.yaml").write_text(WAIVER.format("KP583", JIWEI), "utf-8")
    assert kaoping("check")[0] == 0
    assert kaoping("check", "--publication")[0] == 0
    assert kaoping("rank", "-q", "2021Q1", *PUBLIC)[0] == 0


@pytest.mark.parametrize("approver", ["王某", "王建国书记", "党群部主任李强"])
def test_a_person_may_not_waive_a_name(approver: str, everything: Path, kaoping: Command) -> None:
    _record(everything, NAME)
    waiver = WAIVER.format("KP583", JIWEI).replace("党群部", approver)
    (everything / "waivers.yaml").write_text(waiver, "utf-8")
    status, out, _ = kaoping("check", "--publication")
    assert status == 1
    assert f"approved_by 写的“{approver}”像是人名" in out
    assert "KP583" in out
    assert kaoping("rank", "-q", "2021Q1", *PUBLIC)[0] == 1
    # of anything else a waiver says no more than it did
    (everything / "waivers.yaml").write_text(waiver.replace("KP583", "KP405"), "utf-8")
    assert "KP561" not in kaoping("check").out


@pytest.mark.parametrize(("code", "reason"), [("KP583", NAME), ("KP582", NUMBER)])
@pytest.mark.parametrize("level", ["off", "warning"])
def test_what_may_not_go_out_is_not_switched_off(
    level: str, code: str, reason: str, everything: Path, kaoping: Command
) -> None:
    _record(everything, reason)
    settings = everything / "kaoping.yaml"
    settings.write_text(settings.read_text("utf-8") + f"severities: {{{code}: '{level}'}}\n", "utf-8")
    status, out, _ = kaoping("check", "--publication")
    assert status == 1
    assert f"{code} 查的是不能公布的内容，不能" in out
    assert "守着封存" not in out
    assert ("确要公布的，在 waivers.yaml 里" in out) == (code == "KP583")
    assert kaoping("rank", "-q", "2021Q1", *PUBLIC)[0] == 1
    assert not (everything / "公开.html").exists()


def test_a_number_may_not(everything: Path, kaoping: Command) -> None:
    _record(everything, NUMBER)
    (everything / "waivers.yaml").write_text(WAIVER.format("KP582", JIWEI), "utf-8")
    status, out, _ = kaoping("check", "--publication")
    assert status == 1
    assert "KP582 查的是不能公布的内容，不能豁免" in out
    assert "错误 KP582" in out
    assert kaoping("rank", "-q", "2021Q1", *PUBLIC)[0] == 1


def test_what_the_next_version_asks_is_looked_through_too(root: Path, kaoping: Command) -> None:
    newer = (root / RUBRIC).read_text("utf-8").replace("version: 2020", "version: 2021").replace("2020Q1", "2021Q2")
    due = newer.replace("title: 会议记录", "title: 会议记录（联系人李四）\n        due: [Q2]")
    (root / "rubrics/2021.yaml").write_text(due, "utf-8")
    status, _, err = kaoping("rank", "-q", "2021Q1", "-p", "通报.docx")
    assert status == 1
    assert "rubrics/2021.yaml:27:" in err
    assert "KP583" in err
    # a version after that tells this round's notice nothing
    (root / "rubrics/2021.yaml").write_text(due.replace("2021Q2", "2021Q3"), "utf-8")
    assert kaoping("rank", "-q", "2021Q1", "-p", "通报.docx")[0] == 0


def test_what_was_said_of_a_seal_and_of_what_went_out_is_looked_through_too(root: Path, kaoping: Command) -> None:
    lay(root, EXAMPLES / "KP506/good")
    edit(root, "data/2021Q1/seal.yaml", ("  tool: 0.1.0\n", "  tool: 0.1.0\n  note: 王书记要求更正\n"))
    (root / "data/2021Q1/publications.yaml").write_text(REGISTERED, "utf-8")
    out = kaoping("check", "--publication", "-q", "2021Q1").out
    assert "data/2021Q1/seal.yaml:10:9 错误 KP583 这里写着个人姓名：“王书记”" in out
    assert "data/2021Q1/publications.yaml:7:12 错误 KP583 这里写着个人姓名：“张某同志”" in out
    assert "data/2021Q1/publications.yaml:9:22 错误 KP582 这里写着电话号码 138******00" in out
    assert "data/2021Q1/publications.yaml:10:14 错误 KP583 这里写着个人姓名：“李四同志”" in out
    # the folder that a file lies in is told nobody, nor is a digest a number
    assert "KP585" not in out
    assert out.count("错误 KP58") == 4


def test_a_waiver_that_nothing_needs_is_told_where_it_is_looked_for(root: Path, kaoping: Command) -> None:
    (root / "waivers.yaml").write_text(WAIVER.format("KP583", JIWEI), "utf-8")
    assert "KP502" not in kaoping("check").out
    assert "KP502" in kaoping("check", "--publication").out


def test_where_the_settings_are_wrong_nothing_goes_out(root: Path, kaoping: Command) -> None:
    settings = root / "kaoping.yaml"
    settings.write_text(settings.read_text("utf-8") + "private_items: [LZ-1]\nnames_file: ../没有.txt\n", "utf-8")
    status, _, err = kaoping("rank", "-q", "2021Q1", *PUBLIC)
    assert status == 1
    assert "KP588" in err
    assert "KP589" in err
    # what stays inside is no matter of theirs
    assert "不能公布" not in kaoping("rank", "-q", "2021Q1", "-p", "a.xlsx").out


def test_the_reasons_of_private_items_stay_inside(everything: Path, kaoping: Command) -> None:
    settings = everything / "kaoping.yaml"
    settings.write_text(settings.read_text("utf-8") + "private_items: [LZ-01]\n", "utf-8")
    assert kaoping("rank", "-q", "2021Q1", *PUBLIC)[0] == 0
    assert kaoping("rank", "-q", "2021Q1", "-p", "全部.html")[0] == 0
    assert kaoping("feedback", "-q", "2021Q1", "-o", "反馈", "-f", "html")[0] == 0
    public = (everything / "公开.html").read_text("utf-8")
    assert "谈话记录没有写内容" not in public
    assert "原因不公开" in public
    assert "谈话记录没有写内容" in (everything / "全部.html").read_text("utf-8")
    assert "谈话记录没有写内容" in (everything / "反馈/2021Q1-机关党支部.html").read_text("utf-8")
