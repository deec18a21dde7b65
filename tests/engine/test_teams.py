"""检查组: what teams took class by class, and how often an exchange of their names sets them as far apart."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import permutations, product
from math import prod

from hypothesis import given
from hypothesis import strategies as st

from dangjian_kaoping.engine.otherwise.exchanges import Exchanges, apart, exchanges, number_of_exchanges
from dangjian_kaoping.engine.otherwise.teams import DepartmentTeams, TeamMean, teams_of
from dangjian_kaoping.engine.score.apportioning import losses
from dangjian_kaoping.engine.score.round import score_round
from dangjian_kaoping.model.records import Inspection
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.model.workspace import Round
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.session.session import Session
from dangjian_kaoping.session.teams import teams
from dangjian_kaoping.words.teams import apart_in_words, chance_in_words, without_in_words
from dangjian_kaoping.write.layout import Page
from dangjian_kaoping.write.text.teams import write_teams
from sample import SAMPLE
from small_plant import modelled
from thorough import law

FIRST = Quarter(2021, 1)
Classes = Sequence[Sequence[tuple[str, Decimal]]]

# ── exchanges ──────────────────────────────────────────────────────────────────────────────────────────────────


def exchanged(classes: Classes) -> Iterator[list[list[tuple[str, Decimal]]]]:
    """Every way in which the names of a class may stand at its branches, one after another."""
    ways = [{tuple(each) for each in permutations([team for team, _ in branches])} for branches in classes]
    for names in product(*ways):
        yield [
            [(team, points) for team, (_, points) in zip(mine, branches, strict=True)]
            for mine, branches in zip(names, classes, strict=True)
        ]


def far(classes: Classes) -> Fraction:
    """By hand: each branch's deduction less the mean of its class, the mean of that by team, greatest less least."""
    more: dict[str, list[Fraction]] = {}
    for branches in classes:
        mean = Fraction(sum(points for _, points in branches)) / len(branches)
        for team, points in branches:
            more.setdefault(team, []).append(Fraction(points) - mean)
    means = [sum(each) / len(each) for each in more.values()]
    return Fraction(max(means) - min(means))


def test_two_teams_that_went_to_two_of_four_in_each_of_three_classes_can_be_exchanged_in_216_ways() -> None:
    classes = [[("甲", Decimal(1)), ("甲", Decimal(2)), ("乙", Decimal(3)), ("乙", Decimal(4))]] * 3
    assert number_of_exchanges(classes) == 216
    # 每一类里乙组都去了扣得最多的两个，只有整个对调才一样远
    assert exchanges(classes) == Exchanges(2, 216)
    assert apart(classes) == 2


def test_what_is_alike_is_as_far_apart_in_every_exchange() -> None:
    classes = [[("甲", Decimal(3)), ("乙", Decimal(3)), ("丙", Decimal(3)), ("丙", Decimal(3))]]
    assert exchanges(classes) == Exchanges(12, 12)
    assert apart(classes) == 0


TEAMS = st.sampled_from(("甲", "乙", "丙"))
CLASS = st.lists(st.tuples(TEAMS, st.sampled_from([Decimal(each) / 4 for each in range(8)])), min_size=1, max_size=5)


@law(60)
@given(st.lists(CLASS, min_size=1, max_size=2))
def test_exchanges_are_counted_as_if_each_was_written_out(classes: Classes) -> None:
    every = list(exchanged(classes))
    assert prod([len(every)]) == number_of_exchanges(classes)
    assert apart(classes) == far(classes)
    found = exchanges(classes)
    assert found is not None
    assert found == Exchanges(sum(far(each) >= far(classes) for each in every), len(every))


def test_sixty_branches_are_counted_and_five_hundred_are_not() -> None:
    def plant(size: int) -> Classes:
        return [[(("甲", "乙")[index % 2], Decimal(index * 7 % 90) / 20) for index in range(size)]] * 3

    found = exchanges(plant(20))
    assert found is not None
    assert found.of == 184756**3
    assert exchanges(plant(170)) is None


# ── of a round ─────────────────────────────────────────────────────────────────────────────────────────────────

