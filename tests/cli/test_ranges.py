"""`kaoping rubric check --proof`: the least and the most of each part of a rubric, each with the record for it."""

import json
from pathlib import Path

import pytest

from checks.laying import EXAMPLES, RUBRIC, edit, lay
from documented import DOCS
from render.golden import assert_golden

from .conftest import Command


def test_the_table_tells_of_every_part_and_of_the_totals(root: Path, kaoping: Command) -> None:
    status, out, err = kaoping("rubric", "check", "--proof")
    assert (status, err) == (0, "")
    for words in ("DJ 党建工作", "DJ-01 “三会一课”落实", "DJ-01/缺会", "扣 4", "基础分", "综合得分"):
        assert words in out
    assert "都到得了" in out


def test_a_version_and_a_file_can_be_named(root: Path, kaoping: Command) -> None:
    lay(root, EXAMPLES / "KP404" / "good")
    assert kaoping("rubric", "check", "--proof").out.startswith("2022 版细则")
    assert kaoping("rubric", "check", "--proof", "2020").out.startswith("2020 版细则")
    assert kaoping("rubric", "check", "--proof", RUBRIC).out.startswith("2020 版细则")
    assert kaoping("rubric", "check", "--proof", "2020", "2022").status == 2


def test_the_record_for_an_end_is_shown_and_gives_it(root: Path, kaoping: Command) -> None:
    rows = json.loads(kaoping("rubric", "check", "--proof", "--format", "json").out)["rows"]
    item = next(each for each in rows if each["key"] == "DJ-01")
    assert item["least"] == {"limit": "0", "reached": "0", "record": "记 {clause: 缺会, done: 0}"}
    assert (item["full"], item["full_reached"], item["zero_reached"]) == ("4", True, True)
    clause = next(each for each in rows if each["key"] == "DJ-02/缺项")
    assert clause["most"]["limit"] is None
    composite = next(each for each in rows if each["key"] == "composite")
    assert (composite["least"]["limit"], composite["most"]["limit"]) == ("0", "10")
    assert composite["most"]["reached"] == "10"


def test_what_nobody_can_have_is_said(root: Path, kaoping: Command) -> None:
    lay(root, EXAMPLES / "KP266" / "bad")
    assert "满分得不到" in kaoping("rubric", "check", "--proof").out
    assert "| 满分得不到 |" in kaoping("rubric", "check", "--proof", "--format", "markdown").out


def test_an_item_with_faults_of_its_own_is_left_out_and_named(root: Path, kaoping: Command) -> None:
    edit(root, RUBRIC, ("            deduct: {each: 0.5}\n", "            deduct: {levels: {好: 1}}\n"))
    out = kaoping("rubric", "check", "--proof").out
    assert "DJ-02 本身有错" in out
    assert "DJ-01/缺会" in out
    assert "综合得分 " not in out


def test_a_format_is_asked_of_the_table_alone(root: Path, kaoping: Command) -> None:
    status, _, err = kaoping("rubric", "check", "--format", "json")
    assert status == 2
    assert "--proof" in err


def test_the_guide_shows_what_is_written(root: Path, kaoping: Command) -> None:
    guide = (DOCS / "证明与覆盖.md").read_text(encoding="utf-8")
    assert kaoping("rubric", "check", "--proof").out in guide
    lay(root, EXAMPLES / "KP266" / "bad")
    assert kaoping("rubric", "check").out in guide


@pytest.mark.parametrize(("format", "suffix"), [("text", "txt"), ("markdown", "md"), ("json", "json")])
def test_as_it_is_written(kaoping: Command, root: Path, format: str, suffix: str) -> None:
    status, out, _ = kaoping("rubric", "check", "--proof", "2020", "--format", format)
    assert status == 0
    assert_golden(f"ranges.{suffix}", out)
