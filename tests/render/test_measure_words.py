"""What `explain` and `rubric show` say of the words of a measure that most measures do not use."""

from dangjian_kaoping.views.ranking import ranking
from dangjian_kaoping.words.eligibility import grading_in_words
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


GRADES = (
    "grades: [{grade: 优, from: 9, at_most: 1, at_most_percent: 50}, {grade: 良, at_most: {by_class: {甲: 1}, "
    "otherwise: 2}}, {grade: 中, areas: {from_percent: 80, at_least: 1}}, {grade: 次, areas: {from_percent: 60}}]"
)


def test_grades_tell_their_lines_their_places_and_what_they_ask_of_the_areas() -> None:
    words = measure_in_words(held(GRADES).result.rubric.measure)
    assert words.grades is not None
    assert words.grades.words == (
        "优 9 分及以上，最多 1 个，最多占 50%；良 不设分数线，最多（甲 1 个、其余 2 个）；"
        "中 不设分数线，至少 1 个方面的检查得分达到涉及满分的 80%；次 不设分数线，各方面的检查得分都达到涉及满分的 60%"
    )
    assert words.grade_limits is not None
    assert words.grade_limits.words == (
        "按参加考评的党支部的个数计，不是整数的舍去；按名次取，并列跨线的都不评，取不上的落到下一等；"
        "落出最后一等的没有等次"
    )


def test_a_grade_says_which_areas_are_lacking_and_that_there_was_no_place() -> None:
    rubric = (
        "measure: {weights: {inspection: 1, self_assessment: 0}, grades: [{grade: 优, areas: {from_percent: 80}}, "
        "{grade: 良, at_most: 1}]}\n"
        "areas: [{id: 面, name: 党建工作, items: [{id: 项, points: 10, clauses: "
        "[{id: 扣, fact: {count: 次}, deduct: {each: 1}}]}]}]"
    )
    result = hold(
        rubric, "部: {甲一: [{clause: 扣, count: 5}], 甲二: [{clause: 扣, count: 4}]}", branches="{甲一: 甲, 甲二: 甲}"
    )
    lacking = "“优”要 1 个方面达到 80%，达到的 0 个，党建工作没有达到"
    told = {name: result.placing(name).grading for name in ("甲一", "甲二")}
    assert [grading_in_words(each) for each in told.values() if each is not None] == [
        f"没有等次（按得分是优；{lacking}；“良”的名额已满）",
        f"良（按得分是优；{lacking}）",
    ]


def test_a_short_name_heads_the_narrow_columns_only() -> None:
    rubric = (
        "areas: [{id: 面, name: 党建工作和思想政治工作, short: 党建, items: [{id: 项, points: 10, clauses: "
        "[{id: 扣, fact: {count: 次}, deduct: {each: 1}}]}]}]"
    )
    (column,) = (each for each in ranking(hold(rubric, "部: {甲一: []}").result).columns if each.key == "areas.面")
    assert column.heading == "党建工作和思想政治工作"
    assert {surface: column.headings[surface] for surface in ("screen", "paper", "page")} == {
        "screen": "党建",
        "paper": "党建",
        "page": "党建",
    }
