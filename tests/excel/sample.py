"""The workbooks of the sample plant: its twelve rounds, its years."""

from functools import cache
from pathlib import Path

from dangjian_kaoping.periods import Year, parse_quarter
from dangjian_kaoping.session.session import Session
from dangjian_kaoping.write.xlsx.book import Book
from dangjian_kaoping.write.xlsx.report import ranking_book
from dangjian_kaoping.write.xlsx.year_report import year_book

SAMPLE = Path(__file__).parents[2]


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
def sample(quarter: str | None, year: int | None = None) -> bytes:
    """The workbook of a round or a year."""
    return book(quarter, year).to_bytes()
