"""`kaoping rubric draft`: one sentence as clauses, or why not."""

import pytest
import yaml

from dangjian_kaoping.cli.shell.app import run
from dangjian_kaoping.cli.shell.failure import FINDINGS, USAGE
from dangjian_kaoping.session.drafting.sentence import drafted


def test_a_clause_and_what_was_chosen(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rubric", "draft", "每少1次扣0.5分，最多扣2分"]) == 0
    assert capsys.readouterr().out == (
        "# 取的数：0.5（deduct each），2（at_most）\n"
        "# 原文没有写明，这样定：没有写应做几次，由记录写（required: recorded）\n"
        "- id: 待定\n"
        "  text: 每少1次扣0.5分，最多扣2分\n"
        "  fact: {missing: 次, required: recorded}\n"
        "  deduct: {each: 0.5}\n"
        "  at_most: 2\n"
    )


def test_several_clauses_are_yaml_each_with_its_part_of_the_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rubric", "draft", "支委会每月1次，每少1次扣1分；到会率低于90%的，每低5个百分点扣0.2分"]) == 0
    first, second = yaml.safe_load(capsys.readouterr().out)
    assert first["text"] == "支委会每月1次，每少1次扣1分"
    assert second["fact"] == {"value": "%"}
    assert second["deduct"] == {"each": 0.2, "step": 5, "below": 90}


def test_a_number_that_is_only_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rubric", "draft", "未在2小时内报告的，每次扣0.5分"]) == 0
    assert "# 只留在文字里的数：2\n" in capsys.readouterr().out


def test_points_that_are_earned_need_an_item_that_begins_at_zero(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rubric", "draft", "好得300分，差不得分"]) == 0
    assert "项目要写 start: zero" in capsys.readouterr().out


def test_from_the_total(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rubric", "draft", "--total", "每次扣2分"]) == 0
    assert "  penalty: {each: 2}\n" in capsys.readouterr().out


def test_grades_stand_in_the_measure(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rubric", "draft", "95分（含）以上的为一类，90（含）—95分的为二类，90分以下的为三类"]) == 0
    assert yaml.safe_load(capsys.readouterr().out) == {
        "measure": {
            "grades": [
                {"grade": "一类", "from": 95},
                {"grade": "二类", "from": 90, "under": 95},
                {"grade": "三类", "under": 90},
            ]
        }
    }


def test_a_cap_of_the_grade_is_held_against_grades(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rubric", "draft", "党员被追究刑事责任的，当年等次最高为合格"]) == 0
    assert "  veto: {effect: grade_cap, grade: 合格}\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("sentence", "code", "marked"),
    [
        ("适当扣分", "KP801", "^^^^^^^^"),
        ("每次扣1分；参与的减半", "KP802", "^^^^^^^^^^"),
        ("上报信息得1分，被采用的得2分", "KP802", "^^^^"),
        ("97分以上优秀，90—96分合格，85分以下不合格", "KP801", "^^^^"),
        ("不得分的扣0.123456789分", "KP801", "^^^^"),
    ],
)
def test_what_is_not_understood_is_told_with_its_place(
    sentence: str, code: str, marked: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["rubric", "draft", sentence]) == FINDINGS
    captured = capsys.readouterr()
    assert captured.out == ""
    assert f"错误 {code} " in captured.err
    assert marked in captured.err
    assert "怎样改：" in captured.err


def test_nothing_is_no_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rubric", "draft", " "]) == USAGE
    assert "要写一句评分标准" in capsys.readouterr().err


def test_what_is_drafted_is_what_was_read() -> None:
    found = drafted("每次扣1分")
    assert found.reading.sentence == "每次扣1分"
    assert [each.text for _, each in found.reading.meanings[0].figures()] == ["1"]
