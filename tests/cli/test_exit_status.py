"""How commands end: the status, and nothing on stdout where there is no answer."""

import shutil
from pathlib import Path

import pytest

from checks.laying import DANGQUN, JANUARY, RUBRIC, edit
from dangjian_kaoping.session import rounds as scoring

from .conftest import Command

pytestmark = pytest.mark.every(2)

SCORING = [("score",), ("explain", "发电部党支部"), ("rank",), ("rank", "--publish", "report.xlsx")]
"""The commands that score a round."""
ANSWERS = [
    *SCORING[:3],
    ("score", "--format", "json"),
    ("score", "--format", "csv"),
    ("score", "--branch", "ZB02"),
    ("explain", "ZB01", "DJ-01"),
    ("explain", "发电部党支部", "--format", "json"),
    ("codes",),
    ("codes", "KP301"),
    ("codes", "kp301"),
    ("rubric", "list"),
    ("rubric", "show"),
    ("rubric", "show", "2020"),
    ("rubric", "schema"),
    ("--version",),
    ("--help",),
    ("check", "--help"),
]


@pytest.mark.parametrize("arguments", ANSWERS)
def test_an_answer_goes_to_stdout(root: Path, kaoping: Command, arguments: tuple[str, ...]) -> None:
    status, out, err = kaoping(*arguments)
    assert status == 0
    assert out.endswith("\n")
    assert "Traceback" not in err


@pytest.mark.parametrize("arguments", [("check",), ("rubric", "check"), ("check", "--quarter", "2021Q1")])
def test_a_check_that_finds_nothing_says_so_on_stderr(root: Path, kaoping: Command, arguments: tuple[str, ...]) -> None:
    status, out, err = kaoping(*arguments)
    assert (status, out) == (0, "")
    assert "没有发现问题" in err


@pytest.mark.parametrize("arguments", [*SCORING, ("score", "-f", "json"), ("explain", "ZB01", "-f", "json")])
def test_the_quarter_is_named_on_stderr_when_it_is_not_given(
    root: Path, kaoping: Command, arguments: tuple[str, ...]
) -> None:
    status, _, err = kaoping(*arguments)
    assert status == 0
    assert err == "没有写 --quarter，用最近的一轮：2021Q1\n"
    status, _, err = kaoping(*arguments, "--quarter", "2021Q1", *(("--force",) if "report.xlsx" in arguments else ()))
    assert (status, err) == (0, "")


def _wide_colon(root: Path) -> None:
    edit(root, DANGQUN, ("quarter: 2021Q1", "quarter：2021Q1"))


def _unknown_branch(root: Path) -> None:
    edit(root, DANGQUN, ("  机关党支部:", "  机关支部:"))


def _no_reason(root: Path) -> None:
    edit(root, DANGQUN, ("        reason: 3月两次会议没有签到，当场补齐\n", ""))


def _below_zero(root: Path) -> None:
    edit(root, DANGQUN, ("missing: 1", "missing: -1"))


def _not_in_force(root: Path) -> None:
    edit(root, RUBRIC, ("effective_from: 2020Q1", "effective_from: 2021Q2"))


def _no_rubric(root: Path) -> None:
    (root / RUBRIC).unlink()


def _no_roster(root: Path) -> None:
    (root / "data/roster.yaml").unlink()


def _no_records(root: Path) -> None:
    shutil.rmtree(root / "data/2021Q1/inspection")


def _unsound_rubric(root: Path) -> None:
    edit(root, RUBRIC, ("[0.5, 2]", "[2, 0.5]"))


def _gbk(root: Path) -> None:
    path = root / JANUARY
    path.write_bytes(path.read_text("utf-8").encode("gbk"))


