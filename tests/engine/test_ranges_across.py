"""Ranges hold where branches depend on one another: lines, means, factors, conditions, what is emptied for the year.

The facts of the rounds that say every word are changed at random, so that they are one way in which hidden facts can
turn out; the engine's result must lie within what is said of the records without some of them.
"""

from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import every_word
from dangjian_kaoping.compare.impact.replay import Gap
from dangjian_kaoping.engine.score.circumstances import Refusal
from dangjian_kaoping.engine.score.ranges import place_ranges
from dangjian_kaoping.engine.score.round import score_round
from dangjian_kaoping.model.rubric import Rubric
from thorough import law

from .plant import plain, round_of
from .within import check_within, ranges_of

pytestmark = pytest.mark.whole

Plain = Any

SINKING = {
    "    title: 人身安全\n    points: 20\n": "    title: 人身安全\n    points: 20\n    floor: -6\n",
    "    title: 现场\n    points: 10\n": "    title: 现场\n    points: 10\n    floor: -3\n",
    "    title: 满意\n    points: 10\n": "    title: 满意\n    points: 10\n    floor: -20\n",
    "deduct: {each: 0.1, below": "deduct: {each: 3, below",
}
"""Changes with which items may be below zero."""
BELOW_ZERO = {**SINKING, "    points: 1\n    ceiling: 1.2": "    points: 1\n    floor: -1\n    ceiling: 1.2"}
"""Changes with which a factor may be too."""


@cache
def rubrics() -> list[Rubric]:
    """The rubric, and such as are like it."""
    every: tuple[dict[str, str], ...] = (
        {},
        SINKING,
        BELOW_ZERO,
        {"  times: {area: XL}\n": "", "floor: 0": "floor: 60"},
        {"pool: class": "pool: all", "branches: highest": "branches: mean"},
        {"ranking: dense": "ranking: standard", "at_most: 80, from: 2": "at_most: 30, from: 1"},
    )
    return [every_word.rubric(changes) for changes in every]


def documents(quarter: str, folder: str) -> list[Plain]:
    return [
        deepcopy(_parsed(text))
        for name, text in every_word.FILES.items()
        if name.startswith(f"data/{quarter}/{folder}/")
    ]


@cache
def _parsed(text: str) -> Plain:
    return plain(text)


def records(several: list[Plain]) -> Iterator[Plain]:
    for document in several:
        yield from document["branches"].values()


def shaken(several: list[Plain], dice: Random) -> list[Plain]:
    """The documents with other numbers here and there, and some things that happened, or did not."""
    for record in records(several):
        for each in record.get("findings", []):
            if dice.random() < 0.4:
                _shake(each, dice)
        spare = [("AQ-01", "火灾"), ("XS-01", "失误"), ("AQ-01", "违章"), ("XL-01", "拖延"), ("DJ-01", "谈话")]
        for item, clause in spare:
            if "findings" in record and dice.random() < 0.08:
                record["findings"].append({"item": item, "clause": clause, "count": str(dice.randint(1, 9))})
    return several


def _shake(finding: Plain, dice: Random) -> None:
    most = {"value": 100, "rank": 12, "score": 120, "amount": 2000, "count": 3}
    for key in finding.keys() & most.keys():
        if finding[key][0] != "-" and finding["clause"] != "重伤":
            finding[key] = str(dice.randint(1, most[key]))
    if finding["clause"] == "定档" and finding["level"] != "不合格":
        finding["level"] = dice.choice(["优秀", "合格"])
    if "done" in finding and isinstance(finding["done"], list):
        finding["done"] = [str(dice.randint(0, 6)) for _ in finding["done"]]


def hide(several: list[Plain], keys: set[tuple[str, str]]) -> list[Plain]:
    hidden = deepcopy(several)
    for record in records(hidden):
        if "findings" in record:
            record["findings"] = [each for each in record["findings"] if (each["item"], each["clause"]) not in keys]
    return hidden


def some_keys(rubric: Rubric, dice: Random) -> set[tuple[str, str]]:
    every = [(item.id, clause.id) for item in rubric.items() for clause in item.clauses if clause.fact.same is None]
    return set(dice.sample(every, dice.randint(0, 3)))


@law(120)
@given(st.integers(0, 2**32))
def test_a_round_of_branches_that_depend_on_one_another_lies_within_its_ranges(seed: int) -> None:
    dice = Random(seed)
    rubric = dice.choice(rubrics())
    first, _ = every_word.rounds()
    inspections = shaken(documents("2021Q2", "inspection"), dice)
    months = shaken(documents("2021Q2", "self"), dice)
    absent = {"厂工会": "集中培训"}
    try:
        whole = score_round(
            rubric, every_word.roster(), round_of("2021Q2", inspections, months, absent), [first], [rubric]
        )
    except Refusal:
        return
    assert whole.complete
    seen, own = some_keys(rubric, dice), some_keys(rubric, dice)
    chosen = dice.sample([each.score.branch for each in whole.placings], dice.randint(1, 2))
    names = [each.name for each in chosen]
    gaps = [Gap(rubric.by_item[one], rubric.by_item[one].by_clause[each], "new_clause") for one, each in seen]
    gaps += [Gap(rubric.by_item[one], rubric.by_item[one].by_clause[each], "new_clause", own=True) for one, each in own]
    known = [
        {**each, "branches": {name: record for name, record in each["branches"].items() if name not in names}}
        for each in (*inspections, *months)
    ]
    less = [
        {**each, "branches": {name: record for name, record in each["branches"].items() if name in names}}
        for each in (*inspections, *months)
    ]
    hidden = hide(less[: len(inspections)], seen) + hide(less[len(inspections) :], own)
    joined = [
        {**one, "branches": {**one["branches"], **other["branches"]}} for one, other in zip(known, hidden, strict=True)
    ]
    this = round_of("2021Q2", joined[: len(inspections)], joined[len(inspections) :], absent)
    bounds = ranges_of(rubric, every_word.roster(), this, [first], dict.fromkeys((each.id for each in chosen), gaps))
    check_within(whole, bounds, place_ranges(bounds, rubric.measure))
