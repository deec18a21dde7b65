"""按人数折算的数: a number that follows from how many people a branch has, wherever a number may stand."""

import json
from fractions import Fraction

import pytest

from dangjian_kaoping.engine.score.circumstances import Refusal
from dangjian_kaoping.exact import Exact
from dangjian_kaoping.words.rubric.rule import fact_in_words

from .plant import F, Held, hold, plain

ROSTER = {
    "departments": {"D0": [{"from": "2018-01-01", "name": "部"}]},
    "classes": ["甲", "乙"],
}


def held(
    item: str, facts: str, heads: dict[str, int | None], *, branch_class: str = "甲", own: str | None = None
) -> Held:
    """A round of one item, with the same facts at branches of so many people (None: not known)."""
    rows = {
        name: [
            {"from": "2018-01-01", "name": name, "class": branch_class}
            | ({} if count is None else {"head_count": str(count)})
        ]
        for name, count in heads.items()
    }
    rubric = json.dumps({"items": [{"id": "项"} | plain(item)]}, ensure_ascii=False)
    inspected = json.dumps({"部": {name: plain(facts) or [] for name in heads}}, ensure_ascii=False)
    return hold(rubric, inspected, own, roster=json.dumps(ROSTER | {"branches": rows}, ensure_ascii=False))


def points(item: str, facts: str, head_count: int, branch_class: str = "甲") -> Exact:
    return held(item, facts, {"支": head_count}, branch_class=branch_class).points(branch="支")


def missing(required: str, more: str = "", rule: str = "deduct: {each: 0.2}") -> str:
    return f"points: 10\nclauses: [{{id: 条, fact: {{missing: 人, required: {required}{more}}}, {rule}}}]"


@pytest.mark.parametrize(
    ("rounding", "lacking"),
    [(", round: up", "2"), (", round: down", "1"), (", round: half_up", "2"), (", round: exact", "1.6"), ("", "1.6")],
)
def test_so_much_of_43_people(rounding: str, lacking: str) -> None:
    # 43 × 0.2 = 8.6, of which 7 are there
    item = missing(f"{{per_head: 0.2{rounding}}}")
    assert points(item, "[{clause: 条, done: 7}]", 43) == 10 - F(lacking) * F("0.2")


def test_it_is_rounded_before_the_months() -> None:
    # 4.3 a month are 5, and 15 in three: not 12.9, which are 13
    item = missing("{per_head: 0.1, round: up}", ", per: month", "deduct: {each: 0.5}")
    assert points(item, "[{clause: 条, done: [0, 0, 0]}]", 43) == F("2.5")
    assert points(item, "[{clause: 条, done: [5, 4, 5]}]", 43) == F("9.5")


def test_branches_of_one_class_each_have_their_own() -> None:
    item = missing("{per_head: 0.2, round: up}")
    several = held(item, "[{clause: 条, done: 2}]", {"一": 10, "二": 11, "三": 10, "四": 30})
    assert [several.points(branch=name) for name in ("一", "二", "三", "四")] == [10, F("9.8"), 10, F("9.2")]
    # and where nothing is recorded, too
    free = "points: 10\nclauses: [{id: 条, fact: {count: 次}, deduct: {each: 1}, at_most: {per_head: 0.1}}]"
    assert [held(free, "[]", {"一": 10, "二": 20}).points(branch=name) for name in ("一", "二")] == [10, 10]


@pytest.mark.parametrize(("branch_class", "lacking"), [("甲", "6"), ("乙", "11")])
def test_by_class_and_head_count(branch_class: str, lacking: str) -> None:
    item = missing("{per_head: {by_class: {甲: 0.3}, otherwise: 0.55}, round: down}")
    assert points(item, "[{clause: 条, done: 0}]", 20, branch_class) == 10 - F(lacking) * F("0.2")


