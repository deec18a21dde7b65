"""Nothing that exists is overwritten, and nothing is written by halves."""

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from .running import Kaoping, content

NEW = ("--unit", "甲厂", "--quarter", "2021Q1")


def test_a_second_time_is_refused_and_changes_nothing(kaoping: Kaoping) -> None:
    assert kaoping("init", *NEW).status == 0
    before = content(Path.cwd())
    done = kaoping("init", "--unit", "乙厂", "--quarter", "2021Q1")
    assert (done.status, done.answer) == (1, "")
    assert content(Path.cwd()) == before
    assert done.told.count("已经存在") == 1
    assert "这里已经是一个工作区，什么也没有写。" in done.told
    assert "--force" not in done.told
    assert "要加自动检查的，写 --ci；要另建一个，写别的文件夹。" in done.told
    assert "移到别处" not in done.told, "without its settings it would be no workspace any more"


@pytest.mark.parametrize("path", ["说明.md", "kaoping.yaml", "data/roster.yaml", "data/2021Q1/self/2021-02.yaml"])
def test_one_file_in_the_way_refuses_all(path: str, kaoping: Kaoping) -> None:
    there = Path(path)
    there.parent.mkdir(parents=True, exist_ok=True)
    there.write_text("我的", encoding="utf-8")
    done = kaoping("init", *NEW)
    assert done.status == 1
    assert "KP119" in done.told
    assert done.told.count("已经存在") == 1
    assert content(Path.cwd()) == {path: "我的".encode()}


@pytest.mark.whole
def test_what_git_has_already_stays_and_is_no_hindrance(kaoping: Kaoping) -> None:
    Path(".gitignore").write_text("我的\n*.bak\n", encoding="utf-8")
    done = kaoping("init", *NEW)
    assert done.status == 0
    assert Path(".gitignore").read_text(encoding="utf-8") == "我的\n*.bak\n"
    assert "这里已经有 .gitignore，没有动它。建议加上这几行：\n  .kaoping.lock*\n  ~$*\n" in done.told
    assert "*.bak" not in done.told
    assert ".gitattributes" not in done.told
    assert Path(".gitattributes").exists()
    assert kaoping("check").status == 0


def test_what_git_has_and_needs_no_more_is_not_told(kaoping: Kaoping) -> None:
    assert kaoping("init", "另一个", *NEW).status == 0
    for name in (".gitignore", ".gitattributes"):
        Path(name).write_bytes(Path("另一个", name).read_bytes())
    done = kaoping("init", *NEW)
    assert done.status == 0
    assert "没有动它" not in done.told


def test_what_is_in_the_way_may_be_a_folder_or_a_broken_link(kaoping: Kaoping) -> None:
    Path("说明.md").mkdir()
    Path("kaoping.yaml").symlink_to("没有")
    done = kaoping("init", *NEW)
    assert done.status == 1
    assert done.told.count("已经存在") == 2
    assert {each.name for each in Path.cwd().iterdir()} == {"说明.md", "kaoping.yaml"}


def test_a_file_where_a_folder_should_be(kaoping: Kaoping) -> None:
    Path("data").write_text("我的", encoding="utf-8")
    done = kaoping("init", *NEW)
    assert done.status == 1
    assert "data 不是文件夹" in done.told
    assert content(Path.cwd()) == {"data": "我的".encode()}
    assert kaoping("init", "data", *NEW).status == 2


def test_a_folder_that_cannot_be_made(kaoping: Kaoping, monkeypatch: pytest.MonkeyPatch) -> None:
    mkdir = Path.mkdir

    def refuse(path: Path, *arguments: Any, **more: Any) -> None:
        if path.name == "cases":
            raise PermissionError(errno.EACCES, "Permission denied")
        mkdir(path, *arguments, **more)

    monkeypatch.setattr(Path, "mkdir", refuse)
    done = kaoping("init", "新厂", *NEW)
    assert done.status == 1
    assert "没有权限" in done.told
    assert list(Path.cwd().iterdir()) == []


def test_a_full_disk_leaves_nothing(kaoping: Kaoping, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = iter(range(100))

    def full(_: int) -> None:
        if next(calls) == 5:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    done = kaoping("init", "新厂", *NEW)
    assert done.status == 1
    assert "KP120" in done.told
    assert content(Path.cwd()) == {}


def test_an_existing_empty_folder_stays_when_writing_fails(kaoping: Kaoping, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("新厂").mkdir()

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert kaoping("init", "新厂", *NEW).status == 1
    assert [each.name for each in Path.cwd().iterdir()] == ["新厂"]
    assert list(Path("新厂").iterdir()) == []


def test_other_files_of_the_folder_do_not_matter(kaoping: Kaoping) -> None:
    Path("README.md").write_text("我的", encoding="utf-8")
    assert kaoping("init", *NEW).status == 0
    assert Path("README.md").read_text("utf-8") == "我的"
