"""`kaoping check`: all faults at once, in several forms, of everything or of some files."""

import io
import json
import shutil
import sys
from pathlib import Path

import pytest

from checks.examples import BY_FOLDER
from checks.laying import (
    DANGQUN,
    EXAMPLES,
    EXPECTED,
    JIWEI,
    MARCH,
    RUBRIC,
    changes,
    edit,
    lay,
    make_unreadable,
)
from dangjian_kaoping.diagnostics import catalogue

from .conftest import Command

pytestmark = pytest.mark.every(6)

WARNING = (
    "扣0.5分\n            fact: {count: 项}\n            deduct: {each: 0.5}",
    "扣3分\n            fact: {count: 项}\n            deduct: {each: 3}",
)
"""Causes KP210 at line 35 of the rubric."""


@pytest.mark.parametrize("code", BY_FOLDER)
def test_the_command_tells_of_every_example_what_the_example_expects(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kaoping: Command
) -> None:
    bad = EXAMPLES / code / "bad"
    lay(tmp_path, bad)
    make_unreadable(monkeypatch, [tmp_path / change.file for change in changes(bad) if change.verb == "unreadable"])
    status, out, err = kaoping("check", "--publication", "-w", str(tmp_path), "-f", "json", "--fail-on", "warning")
    # a remark never fails a check
    assert (status, err) == (int(catalogue()[code].severity != "info"), "")
    told = [f"{each['code']} {each['file']}:{each['line'] or 0}" for each in json.loads(out)["diagnostics"]]
    lines = (bad / EXPECTED).read_text("utf-8").splitlines()
    assert sorted(told) == sorted(line.partition("#")[0].strip() for line in lines)


@pytest.mark.whole
@pytest.mark.parametrize("code", ["KP104", "KP301", "KP303", "KP408"])
def test_the_text_shows_the_line_what_why_and_how(code: str, tmp_path: Path, kaoping: Command) -> None:
    lay(tmp_path, EXAMPLES / code / "bad")
    _, out, _ = kaoping("check", "--workspace", str(tmp_path))
    file, _, line = (EXAMPLES / code / "bad" / EXPECTED).read_text("utf-8").split()[1].partition(":")
    source = (tmp_path / file).read_text("utf-8").split("\n")[int(line) - 1]
    assert out.startswith(f"{file}:{line}:")
    assert source.strip() in out
    assert "^" in out
    for words in ("为什么：", "怎样改："):
        assert words in out


@pytest.mark.whole
@pytest.mark.parametrize(("fail_on", "of_warnings", "of_errors"), [("error", 0, 1), ("warning", 1, 1), ("never", 0, 0)])
def test_from_which_severity_on_the_command_fails(
    root: Path, kaoping: Command, fail_on: str, of_warnings: int, of_errors: int
) -> None:
    assert kaoping("check", "--fail-on", fail_on).status == 0
    edit(root, RUBRIC, WARNING)
    warned = kaoping("check", "--fail-on", fail_on)
    assert (warned.status, "KP210" in warned.out) == (of_warnings, True)
    edit(root, DANGQUN, ("missing: 1", "missing: -1"))
    wrong = kaoping("check", "--fail-on", fail_on)
    assert (wrong.status, "KP109" in wrong.out) == (of_errors, True)


def test_a_remark_is_told_and_fails_nothing(root: Path, kaoping: Command) -> None:
    edit(root, RUBRIC, WARNING)
    settings = root / "kaoping.yaml"
    settings.write_text(settings.read_text("utf-8") + "severities: {KP210: info}\n", "utf-8")
    status, out, _ = kaoping("check", "--fail-on", "warning")
    assert (status, "说明 KP210" in out, out.split("\n")[-2]) == (0, True, "1 个说明")


def test_all_faults_are_told_at_once_and_counted(root: Path, kaoping: Command) -> None:
    edit(root, RUBRIC, WARNING)
    edit(root, DANGQUN, ("  机关党支部:", "  机关支部:"))
    edit(root, MARCH, ("  机关党支部:", "  机关支部:"))
    _, out, _ = kaoping("check")
    places = [line.split(" ")[0] for line in out.split("\n") if " KP" in line]
    assert [place.rpartition(":")[0] for place in places] == [f"{DANGQUN}:21", f"{MARCH}:7", f"{RUBRIC}:35"]
    assert "2 个错误" in out
    assert "1 个提醒" in out


@pytest.mark.whole
@pytest.mark.parametrize("form", ["json", "gitlab", "sarif"])
def test_machine_forms_are_json_also_without_faults(root: Path, kaoping: Command, form: str) -> None:
    assert kaoping("check", "--format", form).status == 0
    json.loads(kaoping("check", "--format", form).out)
    edit(root, DANGQUN, ("missing: 1", "missing: -1"))
    status, out, _ = kaoping("check", "--format", form)
    assert status == 1
    assert DANGQUN in json.dumps(json.loads(out), ensure_ascii=False)


@pytest.mark.whole
@pytest.mark.parametrize(("name", "start"), [("GITHUB_ACTIONS", "::error "), ("GITLAB_CI", "[")])
def test_in_ci_its_form_is_chosen(
    root: Path, kaoping: Command, monkeypatch: pytest.MonkeyPatch, name: str, start: str
) -> None:
    edit(root, DANGQUN, ("missing: 1", "missing: -1"))
    monkeypatch.setenv(name, "true")
    status, out, _ = kaoping("check")
    assert status == 1
    assert out.startswith(start)
    assert not kaoping("check", "--format", "text").out.startswith(start)


@pytest.mark.whole
def test_only_the_faults_of_some_files(root: Path, kaoping: Command) -> None:
    edit(root, RUBRIC, WARNING)
    edit(root, DANGQUN, ("  机关党支部:", "  机关支部:"))
    assert "KP210" not in kaoping("check", DANGQUN).out
    assert "KP303" in kaoping("check", "data").out
    assert "KP303" not in kaoping("check", "rubrics").out
    assert kaoping("check", JIWEI)[:2] == (0, "")
    status, out, err = kaoping("check", "data/没有.yaml")
    assert (status, out) == (2, "")
    assert "没有“data/没有.yaml”这个文件" in err


def test_a_document_on_standard_input(root: Path, kaoping: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        buffer = io.BytesIO((root / RUBRIC).read_text("utf-8").replace(*WARNING).encode())

    monkeypatch.setattr(sys, "stdin", Stdin)
    status, out, _ = kaoping("check", "-", "--fail-on", "warning")
    assert status == 1
    assert out.startswith("-:35:")
    assert kaoping("check", "-", RUBRIC).status == 2


@pytest.mark.whole
def test_one_quarter_only(root: Path, kaoping: Command) -> None:
    edit(root, DANGQUN, ("missing: 1", "missing: -1"))
    assert kaoping("check", "--quarter", "2021Q1").status == 1
    shutil.copytree(root / "data/2021Q1/self", root / "data/2021Q2/self")
    for month in (1, 2, 3):
        path = root / f"data/2021Q2/self/2021-0{month}.yaml"
        path.write_text(path.read_text("utf-8").replace(f"2021-0{month}", f"2021-0{month + 3}"), "utf-8")
    assert kaoping("check", "--quarter", "2021Q2").status == 0


def test_a_quarter_that_does_not_exist_is_not_said_to_be_free_of_faults(root: Path, kaoping: Command) -> None:
    status, out, err = kaoping("check", "--quarter", "2030Q1")
    assert (status, err) == (1, "")
    assert out.startswith("data/2030Q1/inspection 错误 KP402 2030Q1 没有检查记录")
    assert "有记录的季度：2021Q1" in out
