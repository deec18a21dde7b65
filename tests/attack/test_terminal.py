"""Nothing that a terminal obeys, hides or turns round gets out: not from arguments, names of folders, nor records."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from checks.laying import DANGQUN, edit, lay
from dangjian_kaoping.characters import HARMFUL, escaped_in_json
from dangjian_kaoping.cli.shell.app import run
from dangjian_kaoping.place import as_stored, as_told

ESCAPE = "\x1b[31m\u202e甲\r\u2066\x9b2J\u200b"
"""A colour, text turned round, a line begun anew, an isolate, a screen cleared, a blank of no width."""
Said = Callable[..., str]


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Said:
    """All that a command writes, which must not be an apology of the program's."""

    def command(*arguments: str) -> str:
        assert run(list(arguments)) in (0, 1, 2, 3)
        written = capsys.readouterr()
        assert "\r" not in written.out + written.err
        assert not HARMFUL.search(written.out + written.err)
        return written.out + written.err

    return command


ARGUMENTS = [
    ("{}",),
    ("--{}",),
    ("score", "--{}"),
    ("score", "{}"),
    ("score", "--format", "{}"),
    ("score", "--branch", "{}"),
    ("score", "--quarter", "{}"),
    ("score", "--workspace", "{}"),
    ("explain", "{}"),
    ("explain", "ZB01", "{}"),
    ("check", "{}"),
    ("check", "{}.yaml"),
    ("rubric", "{}"),
    ("rubric", "new", "{}"),
    ("rubric", "new", "2022", "--from", "{}"),
    ("rubric", "show", "{}"),
    ("rubric", "diff", "2020", "{}"),
    ("rubric", "diff", "--against", "{}"),
    ("rubric", "impact", "--try", "{}=1"),
    ("rubric", "test", "{}"),
    ("rank", "--publish", "{}"),
    ("rank", "--publish", "{}/a.xlsx"),
    ("rank", "--publish", "{}.xlsx"),
    ("rank", "--publish", "a.docx", "--template", "{}.docx"),
    ("rank", "--publish", "a.docx", "--date", "{}"),
    ("rank", "--year", "{}"),
    ("reward", "--publish", "{}.xlsx"),
    ("feedback", "--output", "{}"),
    ("site", "--output", "{}"),
    ("feedback", "--output", "x", "--branch", "{}"),
    ("ledger", "--branch", "{}"),
    ("ledger", "--department", "{}"),
    ("tasks", "--branch", "{}"),
    ("trend", "{}"),
    ("codes", "{}"),
    ("seal", "--date", "{}"),
    ("verify", "{}"),
    ("verify", "{}.xlsx"),
    ("init", "{}"),
    ("init", "x", "--unit", "{}"),
    ("init", "x", "--quarter", "{}"),
    ("init", "--ci", "{}"),
    ("--show-completion", "{}"),
]


@pytest.mark.parametrize("arguments", ARGUMENTS, ids=" ".join)
def test_what_is_typed(arguments: tuple[str, ...], tmp_path: Path, said: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(lay(tmp_path / "workspace"))
    said(*(each.format(ESCAPE) for each in arguments))


@pytest.mark.parametrize("form", ["text", "json", "github", "gitlab", "sarif"])
def test_what_folders_and_files_are_called(
    form: str, tmp_path: Path, said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = lay(tmp_path / f"工作区{ESCAPE}")
    monkeypatch.chdir(root)
    for name in (f"data/{ESCAPE}\n", f"data/2021Q1/inspection/{ESCAPE}"):
        (root / name).mkdir()
    (root / f"data/2021Q1/inspection/{ESCAPE}\n\t.yaml").write_text("kind: inspection\n", "utf-8")
    (root / f"rubrics/{ESCAPE}.yaml").write_text("kind: {}\n", "utf-8")
    assert "KP1" in said("check", "--format", form)
    for command in (("check", f"rubrics/{ESCAPE}.yaml"), ("rank", "--publish", f"{ESCAPE}.xlsx"), ("score",)):
        said(*command)


def test_a_file_is_read_by_the_name_that_is_told(tmp_path: Path, said: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    root = lay(tmp_path / "workspace")
    monkeypatch.chdir(root)
    (root / DANGQUN).rename(root / DANGQUN.replace("dangqun", f"党群{ESCAPE}\n\udcff"))
    assert "没有发现问题" in said("check")


@pytest.mark.parametrize("name", [ESCAPE, "a\n\tb", "甲\udcff\udc80", "\x85\x7f", "\U000e0041"])
def test_what_is_told_of_a_file_leads_back_to_it(name: str) -> None:
    assert as_told(name).isprintable()
    assert as_stored(as_told(name)) == name


@pytest.mark.parametrize("escape", [r"\e[31m", r"\u202e", r"\0", r"\x9b", r"\N", r"\L", r"\u200b", r"\U000E0041"])
def test_an_escape_in_a_name_is_a_character_all_the_same(
    escape: str, tmp_path: Path, said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = lay(tmp_path / "workspace")
    monkeypatch.chdir(root)
    edit(root, "data/roster.yaml", ("name: 发电部党支部", f'name: "甲{escape}"'))
    told = said("check")
    assert "data/roster.yaml" in told
    assert "KP142" in told


def test_json_keeps_what_it_says_and_shows_nothing_hidden() -> None:
    data = {"甲\u200d乙": "\u202e\u2066\x7f\x9b\u200b\ufeff\U000e0041", "全角空格": "\u3000 ok"}
    text = escaped_in_json(json.dumps(data, ensure_ascii=False))
    assert json.loads(text) == data
    assert not HARMFUL.search(text)
    assert "全角空格" in text
    assert "\u3000" in text
