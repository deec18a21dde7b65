"""`kaoping rubric cases`: the cases at the boundaries, for their author to work out."""

import re
from pathlib import Path

import pytest

from sample import SAMPLE

from .conftest import Command


def test_those_of_an_item_lie_on_its_lines_and_beside_them(kaoping: Command) -> None:
    status, out, _ = kaoping("rubric", "cases", "2020", "--item", "DJ-03", "--workspace", str(SAMPLE))
    assert status == 0
    assert "程序算得" not in out
    facts = re.findall(r"facts: (.*)", out)
    for value in ("90", "89.99", "65", "64.99"):
        assert f"[{{clause: 到会率, value: {value}}}]" in facts
    for count in (4, 5):
        assert f"[{{clause: 无故缺席, count: {count}}}]" in facts


def test_open_ones_are_asked_for_and_do_not_fail(kaoping: Command, tmp_path: Path) -> None:
    file = tmp_path / "新.yaml"
    made = ("rubric", "cases", "2020", "--item", "DJ-03", "-o", str(file), "--workspace", str(SAMPLE))
    assert kaoping(*made).status == 0
    status, out, _ = kaoping("rubric", "test", str(file), "--workspace", str(SAMPLE))
    assert status == 0
    assert "待填  DJ-03  到会率：不到 90%，要计分" in out
    many = file.read_text(encoding="utf-8").count("expect: 待填")
    assert out.endswith(f"0 个情形，0 个通过，0 个不符；还有 {many} 个待填\n")


def test_what_was_filled_in_is_not_overwritten(kaoping: Command, tmp_path: Path) -> None:
    file = tmp_path / "新.yaml"
    made = ("rubric", "cases", "2020", "--item", "DJ-03", "-o", str(file), "--workspace", str(SAMPLE))
    assert kaoping(*made).status == kaoping(*made).status == 0
    filled = file.read_text(encoding="utf-8").replace("待填", "{points: 3}", 1)
    file.write_text(filled, encoding="utf-8")
    status, _, err = kaoping(*made)
    assert status == 1
    assert "KP119" in err
    assert file.read_text(encoding="utf-8") == filled
    assert kaoping(*made, "--force").status == 0
    assert file.read_text(encoding="utf-8") != filled


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("2020", "--item", "DJ-99"), "没有“DJ-99”这个项目"),
        (("1999",), "没有“1999”这一版细则"),
        (("2020", "-o", "新.txt"), "文件名要以 .yaml 结尾"),
    ],
)
def test_what_is_not_there(kaoping: Command, arguments: tuple[str, ...], said: str) -> None:
    status, out, err = kaoping("rubric", "cases", *arguments, "--workspace", str(SAMPLE))
    assert (status, out) == (2, "")
    assert said in err
