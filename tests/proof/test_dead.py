"""What never matters of an item (KP260, KP261): told where nothing changes without it, each with a record that shows
it; and not told where it may matter after all.
"""

from itertools import product
from typing import Any

import pytest
from hypothesis import given

from checks.taking_and_giving import MOST, document, items, points
from dangjian_kaoping.proof.findings.dead import lives
from dangjian_kaoping.proof.proof import check_proof
from dangjian_kaoping.proof.subject import Subject
from proof.small import rubric_of, told
from thorough import law

ITEM = "- points: {points}\n  {more}\n  clauses:\n  - {{id: 甲, fact: {fact}, {clause}}}\n  {others}"


def item(clause: str, *, fact: str = "{count: 次}", points: str = "4", more: str = "", others: str = "") -> str:
    return ITEM.format(points=points, more=more, fact=fact, clause=clause, others=others)


DEAD_CLAUSES = {
    "free beyond what is required": item("deduct: {each: 1}, free: 1", fact="{missing: 次, required: 1}"),
    "no price": item("deduct: {each: 0}"),
    "a cap of nothing": item("deduct: {each: 1}, at_most: 0"),
    "a line at the end of the reach": item(
        "deduct: {each: 1, below: 80}",
        fact="{value: '%'}",
        others="- {id: 乙, fact: {same: 甲}, bonus: {each: 1, above: 100}}",
    ),
    "nothing to take from": item("deduct: {each: 1}", more="start: zero"),
    "only where all is emptied": item(
        "empties: item", others="- {id: 乙, fact: {count: 次}, deduct: {each: 1}, when: {clause: 甲, from: 1}}"
    ),
    "always outdone": item(
        "deduct: {each: 2}", more="highest_only: true", others="- {id: 乙, fact: {same: 甲}, deduct: {each: 1}}"
    ),
    "given back where nothing is taken": item(
        "deduct: {each: 1}",
        others="- {id: 乙, fact: {count: 次}, give_back: {each: 1}, when: {clause: 甲, to: 0}}",
    ),
    "steps that are never whole": item("deduct: {each: 1, step: 3, steps: whole}", fact="{missing: 次, required: 2}"),
}

DEAD_LIMITS = {
    "at_most above what can be missing": item("deduct: {each: 1}, at_most: 3", fact="{missing: 次, required: 2}"),
    "at_most above the full marks": item("deduct: {each: 1}, at_most: 5"),
    "free where the first empties": item("deduct: {each: 1}, free: 1, empties: {from: 1}"),
    "a price that emptying hides": item("deduct: {each: 0.3}, free: 4, empties: {from: 5}"),
    "times under a cap": item("deduct: {each: 2}, times: 2, at_most: 2"),
    "times one": item("deduct: {each: 2}, times: 1"),
    "the same price again": item("deduct: {each: 0.5}, repeat: {prices: [0.5, 0.5]}"),
    "a third price beyond the cap": item("deduct: {each: 0.5}, repeat: {prices: [0.5, 1, 2]}, at_most: 1"),
    "most that uses up the item": item("deduct: {each: 0.5}", fact="{late: 天, most: 8}"),
    "below_zero without an emptying": item("deduct: {each: 1}, below_zero: true", more="floor: -2"),
    "highest_only of one": item("deduct: {each: 1}", more="highest_only: true"),
    "one event under a cap": item(
        "deduct: {levels: {轻: 1, 重: 2}}, highest_per_event: true, at_most: 1", fact="{event: [轻, 重]}"
    ),
    "a level beyond the cap": item("deduct: {levels: {轻: 1, 重: 3}}, at_most: 2", fact="{event: [轻, 重]}"),
    "a level that empties": item("deduct: {levels: {轻: 1, 重: 2}}, empties: {at: 重}", fact="{event: [轻, 重]}"),
    "a row that empties": item(
        "deduct: {table: [{from: 1, to: 2, points: 1}, {from: 3, points: 2}]}, empties: {from: 3}"
    ),
    "an emptying of nothing": item("deduct: {each: 1}, empties: {from: 4}"),
    "the cap of an item": item("deduct: {each: 1}", more="at_most: 5"),
    "the cap of a group": item(
        "group: 组, deduct: {each: 1}, at_most: 1", more="groups: {组: {title: 组, at_most: 2}}"
    ),
    "a group without clauses": item("deduct: {each: 1}", more="groups: {组: {title: 组, at_most: 2}}"),
    "a ceiling that nothing earns": item("deduct: {each: 1}", more="ceiling: 6"),
    "a floor out of reach": item("deduct: {each: 1}", fact="{missing: 次, required: 5}", more="floor: -2"),
    "a condition that always holds": item(
        "deduct: {each: 1}", others="- {id: 乙, fact: {count: 次}, deduct: {each: 1}, when: {clause: 甲, from: 0}}"
    ),
    "steps of what has no parts": item("deduct: {each: 1, steps: started}"),
    "the mean of what is all alike": item("deduct: {levels: {好: 1, 差: 1}}, combine: mean", fact="{level: [好, 差]}"),
}

