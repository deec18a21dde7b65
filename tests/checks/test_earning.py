"""What is earned or given back and changes nothing (KP252, KP253): told where the engine never comes to anything else,
and only there.
"""

from itertools import product

import pytest
from hypothesis import given

from dangjian_kaoping.checks.rubric.rubric import check_rubric
from thorough import law

from .taking_and_giving import GIVES, MOST, TAKES, Plain, document, items, points

pytestmark = pytest.mark.whole


def told(item: Plain) -> bool:
    faults = check_rubric(document(item, []).own_rubric(), None)
    return any(each.code in ("KP252", "KP253") for each in faults)


@law(600)
@given(items())
def test_it_is_told_where_the_engine_never_comes_to_anything_else(item: Plain) -> None:
    others = len(item["clauses"]) - 1
    counts = product((0, 1, 2, 3, MOST), repeat=others)
    changes = any(points(item, (0, *each)) != points(item, (given, *each)) for each in counts for given in (1, MOST))
    assert told(item) == (not changes)


@pytest.mark.parametrize(
    ("item", "what"),
    [
        ({"points": "5", "clauses": [GIVES[0]]}, True),
        ({"points": "5", "clauses": [GIVES[0], TAKES[0]]}, False),
        ({"points": "5", "clauses": [GIVES[0], TAKES[3]]}, True),
        ({"points": "5", "ceiling": "6", "clauses": [GIVES[0]]}, False),
        ({"points": "5", "clauses": [GIVES[2]]}, True),
        ({"points": "5", "clauses": [GIVES[2], TAKES[3]]}, False),
    ],
)
def test_the_ways_in_which_it_comes_about(item: Plain, what: bool) -> None:
    clauses = [
        {"id": f"条{index}", "text": "条", "fact": {"count": "次"}, **each}
        for index, each in enumerate(item["clauses"])
    ]
    assert told({"id": "项", "title": "项", "department": "部", **item, "clauses": clauses}) == what
