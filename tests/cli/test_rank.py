"""`kaoping rank --publish`: what may be written where, and what may not."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from checks.laying import JIWEI, edit
from dangjian_kaoping.cli.commands.rank import _told
from dangjian_kaoping.session.session import Session
from sample import SAMPLE

from .conftest import Command


def _publish(kaoping: Command, *paths: str, options: tuple[str, ...] = ()) -> tuple[int, str, str]:
    targets = [part for path in paths for part in ("--publish", path)]
    return kaoping("rank", "--quarter", "2021Q1", *targets, *options)


@pytest.mark.whole
def test_a_report_is_written_and_told(root: Path, kaoping: Command) -> None:
    status, out, err = _publish(kaoping, "report.xlsx", "score.json")
    assert (status, err) == (0, "")
    assert str(root / "report.xlsx") in out
    assert str(root / "score.json") in out
    assert "第一名：机关党支部，综合得分 9.10 分" in out
    assert "最后一名：发电部党支部，综合得分 8.20 分" in out
    assert (root / "report.xlsx").read_bytes().startswith(b"PK")
    assert json.loads((root / "score.json").read_text("utf-8"))["format"] == "kaoping.score/1"
    assert sorted(path.name for path in root.iterdir() if not path.is_dir()) == [
        "kaoping.yaml",
        "report.xlsx",
        "score.json",
    ]


@pytest.mark.whole
def test_the_same_input_gives_the_same_file(root: Path, kaoping: Command) -> None:
    _publish(kaoping, "a.xlsx", "b.xlsx", "a.json")
    assert (root / "a.xlsx").read_bytes() == (root / "b.xlsx").read_bytes()
    assert kaoping("score", "-q", "2021Q1", "-f", "json").out == (root / "a.json").read_text("utf-8")


@pytest.mark.parametrize("name", ["report.xlsx", "score.json", "ranking.html", "排名.HTML"])
def test_a_file_of_our_own_is_replaced(root: Path, kaoping: Command, name: str) -> None:
    path = root / name
    assert _publish(kaoping, name)[0] == 0
    before = path.read_bytes()
    edit(root, JIWEI, ("judged: 1", "judged: 2"))
    assert _publish(kaoping, name)[0] == 0
    assert path.read_bytes() != before


def _foreign_workbook(path: Path) -> None:
    book = Workbook()
    book.save(path)


FOREIGN: dict[str, tuple[str, Callable[[Path], object]]] = {
    "text": ("report.xlsx", lambda path: path.write_text("不是工作簿", "utf-8")),
    "empty": ("report.xlsx", lambda path: path.write_bytes(b"")),
    "a workbook": ("report.xlsx", _foreign_workbook),
    "a broken archive": ("report.xlsx", lambda path: path.write_bytes(b"PK\x03\x04" + b"\x00" * 100)),
    "other json": ("score.json", lambda path: path.write_text('{"format": "else"}', "utf-8")),
    "a json list": ("score.json", lambda path: path.write_text("[1]", "utf-8")),
    "a page": ("ranking.html", lambda path: path.write_text("<!DOCTYPE html>\n<title>kaoping</title>", "utf-8")),
    "broken json": ("score.json", lambda path: path.write_text("{", "utf-8")),
}


@pytest.mark.parametrize("how", FOREIGN)
def test_a_file_that_the_tool_did_not_make_is_not_touched(root: Path, kaoping: Command, how: str) -> None:
    name, make = FOREIGN[how]
    path = root / name
    make(path)
    before, time = path.read_bytes(), path.stat().st_mtime_ns
    status, out, err = _publish(kaoping, name)
    assert (status, out) == (1, "")
    assert "KP119" in err
    assert "--force" in err
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (before, time)
    assert _publish(kaoping, name, options=("--force",))[0] == 0
    assert path.read_bytes() != before


def test_of_several_files_all_are_written_or_none(root: Path, kaoping: Command) -> None:
    (root / "mine.xlsx").write_text("别人的", "utf-8")
    status, out, err = _publish(kaoping, "good.xlsx", "mine.xlsx", "nowhere/a.json")
    assert (status, out) == (1, "")
    assert "KP119" in err
    assert "KP118" in err
    assert not (root / "good.xlsx").exists()


@pytest.mark.parametrize("name", ["nowhere/report.xlsx", "a/b/c.json"])
def test_a_missing_folder_is_told_and_not_made(root: Path, kaoping: Command, name: str) -> None:
    status, out, err = _publish(kaoping, name)
    assert (status, out) == (1, "")
    assert "KP118" in err
    assert not (root / name).parent.exists()


def test_a_folder_is_not_a_file(root: Path, kaoping: Command) -> None:
    (root / "folder.xlsx").mkdir()
    status, out, err = _publish(kaoping, "folder.xlsx", options=("--force",))
    assert (status, out) == (1, "")
    assert "KP120" in err
    assert "文件夹" in err


@pytest.mark.whole
def test_what_the_system_refuses_is_told_and_leaves_nothing_behind(
    root: Path, kaoping: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    _publish(kaoping, "report.xlsx")
    before = (root / "report.xlsx").read_bytes()

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    status, out, err = _publish(kaoping, "report.xlsx")
    assert (status, out) == (1, "")
    assert "KP120" in err
    assert "没有权限，或文件正被别的程序打开" in err
    assert "Permission" not in err
    assert (root / "report.xlsx").read_bytes() == before
    assert not list(root.glob(".*"))


@pytest.mark.whole
def test_a_report_keeps_the_rights_of_the_one_that_it_replaces(root: Path, kaoping: Command) -> None:
    _publish(kaoping, "report.xlsx")
    path = root / "report.xlsx"
    assert path.stat().st_mode & 0o777 == 0o666 & ~_umask()
    path.chmod(0o640)
    _publish(kaoping, "report.xlsx")
    assert path.stat().st_mode & 0o777 == 0o640


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


@pytest.mark.parametrize("name", ["report.pdf", "report", "report.xls", "report.xlsx.bak", "."])
def test_a_kind_of_file_that_cannot_be_written(root: Path, kaoping: Command, name: str) -> None:
    status, out, err = _publish(kaoping, name)
    assert (status, out) == (2, "")
    assert ".html、.xlsx、.docx 或 .json" in err


def _provisional(root: Path) -> None:
    edit(root, JIWEI, ("  发电部党支部:\n    date: 2021-03-26\n", ""))


@pytest.mark.parametrize("name", ["report.xlsx", "score.json", "ranking.html"])
def test_a_provisional_round_is_not_published(root: Path, kaoping: Command, name: str) -> None:
    _provisional(root)
    status, out, err = _publish(kaoping, name)
    assert (status, out) == (1, "")
    assert "KP409" in err
    assert "发电部党支部" in err
    assert "--draft" in err
    assert not (root / name).exists()


@pytest.mark.whole
def test_a_provisional_round_can_be_looked_at_and_written_as_a_draft(root: Path, kaoping: Command) -> None:
    _provisional(root)
    status, out, _ = kaoping("rank", "-q", "2021Q1")
    assert status == 0
    assert "暂定" in out
    status, out, _ = _publish(kaoping, "draft.xlsx", "draft.json", options=("--draft",))
    assert status == 0
    assert "暂定" in out
    assert json.loads((root / "draft.json").read_text("utf-8"))["complete"] is False
    assert (root / "draft.xlsx").exists()


@pytest.mark.whole
def test_a_complete_round_may_be_written_as_a_draft_too(root: Path, kaoping: Command) -> None:
    assert _publish(kaoping, "report.xlsx", options=("--draft",))[0] == 0


def test_a_page_is_written_like_the_others(root: Path, kaoping: Command) -> None:
    status, out, err = _publish(kaoping, "ranking.html", "again.html")
    assert (status, err) == (0, "")
    assert str(root / "ranking.html") in out
    text = (root / "ranking.html").read_text("utf-8")
    assert text.startswith("<!DOCTYPE html>\n")
    assert "机关党支部" in text
    assert (root / "again.html").read_bytes() == (root / "ranking.html").read_bytes()


def test_a_draft_page_says_so(root: Path, kaoping: Command) -> None:
    _provisional(root)
    assert _publish(kaoping, "draft.html", options=("--draft",))[0] == 0
    assert "（暂定）</title>" in (root / "draft.html").read_text("utf-8")


def test_a_page_for_everybody_leaves_out_the_reasons(root: Path, kaoping: Command) -> None:
    assert _publish(kaoping, "whole.html")[0] == 0
    assert _publish(kaoping, "public.html", options=("--redact",))[0] == 0
    whole, public = ((root / name).read_text("utf-8") for name in ("whole.html", "public.html"))
    assert 'id="reasons"' in whole
    assert 'id="reasons"' not in public
    assert "本页是公开版" in public


@pytest.mark.parametrize("name", ["report.xlsx", "score.json"])
def test_what_cannot_be_redacted_is_refused(root: Path, kaoping: Command, name: str) -> None:
    status, out, err = _publish(kaoping, "public.html", name, options=("--redact",))
    assert (status, out) == (2, "")
    assert "--redact 只用于网页" in err
    assert name in err
    assert not (root / "public.html").exists()


@pytest.mark.parametrize("more", [(), ("--year", "2021")])
def test_redact_is_for_publishing(root: Path, kaoping: Command, more: tuple[str, ...]) -> None:
    status, _, err = kaoping("rank", "--redact", *more)
    assert status == 2
    assert "--publish" in err


# ── what there is to choose from ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "arguments",
    [
        ("rank", "--quarter", "2027Q1"),
        ("rank", "--year", "2027"),
        ("rank", "--year", "2017"),
        ("rank", "--year", "2027", "--publish", "年度.xlsx"),
        ("rank", "--year", "2017", "--publish", "年度.xlsx"),
        ("rank", "--quarter", "2027Q1", "--publish", "排名.xlsx"),
        ("score", "--quarter", "2027Q1"),
        ("explain", "机关党支部", "--quarter", "2027Q1"),
        ("gap", "--quarter", "2027Q1"),
        ("confidence", "--quarter", "2027Q1"),
        ("reward", "--quarter", "2027Q1"),
        ("seal", "--quarter", "2027Q1"),
        ("feedback", "--quarter", "2027Q1", "--output", "反馈"),
        ("check", "--quarter", "2028Q1"),
    ],
)
def test_a_quarter_that_nobody_inspected_is_not_among_those_that_have_records(
    root: Path, kaoping: Command, arguments: tuple[str, ...]
) -> None:
    (root / "data/2027Q1/inspection").mkdir(parents=True)
    (root / "data/2027Q2/self").mkdir(parents=True)
    status, out, err = kaoping(*arguments)
    assert status in (1, 3)
    assert "有记录的季度：2021Q1。" in (out + err).replace("\n          ", "")


@pytest.mark.whole
def test_of_many_tied_branches_three_are_named() -> None:
    result = Session(SAMPLE).dossier("2021Q1").result
    tied = result._replace(placings=tuple(each._replace(rank=1) for each in result.placings[:6]))
    assert "等 6 个，综合得分" in _told(tied, [])
    assert _told(tied, []).count("党支部、") == 2
