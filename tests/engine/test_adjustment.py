"""复核调整: a replaced fact runs through the whole score, a withdrawn finding counts for nothing, an item is set."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangjian_kaoping.engine.follow.ledger import AsOf, as_of_quarter, ledger, summary
from dangjian_kaoping.engine.score.adjustment import candidates, meant_by
from dangjian_kaoping.engine.score.apportioning import item_losses
from dangjian_kaoping.engine.score.circumstances import Refusal
from dangjian_kaoping.engine.score.round import score_round
from dangjian_kaoping.engine.step import recomputed
from dangjian_kaoping.model.adjustments import Adjustment, Adjustments
from dangjian_kaoping.model.records import Inspection
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.model.workspace import Round
from dangjian_kaoping.periods import Quarter
from thorough import law

from .plant import F, Held, documents_of, hold, modelled, plain, quarter_of, round_of, scored, tree

RUBRIC = """
measure: {weights: {inspection: 1, self_assessment: 0}}
items:
- id: 会
  points: 10
  task: true
  department: [部, 室]
  clauses:
  - {id: 缺会, fact: {missing: 次, required: 4}, deduct: {each: 1}, repeat: {prices: [1, 2]}}
  - {id: 缺项, fact: {count: 项}, deduct: {each: 0.5}, at_most: 2}
  - {id: 未开, fact: {count: 次}, empties: item, undone: true}
- id: 档
  points: 10
  start: zero
  department: 部
  clauses:
  - {id: 定档, fact: {level: [好, 差]}, earn: {levels: {好: 10, 差: 4}}}
- id: 案
  department: 室
  clauses:
  - {id: 处分, fact: {event: [轻, 重]}, penalty: {levels: {轻: 1, 重: 3}}, veto: {effect: total_zero, at: 重}}
