"""One item, step 1: `by_class` chooses every number; fact, then `free`, then rule."""

import pytest

from dangjian_kaoping.engine.score.circumstances import Refusal

from .plant import F, hold, points

pytestmark = pytest.mark.every(2)

TEN = "points: 10\nclauses:\n"


def clause(text: str) -> str:
    """An item of ten points with one clause."""
    return f"{TEN}- {{id: 条, {text}}}"


BY_CLASS = {
    # full marks 3 or 5, one deduction of 1
    "the points of an item": (
        "points: {by_class: {甲: 3, 乙: 5}}\nclauses: [{id: 条, fact: {count: 次}, deduct: {each: 1}}]",
        "[{clause: 条}]",
        "2",
        "4",
    ),
    # 5 x 1, at most 1 or 2 in the item
    "the cap of an item": (
        "points: 10\nat_most: {by_class: {甲: 1, 乙: 2}}\nclauses: [{id: 条, fact: {count: 次}, deduct: {each: 1}}]",
        "[{clause: 条, count: 5}]",
        "9",
        "8",
    ),
    # 5 x 1 out of a group of 1 or 2 points
    "the points of a group": (
        "points: 10\ngroups: {组: {points: {by_class: {甲: 1, 乙: 2}}}}\n"
        "clauses: [{id: 条, fact: {count: 次}, deduct: {each: 1}, group: 组}]",
        "[{clause: 条, count: 5}]",
        "9",
        "8",
    ),
    "the cap of a group": (
        "points: 10\ngroups: {组: {at_most: {by_class: {甲: 1, 乙: 2}}}}\n"
        "clauses: [{id: 条, fact: {count: 次}, deduct: {each: 1}, group: 组}]",
        "[{clause: 条, count: 5}]",
        "9",
        "8",
    ),
    # 3 occurrences, 1 or 2 of them free
    "the free allowance": (
        clause("fact: {count: 次}, deduct: {each: 1}, free: {by_class: {甲: 1, 乙: 2}}"),
        "[{clause: 条, count: 3}]",
        "8",
        "9",
    ),
    "the multiplier": (
        clause("fact: {count: 次}, deduct: {each: 1}, times: {by_class: {甲: 2, 乙: 3}}"),
        "[{clause: 条}]",
        "8",
        "7",
    ),
    "the cap of a clause": (
        clause("fact: {count: 次}, deduct: {each: 1}, at_most: {by_class: {甲: 2, 乙: 3}}"),
        "[{clause: 条, count: 5}]",
        "8",
        "7",
    ),
    # 2 done of 3 or of 6
    "the required number": (
        clause("fact: {missing: 篇, required: {by_class: {甲: 3, 乙: 6}}}, deduct: {each: 1}"),
        "[{clause: 条, done: 2}]",
        "9",
        "6",
    ),
    "what a report costs that never came": (
        clause("fact: {late: 天, never: {by_class: {甲: 2, 乙: 3}}}, deduct: {each: 1}"),
        "[{clause: 条, never: true}]",
        "8",
        "7",
    ),
    "the price of each": (
        clause("fact: {count: 次}, deduct: {each: {by_class: {甲: 0.2, 乙: 0.3}}}"),
        "[{clause: 条, count: 2}]",
        "9.6",
        "9.4",
    ),
    # 6 units in steps of 2 or of 3
    "the step": (
        clause("fact: {amount: 元}, deduct: {each: 1, step: {by_class: {甲: 2, 乙: 3}}}"),
        "[{clause: 条, amount: 6}]",
        "7",
        "8",
    ),
    # 85 is 5 below 90, and nothing below 80
    "the line below which it costs": (
        clause("fact: {value: '%'}, deduct: {each: 0.2, below: {by_class: {甲: 90, 乙: 80}}}"),
        "[{clause: 条, value: 85}]",
        "9",
        "10",
    ),
    "the line above which it costs": (
        clause("fact: {value: 人}, deduct: {each: 1, above: {by_class: {甲: 3, 乙: 4}}}"),
        "[{clause: 条, value: 5}]",
        "8",
        "9",
    ),
    "the points of a row": (
        clause("fact: {count: 次}, deduct: {table: [{from: 1, points: {by_class: {甲: 3, 乙: 5}}}]}"),
        "[{clause: 条}]",
        "7",
        "5",
    ),
    # 4 lies 2 above the row's start: 1 + 2 x 1, or 1 + 2 x 2
    "what a row adds for each": (
        clause("fact: {count: 次}, deduct: {table: [{from: 2, points: 1, each: {by_class: {甲: 1, 乙: 2}}}]}"),
        "[{clause: 条, count: 4}]",
        "7",
        "5",
    ),
    "the points of a level": (
        clause("fact: {level: [好, 差]}, deduct: {levels: {好: 0, 差: {by_class: {甲: 1, 乙: 2}}}}"),
        "[{clause: 条, level: 差}]",
        "9",
        "8",
    ),
    # 4 late days count 2 or 3
    "the most units of a late report": (
        clause("fact: {late: 天, most: {by_class: {甲: 2, 乙: 3}}}, deduct: {each: 1}"),
        "[{clause: 条, late: 4}]",
        "8",
        "7",
    ),
    # 2 lies in the upper row for 甲, in the lower one for 乙
    "the ends of a row": (
        clause(
            "fact: {count: 次}, deduct: {table: [{from: 1, points: 1}, {from: {by_class: {甲: 2, 乙: 3}}, points: 5}]}"
        ),
        "[{clause: 条, count: 2}]",
        "5",
        "9",
    ),
    "the threshold that empties": (
        clause("fact: {count: 次}, deduct: {each: 2}, empties: {from: {by_class: {甲: 2}, otherwise: 4}}"),
        "[{clause: 条, count: 3}]",
        "0",
        "4",
    ),
    "the share": (
        "points: 10\nstart: zero\nclauses: [{id: 条, fact: {value: '%'}, earn: {share: {by_class: {甲: 2, 乙: 4}}}}]",
        "[{clause: 条, value: 50}]",
        "1",
        "2",
    ),
    "the price of a repeated occurrence": (
        clause("fact: {count: 次}, deduct: {each: 1}, repeat: {prices: [{by_class: {甲: 2, 乙: 3}}]}"),
        "[{clause: 条}]",
        "8",
        "7",
    ),
}


