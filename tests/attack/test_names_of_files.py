"""Names that some system cannot store are refused on every system; links are followed or refused alike everywhere."""

import shutil
from pathlib import Path

import pytest

from checks.laying import DANGQUN, FOLLOWUPS, JANUARY, ROSTER, RUBRIC, checked, lay, told
from dangjian_kaoping.cli.files.names import file_names, objection
from dangjian_kaoping.cli.shell.app import run
from dangjian_kaoping.model.roster import Branch

UNLAWFUL = [
    "CON",
    "con",
    "nul",
    "Aux",
    "COM1",
    "lpt9",
    "COM¹",
    "PRN.2021",
    "2021.",
    "a:b",
    "a?",
    "a*",
    'a"b',
    "a|b",
    "<a>",
]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = lay(tmp_path / "workspace")
    monkeypatch.chdir(root)
    return root


def _files(root: Path) -> set[Path]:
    return set(root.rglob("*"))


@pytest.mark.whole
@pytest.mark.parametrize("name", UNLAWFUL)
def test_no_file_or_folder_is_made_that_another_system_cannot_store(
    name: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = _files(root)
    version = ("rubric", "new", name, "--effective-from", "2022Q1")
    publish = ("rank", "--publish", f"{name}.xlsx" if name != "2021." else "2021.xlsx.")
    for command in (version, publish, ("init", name), ("init", f"x/{name}/y"), ("feedback", "--output", name)):
        assert run(list(command)) in (1, 2), command
        assert "Traceback" not in capsys.readouterr().err
    assert _files(root) == before


@pytest.mark.parametrize("name", ["CONS", "2021-1", "a.b", "控", "com", "com10", "甲（1）", ".gitignore"])
def test_what_only_looks_like_one_is_lawful(name: str) -> None:
    assert objection(name) is None


def test_branches_with_such_names_go_by_their_ids() -> None:
    branches = [Branch(f"ZB{number:02}", name, "生产", None) for number, name in enumerate(UNLAWFUL)]
    found = file_names(branches)
    assert all(objection(f"2021Q1-{name}.docx") is None and objection(name) is None for name in found.values())


DOCUMENTS = ["kaoping.yaml", ROSTER, RUBRIC, DANGQUN, JANUARY, FOLLOWUPS]


@pytest.mark.parametrize("file", DOCUMENTS)
def test_a_link_inside_is_as_good_as_the_file_and_one_out_is_refused(file: str, root: Path) -> None:
    inside = root / "attachments" / Path(file).name
    inside.parent.mkdir()
    (root / file).rename(inside)
    (root / file).symlink_to(inside)
    assert told(checked(root)) == []
    outside = root.parent / Path(file).name
    inside.rename(outside)
    (root / file).unlink()
    (root / file).symlink_to(outside)
    assert f"KP123 {file}:1" in told(checked(root))


@pytest.mark.parametrize("file", ["waivers.yaml", "rubrics/cases/x.yaml", "data/2021Q1/adjustments.yaml"])
def test_so_it_is_with_what_need_not_be_there(file: str, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outside = root.parent / "x.yaml"
    outside.write_text("kind: x\n", "utf-8")
    (root / file).parent.mkdir(exist_ok=True)
    (root / file).symlink_to(outside)
    assert run(["rubric", "test"] if "cases" in file else ["check"]) in (1, 3)
    written = capsys.readouterr()
    assert "KP123" in written.out + written.err


@pytest.mark.whole
def test_the_seal_is_no_exception(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["seal"]) == 0
    seal = root / "data/2021Q1/seal.yaml"
    seal.rename(root.parent / "seal.yaml")
    seal.symlink_to(root.parent / "seal.yaml")
    capsys.readouterr()
    assert run(["check"]) == 1
    assert "KP123" in capsys.readouterr().out


@pytest.mark.whole
@pytest.mark.parametrize("inside", [True, False])
def test_where_a_link_is_written_to_its_target_is_replaced(inside: bool, root: Path) -> None:
    target = (root if inside else root.parent) / "target.xlsx"
    assert run(["rank", "--publish", "first.xlsx"]) == 0
    shutil.copy("first.xlsx", target)
    Path("link.xlsx").symlink_to(target)
    assert run(["rank", "--publish", "link.xlsx"]) == 0
    assert Path("link.xlsx").is_symlink()
    assert target.read_bytes() == Path("first.xlsx").read_bytes()


@pytest.mark.whole
def test_a_folder_that_is_a_link_is_written_into(root: Path) -> None:
    (root.parent / "out").mkdir()
    Path("sheets").symlink_to(root.parent / "out")
    assert run(["feedback", "--output", "sheets"]) == 0
    assert list((root.parent / "out").glob("*.docx"))
