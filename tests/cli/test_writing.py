"""Files are written all or none, whatever the disk says at whichever step, and what is said of it is true."""

import errno
import gc
import os
import signal
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dangjian_kaoping.cli.files import writing
from dangjian_kaoping.cli.files.locking import LOCK
from dangjian_kaoping.cli.files.publication import Target, write, write_anew
from dangjian_kaoping.cli.shell import failure
from dangjian_kaoping.cli.shell.failure import Stopped
from dangjian_kaoping.source.files import reason_of
from dangjian_kaoping.write.xlsx import report

from .conftest import Command

pytestmark = pytest.mark.every(2)

POSIX = pytest.mark.skipif(os.name == "nt", reason="只在 POSIX 上")


class Disk:
    """The operations by which files are written, counted; from the one numbered `breaks_at` on, or only it, they fail.

    Numbers count from 0; without one nothing fails.
    """

    def __init__(self, monkeypatch: pytest.MonkeyPatch, steps: tuple[str, ...]) -> None:
        self.done: list[str] = []
        self.breaks_at = -1
        self.lasting = False
        self.error: BaseException = OSError(errno.ENOSPC, "")
        for name in steps:
            if name in ("write", "close"):
                monkeypatch.setattr(os, "fdopen", self._opened)
            else:
                monkeypatch.setattr(os, name, self._failing(name, getattr(os, name)))
        self._real = _FDOPEN

    def step(self, name: str) -> None:
        """One operation."""
        number = len(self.done)
        self.done.append(name)
        if number == self.breaks_at or (self.lasting and number > self.breaks_at >= 0):
            raise self.error

    def _failing(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **more: Any) -> Any:
            # no step is to make a folder that is there, nor what nothing is lost without: to sign the lock
            made = name == "mkdir" and Path(arguments[0]).exists()
            if not made and not any(isinstance(each, Path) and each.name == LOCK for each in arguments):
                self.step(name)
            return real(*arguments, **more)

        return call

    def _opened(self, handle: int, mode: str) -> Any:
        return _File(self._real(handle, mode), self)


_FDOPEN = os.fdopen


class _File:
    """An open file of which writing and closing may fail."""

    def __init__(self, file: Any, disk: Disk) -> None:
        self._file = file
        self._disk = disk

    def __enter__(self) -> "_File":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
        self._disk.step("close")

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def write(self, content: bytes) -> None:
        self._file.write(content[:1])
        self._disk.step("write")
        self._file.write(content[1:])


STEPS = ("open", "write", "fsync", "close", "link", "replace", "mkdir")


def _targets(folder: Path) -> list[Target]:
    def content(path: Path) -> Callable[[], bytes]:
        return f"new {path.name}".encode

    return [Target(path, content(path), lambda _: True) for path in (folder / name for name in ("a", "b", "c", "d"))]


