"""The workbooks of the sample plant: its twelve rounds, its years."""

from functools import cache
from pathlib import Path

from dangjian_kaoping.cli.asking.rounds import compile_dossier, compile_year
from dangjian_kaoping.cli.asking.scoring import loader_at
from dangjian_kaoping.cli.files.report import edition_of
from dangjian_kaoping.write.xlsx.book import Book
from dangjian_kaoping.write.xlsx.report import ranking_book
from dangjian_kaoping.write.xlsx.year_report import year_book

SAMPLE = Path(__file__).parents[2]


def quarters() -> list[str]:
    """The rounds."""
    return [str(quarter) for quarter in loader_at(SAMPLE).quarters()]


def book(quarter: str | None, year: int | None = None) -> Book:
    """The workbook of a round or a year, not yet written."""
    if quarter is not None:
        compiled = compile_dossier(SAMPLE, quarter)
        return ranking_book(compiled.dossier, edition_of(compiled, draft=False))
    assert year is not None
    of_year = compile_year(SAMPLE, year)
    return year_book(of_year.dossier, edition_of(of_year, draft=False))


@cache
def sample(quarter: str | None, year: int | None = None) -> bytes:
    """The workbook of a round or a year."""
    return book(quarter, year).to_bytes()