@pytest.mark.parametrize("number", BY_CLASS)
def test_by_class_chooses_every_number(number: str) -> None:
    item, findings, first, second = BY_CLASS[number]
    assert points(item, findings, branch_class="甲") == F(first)
    assert points(item, findings, branch_class="乙") == F(second)


def test_a_class_that_is_not_named_has_the_number_for_the_rest() -> None:
    item = clause("fact: {count: 次}, deduct: {each: {by_class: {甲: 1}, otherwise: 3}}")
    assert points(item, "[{clause: 条}]", branch_class="甲") == 9
    assert points(item, "[{clause: 条}]", branch_class="乙") == 7


# ── free, then rule ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "finding", "expected"),
    [
        # 3 + 1 occurrences, 2 free: 2 x 0.1
        ("fact: {count: {迟到: 人次, 早退: 人次}}, deduct: {each: 0.1}, free: 2", "count: {迟到: 3, 早退: 1}", "9.8"),
        # all of them free, and never below nothing
        ("fact: {count: 次}, deduct: {each: 1}, free: 2", "count: 1", "10"),
        # 3 less 1 free is 2, and two occurrences cost 5
        (
            "fact: {count: 次}, free: 1, deduct: {table: [{from: 1, to: 1, points: 3}, {from: 2, points: 5}]}",
            "count: 3",
            "5",
        ),
        # 7 less 2 free is 5, and 5/3 is two started steps; without the allowance it would be three
        ("fact: {amount: 元}, free: 2, deduct: {each: 1, step: 3, steps: started}", "amount: 7", "8"),
        # 4 late days count 3 of this report, 1 free
        ("fact: {late: 天, most: 3}, free: 1, deduct: {each: 1}", "late: 4", "8"),
        ("fact: {missing: 次, required: 5}, free: 1, deduct: {each: 1}", "done: 2", "8"),
        ("fact: {sample: 人}, free: 1, deduct: {each: 1}", "sampled: 5, failed: 3", "8"),
        # 2 missing less 1 free, of 4: 1/4 x 2
        ("fact: {missing: 次, required: 4}, free: 1, deduct: {share: 2}", "missing: 2", "9.5"),
    ],
)
def test_the_free_allowance_comes_before_the_rule(text: str, finding: str, expected: str) -> None:
    assert points(clause(text), f"[{{clause: 条, {finding}}}]") == F(expected)