def _files(folder: Path) -> dict[str, bytes | None]:
    """Everything in a folder, hidden files too; None for a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }


@pytest.mark.whole
@pytest.mark.parametrize("why", [errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EACCES, errno.EROFS])
@pytest.mark.parametrize("make", [write, write_anew])
def test_whichever_step_fails_nothing_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[list[Target]], Any], why: int
) -> None:
    steps = [each for each in STEPS if each != "link" and (each != "fsync" or why in (errno.ENOSPC, errno.EIO))]
    disk = Disk(monkeypatch, tuple(steps))
    disk.error = OSError(why, "")
    folder = tmp_path
    for name in ("a", "c") if make is write else ():
        (folder / name).write_bytes(b"old")
    if make is write_anew:
        folder = tmp_path / "new" / "newer"
    before = _files(tmp_path)
    number = 0
    while True:
        disk.done, disk.breaks_at = [], number
        failure.placed.clear()
        try:
            faults = list(make(_targets(folder)))
        except Stopped as stopped:
            faults = stopped.faults
        if not faults:
            break
        codes, said = {"KP120": "原来的文件没有动", "KP192": "现在什么也没有写"}, [each.code for each in faults]
        assert said in (["KP120"], ["KP192"]), disk.done
        assert reason_of(disk.error) in faults[0].message
        assert "错误号" not in faults[0].message
        assert codes[said[0]] in faults[0].why
        assert _files(tmp_path) == before, disk.done
        assert failure.placed == []
        number += 1
    # every kind of step came, and none came after the last that could fail
    assert set(disk.done) == set(steps) - ({"mkdir"} if make is write else set())
    assert number == len(disk.done)
    assert [each.name for each in failure.placed] == ["a", "b", "c", "d"]
    assert {name: text for name, text in _files(folder).items() if text} == {
        name: f"new {name}".encode() for name in ("a", "b", "c", "d")
    }


def test_an_interruption_between_two_renames_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"old")
    disk = Disk(monkeypatch, ("replace",))
    disk.error = KeyboardInterrupt()
    for number in range(4):
        disk.done, disk.breaks_at = [], number
        with pytest.raises(KeyboardInterrupt):
            write(_targets(tmp_path))
        assert _files(tmp_path) == {"a": b"old"}


def test_what_cannot_be_taken_back_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_bytes(b"old")
    disk = Disk(monkeypatch, ("replace",))
    disk.breaks_at, disk.lasting = 2, True
    failure.placed.clear()
    (fault,) = write(_targets(tmp_path))
    assert fault.code == "KP171"
    assert f"{tmp_path / 'c'} 写不了：磁盘满了。" in fault.message
    assert f"{tmp_path / 'b'}、{tmp_path / 'a'} 已经换成新的" in fault.message
    assert "没有动" not in fault.why
    assert sorted(failure.placed) == [tmp_path / "a", tmp_path / "b"]
    assert _files(tmp_path) == {"a": b"new a", "b": b"new b"}


@pytest.mark.parametrize("step", ["chmod", "fsync", "link"])
@pytest.mark.parametrize("why", [errno.EPERM, errno.EINVAL, errno.ENOTSUP, errno.ENOSYS, errno.EACCES])
def test_a_share_that_refuses_rights_syncing_or_second_names_is_written_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, why: int
) -> None:
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "a").chmod(0o640)
    disk = Disk(monkeypatch, (step,))
    disk.error = OSError(why, "")
    disk.breaks_at, disk.lasting = 0, True
    assert list(write(_targets(tmp_path))) == []
    assert disk.done
    assert _files(tmp_path) == {name: f"new {name}".encode() for name in ("a", "b", "c", "d")}


def test_a_share_without_second_names_puts_back_a_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"old")
    links = Disk(monkeypatch, ("link",))
    links.error = OSError(errno.ENOTSUP, "")
    links.breaks_at, links.lasting = 0, True
    renames = Disk(monkeypatch, ("replace",))
    renames.breaks_at = 2
    (fault,) = write(_targets(tmp_path))
    assert (fault.code, _files(tmp_path)) == ("KP120", {"a": b"old"})


def test_making_a_content_may_want_room_too(tmp_path: Path) -> None:
    def make() -> bytes:
        raise OSError(errno.ENOSPC, "")

    (fault,) = write([*_targets(tmp_path), Target(tmp_path / "e", make, lambda _: True)])
    assert fault.message == f"{tmp_path / 'e'} 写不了：磁盘满了"
    assert _files(tmp_path) == {}


# XlsxWriter leaves open what it cannot finish, and the archive complains of that when it is collected
@pytest.mark.whole
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("number", [0, 9])
def test_a_large_workbook_wants_room_for_its_rows(
    root: Path, kaoping: Command, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    made = 0
    real = tempfile.mkstemp

    def full(*arguments: Any, **more: Any) -> tuple[int, str]:
        nonlocal made
        made += 1
        if made > number:
            raise OSError(errno.ENOSPC, "")
        return real(*arguments, **more)

    monkeypatch.setattr(report, "LARGE", 0)
    monkeypatch.setattr(tempfile, "mkstemp", full)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        status, out, err = kaoping("rank", "-q", "2021Q1", "-p", "a.xlsx", "-p", "b.json")
        gc.collect()
    assert (status, out) == (1, "")
    assert "a.xlsx 写不了：磁盘满了" in err
    assert not (root / "b.json").exists()


@POSIX
def test_rights_are_kept_and_new_files_follow_the_umask(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "a").chmod(0o606)
    before = os.umask(0o027)
    try:
        write(_targets(tmp_path))
    finally:
        os.umask(before)
    assert [(tmp_path / name).stat().st_mode & 0o777 for name in ("a", "b")] == [0o606, 0o640]


@pytest.mark.whole
@POSIX
def test_a_link_is_followed_whether_or_not_its_target_is_there(root: Path, kaoping: Command) -> None:
    (root / "share").mkdir()
    for _ in range(2):
        (root / "report.json").unlink(missing_ok=True)
        (root / "report.json").symlink_to("share/real.json")
        assert kaoping("rank", "-q", "2021Q1", "-p", "report.json").status == 0
        assert (root / "report.json").readlink() == Path("share/real.json")
        assert [each.name for each in (root / "share").iterdir()] == ["real.json"]
        assert b"kaoping.score" in (root / "share/real.json").read_bytes()
    (root / "share/real.json").write_bytes(b"mine")
    assert "KP119" in kaoping("rank", "-q", "2021Q1", "-p", "report.json").err
    assert (root / "share/real.json").read_bytes() == b"mine"


@POSIX
@pytest.mark.parametrize(
    ("target", "said"),
    [("report.json", "链接绕成了圈"), ("nowhere/a.json", "KP118"), ("rubrics", "这是一个文件夹")],
)
def test_a_link_to_where_nothing_can_be_written(root: Path, kaoping: Command, target: str, said: str) -> None:
    (root / "report.json").symlink_to(target)
    status, out, err = kaoping("rank", "-q", "2021Q1", "-p", "report.json", "--force")
    assert (status, out) == (1, "")
    assert said in err
    assert (root / "report.json").readlink() == Path(target)


@POSIX
@pytest.mark.parametrize("force", [(), ("--force",)])
def test_a_pipe_or_a_device_is_no_file_to_replace(root: Path, kaoping: Command, force: tuple[str, ...]) -> None:
    os.mkfifo(root / "pipe.csv")
    (root / "full.csv").symlink_to("/dev/full")
    for name in ("pipe.csv", "full.csv"):
        status, out, err = kaoping("ledger", "--as-of", "2021Q1", "-p", name, *force)
        assert (status, out) == (1, "")
        assert "不是普通文件" in err


@POSIX
def test_one_file_under_two_names_is_refused(root: Path, kaoping: Command) -> None:
    (root / "b.json").symlink_to("a.json")
    for second in ("./a.json", "b.json", str(root / "a.json")):
        status, _, err = kaoping("rank", "-q", "2021Q1", "-p", "a.json", "-p", second)
        assert (status, (root / "a.json").exists()) == ((0, True) if second == "./a.json" else (1, True))
        assert ("同一个文件" in err) == (second != "./a.json")


LONGEST = "长" * 83 + "x"
"""250 bytes, and five of `.json`."""


@POSIX
def test_names_of_255_bytes_are_written_and_longer_ones_refused(
    root: Path, kaoping: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    names: list[bytes] = []
    real = os.open

    def opened(path: Any, *arguments: Any, **more: Any) -> int:
        names.append(os.fsencode(Path(path).name))
        return real(path, *arguments, **more)

    monkeypatch.setattr(os, "open", opened)
    for _ in range(2):
        assert kaoping("rank", "-q", "2021Q1", "-p", f"{LONGEST}.json", "-p", "another.json").status == 0
    assert (root / f"{LONGEST}.json").is_file()
    temporary = [name for name in names if name.endswith(b".tmp")]
    assert max(map(len, temporary)) <= 255
    for command in (("rank", "-p"), ("rank", "--force", "-p")):
        status, out, err = kaoping(*command, f"{LONGEST}y.json", "-q", "2021Q1", "-p", "third.json")
        assert (status, out) == (1, "")
        assert "写不了：文件名太长" in err
        assert "最多 255 个字节" in err
        assert "WPS" not in err
    assert not (root / "third.json").exists()


@POSIX
@pytest.mark.parametrize(
    "arguments",
    [
        ("init", LONGEST + "太长"),
        ("feedback", "-q", "2021Q1", "-o", LONGEST + "太长"),
        ("check", LONGEST + "太长.yaml"),
        ("verify", LONGEST + "太长.xlsx"),
        ("rank", "-q", "2021Q1", "-p", "a.docx", "--template", LONGEST + "太长.docx"),
        ("score", "--workspace", LONGEST + "太长"),
        ("rubric", "diff", LONGEST + "太长.yaml", "2020"),
        ("rubric", "check", LONGEST + "太长.yaml"),
        ("rubric", "test", LONGEST + "太长.yaml"),
        ("ledger", "--as-of", "2021Q1", "-p", LONGEST + "太长.csv"),
    ],
)
def test_no_name_that_is_too_long_is_a_fault_of_the_program(
    root: Path, kaoping: Command, arguments: tuple[str, ...]
) -> None:
    status, out, err = kaoping(*arguments)
    assert status in (1, 2, 3)
    assert "程序自己出了错" not in out + err


def _leftover(folder: Path, machine: str, process: int) -> Path:
    path = folder / f".report-{machine}-{process}-0.tmp"
    path.write_bytes(b"half")
    return path


@POSIX
def test_what_killed_runs_have_left_is_cleared_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = writing._machine()
    others = [
        tmp_path / name for name in (".report.tmp", ".report-old.tmp", "report-0000beef-7-0.tmp", ".a-0-7-0.yaml")
    ]
    for other in others:
        other.write_bytes(b"mine")
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as running:
        gone = [_leftover(tmp_path, here, os.getpid()), _leftover(tmp_path, here, 9_999_999_999)]
        kept = [_leftover(tmp_path, here, running.pid), _leftover(tmp_path, "0000beef", 7)]
        os.utime(kept[1], (0, 0))  # a second name is as old as the file that bears it too
        write(_targets(tmp_path))
        assert [each.exists() for each in (*gone, *kept)] == [False, False, True, True]
        # after an hour nobody needs it any more, even if some process has got that number by now
        now = time.time()
        monkeypatch.setattr(time, "time", lambda: now + 3601)
        owner = os.getuid()
        monkeypatch.setattr(os, "getuid", lambda: owner + 1)
        write(_targets(tmp_path))
        assert [each.exists() for each in kept] == [True, True]  # somebody else's is his
        monkeypatch.setattr(os, "getuid", lambda: owner)
        write(_targets(tmp_path))
        assert [each.exists() for each in kept] == [False, False]
        running.communicate(b"\n")
    assert [each for each in others if not each.exists()] == []


KILLED = """
import os, signal
from pathlib import Path
from dangjian_kaoping.cli.shell import app
real, left = os.{step}, [{number}]
def step(*arguments, **more):
    if left[0] == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    left[0] -= 1
    return real(*arguments, **more)
