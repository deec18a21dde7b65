"""考点: which of them a record shows, on both sides of every limit."""

from collections.abc import Iterator

import pytest

from dangjian_kaoping.cases.run import run_case
from dangjian_kaoping.loading.workspace import Loader
from dangjian_kaoping.model.cases import Case
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.model.rule import EachRule, TableRule
from dangjian_kaoping.proof.coverage.known import known_marks
from dangjian_kaoping.proof.coverage.marked import marks_of_outcome
from dangjian_kaoping.proof.coverage.marking import Marking
from dangjian_kaoping.proof.coverage.marks import Mark, Part
from proof.small import as_text, rubric_of
from sample import SAMPLE

DEDUCTS = """
- {id: X, points: 10, not_applicable: full, due: [Q2], groups: {会: {title: 会, points: 4}}, clauses: [
    {id: 缺会, fact: {missing: 次, required: 3}, deduct: {each: 2}, group: 会},
    {id: 率, fact: {value: '%'}, deduct: {each: 1, below: 90}, at_most: 2},
    {id: 段, fact: {count: 次},
     deduct: {table: [{to: 2, points: 0}, {from: 3, to: 4, points: 1}, {over: 4, points: 2}]}},
    {id: 免, fact: {count: 次}, deduct: {each: 1}, free: 2},
    {id: 报, fact: {late: 天, never: 2}, deduct: {each: 0.5}},
    {id: 清零, fact: {count: 人}, deduct: {each: 0.1}, empties: {from: 3, to: 5}},
    {id: 再, fact: {count: 次}, deduct: {each: 1}, repeat: {prices: [1, 2, 3]}},
    {id: 判, fact: {judged: 例}, deduct: {within: [1, 3]}},
    {id: 另, fact: {count: 次}, deduct: {each: 1}, when: {clause: 率, under: 60}}]}
"""
EARNS = """
- {id: X, points: {by_class: {大: 5}, otherwise: 3}, start: zero, at_most: 4, clauses: [
    {id: 得, fact: {event: [省, 市], roles: [主, 协]}, highest_per_event: true,
     earn: {levels: {省: {主: 3, 协: 2}, 市: {主: 1, 协: 0.5}}}}]}
"""


def _shown(items: str, facts: str, **more: object) -> set[str]:
    """The marks of a case of `X` without those that say no more than that the clause is recorded."""
    rubric = rubric_of(items)
    case = Case.model_validate({"name": "试", "item": "X", "facts": as_text(facts), "expect": {}, **more})
    outcome = run_case(case, rubric)
    assert not outcome.actual.faults
    return {
        "/".join(filter(None, (mark.clause, mark.part, mark.name, mark.role, mark.side)))
        for mark in marks_of_outcome(Marking(rubric), outcome)
    }


FULL = "{clause: 率, value: 100}"
"""What must be recorded for the item to have points."""


@pytest.mark.parametrize(
    ("facts", "marks"),
    [
        ("[{clause: 率, value: 89}]", {"率/line/met", "率/clause_cap/unmet", "另/when/0/unmet"}),
        ("[{clause: 率, value: 90}]", {"率/line/unmet"}),
        ("[{clause: 率, value: 88}]", {"率/line/met", "率/clause_cap/unmet"}),
        ("[{clause: 率, value: 87}]", {"率/line/met", "率/clause_cap/met"}),
        ("[{clause: 率, value: 59}, {clause: 另, count: 1}]", {"另/when/0/met", "另/clause"}),
        (f"[{FULL}, {{clause: 段, count: 2}}]", {"段/row/0"}),
        (f"[{FULL}, {{clause: 段, count: 3}}]", {"段/row/1"}),
        (f"[{FULL}, {{clause: 段, count: 5}}]", {"段/row/2"}),
        (f"[{FULL}, {{clause: 免, count: 2}}]", {"免/free/unmet"}),
        (f"[{FULL}, {{clause: 免, count: 2}}, {{clause: 免, count: 1}}]", {"免/free/met"}),
        (f"[{FULL}, {{clause: 报, never: true}}]", {"报/never"}),
        (f"[{FULL}, {{clause: 清零, count: 2}}]", {"清零/empties/below"}),
        (f"[{FULL}, {{clause: 清零, count: 3}}]", {"清零/empties/met"}),
        (f"[{FULL}, {{clause: 清零, count: 6}}]", {"清零/empties/above"}),
        (f"[{FULL}, {{clause: 再, count: 1}}]", {"再/repeat/0"}),
        (f"[{FULL}, {{clause: 判, judged: 1}}, {{clause: 判, judged: 2}}]", {"判/within/low"}),
        (f"[{FULL}, {{clause: 判, judged: 3}}]", {"判/within/high"}),
        (f"[{FULL}, {{clause: 缺会, done: 2}}]", {"缺会/clause", "group_floor/会/unmet"}),
        (f"[{FULL}, {{clause: 缺会, done: 0}}]", {"缺会/clause", "group_floor/会/met"}),
    ],
)
def test_what_a_record_shows(facts: str, marks: set[str]) -> None:
    shown = _shown(DEDUCTS, facts, quarter="Q2")
    assert marks <= shown
    kinds = {mark.rpartition("/")[0] for mark in marks if mark.count("/") > 1}
    assert not {mark for mark in shown - marks if mark.rpartition("/")[0] in kinds}


