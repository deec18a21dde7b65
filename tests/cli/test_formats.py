"""Of every format of every thing: that it is named once, and that its files are known again and no others."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pytest

from checks.laying import RUBRIC, edit
from corrected import register, seal
from dangjian_kaoping.cli import formats
from dangjian_kaoping.cli.formats.writable import File, Writable

from .conftest import Command
from .reviews import ADJUSTMENTS, DECIDED

POLICY = """\
kind: reward
version: 2020
title: 党支部绩效奖励办法
effective_from: 2021Q1
rewards:
  季度奖励: {fund: 173, share_by: [score, 10]}
"""
GROUP = "kind: group\nversion: 1\nname: 示例集团\nunits:\n  P1: {name: 一厂, path: .}\n"
PUBLISHED = {
    "考评结果": ("rank", "-q", "2021Q1", "-p"),
    "年度排名": ("rank", "-y", "2021", "-p"),
    "稳定情况": ("confidence", "-q", "2021Q1", "-p"),
    "整改台账": ("ledger", "--as-of", "2021Q1", "-p"),
    "任务清单": ("tasks", "-q", "2021Q1", "-p"),
    "绩效奖励兑现表": ("reward", "-q", "2021Q1", "-p"),
    "年度绩效奖励": ("reward", "-y", "2021", "-p"),
    "兑现差额表": ("reward", "-q", "2021Q1", "--difference", "--draft", "-p"),
    "修订的比较": ("rubric", "diff", "2020", "2021", "-p"),
    "一版细则": ("rubric", "show", "2020", "-p"),
    "导出的数据库": ("export",),
    "集团的报告": ("group", "report", "-q", "2021Q1", "-p"),
}
"""By which command a thing is published; sheets of feedback are named by the command itself."""


def things() -> Iterator[Writable[Any]]:
    for module in iter_modules(formats.__path__, f"{formats.__name__}."):
        yield from (each for each in vars(import_module(module.name)).values() if isinstance(each, Writable))


THINGS = {thing.name: thing for thing in things()}
FILES = [(name, file) for name, thing in THINGS.items() for file in thing.files]


def test_no_two_things_are_called_the_same() -> None:
    assert len(THINGS) == len(list(things()))


@pytest.mark.whole
def test_no_writer_is_imported_before_it_writes() -> None:
    modules = [module.name for module in iter_modules(formats.__path__, f"{formats.__name__}.")]
    program = (
        f"import importlib, sys\nfor each in {modules!r}: importlib.import_module(each)\n"
        "print(*(each for each in sys.modules if each.split('.')[1:2] in (['write'], ['verify'])))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


@pytest.mark.parametrize("name", THINGS)
def test_no_two_formats_of_a_thing_are_called_the_same(name: str) -> None:
    for names in ([each.name for each in THINGS[name].screens], [each.suffix for each in THINGS[name].files]):
        assert len(set(names)) == len(names)


@pytest.mark.whole
@pytest.mark.parametrize(("name", "file"), FILES, ids=lambda each: each.suffix if isinstance(each, File) else each)
def test_a_file_of_ours_is_known_again_and_no_other(root: Path, kaoping: Command, name: str, file: File) -> None:
    (root / "rubrics/reward-2020.yaml").write_text(POLICY, "utf-8")
    (root / "group.yaml").write_text(GROUP, "utf-8")
    shutil.copy(root / RUBRIC, root / "rubrics/2021.yaml")
    newer = (("version: 2020", "version: 2021"), ("effective_from: 2020Q1", "effective_from: 2021Q2"))
    edit(root, "rubrics/2021.yaml", *newer)
    if name == "兑现差额表":
        register(root, (date(2021, 4, 10), seal(root, date(2021, 4, 9), governed=False)))
        (root / ADJUSTMENTS).write_text(DECIDED, "utf-8")
        (root / "data/2021Q1/followups.yaml").unlink()
    if name in PUBLISHED:
        arguments, path = (*PUBLISHED[name], f"a{file.suffix}"), root / f"a{file.suffix}"
    else:
        arguments, path = ("feedback", "-q", "2021Q1", "-o", "."), root / f"2021Q1-机关党支部{file.suffix}"
    assert [kaoping(*arguments).status, kaoping(*arguments).status] == [0, 0]
    assert file.ours(path)
    path.write_bytes(path.read_bytes()[:6])
    assert not file.ours(path)
    assert "KP119" in kaoping(*arguments).err


@pytest.mark.parametrize(("name", "file"), FILES, ids=lambda each: each.suffix if isinstance(each, File) else each)
def test_what_looks_like_ours_to_a_reader_is_not_ours(name: str, file: File, tmp_path: Path) -> None:
    path = tmp_path / f"a{file.suffix}"
    for text in ("## 修订细则：2019 → 2020\n", "# 任务清单\n", "<!-- 我的 -->\n# 任务清单\n", "名次,党支部\n", "{}\n"):
        path.write_text(text, "utf-8")
        assert not file.ours(path), (name, text)
