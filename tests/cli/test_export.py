"""`kaoping export`: what is written, what is refused, and that a file of somebody else stays."""

import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from checks.laying import DANGQUN, edit
from dangjian_kaoping.cli.files import writing

from .conftest import Command

TABLES = {
    *("about", "areas", "branch_areas", "branches", "clauses", "columns", "findings", "items", "payouts", "problems"),
    *("rounds", "rubric_items", "rubrics"),
}


def asked(path: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


@pytest.mark.whole
def test_a_database_of_all_rounds(root: Path, kaoping: Command) -> None:
    outcome = kaoping("export", "results.sqlite")
    assert outcome.status == 0, outcome.err
    assert f"数据库已写到：{root / 'results.sqlite'}" in outcome.out
    assert "1 轮（2021Q1）" in outcome.out
    assert "只在内部用" in outcome.out
    first = Path("results.sqlite").read_bytes()
    assert kaoping("export", "results.sqlite").status == 0
    assert Path("results.sqlite").read_bytes() == first
    names = {each[0] for each in asked(Path("results.sqlite"), "SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert names == TABLES
    assert asked(Path("results.sqlite"), "PRAGMA foreign_key_check") == []
    assert asked(Path("results.sqlite"), "SELECT quarter, publishable FROM rounds") == [("2021Q1", 1)]


@pytest.mark.whole
def test_a_folder_of_parquet_files(root: Path, kaoping: Command) -> None:
    outcome = kaoping("export", "results.parquet", "a.sqlite")
    assert outcome.status == 0, outcome.err
    files = {each.name: each.read_bytes() for each in Path("results.parquet").iterdir()}
    assert {name.removesuffix(".parquet") for name in files} == TABLES
    assert kaoping("export", "results.parquet").status == 0
    assert files == {each.name: each.read_bytes() for each in Path("results.parquet").iterdir()}


@pytest.mark.whole
@pytest.mark.parametrize("name", ["a.sqlite", "a.parquet"])
def test_what_somebody_else_made_stays_unless_forced(root: Path, kaoping: Command, name: str) -> None:
    path = Path(name)
    if name.endswith("parquet"):
        path.mkdir()
        (path / "mine.txt").write_text("mine")
        path /= "items.parquet"
    path.write_bytes(b"mine")
    outcome = kaoping("export", name)
    assert outcome.status == 1
    assert "KP119" in outcome.err
    assert path.read_bytes() == b"mine"
    assert len(list(root.rglob("*.parquet"))) == (2 if name.endswith("parquet") else 0)  # the folder, and mine
    assert kaoping("export", name, "--force").status == 0
    assert path.read_bytes() != b"mine"
    assert name.endswith("sqlite") or (path.parent / "mine.txt").read_text() == "mine"


@pytest.mark.whole
def test_a_disk_that_is_full_in_the_middle_leaves_nothing(
    root: Path, kaoping: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = []
    beside = writing._beside

    def full(place: Path, content: bytes) -> Path:
        written.append(place)
        if len(written) == 5:
            raise OSError(28, "No space left on device")
        return beside(place, content)

    monkeypatch.setattr(writing, "_beside", full)
    outcome = kaoping("export", "results.parquet")
    assert outcome.status == 1
    assert "KP120" in outcome.err
    assert not Path("results.parquet").exists()


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (("a.db",), 2, "要以 .sqlite 或 .parquet 结尾"),
        ((), 2, "文件"),
        (("a.sqlite", "--quarters", "2021"), 2, "不是季度的写法"),
        (("a.sqlite", "--quarters", "2021Q2..2021Q1"), 2, "要写成 2021Q1..2021Q2"),
        (("a.sqlite", "--quarters", "2010Q1..2010Q4"), 1, "KP952"),
        (("a.sqlite", "--quarters", "2021Q2"), 3, "2021Q2"),
        (("a.sqlite", "--as-of", "昨天"), 2, "不是日期"),
        (("nowhere/a.sqlite",), 1, "KP118"),
        (("nowhere/a.parquet",), 1, "KP118"),
        (("kaoping.yaml/a.parquet",), 1, "KP118"),
    ],
)
def test_what_is_refused(root: Path, kaoping: Command, arguments: tuple[str, ...], status: int, told: str) -> None:
    before = sorted(root.rglob("*"))
    outcome = kaoping("export", *arguments)
    assert (outcome.status, told in outcome.err) == (status, True), outcome.err
    assert sorted(root.rglob("*")) == before


def test_a_file_in_the_place_of_the_folder(root: Path, kaoping: Command) -> None:
    Path("a.parquet").write_text("mine")
    outcome = kaoping("export", "a.parquet", "--force")
    assert (outcome.status, "KP120" in outcome.err) == (1, True)
    assert Path("a.parquet").read_text() == "mine"


@pytest.mark.parametrize("end", ["-journal", "-wal"])
def test_a_database_that_is_being_written(root: Path, kaoping: Command, end: str) -> None:
    Path(f"a.sqlite{end}").write_text("half a change")
    outcome = kaoping("export", "a.sqlite", "--force")
    assert (outcome.status, f"a.sqlite{end}" in outcome.err) == (1, True)
    assert not Path("a.sqlite").exists()


def test_without_duckdb(root: Path, kaoping: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    outcome = kaoping("export", "a.parquet")
    assert outcome.status == 1
    assert "KP951" in outcome.err
    assert 'pip install "dangjian-kaoping[parquet]"' in outcome.err
    assert kaoping("export", "a.sqlite").status == 0


def test_the_library_is_not_read_for_a_database(root: Path, kaoping: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    assert kaoping("export", "a.sqlite").status == 0


@pytest.mark.whole
def test_what_is_not_as_it_was_sealed_is_written_only_as_a_draft(root: Path, kaoping: Command) -> None:
    assert kaoping("seal", "--quarter", "2021Q1").status == 0
    assert kaoping("export", "a.sqlite").status == 0
    (sealed,) = asked(Path("a.sqlite"), "SELECT sealed_on FROM rounds")
    assert sealed[0] is not None
    edit(root, DANGQUN, ("count: 2", "count: 1"))
    outcome = kaoping("export", "b.sqlite")
    assert outcome.status == 1
    assert "KP521" in outcome.err
    assert not Path("b.sqlite").exists()
    outcome = kaoping("export", "b.sqlite", "--draft")
    assert "不能公布，在 rounds 里标明了：2021Q1" in outcome.out
    assert asked(Path("b.sqlite"), "SELECT publishable FROM rounds") == [(0,)]
    assert asked(Path("b.sqlite"), "SELECT told FROM about WHERE about = '能不能公布'")[0][0].startswith("有不能公布的")


@pytest.mark.whole
def test_a_provisional_round_is_a_draft_and_pays_nothing(root: Path, kaoping: Command) -> None:
    (root / "rubrics/reward-2020.yaml").write_text(
        "kind: reward\nversion: 2020\ntitle: 奖励办法\neffective_from: 2021Q1\n"
        "rewards:\n  季度奖励: {fund: 173, share_by: [score]}\n",
        "utf-8",
    )
    (root / DANGQUN).unlink()
    assert "KP409" in kaoping("export", "a.sqlite").err
    outcome = kaoping("export", "a.sqlite", "--draft")
    assert outcome.status == 0, outcome.err
    assert "没有写奖励：2021Q1" in outcome.out
    assert asked(Path("a.sqlite"), "SELECT complete, publishable FROM rounds") == [(0, 0)]
    assert asked(Path("a.sqlite"), "SELECT COUNT(*), COUNT(composite) FROM branches")[0][1] == 0
    assert asked(Path("a.sqlite"), "SELECT COUNT(*) FROM payouts") == [(0,)]
