"""A second opinion: one round in fractions, written from what docs/细则语言.md says in words.

It reads plain data (every scalar is text) and imports nothing of the package: no model, no number, no period. It
is slow and says each thing once, so that a reader can hold it against the text; its rooms (`opinion`) are the
text's subjects.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from .opinion.across import Member, facts_read, means_of, with_lines
from .opinion.area import table_of
from .opinion.branch import Outcome, outcome_of
from .opinion.documents import Documents, Opinion
from .opinion.fact import Terms
from .opinion.grade import Contender, grades_of
from .opinion.ranking import rank, standing_of
from .opinion.roster import days, heads_of, names_of, of_class, on
from .opinion.table import Branch, conditions_of
from .opinion.words import GIVES, half
from .opinion.year import YearOpinion, year_opinion

__all__ = ["GIVES", "Documents", "Opinion", "half", "refused", "second_opinion", "year_of"]


def second_opinion(documents: Documents) -> dict[str, Opinion]:
    """The whole round, by branch id."""
    return {key: outcome.opinion for key, outcome in _outcomes(documents).items()}


def refused(documents: Documents) -> set[tuple[str, str, str]]:
    """Branch, item and clause of what an inspection records though the clause does not act, or of states that are
    only recorded and do not agree.
    """
    found: set[tuple[str, str, str]] = set()
    for key, (branch, rubric) in _members(documents, documents.quarter, documents.inspections).items():
        for item in (item for area in rubric["areas"] for item in area["items"]):
            conditions = conditions_of(item, branch, Terms(3, (), 0))
            recorded = {each["clause"] for each in branch.findings if each["item"] == item["id"]}
            shut = [each["id"] for each in item["clauses"] if not conditions.hold(each)]
            found |= {(key, item["id"], each) for each in {*shut} & recorded | {*conditions.at_odds()}}
    return found


def year_of(rounds: Sequence[Documents]) -> dict[str, YearOpinion]:
    """The year out of its rounds, in order, by the measure of the last."""
    outcomes = [(each.quarter, _outcomes(each)) for each in rounds]
    last = rounds[-1]
    return year_opinion(outcomes, last.rubric.get("measure") or {}, _mergers(last.roster, days(last.quarter)[1]))


def _mergers(roster: Any, day: str) -> dict[str, str]:
    """Who was merged into whom by a day."""
    found = {}
    for key, rows in roster["branches"].items():
        into = [row["into"] for row in rows if "into" in row and row["from"] <= day]
        for name in into:
            found[key] = next(
                other
                for other, several in roster["branches"].items()
                if name == other or any(row.get("name") == name for row in several)
            )
    return found


def _outcomes(documents: Documents) -> dict[str, Outcome]:
    rubric, quarter = documents.rubric, documents.quarter
    measure = rubric.get("measure") or {}
    departments = names_of(documents.roster["departments"], *days(quarter))
    members = _members(documents, quarter, documents.inspections)
    _hand_in(documents, members)
    for key, (branch, _) in members.items():
        branch.earlier = _earlier_rounds(documents, key)
    _look_back(documents, members)
    number = int(quarter[-1])
    members = with_lines(members, number, departments)
    means = means_of(members, number, departments)
    outcomes = {}
    for key, (branch, own) in members.items():
        branch.means = means
        outcomes[key] = outcome_of(own, branch, number, departments)
    rank(measure, outcomes)
    if (measure.get("year") or {}).get("combine", "mean") == "mean":
        contenders = [_contender(measure, each) for each in outcomes.values()]
        for outcome, grade in zip(outcomes.values(), grades_of(contenders, measure), strict=True):
            outcome.opinion.grade = grade
    return outcomes


def _contender(measure: Any, outcome: Outcome) -> Contender:
    caps = [*outcome.branch.capped, *(each["grade"] for each in outcome.inspected.veto("grade_cap"))]
    standing = standing_of(measure, outcome)
    areas = list(outcome.inspected.reached.values())
    return Contender(outcome.opinion.composite, outcome.branch.branch_class, standing or (), caps, areas)


def _members(documents: Documents, quarter: str, inspections: Sequence[Any]) -> dict[str, Member]:
    """Who takes part in a quarter, with what was recorded there, and the rubric with the numbers of each."""
    roster, rubric = documents.roster, facts_read(documents.rubric)
    first, last = days(quarter)
    called = names_of(roster["branches"], first, last)
    departments = names_of(roster["departments"], first, last)
    found: dict[str, Branch] = {}
    for key, rows in roster["branches"].items():
        then = on(rows, first)
        if then is not None and on(rows, last) is not None:
            absent = documents.absent if quarter == documents.quarter else {}
            found[key] = Branch(then[1], heads_of(rows, first), absent={departments[name] for name in absent})
    for document in inspections:
        for name, record in document["branches"].items():
            if called[name] in found:
                mine = found[called[name]]
                mine.inspected_by.add(departments[document["department"]])
                mine.not_applicable |= set(record.get("not_applicable") or {})
                mine.findings += record.get("findings") or []
    return {key: Member(mine, of_class(rubric, mine.branch_class, mine.heads)) for key, mine in found.items()}


def _hand_in(documents: Documents, members: Mapping[str, Member]) -> None:
    called = names_of(documents.roster["branches"], *days(documents.quarter))
    for document in documents.months:
        for name, record in document["branches"].items():
            if called[name] in members:
                mine = members[called[name]].branch
                # what is handed in for a quarter is as a month of three, and lists its months as an inspection does
                mine.months += 1 if "month" in document else 3
                own = {"in": document["month"]} if "month" in document else {}
                mine.declared += [{**each, **own} for each in (record or {}).get("findings") or []]


def _look_back(documents: Documents, members: Mapping[str, Member]) -> None:
    """What earlier rounds of the year emptied for the rest of it, and which grades they still allow."""
    for quarter in sorted(documents.earlier):
        if quarter[:4] != documents.quarter[:4] or quarter >= documents.quarter:
            continue
        departments = names_of(documents.roster["departments"], *days(quarter))
        number = int(quarter[-1])
        before = with_lines(_members(documents, quarter, documents.earlier[quarter]), number, departments)
        for key, (branch, rubric) in before.items():
            if key in members:
                table = table_of(rubric, branch, number, departments, None)
                members[key].branch.emptied |= table.emptied
                members[key].branch.capped += [each["grade"] for each in table.veto("grade_cap")]


def _earlier_rounds(documents: Documents, branch: str) -> list[set[tuple[str, str]]]:
    """Of each round that was held, newest last: the clauses with a problem or 立行立改 at the branch."""
    rounds = []
    for quarter in sorted(documents.earlier):
        if quarter >= documents.quarter or not documents.earlier[quarter]:
            continue
        called = names_of(documents.roster["branches"], *days(quarter))
        rounds.append(
            {
                (finding["item"], finding["clause"])
                for document in documents.earlier[quarter]
                for name, record in document["branches"].items()
                if called.get(name) == branch
                for finding in record.get("findings") or []
                if "rectify_by" in finding or "settled" in finding
            }
        )
    return rounds
