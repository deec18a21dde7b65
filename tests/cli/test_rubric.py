"""`kaoping rubric` and `kaoping codes`."""

import json
import re
from pathlib import Path

import pytest

from checks.laying import DANGQUN, EXAMPLES, RUBRIC, edit, lay, make_unreadable
from dangjian_kaoping.cli.shell.failure import UNREADABLE
from dangjian_kaoping.diagnostics import catalogue

from .conftest import Command

CASES = """\
kind: cases
version: 1
rubric: {rubric}

cases:
  - name: 少开两次会
    item: DJ-01
    facts:
      - {{clause: 缺会, missing: 2}}
    expect: {{points: {points}}}
"""


def test_the_versions_are_listed(root: Path, kaoping: Command) -> None:
    lay(root, EXAMPLES / "KP404" / "good")
    status, out, err = kaoping("rubric", "list")
    assert (status, err) == (0, "")
    assert re.search(r"^2020 .*2020Q1", out, re.MULTILINE)
    assert re.search(r"^2022 .*2022Q1", out, re.MULTILINE)


def test_a_version_is_shown_to_be_read(root: Path, kaoping: Command) -> None:
    lay(root, EXAMPLES / "KP404" / "good")
    newest, first = kaoping("rubric", "show").out, kaoping("rubric", "show", "2020").out
    assert "2022年修订" in newest
    assert "2020年修订" in first
    for words in ("党建工作", "DJ-01", "每季应开4次会，每少开1次扣1分", "缺开的会议在整改期限内补开"):
        assert words in first
    assert "|" in kaoping("rubric", "show", "--format", "markdown").out


@pytest.mark.parametrize(
    "arguments",
    [
        ("rubric", "list"),
        ("rubric", "show"),
        ("rubric", "test"),
    ],
)
def test_a_rubric_that_cannot_be_read(root: Path, kaoping: Command, arguments: tuple[str, ...]) -> None:
    edit(root, RUBRIC, ("total: 10", "total：10"))
    (root / "rubrics/cases").mkdir()
    (root / "rubrics/cases/dj.yaml").write_text(CASES.format(rubric=2020, points=2), "utf-8")
    status, out, err = kaoping(*arguments)
    assert (status, out) == (3, "")
    assert f"{RUBRIC}:5" in err


@pytest.mark.parametrize(
    "arguments", [("check", "--proof"), ("cases",), ("test", "--coverage"), ("test", "--mutate", "2020")]
)
def test_all_that_is_wrong_with_a_version_is_told_at_once(
    root: Path, kaoping: Command, arguments: tuple[str, ...]
) -> None:
    # the one is told where the file is read, the other where what it says is checked
    edit(root, RUBRIC, ("[0.5, 2]", "[2, 0.5]"), ("deduct: {each: 0.5}", "deduct: {each: 0.5, foo: 1}"))
    status, out, err = kaoping("rubric", *arguments)
    assert (status, out) == (3, "")
    assert "KP107" in err and "KP211" in err


@pytest.mark.whole
def test_only_rubrics_are_checked(root: Path, kaoping: Command) -> None:
    edit(root, DANGQUN, ("  机关党支部:", "  机关支部:"))
    assert kaoping("rubric", "check")[:2] == (0, "")
    edit(root, RUBRIC, ("[0.5, 2]", "[2, 0.5]"))
    status, out, _ = kaoping("rubric", "check")
    assert status == 1
    assert f"{RUBRIC}:50" in out
    assert "机关支部" not in out
    status, out, _ = kaoping("rubric", "check", RUBRIC)
    assert status == 1
    assert "KP211" in out


@pytest.mark.whole
def test_a_version_is_checked_by_its_name(root: Path, kaoping: Command) -> None:
    edit(root, RUBRIC, ("[0.5, 2]", "[2, 0.5]"))
    assert kaoping("rubric", "check", "2020") == kaoping("rubric", "check", RUBRIC)
    assert "KP211" in kaoping("rubric", "check", "2020").out
    status, out, err = kaoping("rubric", "check", "2021")
    assert (status, out) == (2, "")
    assert "没有“2021”这一版细则" in err and "有：2020" in err


