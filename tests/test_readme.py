"""README shows real output: every block that begins with `$ kaoping` is run and compared.

`UPDATE_GOLDEN=1` writes what the commands print now.
"""

import os
import re
from pathlib import Path

import pytest

from dangjian_kaoping.cli.shell.app import run
from pictures import FOLDER, MOST, PICTURES

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
BLOCK = re.compile(r"^```\n\$ kaoping (?P<command>[^\n]+)\n(?P<output>.*?)```$", re.MULTILINE | re.DOTALL)


def printed(command: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert run(command.split()) == 0
    captured = capsys.readouterr()
    return captured.out + captured.err


@pytest.mark.whole
def test_the_readme_shows_what_the_commands_print(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    monkeypatch.delenv("GITLAB_CI", raising=False)
    text = README.read_text("utf-8")
    shown = {found["command"]: found["output"] for found in BLOCK.finditer(text)}
    assert len(shown) >= 3
    real = {command: printed(command, capsys) for command in shown}
    if os.environ.get("UPDATE_GOLDEN"):
        README.write_text(
            BLOCK.sub(lambda found: f"```\n$ kaoping {found['command']}\n{real[found['command']]}```", text), "utf-8"
        )
    else:
        assert shown == real


def test_every_command_that_the_readme_names_exists(capsys: pytest.CaptureFixture[str]) -> None:
    text = README.read_text("utf-8")
    named = {" ".join(words.split()[:2]) for words in re.findall(r"kaoping ((?:rubric )?[a-z]+)", text)}
    for command in sorted(named - {"is", "scores"}):
        assert run([*command.split(), "--help"]) == 0, command
    capsys.readouterr()


def test_the_pictures_are_shown_and_small() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    shown = re.findall(r"!\[[^\]]+\]\((docs/图/[^)]+)\)", readme)
    assert shown == [f"docs/图/{name}.png" for name in PICTURES]
    assert sorted(each.name for each in FOLDER.iterdir()) == sorted(f"{name}.png" for name in PICTURES)
    for each in shown:
        content = (ROOT / each).read_bytes()
        assert content.startswith(b"\x89PNG")
        assert len(content) <= MOST
