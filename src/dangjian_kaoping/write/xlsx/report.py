"""report.xlsx: the published workbook of a round, whose totals recompute themselves."""

from collections.abc import Mapping

from dangjian_kaoping.engine.dossier import Dossier
from dangjian_kaoping.engine.follow.digest import all_taken
from dangjian_kaoping.engine.follow.ledger import as_of_quarter
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.model.edition import Edition, ProvisionalRoundError
from dangjian_kaoping.pace import counted
from dangjian_kaoping.views import gap, ledger, ranking, summary, trend
from dangjian_kaoping.words.method import round_method
from dangjian_kaoping.write.about import about_round
from dangjian_kaoping.write.palette import TAB
from dangjian_kaoping.write.xlsx.book import Book
from dangjian_kaoping.write.xlsx.sheets import findings, method
from dangjian_kaoping.write.xlsx.sheets.correction import write_correction
from dangjian_kaoping.write.xlsx.sheets.findings import FindingsSheet, Held
from dangjian_kaoping.write.xlsx.sheets.gaps import GapsSheet
from dangjian_kaoping.write.xlsx.sheets.item_columns import DECLARED, INSPECTED
from dangjian_kaoping.write.xlsx.sheets.items import ItemsSheet
from dangjian_kaoping.write.xlsx.sheets.ledger import write_ledger
from dangjian_kaoping.write.xlsx.sheets.method import write_method
from dangjian_kaoping.write.xlsx.sheets.ranking import RankingSheet
from dangjian_kaoping.write.xlsx.sheets.summary import write_summary
from dangjian_kaoping.write.xlsx.sheets.trend import TrendSheet
from dangjian_kaoping.write.xlsx.whereabouts import Whereabouts

TABS: Mapping[str, str] = {
    **dict.fromkeys((summary.NAME, ranking.NAME, INSPECTED.name, trend.NAME), TAB["result"]),
    **dict.fromkeys((findings.NAME, gap.NAME), TAB["loss"]),
    **dict.fromkeys((ledger.NAME, ledger.CLOSED), TAB["rectification"]),
    **dict.fromkeys((DECLARED.name, method.NAME), TAB["reference"]),
}
"""The colours of the sheets' tabs; the sheets themselves are as in `sheets_of`."""
LARGE = 500
"""Branches; the workbook of more of them would take hundreds of megabytes if it were all kept in memory."""
OF_SELF = (gap.NAME, DECLARED.name)
"""The sheets of the self-assessment, nearly half of all cells: many branches have them only where they are wanted."""


def sheets_of(dossier: Dossier) -> tuple[str, ...]:
    """The sheets in their order: those to be printed first. A first round has no course yet."""
    course = [trend.NAME] if dossier.previous is not None else []
    printed = (summary.NAME, ranking.NAME, INSPECTED.name, findings.NAME, ledger.NAME, gap.NAME, *course)
    return (*printed, DECLARED.name, ledger.CLOSED, method.NAME)


def ranking_workbook(
    dossier: Dossier, edition: Edition, *, print_all: bool = False, self_assessment: bool = False
) -> bytes:
    """The workbook of a round. The same input gives the same bytes. Raises ProvisionalRoundError."""
    return ranking_book(dossier, edition, print_all=print_all, self_assessment=self_assessment).to_bytes()


def ranking_book(dossier: Dossier, edition: Edition, *, print_all: bool = False, self_assessment: bool = False) -> Book:
    """The workbook of a round, its sheets as in `sheets_of`; a large one has those of the `self_assessment` only where
    they are asked for.

    Raises ProvisionalRoundError where the round is not complete and the edition is no draft.
    """
    result = dossier.result
    if not result.complete and not edition.draft:
        raise ProvisionalRoundError(f"{result.quarter}: the round is provisional and may be written as a draft only")
    title = f"{edition.unit}{result.quarter.chinese}党支部量化考评报告"
    about, large = about_round(result, edition.departure), len(result.placings) > LARGE
    without = OF_SELF if large and not self_assessment else ()
    names = [each for each in sheets_of(dossier) if each not in without]
    book = Book(title, edition, about, names, TABS, large=large, print_all=print_all, without_self=bool(without))
    taken = all_taken(result)
    write_summary(book, summary.round_summary(dossier, edition, taken))
    # formulas refer to cells that are written before them, and branch by branch only to cells of the same branch
    items = [ItemsSheet(book, result, side) for side in (INSPECTED, DECLARED) if side.name not in without]
    held = {
        each.score.branch.id: [Held(result.quarter, each, taken.pop(each.score.branch.id))] for each in result.placings
    }
    ranks, found = RankingSheet(book, dossier), FindingsSheet(book, [result], held.values())
    compared = None if without else GapsSheet(book, result)
    found.ledger = write_ledger(book, dossier.entries, as_of_quarter(result.quarter), links=found.problems)
    courses = trend.trend([each.quarter for each in dossier.rounds], _courses(dossier))
    course = TrendSheet(book, courses) if dossier.previous is not None else None
    for placing, row in zip(counted(result.placings), courses.rows, strict=True):
        where, branch = Whereabouts(), placing.score.branch.id
        if without and placing.score.self_assessment is not None:
            # what it was reckoned from stands nowhere
            where.leave(placing.score.self_assessment.exact)
        for each in items:
            each.write(placing, where, found.starts[branch])
        ranks.write(placing, where, found.starts[branch])
        found.write(held.pop(branch), placing.rank, ranks.rows[branch], where)
        if compared is not None:
            compared.write(placing, where)
        if course is not None:
            course.write(row, where)
    for sheet in (*items, ranks, found, compared, course):
        if sheet is not None:
            sheet.finish()
    write_method(book, round_method(result, edition, without))
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
