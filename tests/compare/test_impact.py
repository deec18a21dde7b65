"""What a revision would have made of a round, worked out by hand; and why something cannot be replayed."""

from copy import deepcopy
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from dangjian_kaoping.compare.impact.impact import HeldRounds, RoundImpact, impact_of
from dangjian_kaoping.engine.otherwise.weights import RoundSlack, slack_of
from dangjian_kaoping.engine.score.circumstances import Refusal
from dangjian_kaoping.engine.score.ranges import Range
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.words.revision.impact import columns_in_words, last_places, undecided_in_words
from engine.plant import documents_of, engine_result, modelled, plain, round_of
from engine.rounds import rounds
from engine.second_opinion import Documents
from thorough import law

from .held import ALONE, BRANCHES, composite, impact, of, one_clause, reasons

MEETINGS = "- {id: 会, points: 10, clauses: [{id: 缺会, fact: {count: 次}, deduct: {each: %s}}]}\n"
PRICES = "{部: {甲一: [{item: 会, clause: 缺会, count: 1}], 甲二: [{item: 会, clause: 缺会, count: 2}]}}"


def test_another_price_is_replayed_exactly() -> None:
    one = impact(MEETINGS % 1, MEETINGS % 3, PRICES)
    assert one.exact
    # 10 - 3、10 - 6、10
    assert [composite(one, name) for name in ("甲一", "甲二", "乙一")] == [("7.00",) * 2, ("4.00",) * 2, ("10.00",) * 2]
    assert [each.place.best for each in one.branches] == [each.place.worst for each in one.branches] == [1, 2, 3]
    assert one.after is not None
    assert [str(each.score.composite.value) for each in one.after.placings if each.score.composite] == [
        "10.00",
        "7.00",
        "4.00",
    ]


def test_an_item_of_a_department_that_was_absent_is_not_asked_under_the_new_version_either() -> None:
    old = (
        MEETINGS % 1
        + "- {id: 访, points: 10, department: 室, clauses: [{id: 缺, fact: {count: 次}, deduct: {each: 1}}]}\n"
    )
    new = (
        (MEETINGS % 3)
        .replace("points: 10,", "points: 10, department: [部, 室],")
        .replace("缺会,", "缺会, department: 部,")
    )
    new += "- {id: 访, points: 5, department: 室, clauses: [{id: 缺, fact: {count: 次}, deduct: {each: 2}}]}\n"
    one = impact(old, new, PRICES.replace("]}}", "], 乙一: []}}"), absent="{室: 换届}")
    # 9÷10×20、10÷10×20，新版 7÷10×15、10÷10×15
    before = [of(one, name).before.score.composite for name in ("甲一", "乙一")]
    assert [str(step.value) for step in before if step is not None] == ["18.00", "20.00"]
    assert [composite(one, name) for name in ("甲一", "乙一")] == [("10.50", "10.50"), ("15.00", "15.00")]
    assert one.after is not None
    assert list(one.after.absences) == ["访"]


def test_a_new_item_may_give_nothing_or_all() -> None:
    new = (
        MEETINGS % 1
        + "- {id: 新, points: 2, clauses: [{id: 条, fact: {level: [好, "
        + "差]}, earn: {levels: {好: 2, 差: 0}}}], start: zero}\n"
    )
    one = impact(MEETINGS % 1, new, PRICES)
    assert reasons(one) == [("新", None, "new_item")]
    assert [composite(one, name) for name in ("乙一", "甲一", "甲二")] == [
        ("10.00", "12.00"),
        ("9.00", "11.00"),
        ("8.00", "10.00"),
    ]
    # 乙一最低 10：甲一最高 11，在它前面；甲二最高 10，与它并列，也就一起末位
    assert [(each.place.best, each.place.worst) for each in one.branches] == [(1, 2), (1, 3), (1, 3)]
    assert [each.place.last for each in one.branches] == [None, None, None]
    assert not one.exact


def estimated(one: RoundImpact, branch: str) -> tuple[str, str, int | None, int | None]:
    each = of(one, branch)
    assert each.estimate is not None and each.estimate.score.composite is not None
    return str(each.estimate.score.composite.value), str(each.difference), each.estimate.rank, each.gained