"""
GOOD = "{item: 档, clause: 定档, level: 好}"
PROBLEM = "{item: 会, clause: 缺会, missing: 2, id: 2021Q1-01, rectify_by: 2021-04-30}"


def at(*findings: str, other: str = "[]") -> str:
    """What 部 and 室 record of the one branch."""
    return f"部: {{甲一: [{', '.join((*findings, GOOD))}]}}\n室: {{甲一: {other}}}"


def document(quarter: str, *written: str) -> Adjustments:
    """Adjustments, with what a test leaves out."""
    head = {"kind": "adjustments", "version": "1", "quarter": quarter}
    usual = {"reason": "复核", "approved_by": "办公室", "date": "2021-04-10"}
    entries = [usual | plain(each) for each in written]
    return modelled(Adjustments, head | {"adjustments": entries}, f"data/{quarter}/adjustments.yaml")


def reviewed(
    inspection: str,
    *written: str,
    rubric: str = RUBRIC,
    earlier: dict[str, Any] | None = None,
    branches: str = "{甲一: 甲}",
) -> Held:
    """A round with its adjustments. `earlier`: rounds before, each as what was recorded and the adjustments to it."""
    documents = documents_of(
        rubric,
        inspection,
        None,
        branches=branches,
        earlier={quarter: recorded for quarter, (recorded, _) in (earlier or {}).items()},
        roster=None,
        quarter="2021Q1",
        everywhere=True,
    )

    def one(quarter: str, inspections: list[Any], months: list[Any], decided: tuple[str, ...]) -> Round:
        this = round_of(quarter, inspections, months)
        if decided:
            this.adjustments.append(document(quarter, *decided))
        return this

    result = score_round(
        modelled(Rubric, documents.rubric),
        modelled(Roster, documents.roster),
        one(documents.quarter, documents.inspections, documents.months, written),
        [one(each, held, [], (earlier or {})[each][1]) for each, held in documents.earlier.items()],
    )
    return Held(result, {})


# ── a fact is replaced ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_replaced_fact_scores_as_if_it_had_been_recorded() -> None:
    changed = reviewed(at(PROBLEM), "{finding: 2021Q1-01, missing: 1}")
    assert changed.figures() == hold(RUBRIC, at(PROBLEM.replace("missing: 2", "missing: 1"))).figures()
    assert changed.points("会") == 9


def test_the_result_before_is_that_of_the_records_alone() -> None:
    score = reviewed(at(PROBLEM), "{finding: 2021Q1-01, missing: 1}").score()
    before = score.before
    assert before is not None
    recorded = hold(RUBRIC, at(PROBLEM)).score()
    assert (before.composite, before.inspection) == (recorded.composite, recorded.inspection)
    (adjusted,) = score.adjusted
    assert adjusted.points_before == 8
    assert adjusted.points_after == 9
    assert adjusted.revision is not None
    assert adjusted.revision.before.missing == 2
    assert adjusted.revision.after.missing == 1


def test_a_condition_that_fails_after_a_review_is_refused_and_says_what_else_to_review() -> None:
    rubric = """items: [{id: 项, points: 20, department: 部, clauses: [
      {id: 档, fact: {level: [优秀, 合格]}, deduct: {levels: {优秀: 0, 合格: 3}}},
      {id: 失职, fact: {judged: 例}, deduct: {within: [0, 10]}, when: {clause: 档, at: [合格]}}]}]"""
    records = "部: {甲一: [{clause: 档, level: 合格}, {clause: 失职, judged: 6}]}"
    with pytest.raises(Refusal) as told:
        reviewed(records, "{branch: 甲一, item: 项, clause: 档, level: 优秀}", rubric=rubric)
    fault = told.value.fault
    assert (fault.code, "项/失职" in fault.message) == ("KP347", True)
    assert "“档”经复核调整以后才这样的，再写一项调整，撤销这条发现" in fault.mend
    both = (
        "{branch: 甲一, item: 项, clause: 档, level: 优秀}",
        "{branch: 甲一, item: 项, clause: 失职, withdrawn: true}",
    )
    assert reviewed(records, *both, rubric=rubric).points() == 20


def test_a_line_that_moves_by_a_review_re_scores_who_was_not_reviewed() -> None:
    # 882 of the highest 980 is nine tenths; of 882 itself, after 980 became 880, it is all
    rubric = """items: [{id: 项, points: 600, start: zero, department: 部, clauses: [
      {id: 分, fact: {amount: 分}, earn: {share: 600, of: {branches: highest}}}]}]"""
    records = "部: {甲一: [{clause: 分, amount: 980}], 甲二: [{clause: 分, amount: 882}]}"
    both = "{甲一: 甲, 甲二: 甲}"
    assert reviewed(records, rubric=rubric, branches=both).points(branch="甲二") == 540
    changed = reviewed(records, "{branch: 甲一, item: 项, clause: 分, amount: 880}", rubric=rubric, branches=both)
    assert changed.points(branch="甲二") == 600
    assert changed.points(branch="甲一") == hold(rubric, records.replace("980", "880"), branches=both).points()


def test_where_nothing_was_reviewed_there_is_no_before() -> None:
    score = hold(RUBRIC, at(PROBLEM)).score()
    assert (score.before, score.adjusted) == (None, ())


@pytest.mark.whole
@law(30)
@given(recorded=st.integers(0, 9), held=st.integers(0, 9))
def test_whatever_the_fact_was_only_what_holds_counts(recorded: int, held: int) -> None:
    changed = reviewed(
        at(f"{{item: 会, clause: 缺项, count: {recorded}}}"),
        f"{{branch: 甲一, item: 会, clause: 缺项, count: {held}}}",
    )
    assert changed.figures() == hold(RUBRIC, at(f"{{item: 会, clause: 缺项, count: {held}}}")).figures()
    before = changed.score().before
    assert before is not None
    assert before.composite == hold(RUBRIC, at(f"{{item: 会, clause: 缺项, count: {recorded}}}")).score().composite


def test_a_key_that_is_not_stated_stays_and_one_that_says_it_otherwise_goes() -> None:
    event = "[{item: 案, clause: 处分, level: 重, event: 甲案}]"
    found = reviewed(at(other=event), "{branch: 甲一, item: 案, clause: 处分, level: 轻}")
    (finding,) = found.clause("处分", "案").findings
    assert (finding.recorded.finding.level, finding.recorded.finding.event) == ("轻", "甲案")
    done = reviewed(at(PROBLEM), "{finding: 2021Q1-01, done: 3}")
    assert done.clause("缺会", "会").findings[0].recorded.finding.missing is None
    assert done.points("会") == 9


def test_flags_and_vetoes_follow_the_fact_that_holds() -> None:
    undone = at("{item: 会, clause: 未开}")
    assert reviewed(undone).flags == {"甲一": ("task_not_done",)}
    assert reviewed(undone, "{branch: 甲一, item: 会, clause: 未开, count: 0}").flags == {}
    heavy = at(other="[{item: 案, clause: 处分, level: 重}]")
    assert reviewed(heavy).composite() == "0.00"
    lighter = reviewed(heavy, "{branch: 甲一, item: 案, clause: 处分, level: 轻}")
    # 20 - 1
    assert (lighter.composite(), lighter.flagged("veto"), lighter.score().vetoes) == ("19.00", set(), ())


def test_of_several_decisions_the_latest_day_holds_wherever_it_stands() -> None:
    found = reviewed(
        at(PROBLEM),
        "{finding: 2021Q1-01, missing: 0, date: 2021-05-20}",
        "{branch: 甲一, item: 会, clause: 缺会, missing: 1, date: 2021-04-10}",
    )
    (finding,) = found.clause("缺会", "会").findings
    steps = [(each.before.missing, each.after.missing) for each in finding.recorded.revisions]
    assert [[str(fact) for fact in step] for step in steps] == [["2", "1"], ["1", "0"]]
    assert finding.points == 0
    assert finding.recorded.unrevised.finding.missing == 2


@pytest.mark.parametrize(
    ("which", "points"),
    [
        ("department: 部", "9.5"),
        ("department: 室", "9"),
        ("recorded: {count: 2}", "9.5"),
        ("recorded: {reason: 乙}", "9"),
    ],
)
def test_department_or_what_was_recorded_tells_two_findings_apart(which: str, points: str) -> None:
    first = "{item: 会, clause: 缺项, count: 2, reason: 甲}"
    second = "[{item: 会, clause: 缺项, count: 1, reason: 乙}]"
    found = reviewed(at(first, other=second), f"{{branch: 甲一, item: 会, clause: 缺项, {which}, withdrawn: true}}")
    assert found.points("会") == F(points)


def test_one_that_means_two_findings_or_none_changes_nothing() -> None:
    both = at("{item: 会, clause: 缺项}", other="[{item: 会, clause: 缺项}]")
    assert reviewed(both, "{branch: 甲一, item: 会, clause: 缺项, count: 0}").points("会") == 9
    assert reviewed(both, "{finding: 2021Q1-09, count: 0}").points("会") == 9


def test_an_imported_score_as_reviewed_goes_into_the_self_assessment_too() -> None:
    item = (
        "{id: 项, points: 10, start: zero, clauses: [{id: 引, fact: {imported: 别处, full: 100}, earn: {share: 10}}]}"
    )
    found = reviewed(
        "部: {甲一: [{clause: 引, score: 80}]}",
        "{branch: 甲一, item: 项, clause: 引, score: 90}",
        rubric=f"items: [{item}]",
    )
    assert found.points() == 9
    assert found.own_points() == 9


def test_the_self_assessment_is_not_reviewed() -> None:
    found = reviewed(at(PROBLEM), "{finding: 2021Q1-01, withdrawn: true}", "{branch: 甲一, item: 档, points: 5}")
    before = found.score().before
    assert before is not None
    assert found.score().declared == before.declared


# ── a finding is withdrawn ─────────────────────────────────────────────────────────────────────────────────────


def test_a_withdrawn_finding_is_shown_and_costs_nothing() -> None:
    found = reviewed(at(PROBLEM, "{item: 会, clause: 缺项}"), "{finding: 2021Q1-01, withdrawn: true}")
    assert found.points("会") == hold(RUBRIC, at("{item: 会, clause: 缺项}")).points("会")
    (finding,) = found.clause("缺会", "会").findings
    assert finding.points == 0
    assert finding.recorded.withdrawn
    assert finding.recorded.finding.missing == 2
    assert [step.subject for step in found.clause("缺会", "会").step.aside] == [finding]


def test_what_is_withdrawn_empties_nothing_vetoes_nothing_and_stands_for_no_other() -> None:
    empties = reviewed(at("{item: 会, clause: 未开}"), "{branch: 甲一, item: 会, clause: 未开, withdrawn: true}")
    assert empties.points("会") == 10
    assert empties.flagged("task_not_done") == set()
    veto = reviewed(
        at(other="[{item: 案, clause: 处分, level: 重}]"), "{branch: 甲一, item: 案, clause: 处分, withdrawn: true}"
    )
    assert veto.score().vetoes == ()
    clause = "fact: {count: 次}, highest_per_event: true"
    item = f"""
