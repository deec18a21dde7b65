"""A command that writes holds the folder meanwhile: how long the others wait, what they are told, on whatever share."""

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from attack.processes import holder
from dangjian_kaoping.cli.files import locking
from dangjian_kaoping.cli.files.locking import LOCK, held, holder_of

from .conftest import Command

POSIX = pytest.mark.skipif(os.name == "nt", reason="只在 POSIX 上")
SEAL = ("seal", "-q", "2021Q1", "--date", "2021-04-20")
SET = ("rank", "-q", "2021Q1", "-p", "a.json", "-p", "b.json")
HELD, OF_SHARES = ".kaoping.lock-held", ".kaoping.lock-share"


def _hidden(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name.startswith("."))


@pytest.mark.whole
@pytest.mark.parametrize("arguments", [SEAL, SET, ("rubric", "new", "2022"), ("init", "--ci", "gitee")])
def test_a_command_that_waits_too_long_says_who_keeps_it(
    root: Path, kaoping: Command, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.setattr(locking, "PATIENCE", 0)
    before = sorted(root.rglob("*"))
    with holder(root) as other:
        status, out, err = kaoping(*arguments)
        found = holder_of(root)
        assert (status, out) == (1, "")
        assert sorted(root.rglob("*")) == sorted([*before, root / LOCK, root / HELD])
    assert found is not None
    assert f"另一个命令正在写 {root}：{found.words}。等它做完 …\n" in err
    assert "KP191" in err
    assert found.words.startswith("kaoping rank（机器 ")
    assert f"，进程 {other.pid}，从 20" in found.words
    assert "删去" not in err


@pytest.mark.whole
def test_what_only_reads_waits_for_nobody(root: Path, kaoping: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locking, "PATIENCE", 0)
    with holder(root):
        for arguments in (("check",), ("score", "-q", "2021Q1"), ("rank", "-q", "2021Q1"), ("status",)):
            assert kaoping(*arguments).status == 0


@pytest.mark.whole
def test_a_folder_elsewhere_is_held_by_itself(root: Path, kaoping: Command, tmp_path: Path) -> None:
    (tmp_path / "别处").mkdir()
    with holder(root):
        paths = [str(tmp_path / "别处" / name) for name in ("a.json", "b.json")]
        assert kaoping("rank", "-q", "2021Q1", "-p", paths[0], "-p", paths[1]).status == 0
    assert sorted(path.name for path in (tmp_path / "别处").iterdir()) == ["a.json", "b.json"]


def test_what_is_below_a_folder_that_is_held_is_held_too(tmp_path: Path) -> None:
    with held(tmp_path), held(tmp_path / "a" / ".." / "b"), held(tmp_path):
        assert _hidden(tmp_path) == [LOCK, HELD]
        assert not (tmp_path / "b").exists()
    assert _hidden(tmp_path) == []


def test_a_folder_is_made_and_goes_again_if_nothing_comes_of_it(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), held(tmp_path / "a/b"):
        assert (tmp_path / "a/b").is_dir()
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


def test_a_lock_that_somebody_else_has_made_meanwhile_stays(tmp_path: Path) -> None:
    with held(tmp_path):
        (tmp_path / LOCK).unlink()
        (tmp_path / LOCK).write_text("mine", "utf-8")
    assert (tmp_path / LOCK).read_text("utf-8") == "mine"


@POSIX
@pytest.mark.parametrize("why", [errno.EACCES, errno.EROFS, errno.ENOSPC])
def test_a_folder_where_nothing_can_be_written(
    root: Path, kaoping: Command, monkeypatch: pytest.MonkeyPatch, why: int
) -> None:
    real = os.open

    def refuse(path: Any, *arguments: Any, **more: Any) -> int:
        if os.fspath(path).endswith(HELD):
            raise OSError(why, "", path)
        return real(path, *arguments, **more)

    monkeypatch.setattr(os, "open", refuse)
    for arguments in (SEAL, SET):
        status, out, err = kaoping(*arguments)
        assert (status, out) == (1, "")
        assert "KP192" in err
        assert f"{root}里写不了.kaoping.lock-held：" in "".join(err.split())
        assert "错误号" not in err
    assert kaoping("check").status == 0
    assert not (root / "a.json").exists()


def _folder(path: Path) -> None:
    path.mkdir()


def _loop(path: Path) -> None:
    path.symlink_to("elsewhere")


@POSIX
@pytest.mark.parametrize(("make", "said"), [(_folder, "这是一个文件夹"), (_loop, "链接绕成了圈")])
def test_what_is_no_file_is_no_lock(root: Path, kaoping: Command, make: Callable[[Path], None], said: str) -> None:
    make(root / HELD)
    status, _, err = kaoping(*SEAL)
    assert (status, "KP192" in err, said in err) == (1, True, True)
    assert not (root / "elsewhere").exists()
    assert kaoping("check").status == 0


@POSIX
def test_a_pipe_for_a_lock_keeps_nobody(root: Path, kaoping: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(root / HELD)
    os.mkfifo(root / LOCK)
    assert holder_of(root) is None
    assert kaoping(*SEAL).status == 0
    os.mkfifo(root.parent / LOCK)
    monkeypatch.chdir(root.parent)
    assert "KP124" in kaoping("score").err


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "x" * 100_000,
        "kaoping rank（机器 甲\x1b[31m，进程 7，从 2021-04-20 10:32:05 起）",
        "kaoping rank（机器 甲\u202e，进程 7，从 2021-04-20 10:32:05 起）",
        "rm -rf（机器 甲，进程 7，从 2021-04-20 10:32:05 起）",
        "\ufffekaoping",
    ],
)
def test_a_lock_that_nobody_has_signed_is_nobodys(root: Path, kaoping: Command, text: str) -> None:
    (root / LOCK).write_text(text, "utf-8")
    assert holder_of(root) is None
    status, _, err = kaoping(*SEAL)
    assert (status, err) == (0, "")
    assert _hidden(root) == []


