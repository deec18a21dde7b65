"""The sample plant, which lies at the top of the project: its rounds, its ledger, its tasks, its workbooks."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from dangjian_kaoping.engine.follow.ledger import AsOf, Entry, ledger
from dangjian_kaoping.engine.follow.tasks import TaskList, task_list
from dangjian_kaoping.loading.workspace import Loader
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.model.workspace import Workspace
from dangjian_kaoping.periods import Period, Quarter, Year, parse_quarter, quarters_of
from dangjian_kaoping.session.session import Session
from dangjian_kaoping.write.xlsx.book import Book
from dangjian_kaoping.write.xlsx.report import ranking_book
from dangjian_kaoping.write.xlsx.year_report import year_book

SAMPLE = Path(__file__).parents[1]


@cache
def workspace() -> Workspace:
    """All of it."""
    return Loader(SAMPLE).workspace()


def roster() -> Roster:
    """Its roster."""
    found = workspace().roster
    assert found is not None
    return found


def rubrics() -> Mapping[Quarter, Rubric]:
    """The version in force in each round."""
    found = {quarter: workspace().rubric_in_force(quarter) for quarter in workspace().rounds}
    return {quarter: rubric for quarter, rubric in found.items() if rubric is not None}


def entries(as_of: AsOf) -> tuple[Entry, ...]:
    """Its ledger."""
    return ledger(workspace().rounds.values(), roster(), rubrics(), as_of)


def tasks(period: Period, branch: str | None = None) -> TaskList:
    """What is to be done in a period, at one branch (by id) or at all."""
    in_force = {quarter: workspace().rubric_in_force(quarter) for quarter in quarters_of(period)}
    known = {quarter: rubric for quarter, rubric in in_force.items() if rubric is not None}
    return task_list(period, known, roster(), branch)


def quarters() -> list[str]:
    """The rounds."""
    return [str(quarter) for quarter in Session(SAMPLE).quarters()]


def book(quarter: str | None, year: int | None = None) -> Book:
    """The workbook of a round or a year, not yet written."""
    session = Session(SAMPLE)
    if quarter is not None:
        return ranking_book(session.dossier(quarter), session.edition(parse_quarter(quarter)))
    assert year is not None
    return year_book(session.dossier(Year(year)), session.edition(Year(year)))


@cache
def workbook(quarter: str | None, year: int | None = None) -> bytes:
    """The workbook of a round or a year."""
    return book(quarter, year).to_bytes()
