"""自查自评: the months' facts are added up and scored once as a quarter; base only."""

import pytest

from dangjian_kaoping.engine.score.circumstances import Refusal
from dangjian_kaoping.model.canonical import canonical
from dangjian_kaoping.model.records import SelfAssessment
from dangjian_kaoping.periods import Month, Quarter

from .plant import F, Held, hold, modelled


def declared(
    text: str, months: list[str | None], *, item: str = "points: 10", measure: str = "{}", found: str = ""
) -> Held:
    """One clause; what was filed in January, February, March (None: not handed in), and found by the inspection."""
    own = (
        "{" + ", ".join(f"2021-0{n}: {{甲一: [{each}]}}" for n, each in enumerate(months, 1) if each is not None) + "}"
    )
    return hold(
        f"measure: {measure}\nitems: [{{id: 项, {item}, clauses: [{{id: 条, {text}}}]}}]",
        f"部: {{甲一: [{found}]}}",
        own,
    )


@pytest.mark.parametrize(
    ("text", "months", "expected"),
    [
        # counts: 1 + 2; a silent month adds nothing
        ("fact: {count: 次}, deduct: {each: 1}", ["{clause: 条}", "", "{clause: 条, count: 2}"], "7"),
        # scored once: 1 + 1 less 1 free, and not each month less 1
        ("fact: {count: 次}, deduct: {each: 1}, free: 1", ["{clause: 条}", "{clause: 条}", ""], "9"),
        # and once under the cap
        (
            "fact: {count: 次}, deduct: {each: 1}, at_most: 2",
            ["{clause: 条, count: 2}", "{clause: 条, count: 2}", ""],
            "8",
        ),
        # 1 + 1 + 1 reach the threshold together
        (
            "fact: {count: 次}, deduct: {each: 1}, empties: {from: 3}",
            ["{clause: 条}", "{clause: 条}", "{clause: 条}"],
            "0",
        ),
        (
            "fact: {amount: 元}, deduct: {each: 1}",
            ["{clause: 条, amount: 0.5}", "{clause: 条, amount: 0.25}", ""],
            "9.25",
        ),
        (
            "fact: {missing: 次, required: 3}, deduct: {each: 1}",
            ["{clause: 条, missing: 1}", "{clause: 条, missing: 1}", ""],
            "8",
        ),
        # done 1 + 0 + 1 of 3
        (
            "fact: {missing: 篇, required: 3}, deduct: {each: 1}",
            ["{clause: 条, done: 1}", "{clause: 条, done: 0}", "{clause: 条, done: 1}"],
            "9",
        ),
        ("fact: {late: 天}, deduct: {each: 1}", ["{clause: 条, late: 1}", "{clause: 条, late: 2}", ""], "7"),
        # 1 of 3 and 1 of 5 failed: 25 % of 8
        (
            "fact: {sample: 人, as: failed_percent}, deduct: {each: 0.1}",
            ["{clause: 条, sampled: 3, failed: 1}", "", "{clause: 条, sampled: 5, failed: 1}"],
            "7.5",
        ),
        (
            "fact: {judged: 例}, deduct: {within: [0, 3]}",
            ["{clause: 条, judged: 1}", "{clause: 条, judged: 1.5}", ""],
            "7.5",
        ),
    ],
)
def test_the_months_facts_are_added_up_and_scored_once(text: str, months: list[str | None], expected: str) -> None:
    assert declared(text, months).own_points() == F(expected)


@pytest.mark.parametrize(
    ("start", "text", "found", "months", "expected"),
    [
        (
            "full",
            "fact: {value: '%'}, deduct: {each: 1, below: 90}",
            "value: 95",
            ["value: 89", "value: 87", ""],
            "7",
        ),
        ("zero", "fact: {value: '%'}, earn: {share: 10}", "value: 70", ["value: 90", "value: 80", ""], "8"),
        (
            "zero",
            "fact: {level: [好, 中, 差]}, earn: {levels: {好: 3, 中: 2, 差: 1}}",
            "level: 好",
            ["level: 中", "", "level: 好"],
            "2",
        ),
    ],
)
def test_of_a_level_or_value_the_least_favourable_month_that_has_one_stands(
    start: str, text: str, found: str, months: list[str], expected: str
) -> None:
    filed: list[str | None] = [f"{{clause: 条, {each}}}" if each else "" for each in months]
    held = declared(text, filed, item=f"points: 10, start: {start}", found=f"{{clause: 条, {found}}}")
    assert held.own_points() == F(expected)


PER_MONTH = "fact: {missing: 次, required: 2, per: month}, deduct: {each: 1}"
PER_QUARTER = "fact: {missing: 次, required: 6, per: quarter}, deduct: {each: 1}"