def test_the_free_allowance_is_for_the_round_and_not_for_each_finding() -> None:
    # 2 + 2 occurrences, 2 free: 2 x 1
    item = clause("fact: {count: 次}, deduct: {each: 1}, free: 2")
    assert points(item, "[{clause: 条, count: 2}, {clause: 条, count: 2}]") == 8


# ── each ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        # 90 - 87 = 3, and 3/5 of a step: 0.6 x 0.2; no whole step; one started step
        ("exact", "9.88"),
        ("whole", "10"),
        ("started", "9.8"),
    ],
)
def test_what_a_started_step_costs_is_a_setting(steps: str, expected: str) -> None:
    item = clause(f"fact: {{value: '%'}}, deduct: {{each: 0.2, step: 5, steps: {steps}, below: 90}}")
    assert points(item, "[{clause: 条, value: 87}]") == F(expected)


def test_a_step_is_exact_where_nothing_is_said() -> None:
    # half a percentage point: 0.5 x 0.2
    item = clause("fact: {value: '%'}, deduct: {each: 0.2, below: 99}")
    assert points(item, "[{clause: 条, value: 98.5}]") == F("9.9")


@pytest.mark.parametrize(("value", "expected"), [("90", "10"), ("95", "10"), ("89.9", "9.9"), ("80", "0")])
def test_only_what_lies_below_the_line_costs(value: str, expected: str) -> None:
    item = clause("fact: {value: '%'}, deduct: {each: 1, below: 90}")
    assert points(item, f"[{{clause: 条, value: {value}}}]") == F(expected)


def test_a_whole_number_of_steps_is_no_step_more() -> None:
    # 10 below in steps of 5: two steps, started or whole
    for steps in ("whole", "started"):
        item = clause(f"fact: {{value: '%'}}, deduct: {{each: 1, step: 5, steps: {steps}, below: 90}}")
        assert points(item, "[{clause: 条, value: 80}]") == 8


def test_a_quotient_loses_nothing() -> None:
    # 1/3 of a step of 3, three times over, is 1 again: 10 - 1/3, 10 - 1
    item = clause("fact: {amount: 元}, deduct: {each: 1, step: 3}")
    assert points(item, "[{clause: 条, amount: 1}]") == F(29, 3)
    assert points(item, "[{clause: 条, amount: 1}, {clause: 条, amount: 1}, {clause: 条, amount: 1}]") == 9


# ── table ──────────────────────────────────────────────────────────────────────────────────────────────────────

EXAM = "[{from: 98, points: 0}, {from: 95, under: 98, points: 0.3}, {from: 90, points: 0.6}, {under: 90, points: 1}]"


@pytest.mark.parametrize(
    ("value", "expected"),
    [("100", "10"), ("98", "10"), ("97.99", "9.7"), ("95", "9.7"), ("94.99", "9.4"), ("90", "9.4"), ("89.99", "9")],
)
def test_the_ends_of_a_row_are_explicit_and_run_on_to_the_neighbour(value: str, expected: str) -> None:
    item = clause(f"fact: {{value: '%'}}, deduct: {{table: {EXAM}}}")
    assert points(item, f"[{{clause: 条, value: {value}}}]") == F(expected)


@pytest.mark.parametrize(("value", "expected"), [("1", "60"), ("2", "57"), ("3", "57"), ("4", "50")])
def test_a_row_with_an_upper_end_alone_begins_above_the_one_below(value: str, expected: str) -> None:
    # a rank of 2 lies above `to: 1`, one of 4 above `to: 3`
    item = (
        "points: 100\nstart: zero\nclauses: [{id: 条, fact: {rank: 全厂}, "
        "earn: {table: [{to: 1, points: 60}, {to: 3, points: 57}, {over: 3, points: 50}]}}]"
    )
    assert points(item, f"[{{clause: 条, rank: {value}}}]") == F(expected)


