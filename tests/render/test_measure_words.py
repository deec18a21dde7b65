"""What `explain` and `rubric show` say of the words of a measure that most measures do not use."""

from dangjian_kaoping.words.explain.totals import composite_rows
from dangjian_kaoping.words.rubric.measure import measure_in_words
from engine.plant import Held, hold

ITEMS = """
items:
- id: 项
  points: 100
  clauses:
  - {id: 扣, fact: {amount: 分}, penalty: {each: 1}}
  - {id: 零, fact: {count: 起}, veto: total_zero}
  - {id: 限, text: 通报批评的, fact: {count: 起}, veto: {effect: score_cap, at_most: 80}}
"""


def held(measure: str, findings: str = "") -> Held:
    """One branch under a measure without self-assessment."""
    weights = "weights: {inspection: 1, self_assessment: 0}"
    return hold(f"measure: {{{weights}, {measure}}}{ITEMS}", f"部: {{甲一: [{findings}]}}")


def told(measure: str, findings: str) -> list[str]:
    """How the composite came about, without its weights and its rounding."""
    rows = composite_rows(held(measure, findings).score())
    return [f"{row.label}{row.text}" for row in rows if "综合得分" in row.text]


def test_a_composite_at_its_least() -> None:
    assert told("floor: 0", "{clause: 扣, amount: 120}") == ["综合得分最低 0 分，按 0 分计"]
    assert told("floor: 0", "{clause: 扣, amount: 20}") == []


def test_a_composite_under_a_cap() -> None:
    capped = told("floor: 0", "{clause: 限}")
    assert capped == [
        "因一票否决，综合得分最高 80 分，按 80 分计",
        "一票否决：项/限 通报批评的（细则 test.yaml:1）；综合得分最高 80 分",
    ]
    under = told("floor: 0", "{clause: 限}, {clause: 扣, amount: 30}")
    assert under[0] == "因一票否决，综合得分最高 80 分，没有超过"


def test_a_total_of_zero_says_what_it_would_be_otherwise() -> None:
    rows = told("floor: 0", "{clause: 零}, {clause: 限}")
    assert rows[:2] == ["因一票否决，综合得分最高 80 分，按 80 分计", "因一票否决，综合得分计 0 分（否则是 80 分）"]


def test_the_measure_tells_its_least() -> None:
    words = measure_in_words(held("floor: 0").result.rubric.measure)
    assert words.composite.words == "检查得分×1，最低 0 分；自评得分只作对照，不计入"


def test_what_ties_are_broken_by_is_named() -> None:
    rubric = held("tie_breakers: [penalty, {item: 项}, {area: 面}], ranking: dense").result.rubric
    assert measure_in_words(rubric.measure, rubric).ranking.words == (
        "综合得分（修约后）高的在前；相同的依次比较，扣减少者、“项 项”得分高者、“面”得分高者在前；"
        "仍相同的并列，下一名次不空（如 1、2、2、3）"
    )