@pytest.mark.parametrize(
    ("text", "months", "expected"),
    [
        # required 2 a month: 6 for three months filed, 4 for two; done 3
        (PER_MONTH, ["{clause: 条, done: 2}", "{clause: 条, done: 1}", ""], "7"),
        (PER_MONTH, ["{clause: 条, done: 2}", "{clause: 条, done: 1}", None], "9"),
        # 6 a quarter, once and whole, however many months were filed
        (PER_QUARTER, ["{clause: 条, done: 2}", "{clause: 条, done: 1}", ""], "7"),
        (PER_QUARTER, ["{clause: 条, done: 2}", "{clause: 条, done: 1}", None], "7"),
    ],
)
def test_what_is_required_a_month_counts_for_each_month_filed_and_a_quarter_once(
    text: str, months: list[str | None], expected: str
) -> None:
    assert declared(text, months).own_points() == F(expected)


def test_in_an_inspection_what_is_required_a_month_counts_three_times() -> None:
    held = hold(
        f"items: [{{id: 项, points: 10, clauses: [{{id: 条, {PER_MONTH}}}]}}]",
        "部: {甲一: [{clause: 条, done: [2, 1, 0]}]}",
        "{2021-01: {甲一: [{clause: 条, done: 2}]}}",
    )
    # 6 less 3; of the one month filed 2 less 2
    assert held.points() == 7
    assert held.own_points() == 10


def test_a_planned_number_per_quarter_counts_once_and_whole() -> None:
    # 6 planned for the quarter, which every month repeats; 2 + 2 + 1 done
    months: list[str | None] = [f"{{clause: 条, required: 6, done: {done}}}" for done in (2, 2, 1)]
    assert declared("fact: {missing: 次, required: recorded}, deduct: {each: 1}", months).own_points() == 9


def test_a_planned_number_per_month_counts_for_each_month_filed() -> None:
    # 2 a month, two months filed; 1 + 2 done
    months = ["{clause: 条, required: 2, done: 1}", "{clause: 条, required: 2, done: 2}", None]
    text = "fact: {missing: 次, required: recorded, per: month}, deduct: {each: 1}"
    assert declared(text, months).own_points() == 9


def test_a_gap_that_one_month_states_as_done_and_another_as_missing_is_refused() -> None:
    # January done, February missing, March done: it would count twice
    with pytest.raises(Refusal) as refused:
        declared(
            "fact: {missing: 次, required: 1, per: month}, deduct: {each: 1}",
            ["{clause: 条, done: 1}", "{clause: 条, missing: 1}", "{clause: 条, done: 1}"],
        )
    assert refused.value.fault.code == "KP315"


def test_base_only_without_bonus_penalty_veto_or_flag() -> None:
    held = hold(
        """
items:
- id: 项
  points: 10
  task: true
  clauses:
  - {id: 扣, fact: {count: 次}, deduct: {each: 1}}
  - {id: 奖, fact: {count: 次}, bonus: {each: 1}}
  - {id: 罚, fact: {count: 次}, penalty: {each: 1}}
  - {id: 否, fact: {count: 次}, veto: total_zero}
  - {id: 未做, fact: {count: 次}, deduct: {each: 2}, undone: true}
""",
        own="{2021-01: {甲一: [{clause: 扣}, {clause: 奖}, {clause: 罚}, {clause: 否}, {clause: 未做}]}, "
        "2021-02: {甲一: []}, 2021-03: {甲一: []}}",
    )
    # 10 - 1 - 2; composite 0.9 x 10 + 0.1 x 7
    assert held.figures() == ("10.00", "10.00", "7.00", "9.70")
    assert held.own_item().bonus.value == held.own_item().penalty.value == 0
    assert held.flagged("veto") == held.flagged("task_not_done") == set()


GIVEN_BY_OTHERS = [
    ("{imported: 平台, full: 100}", "{share: 10}", "score: 80", "score: 100"),
    ("{scorers: 班子, full: 10}", "{share: 10}", "scores: [8, 8]", "scores: [10]"),
    ("{judged: 分}", "{within: [0, 10]}", "judged: 8", "judged: 10"),
    ("{judged: 分}", "{within: item, per: item}", "judged: 8", "judged: 2"),
]


@pytest.mark.parametrize(("fact", "rule", "finding", "declared"), GIVEN_BY_OTHERS)
def test_scores_that_others_give_take_the_points_of_the_inspection(
    fact: str, rule: str, finding: str, declared: str
) -> None:
    held = hold(
        f"""
items:
- id: 项
  points: 10
  start: zero
  clauses:
  - {{id: 引, fact: {fact}, earn: {rule}}}
  - {{id: 扣, fact: {{count: 次}}, deduct: {{each: 1}}}}
""",
        f"部: {{甲一: [{{clause: 引, {finding}}}, {{clause: 扣, count: 3}}]}}",
        f"{{2021-01: {{甲一: [{{clause: 扣}}, {{clause: 引, {declared}}}]}}, "
        "2021-02: {甲一: []}, 2021-03: {甲一: []}}",
    )
    assert held.points() == 5
    assert held.own_points() == 7