@pytest.mark.parametrize(
    ("rows", "value", "expected"),
    [
        # up to the neighbour that begins over 3, and so with 3; up to one that begins from 3, and so without
        ("[{from: 0, points: 1}, {over: 3, points: 2}]", "3", "9"),
        ("[{from: 0, points: 1}, {from: 3, points: 2}]", "3", "8"),
        # down to the neighbour that ends under 60, and so with 60; down to one that ends to 60, and so without
        ("[{under: 60, points: 1}, {to: 100, points: 2}]", "60", "8"),
        ("[{to: 60, points: 1}, {to: 100, points: 2}]", "60", "9"),
    ],
)
def test_where_a_row_runs_on_to_its_neighbour_their_common_end_lies_in_one_of_them(
    rows: str, value: str, expected: str
) -> None:
    item = clause(f"fact: {{value: 分}}, deduct: {{table: {rows}}}")
    assert points(item, f"[{{clause: 条, value: {value}}}]") == F(expected)


@pytest.mark.parametrize(("overlap", "expected"), [(None, "5"), ("heavier", "5"), ("lighter", "7"), ("first", "7")])
def test_where_rows_overlap_the_heavier_stands_unless_it_is_said_otherwise(overlap: str | None, expected: str) -> None:
    # two times: from 1 costs 3, from 2 costs 5
    said = "" if overlap is None else f", overlap: {overlap}"
    item = clause(
        f"fact: {{count: 次}}, deduct: {{table: [{{from: 1, to: 9, points: 3}}, {{from: 2, points: 5}}]{said}}}"
    )
    assert points(item, "[{clause: 条, count: 2}]") == F(expected)


@pytest.mark.parametrize(
    ("value", "expected"),
    # 6 at 60, 10 at 90, 15 at 100: a straight line between, up to a third of a point
    [("60", "6"), ("75", "8"), ("70", "22/3"), ("90", "10"), ("95", "12.5"), ("100", "15"), ("59.99", "0")],
)
def test_between_the_ends_of_a_row_points_run_straight(value: str, expected: str) -> None:
    rows = "[{under: 60, points: 0}, {from: 60, points: 6, to: 90, to_points: 10}, {from: 90, points: 10, to: 100, "
    rows += "to_points: 15}]"
    item = f"points: 20\nstart: zero\nclauses: [{{id: 条, fact: {{value: 分}}, earn: {{table: {rows}}}}}]"
    assert points(item, f"[{{clause: 条, value: {value}}}]") == F(expected)


@pytest.mark.parametrize(("rank", "expected"), [("1", "200"), ("3", "192"), ("5", "184"), ("26", "100")])
def test_they_may_run_down_too(rank: str, expected: str) -> None:
    rows = "[{from: 1, points: 200, to: 26, to_points: 100}]"
    item = f"points: 200\nstart: zero\nclauses: [{{id: 条, fact: {{rank: 全市, of: 26}}, earn: {{table: {rows}}}}}]"
    assert points(item, f"[{{clause: 条, rank: {rank}}}]") == F(expected)


def test_of_a_shared_rank_on_a_line_the_mean_of_the_places_counts() -> None:
    # second and third of 200 down to 100 over 26 places: (196 + 192) / 2
    rows = "[{from: 1, points: 200, to: 26, to_points: 100}]"
    fact = "{rank: 全市, of: 26, ties: mean}"
    item = f"points: 200\nstart: zero\nclauses: [{{id: 条, fact: {fact}, earn: {{table: {rows}}}}}]"
    assert points(item, "[{clause: 条, rank: 2, tied: 2}]") == 194


def test_a_line_may_run_between_ends_that_do_not_belong_to_it() -> None:
    rows = "[{over: 0, points: 1, under: 4, to_points: 5}, {from: 4, points: 7}]"
    item = clause(f"fact: {{amount: 元}}, deduct: {{table: {rows}}}")
    assert points(item, "[{clause: 条, amount: 2}]") == 7
    assert points(item, "[{clause: 条, amount: 4}]") == 3


def test_a_hole_in_a_table_is_refused() -> None:
    item = clause("fact: {value: '%'}, deduct: {table: [{from: 90, points: 0}, {to: 80, points: 1}]}")
    with pytest.raises(Refusal) as refused:
        points(item, "[{clause: 条, value: 85}]")
    assert refused.value.fault.code == "KP314"


def test_a_table_of_occurrences_need_not_begin_at_nothing() -> None:
    # all three done: nothing is missing, and no row is needed for it
    item = clause("fact: {missing: 次, required: 3}, deduct: {table: [{from: 1, points: 3}]}")
    assert points(item, "[{clause: 条, done: 3}]") == 10
    assert points(item, "[{clause: 条, done: 2}]") == 7