RUBRIC = """\
kind: rubric
version: 2021
title: 试行细则
effective_from: 2021Q1
total: 20
measure: {self_assessment: none, weights: {inspection: 1, self_assessment: 0}}
areas:
- id: DJ
  name: 党建工作
  points: 20
  items:
  - id: DJ-01
    title: 会议
    points: 10
    department: 党群部
    standard: 补开
    clauses: [{id: 缺会, text: 每少1次扣1分, fact: {count: 次}, deduct: {each: 1}, at_most: 3}]
  - id: DJ-02
    title: 谈话
    points: 10
    department: 纪委办
    standard: 补谈
    clauses: [{id: 缺谈, text: 每少1人扣1分, fact: {count: 人}, deduct: {each: 1}}]
"""
ROSTER = """\
kind: roster
version: 1
classes: [生产, 机关]
teams: [甲组, 乙组]
departments:
  DQ: [{from: 2018-01-01, name: 党群部}]
  JW: [{from: 2018-01-01, name: 纪委办}]
branches:
  ZB1: [{from: 2018-01-01, name: 发电, class: 生产}]
  ZB2: [{from: 2018-01-01, name: 燃料, class: 生产}]
  ZB3: [{from: 2018-01-01, name: 化学, class: 生产}]
  ZB4: [{from: 2018-01-01, name: 供热, class: 生产}]
  ZB5: [{from: 2018-01-01, name: 机关, class: 机关}]
"""
DANGQUN = """\
kind: inspection
version: 1
quarter: 2021Q1
department: 党群部
branches:
  发电: {date: 2021-03-20, team: 甲组, findings: [{item: DJ-01, clause: 缺会, count: 1, reason: 少开}]}
  燃料: {date: 2021-03-20, team: 甲组}
  化学: {date: 2021-03-20, team: 乙组, findings: [{item: DJ-01, clause: 缺会, count: 5, reason: 少开}]}
  供热: {date: 2021-03-20, team: 乙组, findings: [{item: DJ-01, clause: 缺会, count: 2, reason: 少开}]}
  机关: {date: 2021-03-20}
"""
JIWEI = """\
kind: inspection
version: 1
quarter: 2021Q1
department: 纪委办
branches:
  发电: {date: 2021-03-25, team: 甲组, findings: [{item: DJ-02, clause: 缺谈, count: 9, reason: 少谈}]}
  燃料: {date: 2021-03-25, team: 甲组}
  化学: {date: 2021-03-25, team: 甲组}
  供热: {date: 2021-03-25, team: 甲组}
  机关: {date: 2021-03-25, team: 甲组}
"""


def compared(jiwei: str = JIWEI) -> tuple[DepartmentTeams, ...]:
    roster = modelled(Roster, ROSTER, "data/roster.yaml")
    texts = (DANGQUN, jiwei)
    this = Round(FIRST, [modelled(Inspection, each, f"{number}.yaml") for number, each in enumerate(texts)])
    return teams_of(score_round(modelled(Rubric, RUBRIC, "rubrics/2021.yaml"), roster, this), roster, this)


def test_a_department_whose_teams_can_be_compared() -> None:
    (found,) = compared()
    # 化学那一条封顶 3 分；另一个部室扣的不算；机关没有写检查组
    assert found.department == "党群部"
    (production,) = found.classes
    assert production.teams == (TeamMean("甲组", 2, Decimal("0.5")), TeamMean("乙组", 2, Decimal("2.5")))
    assert (str(found.apart), found.number, found.exchanges) == ("2", 6, None)
    assert without_in_words(found) == "没有写检查组、没有算的：机关。"
    assert apart_in_words(found) == (
        "相差 2.00 分（各组比本类支部平均多扣的分，最多的减最少的）；"
        "组名在同类支部之间调换，只有 6 种调法，太少，看不出是不是碰巧。"
    )
    assert chance_in_words([found]) == ""


def test_what_is_said_of_teams() -> None:
    (few,) = compared()
    many = few._replace(number=216, exchanges=Exchanges(40, 216), without=())
    page = Page(100)
    write_teams(page, [many, many._replace(department="纪委办"), many, many])
    assert page.text.startswith("各检查组在各类支部平均扣的分（检查扣分，单位：分；括号里是去了几个支部）\n\n党群部\n")
    assert "生产      0.50（2）  2.50（2）\n" in page.text
    assert "共 216 种调法，其中 40 种（18.5%）相差不比这小。" in page.text.replace("\n  ", "")
    assert page.text.endswith("4 个部室各比一次：就算各组尺度都一样，平均也会有一个部室的百分数碰巧在 25% 以下。\n")


def test_what_the_teams_took_of_the_sample_is_all_that_was_found() -> None:
    """Each branch of a class by the teams in turn: their means, times the branches, are the losses of all findings."""
    session = Session(SAMPLE)
    result, this = session.round("2021Q1"), session.records("2021Q1")
    placed = {each.score.branch.name: index for index, each in enumerate(result.placings)}
    inspections = [
        document.model_copy(
            update={
                "branches": {
                    name: record.model_copy(update={"team": ("甲组", "乙组")[placed[name] % 2]})
                    for name, record in document.branches.items()
                }
            }
        )
        for document in this.inspections
    ]
    roster = session.loader.roster()
    assert roster is not None
    named = roster.model_copy(update={"teams": ("甲组", "乙组")})
    found = teams_of(result, named, Round(FIRST, inspections))
    assert [each.department for each in found] == ["党群工作部", "纪委办公室", "厂工会", "党委办公室"]
    told = sum(Fraction(mean.mean) * mean.branches for each in found for one in each.classes for mean in one.teams)
    parts = [part for each in result.placings for part in losses(each.score, result.rubric)]
    assert told == sum(Fraction(part.points or 0) for part in parts if part.finding is not None)
    assert {sum(mean.branches for one in each.classes for mean in one.teams) for each in found} == {12}
    assert all(each.exchanges is not None and each.exchanges.of == each.number for each in found)
    # 示例没有写检查组
    assert teams(session, FIRST) == ()


def test_without_teams_nothing_is_said() -> None:
    page = Page(100)
    write_teams(page, ())
    assert page.text == "\n"
