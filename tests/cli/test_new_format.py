"""A new format of a thing is its writer and one registration: here ranking and scores get one, all else knows of it."""

import sys
from pathlib import Path

import pytest

from dangjian_kaoping.cli import commands
from dangjian_kaoping.cli.formats import ours
from dangjian_kaoping.cli.formats.rounds import ROUND, SCORES, RankedRound
from dangjian_kaoping.cli.formats.writable import File, Screen
from dangjian_kaoping.cli.shell.shells import ASKED, LINE

from .conftest import Command

WRITTEN = "名次\t党支部\n1\t机关党支部\n2\t发电部党支部\n"
PUBLISH = ("rank", "-q", "2021Q1", "--publish", "排名.tsv")


def ranking_tsv(round: RankedRound) -> str:
    rows = [("名次", "党支部"), *((str(each.rank), each.score.branch.name) for each in round.result.placings)]
    return "".join("\t".join(row) + "\n" for row in rows)


@pytest.fixture(autouse=True)
def tsv(monkeypatch: pytest.MonkeyPatch) -> None:
    """The registration."""
    for thing in (ROUND, SCORES):
        monkeypatch.setattr(thing, "formats", list(thing.formats))
    screen = Screen("tsv", "制表符")
    ROUND.written(screen, File(".tsv", ours.begins("名次\t".encode()), "制表符"))(ranking_tsv)
    SCORES.written(screen)(ranking_tsv)
    # a command reads the formats when it is imported, which may have been before
    for name in ("rank", "score"):
        monkeypatch.setattr(commands, name, None, raising=False)
        monkeypatch.delitem(sys.modules, f"{commands.__name__}.{name}", raising=False)


@pytest.mark.parametrize("command", ["rank", "score"])
def test_it_is_shown(root: Path, kaoping: Command, command: str) -> None:
    assert kaoping(command, "-q", "2021Q1", "--format", "tsv") == (0, WRITTEN, "")


def test_it_is_published_and_known_again(root: Path, kaoping: Command) -> None:
    assert kaoping(*PUBLISH).status == 0
    assert kaoping(*PUBLISH).status == 0
    assert (root / "排名.tsv").read_text("utf-8") == WRITTEN


def test_what_somebody_else_wrote_stays(root: Path, kaoping: Command) -> None:
    (root / "排名.tsv").write_text("党支部\t名次\n", "utf-8")
    status, _, err = kaoping(*PUBLISH)
    assert status == 1
    assert "KP119" in err
    assert (root / "排名.tsv").read_text("utf-8") == "党支部\t名次\n"
    assert kaoping(*PUBLISH, "--force").status == 0


def test_the_help_tells_of_it(kaoping: Command) -> None:
    told = "".join(line.strip() for line in kaoping("rank", "--help").out.splitlines())
    assert "table 表格、json、csv、tsv 制表符" in told
    assert ".json 数据、.tsv 制表符；可以写几次" in told


def test_refusals_tell_of_it(root: Path, kaoping: Command) -> None:
    assert "要以 .html、.xlsx、.docx、.json 或 .tsv 结尾" in kaoping(*PUBLISH[:-1], "排名.pdf").err
    assert "可写：table、json、csv、tsv。" in kaoping("score", "--format", "xml").err
    # of a year there is none
    assert (
        "年度排名的文件名要以 .html、.xlsx、.docx 或 .json 结尾"
        in kaoping("rank", "-y", "2021", "-p", "年.tsv", "--draft").err
    )
    assert "年度排名不能写成 tsv。可写：table、json" in kaoping("rank", "-y", "2021", "-f", "tsv").err


def test_the_shell_offers_it(root: Path, kaoping: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ASKED, "bash")
    monkeypatch.setenv(LINE, "kaoping score --format t")
    assert kaoping().out.split() == ["table", "tsv"]
