import pytest

from dangjian_kaoping.write.layout import width_of
from dangjian_kaoping.write.text.score_table import score_table

from . import plant
from .golden import assert_golden


@pytest.mark.parametrize("width", [100, 80, 60])
def test_the_table(width: int) -> None:
    text = score_table(plant.provisional(), width)
    assert_golden(f"table-{width}.txt", text)
    assert max(map(width_of, text.splitlines())) <= width
    text.encode("gbk")


def test_a_complete_round_has_no_word_of_being_provisional() -> None:
    text = score_table(plant.complete())
    assert "暂定" not in text
    assert "▼ 末位" in text


@pytest.mark.whole
def test_a_narrow_table_is_split_and_loses_nothing() -> None:
    text = score_table(plant.complete(), 40)
    for name in ("名次", "自评", "党建", "标记"):
        assert name in text
    assert max(map(width_of, text.splitlines())) <= 60


def test_names_are_printed_as_they_are() -> None:
    result = plant.complete()
    first = result.placings[0]
    branch = first.score.branch._replace(name="[red]\x1b]0;甲[/red]")
    hostile = result._replace(placings=(first._replace(score=first.score._replace(branch=branch)),))
    text = score_table(hostile)
    assert "[red]□]0;甲[/red]" in text
    assert "\x1b" not in text


def test_the_note_says_at_which_stage_figures_are_rounded() -> None:
    result = plant.complete()
    assert "在表上取 2 位小数；综合得分从未经舍入的数算出，不受影响。" in score_table(result)
    measure = result.rubric.measure
    rounding = measure.rounding.model_copy(update={"stage": "areas"})
    rubric = result.rubric.model_copy(update={"measure": measure.model_copy(update={"rounding": rounding})})
    text = score_table(result._replace(rubric=rubric), 200)
    assert "各方面得分、加分、扣减先各修约一次，再相加减，得出检查得分；" in text
    assert "不受影响" not in text