BROKEN = {
    "broken YAML": (_wide_colon, "KP115", f"{DANGQUN}:3"),
    "unknown branch": (_unknown_branch, "KP303", f"{DANGQUN}:21"),
    "no reason": (_no_reason, "KP301", f"{DANGQUN}:16"),
    "below zero": (_below_zero, "KP109", f"{DANGQUN}:12"),
    "no rubric in force": (_not_in_force, "KP401", ""),
    "no roster": (_no_roster, "KP117", "data/roster.yaml"),
    "an unsound rubric": (_unsound_rubric, "KP211", f"{RUBRIC}:50"),
    "another encoding": (_gbk, "KP102", JANUARY),
}


@pytest.mark.parametrize("arguments", SCORING)
@pytest.mark.parametrize("how", BROKEN)
def test_input_that_cannot_be_scored_ends_with_3(
    root: Path, kaoping: Command, how: str, arguments: tuple[str, ...]
) -> None:
    break_it, code, place = BROKEN[how]
    break_it(root)
    status, out, err = kaoping(*arguments, "--quarter", "2021Q1")
    assert (status, out) == (3, "")
    assert code in err
    assert place in err
    assert not (root / "report.xlsx").exists()


@pytest.mark.parametrize("how", BROKEN)
def test_check_ends_with_1_whatever_is_wrong(root: Path, kaoping: Command, how: str) -> None:
    break_it, code, place = BROKEN[how]
    break_it(root)
    status, out, err = kaoping("check")
    assert (status, err) == (1, "")
    assert code in out
    assert place in out


@pytest.mark.parametrize("arguments", SCORING)
def test_a_quarter_with_nothing_in_it(root: Path, kaoping: Command, arguments: tuple[str, ...]) -> None:
    status, out, err = kaoping(*arguments, "--quarter", "2021Q3")
    assert (status, out) == (3, "")
    assert "KP402" in err
    assert "2021Q3 没有检查记录" in err
    assert "有记录的季度：2021Q1" in err
    (root / "data/2021Q3/inspection").mkdir(parents=True)
    assert kaoping(*arguments, "--quarter", "2021Q3")[:2] == (3, "")


@pytest.mark.parametrize("arguments", SCORING)
def test_no_quarter_at_all(root: Path, kaoping: Command, arguments: tuple[str, ...]) -> None:
    _no_records(root)
    status, out, err = kaoping(*arguments)
    assert (status, out) == (3, "")
    assert "KP402" in err


