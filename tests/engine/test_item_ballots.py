"""多人打分 by ballots: labels and votes, sheets, what is dropped of each class, classes nobody of whom scored."""

from fractions import Fraction

import pytest

from .plant import F, hold, points, scored


def item(more: str, share: str = "30") -> str:
    fact = f"{{scorers: 人, full: 100{more}}}"
    return f"points: {share}\nstart: zero\nclauses: [{{id: 条, fact: {fact}, earn: {{share: {share}}}}}]"


LEVELS = ", levels: {优秀: 100, 称职: 80}"
CLASSES = ", weights: {甲: 0.25, 乙: 0.75}"


def test_votes_are_marks() -> None:
    # 例 7: (1000 + 640) ÷ 18 = 820/9, of 100 and of 30
    assert points(item(LEVELS), "[{clause: 条, votes: {优秀: 10, 称职: 8}, issued: 20}]") == Fraction(82, 3)
    one_by_one = ", ".join(["优秀"] * 10 + ["称职"] * 8)
    assert points(item(LEVELS), f"[{{clause: 条, scores: [{one_by_one}]}}]") == Fraction(82, 3)


def test_a_sheet_is_one_mark_and_an_absent_class_leaves_its_weight() -> None:
    # 例 9
    more = ", levels: {A: 90, B: 80}, marks: 2, weights: {主: 0.5, 副: 0.5}, absent: share"
    assert points(item(more, "10"), "[{clause: 条, scores: {主: [[A, B]]}}]") == F("8.5")


@pytest.mark.parametrize(
    ("absent", "findings", "mean"),
    [
        ("share", "[{clause: 条, scores: {甲: [60]}}]", "60"),
        ("zero", "[{clause: 条, scores: {甲: [60]}}]", "15"),
        ("share", "[{clause: 条, scores: {甲: [60], 乙: [80]}}]", "75"),
        ("zero", "[{clause: 条, scores: {甲: [60], 乙: [80]}}]", "75"),
        # of several records, each class is all that its scorers gave
        ("share", "[{clause: 条, scores: {甲: [60]}}, {clause: 条, scores: {乙: [80]}}]", "75"),
        ("zero", "[{clause: 条, scores: {乙: []  , 甲: [60]}}, {clause: 条, scores: {甲: [80]}}]", "17.5"),
    ],
)
def test_who_is_absent(absent: str, findings: str, mean: str) -> None:
    assert points(item(f"{CLASSES}, absent: {absent}", "100"), findings) == F(mean)


def test_three_classes_share_what_a_fourth_leaves() -> None:
    more = ", weights: {甲: 0.2, 乙: 0.3, 丙: 0.1, 丁: 0.4}, absent: share"
    assert points(item(more, "100"), "[{clause: 条, scores: {甲: [90], 乙: [60], 丙: [30]}}]") == F("65")


def test_what_is_dropped_is_so_much_of_each_class() -> None:
    # 15 scorers drop one of their own, 5 drop none
    fifteen, five = ", ".join(["50"] * 14 + ["100"]), "80, 80, 80, 80, 100"
    more = ", drop_highest: '10%', weights: {甲: 0.5, 乙: 0.5}"
    assert points(item(more, "100"), f"[{{clause: 条, scores: {{甲: [{fifteen}], 乙: [{five}]}}}}]") == F("67")


@pytest.mark.parametrize(
    ("drop", "count", "dropped"),
    [
        ("'10%'", 9, 0),
        ("'10%'", 10, 1),
        ("'10%'", 19, 1),
        ("'12.5%'", 8, 1),
        ("'50%'", 3, 1),
        ("'0%'", 5, 0),
        ("2", 5, 2),
    ],
)
def test_whole_ones_are_dropped(drop: str, count: int, dropped: int) -> None:
    scores = [Fraction(n) for n in range(1, count + 1)]
    kept = scores[: count - dropped]
    given = ", ".join(map(str, scores))
    assert points(item(f", drop_highest: {drop}", "100"), f"[{{clause: 条, scores: [{given}]}}]") == sum(kept) / len(
        kept
    )


def test_where_nothing_is_left_all_count() -> None:
    more = ", drop_highest: '50%', drop_lowest: '50%'"
    assert points(item(more, "100"), "[{clause: 条, scores: [10, 20, 60, 70]}]") == 40


def test_a_sheet_is_dropped_and_not_a_mark() -> None:
    more = ", marks: 2, drop_highest: 1"
    assert points(item(more, "100"), "[{clause: 条, scores: [[100, 40], [90, 80], [60, 60]]}]") == 65


@pytest.mark.whole
def test_many_votes_cost_no_more_than_few() -> None:
    votes = "{优秀: 999999999, 称职: 999999999}"
    assert points(item(f"{LEVELS}, drop_highest: '50%'", "100"), f"[{{clause: 条, votes: {votes}}}]") == 80


def test_what_was_given_out_is_told_and_adds_up() -> None:
    one = scored(item(LEVELS), "[{clause: 条, votes: {优秀: 10, 称职: 8}, issued: 20}]").clause("条")
    (finding,) = one.findings
    said = one.clause.fact.recorded_in_words(finding.recorded.finding)
    assert said == "投票“优秀” 10 票、“称职” 8 票（发出 20 张、有效 18 张）"
    twice = "[{clause: 条, votes: {优秀: 10}, issued: 20}, {clause: 条, scores: [称职], issued: 20}]"
    both = scored(item(LEVELS), twice).clause("条")
    together = both.clause.fact.together_in_words([each.recorded.finding for each in both.findings])
    assert together == "几处打的分放在一起平均，共发出 40 张、有效 11 张"


def test_a_self_assessment_takes_it_from_the_inspection() -> None:
    rubric = f"items: [{{id: 项, {item(LEVELS).replace(chr(10), ', ')}}}]"
    held = hold(rubric, "部: {甲一: [{clause: 条, votes: {优秀: 1, 称职: 1}}]}")
    assert held.own_points() == 27
