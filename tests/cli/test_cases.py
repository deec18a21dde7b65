"""The sample's own rubric tests: every version has some, and they pass."""

import re

import pytest

from dangjian_kaoping.cases.run import run_cases
from dangjian_kaoping.loading.workspace import Loader
from dangjian_kaoping.model.cases import Cases
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


@pytest.mark.parametrize("version", CASES)
def test_they_pass(version: str) -> None:
    outcomes = list(run_cases(CASES[version], RUBRICS[version]))
    assert [(each.case.name, each.differences) for each in outcomes if not each.passed] == []


@pytest.mark.parametrize("version", MONEY)
def test_those_of_the_reward_policy_pass(version: str) -> None:
    outcomes = list(run_cases(MONEY[version], MONEY[version].own_rubric(), POLICIES[version]))
    assert len(outcomes) >= 8
    assert [(each.case.name, each.differences) for each in outcomes if not each.passed] == []


def test_none_is_named_twice() -> None:
    for cases in EVERY:
        names = [case.name for case in cases.cases]
        assert sorted(set(names)) == sorted(names)


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
