"""The sample's own rubric tests: every version has some, and they pass."""

import re
from typing import Literal

import pytest

from dangjian_kaoping.cases.run import run_case, run_cases
from dangjian_kaoping.cases.stage import ONLY
from dangjian_kaoping.loading.workspace import Loader
from dangjian_kaoping.model.cases import Case, CaseFact, Cases, Expected, RoundBranch
from dangjian_kaoping.model.rubric import Rubric
from sample import SAMPLE

from .conftest import Command

LOADER = Loader(SAMPLE)
RUBRICS = {each.version: each for each in LOADER.workspace([]).rubrics}
POLICIES = {each.version: each for each in LOADER.workspace([]).policies}
EVERY = [cases for _, cases in LOADER.cases(None)]
CASES = {cases.rubric: cases for cases in EVERY if cases.rubric is not None}
MONEY = {cases.reward: cases for cases in EVERY if cases.reward is not None}


def test_every_version_has_cases() -> None:
    assert CASES.keys() == RUBRICS.keys()
    assert MONEY.keys() == POLICIES.keys()
    assert not list(LOADER.faults)


@pytest.mark.whole
@pytest.mark.parametrize("version", CASES)
def test_they_pass(version: str) -> None:
    outcomes = list(run_cases(CASES[version], RUBRICS[version]))
    assert [(each.case.name, each.differences) for each in outcomes if not each.passed] == []


@pytest.mark.parametrize("version", MONEY)
def test_those_of_the_reward_policy_pass(version: str) -> None:
    outcomes = list(run_cases(MONEY[version], MONEY[version].own_rubric(), POLICIES[version]))
    assert len(outcomes) >= 8
    assert [(each.case.name, each.differences) for each in outcomes if not each.passed] == []


def _as_a_round(case: Case) -> Case:
    """The case as a round of one branch, where all departments came and all items are asked."""
    own: dict[Literal["1", "2", "3"], tuple[CaseFact, ...]] = {"1": (), "2": (), "3": ()}
    facts = tuple(each.model_copy(update={"item": each.item or case.item}) for each in case.facts)
    branch = RoundBranch.model_construct(branch_class=case.branch_class or "生产", facts=facts, own=own)
    return Case.model_construct(name=case.name, quarter=case.quarter, round={ONLY: branch}, expect=Expected())


@pytest.mark.whole
@pytest.mark.parametrize("version", CASES)
def test_an_item_by_itself_comes_to_what_it_does_in_a_round(version: str) -> None:
    rubric, compared = RUBRICS[version], 0
    for case in CASES[version].cases[::23]:
        plain = case.item and case.months == 3 and not (case.earlier or case.not_applicable or case.round)
        score = run_case(case, rubric).actual.score if plain else None
        found = None if score is None else run_case(_as_a_round(case), rubric).actual.round
        if score is not None and found is not None:
            (mine,) = (each for each in found.placings[0].score.inspected.items if each.item.id == case.item)
            assert (mine.value, mine.bonus.value, mine.penalty.value) == (
                score.value,
                score.bonus.value,
                score.penalty.value,
            )
            compared += 1
    assert compared > 5


def test_none_is_named_twice() -> None:
    for cases in EVERY:
        names = [case.name for case in cases.cases]
        assert sorted(set(names)) == sorted(names)


@pytest.mark.whole
def test_the_command_says_how_many(kaoping: Command) -> None:
    status, out, err = kaoping("rubric", "test", "--workspace", str(SAMPLE))
    assert (status, err) == (0, "")
    count = sum(len(cases.cases) for cases in EVERY)
    assert re.search(rf"{count} 个情形，{count} 个通过，0 个不符", out)


def _told(rubric: Rubric, cases: Cases) -> tuple[set[str], set[str]]:
    """What the clauses of a version are made of, and what of it a case touches."""
    touched = {(fact.item or case.item, fact.clause) for case in cases.cases for fact in case.facts}
    there, tried = set(), set()
    for item in rubric.items():
        for clause in item.clauses:
            parts = {type(clause.fact).__name__, type(clause.rule).__name__}
            parts |= {key for key in clause.model_fields_set if key not in ("id", "text", "fact", "was", "group")}
            there |= parts
            tried |= parts if (item.id, clause.id) in touched else set()
    return there, tried


@pytest.mark.parametrize("version", ["2020"])
def test_every_part_that_the_version_uses_is_tried(version: str) -> None:
    there, tried = _told(RUBRICS[version], CASES[version])
    assert there - tried == set()