def test_what_is_declared_of_a_score_that_others_give_stands_for_no_other_finding() -> None:
    rubric = """
items:
- id: 项
  points: 10
  start: zero
  clauses:
  - {id: 评, fact: {judged: 分}, earn: {within: [0, 8]}, highest_per_event: true}
  - {id: 得, fact: {event: [大]}, earn: {levels: {大: 2}}, highest_per_event: true}
"""
    held = hold(
        rubric,
        "部: {甲一: [{clause: 评, judged: 5}]}",
        "{2021-01: {甲一: [{clause: 评, judged: 8, event: 事}, {clause: 得, level: 大, event: 事}]}, "
        "2021-02: {甲一: []}, 2021-03: {甲一: []}}",
    )
    assert held.points() == 5
    assert held.own_points() == 7


def test_whether_a_score_that_others_give_acts_is_the_inspections() -> None:
    # nobody was hurt by the inspection, so nobody judged; that the branch itself owns up to one asks for no judgement
    held = hold(
        """
        measure: {weights: {inspection: 0.5, self_assessment: 0.5}}
        items:
        - id: 项
          points: 10
          clauses:
          - {id: 伤, fact: {count: 人}, deduct: {each: 1}}
          - {id: 评, fact: {judged: 项}, earn: {within: [0, 5]}, when: {clause: 伤, from: 1}}
        """,
        "部: {甲一: []}",
        "{2021-01: {甲一: [{clause: 伤}]}, 2021-02: {甲一: []}, 2021-03: {甲一: []}}",
    )
    assert (str(held.points()), str(held.own_points())) == ("10", "9")
    assert held.composite() == "9.50"


def test_a_bonus_that_reads_what_is_declared_stands_for_no_points_of_the_self_assessment() -> None:
    # the inspection counts the higher of 1 and 2, so 0 in the item; a self-assessment has no bonus
    held = hold(
        """
        items:
        - id: 项
          points: 10
          start: zero
          highest_only: true
          clauses:
          - {id: 篇, fact: {count: 篇}, earn: {each: 1}}
          - {id: 奖, fact: {same: 篇}, bonus: {each: 2}}
        """,
        "部: {甲一: [{clause: 篇}]}",
        "{2021-01: {甲一: [{clause: 篇}]}, 2021-02: {甲一: []}, 2021-03: {甲一: []}}",
    )
    assert (str(held.points()), str(held.own_points())) == ("0", "1")


def test_what_is_declared_of_points_given_back_by_others_counts_nothing() -> None:
    back = "{id: 还, fact: {imported: 平台, full: 10}, give_back: {share: 5}}"
    clauses = f"{back}, {{id: 扣, fact: {{count: 次}}, deduct: {{each: 1}}}}"
    held = hold(
        f"items: [{{id: 项, points: 10, clauses: [{clauses}]}}]",
        "",
        "{2021-01: {甲一: [{clause: 扣}, {clause: 还, score: 10}]}, 2021-02: {甲一: []}, 2021-03: {甲一: []}}",
    )
    assert held.own_points() == 9


# ── months that were not handed in ─────────────────────────────────────────────────────────────────────────────

COUNT = "fact: {count: 次}, deduct: {each: 1}"


@pytest.mark.parametrize(
    ("months", "own", "composite"),
    [
        # (10 - 1) x months filed / 3; 0.9 x 10 + 0.1 x it
        (["{clause: 条}", "", ""], "9.00", "9.90"),
        (["{clause: 条}", "", None], "6.00", "9.60"),
        ([None, "{clause: 条}", None], "3.00", "9.30"),
        ([None, None, None], "0.00", "9.00"),
    ],
)
def test_a_missing_month_takes_its_part_of_the_self_assessment(
    months: list[str | None], own: str, composite: str
) -> None:
    held = declared(COUNT, months)
    assert held.figures()[2:] == (own, composite)


@pytest.mark.parametrize("months", [["", "", None], [None, None, None]])
def test_or_it_is_refused_and_the_branch_is_incomplete(months: list[str | None]) -> None:
    held = declared(COUNT, months, measure="{missing_month: refuse}")
    assert held.figures() == ("10.00", "10.00", "none", "none")
    assert [each.kind for each in held.score().incomplete] == ["months"]


