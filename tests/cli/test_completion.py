"""What the shell offers when Tab is pressed, by the shells' real protocols."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from checks.laying import ROSTER, edit
from dangjian_kaoping.cli.commands import COMMANDS
from dangjian_kaoping.cli.completion import ASKED, SHELLS

from .conftest import Command

BRANCHES = ["发电部党支部", "机关党支部", "ZB01", "ZB02"]
OFFERED = {
    "": list(COMMANDS),
    "s": ["score", "seal", "status"],
    "rubric ": ["list", "show"],
    "--v": ["--version"],
    "score --q": ["--quarter"],
    "score --quarter ": ["2021Q1"],
    "score --quarter 2020": [],
    "score -q 2021Q1 -b ": BRANCHES,
    "score --format ": ["table", "json", "csv"],
    "explain ": BRANCHES,
    "explain 机": ["机关党支部"],
    "explain 机关党支部 D": ["DJ-01", "DJ-02"],
    "ledger --department ": ["党群工作部", "纪委办公室", "DQ", "JW"],
    "rank --year ": ["2021"],
    "rubric show ": ["2020"],
    "codes KP124": ["KP124"],
    "check -q ": ["2021Q1"],
}


def _offered(kaoping: Command, monkeypatch: pytest.MonkeyPatch, typed: str) -> list[str]:
    words = ["kaoping", *typed.split(" ")]
    monkeypatch.setenv(ASKED, "complete_bash")
    monkeypatch.setenv("COMP_WORDS", "\n".join(words))
    monkeypatch.setenv("COMP_CWORD", str(len(words) - 1))
    status, out, err = kaoping()
    assert (status, err) == (0, "")
    return out.split("\n")[:-1] if out.strip() else []


@pytest.mark.parametrize("typed", OFFERED)
def test_bash_is_offered_what_may_stand_next(
    root: Path, kaoping: Command, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    expected = OFFERED[typed]
    assert _offered(kaoping, monkeypatch, typed)[: len(expected) or None] == expected


@pytest.mark.parametrize(
    ("shell", "environment", "expected"),
    [
        ("zsh", {"_TYPER_COMPLETE_ARGS": "kaoping explain 机"}, "_arguments '*: :((\"机关党支部\"))'"),
        (
            "fish",
            {"_TYPER_COMPLETE_ARGS": "kaoping explain 机", "_TYPER_COMPLETE_FISH_ACTION": "get-args"},
            "机关党支部",
        ),
        (
            "powershell",
            {"_TYPER_COMPLETE_ARGS": "kaoping explain 机", "_TYPER_COMPLETE_WORD_TO_COMPLETE": "机"},
            "机关党支部:::",
        ),
    ],
)
def test_so_are_the_other_shells(
    root: Path,
    kaoping: Command,
    monkeypatch: pytest.MonkeyPatch,
    shell: str,
    environment: dict[str, str],
    expected: str,
) -> None:
    for name, value in {ASKED: f"complete_{shell}", **environment}.items():
        monkeypatch.setenv(name, value)
    status, out, err = kaoping()
    assert (status, out.strip(), err) == (0, expected, "")


def test_the_branches_are_those_of_the_quarter(root: Path, kaoping: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(root, ROSTER, ("class: 机关}", "class: 机关}\n    - {from: 2021-04-01, name: 机关一支部}"))
    assert _offered(kaoping, monkeypatch, "score -q 2021Q1 -b 机") == ["机关党支部"]
    inspection = root / "data/2021Q2/inspection"
    inspection.mkdir(parents=True)
    # nobody inspected yet: what is scored without --quarter is still the quarter before
    assert _offered(kaoping, monkeypatch, "score -b 机") == ["机关党支部"]
    (inspection / "jiwei.yaml").touch()
    assert _offered(kaoping, monkeypatch, "score -b 机") == ["机关一支部"]


def test_only_quarters_that_have_an_inspection_are_offered_to_be_scored(
    root: Path, kaoping: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "data/2022Q1/self").mkdir(parents=True)
    (root / "data/2022Q1/self/2022-01.yaml").touch()
    (root / "data/2022Q2").touch()
    for command in ("score -q ", "explain 机关党支部 -q ", "rank -q ", "gap -q ", "reward -q ", "seal -q "):
        assert _offered(kaoping, monkeypatch, command) == ["2021Q1"]
    assert _offered(kaoping, monkeypatch, "rank --year ") == ["2021"]
    for command in ("status -q ", "check -q ", "tasks -q "):
        assert _offered(kaoping, monkeypatch, command) == ["2022Q1", "2021Q1"]


def test_who_has_ended_is_not_offered_by_id_either(
    root: Path, kaoping: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(root, ROSTER, ("class: 机关}", "class: 机关}\n    - {from: 2020-04-01, ends: true}"))
    assert _offered(kaoping, monkeypatch, "score -b ") == ["发电部党支部", "ZB01"]


@pytest.mark.parametrize("file", [ROSTER, "rubrics/2020.yaml"])
@pytest.mark.parametrize("content", [b"", b"[", b"\xff\xfe", b"branches: 3\nareas: {a: 1}\nkind: rubric\n"])
def test_a_broken_file_offers_nothing_and_says_nothing(
    root: Path, kaoping: Command, monkeypatch: pytest.MonkeyPatch, file: str, content: bytes
) -> None:
    (root / file).write_bytes(content)
    for typed in ("explain ", "explain ZB01 ", "rubric show ", "ledger -d "):
        _offered(kaoping, monkeypatch, typed)


def test_outside_a_workspace_there_is_nothing_to_offer(
    tmp_path: Path, kaoping: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert _offered(kaoping, monkeypatch, "explain ") == []
    assert _offered(kaoping, monkeypatch, "codes KP124") == ["KP124"]


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_of_a_shell(kaoping: Command, shell: str) -> None:
    status, out, err = kaoping("--show-completion", shell)
    assert (status, err) == (0, "")
    assert ASKED in out


def test_a_shell_that_is_not_known(kaoping: Command) -> None:
    status, out, err = kaoping("--show-completion", "cmd")
    assert (status, out) == (2, "")
    assert "不会给“cmd”补全" in err


@pytest.mark.skipif(shutil.which("bash") is None, reason="没有 bash")
def test_bash_itself_runs_the_script(root: Path) -> None:
    program = Path(sys.executable).parent / "kaoping"
    typed = f"""
        eval "$({program} --show-completion bash)"
        complete -p kaoping
        COMP_WORDS=(kaoping explain 机); COMP_CWORD=2
        _kaoping_completion {program}
        printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    environment = {**os.environ, "PYTHONUTF8": "1"}
    done = subprocess.run(
        ["bash", "-c", typed], cwd=root, env=environment, capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout == "complete -o default -F _kaoping_completion kaoping\n机关党支部\n"
    assert done.stderr == ""