def test_what_is_unknown_is_estimated_as_if_nothing_had_been_found() -> None:
    new = (
        (MEETINGS % 2)
        + "- {id: 新, points: 2, clauses: [{id: 缺, fact: {count: 次}, deduct: {each: 1}}, "
        + "{id: 奖, fact: {count: 项}, bonus: {each: 1}, at_most: 3}]}\n"
        + "- {id: 罚, clauses: [{id: 处分, fact: {count: 人}, penalty: {each: 1}}, "
        + "{id: 犯罪, fact: {count: 人}, veto: total_zero}]}\n"
    )
    one = impact(MEETINGS % 1, new, PRICES)
    assert not one.exact
    # 知道的照新版算：10 - 2、10 - 4、10；新的项目没有查出问题，得满分 2，也没有加分、扣减、否决
    assert estimated(one, "甲一") == ("10.00", "1.00", 2, 0)
    assert estimated(one, "甲二") == ("8.00", "0.00", 3, 0)
    assert estimated(one, "乙一") == ("12.00", "2.00", 1, 0)
    assert [each.estimate.flags for each in one.branches if each.estimate] == [(), (), ("bottom_three",)]
    # 什么都可能：名次从第一到最后，一句话说完，不一栏一栏写“不一定”
    assert one.undecided
    columns = columns_in_words(one)
    assert list(columns) == ["党支部", "原得分", "原名次", "估计得分", "得分差", "估计名次", "名次变化", "最少～最多"]
    assert undecided_in_words(one) == (
        "这一轮缺的记录多，哪个支部都可能排在第 1 名到第 3 名，末位、一票否决也都不一定；估计的数只供参考。"
    )
    assert last_places(one) == [("估计末位", ["甲二"])]


def test_what_is_earned_is_estimated_in_full_and_what_is_lasting_stays() -> None:
    new = MEETINGS % 1 + (
        "- {id: 新, points: 2, start: zero, clauses: [{id: 条, fact: {level: [好, 差]}, "
        "earn: {levels: {好: 2, 差: 0}}}]}\n"
    )
    one = impact(MEETINGS % 1, new, PRICES)
    assert estimated(one, "甲一") == ("11.00", "2.00", 2, 0)


def test_where_all_is_known_the_estimate_is_the_result() -> None:
    one = impact(MEETINGS % 1, MEETINGS % 3, PRICES)
    assert [estimated(one, each) for each in ("甲一", "甲二")] == [("7.00", "-2.00", 2, 0), ("4.00", "-4.00", 3, 0)]
    assert list(columns_in_words(one)) == [
        "党支部",
        "原得分",
        "原名次",
        "重算得分",
        "得分差",
        "重算名次",
        "名次变化",
        "末位",
    ]
    assert not one.undecided and undecided_in_words(one) == ""


def test_a_rank_that_holds_over_the_whole_range_is_certain() -> None:
    new = MEETINGS % 1 + "- {id: 新, points: 1, clauses: [{id: 条, fact: {count: 次}, deduct: {each: 1}}]}\n"
    findings = "{部: {甲二: [{item: 会, clause: 缺会, count: 6}]}}"
    one = impact(MEETINGS % 1, new, findings)
    # 甲二 4～5，另两个 10～11：甲二怎样都是最后
    assert (of(one, "甲二").place.certain, of(one, "甲二").place.best) == (True, 3)
    assert of(one, "甲二").place.last is True
    assert not of(one, "甲一").place.certain


def test_a_new_clause_takes_at_most_what_its_cap_allows() -> None:
    new = (
        "- {id: 会, points: 10, clauses: [{id: 缺会, fact: {count: 次}, deduct: {each: 1}}, "
        "{id: 新, fact: {count: 次}, deduct: {each: 1}, at_most: 3}]}\n"
    )
    one = impact(MEETINGS % 1, new, PRICES)
    assert reasons(one) == [("会", "新", "new_clause")]
    assert composite(one, "甲二") == ("5.00", "8.00")


def test_a_new_clause_that_empties_may_take_all() -> None:
    new = (
        "- {id: 会, points: 10, clauses: [{id: 缺会, fact: {count: 次}, "
        "deduct: {each: 1}}, {id: 新, fact: {count: 次}, empties: item}]}\n"
    )
    assert composite(impact(MEETINGS % 1, new, PRICES), "甲二") == ("0.00", "8.00")


def test_a_new_penalty_without_a_cap_has_no_least() -> None:
    new = MEETINGS % 1 + "- {id: 罚, clauses: [{id: 处分, fact: {count: 人}, penalty: {each: 1}}]}\n"
    after = of(impact(MEETINGS % 1, new, PRICES)).after
    assert after is not None
    assert after.composite == Range(None, Decimal("9.00"))


