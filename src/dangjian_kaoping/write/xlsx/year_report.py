"""year.xlsx: the workbook of a year, whose means and ranks recompute themselves."""

from collections.abc import Mapping, Sequence

from dangjian_kaoping.engine.dossier import YearDossier
from dangjian_kaoping.engine.follow.ledger import Entry, as_of_quarter
from dangjian_kaoping.engine.score.apportioning import taken_from
from dangjian_kaoping.engine.score.year import YearPlacing, YearResult
from dangjian_kaoping.model.edition import Edition, ProvisionalRoundError
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.views import ledger, trend, year
from dangjian_kaoping.words.method import year_method
from dangjian_kaoping.words.names import renamed_in_words
from dangjian_kaoping.write.about import about_year
from dangjian_kaoping.write.palette import TAB
from dangjian_kaoping.write.xlsx.book import Book
from dangjian_kaoping.write.xlsx.report import LARGE
from dangjian_kaoping.write.xlsx.sheets import findings, method, year_rounds
from dangjian_kaoping.write.xlsx.sheets.findings import FindingsSheet, Held
from dangjian_kaoping.write.xlsx.sheets.ledger import write_ledger
from dangjian_kaoping.write.xlsx.sheets.method import write_method
from dangjian_kaoping.write.xlsx.sheets.trend import TrendSheet
from dangjian_kaoping.write.xlsx.sheets.year_ranking import YearRankingSheet
from dangjian_kaoping.write.xlsx.sheets.year_rounds import YearRoundsSheet
from dangjian_kaoping.write.xlsx.whereabouts import Whereabouts

TABS: Mapping[str, str] = {
    **dict.fromkeys((year.NAME, year_rounds.NAME, trend.NAME), TAB["result"]),
    findings.NAME: TAB["loss"],
    **dict.fromkeys((ledger.NAME, ledger.CLOSED), TAB["rectification"]),
    method.NAME: TAB["reference"],
}
"""The colours of the sheets' tabs."""


def sheets_of(result: YearResult) -> tuple[str, ...]:
    """The sheets in their order. One round is no course."""
    course = [trend.NAME] if len(result.quarters) > 1 else []
    return (year.NAME, year_rounds.NAME, *course, ledger.NAME, findings.NAME, ledger.CLOSED, method.NAME)


def year_workbook(dossier: YearDossier, edition: Edition, *, print_all: bool = False) -> bytes:
    """The workbook of a year. The same input gives the same bytes. Raises ProvisionalRoundError."""
    return year_book(dossier, edition, print_all=print_all).to_bytes()


def year_book(dossier: YearDossier, edition: Edition, *, print_all: bool = False) -> Book:
    """The workbook of a year, its sheets as in `sheets_of`.

    Raises ProvisionalRoundError where a branch lacks the composite of a round and the edition is no draft.
    """
    result = dossier.result
    if not result.complete and not edition.draft:
        raise ProvisionalRoundError(f"{result.year}: the year is provisional and may be written as a draft only")
    title = f"{edition.unit}{result.year}年度党支部量化考评报告"
    about, large = about_year(dossier, edition.departure), len(result.placings) > LARGE
    book = Book(title, edition, about, sheets_of(result), TABS, large=large, print_all=print_all)
    courses = trend.trend(result.quarters, [_course(each, result.quarters) for each in result.placings])
    held: dict[str, list[Held]] = {}
    for each in dossier.rounds:
        for there in each.placings:
            taken = taken_from(there.score, each.rubric)
            held.setdefault(there.score.branch.id, []).append(Held(each.quarter, there, taken))
    names = {branch: [there.placing.score.branch.name for there in own] for branch, own in held.items()}
    rounds = YearRoundsSheet(book, names.values())
    ranking = YearRankingSheet(book, result, renamed_in_words(names.values()))
    course = TrendSheet(book, courses) if len(result.quarters) > 1 else None
    found = FindingsSheet(book, dossier.rounds, [held[each.branch.id] for each in result.placings])
    last = result.quarters[-1]
    entries = [each for each in dossier.last.entries if _concerns(each, result.year)]
    found.ledger = write_ledger(book, entries, as_of_quarter(last), links=found.problems)
    for placing, row in zip(result.placings, courses.rows, strict=True):
        where, branch = Whereabouts(), placing.branch.id
        for own in held[branch]:
            rounds.write(own.placing, names[branch][-1], own.quarter, where)
        found.write(held[branch], placing.rank, ranking.rows[branch])
        ranking.write(placing, where, found.starts[branch])
        if course is not None:
            course.write(row, where)
    for sheet in (rounds, ranking, found):
        sheet.finish()
    if course is not None:
        course.finish()
    write_method(book, year_method(dossier, edition))
    return book


def _course(placing: YearPlacing, quarters: Sequence[Quarter]) -> trend.BranchCourse:
    composites = {figure.quarter: figure.composite for figure in placing.quarters}
    return trend.BranchCourse(placing.branch, placing.rank, tuple(composites.get(each) for each in quarters))


def _concerns(entry: Entry, year: int) -> bool:
    """Whether a problem was found or closed in a year, or is open at its end."""
    return entry.open or year in (entry.quarter.year, None if entry.closed_on is None else entry.closed_on.year)