@pytest.mark.parametrize(
    ("body", "facts", "result"),
    [
        # 20 people in every place where a number may stand
        ("fact: {count: 次}, deduct: {each: {per_head: 0.1}}", "count: 3", "4"),
        ("fact: {count: 次}, deduct: {each: 1, step: {per_head: 0.1}}", "count: 3", "8.5"),
        ("fact: {count: 次}, deduct: {each: 1}, free: {per_head: 0.1}", "count: 3", "9"),
        ("fact: {count: 次}, deduct: {each: 1}, times: {per_head: 0.1}", "count: 3", "4"),
        ("fact: {count: 次}, deduct: {each: 1}, at_most: {per_head: 0.1}", "count: 3", "8"),
        ("fact: {count: 次}, deduct: {each: 1}, empties: {over: {per_head: 0.1}}", "count: 3", "0"),
        ("fact: {count: 次}, deduct: {each: 1}, empties: {over: {per_head: 0.2}}", "count: 3", "7"),
        ("fact: {count: 次}, deduct: {each: 1, above: {per_head: 0.1}}", "count: 3", "9"),
        ("fact: {value: 个}, deduct: {each: 1, below: {per_head: 0.2}}", "value: 1", "7"),
        ("fact: {count: 次}, deduct: {table: [{from: {per_head: 0.1}, points: {per_head: 0.25}}]}", "count: 3", "5"),
        ("fact: {count: 次}, deduct: {table: [{over: 0, points: 1, each: {per_head: 0.05}}]}", "count: 3", "6"),
        ("fact: {level: [好, 差]}, deduct: {levels: {好: 0, 差: {per_head: 0.2}}}", "level: 差", "6"),
        ("fact: {value: '%'}, deduct: {share: {per_head: 0.2}}", "value: 50", "8"),
        ("fact: {judged: 例}, deduct: {within: [1, {per_head: 0.2}]}", "judged: 3", "7"),
        ("fact: {late: 天, most: {per_head: 0.1}}, deduct: {each: 1}", "late: 3", "8"),
        ("fact: {late: 天, never: {per_head: 0.2}}, deduct: {each: 1}", "never: true", "6"),
        ("fact: {event: [小], roles: [主]}, deduct: {levels: {小: {主: {per_head: 0.1}}}}", "level: 小, role: 主", "8"),
    ],
)
def test_it_may_stand_wherever_a_number_may(body: str, facts: str, result: str) -> None:
    assert points(f"points: 10\nclauses: [{{id: 条, {body}}}]", f"[{{clause: 条, {facts}}}]", 20) == F(result)


def test_who_has_no_head_count_is_refused_and_named() -> None:
    with pytest.raises(Refusal) as refused:
        held(missing("{per_head: 0.2, round: up}"), "[]", {"一": 10, "没有数的": None})
    assert refused.value.fault.code == "KP234"
    assert "没有数的" in refused.value.fault.message


def test_whom_the_item_does_not_concern_needs_none() -> None:
    item = missing("{per_head: 0.2, round: up}") + "\nnot_applicable_to: 乙\nnot_applicable: full"
    assert held(item, "[]", {"一": None}, branch_class="乙").points(branch="一") == 10


def test_a_self_assessment_counts_the_same_people() -> None:
    own = "{2021-01: {支: [{clause: 条, done: 4}]}, 2021-02: {支: []}, 2021-03: {支: [{clause: 条, done: 5}]}}"
    item = missing("{per_head: 0.1, round: up}", ", per: month", "deduct: {each: 0.5}")
    both = held(item, "[{clause: 条, done: [4, 0, 5]}]", {"支": 43}, own=own)
    assert both.points(branch="支") == both.own_points(branch="支") == Fraction(7)


def test_it_is_told_how_the_number_came_about() -> None:
    one = held(missing("{per_head: 0.2, round: up}"), "[{clause: 条, done: 7}]", {"支": 43})
    clause = one.clause("条", branch="支").clause
    assert fact_in_words(None, clause.fact) == "规定每季 9 人（43 人×0.2，进一）"
    whole = one.result.rubric.by_item["项"].by_clause["条"]
    assert fact_in_words(None, whole.fact) == "规定每季 人数×0.2 人（进一）"
