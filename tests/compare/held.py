"""A round as another version of its rubric would have made it, and what a test asks of it."""

from typing import Any

from dangjian_kaoping.compare.impact.impact import BranchImpact, HeldRounds, RoundImpact, impact_of
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.rubric import Rubric
from engine.plant import documents_of, modelled, plain, round_of

ALONE = "measure: {weights: {inspection: 1, self_assessment: 0}, last: {small_last: 1}}\n"
BRANCHES = "{甲一: 甲, 甲二: 甲, 乙一: 乙}"


def impact(
    old: str,
    new: str,
    inspection: str,
    own: str | None = None,
    branches: str = BRANCHES,
    measure: str = ALONE,
    absent: str = "{}",
) -> RoundImpact:
    """One round under the old items, as if the new ones had been in force; who was absent inspected nobody."""
    documents = documents_of(
        f"{measure}items:\n{old}",
        inspection,
        own,
        branches=branches,
        earlier=None,
        roster=None,
        quarter="2021Q1",
        everywhere=absent == "{}",
    )
    after: Any = documents_of(
        f"{measure}version: 2\neffective_from: 2022Q1\nitems:\n{new}",
        "",
        None,
        branches=branches,
        earlier=None,
        roster=None,
        quarter="2021Q1",
        everywhere=True,
    ).rubric
    this = round_of(documents.quarter, documents.inspections, documents.months, plain(absent))
    rubric = modelled(Rubric, documents.rubric)
    held = HeldRounds(modelled(Roster, documents.roster), [this], [rubric])
    (one,) = impact_of(rubric, modelled(Rubric, after), held, [this]).rounds
    return one


def of(one: RoundImpact, branch: str = "甲一") -> BranchImpact:
    return next(each for each in one.branches if each.before.score.branch.name == branch)


def composite(one: RoundImpact, branch: str = "甲一") -> tuple[str, str]:
    after = of(one, branch).after
    assert after is not None
    assert after.composite is not None
    return str(after.composite.low), str(after.composite.high)


def reasons(one: RoundImpact, branch: str = "甲一") -> list[tuple[str, str | None, str]]:
    return [(gap.item.id, gap.clause.id if gap.clause else None, gap.reason) for gap in of(one, branch).gaps]


def one_clause(fact: str, rest: str) -> str:
    return f"- {{id: 项, points: 10, clauses: [{{id: 条, fact: {fact}, {rest}}}]}}\n"