def test_a_new_veto_makes_the_flag_and_the_rank_uncertain() -> None:
    new = MEETINGS % 1 + "- {id: 否, clauses: [{id: 犯罪, fact: {count: 人}, veto: total_zero}]}\n"
    one = impact(MEETINGS % 1, new, PRICES)
    assert of(one).vetoed is None
    assert composite(one) == ("0.00", "9.00")


def test_a_task_that_is_new_is_perhaps_undone() -> None:
    new = MEETINGS % 1 + (
        "- {id: 新, points: 1, task: true, clauses: [{id: 未做, fact: {count: 项}, empties: item, undone: true}]}\n"
    )
    after = of(impact(MEETINGS % 1, new, PRICES)).after
    assert after is not None
    assert after.undone is None


def test_what_is_renamed_and_merged_keeps_its_records() -> None:
    old = (
        "- {id: 甲项, points: 5, clauses: [{id: 缺, fact: {count: 次}, deduct: {each: 1}}]}\n"
        "- {id: 乙项, points: 5, clauses: [{id: 少, fact: {count: 次}, deduct: {each: 1}}]}\n"
    )
    new = (
        "- {id: 合, points: 10, was: [甲项, 乙项], clauses: [{id: 缺少, "
        "fact: {count: 次}, deduct: {each: 2}, was: [甲项/缺, 乙项/少]}]}\n"
    )
    findings = "{部: {甲一: [{item: 甲项, clause: 缺, count: 1}, {item: 乙项, clause: 少, count: 2}]}}"
    one = impact(old, new, findings)
    assert one.exact
    # 3 次，每次 2 分
    assert composite(one) == ("4.00", "4.00")


def test_a_split_without_a_rule_is_not_guessed() -> None:
    new = (
        "- {id: 会, points: 10, clauses: ["
        "{id: 缺支委会, fact: {count: 次}, deduct: {each: 1}, at_most: 4, was: [缺会]}, "
        "{id: 缺大会, fact: {count: 次}, deduct: {each: 1}, at_most: 4, was: [缺会]}]}\n"
    )
    one = impact(MEETINGS % 1, new, PRICES)
    assert reasons(one) == [("会", "缺支委会", "split"), ("会", "缺大会", "split")]
    assert composite(one) == ("2.00", "10.00")
    # 原来没有缺会的，拆开也没有
    assert reasons(one, "乙一") == []
    assert composite(one, "乙一") == ("10.00", "10.00")


ASIDE = "{id: 青, points: 2, not_applicable: %s, clauses: [{id: 条, fact: {count: 次}, deduct: {each: 1}}]}"


def test_not_applicable_counts_by_the_new_rule() -> None:
    findings = "{部: {甲一: {not_applicable: {青: 没有青工}}}}"
    one = impact(f"- {ASIDE % 'full'}\n", f"- {ASIDE % '{fixed: 1}'}\n", findings)
    assert one.exact
    assert composite(one) == ("1.00", "1.00")


def test_what_was_not_applicable_and_may_not_be_is_unknown() -> None:
    findings = "{部: {甲一: {not_applicable: {青: 没有青工}}}}"
    new = "- {id: 青, points: 2, clauses: [{id: 条, fact: {count: 次}, deduct: {each: 1}}]}\n"
    one = impact(f"- {ASIDE % 'full'}\n", new, findings)
    assert reasons(one) == [("青", None, "not_applicable")]
    assert composite(one) == ("0.00", "2.00")
    assert reasons(one, "甲二") == []


def test_what_was_not_due_is_unknown() -> None:
    old = (
        "- {id: 会, points: 3, due: [Q4], not_applicable: full, "
        "clauses: [{id: 条, fact: {count: 次}, deduct: {each: 1}}]}\n"
    )
    one = impact(old, old.replace("due: [Q4], ", ""), "")
    assert reasons(one) == [("会", None, "not_asked")]
    assert composite(one) == ("0.00", "3.00")
    # 反过来：新的一版这个季度不检查，按满分计
    back = impact(old.replace("due: [Q4], ", ""), old, "{部: {甲一: [{item: 会, clause: 条}]}}")
    assert back.exact
    assert composite(back) == ("3.00", "3.00")


