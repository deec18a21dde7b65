"""What the rounds under one version show of it: of the sample, by another program, and by hand."""

from decimal import Decimal
from fractions import Fraction
from functools import cache

import pytest
import yaml

from dangjian_kaoping.engine.follow.fairness import Fairness, apart, fairness_of
from dangjian_kaoping.engine.follow.gap import gap_courses
from dangjian_kaoping.engine.score.round import score_round
from dangjian_kaoping.model.records import Inspection
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.model.workspace import Round
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.session.fairness import fairness
from dangjian_kaoping.session.session import Session
from dangjian_kaoping.words.fairness import clauses_in_words, in_all_in_words, never_in_words, rounds_in_words
from dangjian_kaoping.write.text.fairness import fairness_text
from sample import SAMPLE
from small_plant import modelled

ROUNDS = ("2020Q1", "2020Q2", "2020Q3", "2020Q4", "2021Q1")


@cache
def session() -> Session:
    return Session(SAMPLE)


@cache
def found() -> Fairness:
    return fairness(session())


# ── the sample ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_rounds_are_those_of_the_version_in_force() -> None:
    assert tuple(map(str, found().quarters)) == ROUNDS
    assert rounds_in_words(found()) == "2020 版施行以来的 5 轮（2020Q1 至 2021Q1）"


def test_clauses_that_nobody_ever_recorded_are_those_that_never_took_anything() -> None:
    """In the sample no clause was recorded that took nothing each time: so the files alone say which these are."""
    recorded = {
        (finding["item"], finding["clause"])
        for quarter in ROUNDS
        for path in (SAMPLE / f"data/{quarter}/inspection").glob("*.yaml")
        for record in yaml.safe_load(path.read_text("utf-8"))["branches"].values()
        for finding in record.get("findings", ())
    }
    rubric = yaml.safe_load((SAMPLE / "rubrics/2020.yaml").read_text("utf-8"))
    able = {
        (item["id"], clause["id"])
        for area in rubric["areas"]
        for item in area["items"]
        for clause in item["clauses"]
        if not {"bonus", "give_back"} & clause.keys()
    }
    assert {(each.item.id, each.clause.id) for each in found().never} == able - recorded
    assert never_in_words(found()) == f"从未扣分的条款：28 条（能扣分、否决的共 {len(able)} 条）"
    assert {each.clause.id for each in found().never if each.clause.veto} == {"重大事故", "重大事件", "党员犯罪"}
    # 只在四季度考评的，只考评过一轮
    assert {each.rounds for each in found().never if each.item.id == "DJ-04"} == {1}


def test_clauses_under_which_everybody_lost() -> None:
    told = [(each.item.id, each.clause.id, [str(one) for one in each.in_all]) for each in found().from_all]
    assert told == [
        ("XC-05", "抽问", ["2020Q1", "2020Q3", "2020Q4"]),
        ("DJ-11", "平台得分", ["2020Q1", "2020Q4"]),
    ]
    assert in_all_in_words(found().from_all[0]) == "5 轮里有 3 轮（2020Q1、2020Q3、2020Q4）"


def test_the_means_of_the_classes() -> None:
    figures: dict[tuple[str, int], list[Fraction]] = {}
    for index, quarter in enumerate(ROUNDS):
        for placing in session().round(quarter).placings:
            assert placing.score.composite is not None
            key = placing.score.branch.branch_class, index
            figures.setdefault(key, []).append(Fraction(placing.score.composite.value))
    for each in found().classes:
        mine = [figures[each.branch_class, index] for index in range(5)]
        assert [Fraction(one) for one in each.by_round if one is not None] == [sum(one) / len(one) for one in mine]
        whole = [figure for one in mine for figure in one]
        assert (each.times, Fraction(each.composite or 0)) == (len(whole), sum(whole) / len(whole))
    means = [Decimal("89.426"), Decimal("93.7475"), divided_by_three("272.59")]
    assert [each.by_round[4] for each in found().classes] == means
    assert apart(found().classes, 4) == Decimal("93.7475") - Decimal("89.426")


def divided_by_three(figure: str) -> Decimal | Fraction:
    return Fraction(Decimal(figure)) / 3


def test_what_the_branches_saw_of_their_own_faults_is_as_the_courses_have_it() -> None:
    courses = gap_courses([session().round(each) for each in ROUNDS])
    assert sum(each.found for each in found().classes) == sum(each.found for each in courses)
    assert sum(each.seen for each in found().classes) == sum(each.seen for each in courses)


def test_nobody_says_that_a_clause_may_go() -> None:
    text = fairness_text(found(), 100)
    assert "可删" not in text
    assert "从未扣分不等于可以删" in text
    assert "  DJ-04 组织生活会和民主评议党员（考评过 1 轮）：未召开\n" in text
    assert "  JF-03 一票否决事项：重大事故（否决）、重大事件（否决）、党员犯罪（否决）\n" in text


