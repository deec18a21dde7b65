"""全年不得分 (`empties: {for: year}`): one fire, and the item gives nothing for the rest of the year."""

from decimal import Decimal

import pytest

from dangjian_kaoping.engine.follow.gap import round_gaps
from dangjian_kaoping.engine.score.apportioning import item_losses
from dangjian_kaoping.engine.score.item import ItemScore
from dangjian_kaoping.engine.score.round import RoundResult, score_round
from dangjian_kaoping.engine.step import recomputed
from dangjian_kaoping.exact import minus, total
from dangjian_kaoping.model.records import Inspection, SelfAssessment
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.model.workspace import Round
from dangjian_kaoping.periods import Quarter

from .plant import modelled, plain

FIRE = """
- id: AQ-01
  title: 安全
  points: 6
  floor: -2
  department: 安监部
  clauses:
  - {id: 火灾, text: 火灾一次全年不得分, fact: {count: 次}, empties: {from: 1, for: year}}
  - {id: 工伤, text: 每次扣1分, fact: {count: 次}, deduct: {each: 1}}
  - {id: 处置, text: 处置及时的还3分, fact: {count: 次}, give_back: {each: 3}}
  - {id: 瞒报, text: 倒扣2分, fact: {count: 次}, deduct: {each: 2}, below_zero: true}
"""
ROSTER = """
kind: roster
version: 1
classes: [生产]
departments: {AJ: [{from: 2018-01-01, name: 安监部}]}
branches:
  A: [{from: 2018-01-01, name: 甲, class: 生产}]
  B: [{from: 2018-01-01, name: 乙, class: 生产}]
"""


def rubric(items: str = FIRE, version: str = "2021") -> Rubric:
    head = f"kind: rubric\nversion: {version}\ntitle: 试\neffective_from: 2021Q1\n"
    indented = "".join(f"  {line}\n" for line in items.strip().splitlines())
    measure = "measure: {weights: {inspection: 0.5, self_assessment: 0.5}}\n"
    return modelled(Rubric, plain(f"{head}{measure}areas:\n- id: AQ\n  name: 安全\n  items:\n{indented}"))


def held(number: int, facts: str, own: str = "[]") -> Round:
    quarter = Quarter(2021, number)
    inspection = (
        f"kind: inspection\nversion: 1\nquarter: {quarter}\ndepartment: 安监部\nbranches:\n"
        f"  甲: {{date: {quarter.last_day}, findings: {facts}}}\n  乙: {{date: {quarter.last_day}, findings: []}}\n"
    )
    months = [
        modelled(
            SelfAssessment,
            plain(f"kind: self\nversion: 1\nmonth: {month}\nbranches:\n  甲: {{findings: {own}}}\n  乙: {{}}\n"),
        )
        for month in quarter.months
    ]
    return Round(quarter, [modelled(Inspection, plain(inspection))], months, [], [], None)


def fact(clause: str, item: str = "AQ-01") -> str:
    return f"{{item: {item}, clause: {clause}, reason: 有, count: 1}}"


def scored(this: Round, *earlier: Round, by: Rubric | None = None) -> RoundResult:
    return score_round(by or rubric(), modelled(Roster, plain(ROSTER)), this, earlier)


def item_of(result: RoundResult, branch: str = "甲", *, own: bool = False) -> ItemScore:
    placing = result.placing_of(branch)
    assert placing is not None
    table = placing.score.declared if own else placing.score.inspected
    assert table is not None
    return table.items[0]


ONE, THREE = held(1, f"[{fact('火灾')}]"), held(3, f"[{fact('处置')}, {fact('瞒报')}]")


def test_the_round_itself_and_the_later_ones_give_nothing() -> None:
    first = held(1, f"[{fact('火灾')}, {fact('处置')}, {fact('瞒报')}]")
    for result in (scored(first), scored(THREE, ONE), scored(held(4, "[]"), ONE, THREE)):
        for own in (False, True):
            assert item_of(result, own=own).value == 0
        assert item_of(result, "乙").value == 6


def test_earlier_rounds_stay() -> None:
    assert item_of(scored(ONE, held(3, f"[{fact('火灾')}]"))).value == 0
    assert item_of(scored(held(1, "[]"), THREE)).value == 6


def test_the_next_year_begins_anew() -> None:
    later = held(1, f"[{fact('工伤')}]")
    later.quarter = Quarter(2022, 1)
    assert item_of(scored(later, ONE)).value == 5


def test_it_is_told_by_which_round_and_record() -> None:
    since = item_of(scored(THREE, ONE)).emptied
    assert since is not None
    assert (since.quarter, since.clause.id, since.finding.reason) == (Quarter(2021, 1), "火灾", "有")


@pytest.mark.parametrize("result", [scored(ONE), scored(THREE, ONE), scored(held(4, "[]"), ONE)])
def test_what_was_lost_adds_up(result: RoundResult) -> None:
    score = item_of(result)
    assert score.value is not None
    assert total(part.points or Decimal(0) for part in item_losses(score)) == minus(score.points, score.value)
    assert recomputed(score.step) == score.value


def test_a_renamed_item_is_followed() -> None:
    renamed = rubric(FIRE.replace("id: AQ-01", "id: AQ-07\n  was: [AQ-01]"), "2021a")
    roster = modelled(Roster, plain(ROSTER))
    later = renamed.model_copy(update={"effective_from": Quarter(2021, 2)})
    result = score_round(renamed, roster, held(2, "[]"), [ONE], [rubric(), later])
    assert item_of(result).value == 0


def test_a_group_alone() -> None:
    grouped = FIRE.replace("  clauses:", "  groups: {火: {title: 防火, points: 4}}\n  clauses:").replace(
        "{id: 火灾,", "{id: 火灾, group: 火,"
    )
    by = rubric(grouped)
    assert item_of(scored(held(2, "[]"), ONE, by=by)).value == 2
    score = item_of(scored(held(2, f"[{fact('工伤')}]"), ONE, by=by))
    assert score.value == 1
    assert total(part.points or Decimal(0) for part in item_losses(score)) == 5


def test_what_is_nothing_on_both_sides_tells_nothing_of_a_self_assessment() -> None:
    for result in (scored(ONE), scored(THREE, ONE)):
        compared = {gap.branch.name: [each.item.id for each in gap.items] for gap in round_gaps(result)}
        assert compared == {"甲": [], "乙": ["AQ-01"]}


def test_a_limit_by_head_count_is_that_of_the_branch_in_the_earlier_round() -> None:
    # a tenth of 20 people: two fires leave nothing, one does not
    fire = FIRE.replace("{from: 1, for: year}", "{from: {per_head: 0.1, round: up}, for: year}")
    written = ROSTER.replace("class: 生产}", "class: 生产, head_count: 20}")
    points = []
    for fires in (1, 2):
        facts = f"[{{item: AQ-01, clause: 火灾, reason: 有, count: {fires}}}]"
        later = score_round(rubric(fire), modelled(Roster, plain(written)), held(2, "[]"), [held(1, facts)])
        points.append(item_of(later).value)
    assert points == [6, 0]
