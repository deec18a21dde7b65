"""A plant whose rubric uses the words of the second edition, in two rounds of eight branches.

In the second 厂工会 inspects nobody, one branch was merged into another, an item is 0 since the first, and a review of
one branch moves the line of all.
"""

from functools import cache
from pathlib import Path

from dangjian_kaoping.engine.dossier import Dossier
from dangjian_kaoping.model.edition import Edition
from dangjian_kaoping.session.session import Session
from dangjian_kaoping.write.xlsx.book import Book
from dangjian_kaoping.write.xlsx.report import ranking_book

FOLDER = Path(__file__).parent / "words_plant_files"
ROUNDS = ("2026Q1", "2026Q2")


@cache
def session() -> Session:
    """All of it."""
    return Session(FOLDER)


@cache
def dossier(quarter: str) -> Dossier:
    """A round with what lies before it."""
    return session().dossier(quarter)


@cache
def edition(quarter: str) -> Edition:
    """A draft, for no round is sealed."""
    return session().edition(quarter, draft=True)


def book(quarter: str) -> Book:
    """Its workbook, not yet written."""
    return ranking_book(dossier(quarter), edition(quarter))
