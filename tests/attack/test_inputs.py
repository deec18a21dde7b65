"""What bears the name of an input and is none: pipes, devices, folders that nobody may look into."""

import errno
import os
from pathlib import Path

import pytest

from checks.laying import checked, lay, make_unreadable, told
from dangjian_kaoping.source.files import TooLargeError, content_of, reason_of


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lay(tmp_path / "workspace")


@pytest.mark.parametrize("folder", ["data", "data/2021Q1", "data/2021Q1/inspection", "data/2021Q1/self", "rubrics"])
def test_a_folder_that_nobody_may_look_into_is_told_once(
    folder: str, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_unreadable(monkeypatch, [root / folder])
    assert told(checked(root)).count(f"KP173 {folder}:0") == 1


@pytest.mark.parametrize("folder", ["data/2021Q1/inspection", "data/2021Q1/self", "rubrics"])
def test_a_folder_further_down_is_told_too(folder: str, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / folder / "以前").mkdir()
    make_unreadable(monkeypatch, [root / folder / "以前"])
    assert told(checked(root)) == [f"KP173 {folder}/以前:0"]


@pytest.mark.parametrize(
    "name", ["dangqun - 副本.yaml", "dangqun(1).yaml", "x.txt", "x", "宣传科.yaml.txt", "x.xlsx", "2021Q2"]
)
@pytest.mark.parametrize("folder", ["", "data", "data/2021Q1", "data/2021Q1/inspection", "rubrics", "rubrics/old"])
def test_no_pipe_is_opened_whatever_it_is_called(folder: str, name: str, root: Path) -> None:
    (root / folder).mkdir(exist_ok=True)
    os.mkfifo(root / folder / name)
    checked(root)  # to open it would keep us waiting for ever


@pytest.mark.parametrize(("path", "number"), [("/dev/zero", errno.ENXIO), (".", errno.EISDIR), ("x", errno.ENOENT)])
def test_only_files_are_opened(path: str, number: int, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    with pytest.raises(OSError) as refused:
        content_of(Path(path))
    assert refused.value.errno == number


def test_what_becomes_a_pipe_while_it_is_opened(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, opening = root / "kaoping.yaml", os.open

    def changed(name: Path, flags: int) -> int:
        path.unlink()
        os.mkfifo(path)
        return opening(name, flags)

    monkeypatch.setattr(os, "open", changed)
    with pytest.raises(OSError) as refused:
        content_of(path)
    assert refused.value.errno == errno.ENXIO


def test_no_more_is_read_than_allowed(root: Path) -> None:
    path = root / "x.yaml"
    path.write_bytes(b"x" * 10)
    assert content_of(path, 10) == b"x" * 10
    with pytest.raises(TooLargeError):
        content_of(path, 9)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="no such system files")
def test_a_file_that_says_it_is_empty_is_read_whole_or_refused() -> None:
    assert content_of(Path("/proc/self/status")).startswith(b"Name:")
    with pytest.raises(TooLargeError):
        content_of(Path("/proc/self/status"), 20)


def test_the_system_is_quoted_in_chinese() -> None:
    for number in (errno.EMFILE, errno.ENOMEM, errno.ELOOP, errno.ENAMETOOLONG, errno.EACCES, errno.ENXIO):
        assert not any(map(str.isascii, reason_of(OSError(number, "")).replace("（", "")))
