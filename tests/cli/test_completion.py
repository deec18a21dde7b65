"""What the shell offers when Tab is pressed, by the shells' real protocols."""

from pathlib import Path

import pytest

from checks.laying import ROSTER, edit
from dangjian_kaoping.cli.shell.commands import COMMANDS
from dangjian_kaoping.cli.shell.shells import ASKED, SHELLS

from .completing import offered
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
    "schema re": ["registered", "reward", "reward-year"],
    "check -q ": ["2021Q1"],
}


@pytest.mark.parametrize("typed", OFFERED)
def test_bash_is_offered_what_may_stand_next(
    root: Path, kaoping: Command, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    expected = OFFERED[typed]
    assert offered(kaoping, monkeypatch, typed)[: len(expected) or None] == expected


@pytest.mark.parametrize(
    ("shell", "expected"),
    [("zsh", "机关党支部"), ("fish", "机关党支部"), ("powershell", "机关党支部\t机关党支部")],
)
def test_so_are_the_other_shells(
    root: Path, kaoping: Command, monkeypatch: pytest.MonkeyPatch, shell: str, expected: str
) -> None:
    assert offered(kaoping, monkeypatch, "explain 机", shell) == [expected]


def test_a_list_is_offered_by_its_name(root: Path, kaoping: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    assert offered(kaoping, monkeypatch, "import --list ") == []
    settings = root / "kaoping.yaml"
    settings.write_text(settings.read_text("utf-8") + "lists:\n  平台得分: {department: 党群工作部}\n", "utf-8")
    assert offered(kaoping, monkeypatch, "import --list ") == ["平台得分"]
    settings.write_text("lists: [", "utf-8")
    assert offered(kaoping, monkeypatch, "import --list ") == []


def test_the_branches_are_those_of_the_quarter(root: Path, kaoping: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(root, ROSTER, ("class: 机关}", "class: 机关}\n    - {from: 2021-04-01, name: 机关一支部}"))
    assert offered(kaoping, monkeypatch, "score -q 2021Q1 -b 机") == ["机关党支部"]
    inspection = root / "data/2021Q2/inspection"
    inspection.mkdir(parents=True)
    # nobody inspected yet: what is scored without --quarter is still the quarter before
    assert offered(kaoping, monkeypatch, "score -b 机") == ["机关党支部"]
    (inspection / "jiwei.yaml").touch()
    assert offered(kaoping, monkeypatch, "score -b 机") == ["机关一支部"]


def test_only_quarters_that_have_an_inspection_are_offered_to_be_scored(
    root: Path, kaoping: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "data/2022Q1/self").mkdir(parents=True)
    (root / "data/2022Q1/self/2022-01.yaml").touch()
    (root / "data/2022Q2").touch()
    for command in ("score -q ", "explain 机关党支部 -q ", "rank -q ", "gap -q ", "reward -q ", "seal -q "):
        assert offered(kaoping, monkeypatch, command) == ["2021Q1"]
    assert offered(kaoping, monkeypatch, "rank --year ") == ["2021"]
    for command in ("status -q ", "check -q ", "tasks -q "):
        assert offered(kaoping, monkeypatch, command) == ["2022Q1", "2021Q1"]


def test_who_has_ended_is_not_offered_by_id_either(
    root: Path, kaoping: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(root, ROSTER, ("class: 机关}", "class: 机关}\n    - {from: 2020-04-01, ends: true}"))
    assert offered(kaoping, monkeypatch, "score -b ") == ["发电部党支部", "ZB01"]


@pytest.mark.parametrize("file", [ROSTER, "rubrics/2020.yaml"])
@pytest.mark.parametrize("content", [b"", b"[", b"\xff\xfe", b"branches: 3\nareas: {a: 1}\nkind: rubric\n"])
def test_a_broken_file_offers_nothing_and_says_nothing(
    root: Path, kaoping: Command, monkeypatch: pytest.MonkeyPatch, file: str, content: bytes
) -> None:
    (root / file).write_bytes(content)
    for typed in ("explain ", "explain ZB01 ", "rubric show ", "ledger -d "):
        offered(kaoping, monkeypatch, typed)


def test_outside_a_workspace_there_is_nothing_to_offer(
    tmp_path: Path, kaoping: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert offered(kaoping, monkeypatch, "explain ") == []
    assert offered(kaoping, monkeypatch, "codes KP124") == ["KP124"]


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_of_a_shell(kaoping: Command, shell: str) -> None:
    status, out, err = kaoping("--show-completion", shell)
    assert (status, err) == (0, "")
    assert ASKED in out


def test_a_shell_that_is_not_known(kaoping: Command) -> None:
    status, out, err = kaoping("--show-completion", "cmd")
    assert (status, out) == (2, "")
    assert "不会给“cmd”补全" in err
