"""A 整改台账 for tests: rounds as an office writes them, folded as of a day or a quarter."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from dangjian_kaoping.engine.follow.ledger import AsOf, Entry, as_of_quarter, ledger
from dangjian_kaoping.model.records import FollowUps
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.model.workspace import Round
from dangjian_kaoping.periods import Quarter, parse_quarter

from .plant import documents_of, modelled, plain, quarter_of, round_of

RUBRIC = """
items:
- id: 会
  title: 三会一课
  standard: 补开
  points: 5
  clauses: [{id: 缺会, fact: {count: 次}, deduct: {each: 1}}, {id: 单一, fact: {count: 次}, deduct: {each: 1}}]
"""
BRANCHES = "{甲一: 甲, 甲二: 甲}"


def problem(number: str, until: str, clause: str = "缺会", **more: str) -> str:
    """A problem of item 会, as a finding in flow style."""
    written = {"item": "会", "clause": clause, "id": number, "rectify_by": until} | more
    return "{" + ", ".join(f"{key}: {value}" for key, value in written.items()) + "}"


def at(text: str) -> AsOf:
    """As of 2020-04-15, or of 2020Q1."""
    quarter = parse_quarter(text)
    return AsOf(date.fromisoformat(text)) if quarter is None else as_of_quarter(quarter)


class Book:
    """Rounds by quarter (department, branch, record: as `hold` takes them), visits by quarter, rubrics by quarter."""

    def __init__(
        self,
        held: Mapping[str, str],
        visits: Mapping[str, str] | None = None,
        *,
        rubrics: Mapping[str, str] | None = None,
        roster: str | None = None,
        everywhere: bool = True,
    ) -> None:
        newest = max(held)
        documents = documents_of(
            RUBRIC,
            held[newest],
            None,
            branches=BRANCHES,
            earlier={quarter: text for quarter, text in held.items() if quarter != newest},
            roster=roster,
            quarter=newest,
            everywhere=everywhere,
        )
        inspections = {**documents.earlier, newest: documents.inspections}
        self.roster = modelled(Roster, documents.roster)
        visited = {quarter: plain(text) for quarter, text in (visits or {}).items()}
        self.rounds = [
            _with_visits(round_of(quarter, inspections.get(quarter, []), []), visited.get(quarter))
            for quarter in sorted(inspections.keys() | visited.keys())
        ]
        written = {quarter: rubric(text) for quarter, text in (rubrics or {"2000Q1": RUBRIC}).items()}
        self.rubrics: dict[Quarter, Rubric] = {
            each.quarter: written[max(since for since in written if since <= str(each.quarter))] for each in self.rounds
        }

    def entries(self, as_of: str) -> dict[str, Entry]:
        """The entries by id, in their order."""
        return {entry.id: entry for entry in ledger(self.rounds, self.roster, self.rubrics, at(as_of))}

    def entry(self, as_of: str) -> Entry:
        """The one entry."""
        (entry,) = self.entries(as_of).values()
        return entry

    def states(self, as_of: str) -> dict[str, str]:
        """The states by id."""
        return {key: entry.state for key, entry in self.entries(as_of).items()}


def rubric(text: str) -> Rubric:
    """A rubric of one area, with what a test leaves out."""
    documents = documents_of(
        text, "", None, branches=BRANCHES, earlier=None, roster=None, quarter="2020Q1", everywhere=False
    )
    return modelled(Rubric, documents.rubric)


def _with_visits(this: Round, visits: Any) -> Round:
    if visits:
        document = {"kind": "followups", "version": "1", "quarter": str(this.quarter), "followups": visits}
        this.visits.append(modelled(FollowUps, document, f"data/{this.quarter}/followups.yaml"))
    return this


def quarters(*texts: str) -> tuple[Quarter, ...]:
    """Several quarters."""
    return tuple(quarter_of(text) for text in texts)
