"""Whatever the system refuses, wherever a command meets it: a status that says so, and words that name what it is."""

import errno
import io
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from checks.laying import DANGQUN, lay
from dangjian_kaoping.cli.shell.app import run
from dangjian_kaoping.loading import workspace
from thorough import THOROUGH

pytestmark = pytest.mark.every(3)

COMMANDS = [
    ("check",),
    ("check", "--format", "sarif"),
    ("check", "rubrics/2020.yaml"),
    ("score",),
    ("explain", "ZB01"),
    ("rank",),
    ("rank", "--publish", "a.xlsx", "--publish", "a.docx", "--publish", "a.html", "--publish", "a.json"),
    ("rank", "--year", "2021", "--publish", "year.xlsx", "--draft"),
    ("feedback", "--output", "sheets"),
    ("site", "--output", "site", "--internal"),
    ("seal",),
    ("verify", "old.xlsx"),
    ("status",),
    ("status", "--received", "old"),
    ("form", "self", "--quarter", "2021Q1", "--output", "forms"),
    ("import", "old"),
    ("trend",),
    ("gap",),
    ("ledger",),
    ("ledger", "--publish", "a.csv"),
    ("tasks",),
    ("tasks", "--publish", "a.ics"),
    ("reward",),
    ("rubric", "list"),
    ("rubric", "show"),
    ("rubric", "check"),
    ("rubric", "test"),
    ("rubric", "diff", "2020", "rubrics/2020.yaml"),
    ("rubric", "new", "2022"),
    ("rubric", "schema"),
    ("init", "new"),
    ("init", "--ci", "github"),
    ("init", "sample", "--sample"),
]
CALLS = [(os, "open"), (os, "stat"), (os, "lstat"), (os, "scandir"), (os, "listdir"), (os, "mkdir"), (os, "replace")]
CALLS += [(os, "link"), (os, "unlink"), (os, "fsync"), (os, "getcwd"), (io, "open")]
_NAMELESS = ("getcwd", "replace", "unlink")
"""Calls that are not about a file which its user knows by name: about none, or about one that is half-written."""
REFUSALS = (errno.EACCES, errno.EIO, errno.EMFILE, errno.ENAMETOOLONG, errno.ENOSPC, errno.ESTALE)


@contextmanager
def refusing(module: Any, name: str, root: Path, number: int, which: Callable[[int], bool]) -> Iterator[list[Any]]:
    """While it lasts, those calls about files of a folder fail that are asked for; gives what they were about."""
    function, met = getattr(module, name), []

    def call(*arguments: Any, **named: Any) -> Any:
        about = arguments[0] if arguments else root
        inside = isinstance(about, (str, os.PathLike)) and (root / os.fspath(about)).is_relative_to(root)
        if inside:
            met.append(os.fspath(about))
            if which(len(met)):
                raise OSError(number, os.strerror(number), *([os.fspath(about)] if name != "getcwd" else []))
        return function(*arguments, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, name, call)
        yield met


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = lay(tmp_path_factory.mktemp("published") / "workspace")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        assert run(["rank", "--publish", "old.xlsx"]) == 0
        assert run(["form", "inspection", "--quarter", "2021Q1", "--filled", "--output", "old"]) == 0
    return root


