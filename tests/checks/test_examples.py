"""Every code of the catalogue has a good and a bad example, and the bad one yields exactly that code."""

import re
from pathlib import Path

import pytest

from dangjian_kaoping.diagnostics import catalogue, in_general

from .examples import BY_FOLDER, COMMANDS_ONLY
from .laying import (
    BASE,
    CHANGES,
    EXAMPLES,
    EXPECTED,
    changes,
    checked,
    lay,
    make_unreadable,
    told,
)

SOURCE = Path(__file__).parents[2] / "src"


def _expected(folder: Path) -> list[str]:
    """The lines of expected.txt; the companions of the first must say why they cannot be avoided."""
    lines = (folder / EXPECTED).read_text(encoding="utf-8").splitlines()
    for line in lines[1:]:
        assert line.partition("#")[2].strip(), f"{folder}: say why “{line}” cannot be avoided"
    return [line.partition("#")[0].strip() for line in lines]


def _laid(root: Path, overlay: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    lay(root, overlay)
    make_unreadable(monkeypatch, [root / change.file for change in changes(overlay) if change.verb == "unreadable"])
    return root


def test_the_base_workspace_has_no_fault(tmp_path: Path) -> None:
    assert checked(lay(tmp_path), worded=True) == []


@pytest.mark.parametrize("code", BY_FOLDER)
def test_every_code_has_its_two_folders(code: str) -> None:
    assert (EXAMPLES / code / "good").is_dir(), f"tests/examples/{code}/good is missing"
    assert (EXAMPLES / code / "bad" / EXPECTED).is_file(), f"tests/examples/{code}/bad/{EXPECTED} is missing"


@pytest.mark.parametrize("code", BY_FOLDER)
def test_the_bad_example_yields_its_code(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = EXAMPLES / code / "bad"
    expected = _expected(folder)
    assert expected[0].startswith(code)
    assert sorted(told(checked(_laid(tmp_path, folder, monkeypatch), worded=True))) == sorted(expected)


@pytest.mark.every(4)
@pytest.mark.parametrize("code", BY_FOLDER)
def test_the_good_example_yields_nothing(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(checked(_laid(tmp_path, EXAMPLES / code / "good", monkeypatch), worded=True)) == []


@pytest.mark.parametrize("code", BY_FOLDER)
def test_an_example_holds_only_what_differs(code: str) -> None:
    for folder in (EXAMPLES / code / "good", EXAMPLES / code / "bad"):
        for path in folder.rglob("*"):
            file = path.relative_to(folder)
            if path.is_file() and path.name not in (CHANGES, EXPECTED):
                assert not (BASE / file).exists() or path.read_bytes() != (BASE / file).read_bytes(), path


@pytest.mark.every(4)
@pytest.mark.parametrize("code", BY_FOLDER)
def test_the_words_of_an_example_are_complete(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    faults = checked(_laid(tmp_path, EXAMPLES / code / "bad", monkeypatch), worded=True)
    for words in (text for fault in faults for text in (fault.message, fault.mend)):
        assert words
        assert not re.search(r"[{}]{2}|None|  |，，|。。|\b(should|must|error|denied)\b", words), words


def test_no_example_is_left_of_a_code_that_is_gone() -> None:
    folders = {path.name for path in EXAMPLES.iterdir() if path.is_dir()} - {BASE.name}
    assert folders == set(BY_FOLDER)


@pytest.mark.whole
def test_every_code_that_the_program_uses_is_in_the_catalogue() -> None:
    texts = [path.read_text("utf-8") for path in SOURCE.rglob("*.py")]
    used = {code for text in texts for code in re.findall(r'(?:codes\.|")(KP\d{3})\b', text)}
    assert used == catalogue().keys()


def test_only_codes_of_the_catalogue_are_exempt_from_examples() -> None:
    assert COMMANDS_ONLY.keys() <= catalogue().keys()


@pytest.mark.parametrize("code", sorted(catalogue()))
def test_the_catalogue_says_what_why_and_how_in_chinese(code: str) -> None:
    kind = in_general(catalogue()[code])
    assert kind.code == code
    for words in (kind.title, kind.why, kind.mend):
        assert re.search(r"[\u4e00-\u9fff]", words), words
    assert kind.why.endswith("。")
    assert kind.mend.endswith("。")
    assert not kind.message.endswith("。")
