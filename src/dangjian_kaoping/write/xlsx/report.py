"""report.xlsx: the published workbook of a round, whose totals recompute themselves."""

from dangjian_kaoping.engine.dossier import Dossier
from dangjian_kaoping.engine.follow.ledger import as_of_quarter
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.model.edition import Edition, ProvisionalRoundError
from dangjian_kaoping.pace import counted
from dangjian_kaoping.views import gap, ledger, ranking, trend
from dangjian_kaoping.words.method import round_method
from dangjian_kaoping.write.about import about_round
from dangjian_kaoping.write.xlsx.book import Book
from dangjian_kaoping.write.xlsx.sheets import findings, method
from dangjian_kaoping.write.xlsx.sheets.correction import write_correction
from dangjian_kaoping.write.xlsx.sheets.findings import FindingsSheet
from dangjian_kaoping.write.xlsx.sheets.gaps import GapsSheet
from dangjian_kaoping.write.xlsx.sheets.item_columns import DECLARED, INSPECTED
from dangjian_kaoping.write.xlsx.sheets.items import ItemsSheet
from dangjian_kaoping.write.xlsx.sheets.ledger import write_ledger
from dangjian_kaoping.write.xlsx.sheets.method import write_method
from dangjian_kaoping.write.xlsx.sheets.ranking import RankingSheet
from dangjian_kaoping.write.xlsx.sheets.trend import TrendSheet
from dangjian_kaoping.write.xlsx.whereabouts import Whereabouts

SHEETS = (ranking.NAME, INSPECTED.name, findings.NAME, DECLARED.name, gap.NAME, ledger.NAME, trend.NAME, method.NAME)
"""The sheets in their order."""
LARGE = 500
"""Branches; the workbook of more of them would take hundreds of megabytes if it were all kept in memory."""


def ranking_workbook(dossier: Dossier, edition: Edition) -> bytes:
    """The workbook of a round. The same input gives the same bytes. Raises ProvisionalRoundError."""
    return ranking_book(dossier, edition).to_bytes()


def ranking_book(dossier: Dossier, edition: Edition) -> Book:
    """The workbook of a round, its sheets as in `SHEETS`.

    Raises ProvisionalRoundError where the round is not complete and the edition is no draft.
    """
    result = dossier.result
    if not result.complete and not edition.draft:
        raise ProvisionalRoundError(f"{result.quarter}: the round is provisional and may be written as a draft only")
    title = f"{edition.unit}{result.quarter.chinese}党支部量化考评报告"
    book = Book(title, edition, about_round(result, edition.departure), SHEETS, large=len(result.placings) > LARGE)
    # formulas refer to cells that are written before them, and branch by branch only to cells of the same branch
    items = [ItemsSheet(book, result, side) for side in (INSPECTED, DECLARED)]
    ranks, found, compared = RankingSheet(book, dossier), FindingsSheet(book, [result]), GapsSheet(book, result)
    courses = trend.trend([each.quarter for each in dossier.rounds], _courses(dossier))
    course = TrendSheet(book, courses)
    for placing, row in zip(counted(result.placings), courses.rows, strict=True):
        where = Whereabouts()
        for each in items:
            each.write(placing, where)
        ranks.write(placing, where)
        found.write(placing, result.quarter, where)
        compared.write(placing, where)
        course.write(row, where)
    for each in items:
        each.finish()
    for sheet in (ranks, found, compared, course):
        sheet.finish()
    write_ledger(book, dossier.entries, as_of_quarter(result.quarter))
    write_method(book, round_method(result, edition))
    if dossier.correction is not None:
        write_correction(book, dossier.correction, result)
    return book


def _courses(dossier: Dossier) -> list[trend.BranchCourse]:
    known = [_composites(each) for each in dossier.rounds]
    return [
        trend.BranchCourse(
            each.score.branch, each.rank, tuple(composites.get(each.score.branch.id) for composites in known)
        )
        for each in dossier.result.placings
    ]


def _composites(result: RoundResult) -> dict[str, Step | None]:
    return {placing.score.branch.id: placing.score.composite for placing in result.placings}
