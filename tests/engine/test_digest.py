"""The facts of a round on one page: what they say of the sample, and what holds of every round."""

from decimal import Decimal
from fractions import Fraction

import pytest

from dangjian_kaoping.engine.follow.digest import digest, lost_by
from dangjian_kaoping.engine.score.round import Placing
from dangjian_kaoping.exact import Exact, minus, plus, rounded, total
from dangjian_kaoping.session.session import Session
from sample import SAMPLE, quarters
from small_plant import plant

pytestmark = pytest.mark.whole


@pytest.mark.parametrize("quarter", quarters())
def test_of_every_round(quarter: str) -> None:
    dossier = Session(SAMPLE).dossier(quarter)
    facts = digest(dossier)
    ends = [each.placing.score.branch.id for each in (*facts.first, *facts.last)]
    assert len(set(ends)) == len(ends) == 6
    assert [each.placing.rank for each in facts.first] == sorted(each.placing.rank or 0 for each in facts.first)
    # 最常见的在前，累计到自己为止
    numbers = [each.lost.number for each in facts.commonest]
    assert numbers == sorted(numbers, reverse=True)
    so_far = Fraction(0)
    for common in facts.commonest:
        so_far += Fraction(common.share)
        assert Fraction(common.cumulated) == so_far <= 1
        assert Fraction(common.share) == Fraction(common.lost.number, facts.deductions)
    assert sum(len(band.placings) for band in facts.distribution) == len(dossier.result.placings)
    assert len(facts.rectified) == min(len(dossier.rounds), 4)
    for one in facts.rectified:
        assert len(one.closed) + len(one.open) == len(one.entries)
        assert {each.id for each in one.overdue} <= {each.id for each in one.open}
    assert (facts.before is None) == (len(dossier.rounds) == 1)
    assert all(moved.places > 0 for moved in facts.risen)
    assert all(moved.places < 0 for moved in facts.fallen)


@pytest.mark.parametrize("quarter", quarters())
def test_what_was_lost_leads_to_the_score(quarter: str) -> None:
    result = Session(SAMPLE).dossier(quarter).result
    full = sum(area.points for area in result.rubric.areas if isinstance(area.points, Decimal))
    for placing in result.placings:
        score, lost = placing.score, lost_by(placing.score, result.rubric)
        # 满分、加分减去扣分合计，就是检查得分
        left = rounded(minus(plus(Decimal(full), score.bonus.value), lost.points), 2)
        assert score.inspection is not None
        assert left == score.inspection.value
        # 各项扣的，加上不属于哪一项的，就是合计
        assert total(each.points for each in lost.items) <= lost.points
        # 不涉及而失的分没有人扣
        apart = [each.item.id for each in score.inspected.items if each.status not in ("scored",)]
        assert all(each.number == 0 for each in lost.items if each.item.id in apart)


def test_the_sample() -> None:
    facts = digest(Session(SAMPLE).dossier("2021Q1"))
    last = facts.last[-1]
    assert last.placing.score.branch.name == "供热部党支部"
    told: list[tuple[str, Exact]] = [(each.item.title, each.points) for each in last.most]
    assert told == [("党建与生产融合", Decimal(5)), ("主题党日", Decimal(4))]
    # 违纪违法扣减不在项目的分里，也是扣分
    assert ("违纪违法扣减", Decimal(2)) in [(each.item.title, each.points) for each in facts.last[1].most]
    assert [(band.grade, len(band.placings)) for band in facts.distribution][:3] == [
        ("优秀", 3),
        ("良好", 5),
        ("合格", 4),
    ]


def test_by_tens_where_there_are_no_grades() -> None:
    facts = digest(plant())
    scored = [each for each in plant().result.placings if each.score.composite is not None]
    assert sum(len(band.placings) for band in facts.distribution) == len(scored)
    for band in facts.distribution:
        if band.tens is not None:
            low, high = band.tens
            assert high - low == 10
            for each in band.placings:
                assert isinstance(each, Placing)
                assert each.score.composite is not None
                assert low <= each.score.composite.value < high