@pytest.mark.whole
def test_of_earlier_rounds_the_entry_that_was_the_price() -> None:
    facts = f"[{FULL}, {{clause: 再, count: 1}}]"
    for rounds, entry in (("1", "1"), ("2", "2"), ("3", "2")):
        assert f"再/repeat/{entry}" in _shown(DEDUCTS, facts, quarter="Q2", earlier={"再": rounds})


def test_nothing_is_shown_by_a_record_that_nothing_happened() -> None:
    shown = _shown(DEDUCTS, f"[{FULL}, {{clause: 缺会, done: 3}}, {{clause: 免, count: 0}}]", quarter="Q2")
    assert not {mark for mark in shown if mark.startswith(("缺会", "免", "group_floor"))}


def test_what_does_not_apply_and_what_is_not_due() -> None:
    assert _shown(DEDUCTS, "[]", quarter="Q2", not_applicable="没有") == {"not_applicable"}
    assert _shown(DEDUCTS, "[]", quarter="Q1") == {"not_due"}


def test_levels_by_role_classes_events_and_the_ceiling() -> None:
    one = _shown(EARNS, "[{clause: 得, level: 省, role: 协}]", **{"class": "大"})
    assert {"得/level/省/协", "class/大", "item_ceiling/unmet", "item_cap/unmet"} <= one
    facts = "[{clause: 得, level: 省, role: 主, event: 甲}, {clause: 得, level: 市, role: 主, event: 甲}]"
    assert "得/event" in _shown(EARNS, facts, **{"class": "大"})
    facts = "[{clause: 得, level: 省, role: 主, event: 甲}, {clause: 得, level: 省, role: 主, event: 乙}]"
    two = _shown(EARNS, facts, **{"class": "小"})
    assert {"class/其余", "item_ceiling/met", "item_cap/met"} <= two


def test_a_limit_that_never_binds_is_no_mark() -> None:
    clause = "{id: 率, fact: {value: 分}, deduct: {each: 0.1, below: 90}, at_most: %s}"
    for most, known in (("9", False), ("8", True)):
        marks = known_marks(rubric_of(f"[{{points: 10, clauses: [{clause % most}]}}]"), None).marks
        assert any(mark.part == "clause_cap" for mark in marks) is known


def test_the_marks_of_the_measure() -> None:
    measure = "{grades: [{grade: 好, from: 8}, {grade: 中, under: 8}], bonus: {at_most: 3}, floor: 1}"
    items = """
- {id: X, points: 10, clauses: [{id: 扣, fact: {count: 次}, deduct: {each: 1}}]}
- {id: Y, clauses: [{id: 加, fact: {count: 次}, bonus: {each: 2}}]}
- {id: Z, clauses: [{id: 罪, fact: {count: 次}, veto: {effect: score_cap, at_most: 6}}]}
"""
    marks = known_marks(rubric_of(items, measure), None).marks
    assert {
        (mark.part, mark.clause, mark.name, mark.side) for mark in marks if mark.part not in ("clause", "veto")
    } == {
        ("score_cap", "罪", "", "met"),
        ("score_cap", "罪", "", "unmet"),
        ("bonus_cap", "", "", "met"),
        ("bonus_cap", "", "", "unmet"),
        ("measure_floor", "", "", "met"),
        ("measure_floor", "", "", "unmet"),
        ("grade", "", "好", ""),
        ("grade", "", "中", ""),
    }


def _written(rubric: Rubric) -> Iterator[Mark]:
    """What the clauses of a rubric say that nobody need look for."""
    for item in rubric.items():
        for clause in item.clauses:
            mark = Mark("clause", item.id, clause.id)
            yield mark
            if isinstance(clause.rule, TableRule):
                yield from (mark._replace(part="row", name=str(index)) for index in range(len(clause.rule.table)))
            for level in clause.fact.known_levels:
                roles = tuple(getattr(clause.fact, "roles", ())) or ("",)
                yield from (mark._replace(part="level", name=level, role=role) for role in roles)
            limits: list[tuple[Part, object]] = [
                ("line", isinstance(clause.rule, EachRule) and clause.rule.line),
                ("clause_cap", clause.at_most),
                ("free", clause.free),
            ]
            for part, limit in limits:
                if limit:
                    yield from (mark._replace(part=part, side=side) for side in ("met", "unmet"))
            if clause.empties is not None:
                yield mark._replace(part="empties", side="met")


@pytest.mark.whole
def test_all_that_the_sample_writes_can_be_shown() -> None:
    loader = Loader(SAMPLE)
    workspace = loader.workspace([])
    for rubric in workspace.rubrics:
        shown = known_marks(rubric, workspace.roster).shown
        assert [mark for mark in _written(rubric) if not shown.get(mark)] == [], rubric.version