CASES = {
    "多要求的没有记录": (
        ("{missing: 次, required: 2}", "deduct: {each: 1}"),
        ("{missing: 次, required: 3}", "deduct: {each: 1}"),
        "[]",
        "required",
        None,
    ),
    "改成以超额计，没有记的不知道": (
        ("{missing: 次, required: 2}", "deduct: {each: 1}"),
        ("{missing: 次, required: 2, as: over}", "deduct: {each: 1}"),
        "[]",
        "required",
        None,
    ),
    "改成以超额计，只记了缺额的不知道": (
        ("{missing: 次, required: 2}", "deduct: {each: 1}"),
        ("{missing: 次, required: 2, as: over}", "deduct: {each: 1}"),
        "[{item: 项, clause: 条, missing: 0}]",
        "required",
        None,
    ),
    "改成以超额计，记了做几次的照算": (
        ("{missing: 次, required: 2}", "deduct: {each: 1}"),
        ("{missing: 次, required: 2, as: over}", "deduct: {each: 1}"),
        "[{item: 项, clause: 条, done: 5}]",
        None,
        "7.00",
    ),
    "只记缺额的，不知道应做几次": (
        ("{missing: 次, required: recorded}", "deduct: {each: 1}"),
        ("{missing: 次, required: 5}", "deduct: {each: 1}"),
        "[{item: 项, clause: 条, missing: 3}]",
        "required",
        None,
    ),
    "只记缺额的，不知道做了几成": (
        ("{missing: 次, required: recorded}", "deduct: {each: 1}"),
        ("{missing: 次, required: recorded}", "deduct: {share: 10}"),
        "[{item: 项, clause: 条, missing: 3}]",
        "refused",
        None,
    ),
    "应做的是0，现在不许这样记": (
        ("{missing: 次, required: recorded, if_none: zero}", "deduct: {share: 10}"),
        ("{missing: 次, required: recorded}", "deduct: {share: 10}"),
        "[{item: 项, clause: 条, required: 0, done: 0}]",
        "refused",
        None,
    ),
    "比现在最多可得的还多": (
        ("{imported: 平台, full: 10, max: 12}", "deduct: {each: 1, above: 11}"),
        ("{imported: 平台, full: 10}", "deduct: {each: 1, above: 9}"),
        "[{item: 项, clause: 条, score: 12}]",
        "refused",
        None,
    ),
    "少要求的照记的算": (
        ("{missing: 次, required: 4}", "deduct: {each: 1}"),
        ("{missing: 次, required: 3}", "deduct: {each: 1}"),
        # 应做 4 次缺 2 次，就是做了 2 次；应做 3 次的，缺 1 次
        "[{missing: 2}]",
        None,
        "9.00",
    ),
    "做了几次换一个应做数": (
        ("{missing: 次, required: 2}", "deduct: {each: 1}"),
        ("{missing: 次, required: 3}", "deduct: {each: 1}"),
        # 做了 1 次，应做 3 次
        "[{done: 1}]",
        None,
        "8.00",
    ),
    "记的没有少，应做的多了": (
        ("{missing: 次, required: 2}", "deduct: {each: 1}"),
        ("{missing: 次, required: 3}", "deduct: {each: 1}"),
        # 做了 2 次还是更多，没有记
        "[{missing: 0}]",
        "required",
        None,
    ),
    "全季的换成每月的": (
        ("{missing: 次, required: 3}", "deduct: {each: 1}"),
        ("{missing: 次, required: 1, per: month}", "deduct: {each: 1}"),
        "[{done: 3}]",
        "months",
        None,
    ),
    "全季少几次的换成每月的": (
        ("{missing: 次, required: 3}", "deduct: {each: 1}"),
        ("{missing: 次, required: 1, per: month}", "deduct: {each: 1}"),
        "[{missing: 1}]",
        "months",
        None,
    ),
    "全季没有少的换成每月的": (
        ("{missing: 次, required: 3}", "deduct: {each: 1}"),
        ("{missing: 次, required: 1, per: month}", "deduct: {each: 1}"),
        "[]",
        "months",
        None,
    ),
    "全季一次也没有做的换成每月的": (
        ("{missing: 次, required: 3}", "deduct: {each: 1}"),
        ("{missing: 次, required: 2, per: month}", "deduct: {each: 1}"),
        "[{missing: 3}]",
        None,
        "4.00",
    ),
    "每月的换成全季的": (
        ("{missing: 次, required: 1, per: month}", "deduct: {each: 1}"),
        ("{missing: 次, required: 4}", "deduct: {each: 1}"),
        # 一共做了 3 次
        "[{done: [3, 0, 0]}]",
        None,
        "9.00",
    ),
    "每月少几次的换成全季的": (
        ("{missing: 次, required: 1, per: month}", "deduct: {each: 1}"),
        ("{missing: 次, required: 3}", "deduct: {each: 1}"),
        # 别的月多做了没有，没有记
        "[{missing: 2}]",
        "months",
        None,
    ),
    "每月没有少的换成全季的": (
        ("{missing: 次, required: 1, per: month}", "deduct: {each: 1}"),
        ("{missing: 次, required: 3}", "deduct: {each: 1}"),
        "[]",
        None,
        "10.00",
    ),
    "每月的应做数多了": (
        ("{missing: 次, required: 1, per: month}", "deduct: {each: 1}"),
        ("{missing: 次, required: 2, per: month}", "deduct: {each: 1}"),
        # 少 1、2、0 次
        "[{done: [1, 0, 3]}]",
        None,
        "7.00",
    ),
    "每月的应做数多了，只记少了几次": (
        ("{missing: 次, required: 1, per: month}", "deduct: {each: 1}"),
        ("{missing: 次, required: 2, per: month}", "deduct: {each: 1}"),
        "[{missing: 1}]",
        "months",
        None,
    ),
    "每月的应做数由记录改成细则写明": (
        ("{missing: 次, required: recorded, per: month}", "deduct: {each: 1}"),
        ("{missing: 次, required: 2, per: month}", "deduct: {each: 1}"),
        "[{required: 2, missing: 1}]",
        None,
        "9.00",
    ),
    "每月的应做数少了，没有少的": (
        ("{missing: 次, required: recorded, per: month}", "deduct: {each: 1}"),
        ("{missing: 次, required: 2, per: month}", "deduct: {each: 1}"),
        "[{required: [2, 3, 2], missing: 0}]",
        None,
        "10.00",
    ),
    "由记录写明的应做数换了时期": (
        ("{missing: 次, required: recorded}", "deduct: {each: 1}"),
        ("{missing: 次, required: recorded, per: month}", "deduct: {each: 1}"),
        "[{required: 3, done: 0}]",
        "required",
        None,
    ),
    "由记录写明的应做数": (
        ("{missing: 次, required: recorded}", "deduct: {each: 1}"),
        ("{missing: 次, required: 6}", "deduct: {each: 1}"),
        # 应做 5 次缺 1 次，做了 4 次；应做 6 次的，缺 2 次
        "[{required: 5, missing: 1}]",
        None,
        "8.00",
    ),
    "记的不是这种事": (
        ("{count: 次}", "deduct: {each: 1}"),
        ("{amount: 元}", "deduct: {each: 1}"),
        "[]",
        "fact",
        None,
    ),
    "数的不是同样的东西": (
        ("{count: 次}", "deduct: {each: 1}"),
        ("{count: 人次}", "deduct: {each: 1}"),
        "[]",
        "unit",
        None,
    ),
    "多了一个级别": (
        ("{event: [大]}", "deduct: {levels: {大: 1}}"),
        ("{event: [大, 小]}", "deduct: {levels: {大: 1, 小: 0.5}}"),
        "[{level: 大}]",
        "levels",
        None,
    ),
    "少了一个级别而没有记过": (
        ("{event: [大, 小]}", "deduct: {levels: {大: 1, 小: 0.5}}"),
        ("{event: [大]}", "deduct: {levels: {大: 2}}"),
        "[{level: 大}]",
        None,
        "8.00",
    ),
    "记过的级别没有了": (
        ("{event: [大, 小]}", "deduct: {levels: {大: 1, 小: 0.5}}"),
        ("{event: [大]}", "deduct: {levels: {大: 2}}"),
        "[{level: 小}]",
        "levels",
        None,
    ),
    "档次变了": (
        ("{level: [好, 差]}", "earn: {levels: {好: 1, 差: 0}}"),
        ("{level: [好, 中, 差]}", "earn: {levels: {好: 1, 中: 0.5, 差: 0}}"),
        "[{level: 好}]",
        "levels",
        None,
    ),
    "线严了，没有记录": (
        ("{value: '%'}", "deduct: {each: 0.1, below: 80}"),
        ("{value: '%'}", "deduct: {each: 0.1, below: 85}"),
        "[]",
        "line",
        None,
    ),
    "线严了，有记录": (
        ("{value: '%'}", "deduct: {each: 0.1, below: 80}"),
        ("{value: '%'}", "deduct: {each: 0.1, below: 85}"),
        "[{value: 75}]",
        None,
        "9.00",
    ),
    "线宽了": (
        ("{value: '%'}", "deduct: {each: 0.1, below: 80}"),
        ("{value: '%'}", "deduct: {each: 0.1, below: 70}"),
        "[]",
        None,
        "10.00",
    ),
    "免扣少了": (
        ("{count: 次}", "deduct: {each: 1}, free: 2"),
        ("{count: 次}", "deduct: {each: 1}, free: 1"),
        "[]",
        "allowance",
        None,
    ),
    "分段变了，没有记录": (
        ("{count: 次}", "deduct: {table: [{over: 0, to: 2, points: 0}, {over: 2, points: 1}]}"),
        ("{count: 次}", "deduct: {each: 1}"),
        "[]",
        "rule",
        None,
    ),
    "判的分不在幅度里": (
        ("{judged: 例}", "deduct: {within: [1, 5]}"),
        ("{judged: 例}", "deduct: {within: [1, 3]}"),
        "[{judged: 4}]",
        "judged",
        None,
    ),
    "判的分还在幅度里": (
        ("{judged: 例}", "deduct: {within: [1, 5]}"),
        ("{judged: 例}", "deduct: {within: [1, 3]}"),
        "[{judged: 2}]",
        None,
        "8.00",
    ),
    "判扣几分的改成判得几分": (
        ("{judged: 例}", "deduct: {within: [1, 5]}"),
        ("{judged: 例}", "earn: {within: [0, 5]}"),
        "[{judged: 2}]",
        "judged",
        None,
    ),
    "判得几分的没有记": (
        ("{count: 次}", "deduct: {each: 1}"),
        ("{judged: 例}", "earn: {within: [0, 5]}"),
        "[]",
        "fact",
        None,
    ),
    "新的一版有空缺": (
        ("{value: 分}", "deduct: {each: 1, below: 5}"),
        ("{value: 分}", "deduct: {table: [{from: 0, to: 1, points: 1}, {from: 3, to: 10, points: 0}]}"),
        "[{value: 2}]",
        "refused",
        None,
    ),
    "必须的事实没有记": (
        ("{missing: 次, required: recorded}", "deduct: {each: 1}"),
        ("{missing: 次, required: recorded}", "deduct: {share: 5}"),
        "[]",
        "no_fact",
        None,
    ),
    "不得分的次数少了": (
        ("{count: 次}", "empties: {from: 4}"),
        ("{count: 次}", "empties: {from: 2}"),
        "[]",
        "rule",
        None,
    ),
    "扣分改成扣减": (
        ("{count: 次}", "deduct: {each: 1}"),
        ("{count: 次}", "penalty: {each: 3}"),
        "[{count: 2}]",
        None,
        "4.00",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_fact_is_carried_over_or_named(name: str) -> None:
    old, new, findings, reason, points = CASES[name]
    written = [{"item": "项", "clause": "条"} | each for each in plain(findings)]
    one = impact(one_clause(*old), one_clause(*new), f"{{部: {{甲一: {written!r}}}}}".replace("'", '"'))
    assert reasons(one) == ([] if reason is None else [("项", "条", reason)])
    if points is not None:
        assert composite(one) == (points, points)


def test_of_months_that_are_not_known_all_is_bounded_by_what_is_required() -> None:
    old = one_clause("{missing: 次, required: 3}", "deduct: {each: 0.5}")
    new = one_clause("{missing: 次, required: 1, per: month}", "deduct: {each: 0.5}")
    one = impact(old, new, "{部: {甲一: [{item: 项, clause: 条, done: 3}]}}")
    assert reasons(one) == [("项", "条", "months")]
    # 少 0 次到 3 次
    assert composite(one) == ("8.50", "10.00")


@pytest.mark.parametrize(
    ("old", "new", "months", "own"),
    [
        # 各月自评写的是本月的数：2、0、没有记
        ("required: 3", "required: 1, per: month", ["done: 2", "done: 0", ""], ("8.00", "8.00")),
        ("required: 1, per: month", "required: 3", ["done: 2", "done: 0", ""], ("9.00", "9.00")),
        # 一月少了 1 次，就是没有做；二月、三月没有少，要做 2 次就不知道了
        ("required: 1, per: month", "required: 2, per: month", ["missing: 1", "", ""], ("4.00", "10.00")),
        ("required: 1, per: month", "required: 2, per: month", ["missing: 1"] * 3, ("4.00", "4.00")),
        ("required: 2, per: month", "required: 1, per: month", ["missing: 1", "missing: 2", ""], ("9.00", "9.00")),
        # 全季少 1 次，不知道是哪个月
        ("required: 3", "required: 1, per: month", ["missing: 1", "", ""], ("7.00", "10.00")),
    ],
)
def test_the_months_of_a_self_assessment_are_known(old: str, new: str, months: list[str], own: tuple[str, str]) -> None:
    measure = "measure: {weights: {inspection: 0, self_assessment: 1}}\n"
    filed = [f"{{item: 项, clause: 条, {each}}}" if each else "" for each in months]
    declared = ", ".join(f"2021-0{n}: {{甲一: [{each}], 甲二: [], 乙一: []}}" for n, each in enumerate(filed, 1))
    before, after = (one_clause(f"{{missing: 次, {each}}}", "deduct: {each: 1}") for each in (old, new))
    one = impact(before, after, "", f"{{{declared}}}", measure=measure)
    assert composite(one) == own


def test_the_self_assessment_is_replayed_too() -> None:
    measure = "measure: {weights: {inspection: 0.5, self_assessment: 0.5}}\n"
    own = (
        "{2021-01: {甲一: [{item: 会, clause: 缺会, count: 2}], 甲二: [], 乙一: []}, "
        "2021-02: {甲一: [], 甲二: [], 乙一: []}, 2021-03: {甲一: [], 甲二: [], 乙一: []}}"
    )
    one = impact(MEETINGS % 1, MEETINGS % 2, "{部: {甲一: [{item: 会, clause: 缺会}]}}", own, measure=measure)
    # 检查 10 - 2 = 8，自评 10 - 4 = 6，各半
    assert composite(one) == ("7.00", "7.00")


def test_another_department_counts_what_the_first_recorded() -> None:
    new = MEETINGS.replace("points: 10", "points: 10, department: 室") % 2
    one = impact(MEETINGS % 1, new, PRICES)
    assert one.exact
    assert composite(one) == ("8.00", "8.00")


def test_a_round_under_its_own_rubric_is_what_it_was() -> None:
    one = impact(MEETINGS % 1, MEETINGS % 1, PRICES)
    assert one.after is not None
    for before, after in zip(one.before.placings, one.after.placings, strict=True):
        assert before.score.composite is not None
        assert after.score.composite is not None
        assert before.score.composite.value == after.score.composite.value
        assert (before.rank, before.flags) == (after.rank, after.flags)


# ── how far an area could move ─────────────────────────────────────────────────────────────────────────────────


def slack_in(rubric: str, inspection: str, branches: str) -> RoundSlack:
    """How far each area could move before somebody else is last."""
    documents = documents_of(
        rubric, inspection, None, branches=branches, earlier=None, roster=None, quarter="2021Q1", everywhere=True
    )
    return slack_of(engine_result(documents))


def test_how_far_an_area_could_move() -> None:
    # 甲一：一 10 分、二 4 分；甲二：一 6 分、二 8 分；乙一：都 10 分。现在各占 10 分，甲一、甲二都是 14 分
    slack = slack_in(
        ALONE
        + "areas: [{id: 一, items: [{id: 项一, points: 10, "
        + "clauses: [{id: 条, fact: {count: 次}, deduct: {each: 1}}]}]}, "
        "{id: 二, items: [{id: 项二, points: 10, clauses: [{id: 条, fact: {count: 次}, deduct: {each: 1}}]}]}]",
        "{部: {甲一: [{item: 项二, clause: 条, count: 7}], 甲二: [{item: 项一, clause: 条, count: 4}]}}",
        BRANCHES,
    )
    # 甲一 10 + 3 = 13，甲二 6 + 10 = 16：末位甲一。方面一乘 k：10k + 3 = 6k + 10，k = 7/4，17.5 分
    assert slack.last == ("甲一",)
    first, second = slack.areas
    assert (first.below, first.above) == (None, Decimal("17.5"))
    # 方面二乘 k：10 + 3k = 6 + 10k，k = 4/7，40/7 分
    assert second.above is None
    assert second.below is not None
    assert round(float(second.below), 4) == 5.7143


def test_no_area_is_tried_beyond_what_all_areas_have() -> None:
    # 方面一（2 分）乘 k：甲一 2k + 4，甲二 2 + 8：k = 3 时平，6 分，在合计 12 分以内；方面三只有甲一少 1 分
    areas = "areas: [{id: 一, items: [{id: 项一, points: 2, clauses: [%s]}]}, {id: 二, items: [{id: 项二, points: %s, "
    areas += "clauses: [%s]}]}]"
    clause = "{id: 条, fact: {count: 次}, deduct: {each: 0.5}}"
    findings = "{部: {甲一: [{item: 项二, clause: 条, count: 8}], 甲二: [{item: 项一, clause: 条, count: 2}]}}"
    slack = slack_in(ALONE + areas % (clause, 10, clause), findings, "{甲一: 甲, 甲二: 甲}")
    assert slack.total == Decimal(12)
    # 甲一 2k + 6，甲二 k + 10：k = 4，8 分
    assert [each.above for each in slack.areas] == [Decimal(8), None]
    # 差得再多一点，要加到 14 分，比合计 12 分还多，就不说
    more = "{部: {甲一: [{item: 项二, clause: 条, count: 14}], 甲二: [{item: 项一, clause: 条, count: 2}]}}"
    slack = slack_in(ALONE + areas % (clause, 10, clause), more, "{甲一: 甲, 甲二: 甲}")
    assert slack.last == ("甲一",)
    assert [each.above for each in slack.areas] == [None, None]


def test_a_floor_and_a_cap_hold_while_an_area_moves() -> None:
    # 满分各 10：甲一 一 10 二 0、综合封顶 12；甲二 一 4 二 4，最低 9 分。方面一乘 k：甲一 10k，甲二 4k + 4
    slack = slack_in(
        "measure: {weights: {inspection: 1, self_assessment: 0}, floor: 9}\n"
        "areas: [{id: 一, items: [{id: 项一, points: 10, clauses: [{id: 条, fact: {count: 次}, deduct: {each: 1}}, "
        "{id: 限, fact: {count: 次}, veto: {effect: score_cap, at_most: 12}}]}]}, "
        "{id: 二, items: [{id: 项二, points: 10, clauses: [{id: 条, fact: {count: 次}, deduct: {each: 1}}]}]}]",
        "{部: {甲一: [{item: 项一, clause: 限}, {item: 项二, clause: 条, count: 10}], "
        "甲二: [{item: 项一, clause: 条, count: 6}, {item: 项二, clause: 条, count: 6}]}}",
        "{甲一: 甲, 甲二: 甲}",
    )
    first, _ = slack.areas
    # 现在 10 分、9 分（8 分按最低 9 分），末位甲二。10k < 9 时甲一末位，k = 0.9；4k + 4 > 12 时也是，k = 2
    assert (first.below, first.above) == (Decimal(9), Decimal(20))


# ── laws ───────────────────────────────────────────────────────────────────────────────────────────────────────


def renamed(rubric: Any) -> Any:
    """The next version: every item and clause under another id, with what it was."""
    other = deepcopy(rubric) | {"version": "2", "effective_from": "2022Q1"}
    for area in other["areas"]:
        for item in area["items"]:
            item.update({"id": f"新{item['id']}", "was": [item["id"]]})
            for clause in item["clauses"]:
                clause.update({"id": f"改{clause['id']}", "was": [clause["id"]]})
    return other


@pytest.mark.whole
@law(80)
@given(rounds(complete=100))
def test_new_ids_change_nothing(documents: Documents) -> None:
    try:
        result = engine_result(documents)
    except Refusal:
        return
    this = round_of(documents.quarter, documents.inspections, documents.months, documents.absent)
    earlier = [round_of(quarter, held, []) for quarter, held in documents.earlier.items()]
    rubric = modelled(Rubric, documents.rubric)
    held = HeldRounds(modelled(Roster, documents.roster), [*earlier, this], [rubric])
    (one,) = impact_of(rubric, modelled(Rubric, renamed(documents.rubric)), held, [this]).rounds
    assert not any(each.gaps for each in one.branches)
    for each in one.branches:
        composite = each.before.score.composite
        if composite is None:
            assert each.after is None
        else:
            assert each.after is not None
            assert each.after.composite == Range(composite.value, composite.value)
            assert result.complete is False or (each.place.best, each.place.worst) == (
                each.before.rank,
                each.before.rank,
            )
    if one.after is not None:
        assert {(each.score.branch.id, each.rank, each.flags) for each in one.after.placings} == {
            (each.score.branch.id, each.rank, each.flags) for each in result.placings
        }
