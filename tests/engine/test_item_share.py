"""按比例: of every kind of fact that is a part of a whole, what gives points gives by what was reached, and what
takes points takes by what is lacking.
"""

from itertools import product

import pytest

from .plant import F, Held, hold, points, scored

pytestmark = pytest.mark.every(2)

FACTS = {
    # what is recorded, and which part of the whole it is
    ("{missing: 次, required: 4}", "done: 3"): F("0.75"),
    ("{missing: 次, required: 4}", "missing: 1"): F("0.75"),
    ("{missing: 次, required: 4, as: done}", "done: 3"): F("0.75"),
    ("{missing: 次, required: 4, as: done_percent}", "done: 3"): F("0.75"),
    ("{missing: 次, required: 4}", "done: 9"): F(1),
    ("{missing: 次, required: recorded}", "required: 8, done: 2"): F("0.25"),
    ("{sample: 人, as: passed_percent}", "sampled: 8, failed: 2"): F("0.75"),
    ("{sample: 人, as: passed_percent}", "sampled: 3, failed: 1"): F(2, 3),
    ("{value: '%'}", "value: 97"): F("0.97"),
    ("{value: '%', min: -50}", "value: -10"): F(0),
    ("{value: 分, max: 100}", "value: 60"): F("0.6"),
    ("{imported: 平台, full: 100}", "score: 90"): F("0.9"),
    ("{imported: 平台, full: 120}", "score: 90"): F("0.75"),
    ("{scorers: 班子, full: 10}", "scores: [7, 8, 9.5]"): F(49, 60),
    ("{scorers: 班子, full: 10, drop_lowest: 1}", "scores: [2, 8, 9]"): F("0.85"),
    ("{scorers: 班子, full: 10, weights: {领导: 0.6, 职工: 0.4}}", "scores: {领导: [9], 职工: [4, 6]}"): F("0.74"),
}
EFFECTS = ("deduct", "earn", "give_back", "bonus", "penalty")


def item_with(fact: str, effect: str) -> str:
    """An item of ten points: a share of 5, beside 5 that are taken outright and may be given back."""
    start = "zero" if effect == "earn" else "full"
    taken = ", {id: 另, fact: {count: 次}, deduct: {each: 5}}" if effect == "give_back" else ""
    return f"points: 10\nstart: {start}\nclauses: [{{id: 条, fact: {fact}, {effect}: {{share: 5}}}}{taken}]"


def moved(held: Held, effect: str) -> F:
    """By how much the clause moved the branch's points (分)."""
    score = held.score()
    match effect:
        case "bonus":
            return F(score.bonus.value)
        case "penalty":
            return F(score.penalty.value)
        case "earn":
            return F(held.points())
        case "give_back":
            return F(held.points()) - 5
        case _:
            return 10 - F(held.points())


@pytest.mark.parametrize(("recorded", "effect"), list(product(FACTS, EFFECTS)))
def test_a_share_gives_what_was_reached_and_takes_what_is_lacking(recorded: tuple[str, str], effect: str) -> None:
    fact, finding = recorded
    done = FACTS[recorded]
    other = ", {clause: 另}" if effect == "give_back" else ""
    held = scored(item_with(fact, effect), f"[{{clause: 条, {finding}}}{other}]")
    assert moved(held, effect) == 5 * (1 - done if effect in ("deduct", "penalty") else done)


@pytest.mark.whole
@pytest.mark.parametrize(("first", "second", "expected"), [("90", "80", "9"), ("80", "100", "9")])
def test_of_several_scores_the_one_that_lacks_most_stands(first: str, second: str, expected: str) -> None:
    item = "points: 10\nclauses: [{id: 条, fact: {imported: 平台, full: 100}, deduct: {share: 5}}]"
    assert points(item, f"[{{clause: 条, score: {first}}}, {{clause: 条, score: {second}}}]") == F(expected)


def test_what_is_free_is_not_lacking() -> None:
    item = "points: 10\nclauses: [{id: 条, fact: {sample: 人, as: passed_percent}, free: 5, deduct: {share: 5}}]"
    # 20 per cent failed, 5 of them free
    assert points(item, "[{clause: 条, sampled: 10, failed: 2}]") == F("9.25")
    assert points(item, "[{clause: 条, sampled: 40, failed: 2}]") == 10


def test_a_self_assessment_lacks_what_the_inspection_found_lacking() -> None:
    rubric = "items: [{id: 项, points: 10, clauses: [{id: 台, fact: {imported: 平台, full: 100}, deduct: {share: 5}}]}]"
    held = hold(rubric, "部: {甲一: [{clause: 台, score: 90}]}")
    assert held.points() == held.own_points() == F("9.5")
