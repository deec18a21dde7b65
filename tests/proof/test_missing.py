"""Cases that are written for one: filled in with what the engine says, they pass and try what they say."""

import re
from pathlib import Path

import pytest
from hypothesis import given

from dangjian_kaoping.cases.run import run_cases
from dangjian_kaoping.diagnostics import Faults
from dangjian_kaoping.loading.validation import validated
from dangjian_kaoping.loading.workspace import Loader
from dangjian_kaoping.model.cases import Cases
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.proof.coverage.known import known_marks
from dangjian_kaoping.proof.coverage.marked import marks_of_outcome
from dangjian_kaoping.proof.coverage.marking import Marking
from dangjian_kaoping.proof.coverage.missing import Proposed, proposed
from dangjian_kaoping.source.reader import read_yaml
from dangjian_kaoping.write.cases_yaml import cases_document
from engine.plant import modelled
from engine.rounds import one_item
from engine.second_opinion import Documents
from proof.small import rubric_of
from thorough import law

pytestmark = pytest.mark.whole

ANSWER = re.compile(r"( +)# 程序算得：(.*)\n +expect: 待填\n")
CLAUSES = Path(__file__).parent.parent / "clauses"
WHOLE = """
- {points: 10, ceiling: 12, not_applicable: full, due: [Q2, Q4], groups: {会: {title: 会, points: 4}}, clauses: [
    {id: 缺会, fact: {missing: 次, required: 3}, deduct: {each: 2}, group: 会},
    {id: 率, fact: {value: '%'}, deduct: {each: 0.5, step: 5, steps: started, below: 90}, at_most: 2},
    {id: 报, fact: {late: 天, most: 3, never: 2}, deduct: {each: 0.5}, free: 1},
    {id: 缺席, fact: {count: 人次}, deduct: {each: 0.3}, empties: {from: 5}},
    {id: 再犯, fact: {count: 次}, deduct: {each: 1}, repeat: {prices: [1, 2]}},
    {id: 判, fact: {judged: 例}, deduct: {within: [1, 3]}, when: {clause: 率, under: 60}},
    {id: 好, fact: {count: 项}, earn: {each: 1}, at_most: 3}]}
- {clauses: [{id: 奖, fact: {event: [省, 市], roles: {主: 1, 协: 0.5}}, bonus: {levels: {省: 2, 市: 1}}}]}
- {clauses: [{id: 罪, fact: {count: 人}, veto: {effect: grade_cap, grade: 中}}]}
"""
MEASURE = "{bonus: {at_most: 3}, floor: 1, grades: [{grade: 好, from: 8}, {grade: 中, under: 8}]}"


def _document(rubric: Rubric, cases: list[Proposed]) -> str:
    return cases_document(rubric, cases, answers=True)


def _filled(document: str) -> str:
    filled, many = ANSWER.subn(r"\1expect: \2\n", document)
    assert many == document.count("\n  - name:")
    return filled


def _read(text: str) -> Cases:
    faults = Faults()
    data = read_yaml(text, "试.yaml", faults)
    assert data is not None, list(faults)
    cases = validated(Cases, data, "试.yaml", faults)
    assert cases is not None, list(faults)
    return cases


def _round_trip(rubric: Rubric, roster: Roster | None = None) -> None:
    classes = () if roster is None else roster.classes
    known = known_marks(rubric, roster)
    cases = list(proposed(known, known.marks, classes))
    if not cases:
        return
    document = _read(_filled(_document(rubric, cases)))
    outcomes = list(run_cases(document, rubric, None, classes))
    assert [(each.case.name, each.differences, each.actual.faults) for each in outcomes if not each.passed] == []
    marking = Marking(rubric)
    for outcome, case in zip(outcomes, cases, strict=True):
        assert set(case.marks) <= set(marks_of_outcome(marking, outcome)), outcome.case.name
    tried = {mark for each in outcomes for mark in marks_of_outcome(marking, each)}
    assert {mark for mark, shown in known.shown.items() if shown} <= tried
    names = [case.name for case in document.cases]
    assert sorted(set(names)) == sorted(names)


def test_filled_in_they_pass_and_try_everything() -> None:
    _round_trip(rubric_of(WHOLE, MEASURE))


@pytest.mark.parametrize("name", ["L2-core", "L2-facts", "L2-items", "L2-across", "settings", "more"])
def test_so_do_those_of_real_clauses(name: str) -> None:
    [(_, document)] = Loader(CLAUSES).cases([f"{name}.yaml"])
    _round_trip(document.own_rubric())


@law(90)
@given(one_item(reading=True))
def test_so_do_those_of_any_item(documents: Documents) -> None:
    _round_trip(modelled(Rubric, documents.rubric), modelled(Roster, documents.roster))
