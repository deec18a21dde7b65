"""What a terminal shows: as wide as it is, in colours where they are wanted; a pipe has neither."""

import re
from pathlib import Path

import pytest

from dangjian_kaoping.cli.shell import colours
from dangjian_kaoping.cli.shell.failure import FINDINGS
from dangjian_kaoping.write.layout import width_of
from render.golden import assert_golden
from sample import SAMPLE

from .conftest import Command

pytestmark = pytest.mark.whole

GOLDEN = Path(__file__).parent / "golden"
HERE = ("--workspace", str(SAMPLE))
SCREENS = {
    "score": ("score", "-q", "2021Q1"),
    "rank": ("rank", "-q", "2021Q1"),
    "rank-first": ("rank", "-q", "2018Q2"),
    "rank-year": ("rank", "--year", "2020"),
    "trend": ("trend",),
    "status": ("status", "-q", "2021Q1", "--as-of", "2021-03-26"),
    "rubric-list": ("rubric", "list"),
}
RED = "\x1b[31m"


@pytest.mark.parametrize("columns", [80, 100])
@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen(kaoping: Command, monkeypatch: pytest.MonkeyPatch, screen: str, columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    status, out, _ = kaoping(*SCREENS[screen], *HERE)
    assert status == 0
    assert max(map(width_of, out.splitlines())) <= columns
    assert_golden(f"screen-{screen}-{columns}.txt", out, GOLDEN)


def test_the_names_of_the_areas_are_not_cut(kaoping: Command) -> None:
    heading = next(line for line in kaoping("score", *HERE).out.splitlines() if line.startswith("名次"))
    assert "党建  宣传 文明  廉政  群团  维稳" in heading


@pytest.mark.parametrize("arguments", [("explain", "ZB01"), ("score",), ("ledger",), ("rubric", "show")])
def test_a_pipe_has_no_broken_lines(kaoping: Command, piped: None, arguments: tuple[str, ...]) -> None:
    out = kaoping(*arguments, *HERE).out
    assert max(map(width_of, out.splitlines())) > 100 or arguments == ("score",)
    # a line goes on to the right of where it began: no line of words alone
    assert not re.search(r"^ {12,}[^ ·\d-]{1,4}$", out, re.MULTILINE)


def test_a_sentence_is_whole_in_a_pipe(kaoping: Command, piped: None) -> None:
    out = kaoping("explain", "ZB01", "DJ-03", "-q", "2021Q1", *HERE).out
    assert "党员到会率低于90%的，每低5个百分点扣0.2分，不足5个百分点的按5个计，最多扣1分（条款“到会率”" in out


def test_colours_are_forced(kaoping: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = kaoping("explain", "ZB01", *HERE).out
    monkeypatch.setenv("FORCE_COLOR", "1")
    coloured = kaoping("explain", "ZB01", *HERE).out
    assert re.sub(r"\x1b\[\d+m", "", coloured) == plain
    (line, *_) = [each for each in coloured.splitlines() if "扣 1 分：支委会" in each]
    assert line.startswith(f"        {RED}扣 1 分：")
    assert line.endswith("\x1b[0m")


@pytest.mark.parametrize(
    ("arguments", "stands_out"),
    [
        (("score",), "\x1b[31m\x1b[1m▼\x1b[0m"),
        (("rank",), f"{RED}-6.99\x1b[0m"),
        (("rank",), f"{RED}降1位\x1b[0m"),
        (("rank",), "\x1b[32m升1位\x1b[0m"),
        (("trend",), f"{RED}-1.32\x1b[0m"),
        (("status", "-q", "2021Q1", "--as-of", "2021-03-25"), "\x1b[31m\x1b[1m缺\x1b[0m"),
    ],
)
def test_what_stands_out(
    kaoping: Command, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], stands_out: str
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert stands_out in kaoping(*arguments, *HERE).out


def test_errors_stand_out(root: Path, kaoping: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    roster = root / "data/roster.yaml"
    roster.write_text(roster.read_text("utf-8").replace("kind: roster", "kind：roster", 1), "utf-8")
    monkeypatch.setenv("FORCE_COLOR", "1")
    status, out, _ = kaoping("check")
    assert status == FINDINGS
    assert re.search(r"\x1b\[31m\x1b\[1mdata/roster.yaml:\d+:\d+ 错误 KP115", out)
    assert re.search(r"\x1b\[31m\x1b\[1m +\| +\^", out)
    assert "\x1b[31m\x1b[1m用法有误：\x1b[0m" in kaoping("nothing").err


def test_a_record_has_no_colours_of_its_own(root: Path, kaoping: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    err = kaoping("score", "-b", "\x1b[32m甲").err
    assert "\x1b[32m" not in err
    assert r"\x1b[32m甲" in err


class _Stream:
    def __init__(self, terminal: bool) -> None:
        self.isatty = lambda: terminal


@pytest.mark.parametrize(
    ("terminal", "environment", "wanted"),
    [
        (True, {}, True),
        (False, {}, False),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"NO_COLOR": ""}, True),
        (False, {"FORCE_COLOR": "1"}, True),
        (True, {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        (True, {"TERM": "dumb"}, False),
    ],
)
def test_when_colours_are_wanted(
    monkeypatch: pytest.MonkeyPatch, terminal: bool, environment: dict[str, str], wanted: bool
) -> None:
    monkeypatch.delenv("TERM", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert colours.are_wanted(_Stream(terminal)) == wanted  # type: ignore[arg-type]


def test_a_ranking_says_what_a_score_does_not(kaoping: Command) -> None:
    ranked, scored = (kaoping(command, "-q", "2021Q1", *HERE).out for command in ("rank", "score"))
    for heading in ("上轮", "升降", "增减", "变化最大的方面"):
        assert heading in ranked
        assert heading not in scored
    (line,) = [each for each in ranked.splitlines() if "机关党支部" in each]
    assert line.split() == ["3", "4", "升1位", "机关党支部", "95.11", "-1.55", "优秀", "党建", "-1.63、群团", "-0.52"]


def test_a_first_round_is_held_beside_none(kaoping: Command) -> None:
    out = kaoping("rank", "-q", "2018Q2", *HERE).out
    assert not any(word in out for word in ("上轮", "升降", "变化"))
