"""The workspace that says every word: what a check finds in it, and in a record that lacks its reason."""

from pathlib import Path

import pytest

import every_word

from .laying import checked

pytestmark = pytest.mark.whole


def test_it_has_no_fault(tmp_path: Path) -> None:
    found = checked(every_word.laid(tmp_path))
    # 有一个支部少交一个月自评，各方面先修约，许可超过满分，有一个方面没有写满分
    assert sorted({each.code for each in found}) == ["KP222", "KP236", "KP251", "KP406"]
    assert all(each.severity != "error" for each in found)


def test_below_the_line_of_all_branches_a_reason_is_needed(tmp_path: Path) -> None:
    bare = {"value: 88, reason: 满意度": "value: 88", "value: 92, reason: 满意度": "value: 92"}
    found = checked(every_word.laid(tmp_path, bare))
    # 88 低于同类平均（92、90、88、85 的平均），92 不低
    missing = [each for each in found if each.code == "KP301"]
    assert [f"{each.place.file} {each.message}" for each in missing] == [
        "data/2021Q1/inspection/dangqun.yaml JY-02/满意 要扣分，没有写 reason"
    ]


def test_of_a_line_that_cannot_be_drawn_nobody_asks_for_a_reason(tmp_path: Path) -> None:
    root = every_word.laid(tmp_path, {"value: 88, reason: 满意度": "value: 88"})
    file = root / "data/2021Q1/inspection/dangqun.yaml"
    text = file.read_text(encoding="utf-8")
    line = "    - {item: JY-02, clause: 满意, value: 92, reason: 满意度}\n"
    assert text.count(line) == 1
    file.write_text(text.replace(line, ""), encoding="utf-8")
    codes = {each.code for each in checked(root)}
    assert "KP407" in codes
    assert "KP301" not in codes