@pytest.mark.parametrize("name", ["机器", "PC-1.厂", "a b（c）\x1b[31m", "", "长" * 200])
def test_whatever_the_machine_is_called_its_signature_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(locking, "machine", lambda: name)
    with held(tmp_path):
        found = holder_of(tmp_path)
    assert found is not None
    assert found.words.isprintable()


@pytest.fixture
def _no_locks(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    import fcntl

    def refuse(*_: object) -> None:
        raise OSError(request.param, "")

    monkeypatch.setattr(fcntl, "flock", refuse)


SHARES = pytest.mark.parametrize("_no_locks", [errno.ENOSYS, errno.ENOTSUP, errno.ENOLCK], indirect=True)


@POSIX
@SHARES
@pytest.mark.usefixtures("_no_locks")
def test_a_share_without_locks_is_written_to(root: Path, kaoping: Command) -> None:
    for arguments in (SEAL, SET):
        status, _, err = kaoping(*arguments)
        assert (status, err) == (0, "")
    assert _hidden(root) == []


@POSIX
@SHARES
@pytest.mark.usefixtures("_no_locks")
def test_on_a_share_without_locks_a_living_holder_is_waited_for(
    root: Path, kaoping: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locking, "PATIENCE", 0)
    for number, machine, still in ((os.getppid(), None, True), (7, "another", True), (9_999_999, None, False)):
        (root / OF_SHARES).write_text(f"{number}\n{machine or _here()}\n", "ascii")
        status, _, err = kaoping(*SEAL)
        assert (status, "KP191" in err) == ((1, True) if still else (0, False))
        assert (f"删去{root / OF_SHARES}" in "".join(err.split())) == still
    assert _hidden(root) == []


def _here() -> str:
    """What the lock's library calls this machine."""
    from filelock import SoftFileLock

    with SoftFileLock("probe.lock") as lock:
        return Path(lock.lock_file).read_text("ascii").splitlines()[1]


@pytest.mark.whole
def test_commands_that_need_no_lock_do_not_load_it(root: Path) -> None:
    program = (
        "import sys\nfrom dangjian_kaoping.cli.shell.app import run\n"
        "for each in sys.argv[1].split(';'): assert run(each.split()) == 0, each\nassert 'filelock' not in sys.modules"
    )
    commands = "score -q 2021Q1;check;rank -q 2021Q1;rank -q 2021Q1 -p a.json"
    subprocess.run([sys.executable, "-c", program, commands], cwd=root, capture_output=True, check=True)


@POSIX
def test_an_interruption_between_two_renames_waits_for_the_others(
    root: Path, kaoping: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.replace

    def replace(*arguments: Any) -> None:
        real(*arguments)
        if os.fspath(arguments[1]).endswith("a.json"):
            os.kill(os.getpid(), signal.SIGINT)

    monkeypatch.setattr(os, "replace", replace)
    status, _, err = kaoping(*SET)
    assert status == 130
    assert "已中断。这些文件已经写好：a.json、b.json。" in err
    assert (root / "a.json").read_bytes() == (root / "b.json").read_bytes()
    assert _hidden(root) == []


@POSIX
def test_an_interruption_while_it_signs_leaves_nothing(
    root: Path, kaoping: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.replace

    def replace(*arguments: Any) -> None:
        if os.fspath(arguments[1]).endswith(LOCK):
            raise KeyboardInterrupt
        real(*arguments)

    monkeypatch.setattr(os, "replace", replace)
    assert kaoping(*SEAL).status == 130
    monkeypatch.setattr(os, "replace", real)
    assert kaoping(*SEAL).status == 0
    assert _hidden(root) == []