@pytest.mark.parametrize("arguments", [*SCORING, ("rubric", "list"), ("rubric", "show")])
def test_no_workspace_around(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kaoping: Command, arguments: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    status, out, err = kaoping(*arguments)
    assert (status, out) == (3, "")
    assert "KP124" in err
    assert "kaoping init" in err


@pytest.mark.parametrize("options", [(), ("--quarter", "2021Q1"), ("--format", "json"), ("--format", "github")])
def test_for_check_that_there_is_no_workspace_is_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kaoping: Command, options: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    status, out, err = kaoping("check", *options)
    assert (status, err) == (1, "")
    assert "KP124" in out
    assert "kaoping init" in out
    assert kaoping("check", *options, "--fail-on", "never").status == 0


def test_no_rubric_at_all(root: Path, kaoping: Command) -> None:
    _no_rubric(root)
    status, out, err = kaoping("score", "-q", "2021Q1")
    assert (status, out) == (3, "")
    assert err.startswith("rubrics 错误 KP401 2021Q1 没有施行的细则")
    assert "rubrics 里还没有细则，请先写上一版。" in err
    assert "effective_from" not in err
    assert kaoping("check").out.count("rubrics 错误 KP401") == 1, "and no record is blamed for it"


def test_no_record_at_all(root: Path, kaoping: Command) -> None:
    shutil.rmtree(root / "data/2021Q1")
    status, out, err = kaoping("score")
    assert (status, out) == (3, "")
    assert err.startswith("data 错误 KP402 还没有检查记录")
    assert "有记录的季度" not in err


@pytest.mark.parametrize("folder", [".", "data/2021Q1/inspection"])
def test_a_workspace_is_found_from_below_and_by_its_option(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kaoping: Command, folder: str
) -> None:
    monkeypatch.chdir(root / folder)
    here = kaoping("score")
    monkeypatch.chdir(tmp_path)
    assert kaoping("score", "--workspace", str(root)) == here
    assert here.status == 0


MISUSES = {
    ("score", "--branch", "发电部"): "是不是“发电部党支部”？",
    ("explain", "机关支部"): "是不是“机关党支部”？",
    ("explain", "ZB1"): "有：",
    ("explain", "发电部党支部", "DJ-20"): "是不是“DJ-02”？",
    ("explain", "发电部党支部", "三会一课"): "kaoping rubric show",
    ("score", "--quarter", "2021q1"): "要写成 2021Q1 这样",
    ("check", "--quarter", "2021-01"): "要写成 2021Q1 这样",
    ("rank", "--publish", "report.pdf"): "要以 .html、.xlsx、.docx 或 .json 结尾",
    ("rubric", "show", "2019"): "有：2020",
    ("codes", "KP31"): "是不是“KP",
    ("check", "--fail-on", "fatal"): "warning",
    ("score", "--quater", "2021Q1"): "是不是 --quarter？",
    ("score", "--quarter", "2021年第一季度"): "是不是“2021Q1”？",
    ("score", "--quarter", "２０２１ｑ１"): "是不是“2021Q1”？",
    ("seal", "--quarter", "2021Q1", "--date", "2021年4月2日"): "是不是“2021-04-02”？",
    ("seal", "--quarter", "2021Q1", "--date", "2021-02-30"): "没有这一天",
    ("rubric", "diff", "--only", "up"): "--only 没有“up”。可写：stricter、looser、neutral。",
    ("score", "--quarter"): "--quarter 后面要写一个值。\n用 kaoping score --help 看说明。",
    ("rubric", "diff", "--only"): "用 kaoping rubric diff --help 看说明。",
    ("score", "--format", "xml"): "--format 没有“xml”。可写：",
    ("init", "--ci", "gitte"): "--ci 没有“gitte”。可写：",
    ("score", "2021Q1"): "多写了参数",
    ("explain",): "缺少支部",
    ("scores",): "是不是“score”？",
    ("rubric", "shwo"): "是不是“show”？",
    (): "后面要写一个命令",
    ("rubric",): "后面要写一个命令",
}


@pytest.mark.parametrize("arguments", MISUSES)
def test_a_slip_on_the_command_line_ends_with_2(root: Path, kaoping: Command, arguments: tuple[str, ...]) -> None:
    status, out, err = kaoping(*arguments)
    assert (status, out) == (2, "")
    assert "用法有误：" in err
    assert MISUSES[arguments] in err


@pytest.mark.parametrize("arguments", ANSWERS[:3])
def test_an_interruption_is_told_in_a_word(
    root: Path, kaoping: Command, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(scoring, "score_round", interrupt)
    status, out, err = kaoping(*arguments, "-q", "2021Q1")
    assert (status, out, err.strip()) == (130, "", "已中断。")


@pytest.mark.parametrize("error", [RuntimeError("什么也没有"), KeyError("KP999"), AssertionError(), RecursionError()])
def test_a_fault_of_the_program_ends_with_70_and_no_traceback(
    root: Path, kaoping: Command, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(scoring, "score_round", fail)
    status, out, err = kaoping("score", "-q", "2021Q1")
    assert (status, out) == (70, "")
    assert err.startswith(f"程序自己出了错（{type(error).__name__}")
    assert "Traceback" not in err
    assert err.count("\n") == 1


def test_a_fault_of_the_program_while_it_tells_of_faults_ends_with_70_too(
    root: Path, kaoping: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dangjian_kaoping.write.text import diagnostics as diagnostics_text

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError

    _wide_colon(root)
    monkeypatch.setattr(diagnostics_text, "diagnostics_text", fail)
    status, out, err = kaoping("score", "-q", "2021Q1")
    assert (status, out) == (70, "")
    assert err.startswith("程序自己出了错")
