"""`kaoping rubric test --mutate`: which changes of a rubric no case tells, and what would tell them."""

import json
from pathlib import Path

import pytest

from documented import DOCS
from render.golden import assert_golden

from .conftest import Command

HEAD = "kind: cases\nversion: 1\nrubric: 2020\ncases:\n"
TRIED = "- {name: 缺一次, item: DJ-01, facts: [{clause: 缺会, missing: 1}], expect: {points: 3}}\n"
LACKING = "- {name: 缺一项, item: DJ-02, facts: [{clause: 缺项, count: 1}], expect: {points: 1.5}}\n"
WRONG = "- {name: 算错, item: DJ-02, facts: [{clause: 缺项, count: 1}], expect: {points: 1}}\n"
OPEN = "- {name: 没算, item: DJ-02, facts: [{clause: 缺项, count: 2}], expect: 待填}\n"
ANY = ("--fail-under", "0")


@pytest.fixture
def cases(root: Path) -> Path:
    """The file of the cases."""
    folder = root / "rubrics/cases"
    folder.mkdir(exist_ok=True)
    return folder / "2020.yaml"


@pytest.mark.parametrize(("format", "suffix"), [("text", "txt"), ("markdown", "md"), ("json", "json")])
def test_as_it_is_written(kaoping: Command, cases: Path, format: str, suffix: str) -> None:
    cases.write_text(HEAD + TRIED + LACKING + OPEN, encoding="utf-8")
    status, out, _ = kaoping("rubric", "test", "--mutate", "2020", "--format", format, *ANY)
    assert status == 0
    assert_golden(f"mutation.{suffix}", out)


def test_the_guide_shows_what_is_written(kaoping: Command, cases: Path) -> None:
    guide = (DOCS / "证明与覆盖.md").read_text(encoding="utf-8")
    cases.write_text(HEAD + TRIED + OPEN, encoding="utf-8")
    assert kaoping("rubric", "test", "--mutate", "2020", "--item", "DJ-02").out in guide


def test_a_price_that_slips_through_is_a_finding(kaoping: Command, cases: Path) -> None:
    cases.write_text(HEAD + TRIED, encoding="utf-8")
    asked = ("rubric", "test", "--mutate", "2020", "--item", "DJ-02")
    status, out, err = kaoping(*asked)
    assert status == 1
    assert "each" in out
    assert "有的分值改了也查不出" in err
    cases.write_text(HEAD + LACKING, encoding="utf-8")
    status, out, err = kaoping(*asked)
    assert (status, err) == (0, "")


@pytest.mark.whole
def test_it_fails_under_what_is_asked(kaoping: Command, cases: Path) -> None:
    cases.write_text(HEAD + LACKING, encoding="utf-8")
    asked = ("rubric", "test", "--mutate", "2020", "--format", "json")
    status, out, _ = kaoping(*asked, *ANY)
    [version] = json.loads(out)["rubrics"]
    assert status == 0
    counted = version["made"] - version["same"] - version["refused"]
    assert counted == version["killed"] + len(version["living"])
    known = 100 * version["killed"] // counted
    assert 0 < known < 100
    assert kaoping(*asked, "--fail-under", str(known)).status == 0
    status, _, err = kaoping(*asked, "--fail-under", str(known + 1))
    assert (status, f"不到 {known + 1}%" in err) == (1, True)


def test_what_is_shown_tells_the_change_once_it_is_filled_in(kaoping: Command, cases: Path) -> None:
    cases.write_text(HEAD + TRIED, encoding="utf-8")
    asked = ("rubric", "test", "--mutate", "2020", "--item", "DJ-02", "--format", "json")
    [before] = json.loads(kaoping(*asked).out)["rubrics"]
    shown = dict.fromkeys(each["case"] for each in before["living"])
    cases.write_text(HEAD + "".join(f"{each}\n" for each in shown), encoding="utf-8")
    status, out, _ = kaoping("rubric", "test", "-v")
    assert (status, f"还有 {len(shown)} 个待填" in out) == (0, True)


def test_a_case_that_fails_is_told_first(kaoping: Command, cases: Path) -> None:
    cases.write_text(HEAD + WRONG, encoding="utf-8")
    status, out, err = kaoping("rubric", "test", "--mutate", "2020", "--item", "DJ-02", *ANY)
    assert status == 1
    assert "本来就不符的，不算：算错" in out
    assert "有不符的情形（2020 版）" in err


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (("--mutate", "2031"), "没有“2031”这一版细则"),
        (("--mutate", "2020", "--item", "DJ-99"), "没有“DJ-99”这个项目"),
        (("--mutate", "2020", "rubrics/cases/2020.yaml"), "不写文件"),
    ],
)
def test_what_there_is_not_is_said(kaoping: Command, cases: Path, more: tuple[str, ...], told: str) -> None:
    cases.write_text(HEAD + TRIED, encoding="utf-8")
    status, _, err = kaoping("rubric", "test", *more)
    assert (status, told in err) == (2, True)


def test_a_seed_draws_the_same_ones(kaoping: Command, cases: Path) -> None:
    cases.write_text(HEAD + TRIED, encoding="utf-8")
    asked = ("rubric", "test", "--mutate", "2020", "--format", "json", "--sample", "3", *ANY)
    first, again, other = (kaoping(*asked, "--seed", seed).out for seed in ("1", "1", "2"))
    assert first == again
    assert json.loads(first)["rubrics"][0]["made"] == 3
    assert first != other