ALIVE = {
    "a cap reached just so": item("deduct: {each: 1}, at_most: 4"),
    "a cap of many records of which the mean is taken": item(
        "deduct: {table: [{to: 1, points: 2}, {over: 1, points: 10}]}, combine: mean, at_most: 4", fact="{rank: 厂}"
    ),
    "one event under two clauses": item(
        "penalty: {levels: {轻: 1, 重: 2}}, highest_per_event: true",
        fact="{event: [轻, 重]}",
        others="- {id: 乙, fact: {count: 次}, penalty: {each: 1}, highest_per_event: true}",
    ),
    "conditions that hold between two lines": item(
        "deduct: {each: 0.01, below: 100}",
        fact="{value: '%'}",
        others="- {id: 乙, fact: {value: 分}, bonus: {each: 1}, when: {clause: 甲, over: 40, under: 60}}\n"
        "  - {id: 丙, fact: {same: 乙}, bonus: {each: 2}, when: {clause: 甲, from: 60, to: 70}}",
    ),
    "one event of which the half would do": item("earn: {each: 0.5}, highest_per_event: true", more="start: zero"),
    "a cap above the full marks where more is earned": item(
        "deduct: {each: 1}, at_most: 5", more="ceiling: 8", others="- {id: 乙, fact: {count: 次}, earn: {each: 1}}"
    ),
    "below_zero after an emptying": item(
        "deduct: {each: 1}, below_zero: true", more="floor: -2", others="- {id: 乙, fact: {count: 次}, empties: item}"
    ),
    "a clause that only opens another": item(
        "deduct: {each: 1}", others="- {id: 乙, fact: {count: 次}, deduct: {each: 1}, when: {clause: 甲, from: 1}}"
    ),
    "what is given back of an emptying": item(
        "empties: item", others="- {id: 乙, fact: {count: 次}, give_back: {each: 1}, at_most: 1}"
    ),
    "a line that all branches draw": item("deduct: {each: 1, below: {branches: mean}}", fact="{value: 分}"),
    "the second price from the third time on": item("deduct: {each: 0.5}, repeat: {prices: [0.5, 0.5, 1]}"),
    "a price for each class": item("deduct: {each: 1}, at_most: {by_class: {甲类: 1}, otherwise: 9}"),
}


@pytest.mark.parametrize("items", DEAD_CLAUSES.values(), ids=DEAD_CLAUSES)
def test_a_clause_without_which_nothing_changes(items: str) -> None:
    found = told(items, "KP260")
    assert len(found) == 1
    assert "凭据：记 {clause: " in found[0].message


@pytest.mark.parametrize("items", DEAD_LIMITS.values(), ids=DEAD_LIMITS)
def test_a_limit_without_which_nothing_changes(items: str) -> None:
    found = told(items, "KP261")
    assert found
    assert all("凭据：记 {clause: " in each.message or "凭据：什么也没有记，" in each.message for each in found)
    assert told(items, "KP260") == []


@pytest.mark.parametrize("items", ALIVE.values(), ids=ALIVE)
def test_what_may_matter_is_not_told(items: str) -> None:
    assert [each.message for code in ("KP260", "KP261", "KP262") for each in told(items, code)] == []


def test_a_bonus_beyond_what_the_measure_lets_through_is_not_felt() -> None:
    items = "- {at_most: 8, clauses: [{id: 甲, fact: {count: 项}, bonus: {each: 1}}]}"
    free, capped = rubric_of(items), rubric_of(items, "{bonus: {at_most: 5}}")
    assert [each.code for each in check_proof(free, None)] == []
    assert "KP261" in [each.code for each in check_proof(capped, None)]


def test_what_is_told_by_another_code_is_not_told_again() -> None:
    earning = item("deduct: {each: 1}, group: 组", more="groups: {组: {title: 组, points: 2}}")
    earning += "\n  - {id: 乙, fact: {count: 次}, earn: {each: 1}}"
    assert told(earning, "KP260") == []  # KP252


@pytest.mark.whole
@law(120)
@given(items())
def test_clauses_that_the_engine_never_feels_are_dead_and_no_others(item: dict[str, Any]) -> None:
    rubric = document(item, []).own_rubric()
    subject = Subject(rubric, None).items[0]
    for index, clause in enumerate(subject.item.clauses):
        counts: list[tuple[int, ...]] = [(0, 1, 2, 3, MOST)] * len(item["clauses"])
        counts[index] = (0,)
        felt = any(
            points(item, each) != points(item, (*each[:index], given, *each[index + 1 :]))
            for each in product(*counts)
            for given in (1, MOST)
        )
        assert lives(subject, clause) == felt