# ── by hand ────────────────────────────────────────────────────────────────────────────────────────────────────

RUBRIC = """\
kind: rubric
version: 2021
title: 试行细则
effective_from: 2021Q1
total: 10
measure: {self_assessment: none, weights: {inspection: 1, self_assessment: 0}}
areas:
- id: DJ
  name: 党建工作
  points: 10
  items:
  - id: DJ-01
    title: 会议
    points: 5
    department: 党群部
    standard: 补开
    at_most: 2
    clauses:
    - {id: 缺会, text: 每少1次扣2分, fact: {count: 次}, deduct: {each: 2}}
    - {id: 漏记, text: 每处扣1分, fact: {count: 处}, deduct: {each: 1}}
    - {id: 瞒报, text: 瞒报的不得分, fact: {count: 次}, empties: item}
  - id: DJ-02
    title: 学习
    points: 5
    start: zero
    department: 党群部
    standard: 补学
    not_applicable: full
    clauses:
    - {id: 定档, text: 好5一般3, fact: {level: [好, 一般]}, earn: {levels: {好: 5, 一般: 3}}}
- id: JF
  name: 加减分
  items:
  - id: JF-01
    title: 处分
    department: 党群部
    clauses:
    - {id: 通报, text: 每人扣减1分, fact: {count: 人}, penalty: {each: 1}}
    - {id: 表扬, text: 每次加1分, fact: {count: 次}, bonus: {each: 1}}
"""
ROSTER = """\
kind: roster
version: 1
classes: [生产]
departments: {DQ: [{from: 2018-01-01, name: 党群部}]}
branches:
  ZB1: [{from: 2018-01-01, name: 发电, class: 生产}]
  ZB2: [{from: 2018-01-01, name: 燃料, class: 生产}]
  ZB3: [{from: 2018-01-01, name: 化学, class: 生产}]
"""
LEVEL = "{item: DJ-02, clause: 定档, level: %s, reason: 一般}"
CAPPED = "{item: DJ-01, clause: 缺会, count: 1, reason: 少}, {item: DJ-01, clause: 漏记, count: 1, reason: 漏}"


def shown(zb1: str = "", zb2: str = "", zb3: str = "", level: str = "好") -> Fairness:
    lines = "\n".join(
        f"  {name}: {{date: 2021-03-20, findings: [{', '.join(filter(None, [LEVEL % level, extra]))}]}}"
        for name, extra in (("发电", zb1), ("燃料", zb2), ("化学", zb3))
    )
    text = f"kind: inspection\nversion: 1\nquarter: 2021Q1\ndepartment: 党群部\nbranches:\n{lines}\n"
    this = Round(Quarter(2021, 1), [modelled(Inspection, text, "dangqun.yaml")])
    return fairness_of([score_round(modelled(Rubric, RUBRIC, "r.yaml"), modelled(Roster, ROSTER, "n.yaml"), this)])


def never(fairness: Fairness) -> str:
    return clauses_in_words(fairness.never)


def test_a_level_that_costs_nothing_is_recorded_and_takes_nothing() -> None:
    assert never(shown()) == "缺会、漏记、瞒报、定档（记过 3 条）、通报"
    assert shown().able == 5


@pytest.mark.parametrize(
    ("finding", "gone"),
    [
        ("{item: DJ-01, clause: 缺会, count: 1, reason: 少}", "缺会"),
        ("{item: DJ-01, clause: 瞒报, count: 1, reason: 瞒}", "瞒报"),
        ("{item: JF-01, clause: 通报, count: 1, reason: 报}", "通报"),
    ],
)
def test_what_took_once_is_not_listed(finding: str, gone: str) -> None:
    assert gone not in never(shown(finding))


def test_what_would_have_taken_under_a_cap_that_was_reached_acted_all_the_same() -> None:
    # 缺会扣 2 分已经封顶，漏记没有扣到，也不算从未扣分
    found = shown(CAPPED)
    assert never(found) == "瞒报、定档（记过 3 条）、通报"
    # 但没有扣到的，不算扣了
    assert shown(CAPPED, CAPPED, CAPPED).from_all[0].clause.id == "缺会"
    assert len(shown(CAPPED, CAPPED, CAPPED).from_all) == 1


def test_a_bonus_is_no_loss() -> None:
    bonus = "{item: JF-01, clause: 表扬, count: 1}"
    assert "表扬" not in never(shown(bonus, bonus, bonus))
    assert shown(bonus, bonus, bonus).from_all == ()


def test_under_a_level_everybody_may_lose() -> None:
    (only,) = shown(level="一般").from_all
    assert (only.item.id, only.clause.id, only.rounds) == ("DJ-02", "定档", 1)
    assert shown().from_all == ()
