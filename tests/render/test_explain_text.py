import pytest

from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.write.layout import width_of
from dangjian_kaoping.write.text.explain import explain_text

from . import plant
from .golden import assert_golden


@pytest.mark.parametrize("branch", "ABCD")
def test_the_whole_account(branch: str) -> None:
    result = plant.provisional()
    text = explain_text(result, plant.placing(result, branch), None, 100)
    assert_golden(f"explain-{branch}.txt", text)


@pytest.mark.parametrize("width", [100, 80, 50])
@pytest.mark.parametrize("result", [plant.provisional(), plant.complete()], ids=["provisional", "complete"])
def test_every_account_fits_and_can_be_printed_in_gbk(result: RoundResult, width: int) -> None:
    for placing in result.placings:
        text = explain_text(result, placing, None, width)
        text.encode("gbk")
        assert max(map(width_of, text.splitlines())) <= width


def test_one_item_is_told_with_its_self_assessment_and_the_silent_clauses() -> None:
    result = plant.complete()
    text = explain_text(result, plant.placing(result, "A"), "DJ-02", 100)
    assert_golden("explain-A-DJ-02.txt", text)


def test_an_unknown_item_is_refused() -> None:
    result = plant.complete()
    with pytest.raises(KeyError):
        explain_text(result, result.placings[0], "XX-99")


def test_what_offices_wrote_is_printed_as_it_is_but_cannot_act() -> None:
    result = plant.complete()
    text = explain_text(result, plant.placing(result, "A"))
    assert "扣分原因：[red]错记[/red]" in text
    assert "扣分原因：=1+1" in text
    assert "一件□[31m信访" in text
    assert "\x1b" not in text


def test_the_department_is_named_as_it_was_called_in_the_quarter() -> None:
    result = plant.complete()
    text = explain_text(result, plant.placing(result, "A"), "LZ-01")
    assert "出处：纪委办（检查一组） 2021-03-24 检查，data/2021Q1/inspection/jw.yaml:9" in text
    assert "出处：党群部 2021-03-20 检查" in explain_text(result, plant.placing(result, "A"), "DJ-01")


def changed(measure: str) -> str:
    return plant.RUBRIC.replace("measure:\n", f"measure:\n  {measure}\n")


def account(rubric: str, branch: str, **records: str) -> str:
    result = plant.scored(rubric, **records)
    return explain_text(result, plant.placing(result, branch), None, 100)


def test_areas_that_are_rounded_say_so() -> None:
    text = account(changed("rounding: {at: areas, mode: half_even, places: 1}"), "C")
    assert "党建工作  27.3 / 30 分" in text
    assert "修约：约27.272727 分四舍六入五成双，保留 1 位小数，为 27.3 分" in text


@pytest.mark.whole
def test_a_bonus_beside_the_weights_says_so() -> None:
    text = account(changed("bonus_on: composite"), "A")
    assert "检查得分（不含加分）" in text
    assert "加分 2，直接加到综合得分" in text


@pytest.mark.whole
def test_a_self_assessment_that_weighs_nothing_is_only_compared() -> None:
    text = account(changed("weights: {inspection: 1, self_assessment: 0}"), "A")
    assert "自评得分 × " not in text
    assert "四、自评得分 32.24 分" in text


@pytest.mark.whole
def test_months_that_are_refused_say_so() -> None:
    text = account(changed("missing_month: refuse"), "A")
    assert "没有综合得分：自评只交了 2 个月" in text
    assert "没有交齐，不予计分" in text


def test_a_refused_self_assessment_that_was_never_handed_in() -> None:
    text = account(changed("missing_month: refuse"), "D")
    assert "未检查 LZ-03、JF-02；没有交自评" in text
    assert "自评没有计分。" in text