@pytest.mark.whole
@pytest.mark.parametrize(
    ("change", "code"), [(("rubric: 2020", "rubric: 2019"), "KP410"), (("expect: {", "expect：{"), "KP1")]
)
def test_cases_are_checked_with_the_versions(root: Path, kaoping: Command, change: tuple[str, str], code: str) -> None:
    folder = root / "rubrics/cases"
    folder.mkdir()
    text = CASES.format(rubric=2020, points=3)
    (folder / "dj.yaml").write_text(text, "utf-8")
    assert kaoping("rubric", "check")[:2] == (0, "")
    assert change[0] in text
    (folder / "dj.yaml").write_text(text.replace(*change), "utf-8")
    status, out, _ = kaoping("rubric", "check")
    assert status == 1
    assert "rubrics/cases/dj.yaml:" in out and code in out


def test_cases_that_pass_and_fail(root: Path, kaoping: Command) -> None:
    folder = root / "rubrics/cases"
    folder.mkdir()
    path = folder / "dj.yaml"
    path.write_text(CASES.format(rubric=2020, points=2), "utf-8")
    status, out, _ = kaoping("rubric", "test")
    assert status == 0, out
    path.write_text(CASES.format(rubric=2020, points=3), "utf-8")
    status, out, _ = kaoping("rubric", "test")
    assert status == 1
    assert "少开两次会" in out


def test_cases_of_a_version_that_does_not_exist(root: Path, kaoping: Command) -> None:
    folder = root / "rubrics/cases"
    folder.mkdir()
    (folder / "dj.yaml").write_text(CASES.format(rubric=2019, points=2), "utf-8")
    status, out, err = kaoping("rubric", "test")
    assert (status, out) == (3, "")
    assert "KP410" in err
    assert "有：2020" in err


def test_the_schema_is_json(root: Path, kaoping: Command) -> None:
    schema = json.loads(kaoping("rubric", "schema").out)
    assert "$schema" in schema
    assert "areas" in schema["properties"]


def test_a_code_is_explained_with_a_bad_and_a_good_example(kaoping: Command) -> None:
    out = kaoping("codes", "KP301").out
    bad, good = out.split("这样不对：")[1].split("这样才对：")
    assert "reason:" not in bad
    assert "reason: 1次会议没有写决议" in good


@pytest.mark.whole
def test_all_codes_are_a_page(kaoping: Command) -> None:
    page = Path(__file__).parents[2] / "docs/检查代码.md"
    assert kaoping("codes", "--format", "markdown").out == page.read_text("utf-8")


@pytest.mark.whole
def test_every_code_is_listed_and_explained(kaoping: Command) -> None:
    listed = kaoping("codes").out
    for code, kind in catalogue().items():
        assert re.search(rf"^{code} .*{re.escape(kind.title)}", listed, re.MULTILINE)
        status, out, _ = kaoping("codes", code)
        assert status == 0
        for words in (code, kind.title, *re.split(r"\{\w+(?:\|[^{}]*)?\}", kind.why)):
            assert words in out


@pytest.mark.whole
def test_the_explanation_of_a_code_has_nothing_left_to_be_filled_in(kaoping: Command) -> None:
    told = {code: kaoping("codes", code).out.partition("这样不对：")[0] for code in catalogue()}
    # what is in braces is a way of writing, as `{fixed: 10}`, never the name of a particular
    assert [code for code, text in told.items() if re.search(r"\{\w*\}", text)] == []


@pytest.mark.parametrize(
    "asked",
    [
        ("list",),
        ("show",),
        ("show", "2020"),
        ("new", "2022"),
        ("diff",),
        ("impact", "2019", "2020"),
    ],
)
def test_a_folder_of_versions_that_nobody_may_look_into_is_not_taken_for_an_empty_one(
    asked: tuple[str, ...], root: Path, kaoping: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_unreadable(monkeypatch, [root / "rubrics"])
    status, out, err = kaoping("rubric", *asked)
    assert status == UNREADABLE
    assert (out + err).count("KP173") == 1
