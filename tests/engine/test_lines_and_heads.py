"""Lines that all branches draw, where head counts and conditions have a say in whose fact goes into them."""

import pytest

import every_word
from dangjian_kaoping.engine.score.round import score_round

pytestmark = pytest.mark.whole


def composites(changes: dict[str, str]) -> dict[str, str]:
    """The composites of the first round with some words of rubric and records changed."""
    first, _ = every_word.rounds(changes)
    result = score_round(every_word.rubric(changes), every_word.roster(), first)
    steps = {each.score.branch.name: each.score.composite for each in result.placings}
    return {name: "" if step is None else str(step.value) for name, step in steps.items()}


def test_what_is_required_by_head_count_goes_into_a_line() -> None:
    # 记做了多少的，应做的按人数折算，都没有做满：与直接记数额一样
    done = {
        "{amount: 万元}, earn": "{missing: 万元, required: {per_head: 30}, as: done}, earn",
        "产值, amount:": "产值, done:",
    }
    assert composites(done) == composites({})


LINE = "      deduct: {each: 0.1, below: {branches: mean, pool: class}}\n"
LOW = (
    "    - {id: 低, text: 低于人数三倍的再扣1分, fact: {same: 满意}, deduct: {table: [{from: 0, points: 1}]}, "
    "when: {clause: 满意, under: {per_head: 3}}}\n"
)


def test_of_several_records_under_a_line_a_condition_reads_the_least_favourable() -> None:
    twice = "value: 90, reason: 满意度}\n    - {item: JY-02, clause: 满意, value: 84, reason: 又一次}"
    before = composites({"value: 90, reason: 满意度}": twice})
    after = composites({"value: 90, reason: 满意度}": twice, LINE: LINE + LOW})
    # 燃料部 30 人：90 不低于 90，84 低于，检查扣 1 分，占 0.8；自评 91 不低于
    assert (before["燃料部党支部"], after["燃料部党支部"]) == ("91.68", "90.88")
    # 发电部 43 人：92、自评 94 都低于 129，扣 1 分，乘系数 1.2
    assert (before["发电部党支部"], after["发电部党支部"]) == ("118.74", "117.54")
