"""Items that take and give in all the ways that meet, of a few clauses, and what they come to with so many of each."""

from typing import Any

from hypothesis import strategies as st

from dangjian_kaoping.cases.run import run_case
from dangjian_kaoping.model.cases import Cases
from engine.plant import modelled

Plain = dict[str, Any]

TAKES: list[Plain] = [
    {"deduct": {"each": "1"}},
    {"deduct": {"each": "6"}},
    {"deduct": {"each": "1"}, "empties": {"from": "3"}},
    {"empties": "item"},
    {"deduct": {"each": "2"}, "at_most": "3"},
]
GIVES: list[Plain] = [
    {"earn": {"each": "1"}},
    {"earn": {"each": "2"}, "at_most": "3"},
    {"give_back": {"each": "1"}},
    {"give_back": {"each": "9"}},
]
ABOUT: list[Plain] = [
    {"points": "5"},
    {"points": "5", "start": "zero"},
    {"points": "5", "ceiling": "7"},
    {"points": "5", "ceiling": "none"},
    {"points": "5", "floor": "-2"},
    {"points": "5", "at_most": "2"},
    {"points": "5", "groups": {"组": {"title": "组", "points": "2"}}},
    {"points": "5", "groups": {"组": {"title": "组", "points": "2", "start": "zero"}}},
    {"points": "5", "groups": {"组": {"title": "组", "at_most": "2"}}},
]
MOST = 9
"""So many of each are recorded at most."""


@st.composite
def items(draw: st.DrawFn) -> Plain:
    about = draw(st.sampled_from(ABOUT))
    rules = [draw(st.sampled_from(GIVES)), *draw(st.lists(st.sampled_from(TAKES), max_size=2))]
    clauses: list[Plain] = []
    for index, rule in enumerate(rules):
        group = {"group": "组"} if "groups" in about and draw(st.booleans()) else {}
        clauses.append({"id": f"条{index}", "text": f"条{index}", "fact": {"count": "次"}, **group, **rule})
    return {"id": "项", "title": "项", "department": "部", **about, "clauses": clauses}


def document(item: Plain, facts: list[Plain]) -> Cases:
    case = {"name": "试", "item": "项", "facts": facts, "expect": {"points": "0"}}
    return modelled(Cases, {"kind": "cases", "version": "1", "items": [item], "cases": [case]})


def points(item: Plain, counts: tuple[int, ...]) -> str:
    """What the item comes to with so many of each, as the differences from an expectation say it."""
    facts = [{"clause": f"条{index}", "count": str(count)} for index, count in enumerate(counts) if count]
    cases = document(item, facts)
    return str(run_case(cases.cases[0], cases.own_rubric()).differences)