@pytest.mark.whole
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_any_call_may_fail(
    command: tuple[str, ...],
    published: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    root = tmp_path / "workspace"
    for index, (module, name) in enumerate(CALLS):
        number = REFUSALS[index % len(REFUSALS)]
        ways: list[Callable[[int], bool]] = [lambda _: True, lambda count, index=index: count == 1 + index * 2]  # type: ignore[misc]
        for which in ways if THOROUGH else [ways[(index + len(command)) % 2]]:
            shutil.rmtree(root, ignore_errors=True)
            shutil.copytree(published, root)
            if command[0] == "import":
                (root / DANGQUN).unlink()  # so that there is something to write
            monkeypatch.chdir(root)
            with refusing(module, name, root, number, which) as met:
                status = run(list(command))
            written = capsys.readouterr()
            about = f"{name} {os.strerror(number)} {met[:9]} {written.out[-300:]} {written.err}"
            assert status in (0, 1, 2, 3), about
            assert "Traceback" not in written.err, about
            if status and met and name not in _NAMELESS:
                assert any(Path(path).name in written.out + written.err for path in met), about
            assert not [path for path in root.rglob("*.tmp") if name not in ("unlink", "scandir")], about


@pytest.mark.whole
@pytest.mark.parametrize("number", REFUSALS)
@pytest.mark.parametrize("file", ["data/2021Q1/inspection/dangqun.yaml", "data/roster.yaml", "rubrics/2020.yaml"])
def test_no_record_that_is_refused_is_passed_over(
    file: str, number: int, root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    opening = os.open

    def refused(path: Any, *arguments: Any) -> int:
        if Path(path).name == Path(file).name:
            raise OSError(number, os.strerror(number), path)
        return opening(path, *arguments)

    monkeypatch.setattr(os, "open", refused)
    for command in (("check",), ("score",), ("rank", "--publish", "a.xlsx"), ("seal",)):
        status, words = _told(capsys, *command)
        assert status, command
        assert file in words, command
    assert not Path("a.xlsx").exists()


def _told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    capsys.readouterr()
    status = run(list(arguments))
    written = capsys.readouterr()
    return status, written.out + written.err


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = lay(tmp_path / "workspace")
    monkeypatch.chdir(root)
    return root


@pytest.mark.parametrize(
    "command", [("check",), ("rank", "--publish", "a.xlsx"), ("init", "x"), ("rubric", "test", "a")]
)
def test_where_we_stand_is_gone(
    command: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    try:
        status, words = _told(capsys, *command)
    finally:
        os.chdir(tmp_path)
    assert status == 3
    assert "当前文件夹已经不在了" in words


@pytest.mark.whole
@pytest.mark.parametrize("kind", ["xlsx", "docx", "html", "json"])
def test_a_clock_before_1980(
    kind: str, root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _told(capsys, "rank", "--publish", f"now.{kind}")[0] == 0
    began = time.gmtime(0)
    monkeypatch.setattr(time, "localtime", lambda *_: began)
    monkeypatch.setattr(time, "time", lambda: 0.0)
    status, words = _told(capsys, "rank", "--publish", f"then.{kind}")
    assert status == 0, words
    assert Path(f"then.{kind}").read_bytes() == Path(f"now.{kind}").read_bytes()


@pytest.mark.parametrize("command", [("check",), ("score",), ("rank", "--publish", "a.xlsx")])
def test_no_memory(
    command: tuple[str, ...], root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def exhausted(*_: Any) -> Any:
        raise MemoryError

    monkeypatch.setattr(workspace, "read_text", exhausted)
    status, words = _told(capsys, *command)
    assert status == 3
    assert "内存不够" in words


def test_no_place_for_temporary_files(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import tempfile

    from dangjian_kaoping.write.xlsx import report

    def nowhere(*_: Any) -> Any:
        raise FileNotFoundError(errno.ENOENT, "No usable temporary directory found in ['/tmp']")

    monkeypatch.setattr(tempfile, "_get_default_tempdir", nowhere)
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setattr(report, "LARGE", 0, raising=False)
    status, words = _told(capsys, "rank", "--publish", "a.xlsx")
    assert status == 0 or (status == 1 and "TMPDIR" in words), words


@pytest.mark.parametrize("length", [100, 5000])
@pytest.mark.parametrize(
    "command",
    [("check", "{}"), ("rank", "--publish", "{}.xlsx"), ("init", "{}"), ("verify", "{}"), ("score", "-w", "{}")],
)
def test_a_long_name(command: tuple[str, ...], length: int, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, words = _told(capsys, *(each.format("长" * length) for each in command))
    assert status in (1, 2, 3)
    assert "长长长" in words


@pytest.mark.parametrize("file", ["kaoping.yaml", "data/roster.yaml", "waivers.yaml", "data/2021Q1/seal.yaml"])
@pytest.mark.parametrize("how", ["folder", "circle", "pipe"])
def test_a_document_that_is_none(file: str, how: str, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = root / file
    path.unlink(missing_ok=True)
    if how == "folder":
        path.mkdir()
    elif how == "circle":
        path.symlink_to(path)
    else:
        os.mkfifo(path)
    status, words = _told(capsys, "check")
    assert status in (1, 3)
    assert file in words


def test_a_case_of_a_composite_that_fails(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "rubrics/cases").mkdir(exist_ok=True)
    (root / "rubrics/cases/x.yaml").write_text(
        "kind: cases\nversion: 1\nrubric: '2020'\ncases:\n"
        "- {name: 综合, inspection: 95, self_assessment: 90, expect: {composite: 1}}\n",
        "utf-8",
    )
    status, words = _told(capsys, "rubric", "test", "rubrics/cases/x.yaml")
    assert status == 1, words
    assert "自评得分的加权分" in words
    assert "检查得分的加权分" in words


@pytest.mark.whole
@pytest.mark.parametrize("name", [b"\xff\xfe", "甲 乙'\"$(x)".encode(), b"\x1b[31m", "長".encode("big5")])
def test_a_workspace_on_a_path_of_odd_bytes(
    name: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = lay(tmp_path / os.fsdecode(name))
    monkeypatch.chdir(root)
    for command in (
        ("check",),
        ("rank", "--publish", "a.xlsx"),
        ("feedback", "-o", "sheets"),
        ("check", "-f", "sarif"),
    ):
        assert _told(capsys, *command)[0] == 0


@pytest.mark.whole
@pytest.mark.parametrize(
    "closed", ["", "0<&-", "1>&-", "2>&-", "0<&- 1>&- 2>&-", "1>/dev/full", "1>/dev/full 2>/dev/full"]
)
def test_streams_that_are_closed_or_full(closed: str, root: Path) -> None:
    if "full" in closed and not Path("/dev/full").exists():
        pytest.skip("no such device")
    bare = {key: value for key, value in os.environ.items() if key in ("PATH", "PYTHONPATH", "SYSTEMROOT")}
    done = subprocess.run(
        ["sh", "-c", f'exec "$0" -m dangjian_kaoping score {closed}', sys.executable],
        cwd=root,
        env=bare,  # without HOME and TMPDIR
        capture_output=True,
        check=False,
    )
    assert done.returncode in (0, 1)
    assert done.returncode == (1 if "1>" in closed else 0)
    assert b"Traceback" not in done.stdout + done.stderr