items:
- id: 项
  points: 10
  clauses: [{{id: 重, {clause}, deduct: {{each: 3}}}}, {{id: 轻, {clause}, deduct: {{each: 1}}}}]
"""
    found = reviewed(
        "部: {甲一: [{clause: 重, event: 甲}, {clause: 轻, event: 甲}]}",
        "{branch: 甲一, item: 项, clause: 重, withdrawn: true}",
        rubric=item,
    )
    assert found.points() == 9


def test_without_the_fact_that_a_clause_needs_the_branch_is_incomplete() -> None:
    found = reviewed(at(), "{branch: 甲一, item: 档, clause: 定档, withdrawn: true}")
    assert found.item("档").status == "no_fact"
    assert found.composite() == "none"


@pytest.mark.parametrize(("decided", "points"), [((), "8"), (("{finding: 2020Q4-01, withdrawn: true}",), "9")])
def test_what_was_withdrawn_in_an_earlier_round_was_no_occurrence(decided: tuple[str, ...], points: str) -> None:
    before = at("{item: 会, clause: 缺会, missing: 1, id: 2020Q4-01, rectify_by: 2021-01-31}")
    found = reviewed(at("{item: 会, clause: 缺会, missing: 1}"), earlier={"2020Q4": (before, decided)})
    assert found.points("会") == F(points)


# ── an item is set ─────────────────────────────────────────────────────────────────────────────────────────────


def test_a_set_item_keeps_what_it_was_as_a_step() -> None:
    found = reviewed(
        at(PROBLEM),
        "{branch: 甲一, item: 会, points: 9.5, date: 2021-04-20}",
        "{branch: 甲一, item: 会, points: 9, date: 2021-04-10}",
    )
    item = found.item("会")
    assert item.step.name == "adjusted"
    assert item.value == item.step.value == 9.5
    assert [step.value for step in tree(item.step) if step.name == "adjusted"] == [9.5, 9]
    assert item.settled.value == 8
    before = found.score().before
    assert before is not None
    assert item.settled == before.inspected.items[0].step
    (area,) = found.score().inspected.areas.values()
    assert area.value == 19.5
    assert all(recomputed(step) == step.value for step in tree(found.score().inspection))


def test_the_findings_keep_their_points_where_an_item_is_set() -> None:
    found = reviewed(at(PROBLEM), "{branch: 甲一, item: 会, points: 10}")
    assert [each.points for each in found.score().findings] == [-2, 10]


def test_an_item_that_nobody_inspected_is_not_set() -> None:
    found = reviewed("部: {甲一: []}", "{branch: 甲一, item: 档, points: 5}")
    assert (found.item("档").status, found.item("档").value) == ("no_fact", None)


def test_records_that_have_no_points_by_themselves_have_no_result_before() -> None:
    table = "[{from: 1, to: 2, points: 1}, {from: 3, points: 2}]"
    clause = f"{{id: 值, fact: {{value: 分}}, deduct: {{table: {table}}}}}"
    item = f"items: [{{id: 项, points: 10, clauses: [{clause}]}}]"
    found = reviewed(
        "部: {甲一: [{clause: 值, value: 2.5}]}", "{branch: 甲一, item: 项, clause: 值, value: 2}", rubric=item
    )
    assert found.points() == 9
    assert found.score().before is None


# ── the ledger ─────────────────────────────────────────────────────────────────────────────────────────────────


def rounds_of(*decided: str) -> tuple[list[Round], Roster, dict[Quarter, Rubric]]:
    """Two rounds with the same problem, the first of them reviewed."""
    second = at("{item: 会, clause: 缺会, missing: 1, id: 2021Q2-01, rectify_by: 2021-07-31}")
    documents = documents_of(
        RUBRIC,
        second,
        None,
        branches="{甲一: 甲}",
        earlier={"2021Q1": at(PROBLEM)},
        roster=None,
        quarter="2021Q2",
        everywhere=True,
    )
    first = round_of("2021Q1", documents.earlier["2021Q1"], [])
    if decided:
        first.adjustments.append(document("2021Q1", *decided))
    rounds = [first, round_of("2021Q2", documents.inspections, [])]
    rubric = modelled(Rubric, documents.rubric)
    return rounds, modelled(Roster, documents.roster), {each.quarter: rubric for each in rounds}


def test_a_withdrawn_problem_is_listed_and_neither_open_nor_counted() -> None:
    rounds, roster, rubrics = rounds_of("{finding: 2021Q1-01, withdrawn: true}")
    when = as_of_quarter(quarter_of("2021Q2"))
    first, second = ledger(rounds, roster, rubrics, when)
    assert (first.state, first.open, first.closed_on, first.rounds_open) == ("withdrawn", False, None, 2)
    # what was withdrawn is not repeated either
    assert (second.state, second.repeats) == ("waiting", ())
    counted = summary((first, second), rounds, rubrics, when)
    assert (counted.problems, counted.rectified, counted.open, counted.withdrawn) == (1, 0, 1, 1)
    assert counted.by_area == {"面": (1, 0)}


@pytest.mark.parametrize(("day", "state"), [("2021-04-09", "waiting"), ("2021-04-10", "withdrawn")])
def test_it_is_withdrawn_from_the_day_of_the_decision(day: str, state: str) -> None:
    rounds, roster, rubrics = rounds_of("{finding: 2021Q1-01, withdrawn: true}")
    (first,) = ledger(rounds, roster, rubrics, AsOf(date.fromisoformat(day)))
    assert first.state == state


def test_as_of_a_quarter_its_own_decisions_count_whenever_made() -> None:
    rounds, roster, rubrics = rounds_of("{finding: 2021Q1-01, withdrawn: true}")
    (first,) = ledger(rounds, roster, rubrics, as_of_quarter(quarter_of("2021Q1")))
    assert first.state == "withdrawn"


def test_a_problem_whose_fact_was_replaced_stays_a_problem() -> None:
    rounds, roster, rubrics = rounds_of("{finding: 2021Q1-01, missing: 1}")
    first, second = ledger(rounds, roster, rubrics, as_of_quarter(quarter_of("2021Q2")))
    assert (first.state, len(first.revisions)) == ("overdue", 1)
    assert first.finding.missing == 1
    assert second.repeats == ("2021Q1-01",)


# ── repeats keep what they look back at ────────────────────────────────────────────────────────────────────────


def test_the_step_of_a_repeated_clause_names_the_earlier_findings() -> None:
    item = "points: 10\nclauses: [{id: 条, fact: {count: 次}, deduct: {each: 1}, repeat: {prices: [1, 2, 3]}}]"
    held = scored(
        item,
        "[{clause: 条}]",
        earlier={
            "2020Q3": "[{clause: 条, id: 2020Q3-04, rectify_by: 2020-10-31}]",
            "2020Q4": "[{clause: 条, settled: on_site}, {clause: 条, settled: on_site}, {clause: 条}]",
        },
    )
    step = held.clause("条").step
    assert (step.term("repeat_entry"), step.term("repeat_rounds")) == (3, 2)
    occurrences = step.term("repeat_occurrences")
    assert isinstance(occurrences, tuple)
    # newest first; what is only a shortfall is none
    assert [(str(each.quarter), each.finding.id) for each in occurrences] == [
        ("2020Q4", None),
        ("2020Q4", None),
        ("2020Q3", "2020Q3-04"),
    ]
    assert {each.finding.at.file for each in occurrences} == {
        "data/2020Q4/inspection/0.yaml",
        "data/2020Q3/inspection/0.yaml",
    }


def test_so_does_one_that_multiplies_its_own_price() -> None:
    item = "points: 10\nclauses: [{id: 条, fact: {count: 次}, deduct: {each: 1}, repeat: {times: [1, 2]}}]"
    held = scored(item, "[{clause: 条}]", earlier={"2020Q4": "[{clause: 条, settled: on_site}]"})
    step = held.clause("条").step
    assert held.points() == 8
    assert (step.term("repeat_entry"), step.term("repeat_multiplies")) == (2, True)
    assert step.term("repeat_rounds") == 1


def test_a_clause_that_was_split_looks_back_from_both_parts() -> None:
    rubric = json.dumps(
        {
            "items": [
                {
                    "id": "项",
                    "points": "10",
                    "clauses": [
                        {
                            "id": name,
                            "was": "旧",
                            "fact": {"count": "次"},
                            "deduct": {"each": "1"},
                            "repeat": {"prices": ["1", "2"]},
                        }
                        for name in ("左", "右")
                    ],
                }
            ]
        },
        ensure_ascii=False,
    )
    held = hold(
        rubric,
        "部: {甲一: [{clause: 左}, {clause: 右}]}",
        earlier={"2020Q4": "部: {甲一: [{clause: 旧, settled: on_site}]}"},
    )
    assert held.points() == 6


def test_a_decision_looks_only_at_the_findings_that_it_may_mean() -> None:
    findings = "\n".join(f"    - {{item: 会, clause: 缺项, count: {n}, reason: 缺第{n}次}}" for n in range(1, 4))
    text = (
        "kind: inspection\nversion: 1\nquarter: 2021Q1\ndepartment: 部\nbranches:\n"
        f"  甲:\n    date: 2021-03-01\n    findings:\n{findings}\n"
        f"  乙:\n    date: 2021-03-01\n    findings:\n{findings}\n"
    )
    inspection = modelled(Inspection, plain(text))
    row = {"from": "2018-01-01", "class": "机关"}
    roster = modelled(
        Roster,
        {
            "kind": "roster",
            "version": "1",
            "classes": ["机关"],
            "departments": {"B": [{"from": "2018-01-01", "name": "部"}]},
            "branches": {"ZA": [row | {"name": "甲"}], "ZB": [row | {"name": "乙"}]},
        },
    )
    this = Round(Quarter(2021, 1), [inspection])
    decision = {"branch": "甲", "item": "会", "clause": "缺项", "recorded": {"count": "2"}, "withdrawn": "true"}
    decision |= {"reason": "复核", "approved_by": "党委", "date": "2021-04-01"}
    meant = modelled(Adjustment, decision)
    # of all findings none is gone through: with 25,000 of them every decision would take its time
    known = candidates(this, roster)._replace(every=())
    (found,) = meant_by(meant, known, this, roster)
    assert (found.branch_id, found.finding.count) == ("ZA", 2)


# ── what each finding took ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("decided", "parts"),
    [
        ("{branch: 甲一, item: 会, points: 9}", [("缺会", 2), ("缺项", 1), ("adjusted", -2)]),
        ("{branch: 甲一, item: 会, points: 5}", [("缺会", 2), ("缺项", 1), ("adjusted", 2)]),
        ("{finding: 2021Q1-01, withdrawn: true}", [("缺会", 0), ("缺项", 1)]),
        ("{finding: 2021Q1-01, missing: 1}", [("缺会", 1), ("缺项", 1)]),
    ],
)
def test_what_was_taken_adds_up_after_a_review(decided: str, parts: list[tuple[str, F]]) -> None:
    item = reviewed(at(PROBLEM, "{item: 会, clause: 缺项, count: 2}"), decided).item("会")
    found = item_losses(item)
    names = [part.clause.clause.id if part.clause is not None else str(part.rest) for part in found]
    assert [(name, F(part.points or 0)) for name, part in zip(names, found, strict=True)] == parts
    assert item.value is not None
    assert sum(F(part.points or 0) for part in found) == 10 - F(item.value)