# ── levels, share, within ──────────────────────────────────────────────────────────────────────────────────────


def test_a_level_has_the_points_of_the_rubric() -> None:
    item = "points: 3\nstart: zero\nclauses: [{id: 条, fact: {level: [好, 一般]}, earn: {levels: {好: 3, 一般: 1.5}}}]"
    assert points(item, "[{clause: 条, level: 一般}]") == F("1.5")


@pytest.mark.parametrize(
    ("fact", "finding", "expected"),
    [
        # a percentage by the hundredth, a score out of its full marks, done out of required, passed out of sampled
        ("{value: '%'}", "value: 35", "0.7"),
        ("{imported: 平台, full: 120}", "score: 90", "1.5"),
        ("{missing: 次, required: 4}", "done: 3", "1.5"),
        ("{missing: 次, required: 4}", "missing: 3", "0.5"),
        ("{missing: 次, required: 4}", "done: 9", "2"),
        ("{missing: 次, required: recorded}", "required: 8, done: 2", "0.5"),
        ("{sample: 人, as: passed_percent}", "sampled: 8, failed: 2", "1.5"),
        ("{scorers: 班子, full: 10}", "scores: [7, 8, 9.5]", "49/30"),
    ],
)
def test_a_share_is_that_part_of_the_points_which_the_fact_says(fact: str, finding: str, expected: str) -> None:
    item = f"points: 2\nstart: zero\nclauses: [{{id: 条, fact: {fact}, earn: {{share: 2}}}}]"
    assert points(item, f"[{{clause: 条, {finding}}}]") == F(expected)


def test_a_share_is_deducted_by_what_is_missing() -> None:
    # 3 of 4 missing: 3/4 x 2
    item = clause("fact: {missing: 次, required: 4}, deduct: {share: 2}")
    assert points(item, "[{clause: 条, done: 1}]") == F("8.5")


def test_a_share_is_held_between_nothing_and_the_whole() -> None:
    # 6 missing of 4 are no more than the whole 2
    item = clause("fact: {missing: 次, required: 4}, deduct: {share: 2}")
    assert points(item, "[{clause: 条, missing: 6}]") == 8
    assert points(item, "[{clause: 条, done: 6}]") == 10


def test_of_nothing_required_everything_is_done() -> None:
    item = "points: 2\nstart: zero\nclauses: [{id: 条, fact: {missing: 次, required: recorded}, earn: {share: 2}}]"
    assert points(item, "[{clause: 条, required: 0, done: 0}]") == 2
    item = clause("fact: {missing: 次, required: recorded}, deduct: {share: 2}")
    assert points(item, "[{clause: 条, required: 0, done: 0}]") == 10


def test_a_judged_number_is_the_points_of_each_case() -> None:
    # 0.5 + 1.5
    item = clause("fact: {judged: 例}, deduct: {within: [0.5, 2]}")
    assert points(item, "[{clause: 条, judged: 0.5}, {clause: 条, judged: 1.5}]") == 8


def test_an_event_costs_by_level_and_role_and_number() -> None:
    # 2 x 0.5 x 3 + 1 x 1
    item = clause("fact: {event: [大, 小], roles: {主: 1, 协: 0.5}}, deduct: {levels: {大: 2, 小: 1}}")
    findings = "[{clause: 条, level: 大, role: 协, count: 3}, {clause: 条, level: 小, role: 主}]"
    assert points(item, findings) == 6


