"""Inputs made to hurt: refused with a code, soon, in little memory, and nothing outside the workspace is read."""

import io
import json
import os
import re
import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from checks.laying import DANGQUN, FOLLOWUPS, JANUARY, ROSTER, RUBRIC, checked, edit, lay, told
from dangjian_kaoping.cli.shell.app import run
from dangjian_kaoping.diagnostics import Diagnostic, Faults
from dangjian_kaoping.loading.workspace import Loader
from dangjian_kaoping.source.files import MOST_BYTES, decoded
from dangjian_kaoping.source.reader import MOST_DUPLICATES, read_yaml
from effort import calls

pytestmark = pytest.mark.every(2)

MEGA = 1024 * 1024


def _read(text: str) -> list[Diagnostic]:
    faults = Faults()
    read_yaml(text, "a.yaml", faults)
    return list(faults)


def _megabytes(action: Callable[[], object]) -> float:
    """How much memory an answer takes at its height."""
    tracemalloc.start()
    action()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / MEGA


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The base workspace, with room beside it."""
    return lay(tmp_path / "workspace")


# ── YAML that grows ──

LAUGHS = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9) if n else 'x'}]\n" for n in range(12))


@pytest.mark.parametrize(
    "text",
    [LAUGHS, "a: &a [*a]\n", "&a a: *a\n", "- &a\n- *a\n", "a: {<<: *b}\n", "a: &" + "x" * 50_000 + " 1\n", "*a : 1\n"],
)
def test_an_alias_bomb_goes_off_at_its_first_anchor(text: str) -> None:
    assert _megabytes(lambda: _read(text)) < 5
    assert calls(lambda: _read(text)) < 200
    (fault,) = _read(text)
    assert (fault.code, fault.place.line) == ("KP105", 1)


@pytest.mark.parametrize(
    ("opened", "closed"), [("[", "]"), ("{a: ", "}"), ("- ", ""), ("? ", ""), ("[{a: ", "}]"), ("\t- ", "")]
)
@pytest.mark.parametrize("file", [DANGQUN, ROSTER, RUBRIC, JANUARY])
def test_a_file_nested_ten_thousand_deep(file: str, opened: str, closed: str, root: Path) -> None:
    (root / file).write_text("note:\n  " + opened * 10_000 + closed * 10_000 + "\n", "utf-8")
    faults: list[Diagnostic] = []
    # no more than for a workspace that is sound: the file is given up where it goes too deep
    assert calls(lambda: faults.extend(checked(root))) < 150_000
    (fault,) = [each for each in faults if each.place.file == file]
    assert fault.code in ("KP103", "KP105", "KP106", "KP114")
    assert fault.place.line == 2


@pytest.mark.whole
def test_keys_without_number_that_stand_twice() -> None:
    text = "".join(f"k{number}: 1\n" for number in range(20_000)) * 2
    faults: list[Diagnostic] = []
    # a comprehension is a call of its own before Python 3.12
    assert calls(lambda: faults.extend(_read(text))) < 12 * text.count("\n")
    assert [fault.code for fault in faults] == ["KP104"] * MOST_DUPLICATES


@pytest.mark.whole
@pytest.mark.parametrize(
    "text",
    [
        "a: 1\n" + "-" * 100_000 + "\n",  # a pattern that tries every way to part them would take hours
        "a: 1\n" + "- " * 50_000 + "：\nb\n",
        "a: 1\n" + "键" * 100_000 + " " * 100_000 + "\nb: 1\n",
        "a: |\n" + "  文\n  \tx\n" * 50_000 + "b:\n\tc: 1\n",
        "a: |\n  x\n" + "\u3000x\n" * 50_000,
        "'" * 100_001,
        "\n" * 500_000 + "a: [",
    ],
)
def test_long_lines_take_as_little_as_short_ones(text: str) -> None:
    assert _read(text)
    assert calls(lambda: _read(text)) < 5 * text.count("\n") + 200


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [("{", 1, 1), ("a: 1\nb: {c: ", 2, 6), ("a: 1\nb: {c:\n\n# 完", 4, 3), ("a: 1\n{\n", 2, 1)],
)
def test_what_ends_too_soon_is_blamed_inside_the_file(text: str, line: int, column: int) -> None:
    (fault,) = _read(text)
    assert (fault.code, fault.place.line, fault.place.column) == ("KP103", line, column)


# ── size ──


def test_a_scalar_of_a_hundred_megabytes_is_refused_before_it_is_read(root: Path) -> None:
    with (root / ROSTER).open("ab") as file:
        file.write(b"note: ")
        file.truncate(100 * MEGA)
    assert _megabytes(lambda: checked(root)) < 10
    fault = next(each for each in checked(root) if each.code == "KP122")
    assert str(fault.place) == f"{ROSTER}:1"
    assert "100 MB" in fault.message


def test_so_it_is_on_standard_input(monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    class Endless(io.RawIOBase):
        given = 0

        def read(self, size: int = -1) -> bytes:
            assert 0 < size <= MOST_BYTES + 1, "the whole of it was asked for"
            self.given += size
            return b"x" * size

    class Stdin:
        buffer = Endless()

    monkeypatch.setattr(sys, "stdin", Stdin())
    monkeypatch.chdir(root)
    assert run(["check", "-"]) == 1
    assert Stdin.buffer.given == MOST_BYTES + 1


@pytest.mark.whole
def test_the_largest_scalar_that_is_allowed_is_read_at_once() -> None:
    faults = Faults()
    content = b"note: " + b"x" * (MOST_BYTES - 6)
    read = decoded(content, "a.yaml", faults)
    assert read is not None
    read_yaml(read[:100_000], "a.yaml", faults)  # what is imported for large texts is imported
    assert calls(lambda: read_yaml(read, "a.yaml", faults)) < 200
    assert not len(faults)
    assert decoded(content + b"x", "a.yaml", faults) is None
    assert [fault.code for fault in faults] == ["KP122"]


# ── characters ──

UNSEEN = "\u2028\u2029\u200b\u200e\u200f\u202a\u202e\u2060\u2066\u2069\ufeff\ufffe\uffff"


@pytest.mark.parametrize(
    "character",
    [*map(chr, (*range(9), 11, 12, *range(14, 32), *range(127, 160))), *UNSEEN],
    ids=ascii,
)
def test_what_cannot_be_seen_is_named_where_it_stands(character: str) -> None:
    (fault,) = _read(f"a: 1\nb: 发电{character}部\n")
    assert (fault.code, fault.place.line, fault.place.column) == ("KP116", 2, 6)
    assert f"U+{ord(character):04X}" in fault.message


@pytest.mark.whole
@pytest.mark.parametrize("written", ['"\\0"', '"\\x1b[31m"', '"\\e]0;x\\a"', '"\\u202e"', '"\\ud800"'])
def test_what_is_written_as_an_escape_never_reaches_the_terminal(
    written: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(root, DANGQUN, ("  机关党支部:\n", f"  {written}:\n"))
    for form in ("text", "json", "github", "gitlab", "sarif"):
        assert run(["check", "--workspace", str(root), "--format", form]) == 1
        shown = capsys.readouterr().out
        if form == "text":
            assert [each for each in shown if not each.isprintable()] == ["\n"] * shown.count("\n")
        elif form != "github":
            assert json.loads(shown)


@pytest.mark.parametrize(
    "content",
    [
        b"\xff",
        b"\xc0\x80",
        b"\xed\xa0\x80",
        b"\xed\xa0\x80\xed\xb0\x80",
        b"\xf4\x90\x80\x80",
        b"\xf8\x88\x80\x80\x80",
        b"\xe5\x8f",
    ],
    ids=bytes.hex,
)
def test_bytes_that_are_no_utf_8(content: bytes) -> None:
    faults = Faults()
    assert decoded(b"a: 1\nb: " + content, "a.yaml", faults) is None
    assert [(fault.code, fault.place.line) for fault in faults] == [("KP102", 2)]


# ── what is no file, and links ──


@pytest.mark.parametrize("file", ["kaoping.yaml", ROSTER, FOLLOWUPS, "waivers.yaml"])
@pytest.mark.parametrize("what", ["fifo", "folder", "link to nothing", "circle"])
def test_what_bears_a_files_name_and_is_none(file: str, what: str, root: Path) -> None:
    path = root / file
    path.unlink(missing_ok=True)
    if what == "fifo":
        os.mkfifo(path)
    elif what == "folder":
        path.mkdir()
    else:
        path.symlink_to(path if what == "circle" else root / "nowhere.yaml")
    # a pipe that was opened would keep us waiting for ever
    assert f"KP101 {file}:1" in told(checked(root))


@pytest.mark.parametrize("file", ["rubrics/2021.yaml", "data/2021Q1/inspection/x.yaml", "data/2021Q1/self/x.yaml"])
def test_pipes_among_the_records_are_told_and_not_opened(file: str, root: Path) -> None:
    os.mkfifo(root / file)
    (root / file.replace(".yaml", "1.yaml")).mkdir()
    assert told(checked(root)) == [f"KP101 {file}:1"]


@pytest.mark.parametrize("path", ["/dev/zero", "/dev/null", "pipe.yaml"])
def test_a_device_that_the_command_line_names(path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    os.mkfifo("pipe.yaml")
    loader = Loader(tmp_path)
    assert loader.any_document(str(Path(path).absolute())) is None
    (fault,) = loader.faults
    assert fault.code == "KP101"
    assert "不是普通文件" in fault.message


LINKED = ["kaoping.yaml", ROSTER, RUBRIC, DANGQUN, JANUARY, FOLLOWUPS]


@pytest.mark.parametrize("file", LINKED)
@pytest.mark.parametrize("relative", [False, True])
def test_a_link_out_of_the_workspace_is_refused(file: str, relative: bool, root: Path) -> None:
    secret = root.parent / "secret.yaml"
    (root / file).rename(secret)
    (root / file).symlink_to(os.path.relpath(secret, (root / file).parent) if relative else secret)
    loader = Loader(root)
    loader.workspace()
    assert f"KP123 {file}:1" in told(loader.faults)
    assert file not in loader.texts


@pytest.mark.parametrize("target", ["/etc/passwd", "/dev/zero", "/nowhere/at/all.yaml", "/proc/self/environ"])
def test_a_link_to_a_systems_file_shows_nothing_of_it(target: str, root: Path) -> None:
    (root / "data/2021Q1/inspection/x.yaml").symlink_to(target)
    assert told(checked(root)) == ["KP123 data/2021Q1/inspection/x.yaml:1"]


def test_a_linked_folder_is_not_passed_over_in_silence(root: Path) -> None:
    outside = root.parent / "elsewhere"
    outside.mkdir()
    (root / DANGQUN).rename(outside / "dangqun.yaml")
    (root / "data/2021Q1/inspection/dangqun").symlink_to(outside)
    assert "KP123 data/2021Q1/inspection/dangqun:1" in told(checked(root))


def test_a_linked_quarter_is_refused_file_by_file(root: Path) -> None:
    (root / "data/2021Q1").rename(root.parent / "2021Q1")
    (root / "data/2021Q1").symlink_to(root.parent / "2021Q1")
    loader = Loader(root)
    loader.workspace()
    assert {fault.code for fault in loader.faults} == {"KP123"}
    assert not any(file.startswith("data/2021Q1/") for file in loader.texts)


def test_a_link_inside_the_workspace_and_a_linked_workspace_are_as_good_as_files(root: Path) -> None:
    (root / DANGQUN).rename(root / "dangqun.yaml")
    (root / DANGQUN).symlink_to(root / "dangqun.yaml")
    (root.parent / "link").symlink_to(root)
    assert told(checked(root.parent / "link")) == []


# ── names ──


@pytest.mark.whole
@pytest.mark.parametrize(
    "name", ["../x", "..", "/etc/passwd", "CON", "a/b", "a\\b", "=1+1", "x" * 200, "$(touch y)", "%s{0}", "'"]
)
def test_a_branch_whose_name_is_a_path_or_a_command_is_only_a_name(name: str, root: Path) -> None:
    quoted = "'" + name.replace("'", "''") + "'"
    for path in root.rglob("*.yaml"):
        path.write_text(path.read_text("utf-8").replace("发电部党支部", quoted), "utf-8")
    for path in (root / "data/2021Q1/self").iterdir():
        assert "发电部党支部" not in path.read_text("utf-8")
    assert told(checked(root)) == []
    before = set(root.parent.rglob("*"))
    published = ["--publish", str(root / "a.xlsx"), "--publish", str(root / "a.json")]
    for arguments in (["score"], ["explain", name], ["rank", *published], ["status"], ["ledger"]):
        assert run([*arguments, "--workspace", str(root)]) == 0, arguments
    assert {path.name for path in set(root.parent.rglob("*")) - before} == {"a.xlsx", "a.json"}


@pytest.mark.parametrize("name", ["0000Q1", "0001Q1", "2021Q1 ", "CON", "a\nb"])
def test_a_quarters_folder_at_the_end_of_time(name: str, root: Path) -> None:
    folder = root / "data" / name / "inspection"
    folder.mkdir(parents=True)
    text = (root / DANGQUN).read_text("utf-8").replace("2021Q1", name.strip().replace("\n", ""))
    (folder / "a.yaml").write_text(text, "utf-8")
    assert checked(root)


@pytest.mark.parametrize(
    "text",
    ["1e999999999", "-1e-999999999", "1E+99999999", "9" * 5_000 + "/3", "1," * 5_000 + "1", "九" * 5_000],
    ids=range(6),
)
def test_a_number_that_nobody_could_write_out_is_not_written_out(text: str, root: Path) -> None:
    edit(root, RUBRIC, ("points: 6\n", f"points: {text}\n"))
    faults: list[Diagnostic] = []
    assert _megabytes(lambda: faults.extend(checked(root))) < 50
    assert [each.code for each in faults if each.place.file == RUBRIC] == ["KP109"]
    assert all(len(each.message) < 200 + len(text) for each in faults)


@pytest.mark.whole
def test_what_comes_of_the_largest_numbers_can_be_sealed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = root / RUBRIC
    # without points of their own, areas are what their items add up to
    text = re.sub(r"^(total|    points): .*\n", "", file.read_text("utf-8"), flags=re.MULTILINE)
    file.write_text(re.sub(r"\bpoints: \d+$", f"points: {'9' * 12}", text, flags=re.MULTILINE), "utf-8", newline="\n")
    monkeypatch.chdir(root)
    assert run(["seal", "-q", "2021Q1", "--date", "2021-04-02"]) == 0
    sealed = (root / "data/2021Q1/seal.yaml").read_text("utf-8")
    assert re.search(r"inspection: '?\d{13}", sealed)
    assert not [each for each in checked(root) if each.code.startswith("KP5") and each.severity == "error"]