def test_with_all_months_filed_nothing_is_refused() -> None:
    assert declared(COUNT, ["", "", ""], measure="{missing_month: refuse}").composite() == "10.00"


def test_where_self_assessment_weighs_nothing_a_refused_month_leaves_nobody_incomplete() -> None:
    measure = "{missing_month: refuse, weights: {inspection: 1, self_assessment: 0}}"
    assert declared(COUNT, ["", "", None], measure=measure).composite() == "10.00"


LEVEL = "fact: {level: [好, 差]}, deduct: {levels: {好: 0, 差: 1}}"


@pytest.mark.parametrize(
    ("weights", "composite"),
    [("{inspection: 0.9, self_assessment: 0.1}", "none"), ("{inspection: 1, self_assessment: 0}", "9.00")],
)
def test_a_needed_fact_that_no_filed_month_gives_leaves_the_branch_incomplete_unless_it_weighs_nothing(
    weights: str, composite: str
) -> None:
    held = hold(
        f"measure: {{weights: {weights}}}\nitems: [{{id: 项, points: 10, clauses: [{{id: 条, {LEVEL}}}]}}]",
        "部: {甲一: [{clause: 条, level: 差}]}",
    )
    assert held.figures() == ("9.00", "9.00", "none", composite)
    kinds = [each.kind for each in held.score().incomplete]
    assert kinds == (["self_no_fact"] if composite == "none" else [])


# ── a quarter at a time, or none ───────────────────────────────────────────────────────────────────────────────

QUARTERLY = """
measure: {{self_assessment: quarterly, {more}}}
items:
- id: 项
  points: 10
  clauses:
  - {{id: 次, fact: {{count: 次}}, deduct: {{each: 1}}}}
  - {{id: 月, fact: {{missing: 次, required: 2, per: month}}, deduct: {{each: 0.5}}}}
  - {{id: 季, fact: {{missing: 次, required: 4}}, deduct: {{each: 0.5}}}}
"""


def quarterly(findings: str, *, own: str | None = None, more: str = "") -> Held:
    filed = f"{{甲一: {findings}}}" if own is None else own
    return hold(QUARTERLY.format(more=more), "部: {甲一: []}", f"{{2021Q1: {filed}}}")


@pytest.mark.parametrize(
    ("findings", "expected"),
    [
        ("[]", "10"),
        ("[{clause: 次, count: 3}]", "7"),
        # monthly requirements times three, each month by itself: 0 + 1 + 2 are lacking
        ("[{clause: 月, done: [4, 1, 0]}]", "8.5"),
        ("[{clause: 月, missing: 6}]", "7"),
        ("[{clause: 季, done: 1}]", "8.5"),
    ],
)
def test_a_quarter_is_handed_in_at_once_and_counts_as_all_three_months(findings: str, expected: str) -> None:
    held = quarterly(findings)
    assert held.own_points() == F(expected)
    assert held.figures()[2] == f"{F(expected).numerator / F(expected).denominator:.2f}"
    assert held.score().months == 3


@pytest.mark.parametrize(("more", "figure"), [("", "0.00"), ("missing_month: refuse", "none")])
def test_a_quarter_that_is_not_handed_in(more: str, figure: str) -> None:
    held = quarterly("", own="{}", more=more)
    assert held.figures()[2] == figure
    assert held.composite() == ("none" if figure == "none" else "9.00")


def test_without_self_assessments_the_inspection_is_the_composite() -> None:
    rubric = QUARTERLY.format(more="weights: {inspection: 1, self_assessment: 0}").replace("quarterly", "none")
    held = hold(rubric, "部: {甲一: [{clause: 次, count: 2}]}", "{}")
    assert held.figures() == ("8.00", "8.00", "none", "8.00")
    assert not held.result.rubric.measure.asks_self_assessment


def test_nothing_to_declare_in_one_word() -> None:
    document = {"kind": "self", "version": "1", "quarter": "2021Q1", "branches": {"甲一": "无问题", "甲二": {}}}
    filed = modelled(SelfAssessment, document)
    assert filed.branches["甲一"].findings == filed.branches["甲二"].findings == ()
    assert canonical(filed.branches["甲一"]) == canonical(filed.branches["甲二"])
    assert (str(filed.period), filed.key) == ("2021Q1", "quarter")


def test_the_first_quarter_is_not_january() -> None:
    document = {"kind": "self", "version": "1", "branches": {}}
    january, quarter = Month(2021, 1), Quarter(2021, 1)
    month = modelled(SelfAssessment, document | {"month": "2021-01"})
    whole = modelled(SelfAssessment, document | {"quarter": "2021Q1"})
    assert (month.is_of(january), month.is_of(quarter)) == (True, False)
    assert (whole.is_of(january), whole.is_of(quarter)) == (False, True)
