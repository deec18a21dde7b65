"""Two rounds of a small plant, perhaps under two versions, and why a branch's composite moved from one to the other."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from dangjian_kaoping.compare.impact.impact import HeldRounds
from dangjian_kaoping.compare.since.since import Cause, Since, since_of
from dangjian_kaoping.engine.score.round import RoundResult, score_round
from dangjian_kaoping.exact import minus, total
from dangjian_kaoping.exact import plain as told
from dangjian_kaoping.model.adjustments import Adjustments
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.model.workspace import Round
from engine.plant import documents_of, modelled, plain, round_of
from engine.second_opinion import Documents

ALONE = "{weights: {inspection: 1, self_assessment: 0}, last: {small_last: 1}}"
BOTH = "{weights: {inspection: 0.9, self_assessment: 0.1}, last: {small_last: 1}}"
MEETINGS = "- {id: 会, points: 10, clauses: [{id: 缺会, fact: {count: 次}, deduct: {each: %s}}]}\n"
REPEATED = (MEETINGS % 0.5).replace("each: 0.5}", "each: 0.5}, repeat: {prices: [0.5, 1]}")
DEAR = "{item: 会, clause: 缺会, count: %s, rectify_by: 2021-05-01, id: '%s'}"
BY_CLASS = MEETINGS % "{by_class: {甲: 1, 乙: 3}}"
ALL = "{甲一: [], 甲二: [], 乙一: []}"
"""Everybody filed that nothing was wrong."""
BRANCHES = "{甲一: 甲, 甲二: 甲, 乙一: 乙}"


class One(NamedTuple):
    """One of the two rounds: its items, what was recorded and filed, what a review decided, who was absent."""

    items: str
    inspection: str = ""
    own: str | None = None
    review: str = ""
    measure: str = BOTH
    absent: str = "{}"
    quarter: str = "2021Q1"

    def documents(self, roster: Any) -> Documents:
        """As the second opinion reads it."""
        found = documents_of(
            f"measure: {self.measure}\n{'' if self.items.startswith('areas') else 'items:'}\n{self.items}",
            self.inspection,
            self.own,
            branches="{}",
            earlier=None,
            roster=roster,
            quarter=self.quarter,
            everywhere=self.absent == "{}",
        )
        # whatever they are called in the quarter, their ids name them
        ids = {rows[0]["name"]: key for key, rows in found.roster["branches"].items()}
        for document in (*found.inspections, *found.months):
            document["branches"] = {ids[name]: said for name, said in document["branches"].items()}
        return found

    def round(self, roster: Any) -> Round:
        """Its records."""
        documents = self.documents(roster)
        found = round_of(self.quarter, documents.inspections, documents.months, plain(self.absent))
        if self.review:
            review = {"kind": "adjustments", "version": "1", "quarter": self.quarter, "adjustments": plain(self.review)}
            found.adjustments.append(modelled(Adjustments, review, f"data/{self.quarter}/adjustments.yaml"))
        return found


def roster_text(branches: str = BRANCHES, later: Mapping[str, str] = MappingProxyType({}), heads: str = "") -> str:
    """A roster; `later` are rows of some branches from 2021 on."""
    rows = []
    for n, (name, branch_class) in enumerate(plain(branches).items()):
        first = f"{{from: 2018-01-01, name: {name}, class: {branch_class}{heads}}}"
        more = f", {{from: 2021-01-01, {later[name]}}}" if name in later else ""
        rows.append(f"B{n:02d}: [{first}{more}]")
    return f"branches: {{{', '.join(rows)}}}"


def versions_of(rounds: Sequence[One], roster: str) -> list[Rubric]:
    """The versions of some rounds: each that is not that of the round before it."""
    found: list[Rubric] = []
    said = None
    for each in rounds:
        if (each.items, each.measure) != said:
            said = (each.items, each.measure)
            written = each.documents(roster).rubric | {"version": each.quarter}
            first = each.quarter if found else "2018Q1"
            found.append(modelled(Rubric, written | {"effective_from": first}))
        else:
            found.append(found[-1])
    return found


def moves(then: One, now: One, *, roster: str = "", before: Sequence[One] = (), branch: str = "B00") -> Since:
    """Why the composite of a branch moved between two rounds, after some before them."""
    roster = roster or roster_text()
    then = then._replace(quarter="2020Q4") if then.quarter == "2021Q1" else then
    every = [*before, then, now]
    rubrics = versions_of(every, roster)
    listed = modelled(Roster, then.documents(roster).roster)
    rounds = [each.round(roster) for each in every]
    versions = list({each.version: each for each in rubrics}.values())
    results = [
        score_round(rubric, listed, each, rounds[:index], versions)
        for index, (each, rubric) in enumerate(zip(rounds, rubrics, strict=True))
    ]
    held = HeldRounds(listed, rounds, versions)
    return held_against((rounds[-2], rounds[-1]), (results[-2], results[-1]), held, branch)


def held_against(
    rounds: tuple[Round, Round], results: tuple[RoundResult, RoundResult], held: HeldRounds, branch: str
) -> Since:
    """Why the composite of a branch moved; whatever it is, the parts add up."""
    old, new = (each.rubric for each in results)
    between = [each for each in held.rubrics if old.effective_from < each.effective_from < new.effective_from]
    found = since_of(rounds, results, held, branch, between)
    adds_up(found)
    return found


def adds_up(found: Since) -> None:
    """That the causes are the published difference, and the parts of each the cause."""
    then, now = (each.score.composite for each in found.placings)
    assert then is not None and now is not None
    assert found.difference == minus(now.value, then.value)
    for each in found.lines:
        if each.cause != "rounding":
            parts = [move.part.whole for move in each.move.items]
            assert total((*parts, each.move.months, each.move.rest)) == each.move.value


def causes(found: Since) -> dict[Cause, str]:
    """What each cause moved, of those that moved anything."""
    return {each.cause: told(each.move.value) for each in found.lines if each.move.value}


def items(found: Since, cause: Cause = "facts") -> dict[str, tuple[str, ...]]:
    """What each item moved by a cause: the inspection, the self-assessment, bonus, penalties."""
    return {
        "、".join(item.id for item in (each.items.new or each.items.old)): tuple(map(told, each.part))
        for each in found.line(cause).items
    }


def recorded(*findings: str, branch: str = "甲一") -> str:
    return f"{{部: {{{branch}: [{', '.join(findings)}]}}}}"


def absent_at(item: str, count: int) -> str:
    return f"{{item: {item}, clause: 缺{item}, count: {count}}}"