# ── facts ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "finding", "expected"),
    [
        ("fact: {count: 次}, deduct: {each: 1}", "note: 不写就是一次", "9"),
        ("fact: {count: 次}, deduct: {each: 1}", "count: 0", "10"),
        # required 1 a month counts 3 times in an inspection; 3 a quarter counts once
        ("fact: {missing: 次, required: 1, per: month}, deduct: {each: 1}", "done: [1, 0, 0]", "8"),
        ("fact: {missing: 次, required: 3, per: quarter}, deduct: {each: 1}", "done: 1", "8"),
        ("fact: {missing: 次, required: 3}, deduct: {each: 1}", "done: 5", "10"),
        # so too a plan that is recorded: 6 a quarter, or 2 a month
        ("fact: {missing: 次, required: recorded}, deduct: {each: 1}", "required: 6, done: 4", "8"),
        ("fact: {missing: 次, required: recorded, per: month}, deduct: {each: 1}", "required: 2, done: [1, 2, 2]", "9"),
        # 1 of 4 missing is 25 %, 3 of 4 done 75 %
        ("fact: {missing: 次, required: 4, as: missing_percent}, deduct: {each: 0.1}", "missing: 1", "7.5"),
        ("fact: {missing: 次, required: 4, as: done_percent}, deduct: {each: 0.1, below: 90}", "done: 3", "8.5"),
        ("fact: {missing: 篇, required: 2, as: done}, deduct: {each: 1, below: 2}", "done: 0", "8"),
        ("fact: {late: 天, most: 3, never: 4}, deduct: {each: 1}", "late: 5", "7"),
        ("fact: {late: 天, most: 3, never: 4}, deduct: {each: 1}", "never: true", "6"),
        ("fact: {sample: 人}, deduct: {each: 1}", "sampled: 5, failed: 2", "8"),
        # 2 of 8 failed is 25 %
        ("fact: {sample: 人, as: failed_percent}, deduct: {each: 0.1}", "sampled: 8, failed: 2", "7.5"),
        ("fact: {amount: 分}, deduct: {each: 1}", "amount: 0.3", "9.7"),
    ],
)
def test_a_fact_states_what_happened_and_the_rule_makes_points_of_it(text: str, finding: str, expected: str) -> None:
    assert points(clause(text), f"[{{clause: 条, {finding}}}]") == F(expected)


def test_the_most_late_units_are_of_each_report() -> None:
    # 5 days count 3, and 2 count 2
    item = clause("fact: {late: 天, most: 3}, deduct: {each: 1}")
    assert points(item, "[{clause: 条, late: 5}, {clause: 条, late: 2}]") == 5


@pytest.mark.parametrize(
    ("fact", "scores", "expected"),
    [
        # 7 8 9 10: the mean 8.5; without highest and lowest 8.5; of (7, 9, 10, 10) without them 9.5
        ("{scorers: 班子, full: 10}", "[7, 8, 9, 10]", "8.5"),
        ("{scorers: 班子, full: 10, drop_highest: 1, drop_lowest: 1}", "[7, 9, 10, 10]", "9.5"),
        # 0.6 x 9 + 0.4 x 7
        ("{scorers: 大家, full: 10, weights: {领导: 0.6, 职工: 0.4}}", "{领导: [8, 10], 职工: [7]}", "8.2"),
    ],
)
def test_scores_of_several_people_are_averaged(fact: str, scores: str, expected: str) -> None:
    item = f"points: 10\nstart: zero\nclauses: [{{id: 条, fact: {fact}, earn: {{share: 10}}}}]"
    assert points(item, f"[{{clause: 条, scores: {scores}}}]") == F(expected)


@pytest.mark.parametrize(("ties", "expected"), [("same", "57"), ("mean", "55.5")])
def test_of_a_shared_rank_each_has_its_points_or_the_mean_of_the_places(ties: str, expected: str) -> None:
    # two share rank 2: 57 each, or (57 + 54) / 2
    rows = "[{to: 1, points: 60}, {to: 2, points: 57}, {over: 2, points: 54}]"
    item = f"points: 60\nstart: zero\nclauses: [{{id: 条, fact: {{rank: 厂, ties: {ties}}}, earn: {{table: {rows}}}}}]"
    assert points(item, "[{clause: 条, rank: 2, tied: 2}]") == F(expected)


# ── two departments ────────────────────────────────────────────────────────────────────────────────────────────

TWO = "items: [{{id: 项, points: 10, start: {start}, department: [部, 室], clauses: [{{id: 条, {text}}}]}}]"