os.{step} = step
app.run(["rank", "-q", "2021Q1", "-p", "a.json", "-p", "b.json"])
"""


@pytest.mark.whole
@POSIX
@pytest.mark.parametrize(("step", "number"), [("fsync", 0), ("link", 0), ("replace", 0), ("replace", 1)])
def test_after_a_kill_the_same_command_leaves_nothing_behind(
    root: Path, kaoping: Command, step: str, number: int
) -> None:
    publish = ("rank", "-q", "2021Q1", "-p", "a.json", "-p", "b.json")
    assert kaoping(*publish).status == 0
    whole = (root / "a.json").read_bytes()
    done = subprocess.run([sys.executable, "-c", KILLED.format(step=step, number=number)], cwd=root, check=False)
    assert done.returncode == -signal.SIGKILL
    assert list(root.glob(".*.tmp"))
    # each file is whole, and no leftover is taken for a record
    assert {(root / name).read_bytes() for name in ("a.json", "b.json")} == {whole}
    assert kaoping("check").status == 0
    assert kaoping(*publish).status == 0
    assert list(root.glob(".*.tmp")) == []


LIMITED = """
import resource, sys
from dangjian_kaoping.cli.shell import app
resource.setrlimit(resource.RLIMIT_FSIZE, (2000, resource.RLIM_INFINITY))
sys.exit(app.run(["rank", "-q", "2021Q1", "-p", "a.json", "-p", "b.xlsx", "--force"]))
"""


@pytest.mark.whole
@pytest.mark.skipif(sys.platform != "linux", reason="只在 Linux 上")
def test_a_real_limit_of_the_system_is_told_and_nothing_has_changed(root: Path) -> None:
    (root / "a.json").write_bytes(b"old")
    before = _files(root)
    done = subprocess.run(
        [sys.executable, "-c", LIMITED],
        cwd=root,
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert "KP120" in done.stderr
    assert "原来的文件没有动" in done.stderr
    assert _files(root) == before


@pytest.mark.whole
@pytest.mark.skipif(sys.platform != "linux" or not hasattr(os, "getuid") or os.getuid() != 0, reason="要能挂载 tmpfs")
def test_a_really_full_disk(root: Path, kaoping: Command, tmp_path: Path) -> None:
    small = tmp_path / "small"
    small.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "none", small], check=False).returncode:
        pytest.skip("这里不能挂载 tmpfs")
    try:
        targets = [str(small / name) for name in ("a.json", "b.xlsx", "c.docx", "d.html", "e.html")]
        options = [word for target in targets for word in ("-p", target)]
        (small / "a.json").write_bytes(b"old")
        status, out, err = kaoping("rank", "-q", "2021Q1", "--force", *options)
        assert (status, out) == (1, "")
        assert "磁盘满了" in err
        assert "请腾出地方再写" in err
        assert _files(small) == {"a.json": b"old"}
    finally:
        subprocess.run(["umount", small], check=True)
