"""得分率: what part of the points that apply a branch reached, beside the mean."""

from decimal import Decimal
from fractions import Fraction

from dangjian_kaoping.engine.follow.foremost import foremost
from dangjian_kaoping.engine.follow.reach import reached_by
from small_plant import plant_twice as plant


def shares(name: str) -> dict[str, object]:
    result = plant().result
    (placing,) = [each for each in result.placings if each.score.branch.name == name]
    return {each.area.name: each.share for each in reached_by(result)[placing.score.branch.id]}


def test_the_part_is_of_what_applies() -> None:
    # 现场不涉及、按其余折算：党风廉政建设只有谈话 5 分，全得
    assert shares("机关党支部")["党风廉政建设"] == 1
    # 年会没有开，5 分清零；年终总结一季度不到期，满分：12 分得 7 分
    assert shares("检修部党支部") == {"党建工作": Fraction(7, 12), "党风廉政建设": Decimal("0.625")}


def test_the_mean_is_of_those_whom_the_area_concerns() -> None:
    found = reached_by(plant().result)
    parts = [each.share for own in found.values() for each in own if each.area.id == "LZ"]
    means = {each.mean for own in found.values() for each in own if each.area.id == "LZ"}
    assert means == {sum(Fraction(each) for each in parts) / len(parts)}


def test_means_of_points_are_rounded_as_the_composite_is() -> None:
    for each in foremost(plant().result).means:
        assert each.value.as_tuple().exponent == -2