@pytest.mark.parametrize(
    ("start", "text", "first", "second", "expected"),
    [
        # counts add up: 1 + 2
        ("full", "fact: {count: 次}, deduct: {each: 1}", "count: 1", "count: 2", "7"),
        ("full", "fact: {missing: 次, required: 9}, deduct: {each: 1}", "missing: 1", "missing: 2", "7"),
        ("full", "fact: {missing: 次, required: 9}, deduct: {each: 1}", "done: 4", "done: 2", "7"),
        ("full", "fact: {late: 天}, deduct: {each: 1}", "late: 1", "late: 2", "7"),
        ("full", "fact: {sample: 人}, deduct: {each: 1}", "sampled: 3, failed: 1", "sampled: 3, failed: 2", "7"),
        # 3 of 12 failed together: 25 %
        (
            "full",
            "fact: {sample: 人, as: failed_percent}, deduct: {each: 0.1}",
            "sampled: 4, failed: 2",
            "sampled: 8, failed: 1",
            "7.5",
        ),
        # of levels and values the least favourable stands
        ("zero", "fact: {level: [好, 差]}, earn: {levels: {好: 3, 差: 1}}", "level: 好", "level: 差", "1"),
        ("full", "fact: {level: [好, 差]}, deduct: {levels: {好: 0, 差: 2}}", "level: 差", "level: 好", "8"),
        ("full", "fact: {value: '%'}, deduct: {each: 1, below: 90}", "value: 88", "value: 87", "7"),
        ("full", "fact: {value: 人}, deduct: {each: 1, above: 3}", "value: 5", "value: 4", "8"),
        ("zero", "fact: {imported: 平台, full: 100}, earn: {share: 10}", "score: 90", "score: 80", "8"),
        # cases cost each by itself
        ("full", "fact: {judged: 例}, deduct: {within: [0, 3]}", "judged: 1", "judged: 2", "7"),
        # scores are pooled: (8 + 8 + 5) / 3
        ("zero", "fact: {scorers: 班子, full: 10}, earn: {share: 10}", "scores: [8, 8]", "scores: [5]", "7"),
    ],
)
def test_two_departments_counts_add_up_and_of_their_levels_the_least_favourable_stands(
    start: str, text: str, first: str, second: str, expected: str
) -> None:
    rubric = TWO.format(start=start, text=text)
    held = hold(rubric, f"部: {{甲一: [{{clause: 条, {first}}}]}}\n室: {{甲一: [{{clause: 条, {second}}}]}}")
    assert held.points() == F(expected)


def test_a_plan_that_two_departments_record_is_one_plan() -> None:
    # 6 planned, 2 + 3 done
    held = hold(
        TWO.format(start="full", text="fact: {missing: 次, required: recorded}, deduct: {each: 1}"),
        "部: {甲一: [{clause: 条, required: 6, done: 2}]}\n室: {甲一: [{clause: 条, required: 6, done: 3}]}",
    )
    assert held.points() == 9


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        # the gap would count twice
        ("fact: {missing: 次, required: 3}, deduct: {each: 1}", "{clause: 条, done: 2}, {clause: 条, missing: 1}"),
        # one period has one plan
        (
            "fact: {missing: 次, required: recorded}, deduct: {each: 1}",
            "{clause: 条, required: 6, done: 2}, {clause: 条, required: 5, done: 3}",
        ),
        # each lies in the range, and both together do not
        (
            "fact: {judged: 项}, deduct: {within: [0.2, 1], per: item}",
            "{clause: 条, judged: 0.8}, {clause: 条, judged: 0.6}",
        ),
    ],
)
def test_facts_that_contradict_each_other_are_refused(text: str, findings: str) -> None:
    with pytest.raises(Refusal) as refused:
        points(clause(text), f"[{findings}]")
    assert refused.value.fault.code == "KP315"


@pytest.mark.parametrize(
    ("finding", "expected"), [("", "5"), ("{clause: 条, count: 0}", "5"), ("{clause: 条, count: 2}", "3")]
)
def test_an_earning_table_may_have_a_row_for_nothing(finding: str, expected: str) -> None:
    item = (
        "points: 5\nstart: zero\nclauses: [{id: 条, fact: {count: 起}, "
        "earn: {table: [{to: 0, points: 5}, {over: 0, points: 3}]}}]"
    )
    assert points(item, f"[{finding}]") == F(expected)


def test_of_several_events_only_the_highest_may_count() -> None:
    # 2 and not 2 + 1 + 1; twice: 4
    text = "fact: {event: [大, 小]}, deduct: {levels: {大: 2, 小: 1}}, highest_only: true"
    findings = "[{clause: 条, level: 小}, {clause: 条, level: 大}, {clause: 条, level: 小}]"
    assert points(clause(text), findings) == 8
    assert points(clause(f"{text}, times: 2"), findings) == 6
